#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "runtime/log/log.h"
#include "runtime/log/text.h"

/* The source map is not what is tested here. */
uint32_t image_rule_line(const struct image *image, uint32_t rule)
{
    (void)image;
    return rule + 10;
}

const char *image_rule_text(const struct image *image, uint32_t rule)
{
    (void)image;
    return rule == 1 ? "github.com exe=/usr/bin/curl" : NULL;
}

static const struct image *const some_image = (const struct image *)"";

static int temporary_file(void)
{
    char path[] = "/tmp/egress-log-XXXXXX";
    int fd = mkostemp(path, O_APPEND);
    cr_assert(fd >= 0);
    unlink(path);
    return fd;
}

static size_t contents(int fd, char *buffer, size_t size)
{
    ssize_t n = pread(fd, buffer, size - 1, 0);
    cr_assert(n >= 0);
    buffer[n] = '\0';
    return (size_t)n;
}

/* Writes one event and reads it back as JSON; the file must hold exactly one line. */
static json_t *written(const struct log_event *event)
{
    static char line[LOG_LINE_MAX + 2];
    int fd = temporary_file();
    struct log *log = log_new(fd, some_image);
    cr_assert(log_write(log, event) == 0);
    size_t len = contents(fd, line, sizeof(line));
    cr_assert(len <= LOG_LINE_MAX);
    cr_assert(memchr(line, '\n', len) == line + len - 1, "one line, ended by a newline");
    for (size_t i = 0; i + 1 < len; i++)
        cr_assert(line[i] >= 0x20 && line[i] < 0x7f, "printable ASCII only");
    log_free(log);
    close(fd);
    json_error_t error;
    json_t *json = json_loads(line, 0, &error);
    cr_assert(json != NULL, "%s", error.text);
    return json;
}

static const char *text_of(json_t *json, const char *field)
{
    return json_string_value(json_object_get(json, field));
}

Test(log, writes_what_an_event_holds)
{
    const char *argv[] = {"curl", "-sS", "https://github.com/"};
    struct process_facts process = {
        .exe = "/usr/bin/curl", .argv = argv, .argc = 3, .cgroup = "/x", .step = "build"};
    struct verdict verdict = {.allow = true, .rule = 1, .passthrough = true};
    json_t *json = written(&(struct log_event){.type = LOG_HTTPS,
                                               .dst_ip = 0x8c527904,
                                               .dst_port = 443,
                                               .src_port = 40000,
                                               .verdict = &verdict,
                                               .pid = 42,
                                               .process = &process,
                                               .url = "https://github.com/a?token=secret#x",
                                               .method = "GET",
                                               .host = "github.com"});
    cr_assert_str_eq(text_of(json, "type"), "https");
    cr_assert_str_eq(text_of(json, "dst_ip"), "140.82.121.4");
    cr_assert_str_eq(text_of(json, "policy"), "allow");
    cr_assert_str_eq(text_of(json, "url"), "https://github.com/a");
    cr_assert_str_eq(text_of(json, "exe"), "/usr/bin/curl");
    cr_assert_str_eq(text_of(json, "step"), "build");
    cr_assert_eq(json_integer_value(json_object_get(json, "pid")), 42);
    cr_assert_eq(json_array_size(json_object_get(json, "cmdline")), 3);
    cr_assert(json_is_true(json_object_get(json, "passthrough")));
    cr_assert_null(json_object_get(json, "insecure"));
    cr_assert_null(json_object_get(json, "action"));
    json_t *rule = json_object_get(json, "rule");
    cr_assert_eq(json_integer_value(json_object_get(rule, "line")), 11);
    cr_assert_str_eq(text_of(rule, "text"), "github.com exe=/usr/bin/curl");
    cr_assert_eq(strlen(text_of(json, "ts")), strlen("2025-01-01T00:00:00.000Z"));
    json_decref(json);
}

Test(log, leaves_out_the_rule_of_a_denial)
{
    struct verdict verdict = {.allow = false, .rule = -1};
    json_t *json = written(&(struct log_event){.type = LOG_TCP, .verdict = &verdict});
    cr_assert_str_eq(text_of(json, "policy"), "deny");
    cr_assert_null(json_object_get(json, "rule"));
    json_decref(json);
}

