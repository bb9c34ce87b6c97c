#include "runtime/log/log.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
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
    [FIELD_RULE] = 1024,   [FIELD_EXE] = 1024,   [FIELD_CMDLINE] = 4096, [FIELD_CGROUP] = 1024,
    [FIELD_STEP] = 256,    [FIELD_ACTION] = 256, [FIELD_IMAGE] = 512,    [FIELD_URL] = 2048,
    [FIELD_METHOD] = 64,   [FIELD_HOST] = 512,   [FIELD_NAME] = 1024,    [FIELD_ERROR] = 64,
    [FIELD_REASON] = 1024,
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

/* A line being built. Once something has failed for lack of memory, it stays failed. */
struct draft {
    json_t *line;
    const struct log *log;
    bool failed;
};

/* Puts `value`, which it takes over, into the line. A NULL value is lack of memory. */
static void put(struct draft *draft, enum field field, json_t *value)
{
    draft->failed |= json_object_set_new_nocheck(draft->line, field_names[field], value) != 0;
}

static json_t *bounded(const char *text, size_t len_bytes, size_t budget, size_t *ret_cost)
{
    char buffer[TEXT_MAX];
    size_t len = log_text(text, len_bytes, budget, buffer, ret_cost);
    return json_stringn_nocheck(buffer, len);
}

static void put_text_len(struct draft *draft, enum field field, const char *text, size_t len_bytes)
{
    size_t cost;
    put(draft, field, bounded(text, len_bytes, text_budget[field], &cost));
}

static void put_text(struct draft *draft, enum field field, const char *text)
{
    if (text)
        put_text_len(draft, field, text, strlen(text));
}

static void put_number(struct draft *draft, enum field field, json_int_t number)
{
    if (number)
        put(draft, field, json_integer(number));
}

static void put_flag(struct draft *draft, enum field field, bool flag)
{
    if (flag)
        put(draft, field, json_true());
}

static json_t *address(uint32_t ip)
{
    char text[INET_ADDRSTRLEN];
    struct in_addr in = {.s_addr = htonl(ip)};
    inet_ntop(AF_INET, &in, text, sizeof(text));
    return json_string_nocheck(text);
}

static void put_time(struct draft *draft)
{
    struct timespec now;
    struct tm utc;
    char seconds[32], text[64];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    strftime(seconds, sizeof(seconds), "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(text, sizeof(text), "%s.%03ldZ", seconds, now.tv_nsec / 1000000);
    put(draft, FIELD_TS, json_string_nocheck(text));
}

static void put_rule(struct draft *draft, int32_t rule)
{
    const struct image *image = draft->log->image;
    const char *text = rule >= 0 && image ? image_rule_text(image, (uint32_t)rule) : NULL;
    if (!text)
        return;
    size_t cost;
    json_t *object = json_object();
    json_t *number = json_integer(image_rule_line(image, (uint32_t)rule));
    json_t *string = bounded(text, strlen(text), text_budget[FIELD_RULE], &cost);
    draft->failed |= json_object_set_new_nocheck(object, "line", number) != 0;
    draft->failed |= json_object_set_new_nocheck(object, "text", string) != 0;
    put(draft, FIELD_RULE, object);
}

static void put_verdict(struct draft *draft, const struct verdict *verdict)
{
    if (!verdict)
        return;
    put(draft, FIELD_POLICY, json_string_nocheck(verdict->allow ? "allow" : "deny"));
    put_rule(draft, verdict->rule);
}

static void put_cmdline(struct draft *draft, const struct process_facts *process)
{
    if (!process->argc)
        return;
    json_t *array = json_array();
    size_t budget = text_budget[FIELD_CMDLINE];
    bool more = false;
    for (uint32_t i = 0; i < process->argc && !more; i++) {
        /* two quotes and a comma each, and room kept for the mark that more follows */
        size_t fixed = 3, cost = 0, mark = sizeof("\"...\"");
        more = i == LOG_ARGS_MAX || budget < fixed + mark;
        const char *arg = more ? "..." : process->argv[i];
        size_t room = more ? strlen(arg) : budget - fixed - mark;
        json_t *text = bounded(arg, strlen(arg), room, &cost);
        draft->failed |= json_array_append_new(array, text) != 0;
        budget -= more ? 0 : cost + fixed;
    }
    put(draft, FIELD_CMDLINE, array);
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
    json_t *array = json_array();
    for (size_t i = 0; i < count && i < LOG_ANSWERS_MAX; i++)
        draft->failed |= json_array_append_new(array, address(answers[i])) != 0;
    put(draft, FIELD_ANSWERS, array);
}

static void put_event(struct draft *draft, const struct log_event *event)
{
    put_time(draft);
    put(draft, FIELD_TYPE, json_string_nocheck(log_type_name(event->type)));
    if (event->dst_ip)
        put(draft, FIELD_DST_IP, address(event->dst_ip));
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

int log_write(struct log *log, const struct log_event *event)
{
    struct draft draft = {.line = json_object(), .log = log};
    if (!draft.line)
        return -ENOMEM;
    put_event(&draft, event);
    size_t len = 0;
    if (!draft.failed)
        len = json_dumpb(draft.line, log->line, LOG_LINE_MAX - 1, JSON_COMPACT | JSON_ENSURE_ASCII);
    json_decref(draft.line);
    if (len == 0)
        return -ENOMEM;
    if (len > LOG_LINE_MAX - 1)
        return -EMSGSIZE;
    log->line[len] = '\n';
    return write_line(log, len + 1);
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
