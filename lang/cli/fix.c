#include "lang/cli/fix.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lang/cli/write.h"
#include "lang/fix/fix.h"
#include "lang/format/diff.h"

struct checking {
    const char *path;
    const struct cli_policy_options *options;
};

static const char *in_arena(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

/* The list of another policy, as far as fixing looks at it. */
static void copy_found(struct arena *arena, const struct diagnostics *from, struct diagnostics *to)
{
    *to = (struct diagnostics){.arena = arena};
    for (uint32_t i = 0; i < from->count; i++) {
        struct diagnostic item = from->items[i];

        for (uint32_t k = 0; k < item.fix_count; k++)
            item.fixes[k].replacement = in_arena(arena, item.fixes[k].replacement);
        diagnostic_copy(to, &item);
    }
    to->error_count = from->error_count;
    to->dropped = from->dropped;
}

/* Where the YAML is broken nobody knows what a change would do. */
static void drop_fixes(struct diagnostics *found)
{
    for (uint32_t i = 0; i < found->count; i++)
        found->items[i].fix_count = 0;
}

static bool is_broken_yaml(const struct diagnostics *found)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (found->items[i].code == DIAGNOSTIC_YAML_SYNTAX ||
            found->items[i].code == DIAGNOSTIC_YAML_LIMIT)
            return true;
    return false;
}

static void check(void *context, struct arena *arena, const char *text, size_t len,
                  struct diagnostics *ret_found)
{
    const struct checking *checking = context;
    struct cli_policy *policy;

    *ret_found = (struct diagnostics){.arena = arena};
    if (len > SOURCE_SIZE_MAX_BYTES) {
        diagnostic_add_global(ret_found, DIAGNOSTIC_TEXT_TOO_LARGE, "too large");
        return;
    }
    policy = cli_policy_of_text(checking->path, text, len, checking->options);
    copy_found(arena, &policy->diagnostics, ret_found);
    if (is_broken_yaml(ret_found))
        drop_fixes(ret_found);
    cli_policy_free(policy);
}

static bool deliver(const char *path, const char *name, const char *old, size_t old_len,
                    const struct fix_result *fixed, const struct cli_fixing *fixing, FILE *out)
{
    int result = 0;

    if (fixing->diff)
        format_diff(out, name, old, old_len, fixed->text, fixed->len_bytes,
                    !fixing->machine && cli_wants_colour(out));
    else if (!strcmp(path, "-"))
        fwrite(fixed->text, 1, fixed->len_bytes, out);
    else if (fixed->applied)
        result = cli_write(path, fixed->text, fixed->len_bytes);
    if (result)
        fprintf(stderr, "egress-policy: %s: %s\n", path, strerror(-result));
    return result == 0;
}

static void tell(const char *name, const struct fix_result *fixed, bool diff)
{
    if (fixed->applied)
        fprintf(stderr, "%s: %u fix%s %s\n", name, fixed->applied, fixed->applied == 1 ? "" : "es",
                diff ? "possible" : "applied");
    if (fixed->left_out)
        fprintf(stderr, "%s: %u fix%s left out, as %s would make another error\n", name,
                fixed->left_out, fixed->left_out == 1 ? "" : "es",
                fixed->left_out == 1 ? "it" : "they");
}

bool cli_fix(const char *path, const struct cli_policy_options *options,
             const struct cli_fixing *fixing, FILE *out, struct cli_policy **ret_policy,
             struct cli_fixed *ret_fixed)
{
    struct cli_policy_options unset = *options;
    struct checking checking = {cli_name(path, options), &unset};
    const struct fix_checker checker = {check, &checking};
    const struct fix_options fix_options = {.guesses = fixing->guesses};
    const char *name = strcmp(checking.path, "-") ? checking.path : "<stdin>";
    struct arena arena = {0};
    struct fix_result fixed;
    size_t len;
    char *text;
    bool fine;
    int result = cli_read(path, SOURCE_SIZE_MAX_BYTES, &arena, &text, &len);

    if (result) {
        fprintf(stderr, "egress-policy: %s: %s\n", path, cli_read_error(-result));
        arena_free(&arena);
        return false;
    }
    unset.without_values = true; /* or they would be written in place of {owner} and {repo} */
    fix_text(&arena, text, len, &fix_options, &checker, &fixed);
    fine = deliver(path, name, text, len, &fixed, fixing, out);
    if (fine) {
        bool as_it_is = fixing->machine && fixing->diff;

        if (!fixing->machine)
            tell(name, &fixed, fixing->diff);
        *ret_fixed = (struct cli_fixed){fixed.applied, fixed.left_out};
        *ret_policy = cli_policy_of_text(checking.path, as_it_is ? text : fixed.text,
                                         as_it_is ? len : fixed.len_bytes, options);
    }
    arena_free(&arena);
    return fine;
}
