#include "tests/support/random_policy.h"

#include <string.h>

#define PICK(random, list) (list)[random_below((random), sizeof(list) / sizeof(list)[0])]

static const char *const hosts[] = {"x.com",      "a.x.com",  "ab.x.com", "b.a.x.com",
                                    "*.x.com",    "a*.x.com", "*b.x.com", "*.a.x.com",
                                    "*.a*.x.com", "*.com",    "y.org",    "*.y.org"};
static const char *const addresses[] = {"10.0.0.1",    "10.0.0.0/31", "10.0.0.2/31", "10.0.0.0/30",
                                        "10.0.0.0/24", "0.0.0.0/1",   "128.0.0.0/1", "0.0.0.0/0"};
static const char *const ports[] = {
    "", "", "", ":443", ":80", ":80|443", ":443|80|8443", ":*", ":53/udp", ":443/udp", ":*/udp"};
static const char *const url_ports[] = {"", "", ":443", ":80|443", ":*"};
static const char *const paths[] = {"/",     "/*",     "/a",  "/a/*", "/a/b",    "/*/b",
                                    "/a*/b", "/a/*/c", "/ab", "/a*b", "/a/b/c/*"};
static const char *const methods[] = {"", "", "GET ", "POST ", "GET|POST ", "* ", "PUT|POST|GET "};
static const char *const exes[] = {"/b/a",      "/b/b", "/b/*",       "*a",       "*",
                                   "`/b/[ab]`", "/b/?", "`/b/[!a]*`", "\"/b/*\"", "/?/a"};
static const char *const args[] = {"-u", "-v", "-*", "`[!-]*`", "*", "\"-*\""};
static const char *const cgroups[] = {"@docker", "@host", "/s/*", "/s/docker/1", "*/1"};

/* Appends to a text that has room. */
static void add(char *text, const char *more)
{
    strcat(text, more);
}

static void add_attributes(struct random *random, char *text)
{
    if (random_below(random, 3) == 0) {
        add(text, " exe=");
        add(text, PICK(random, exes));
    }
    if (random_below(random, 8) == 0) {
        add(text, " cgroup=");
        add(text, PICK(random, cgroups));
    }
    if (random_below(random, 8) == 0) {
        add(text, " arg=");
        add(text, PICK(random, args));
    }
    if (random_below(random, 8) == 0) {
        add(text, random_below(random, 2) ? " arg[1]=" : " arg[0]=");
        add(text, PICK(random, args));
    }
}

static void add_rule(struct random *random, char *text)
{
    uint32_t kind = random_below(random, 10);

    if (kind < 4) {
        add(text, PICK(random, hosts));
        add(text, PICK(random, ports));
        if (random_below(random, 6) == 0)
            add(text, random_below(random, 2) ? " passthrough" : " insecure");
    } else if (kind < 6) {
        add(text, PICK(random, addresses));
        add(text, PICK(random, ports));
        if (random_below(random, 8) == 0)
            add(text, " insecure");
    } else if (kind < 9) {
        add(text, PICK(random, methods));
        add(text, random_below(random, 4) ? "https://" : "http://");
        add(text, random_below(random, 8) ? PICK(random, hosts) : "10.0.0.1");
        add(text, PICK(random, url_ports));
        add(text, PICK(random, paths));
        if (random_below(random, 8) == 0)
            add(text, " insecure");
    } else {
        add(text, "dns:");
        add(text, PICK(random, hosts));
    }
    add_attributes(random, text);
    add(text, "\n");
}

const char *random_policy(struct random *random, struct arena *arena, uint32_t rules)
{
    char *text = arena_alloc(arena, rules * 160 + 1);

    for (uint32_t i = 0; i < rules; i++)
        add_rule(random, text);
    return text;
}

/* ---- rules that differ in little ---- */

enum part {
    PART_METHOD,
    PART_SCHEME,
    PART_HOST,
    PART_PORTS,
    PART_PATH,
    PART_FLAG,
    PART_EXE,
    PART_CGROUP,
    PART_ARG,
    PART_ARG_AT,
    PART_COUNT
};

struct parts {
    bool is_url;
    const char *of[PART_COUNT];
};

