/*
 * What is known when a policy is asked: plain data, borrowed for the call. A NULL string is an
 * unknown fact, and an unknown fact matches nothing. Addresses and ports are in host byte order.
 */
#ifndef EGRESS_LANG_VM_FACTS_H
#define EGRESS_LANG_VM_FACTS_H

#include <stdbool.h>
#include <stdint.h>

/* The questions of LANGUAGE.md, "What is asked of a policy". */
enum question {
    QUESTION_TCP,  /* a connection of which only address, port and perhaps a bound name are known */
    QUESTION_TLS,  /* a TLS hello: as TCP, and a URL rule may allow it for inspection only */
    QUESTION_HTTP, /* one request */
    QUESTION_DNS,  /* one query, to a resolver */
    QUESTION_UDP,
    QUESTION_COUNT
};

enum url_scheme { SCHEME_HTTP, SCHEME_HTTPS };

/* Methods as bits. METHOD_OTHER is a request's method that no rule can name; only '*' has it. */
enum {
    METHOD_GET = 1 << 0,
    METHOD_HEAD = 1 << 1,
    METHOD_POST = 1 << 2,
    METHOD_PUT = 1 << 3,
    METHOD_DELETE = 1 << 4,
    METHOD_PATCH = 1 << 5,
    METHOD_OPTIONS = 1 << 6,
    METHOD_OTHER = 1 << 7,
    METHOD_ANY = (1 << 8) - 1,
};

enum attribute_key {
    ATTRIBUTE_EXE,
    ATTRIBUTE_ARG,    /* some element of argv */
    ATTRIBUTE_ARG_AT, /* argv[N] */
    ATTRIBUTE_CGROUP,
    ATTRIBUTE_STEP,
    ATTRIBUTE_ACTION,
    ATTRIBUTE_IMAGE,
    ATTRIBUTE_KEY_COUNT
};

/* Who asks. */
struct process_facts {
    const char *exe; /* absolute path */
    const char *const *argv;
    uint32_t argc; /* 0: unknown */
    const char *cgroup;
    const char *step;
    const char *action;
    const char *image;
};

/*
 * One question's facts. `host` is established (bound to the address, or proved), never a claim;
 * it is the URL's host for QUESTION_HTTP and the queried name for QUESTION_DNS. Case does not
 * matter and a trailing dot is already gone.
 */
struct facts {
    uint32_t dst_ip;
    uint16_t dst_port;
    const char *host;
    enum url_scheme scheme; /* HTTP */
    const char *path;       /* HTTP: normalised (lang/decide/url.h); NULL: matches no URL rule */
    uint32_t method;        /* HTTP: one METHOD_* bit */
    const struct process_facts *process; /* NULL: nothing is known */
};

/* The answer. `rule` is the first in source order that matches, -1 where none does. */
struct verdict {
    bool allow;
    bool inspect_only; /* TLS: only a URL rule matched; without inspection this is a denial */
    bool passthrough;  /* some passthrough rule matches (TLS) */
    bool insecure;     /* some insecure rule matches, and no passthrough one (TLS, HTTP) */
    int32_t rule;
};

#endif
