#include "runtime/log/log.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runtime/log/text.h"

enum field {
#define LOG_FIELD(id, name, kind, meaning) FIELD_##id,
#include "runtime/log/fields.def"
#undef LOG_FIELD
    FIELD_COUNT
};

static const char *const field_names[FIELD_COUNT] = {
#define LOG_FIELD(id, name, kind, meaning) [FIELD_##id] = name,
#include "runtime/log/fields.def"
#undef LOG_FIELD
};

/* What a text may cost in its line, in bytes as written. */
static const size_t text_budget[FIELD_COUNT] = {
    [FIELD_RULE] = 1024, [FIELD_EXE] = 1024,   [FIELD_CMDLINE] = 4096, [FIELD_CGROUP] = 1024,
    [FIELD_STEP] = 256,  [FIELD_ACTION] = 256, [FIELD_IMAGE] = 512,    [FIELD_URL] = 2048,
    [FIELD_TYPE] = 32,   [FIELD_POLICY] = 8,   [FIELD_METHOD] = 64,    [FIELD_HOST] = 512,
    [FIELD_NAME] = 1024, [FIELD_ERROR] = 64,   [FIELD_REASON] = 1024,
};
#define TEXT_BUDGETS (5 * 1024 + 4096 + 2048 + 2 * 512 + 2 * 256 + 2 * 64)
#define ANSWER_COST sizeof("\"255.255.255.255\",")
#define TEXT_MAX 4096 /* the largest of the budgets */
/* Names, quotes, numbers and times of all fields stay below 1 kB. */
_Static_assert(TEXT_BUDGETS + LOG_ANSWERS_MAX * ANSWER_COST + 1024 <= LOG_LINE_MAX,
               "a line with every field at its longest fits");

struct log {
    int fd;
    const struct image *image;
    time_t second;        /* of the last line, */
    char second_text[32]; /* as it stands in it; "": no line yet */
    struct log_health health;
    uint64_t gap; /* lines lost since the last that was written */
    void (*changed)(const struct log_health *health, void *context);
    void *changed_context;
    char line[LOG_LINE_MAX];
};

const char *log_type_name(enum log_type type)
{
    static const char *const names[LOG_TYPE_COUNT] = {
#define LOG_TYPE(id, name, meaning) [LOG_##id] = name,
#include "runtime/log/types.def"
#undef LOG_TYPE
    };
    return names[type];
}

struct log *log_new(int fd, const struct image *image)
{
    struct log *log = calloc(1, sizeof(*log));
    if (!log)
        return NULL;
    log->fd = fd;
    log->image = image;
    return log;
}

void log_free(struct log *log)
{
    free(log);
}

/*
 * A line being built: JSON written as it goes, in the order of the calls. The budgets above see to
 * it that there is room.
 */
struct draft {
    char *at;
    struct log *log;
};

static void put_char(struct draft *draft, char c)
{
    *draft->at++ = c;
}

static void put_bytes(struct draft *draft, const char *bytes, size_t len)
{
    memcpy(draft->at, bytes, len);
    draft->at += len;
}

static void put_plain(struct draft *draft, const char *text)
{
    put_bytes(draft, text, strlen(text));
}

static void put_name(struct draft *draft, enum field field)
{
    if (draft->at[-1] != '{')
        put_char(draft, ',');
    put_char(draft, '"');
    put_plain(draft, field_names[field]);
    put_plain(draft, "\":");
}

static void put_integer(struct draft *draft, long long number)
{
    draft->at += sprintf(draft->at, "%lld", number);
}

/* A string between quotes that costs at most `budget` bytes. Returns what it costs. */
static size_t put_string(struct draft *draft, const char *text, size_t len_bytes, size_t budget)
{
    char bounded[TEXT_MAX];
    size_t cost = len_bytes;
    put_char(draft, '"');
    if (len_bytes <= budget && log_is_plain(text, len_bytes)) {
        put_bytes(draft, text, len_bytes);
    } else {
        size_t len = log_text(text, len_bytes, budget, bounded, &cost);
        draft->at += log_escape(bounded, len, draft->at);
    }
    put_char(draft, '"');
    return cost;
}

static void put_text_len(struct draft *draft, enum field field, const char *text, size_t len_bytes)
{
    put_name(draft, field);
    put_string(draft, text, len_bytes, text_budget[field]);
}

