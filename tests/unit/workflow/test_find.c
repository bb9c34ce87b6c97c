/* Where policies stand in a file, of which step they are, and what is said of a faulty file. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/workflow/support.h"

static void open_text(struct reading *reading, const char *yaml)
{
    reading_open(reading, yaml, strlen(yaml), NULL);
}

Test(find, uses)
{
    static const struct {
        const char *uses;
        const char *pattern;
        bool match;
    } table[] = {
        {"acme/egress@v1", NULL, true},
        {"Acme/Egress@v1", NULL, true},
        {"acme/egress", NULL, true},
        {"acme/egress/sub@v1", NULL, true},
        {"acme/egress/sub/deeper@0123abc", NULL, true},
        {"./", NULL, true},
        {"./action", NULL, true},
        {"./.github/actions/egress", NULL, true},
        {"acme/egress-other@v1", NULL, false},
        {"acme/progress@v1", NULL, false},
        {"egress/other@v1", NULL, false},
        {"egress@v1", NULL, false},
        {"/egress@v1", NULL, false},
        {"acme/x/egress@v1", NULL, false},
        {"acme/x@egress/egress", NULL, false},
        {"docker://acme/egress", NULL, false},
        {"docker://egress", NULL, false},
        {"", NULL, false},
        {"acme/guard@v1", "acme/guard", true},
        {"acme/guard@v1", "acme/guard@v1", true},
        {"acme/guard@v1", "acme/guard@v2", false},
        {"ACME/guard@v1", "acme/*", true},
        {"acme/guard/sub@v1", "acme/*", true},
        {"acme/guard@v1", "*guard*", true},
        {"acme/guard@v1", "acme/gua?d@*", true},
        {"acme/egress@v1", "acme/guard", false},
        {"acme/guard@v1", "", false},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*a*a*a*a*c", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        cr_expect_eq(workflow_uses_match(table[i].uses, table[i].pattern), table[i].match,
                     "%s against %s", table[i].uses, table[i].pattern ? table[i].pattern : "-");
}

Test(find, file_names)
{
    cr_expect(workflow_file_name("ci.yml"));
    cr_expect(workflow_file_name("a/b/action.YAML"));
    cr_expect_not(workflow_file_name(".yml"));
    cr_expect_not(workflow_file_name("ci.egress"));
    cr_expect_not(workflow_file_name("yml"));
    cr_expect_not(workflow_file_name(""));
}

Test(find, context)
{
    struct reading reading;

    open_text(&reading, "name: ci\n"
                        "on: push\n"
                        "jobs:\n"
                        "  lint:\n"
                        "    steps: []\n"
                        "  build:\n"
                        "    runs-on: ubuntu-latest\n"
                        "    steps:\n"
                        "      - uses: actions/checkout@v4\n"
                        "      - name: guard\n"
                        "        id: egress\n"
                        "        uses: acme/egress@v1\n"
                        "        with:\n"
                        "          mode: audit\n"
                        "          policy: |\n"
                        "            a.b\n"
                        "      - run: make\n"
                        "        id: make\n"
                        "      - just text\n"
                        "  other:\n"
                        "    steps:\n"
                        "      - uses: acme/other@v1\n"
                        "        with:\n"
                        "          policy: not one of ours\n");
    const struct workflow_policy *policy = only_policy(&reading);
    cr_expect(reading.whole);
    cr_expect_eq(reading.diagnostics.count, 0);
    cr_expect_eq(policy->style, WORKFLOW_LITERAL);
    cr_expect_eq(policy->indent, 12);
    cr_assert_eq(policy->use_count, 1);
    cr_expect_str_eq(at(&reading, policy->span.start), "15:19");
    cr_expect_str_eq(at(&reading, policy->uses[0].key.start), "15:11");
    cr_assert_eq(reading.workflow.job_count, 3);

    const struct workflow_job *job = &reading.workflow.jobs[policy->uses[0].job];
    cr_expect_str_eq(job->id, "build");
    cr_expect_str_eq(at(&reading, job->id_span.start), "6:3");
    cr_assert_eq(job->step_count, 4);
    cr_assert_eq(policy->uses[0].step, 1);
    cr_expect_str_eq(job->steps[0].uses, "actions/checkout@v4");
    cr_expect_null(job->steps[0].id);
    cr_expect_str_eq(job->steps[1].id, "egress");
    cr_expect_str_eq(job->steps[1].name, "guard");
    cr_expect_str_eq(job->steps[2].id, "make");
    cr_expect_null(job->steps[2].uses);
    cr_expect_null(job->steps[3].id);
    cr_expect_str_eq(at(&reading, job->steps[1].span.start), "10:9");
    cr_expect_str_eq(at(&reading, job->steps[1].span.end), "17:1");
    reading_free(&reading);
}

Test(find, composite_action)
{
    struct reading reading;

    open_text(&reading, "name: build\n"
                        "runs:\n"
                        "  using: composite\n"
                        "  steps:\n"
                        "    - uses: acme/egress@v1\n"
                        "      with: {policy: 'a.b', mode: audit}\n");
    const struct workflow_policy *policy = only_policy(&reading);
    cr_expect_str_eq(policy->text, "a.b");
    cr_expect_str_eq(at(&reading, policy->span.start), "6:22");
    cr_assert_eq(reading.workflow.job_count, 1);
    cr_expect_null(reading.workflow.jobs[0].id);
    check_places(&reading, policy);
    reading_free(&reading);
}

/* Each text, and how many policies with how many uses in all it has. */
Test(find, shapes)
{
    static const struct {
        const char *name;
        const char *yaml;
        uint32_t policies, uses, diagnostics;
        const char *first; /* text of the first one */
    } table[] = {
        {"nothing", "", 0, 0, 0, NULL},
        {"only a comment", "# x\n", 0, 0, 0, NULL},
        {"a scalar", "x", 0, 0, 0, NULL},
        {"flow all the way", "{jobs: {a: {steps: [{uses: o/egress@v1, with: {policy: a.b}}]}}}", 1,
         1, 0, "a.b"},
        {"JSON",
         "{\"jobs\":{\"a\":{\"steps\":[{\"uses\":\"o/egress@v1\","
         "\"with\":{\"policy\":\"a.b\\nc.d\"}}]}}}",
         1, 1, 0, "a.b\nc.d"},
        {"BOM", "\xef\xbb\xbfjobs: {a: {steps: [{uses: o/egress@v1, with: {policy: a.b}}]}}", 1, 1,
         0, "a.b"},
        {"name of the input in any case",
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {Policy: a.b}}]}}", 1, 1, 0, "a.b"},
        {"two documents",
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {policy: a.b}}]}}\n---\n"
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {policy: c.d}}]}}\n",
         2, 2, 0, "a.b"},
        {"alias of a scalar",
         "env: {p: &p a.b}\njobs: {a: {steps: [{uses: o/egress@v1, with: {policy: *p}}, "
         "{uses: o/egress@v1, with: {policy: *p}}]}}",
         1, 2, 0, "a.b"},
        {"alias of with",
         "x: &w {policy: a.b}\njobs: {a: {steps: [{uses: o/egress@v1, with: *w}]}}", 1, 1, 0,
         "a.b"},
        {"alias of steps, in two jobs",
         "jobs:\n  a:\n    steps: &s\n    - uses: o/egress@v1\n      with: {policy: a.b}\n"
         "  b:\n    steps: *s\n",
         1, 2, 0, "a.b"},
        {"alias of a job",
         "jobs:\n  a: &j\n    steps:\n    - uses: o/egress@v1\n      with: {policy: a.b}\n"
         "  b: *j\n",
         1, 2, 0, "a.b"},
        {"alias as a key",
         "x: &k policy\njobs: {a: {steps: [{uses: o/egress@v1, with: {*k : a.b}}]}}", 1, 1, 0,
         "a.b"},
        {"merge", "x: &w {policy: a.b}\njobs: {a: {steps: [{uses: o/egress@v1, with: {<<: *w}}]}}",
         1, 1, 0, "a.b"},
        {"merge, overridden",
         "x: &w {policy: a.b}\n"
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {<<: *w, policy: c.d}}]}}",
         1, 1, 0, "c.d"},
        {"merge of several: the first has it",
         "x: &v {policy: a.b}\ny: &w {policy: c.d}\n"
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {<<: [*v, *w]}}]}}",
         1, 1, 0, "a.b"},
        {"merge of a step",
         "x: &s {uses: o/egress@v1, with: {policy: a.b}}\njobs: {a: {steps: [{<<: *s}]}}", 1, 1, 0,
         "a.b"},
        {"a quoted << is a key",
         "x: &w {policy: a.b}\njobs: {a: {steps: [{uses: o/egress@v1, with: {'<<': *w}}]}}", 0, 0,
         0, NULL},
        {"two anchors of one name: the latest",
         "x: &p a.b\ny: &p c.d\njobs: {a: {steps: [{uses: o/egress@v1, with: {policy: *p}}]}}", 1,
         1, 0, "c.d"},
        {"an anchor ends with its document",
         "x: &p a.b\n---\njobs: {a: {steps: [{uses: o/egress@v1, with: {policy: *p}}]}}", 0, 0, 1,
         NULL},
        {"two policies in one step",
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {policy: a.b, policy: c.d}}]}}", 2, 2, 1,
         "a.b"},
        {"two policies in one step, by case",
         "jobs: {a: {steps: [{uses: o/egress@v1, with: {policy: a.b, POLICY: c.d}}]}}", 2, 2, 1,
         "a.b"},
        {"not text", "jobs: {a: {steps: [{uses: o/egress@v1, with: {policy: [a.b]}}]}}", 0, 0, 1,
         NULL},
        {"an alias of itself", "jobs: &j {a: {steps: [*j, {uses: o/egress@v1, with: *j}]}}", 0, 0,
         0, NULL},
        {"a merge of itself", "jobs: {a: {steps: [{uses: o/egress@v1, with: &w {<<: *w}}]}}", 0, 0,
         1, NULL},
        {"a step without uses", "jobs: {a: {steps: [{with: {policy: a.b}}]}}", 0, 0, 0, NULL},
        {"jobs as a list", "jobs: [{steps: [{uses: o/egress@v1, with: {policy: a.b}}]}]", 0, 0, 0,
         NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct reading reading;
        uint32_t uses = 0;

        open_text(&reading, table[i].yaml);
        for (uint32_t k = 0; k < reading.workflow.policy_count; k++) {
            uses += reading.workflow.policies[k].use_count;
            check_places(&reading, &reading.workflow.policies[k]);
        }
        cr_expect_eq(reading.workflow.policy_count, table[i].policies, "%s: %u policies",
                     table[i].name, reading.workflow.policy_count);
        cr_expect_eq(uses, table[i].uses, "%s: %u uses", table[i].name, uses);
        cr_expect_eq(reading.diagnostics.count, table[i].diagnostics, "%s: %u diagnostics",
                     table[i].name, reading.diagnostics.count);
        if (table[i].first && reading.workflow.policy_count)
            cr_expect_str_eq(reading.workflow.policies[0].text, table[i].first, "%s",
                             table[i].name);
        reading_free(&reading);
    }
}

