#include "lang/rules/placeholder.h"

#include <string.h>

#include "lang/rules/analysis.h"

#define OWNER_MAX_BYTES 100
#define REPO_MAX_BYTES 100

enum placeholder_key {
#define PLACEHOLDER(key, word, stand_in) PLACEHOLDER_##key,
#include "lang/rules/words.def"
};

static const struct placeholder {
    enum placeholder_key key;
    const char *written;
    const char *stand_in; /* as long, legal wherever a name is */
} placeholders[] = {
#define PLACEHOLDER(key, word, stand_in) {PLACEHOLDER_##key, word, stand_in},
#include "lang/rules/words.def"
};

#define PLACEHOLDER_COUNT (sizeof placeholders / sizeof placeholders[0])

static bool is_name(const char *text, size_t len, size_t max, bool dots)
{
    if (!len || len > max)
        return false;
    for (size_t i = 0; i < len; i++) {
        char byte = text[i];
        bool alphanumeric = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                            (byte >= '0' && byte <= '9');

        if (!alphanumeric && !(byte == '-' && (i || dots)) && !(byte == '_' && (i || dots)) &&
            !(byte == '.' && dots))
            return false;
    }
    return true;
}

bool repository_parse(struct arena *arena, const char *text, struct repository *ret_repository)
{
    const char *slash = strchr(text, '/');
    const char *repo = slash ? slash + 1 : NULL;

    if (!slash || !is_name(text, (size_t)(slash - text), OWNER_MAX_BYTES, false) ||
        !is_name(repo, strlen(repo), REPO_MAX_BYTES, true) || !strcmp(repo, ".") ||
        !strcmp(repo, ".."))
        return false;
    ret_repository->owner = arena_strndup(arena, text, (size_t)(slash - text));
    ret_repository->repo = arena_strndup(arena, repo, strlen(repo));
    return true;
}

/* The placeholder that starts at `at`, or NULL. */
static const struct placeholder *placeholder_at(const char *at, const char *end)
{
    for (size_t i = 0; i < PLACEHOLDER_COUNT; i++) {
        size_t len = strlen(placeholders[i].written);

        if ((size_t)(end - at) >= len && !memcmp(at, placeholders[i].written, len))
            return &placeholders[i];
    }
    return NULL;
}

/* The next placeholder at or behind `at`, and where; NULL where there is no more. */
static const struct placeholder *next_placeholder(const char *at, const char *end,
                                                  const char **ret_where)
{
    while (at < end && (at = memchr(at, '{', (size_t)(end - at)))) {
        const struct placeholder *found = placeholder_at(at, end);

        if (found) {
            *ret_where = at;
            return found;
        }
        at++;
    }
    return NULL;
}

static const char *value_of(const struct placeholder *placeholder,
                            const struct repository *repository)
{
    return placeholder->key == PLACEHOLDER_OWNER ? repository->owner : repository->repo;
}

/* The length of the result, and how many placeholders there are. */
static size_t measure(const char *text, size_t len_bytes, const struct repository *repository,
                      uint32_t *ret_count)
{
    const char *end = text + len_bytes, *at = text, *where;
    const struct placeholder *found;
    size_t total = len_bytes;

    while ((found = next_placeholder(at, end, &where))) {
        if (repository)
            total += strlen(value_of(found, repository)) - strlen(found->written);
        at = where + strlen(found->written);
        ++*ret_count;
    }
    return total;
}

static void expand_open(struct arena *arena, const char *text, size_t len_bytes, uint32_t count,
                        struct expansion *expansion)
{
    char *copy = arena_strndup(arena, text, len_bytes);
    const char *end = text + len_bytes, *at = text, *where;
    const struct placeholder *found;

    expansion->open = ARENA_ARRAY(arena, struct span, count);
    while ((found = next_placeholder(at, end, &where))) {
        uint32_t start = (uint32_t)(where - text), len = (uint32_t)strlen(found->written);

        memcpy(copy + start, found->stand_in, len);
        expansion->open[expansion->open_count++] = (struct span){start, start + len};
        at = where + len;
    }
    expansion->first = expansion->open[0];
    expansion->text = copy;
    expansion->shown = arena_strndup(arena, text, len_bytes);
}

static void expand_values(struct arena *arena, const char *text, size_t len_bytes,
                          const struct repository *repository, struct expansion *expansion)
{
    char *out = arena_alloc(arena, (size_t)expansion->len_bytes + 1);
    const char *end = text + len_bytes, *at = text, *where = end;
    const struct placeholder *found;
    uint32_t made = 0;

    expansion->text = expansion->shown = out;
    for (;;) {
        struct span copied = {(uint32_t)(at - text), 0}, replaced;
        size_t value_len;

        found = next_placeholder(at, end, &where);
        copied.end = found ? (uint32_t)(where - text) : (uint32_t)len_bytes;
        offset_map_add(&expansion->map, arena, made, copied, false);
        memcpy(out + made, at, copied.end - copied.start);
        made += copied.end - copied.start;
        if (!found)
            return;
        at = where + strlen(found->written);
        replaced = (struct span){copied.end, (uint32_t)(at - text)};
        if (expansion->first.end == 0)
            expansion->first = replaced;
        offset_map_add(&expansion->map, arena, made, replaced, true);
        value_len = strlen(value_of(found, repository));
        memcpy(out + made, value_of(found, repository), value_len);
        made += (uint32_t)value_len;
    }
}

bool placeholders_expand(struct arena *arena, const char *text, size_t len_bytes,
                         const struct repository *repository, size_t max_bytes,
                         struct expansion *ret_expansion)
{
    struct expansion expansion = {0};
    uint32_t count = 0;
    size_t total = measure(text, len_bytes, repository, &count);

    if (total > max_bytes)
        return false;
    expansion.len_bytes = (uint32_t)total;
    if (!count)
        expansion.text = expansion.shown = arena_strndup(arena, text, len_bytes);
    else if (repository)
        expand_values(arena, text, len_bytes, repository, &expansion);
    else
        expand_open(arena, text, len_bytes, count, &expansion);
    *ret_expansion = expansion;
    return true;
}

bool placeholder_refuse(struct analysis *analysis, struct span span)
{
    static const char *const names[] = {
#define PLACEHOLDER(key, word, stand_in) word,
#include "lang/rules/words.def"
    };
    const char *text = analysis->text;
    struct diagnostic *diagnostic;
    uint32_t end = span.start;
    const char *near;

    while (end < span.end && text[end] != '}' && text[end] != '/')
        end++;
    span.end = end < span.end && text[end] == '}' ? end + 1 : end;
    diagnostic = analysis_say(analysis, DIAGNOSTIC_PLACEHOLDER_UNKNOWN, span,
                              "`%s` is not a placeholder; there are `{owner}` and `{repo}`",
                              analysis_quote(analysis, span));
    near = nearest_name(text + span.start, span_len(span), names, 2);
    if (near)
        analysis_fix(analysis, diagnostic, span, near);
    return false;
}
