#include "lsp/settings.h"

#include <string.h>

void settings_init(struct settings *settings)
{
    *settings = (struct settings){
        .docs = "",
        .lint = true,
        .lenses = true,
        .problems_max = 1000,
    };
}

void settings_free(struct settings *settings)
{
    arena_free(&settings->arena);
    *settings = (struct settings){0};
}

static const char *keep(struct settings *settings, const char *text)
{
    return text ? arena_strndup(&settings->arena, text, strlen(text)) : NULL;
}

/* "" and null: as it was, for editors that send what nobody set. */
static void read_text(struct settings *settings, const json_t *object, const char *key,
                      const char **text)
{
    const json_t *value = json_object_get(object, key);

    if (json_is_string(value) && json_string_length(value))
        *text = keep(settings, json_string_value(value));
}

static void read_bool(const json_t *object, const char *key, bool *flag)
{
    const json_t *value = json_object_get(object, key);

    if (json_is_boolean(value))
        *flag = json_is_true(value);
}

static void read_choice(const json_t *object, const char *key, const char *const *names,
                        size_t count, int *choice)
{
    const char *value = json_string_value(json_object_get(object, key));

    for (size_t i = 0; value && i < count; i++)
        if (!strcmp(names[i], value))
            *choice = (int)i;
}

static void read_scope(struct settings *settings, const json_t *list)
{
    const json_t *item;
    size_t i;

    if (!json_is_array(list))
        return;
    settings->scope_count = 0;
    json_array_foreach(list, i,
                       item) if (json_is_string(item) && settings->scope_count < SETTINGS_SCOPE_MAX)
        settings->scope[settings->scope_count++] = keep(settings, json_string_value(item));
}

void settings_read(struct settings *settings, const json_t *object)
{
    static const char *const modes[] = {"auto", "push", "pull", "both"};
    static const char *const hints[] = {"all", "inherited", "off"};
    const json_t *problems = json_object_get(object, "maxProblems");
    int mode = (int)settings->diagnostics, hint = (int)settings->hints;

    read_text(settings, object, "repo", &settings->repo);
    read_text(settings, object, "defaults", &settings->defaults);
    read_text(settings, object, "uses", &settings->uses);
    read_text(settings, object, "log", &settings->log);
    read_text(settings, object, "docs", &settings->docs);
    read_scope(settings, json_object_get(object, "scope"));
    read_bool(object, "lint", &settings->lint);
    read_bool(object, "codeLens", &settings->lenses);
    read_choice(object, "diagnostics", modes, 4, &mode);
    read_choice(object, "inlayHints", hints, 3, &hint);
    settings->diagnostics = (enum settings_diagnostics)mode;
    settings->hints = (enum settings_hints)hint;
    if (json_is_integer(problems) && json_integer_value(problems) > 0)
        settings->problems_max = json_integer_value(problems) < SETTINGS_PROBLEMS_MAX
                                     ? (uint32_t)json_integer_value(problems)
                                     : SETTINGS_PROBLEMS_MAX;
}

struct policy_options settings_policy_options(const struct settings *settings)
{
    return (struct policy_options){
        .repo = settings->repo,
        .defaults = settings->defaults,
        .scope = settings->scope,
        .scope_count = settings->scope_count,
        .placeholders_may_stay = true,
    };
}

void settings_copy(struct settings *to, const struct settings *from)
{
    *to = *from;
    to->arena = (struct arena){0};
    to->repo = keep(to, from->repo);
    to->defaults = keep(to, from->defaults);
    to->uses = keep(to, from->uses);
    to->log = keep(to, from->log);
    to->docs = keep(to, from->docs);
    for (uint32_t i = 0; i < from->scope_count; i++)
        to->scope[i] = keep(to, from->scope[i]);
}