static void put_text(struct draft *draft, enum field field, const char *text)
{
    if (text)
        put_text_len(draft, field, text, strlen(text));
}

static void put_number(struct draft *draft, enum field field, long long number)
{
    if (!number)
        return;
    put_name(draft, field);
    put_integer(draft, number);
}

static void put_flag(struct draft *draft, enum field field, bool flag)
{
    if (!flag)
        return;
    put_name(draft, field);
    put_plain(draft, "true");
}

static void put_address(struct draft *draft, uint32_t ip)
{
    char text[INET_ADDRSTRLEN];
    struct in_addr in = {.s_addr = htonl(ip)};
    inet_ntop(AF_INET, &in, text, sizeof(text));
    put_char(draft, '"');
    put_plain(draft, text);
    put_char(draft, '"');
}

/* Many lines have the same second. */
static void put_time(struct draft *draft)
{
    struct log *log = draft->log;
    struct timespec now;
    struct tm utc;
    char ms[8];
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != log->second || !*log->second_text) {
        gmtime_r(&now.tv_sec, &utc);
        strftime(log->second_text, sizeof(log->second_text), "%Y-%m-%dT%H:%M:%S", &utc);
        log->second = now.tv_sec;
    }
    snprintf(ms, sizeof(ms), ".%03uZ", (unsigned)(now.tv_nsec / 1000000 % 1000));
    put_name(draft, FIELD_TS);
    put_char(draft, '"');
    put_plain(draft, log->second_text);
    put_plain(draft, ms);
    put_char(draft, '"');
}

static void put_rule(struct draft *draft, int32_t rule)
{
    const struct image *image = draft->log->image;
    const char *text = rule >= 0 && image ? image_rule_text(image, (uint32_t)rule) : NULL;
    if (!text)
        return;
    put_name(draft, FIELD_RULE);
    put_plain(draft, "{\"line\":");
    put_integer(draft, image_rule_line(image, (uint32_t)rule));
    put_plain(draft, ",\"text\":");
    put_string(draft, text, strlen(text), text_budget[FIELD_RULE]);
    put_char(draft, '}');
}

static void put_verdict(struct draft *draft, const struct verdict *verdict)
{
    if (!verdict)
        return;
    put_text(draft, FIELD_POLICY, verdict->allow ? "allow" : "deny");
    put_rule(draft, verdict->rule);
}

static void put_cmdline(struct draft *draft, const struct process_facts *process)
{
    if (!process->argc)
        return;
    size_t budget = text_budget[FIELD_CMDLINE];
    bool more = false;
    put_name(draft, FIELD_CMDLINE);
    put_char(draft, '[');
    for (uint32_t i = 0; i < process->argc && !more; i++) {
        /* two quotes and a comma each, and room kept for the mark that more follows */
        size_t fixed = 3, mark = sizeof("\"...\"");
        more = i == LOG_ARGS_MAX || budget < fixed + mark;
        const char *arg = more ? "..." : process->argv[i];
        size_t room = more ? strlen(arg) : budget - fixed - mark;
        if (i)
            put_char(draft, ',');
        size_t cost = put_string(draft, arg, strlen(arg), room);
        budget -= more ? 0 : cost + fixed;
    }
    put_char(draft, ']');
}

static void put_process(struct draft *draft, const struct process_facts *process)
{
    if (!process)
        return;
    put_text(draft, FIELD_EXE, process->exe);
    put_cmdline(draft, process);
    put_text(draft, FIELD_CGROUP, process->cgroup);
    put_text(draft, FIELD_STEP, process->step);
    put_text(draft, FIELD_ACTION, process->action);
    put_text(draft, FIELD_IMAGE, process->image);
}

static void put_answers(struct draft *draft, const uint32_t *answers, size_t count)
{
    if (!count)
        return;
    put_name(draft, FIELD_ANSWERS);
    put_char(draft, '[');
    for (size_t i = 0; i < count && i < LOG_ANSWERS_MAX; i++) {
        if (i)
            put_char(draft, ',');
        put_address(draft, answers[i]);
    }
    put_char(draft, ']');
}

