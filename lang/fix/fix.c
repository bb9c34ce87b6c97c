#include "lang/fix/fix.h"

#include <stdlib.h>
#include <string.h>

#include "lang/source/source.h"

#define ROUNDS_MAX 32 /* a line that has had so many mistakes is left to its author */
#define CHECKS_MAX 64 /* of all rounds: bounds the search for a fix to blame */

struct edit {
    struct span span;
    const char *replacement;
    bool of_error;
    bool chosen;
};

/* The text as it stands, what is wrong with it, and the edits that are tried on it. */
struct round {
    struct arena arena;
    struct source source;
    struct diagnostics found;
    bool *faulty; /* by line, from 0: has an error */
    uint32_t global_errors;
    struct edit *edits; /* by place, none touches another */
    uint32_t count;
};

struct fixing {
    const struct fix_options *options;
    const struct fix_checker *checker;
    uint32_t checks;
    uint32_t applied;
    uint32_t left_out;
};

static bool is_error_at(const struct diagnostic *item)
{
    return item->severity == SEVERITY_ERROR && item->span_count > 0;
}

static void begin_round(const struct fixing *fixing, struct round *round, const char *text,
                        size_t len)
{
    *round = (struct round){0};
    source_init(&round->source, &round->arena, "", text, len);
    fixing->checker->check(fixing->checker->context, &round->arena, text, len, &round->found);
    round->faulty = ARENA_ARRAY(&round->arena, bool, round->source.line_count);
    for (uint32_t i = 0; i < round->found.count; i++) {
        const struct diagnostic *item = &round->found.items[i];

        if (is_error_at(item))
            round->faulty[source_position(&round->source, item->spans[0].span.start).line - 1] =
                true;
        else
            round->global_errors += item->severity == SEVERITY_ERROR;
    }
}

/* ---- which edits ---- */

static int by_place(const void *left, const void *right)
{
    const struct edit *a = left, *b = right;

    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    return b->of_error - a->of_error;
}

static bool is_empty(struct span span)
{
    return span.start == span.end;
}

/* Whether the order of the two would matter. */
static bool touch(struct span a, struct span b)
{
    if (is_empty(a) || is_empty(b))
        return a.start <= b.end && b.start <= a.end;
    return a.start < b.end && b.start < a.end;
}

/* Takes what fits between what is chosen already. Edits are sorted by place. */
static void choose_fitting(struct edit *edits, uint32_t count, bool of_error)
{
    uint32_t last = 0; /* the last chosen one before, plus 1 */
    uint32_t next = 0; /* the next chosen one behind */

    for (uint32_t i = 0; i < count; i++) {
        if (edits[i].chosen) {
            last = i + 1;
            continue;
        }
        if (edits[i].of_error != of_error)
            continue;
        next = next > i ? next : i + 1;
        while (next < count && !edits[next].chosen)
            next++;
        if ((last && touch(edits[last - 1].span, edits[i].span)) ||
            (next < count && touch(edits[i].span, edits[next].span)))
            continue;
        edits[i].chosen = true;
        last = i + 1;
    }
}

static void choose(const struct fixing *fixing, struct round *round)
{
    struct edit *edits = ARENA_ARRAY(&round->arena, struct edit, round->found.count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < round->found.count; i++) {
        const struct diagnostic *item = &round->found.items[i];

        for (uint32_t k = 0; k < item->fix_count; k++) {
            const struct diagnostic_fix *fix = &item->fixes[k];

            if (!fix->sure && !fixing->options->guesses)
                continue;
            edits[count++] = (struct edit){
                .span = fix->span,
                .replacement = fix->replacement,
                .of_error = item->severity == SEVERITY_ERROR,
            };
            break;
        }
    }
    qsort(edits, count, sizeof *edits, by_place);
    choose_fitting(edits, count, true);
    choose_fitting(edits, count, false);
    round->edits = edits;
    for (uint32_t i = 0; i < count; i++)
        if (edits[i].chosen)
            edits[round->count++] = edits[i];
    for (uint32_t i = 0; i < round->count; i++)
        edits[i].chosen = false; /* from now on: is tried, or is in the text */
}

/* ---- trying them ---- */