Test(find, diagnostics)
{
    static const struct {
        const char *name;
        const char *yaml;
        enum diagnostic_code code;
        const char *place;
        bool whole;
    } table[] = {
        {"tab as indentation", "jobs:\n\ta: 1\n", DIAGNOSTIC_YAML_SYNTAX, "2:1", false},
        {"unclosed quote", "a: \"x\n", DIAGNOSTIC_YAML_SYNTAX, "1:4", false},
        {"unclosed bracket", "a: [x\nb: c\n", DIAGNOSTIC_YAML_SYNTAX, "2:2", false},
        {"control character", "a: \xc3\xa9\nb: \x01\n", DIAGNOSTIC_YAML_SYNTAX, "2:4", false},
        {"bad UTF-8", "a: \xff\n", DIAGNOSTIC_YAML_SYNTAX, "1:4", false},
        {"NUL", "a: b\n", DIAGNOSTIC_YAML_SYNTAX, NULL, false},
        {"UTF-16",
         "\xff\xfe"
         "a:",
         DIAGNOSTIC_YAML_SYNTAX, "1:1", false},
        {"after other letters", "\xef\xbb\xbf# \xe2\x82\xac\xe2\x82\xac\na: ]\n",
         DIAGNOSTIC_YAML_SYNTAX, "2:4", false},
        {"alias", "a: b\nc: *d\n", DIAGNOSTIC_YAML_ALIAS, "2:4", true},
        {"duplicate", "jobs:\n  a: 1\n  b: 1\n  a: 1\n", DIAGNOSTIC_YAML_DUPLICATE_KEY, "4:3",
         true},
        {"not text",
         "jobs:\n  a:\n    steps:\n      - uses: ./\n        with:\n          policy:\n"
         "            - a.b\n",
         DIAGNOSTIC_POLICY_NOT_TEXT, "6:11", true},
        {"expression",
         "jobs:\n  a:\n    steps:\n      - uses: ./\n        with:\n          policy: |\n"
         "            a.b\n            ${{ inputs.x || '}}' }}\n",
         DIAGNOSTIC_POLICY_EXPRESSION, "8:13", true},
        {"open expression",
         "jobs:\n  a:\n    steps:\n      - uses: ./\n        with:\n          policy: |\n"
         "            a.b\n            ${{ inputs.x }\n",
         DIAGNOSTIC_POLICY_EXPRESSION_OPEN, "8:13", true},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct reading reading;
        size_t len = strlen(table[i].yaml);

        /* One of them ends in a NUL. */
        reading_open(&reading, table[i].yaml, len + (table[i].place == NULL), NULL);
        cr_expect_eq(reading.whole, table[i].whole, "%s", table[i].name);
        cr_assert_eq(reading.diagnostics.count, 1, "%s: %u", table[i].name,
                     reading.diagnostics.count);
        const struct diagnostic *diagnostic = &reading.diagnostics.items[0];
        cr_expect_eq(diagnostic->code, table[i].code, "%s: %s", table[i].name, diagnostic->message);
        if (table[i].place)
            cr_expect_str_eq(at(&reading, diagnostic->spans[0].span.start), table[i].place,
                             "%s: at %s: %s", table[i].name,
                             at(&reading, diagnostic->spans[0].span.start), diagnostic->message);
        reading_free(&reading);
    }
}

