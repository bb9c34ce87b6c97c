#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/intercept/intercept.h"
#include "runtime/intercept/rules.h"
#include "runtime/intercept/sockets.h"
#include "runtime/intercept/tool.h"

#define TOOL_TIMEOUT_MS 15000
#define LOCK_WAIT "--wait=5" /* seconds, for the lock of other users of the old iptables */

static const struct tools {
    const char *restore, *save;
} tools[] = {
    [FAMILY_IPV4] = {"iptables-restore", "iptables-save"},
    [FAMILY_IPV6] = {"ip6tables-restore", "ip6tables-save"},
};

static bool kernel_has_ipv6(void)
{
    int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    if (fd >= 0)
        close(fd);
    return fd >= 0 || errno != EAFNOSUPPORT;
}

/* A sentence about a tool that did not do its work, and the error that fits. */
static int complain(const char *tool, int error, const struct tool_result *result, char *text,
                    size_t size)
{
    if (error == -ENOENT)
        snprintf(text, size,
                 "cannot find %s in PATH: install the package iptables, or add its directory"
                 " (often /usr/sbin)",
                 tool);
    else if (error == -ETIMEDOUT)
        snprintf(text, size, "%s did not end within %d s", tool, TOOL_TIMEOUT_MS / 1000);
    else if (error)
        snprintf(text, size, "cannot run %s: %s", tool, strerror(-error));
    else
        snprintf(text, size, "%s failed: %s", tool,
                 result->error[0] ? result->error : "it said nothing");
    return error ? error : -EIO;
}

static int restore(enum ip_family family, const char *rules, char *error_text, size_t size)
{
    const char *tool = tools[family].restore;
    const char *const argv[] = {tool, "--noflush", LOCK_WAIT, NULL};
    struct tool_result result = {0};
    int error = tool_run(argv, rules, TOOL_TIMEOUT_MS, &result);

    if (error || result.status != 0)
        error = complain(tool, error, &result, error_text, size);
    free(result.output);
    return error;
}

static int remove_family(const char *run_id, enum ip_family family, char *error_text, size_t size)
{
    const char *tool = tools[family].save;
    const char *const argv[] = {tool, NULL};
    struct tool_result result = {0};
    char *rules = NULL;
    int error = tool_run(argv, NULL, TOOL_TIMEOUT_MS, &result);

    if (error || result.status != 0)
        error = complain(tool, error, &result, error_text, size);
    else
        error = rules_remove_text(run_id, result.output, &rules);
    if (!error && *rules)
        error = restore(family, rules, error_text, size);
    free(rules);
    free(result.output);
    return error;
}

bool redirect_is_old(void)
{
    const char *const argv[] = {tools[FAMILY_IPV4].restore, "--version", NULL};
    struct tool_result result = {0};
    bool is_new = tool_run(argv, NULL, TOOL_TIMEOUT_MS, &result) == 0 && result.output &&
                  strstr(result.output, "nf_tables");

    free(result.output);
    return !is_new;
}

static int check_family(const struct redirect_config *config, enum ip_family family, char *error,
                        size_t size)
{
    const char *const argv[] = {tools[family].save, NULL};
    struct tool_result result = {0};
    char rules[RULES_TEXT_MAX];
    int code = rules_install_text(config, family, rules, sizeof(rules));

    if (code)
        return code;
    code = tool_run(argv, NULL, TOOL_TIMEOUT_MS, &result);
    if (code || result.status != 0)
        code = complain(argv[0], code, &result, error, size);
    else if (rules_count(config->run_id, result.output) != rules_count(config->run_id, rules))
        code = -ENOENT;
    free(result.output);
    return code;
}

int redirect_check(const struct redirect_config *config, char *error, size_t error_size)
{
    int result = check_family(config, FAMILY_IPV4, error, error_size);

    return result || !kernel_has_ipv6() ? result
                                        : check_family(config, FAMILY_IPV6, error, error_size);
}

int redirect_remove(const char *run_id, char *error, size_t error_size)
{
    int result = remove_family(run_id, FAMILY_IPV4, error, error_size);

    if (kernel_has_ipv6()) {
        int result6 = remove_family(run_id, FAMILY_IPV6, error, error_size);

        result = result ? result : result6;
    }
    return result;
}

int redirect_possible(char *error, size_t error_size)
{
    bool ipv6 = kernel_has_ipv6();
    char path[4096];
    int result;

    for (int family = FAMILY_IPV4; family <= (ipv6 ? FAMILY_IPV6 : FAMILY_IPV4); family++) {
        if (tool_find(tools[family].restore, path, sizeof(path)))
            return complain(tools[family].restore, -ENOENT, NULL, error, error_size);
        if (tool_find(tools[family].save, path, sizeof(path)))
            return complain(tools[family].save, -ENOENT, NULL, error, error_size);
    }
    result = cgroup_sockets_possible();
    if (result)
        snprintf(error, error_size,
                 "the kernel cannot list sockets by cgroup (sock_diag, Linux 5.9): %s",
                 strerror(-result));
    return result;
}

int redirect_install(const struct redirect_config *config, char *error, size_t error_size)
{
    static const enum ip_family order[] = {FAMILY_IPV6, FAMILY_IPV4};
    char rules[RULES_TEXT_MAX];
    int result = redirect_possible(error, error_size);

    for (size_t i = kernel_has_ipv6() ? 0 : 1; !result && i < 2; i++) {
        result = rules_install_text(config, order[i], rules, sizeof(rules));
        if (result)
            snprintf(error, error_size, "cannot name the cgroup %s in a netfilter rule",
                     config->run_path);
        else if (*rules)
            result = restore(order[i], rules, error, error_size);
        if (result) {
            char ignored[256];

            /* A table may be in place already, or a whole family. */
            if (redirect_remove(config->run_id, ignored, sizeof(ignored)))
                snprintf(error, error_size, "%s (and what was installed cannot be removed)",
                         ignored);
        }
    }
    return result;
}
