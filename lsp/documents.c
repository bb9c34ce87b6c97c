#include "lsp/documents.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/json.h"

static void document_free(struct document *document)
{
    free(document->uri);
    text_free(&document->text);
    analysis_free(document->analysis);
    analysis_free(document->quick);
    pieces_free(document->pieces);
    free(document->tokens.data);
    free(document);
}

void documents_free(struct documents *documents)
{
    for (uint32_t i = 0; i < documents->count; i++)
        document_free(documents->items[i]);
    free(documents->items);
    *documents = (struct documents){0};
}

static uint32_t place_of(const struct documents *documents, const char *uri, bool *ret_found)
{
    uint32_t low = 0, high = documents->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(documents->items[middle]->uri, uri);

        if (order == 0) {
            *ret_found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_found = false;
    return low;
}

struct document *documents_find(const struct documents *documents, const char *uri)
{
    bool found;
    uint32_t place = place_of(documents, uri, &found);

    return found ? documents->items[place] : NULL;
}

static struct document *insert(struct documents *documents, uint32_t place, const char *uri)
{
    struct document *document;

    if (documents->count == DOCUMENTS_MAX)
        return NULL;
    if (documents->count == documents->capacity) {
        documents->capacity = documents->capacity ? 2 * documents->capacity : 16;
        documents->items =
            realloc(documents->items, sizeof(struct document *) * documents->capacity);
    }
    document = calloc(1, sizeof *document);
    if (!documents->items || !document || !(document->uri = strdup(uri)))
        abort();
    memmove(documents->items + place + 1, documents->items + place,
            sizeof(struct document *) * (documents->count - place));
    documents->items[place] = document;
    documents->count++;
    return document;
}

/* ---- texts ---- */

static bool has_room(const struct documents *documents, const struct document *document, size_t len)
{
    return len <= DOCUMENT_MAX_BYTES &&
           documents->bytes - document->text.len + len <= DOCUMENTS_MAX_BYTES;
}

static void lose(struct documents *documents, struct document *document)
{
    documents->bytes -= document->text.len;
    text_free(&document->text);
    text_set(&document->text, "", 0);
    document->lost = true;
    document->edits_overflow = true;
}

static void set_text(struct documents *documents, struct document *document, const char *bytes,
                     size_t len)
{
    if (!has_room(documents, document, len)) {
        lose(documents, document);
        return;
    }
    documents->bytes += len - document->text.len;
    text_set(&document->text, bytes, len);
    document->lost = false;
    document->edits_overflow = true;
    pieces_free(document->pieces);
    document->pieces = NULL;
}

static void note_edit(struct document *document, struct edit edit)
{
    if (document->edit_count == EDITS_MAX)
        document->edits_overflow = true;
    else
        document->edits[document->edit_count++] = edit;
}

static void edit_text(struct documents *documents, struct document *document, struct span span,
                      const char *bytes, size_t len)
{
    size_t new_len = document->text.len - (span.end - span.start) + len;

    if (!has_room(documents, document, new_len)) {
        lose(documents, document);
        return;
    }
    documents->bytes += new_len - document->text.len;
    text_replace(&document->text, span, bytes, len);
    note_edit(document, (struct edit){span.start, span.end, span.start + (uint32_t)len});
    if (new_len > SOURCE_SIZE_MAX_BYTES) {
        pieces_free(document->pieces);
        document->pieces = NULL;
    }
    if (document->pieces)
        pieces_edit(document->pieces, document->text.bytes, document->text.len, span,
                    (uint32_t)len);
}

void documents_touch(struct documents *documents, struct document *document)
{
    document->change = ++documents->changes;
    document->due = true;
}

struct document *documents_open(struct documents *documents, const char *uri, const char *language,
                                int64_t version, const char *bytes, size_t len)
{
    bool found;
    uint32_t place = place_of(documents, uri, &found);
    struct document *document = found ? documents->items[place] : insert(documents, place, uri);

    if (!document)
        return NULL;
    document->kind = document_kind_of(uri, language);
    document->version = version;
    set_text(documents, document, bytes, len);
    documents_touch(documents, document);
    return document;
}

void documents_close(struct documents *documents, struct document *document)
{
    bool found;
    uint32_t place = place_of(documents, document->uri, &found);

    documents->bytes -= document->text.len;
    memmove(documents->items + place, documents->items + place + 1,
            sizeof(struct document *) * (--documents->count - place));
    document_free(document);
}

/* ---- changes ---- */

static bool read_range(const struct text *text, enum text_encoding encoding, const json_t *range,
                       struct span *ret_span)
{
    struct text_place start, end;

    if (!json_read_place(json_object_get(range, "start"), &start) ||
        !json_read_place(json_object_get(range, "end"), &end))
        return false;
    ret_span->start = text_offset(text, encoding, start);
    ret_span->end = text_offset(text, encoding, end);
    if (ret_span->end < ret_span->start)
        *ret_span = (struct span){ret_span->end, ret_span->start};
    return true;
}

static bool change(struct documents *documents, struct document *document,
                   enum text_encoding encoding, const json_t *one)
{
    const json_t *text = json_object_get(one, "text"), *range = json_object_get(one, "range");
    struct span span;

    if (!json_is_string(text))
        return false;
    if (!range || json_is_null(range)) {
        set_text(documents, document, json_string_value(text), json_string_length(text));
        return true;
    }
    if (document->lost || !read_range(&document->text, encoding, range, &span))
        return false;
    edit_text(documents, document, span, json_string_value(text), json_string_length(text));
    return true;
}

void documents_change(struct documents *documents, struct document *document,
                      enum text_encoding encoding, const json_t *changes)
{
    const json_t *one;
    size_t i;

    if (!json_is_array(changes))
        lose(documents, document);
    json_array_foreach(changes, i, one) if (!change(documents, document, encoding, one))
        lose(documents, document);
    documents_touch(documents, document);
}

/* ---- analyses ---- */

static struct document *least_used(const struct documents *documents, uint32_t *ret_count)
{
    struct document *least = NULL;

    *ret_count = 0;
    for (uint32_t i = 0; i < documents->count; i++) {
        struct document *document = documents->items[i];

        if (!document->analysis)
            continue;
        ++*ret_count;
        if (!least || document->used < least->used)
            least = document;
    }
    return least;
}

void documents_trim(struct documents *documents)
{
    uint32_t count;
    struct document *least = least_used(documents, &count);

    while (count > ANALYSES_MAX) {
        analysis_free(least->analysis);
        analysis_free(least->quick);
        least->analysis = least->quick = NULL;
        least = least_used(documents, &count);
    }
}

/* ---- places of older versions ---- */

bool document_follow(const struct document *document, struct span *span)
{
    struct span now = *span;

    if (document->edits_overflow)
        return false;
    for (uint32_t i = 0; i < document->edit_count; i++) {
        const struct edit *edit = &document->edits[i];

        if (now.end <= edit->start && now.start < edit->start)
            continue;
        if (now.start < edit->old_end || now.start < edit->start)
            return false;
        now.start = now.start - edit->old_end + edit->new_end;
        now.end = now.end - edit->old_end + edit->new_end;
    }
    *span = now;
    return true;
}