/* The text with the chosen edits in it, malloc'ed. */
static char *apply(const struct round *round, size_t *ret_len)
{
    const struct source *source = &round->source;
    size_t len = source->len_bytes;
    uint32_t at = 0;
    char *text, *out;

    for (uint32_t i = 0; i < round->count; i++)
        len += round->edits[i].chosen ? strlen(round->edits[i].replacement) : 0;
    text = out = malloc(len + 1);
    if (!text)
        abort();
    for (uint32_t i = 0; i < round->count; i++) {
        const struct edit *edit = &round->edits[i];

        if (!edit->chosen)
            continue;
        out = mempcpy(out, source->text + at, edit->span.start - at);
        out = mempcpy(out, edit->replacement, strlen(edit->replacement));
        at = edit->span.end;
    }
    out = mempcpy(out, source->text + at, source->len_bytes - at);
    *out = '\0';
    *ret_len = (size_t)(out - text);
    return text;
}

/* Where a byte of the new text stood in the old one; within a replacement: where that stands. */
static uint32_t old_offset(const struct round *round, uint32_t offset)
{
    int64_t shift = 0; /* new minus old, behind the edits looked at */

    for (uint32_t i = 0; i < round->count; i++) {
        const struct edit *edit = &round->edits[i];
        int64_t len;

        if (!edit->chosen)
            continue;
        len = (int64_t)strlen(edit->replacement);
        if (offset < edit->span.start + shift)
            break;
        if (offset < edit->span.start + shift + len)
            return edit->span.start;
        shift += len - (int64_t)(edit->span.end - edit->span.start);
    }
    return (uint32_t)(offset - shift);
}

static bool is_better(const struct round *old, const struct round *new)
{
    if (new->found.error_count > old->found.error_count || new->global_errors > old->global_errors)
        return false;
    /* Of errors beyond the list's end the lines are not known. */
    for (uint32_t i = 0; i < new->found.count && !old->found.dropped; i++) {
        const struct diagnostic *item = &new->found.items[i];
        uint32_t at;

        if (!is_error_at(item))
            continue;
        at = old_offset(old, item->spans[0].span.start);
        if (!old->faulty[source_position(&old->source, at).line - 1])
            return false;
    }
    return true;
}

/* Adds edits[start..end) to those in the text, but for what makes errors. */
static void try_edits(struct fixing *fixing, struct round *round, uint32_t start, uint32_t end)
{
    struct round next;
    size_t len;
    char *text;
    bool fine;

    if (start == end)
        return;
    if (fixing->checks == CHECKS_MAX) {
        fixing->left_out += end - start;
        return;
    }
    fixing->checks++;
    for (uint32_t i = start; i < end; i++)
        round->edits[i].chosen = true;
    text = apply(round, &len);
    begin_round(fixing, &next, text, len);
    fine = len <= SOURCE_SIZE_MAX_BYTES && is_better(round, &next);
    arena_free(&next.arena);
    free(text);
    if (fine) {
        fixing->applied += end - start;
        return;
    }
    for (uint32_t i = start; i < end; i++)
        round->edits[i].chosen = false;
    if (end - start == 1) {
        fixing->left_out++;
        return;
    }
    try_edits(fixing, round, start, start + (end - start) / 2);
    try_edits(fixing, round, start + (end - start) / 2, end);
}

/* The next text, malloc'ed, or NULL where nothing more can be done. */
static char *run_round(struct fixing *fixing, const char *text, size_t len, size_t *ret_len)
{
    uint32_t applied_before = fixing->applied;
    struct round round;
    char *next = NULL;

    fixing->left_out = 0; /* what was left out in a round before comes back in this one */
    begin_round(fixing, &round, text, len);
    choose(fixing, &round);
    try_edits(fixing, &round, 0, round.count);
    if (fixing->applied != applied_before)
        next = apply(&round, ret_len);
    arena_free(&round.arena);
    return next;
}

void fix_text(struct arena *arena, const char *text, size_t len_bytes,
              const struct fix_options *options, const struct fix_checker *checker,
              struct fix_result *ret_result)
{
    struct fixing fixing = {.options = options, .checker = checker};
    size_t len = len_bytes;
    char *now = NULL;

    for (uint32_t i = 0; i < ROUNDS_MAX; i++) {
        char *next = run_round(&fixing, now ? now : text, len, &len);

        if (!next)
            break;
        free(now);
        now = next;
    }
    *ret_result = (struct fix_result){
        .text = arena_strndup(arena, now ? now : text, len),
        .len_bytes = len,
        .applied = fixing.applied,
        .left_out = fixing.left_out,
    };
    free(now);
}
