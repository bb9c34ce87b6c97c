/* The printed difference. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/format/diff.h"

static const struct {
    const char *old_text, *new_text, *diff;
} cases[] = {
    {"a\n", "a\n", ""},
    {" a\n", "a\n", "--- p\n+++ p\n@@ -1,1 +1,1 @@\n- a\n+a\n"},
    {"a", "a\n", "--- p\n+++ p\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
    {"\na\n", "a\n", "--- p\n+++ p\n@@ -1,2 +1,1 @@\n-\n a\n"},
    {"\n\n", "", "--- p\n+++ p\n@@ -1,2 +0,0 @@\n-\n-\n"},
    {"1\n2\n3\n4\n 5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
     "--- p\n+++ p\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n- 5\n+5\n 6\n 7\n 8\n"},
    {" 1\n2\n3\n4\n5\n6\n7\n8\n 9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
     "--- p\n+++ p\n@@ -1,4 +1,4 @@\n- 1\n+1\n 2\n 3\n 4\n"
     "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n- 9\n+9\n"},
    {" 1\n 2\n", "1\n2\n", "--- p\n+++ p\n@@ -1,2 +1,2 @@\n- 1\n- 2\n+1\n+2\n"},
};

Test(diff, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *diff;
        size_t size;
        FILE *out = open_memstream(&diff, &size);

        cr_expect_eq(format_diff(out, "p", cases[i].old_text, strlen(cases[i].old_text),
                                 cases[i].new_text, strlen(cases[i].new_text), false),
                     *cases[i].diff != '\0');
        fclose(out);
        cr_expect_str_eq(diff, cases[i].diff, "%s", diff);
        free(diff);
    }
}