static const struct {
    const char *in;
    size_t len;
    size_t budget;
    const char *out;
    size_t cost;
} texts[] = {
    {"plain", 5, 100, "plain", 5},
    {"", 0, 100, "", 0},
    {"tab\there", 8, 100, "tab\there", 9},
    {"q\"b\\", 4, 100, "q\"b\\", 6},
    {"\x1b[31m", 5, 100, "\x1b[31m", 10},
    {"\x7f", 1, 100, "\xef\xbf\xbd", 6},
    {"gr\xc3\xbc\xc3\x9f", 6, 100, "gr\xc3\xbc\xc3\x9f", 14},
    {"\xf0\x9f\x98\x80", 4, 100, "\xf0\x9f\x98\x80", 12},
    {"\xff", 1, 100, "\xef\xbf\xbd", 6},
    {"\xc0\xaf", 2, 100, "\xef\xbf\xbd\xef\xbf\xbd", 12},                 /* overlong '/' */
    {"\xed\xa0\x80", 3, 100, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 18}, /* surrogate */
    {"\xc3", 1, 100, "\xef\xbf\xbd", 6},                                  /* cut short */
    {"\xc3(", 2, 100, "\xef\xbf\xbd(", 7},
    {"0123456789", 10, 10, "0123456789", 10},
    {"0123456789A", 11, 10, "0123456...", 10},
    {"ab\x01\x01\x01", 5, 16, "ab\x01...", 11},
    {"abc", 3, 2, "", 0},
};

Test(log_text, is_bounded_utf8)
{
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        char out[128] = {0};
        size_t cost;
        size_t len = log_text(texts[i].in, texts[i].len, texts[i].budget, out, &cost);
        cr_expect_eq(len, strlen(texts[i].out), "row %zu: %zu", i, len);
        cr_expect(memcmp(out, texts[i].out, len) == 0, "row %zu: %s", i, out);
        cr_expect_eq(cost, texts[i].cost, "row %zu: cost %zu", i, cost);
    }
}