static void change(struct random *random, struct parts *parts, enum part part)
{
    static const char *const schemes[] = {"https://", "http://"};
    static const char *const flags[] = {"", " insecure"};
    static const char *const arg_at[] = {" arg[0]=-u", " arg[1]=-u", " arg[1]=-*"};
    const char *value = NULL;

    switch (part) {
    case PART_METHOD:
        value = PICK(random, methods);
        break;
    case PART_SCHEME:
        value = PICK(random, schemes);
        break;
    case PART_HOST:
        value = PICK(random, hosts);
        break;
    case PART_PORTS:
        value = PICK(random, url_ports);
        break;
    case PART_PATH:
        value = PICK(random, paths);
        break;
    case PART_FLAG:
        value = PICK(random, flags);
        break;
    case PART_EXE:
        value = random_below(random, 2) ? PICK(random, exes) : NULL;
        break;
    case PART_CGROUP:
        value = random_below(random, 4) ? NULL : PICK(random, cgroups);
        break;
    case PART_ARG:
        value = random_below(random, 4) ? NULL : PICK(random, args);
        break;
    case PART_ARG_AT:
        value = random_below(random, 4) ? NULL : PICK(random, arg_at);
        break;
    case PART_COUNT:
        break;
    }
    parts->of[part] = value;
}

static void add_attribute(char *text, const char *key, const char *value)
{
    if (!value)
        return;
    add(text, key);
    add(text, value);
}

static void add_parts(char *text, const struct parts *parts)
{
    if (parts->is_url) {
        add(text, parts->of[PART_METHOD]);
        add(text, parts->of[PART_SCHEME]);
    }
    add(text, parts->of[PART_HOST]);
    add(text, parts->of[PART_PORTS]);
    if (parts->is_url)
        add(text, parts->of[PART_PATH]);
    add(text, parts->of[PART_FLAG]);
    add_attribute(text, " exe=", parts->of[PART_EXE]);
    add_attribute(text, " cgroup=", parts->of[PART_CGROUP]);
    add_attribute(text, " arg=", parts->of[PART_ARG]);
    add_attribute(text, "", parts->of[PART_ARG_AT]);
    add(text, "\n");
}

const char *random_kin(struct random *random, struct arena *arena, uint32_t rules)
{
    char *text = arena_alloc(arena, rules * 160 + 1);
    struct parts base = {.is_url = random_below(random, 5) > 0};

    for (int part = 0; part < PART_COUNT; part++)
        change(random, &base, (enum part)part);
    for (uint32_t i = 0; i < rules; i++) {
        struct parts own = base;

        change(random, &own, (enum part)random_below(random, PART_COUNT));
        if (random_below(random, 3) == 0)
            change(random, &own, (enum part)random_below(random, PART_COUNT));
        add_parts(text, &own);
    }
    return text;
}

void random_event(struct random *random, struct random_event *event)
{
    static const char *const names[] = {"x.com",     "a.x.com",    "ab.x.com",   "b.x.com",
                                        "b.a.x.com", "c.ab.x.com", "y.org",      "z.y.org",
                                        "z.com",     "10.0.0.1",   "q.b.a.x.com"};
    static const uint32_t ips[] = {0x0a000000, 0x0a000001, 0x0a000002, 0x0a000003,
                                   0x0a000080, 0x01010101, 0xc0000001};
    static const uint16_t event_ports[] = {443, 80, 8443, 53, 9999};
    static const char *const requested[] = {"/",     "/a",     "/ab",    "/a/b",     "/z/b",
                                            "/ab/b", "/a/z/c", "/a/b/c", "/a/b/c/d", "/z"};
    static const char *const facts_exe[] = {"/b/a", "/b/b", "/b/c", "/b/*", "/c/a", "/b/", "a"};
    static const char *const facts_cgroup[] = {"/s/docker/1", "/s/x", "/DOCKER", "/t/1", "/"};
    static const char *const facts_arg[] = {"-u", "-v", "x", "-*", ""};

    memset(event, 0, sizeof *event);
    event->question = (enum question)random_below(random, QUESTION_COUNT);
    event->facts.dst_ip = PICK(random, ips);
    event->facts.dst_port = PICK(random, event_ports);
    event->facts.host = random_below(random, 5) ? PICK(random, names) : NULL;
    event->facts.scheme = random_below(random, 2) ? SCHEME_HTTPS : SCHEME_HTTP;
    event->facts.method = UINT32_C(1) << random_below(random, 8);
    event->facts.path = random_below(random, 8) ? PICK(random, requested) : NULL;
    if (random_below(random, 4) == 0)
        return;
    event->process.exe = random_below(random, 4) ? PICK(random, facts_exe) : NULL;
    event->process.cgroup = random_below(random, 2) ? PICK(random, facts_cgroup) : NULL;
    event->process.argc = random_below(random, 5);
    for (uint32_t i = 0; i < event->process.argc; i++)
        event->argv[i] = PICK(random, facts_arg);
    event->process.argv = event->argv;
    event->facts.process = &event->process;
}
