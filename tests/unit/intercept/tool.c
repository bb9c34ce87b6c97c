#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "runtime/intercept/tool.h"

Test(tool, feeds_and_gathers)
{
    const char *const argv[] = {"sh", "-c", "tr a-z A-Z; echo '  why not  ' >&2; exit 3", NULL};
    struct tool_result result;
    size_t len = 300000; /* more than the pipes hold */
    char *input = malloc(len + 1);

    memset(input, 'x', len);
    input[len] = '\0';
    cr_assert_eq(tool_run(argv, input, 10000, &result), 0);
    cr_assert(WIFEXITED(result.status));
    cr_assert_eq(WEXITSTATUS(result.status), 3);
    cr_assert_eq(strlen(result.output), len);
    cr_assert_eq(strspn(result.output, "X"), len);
    cr_assert_str_eq(result.error, "  why not");
    free(result.output);
    free(input);
}

Test(tool, input_nobody_reads_is_no_signal)
{
    const char *const argv[] = {"true", NULL};
    struct tool_result result;
    char *input = malloc(1000001);

    memset(input, 'x', 1000000);
    input[1000000] = '\0';
    cr_assert_eq(tool_run(argv, input, 10000, &result), 0);
    cr_assert_eq(result.status, 0);
    free(result.output);
    free(input);
}

Test(tool, ends_with_its_time)
{
    const char *const argv[] = {"sleep", "60", NULL};
    struct tool_result result;

    cr_assert_eq(tool_run(argv, NULL, 50, &result), -ETIMEDOUT);
}

Test(tool, is_found_in_absolute_directories_only)
{
    char path[256];

    setenv("PATH", "bin:./bin::/nowhere:/bin", 1);
    cr_assert_eq(tool_find("sh", path, sizeof(path)), 0);
    cr_assert_str_eq(path, "/bin/sh");
    cr_assert_eq(tool_find("no-such-program", path, sizeof(path)), -ENOENT);
    setenv("PATH", "", 1);
    cr_assert_eq(tool_find("sh", path, sizeof(path)), -ENOENT);
}

Test(tool, has_an_environment_of_its_own)
{
    const char *const argv[] = {"env", NULL};
    struct tool_result result;

    setenv("PATH", "/usr/bin:/bin", 1);
    setenv("LD_PRELOAD_NOT", "x", 1);
    cr_assert_eq(tool_run(argv, NULL, 10000, &result), 0);
    cr_assert_str_eq(result.output, "PATH=/usr/bin:/bin\nLC_ALL=C\n");
    free(result.output);
}
