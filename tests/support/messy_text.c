#include "tests/support/messy_text.h"

#include <string.h>

#define PICK(random, list) (list)[random_below((random), sizeof(list) / sizeof(list)[0])]

struct writer {
    struct random *random;
    char *text;
    size_t len;
};

static void put(struct writer *writer, const char *text)
{
    memcpy(writer->text + writer->len, text, strlen(text));
    writer->len += strlen(text);
}

/* At least `least` blanks. */
static void blanks(struct writer *writer, uint32_t least)
{
    static const char *const runs[] = {"", "", "", " ", "\t", "  ", " \t "};

    if (least)
        put(writer, random_below(writer->random, 5) ? " " : "\t");
    put(writer, PICK(writer->random, runs));
}

static void line_end(struct writer *writer)
{
    blanks(writer, 0);
    put(writer, random_below(writer->random, 8) ? "\n" : "\r\n");
}

static void comment(struct writer *writer)
{
    static const char *const comments[] = {
        "#",           "# a comment",          "#no blank",  "#!  x  # y ",
        "# \"q\" `b`", "# gr\xc3\xbc\xc3\x9f", "## [x] a=b", "# egress: allow W1206"};

    put(writer, PICK(writer->random, comments));
}

static void attributes(struct writer *writer, uint32_t least)
{
    static const char *const items[] = {
        "exe=/usr/bin/node", "exe=`/opt/my app/*`", "exe=\"/a # b\"",     "arg=--x",
        "arg[0]=node",       "arg[12]=`a  b`",      "cgroup=@docker",     "step=__run_2",
        "action=a/b",        "image=ghcr.io/x/*",   "step=\"a]b [c] #\"", "cgroup=/x{owner}"};
    uint32_t count = random_below(writer->random, 3);

    for (uint32_t i = 0; i < count; i++) {
        blanks(writer, i || least);
        put(writer, PICK(writer->random, items));
    }
}

static void methods(struct writer *writer, const char *behind)
{
    static const char *const lists[] = {"GET", "get|HEAD", "Post|put|DELETE", "*", "options|patch"};

    put(writer, PICK(writer->random, lists));
    put(writer, behind);
}

static void rule(struct writer *writer)
{
    static const char *const targets[] = {
        "github.com",         "GitHub.COM:443|80", "*.x.org:22/tcp",    "derp*.x.com:*",
        "*.derp*.x.com",      "8.8.8.8:53/udp",    "10.0.0.1/8",        "10.0.0.0/24:*/udp",
        "dns:*.corp.example", "DNS.example.com",   "{owner}.github.io", "a{repo}b.example.com:1"};
    static const char *const urls[] = {
        "https://api.x.com/a/*/b",    "http://h.x.com:80|81/", "/p/*",
        "HTTPS://H.x.com:8443/A%2fb", "/{owner}/{repo}/*",     "/a//b/../c"};

    if (random_below(writer->random, 2)) {
        put(writer, PICK(writer->random, targets));
    } else {
        if (random_below(writer->random, 2)) {
            methods(writer, "");
            blanks(writer, 1);
        }
        put(writer, PICK(writer->random, urls));
    }
    if (random_below(writer->random, 5) == 0) {
        blanks(writer, 1);
        put(writer, random_below(writer->random, 2) ? "passthrough" : "insecure");
    }
    attributes(writer, 1);
}

static void header(struct writer *writer)
{
    static const char *const contents[] = {
        "",        ":53/udp", ":80|443", "https://api.x.com/v1", "http://h.com:81", "passthrough",
        "insecure"};

    put(writer, "[");
    blanks(writer, 0);
    if (random_below(writer->random, 4) == 0)
        methods(writer, "");
    else
        put(writer, PICK(writer->random, contents));
    attributes(writer, 1);
    blanks(writer, 0);
    put(writer, "]");
}

static void garbage_line(struct writer *writer)
{
    static const char bytes[] = "ab.*/:|[]{}=\"`# \t\r,%\x80\xc3\xa9\x01";
    uint32_t len = 1 + random_below(writer->random, 12);

    for (uint32_t i = 0; i < len; i++)
        writer->text[writer->len++] = bytes[random_below(writer->random, sizeof bytes)];
}

const char *messy_text(struct random *random, struct arena *arena, uint32_t lines, uint32_t garbage,
                       size_t *ret_len)
{
    struct writer writer = {random, arena_alloc(arena, lines * 256 + 1), 0};

    for (uint32_t i = 0; i < lines; i++) {
        uint32_t kind = random_below(random, 10);

        if (garbage && random_below(random, garbage) == 0) {
            garbage_line(&writer);
            line_end(&writer);
            continue;
        }
        blanks(&writer, 0);
        if (kind < 5)
            rule(&writer);
        else if (kind < 7)
            header(&writer);
        if (kind < 7 && random_below(random, 3) == 0)
            blanks(&writer, 1), comment(&writer);
        else if (kind == 7)
            comment(&writer);
        line_end(&writer);
    }
    if (writer.len && random_below(random, 4) == 0)
        writer.len--; /* no final line end, or half of one */
    *ret_len = writer.len;
    writer.text[writer.len] = '\0';
    return writer.text;
}
