#include "lang/source/diagnostic.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const struct diagnostic_info diagnostic_infos[DIAGNOSTIC_CODE_COUNT] = {
#define CODE(name, code, severity, title, explanation)                                             \
    [DIAGNOSTIC_##name] = {code, SEVERITY_##severity, title, explanation},
#include "lang/source/codes.def"
#undef CODE
};

const char *severity_name(enum severity severity)
{
    return severity == SEVERITY_ERROR ? "error" : "warning";
}

static struct diagnostic *next_item(struct diagnostics *list)
{
    if (list->count == DIAGNOSTICS_MAX) {
        list->dropped++;
        list->spare = (struct diagnostic){0};
        return &list->spare;
    }
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity ? list->capacity * 2 : 16;
        struct diagnostic *items = ARENA_ARRAY(list->arena, struct diagnostic, capacity);

        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    return &list->items[list->count++];
}

static struct diagnostic *add(struct diagnostics *list, enum diagnostic_code code,
                              const char *format, va_list arguments)
{
    struct diagnostic *diagnostic = next_item(list);

    diagnostic->code = code;
    diagnostic->severity = diagnostic_infos[code].severity;
    diagnostic->message =
        diagnostic == &list->spare ? "" : arena_vprintf(list->arena, format, arguments);
    list->error_count += diagnostic->severity == SEVERITY_ERROR;
    return diagnostic;
}

struct diagnostic *diagnostic_vadd(struct diagnostics *list, enum diagnostic_code code,
                                   struct span span, const char *format, va_list arguments)
{
    struct diagnostic *diagnostic = add(list, code, format, arguments);

    diagnostic_label(diagnostic, span, "");
    return diagnostic;
}

struct diagnostic *diagnostic_add(struct diagnostics *list, enum diagnostic_code code,
                                  struct span span, const char *format, ...)
{
    struct diagnostic *diagnostic;
    va_list arguments;

    va_start(arguments, format);
    diagnostic = diagnostic_vadd(list, code, span, format, arguments);
    va_end(arguments);
    return diagnostic;
}

struct diagnostic *diagnostic_add_global(struct diagnostics *list, enum diagnostic_code code,
                                         const char *format, ...)
{
    struct diagnostic *diagnostic;
    va_list arguments;

    va_start(arguments, format);
    diagnostic = add(list, code, format, arguments);
    va_end(arguments);
    return diagnostic;
}

void diagnostic_copy(struct diagnostics *list, const struct diagnostic *diagnostic)
{
    *next_item(list) = *diagnostic;
    list->error_count += diagnostic->severity == SEVERITY_ERROR;
}

void diagnostic_label(struct diagnostic *diagnostic, struct span span, const char *label)
{
    if (diagnostic->span_count < DIAGNOSTIC_SPANS_MAX)
        diagnostic->spans[diagnostic->span_count++] = (struct diagnostic_span){span, label};
}

void diagnostic_fix(struct diagnostic *diagnostic, struct span span, const char *replacement,
                    const char *title)
{
    const uint32_t room = sizeof diagnostic->fixes / sizeof diagnostic->fixes[0];

    if (diagnostic->fix_count < room)
        diagnostic->fixes[diagnostic->fix_count++] =
            (struct diagnostic_fix){span, replacement, title, false};
}

void diagnostic_sure(struct diagnostic *diagnostic)
{
    if (diagnostic->fix_count)
        diagnostic->fixes[diagnostic->fix_count - 1].sure = true;
}

struct sort_item {
    int64_t start; /* -1: no place */
    uint32_t order;
};

static int compare(const void *left, const void *right)
{
    const struct sort_item *a = left, *b = right;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void diagnostics_sort(struct diagnostics *list)
{
    struct sort_item *keys = ARENA_ARRAY(list->arena, struct sort_item, list->count);
    struct diagnostic *sorted = ARENA_ARRAY(list->arena, struct diagnostic, list->count);

    for (uint32_t i = 0; i < list->count; i++) {
        const struct diagnostic *item = &list->items[i];

        keys[i] = (struct sort_item){item->span_count ? (int64_t)item->spans[0].span.start : -1, i};
    }
    qsort(keys, list->count, sizeof *keys, compare);
    for (uint32_t i = 0; i < list->count; i++)
        sorted[i] = list->items[keys[i].order];
    list->items = sorted;
    list->capacity = list->count;
}