static void put_event(struct draft *draft, const struct log_event *event)
{
    put_time(draft);
    put_text(draft, FIELD_TYPE, log_type_name(event->type));
    if (event->dst_ip) {
        put_name(draft, FIELD_DST_IP);
        put_address(draft, event->dst_ip);
    }
    put_number(draft, FIELD_DST_PORT, event->dst_port);
    put_number(draft, FIELD_SRC_PORT, event->src_port);
    put_verdict(draft, event->verdict);
    put_number(draft, FIELD_PID, event->pid);
    put_process(draft, event->process);
    if (event->url)
        put_text_len(draft, FIELD_URL, event->url, strcspn(event->url, "?#"));
    put_text(draft, FIELD_METHOD, event->method);
    put_text(draft, FIELD_HOST, event->host);
    put_text(draft, FIELD_NAME, event->name);
    put_answers(draft, event->answers, event->answer_count);
    put_number(draft, FIELD_TTL, event->ttl_s);
    put_flag(draft, FIELD_PASSTHROUGH, event->verdict && event->verdict->passthrough);
    put_flag(draft, FIELD_INSECURE, event->verdict && event->verdict->insecure);
    put_text(draft, FIELD_ERROR, event->error);
    put_text(draft, FIELD_REASON, event->reason);
}

/*
 * Takes back the `len` bytes just appended, unless somebody else has appended since: then the
 * offset after our write is no longer the end of the file.
 */
static void take_back(int fd, size_t len)
{
    struct stat st;
    off_t end = lseek(fd, 0, SEEK_CUR);
    if (end < (off_t)len || fstat(fd, &st) || st.st_size != end)
        return;
    if (ftruncate(fd, end - (off_t)len))
        return; /* the piece stays; log_repair finds it */
}

static int write_line(const struct log *log, size_t len)
{
    ssize_t n;
    do {
        n = write(log->fd, log->line, len);
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        return -errno;
    if ((size_t)n == len)
        return 0;
    take_back(log->fd, (size_t)n);
    return -ENOSPC;
}

void log_set_image(struct log *log, const struct image *image)
{
    log->image = image;
}

void log_health(const struct log *log, struct log_health *ret)
{
    *ret = log->health;
}

void log_on_change(struct log *log, void (*changed)(const struct log_health *health, void *context),
                   void *context)
{
    log->changed = changed;
    log->changed_context = context;
}

static int write_event(struct log *log, const struct log_event *event)
{
    struct draft draft = {.at = log->line, .log = log};
    put_char(&draft, '{');
    put_event(&draft, event);
    put_plain(&draft, "}\n");
    return write_line(log, (size_t)(draft.at - log->line));
}

static void note_lost(struct log *log, int error)
{
    bool first = log->health.error == 0;
    log->health.error = error;
    log->health.lost++;
    log->gap++;
    if (first && log->changed)
        log->changed(&log->health, log->changed_context);
}

/* The log itself tells where lines are missing. false: there is no room for that line, either. */
static bool close_gap(struct log *log)
{
    char reason[96];
    const struct log_event event = {.type = LOG_ERROR, .error = "log_gap", .reason = reason};
    snprintf(reason, sizeof(reason), "%" PRIu64 " lines before this one could not be written",
             log->gap);
    if (write_event(log, &event))
        return false;
    log->gap = 0;
    log->health.error = 0;
    if (log->changed)
        log->changed(&log->health, log->changed_context);
    return true;
}

int log_write(struct log *log, const struct log_event *event)
{
    int error = log->health.error;
    if (log->gap == 0 || close_gap(log))
        error = write_event(log, event);
    if (error)
        note_lost(log, error);
    return error;
}

int log_repair(int fd)
{
    struct stat st;
    if (fstat(fd, &st))
        return -errno;
    if (!S_ISREG(st.st_mode) || st.st_size == 0)
        return 0;
    /* The descriptor may be for writing only: open the same file again to read its end. */
    char path[40], tail[LOG_LINE_MAX];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    int reader = open(path, O_RDONLY | O_CLOEXEC);
    if (reader < 0)
        return -errno;
    off_t start = st.st_size > (off_t)sizeof(tail) ? st.st_size - (off_t)sizeof(tail) : 0;
    ssize_t n = pread(reader, tail, sizeof(tail), start);
    int r = n < 0 ? -errno : 0;
    close(reader);
    if (r || n == 0 || tail[n - 1] == '\n')
        return r;
    const char *newline = memrchr(tail, '\n', (size_t)n);
    if (!newline && start > 0)
        return -EINVAL; /* longer than any line of ours: not our file */
    off_t keep = newline ? start + (newline - tail) + 1 : 0;
    return ftruncate(fd, keep) ? -errno : 0;
}