/* Every text at its worst: long, and of the characters that cost most. */
/* As another writer of JSON has it, whatever the bytes. */
Test(log_text, is_escaped_as_json_is)
{
    static const char *const pieces[] = {"a",
                                         "\"",
                                         "\\",
                                         "/",
                                         "\n",
                                         "\b",
                                         "\v",
                                         "\f",
                                         "\x01",
                                         "\x1f",
                                         " ",
                                         "~",
                                         "\x7f",
                                         "\xc2\x80",
                                         "\xc3\xa9",
                                         "\xe2\x82\xac",
                                         "\xef\xbf\xbf",
                                         "\xf0\x9f\x98\x80",
                                         "\xf4\x8f\xbf\xbf",
                                         "\xff",
                                         "\xe2\x82"};
    uint32_t random = 1;
    for (int i = 0; i < 20000; i++) {
        char text[256] = "", bounded[256], escaped[512];
        size_t cost;
        for (int n = i % 40; n > 0; n--) {
            random = random * 1664525 + 1013904223;
            strcat(text, pieces[(random >> 16) % (sizeof(pieces) / sizeof(*pieces))]);
        }
        size_t len = log_text(text, strlen(text), 200, bounded, &cost);
        size_t escaped_len = log_escape(bounded, len, escaped);
        cr_assert_eq(escaped_len, cost, "%s", text);
        cr_assert_eq(log_is_plain(bounded, len), cost == len && !memchr(bounded, 0x7f, len));
        json_t *string = json_stringn(bounded, len);
        char *expected = json_dumps(string, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
        cr_assert_eq(strlen(expected), escaped_len + 2);
        cr_assert(memcmp(expected + 1, escaped, escaped_len) == 0, "%s", expected);
        free(expected);
        json_decref(string);
    }
}

Test(log, longest_line_fits)
{
    static char noise[8192];
    memset(noise, '\x01', sizeof(noise) - 1);
    static const char *argv[4096];
    for (size_t i = 0; i < 4096; i++)
        argv[i] = i % 2 ? noise : "x";
    uint32_t answers[200];
    memset(answers, 0xff, sizeof(answers));
    struct process_facts process = {.exe = noise,
                                    .argv = argv,
                                    .argc = 4096,
                                    .cgroup = noise,
                                    .step = noise,
                                    .action = noise,
                                    .image = noise};
    struct verdict verdict = {.rule = 1, .passthrough = true, .insecure = true};
    json_t *json = written(&(struct log_event){.type = LOG_DNS_RESPONSE,
                                               .dst_ip = ~0u,
                                               .dst_port = 65535,
                                               .src_port = 65535,
                                               .verdict = &verdict,
                                               .pid = 4194304,
                                               .process = &process,
                                               .url = noise,
                                               .method = noise,
                                               .host = noise,
                                               .name = noise,
                                               .answers = answers,
                                               .answer_count = 200,
                                               .ttl_s = ~0u,
                                               .error = noise,
                                               .reason = noise});
    cr_assert_eq(json_array_size(json_object_get(json, "answers")), LOG_ANSWERS_MAX);
    json_t *cmdline = json_object_get(json, "cmdline");
    cr_assert_leq(json_array_size(cmdline), LOG_ARGS_MAX + 1);
    json_t *last = json_array_get(cmdline, json_array_size(cmdline) - 1);
    cr_assert_str_eq(json_string_value(last), "...");
    json_decref(json);
}

Test(log, many_short_arguments_are_cut)
{
    static const char *argv[200];
    for (size_t i = 0; i < 200; i++)
        argv[i] = "a";
    struct process_facts process = {.argv = argv, .argc = 200};
    json_t *json = written(&(struct log_event){.type = LOG_TCP, .process = &process});
    cr_assert_eq(json_array_size(json_object_get(json, "cmdline")), LOG_ARGS_MAX + 1);
    json_decref(json);
}

Test(log, says_when_the_disk_is_full)
{
    int fd = open("/dev/full", O_WRONLY);
    struct log *log = log_new(fd, NULL);
    cr_assert_eq(log_write(log, &(struct log_event){.type = LOG_TCP}), -ENOSPC);
    log_free(log);
    close(fd);
}

Test(log, leaves_no_piece_of_a_line)
{
    char line[LOG_LINE_MAX];
    int fd = temporary_file();
    struct log *log = log_new(fd, NULL);
    cr_assert_eq(log_write(log, &(struct log_event){.type = LOG_TCP}), 0);
    size_t len = contents(fd, line, sizeof(line));
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {.rlim_cur = len + 7, .rlim_max = RLIM_INFINITY};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_assert_eq(log_write(log, &(struct log_event){.type = LOG_TCP}), -ENOSPC);
    cr_assert_eq(contents(fd, line, sizeof(line)), len);
    log_free(log);
    close(fd);
}

static const struct {
    const char *before, *after;
} repairs[] = {
    {"", ""},
    {"{}\n", "{}\n"},
    {"{}\n{\"ts\":\"20", "{}\n"},
    {"{\"ts\":\"20", ""},
};

Test(log, repairs_the_end)
{
    for (size_t i = 0; i < sizeof(repairs) / sizeof(*repairs); i++) {
        char now[64];
        int fd = temporary_file();
        cr_assert(write(fd, repairs[i].before, strlen(repairs[i].before)) >= 0);
        cr_assert_eq(log_repair(fd), 0);
        contents(fd, now, sizeof(now));
        cr_expect_str_eq(now, repairs[i].after, "row %zu", i);
        close(fd);
    }
    int fds[2];
    cr_assert_eq(pipe(fds), 0);
    cr_assert_eq(log_repair(fds[1]), 0);
    close(fds[0]);
    close(fds[1]);
}

/* docs/log.schema.json is what fields.def says. EGRESS_UPDATE_GOLDEN=1 writes it anew. */
Test(log, schema_file_is_current)
{
    char *schema = log_schema();
    cr_assert_not_null(schema);
    if (getenv("EGRESS_UPDATE_GOLDEN")) {
        FILE *file = fopen(SCHEMA_FILE, "w");
        cr_assert_not_null(file);
        fprintf(file, "%s\n", schema);
        fclose(file);
    }
    FILE *file = fopen(SCHEMA_FILE, "r");
    cr_assert_not_null(file, "%s is missing", SCHEMA_FILE);
    static char text[65536];
    size_t n = fread(text, 1, sizeof(text) - 1, file);
    fclose(file);
    cr_assert_eq(n, strlen(schema) + 1);
    cr_assert(memcmp(text, schema, n - 1) == 0, "%s differs from fields.def", SCHEMA_FILE);
    free(schema);
}

/* Every field that is written is known to the schema, in a line that has them all. */
Test(log, schema_knows_every_field)
{
    const char *argv[] = {"x"};
    uint32_t answers[] = {1};
    struct process_facts process = {"/x", argv, 1, "/", "s", "a", "i"};
    struct verdict verdict = {.allow = true, .passthrough = true, .insecure = true, .rule = 1};
    json_t *json =
        written(&(struct log_event){LOG_HTTP, 1, 1, 1, &verdict, 1, &process, "http://x/", "GET",
                                    "x", "x", answers, 1, 1, "e", "r"});
    char *text = log_schema();
    json_t *schema = json_loads(text, 0, NULL);
    json_t *properties = json_object_get(schema, "properties");
    cr_assert_eq(json_object_size(properties), json_object_size(json));
    const char *name;
    json_t *value;
    json_object_foreach(json, name, value)
        cr_expect_not_null(json_object_get(properties, name), "%s", name);
    free(text);
    json_decref(schema);
    json_decref(json);
}

static bool mentions(const char *text, const char *word)
{
    char cell[64];
    snprintf(cell, sizeof(cell), "| `%s` |", word);
    return strstr(text, cell) != NULL;
}

/* Every type, field and error word has its row in docs/log.md. */
Test(log, everything_is_documented)
{
    static char text[65536];
    FILE *file = fopen(DOCUMENT_FILE, "r");
    cr_assert_not_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
#define LOG_TYPE(id, name, meaning) cr_expect(mentions(text, name), "%s", name);
#include "runtime/log/types.def"
#undef LOG_TYPE
#define LOG_FIELD(id, name, kind, meaning) cr_expect(mentions(text, name), "%s", name);
#include "runtime/log/fields.def"
#undef LOG_FIELD
#define LOG_ERROR_WORD(word, meaning) cr_expect(mentions(text, #word), "%s", #word);
#include "runtime/log/errors.def"
#undef LOG_ERROR_WORD
}

struct changes {
    unsigned worse, better;
    uint64_t lost;
};

static void count_change(const struct log_health *health, void *context)
{
    struct changes *changes = context;
    changes->worse += health->error != 0;
    changes->better += health->error == 0;
    changes->lost = health->lost;
}

/* A file that may not grow stands for a full disk. */
Test(log, goes_on_when_there_is_room_again)
{
    const struct log_event event = {.type = LOG_ERROR, .reason = "something"};
    struct rlimit limit;
    struct changes changes = {0};
    struct log_health health;
    int fd = temporary_file();
    struct log *log = log_new(fd, NULL);
    char text[4096];
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    log_on_change(log, count_change, &changes);
    cr_assert_eq(log_write(log, &event), 0);
    const struct rlimit none = {.rlim_cur = 100, .rlim_max = limit.rlim_max};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
    for (int i = 0; i < 3; i++)
        cr_assert_neq(log_write(log, &event), 0);
    log_health(log, &health);
    cr_assert(health.error < 0 && health.lost == 3);
    cr_assert(changes.worse == 1 && changes.better == 0, "told once");
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_assert_eq(log_write(log, &event), 0);
    cr_assert(changes.better == 1 && changes.lost == 3);
    log_health(log, &health);
    cr_assert(health.error == 0 && health.lost == 3);
    cr_assert_eq(log_write(log, &event), 0);
    contents(fd, text, sizeof(text));
    const char *gap = strstr(text, "log_gap");
    cr_assert(gap && strstr(gap, "3 lines before this one"));
    cr_assert_null(strstr(gap + 1, "log_gap"), "once");
    log_free(log);
    close(fd);
}
