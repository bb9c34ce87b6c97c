/* What came of tests, for people and machines. */
#ifndef EGRESS_LANG_CLI_TEST_REPORT_H
#define EGRESS_LANG_CLI_TEST_REPORT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lang/cli/load.h"
#include "lang/cli/test_file.h"

struct test_result {
    const struct test_case *test;
    struct verdict verdict;
    const char *message; /* why it failed; NULL: it passed */
};

/* One file of tests. */
struct test_run {
    struct cli_policy *tests;  /* its text, and what is wrong with it or its tests */
    struct cli_policy *policy; /* NULL: none was found; not ok: nothing was run */
    struct test_result *results;
    uint32_t count;
    uint32_t failed;
    bool *exercised;          /* by rule: decided some test */
    uint32_t rule_count;      /* without those of the defaults */
    uint32_t rules_exercised; /* likewise */
};

enum test_format { TEST_TEXT, TEST_JSON, TEST_JUNIT, TEST_GITHUB };

/* Zeroed it is one in text. */
struct test_report {
    enum test_format format;
    json_t *files;
    char *xml; /* testsuites so far */
    size_t xml_len_bytes;
    FILE *xml_out;
    uint32_t count;
    uint32_t failed;
};

/* False: there is no such format. */
bool test_report_format(struct test_report *report, const char *name);

void test_report_add(struct test_report *report, const struct test_run *run);

/* Prints what is printed at the end. */
void test_report_end(struct test_report *report);

/* "allow", "deny", "inspect", "passthrough", "insecure". */
const char *test_verdict_name(const struct verdict *verdict);

#endif
