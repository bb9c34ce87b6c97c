/*
 * The typed rule: what a line of a policy means once its header has been merged in. LANGUAGE.md is
 * the source. Everything in here is arena memory of the compilation that made it: it lives as long
 * as the ruleset and is never freed by itself. Strings end in a NUL.
 */
#ifndef EGRESS_LANG_RULES_RULE_H
#define EGRESS_LANG_RULES_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source/span.h"
#include "lang/vm/facts.h"

enum rule_kind {
    RULE_HOST,
    RULE_WILDCARD_HOST, /* every form with a '*' in it */
    RULE_IP,
    RULE_CIDR,
    RULE_URL,  /* scheme, host and path on the rule itself */
    RULE_PATH, /* a path joined to the URL header above it; matches as RULE_URL does */
    RULE_DNS_HOST,
    RULE_DNS_WILDCARD_HOST,
};

enum protocol { PROTOCOL_TCP, PROTOCOL_UDP };

/* What a host pattern asks of a name. Texts are lower case. */
enum host_form {
    HOST_EXACT,            /* name == suffix */
    HOST_SUBDOMAINS,       /* *.suffix: one or more labels, then suffix */
    HOST_LABEL,            /* label.suffix: one label that matches `label`, then suffix */
    HOST_SUBDOMAINS_LABEL, /* *.label.suffix: one or more labels, one that matches, then suffix */
    HOST_ADDRESS,          /* URL rules only: the URL's host is this IPv4 address, written so */
};

struct host_pattern {
    enum host_form form;
    const char *label;  /* glob of one label, '*' any run; NULL unless the form has one */
    const char *suffix; /* labels without a leading dot; NULL for HOST_ADDRESS */
    uint32_t address;   /* host byte order; HOST_ADDRESS only */
};

/* Ports as written, duplicates and order kept. count == 0 means any port. */
struct port_list {
    const uint16_t *ports;
    uint32_t count;
};

/*
 * A path pattern, normalised as requests are (lang/decide/url.h). Segments hold no '/'. In a
 * segment '*' matches any run of characters; a segment that is only "*" matches exactly one
 * segment. `any_tail`: the pattern ended in a whole-segment "*", which is not in `segments` and
 * matches any remainder, the empty one too. "/" is zero segments.
 */
struct path_pattern {
    const char *const *segments;
    uint32_t count;
    bool any_tail;
};

enum attribute_match {
    MATCH_GLOB,          /* '*', '?', [set], [a-z], [!set] */
    MATCH_LITERAL,       /* byte for byte */
    MATCH_CGROUP_DOCKER, /* @docker: "docker" stands in the path, in any case */
    MATCH_CGROUP_HOST,   /* @host: it does not */
};

enum attribute_quoting { QUOTING_BARE, QUOTING_BACKTICK, QUOTING_DOUBLE };

/* Small: each rule has those of its header besides its own. */
struct attribute {
    enum attribute_key key : 8;
    enum attribute_match match : 8;
    enum attribute_quoting quoting : 8; /* as written, for printing */
    uint32_t index;                     /* of argv; ATTRIBUTE_ARG_AT only */
    const char *value;                  /* as written, without its quotes */
    struct span span;
};

_Static_assert(sizeof(struct attribute) <= 24, "262,144 rules may have 32 each");

struct rule {
    enum rule_kind kind;
    enum protocol protocol;
    const char *target;       /* as written: without ports and methods, but a URL keeps its port */
    struct host_pattern host; /* host, wildcard, dns and URL kinds */
    uint32_t address;         /* IP, CIDR: host byte order, host bits cleared */
    uint8_t prefix_len;       /* 0 to 32; 32 for RULE_IP */
    struct port_list ports;
    enum url_scheme scheme;   /* URL, PATH */
    struct path_pattern path; /* URL, PATH: base and path joined */
    const char *url_base;     /* PATH: the header's URL as written, else NULL */
    uint32_t methods;         /* METHOD_* bits; URL, PATH; else 0 */
    const char *methods_text; /* the same, in the order written: "GET|HEAD", "*"; else NULL */
    const struct attribute *attributes; /* header's merged in, one a key (and index) */
    uint32_t attribute_count;
    bool passthrough;
    bool insecure;
    uint32_t line;    /* 1-based line of the text it came from; 0: a built-in default */
    uint32_t column;  /* 1-based, in bytes */
    struct span span; /* in that text */
    const char *text; /* the rule as written, comment and outer blanks gone: for logs and explain */
};

/* Rules in source order; a rule's index here is its number everywhere else. */
struct ruleset {
    struct rule *rules;
    uint32_t count;
};

#endif
