#include "lang/cli/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/cli/lint.h"
#include "lang/cli/workflows.h"
#include "lang/workflow/workflow.h"

bool cli_policy_option(struct cli_policy_options *options, int option, const char *value)
{
    switch (option) {
    case CLI_OPTION_REPO:
        options->repo = value;
        return true;
    case CLI_OPTION_DEFAULTS:
        options->defaults = value;
        return true;
    case CLI_OPTION_USES:
        options->uses = value;
        return true;
    case CLI_OPTION_AT:
        options->at = value;
        return true;
    case CLI_OPTION_STDIN_NAME:
        options->stdin_name = value;
        return true;
    case CLI_OPTION_SCOPE:
        if (options->scope_count == CLI_SCOPE_MAX) {
            fprintf(stderr, "egress-policy: more than %d --scope\n", CLI_SCOPE_MAX);
            return false;
        }
        options->scope[options->scope_count++] = value;
        return true;
    default:
        return false;
    }
}

/* Reads to the end, or to max_bytes + 1, into malloc'ed memory. */
static int read_all(int fd, size_t max_bytes, char **ret_text, size_t *ret_len_bytes)
{
    size_t len = 0, capacity = 64 * 1024;
    char *text = malloc(capacity);

    if (!text)
        return -ENOMEM;
    for (;;) {
        ssize_t got = read(fd, text + len, capacity - len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || (len += (size_t)got) > max_bytes) {
            int result = got < 0 ? -errno : got > 0 ? -EFBIG : 0;

            if (result) {
                free(text);
                return result;
            }
            *ret_text = text;
            *ret_len_bytes = len;
            return 0;
        }
        if (len == capacity) {
            char *larger = realloc(text, capacity *= 2);

            if (!larger) {
                free(text);
                return -ENOMEM;
            }
            text = larger;
        }
    }
}

const char *cli_read_error(int error)
{
    switch (error) {
    case EFBIG:
        return "larger than anything that is read here, or without end";
    case EMSGSIZE:
        return "a line is too long";
    default:
        return strerror(error);
    }
}

int cli_read(const char *path, size_t max_bytes, struct arena *arena, char **ret_text,
             size_t *ret_len_bytes)
{
    bool is_stdin = !strcmp(path, "-");
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    char *text;
    size_t len;
    int result;

    if (fd < 0)
        return -errno;
    result = read_all(fd, max_bytes, &text, &len);
    if (!is_stdin)
        close(fd);
    if (result)
        return result;
    *ret_text = arena_strndup(arena, text, len);
    *ret_len_bytes = len;
    free(text);
    return 0;
}

const char *cli_name(const char *path, const struct cli_policy_options *options)
{
    return !strcmp(path, "-") && options->stdin_name ? options->stdin_name : path;
}

static const char *repo_of(const struct cli_policy_options *options)
{
    const char *repo = options->repo ? options->repo : getenv("GITHUB_REPOSITORY");

    return repo && (options->repo || *repo) && !options->without_values ? repo : NULL;
}

static struct cli_policy *new_policy(void)
{
    struct cli_policy *policy = calloc(1, sizeof *policy);

    if (!policy)
        abort();
    return policy;
}

static void name_source(struct cli_policy *policy, const char *path, const char *text, size_t len)
{
    source_init(&policy->source, &policy->arena, strcmp(path, "-") ? path : "<stdin>", text, len);
    policy->diagnostics.arena = &policy->arena;
}

/* What was not read to its end is not looked at. */
static struct cli_policy *refuse_size(struct cli_policy *policy, const char *path)
{
    name_source(policy, path, "", 0);
    policy->policy_count = 1;
    diagnostic_add_global(&policy->diagnostics, DIAGNOSTIC_TEXT_TOO_LARGE,
                          "a text of more than %zu bytes or %d lines", SOURCE_SIZE_MAX_BYTES,
                          SOURCE_LINES_MAX);
    return policy;
}

/* `text` is of the policy's arena. */
static struct cli_policy *parse(struct cli_policy *policy, const char *path, const char *text,
                                size_t len, const struct cli_policy_options *options)
{
    const struct policy_options parse_options = {
        .repo = repo_of(options),
        .defaults = options->defaults,
        .scope = options->scope,
        .scope_count = options->scope_count,
        .placeholders_may_stay = options->placeholders_may_stay,
    };

    name_source(policy, path, text, len);
    if (workflow_file_name(path)) {
        cli_workflow_parse(policy, options, &parse_options);
        return policy;
    }
    policy->policy_count = 1;
    policy->ok = policy_parse(text, len, &parse_options, &policy->arena, &policy->diagnostics,
                              &policy->rules);
    cli_lint(options, text, len, &policy->rules, &policy->diagnostics);
    return policy;
}

struct cli_policy *cli_policy_of_text(const char *path, const char *text, size_t len_bytes,
                                      const struct cli_policy_options *options)
{
    struct cli_policy *policy = new_policy();

    return parse(policy, path, arena_strndup(&policy->arena, text, len_bytes), len_bytes, options);
}

struct cli_policy *cli_policy_load(const char *path, const struct cli_policy_options *options)
{
    struct cli_policy *policy = new_policy();
    char *text;
    size_t len;
    int result = cli_read(path, SOURCE_SIZE_MAX_BYTES, &policy->arena, &text, &len);

    path = cli_name(path, options);
    if (result == -EFBIG)
        return refuse_size(policy, path);
    if (result) {
        fprintf(stderr, "egress-policy: %s: %s\n", path, cli_read_error(-result));
        cli_policy_free(policy);
        return NULL;
    }
    if (!source_fits(text, len))
        return refuse_size(policy, path);
    return parse(policy, path, text, len, options);
}

void cli_policy_free(struct cli_policy *policy)
{
    if (!policy)
        return;
    arena_free(&policy->arena);
    free(policy);
}
