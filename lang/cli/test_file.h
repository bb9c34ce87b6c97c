/*
 * Tests of a policy: what it must allow and refuse (docs/testing-policies.md). Read here, run by
 * test.c.
 *
 *     policy ci.egress                       # where it is not the file of the same name
 *     [step=build]                           # of the tests below
 *     allow POST https://api.example.com/x exe=/usr/bin/curl
 *     deny  dns evil.example
 *
 * Ownership: everything is arena memory. Errors are diagnostics with places in the file.
 */
#ifndef EGRESS_LANG_CLI_TEST_FILE_H
#define EGRESS_LANG_CLI_TEST_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/explain/asked.h"
#include "lang/cli/load.h"
#include "lang/source/diagnostic.h"
#include "lang/source/source.h"

enum test_wanted {
    TEST_ALLOW,
    TEST_DENY,
    TEST_INSPECT,     /* a connection, only to ask each request in it */
    TEST_PASSTHROUGH, /* allowed, and not looked into */
    TEST_INSECURE,    /* allowed, and the certificate is not verified */
};

/* "allow" and so on. */
const char *test_wanted_name(enum test_wanted wanted);

struct test_case {
    enum test_wanted wanted;
    struct span wanted_span;
    struct span span; /* of the line, without comment and outer blanks */
    struct asked asked;
    struct process_facts process;
    bool has_address; /* ip= or resolver= were given, or the event has one */
    const char *by;   /* the rule that must decide, as written; NULL: any */
    struct span by_span;
};

/* `resolve NAME ADDRESS`: an answer that was allowed, before the tests below. */
struct test_binding {
    const char *name;
    uint32_t ip;
};

struct test_item {
    bool is_binding;
    struct test_case test;
    struct test_binding binding;
};

struct test_file {
    const char *policy; /* as written, relative to the test file; NULL: the file beside it */
    struct span policy_span;
    struct cli_policy_options options; /* what the file says of them */
    const struct test_item *items;
    uint32_t item_count;
    uint32_t test_count;
};

/* The lines that are right are there even where others are not. */
void test_file_parse(struct arena *arena, const struct source *source,
                     struct diagnostics *diagnostics, struct test_file *ret_file);

#endif