Test(find, expressions)
{
    struct arena arena = {0};
    struct reading reading;
    char *yaml =
        step_with(&arena, "|\n            ${{ a }}.b ${{ 'it''s }}' }}\n            c.d\n");

    reading_open(&reading, yaml, strlen(yaml), NULL);
    const struct workflow_policy *policy = only_policy(&reading);
    cr_assert_eq(policy->expression_count, 2);
    cr_expect_eq(policy->expressions[0].span.start, 0);
    cr_expect_eq(policy->expressions[0].span.end, 8);
    cr_expect_eq(policy->expressions[1].span.start, 11);
    cr_expect_eq(policy->expressions[1].span.end, 28);
    cr_expect(policy->expressions[1].closed);
    cr_expect_eq(reading.diagnostics.count, 2);
    cr_expect_eq(reading.diagnostics.error_count, 0);
    reading_free(&reading);
    arena_free(&arena);
}

/* What stands before an error is there for tools. */
Test(find, before_an_error)
{
    struct reading reading;

    open_text(&reading, "jobs:\n"
                        "  a:\n"
                        "    steps:\n"
                        "      - uses: ./\n"
                        "        with:\n"
                        "          policy: |\n"
                        "            a.b\n"
                        "      - run: ]\n");
    cr_expect_not(reading.whole);
    cr_expect_str_eq(only_policy(&reading)->text, "a.b\n");
    reading_free(&reading);
}
