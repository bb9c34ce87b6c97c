/*
 * Bytes for the language server, in two ways by the first byte.
 *
 * Even: the stream itself, frames and all, behind a handshake. No crash, no endless work, and what
 * comes back is frames of JSON.
 *
 * Odd: a document and edits of it, as a client would make them. After every edit the server's text
 * is the client's, and its diagnostics are those of a server that was just started on that text;
 * the errors kept piece by piece are those of the whole.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/rules/pieces.h"
#include "lsp/internal.h"
#include "tests/support/language_server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* ---- streams ---- */

static void check_sent(const struct language_server *ls)
{
    const char *at = ls->sent.bytes, *end = at ? at + ls->sent.len : NULL;

    while (at < end) {
        const char *body = memmem(at, (size_t)(end - at), "\r\n\r\n", 4);
        size_t len;
        json_t *json;

        require(body && !strncmp(at, "Content-Length: ", 16));
        len = strtoul(at + 16, NULL, 10);
        body += 4;
        require(len <= (size_t)(end - body));
        json = json_loadb(body, len, JSON_ALLOW_NUL, NULL);
        require(json_is_object(json));
        json_decref(json);
        at = body + len;
    }
}

static void run_stream(const uint8_t *data, size_t size)
{
    static const char text[] = "[https://a.example.com]\n/x step=b # egress: allow W1207\nbad\n";
    struct language_server ls;
    size_t half = size / 2;

    language_server_start(&ls, false);
    if (size && data[0] & 1) {
        language_server_initialize(&ls, "{}");
        language_server_open(&ls, "a", "egress", text, sizeof text - 1);
    }
    server_feed(ls.server, (const char *)data, half);
    while (server_step(ls.server))
        ;
    server_feed(ls.server, (const char *)data + half, size - half);
    while (server_step(ls.server))
        ;
    check_sent(&ls);
    language_server_end(&ls);
}

/* ---- edits ---- */

struct input {
    const uint8_t *data;
    size_t size;
};

static uint32_t take(struct input *input, uint32_t below)
{
    uint32_t number = 0;

    for (int i = 0; i < 2 && input->size; i++, input->data++, input->size--)
        number = number << 8 | *input->data;
    return number % below;
}

/* Text as JSON can carry it: what is not UTF-8 becomes U+FFFD, on both sides. */
static char *take_text(struct input *input, uint32_t max, size_t *ret_len)
{
    uint32_t len = take(input, max);
    struct out out = {0};
    json_t *json;
    char *text;

    len = len < input->size ? len : (uint32_t)input->size;
    out_text_len(&out, (const char *)input->data, len);
    json = json_loadb(out.bytes, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    input->data += len;
    input->size -= len;
    *ret_len = json_string_length(json);
    text = malloc(*ret_len + 1);
    memcpy(text, json_string_value(json), *ret_len + 1);
    json_decref(json);
    out_free(&out);
    return text;
}

/* The client's own text. */
struct mirror {
    struct text text;
    struct pieces *pieces;
};

static const struct policy_options options = {.placeholders_may_stay = true};

static void check_pieces(const struct mirror *mirror)
{
    struct arena arena = {0};
    struct diagnostics all = {.arena = &arena}, got = {.arena = &arena};
    struct ruleset rules;
    uint32_t next = 0;

    policy_parse(mirror->text.bytes, mirror->text.len, &options, &arena, &all, &rules);
    pieces_errors(mirror->pieces, UINT32_MAX, &got);
    for (uint32_t i = 0; i < all.count; i++) {
        if (all.items[i].severity != SEVERITY_ERROR || !all.items[i].span_count)
            continue;
        require(next < got.count && got.items[next].code == all.items[i].code &&
                got.items[next].spans[0].span.start == all.items[i].spans[0].span.start);
        next++;
    }
    require(next == got.count);
    arena_free(&arena);
}

static void out_change(struct out *out, const struct text *text, enum text_encoding encoding,
                       struct span span, const char *new, size_t len)
{
    out_object(out);
    out_key(out, "range");
    out_text_range(out, text, encoding, span);
    out_key(out, "text");
    out_text_len(out, new, len);
    out_end_object(out);
}

/* Where a character starts, and not between "\r" and "\n", where no place is. */
static uint32_t take_offset(struct input *input, const struct text *text)
{
    uint32_t at = take(input, text->len + 1);

    while (at > 0 && at < text->len &&
           (((unsigned char)text->bytes[at] & 0xC0) == 0x80 ||
            (text->bytes[at] == '\n' && text->bytes[at - 1] == '\r')))
        at--;
    return at;
}

static void edit(struct language_server *ls, struct mirror *mirror, struct input *input)
{
    uint32_t a = take_offset(input, &mirror->text), b = a + take(input, 40);
    struct span span = {a, b < mirror->text.len ? b : mirror->text.len};
    struct out body = {0};
    size_t len;
    char *new = take_text(input, 60, &len);

    while (span.end > span.start && span.end < mirror->text.len &&
           (((unsigned char)mirror->text.bytes[span.end] & 0xC0) == 0x80 ||
            (mirror->text.bytes[span.end] == '\n' && mirror->text.bytes[span.end - 1] == '\r')))
        span.end--;
    out_object(&body);
    out_key_text(&body, "method", "textDocument/didChange");
    out_key(&body, "params"), out_object(&body);
    out_key(&body, "textDocument"), out_object(&body);
    out_key_text(&body, "uri", "a"), out_end_object(&body);
    out_key(&body, "contentChanges"), out_array(&body);
    out_change(&body, &mirror->text, ls->server->client.encoding, span, new, len);
    out_end_array(&body), out_end_object(&body), out_end_object(&body);
    text_replace(&mirror->text, span, new, len);
    pieces_edit(mirror->pieces, mirror->text.bytes, mirror->text.len, span, (uint32_t)len);
    language_server_say(ls, body.bytes, body.len);
    out_free(&body);
    free(new);
}

static const char *items_of(const char *body, size_t len, size_t *ret_len)
{
    const char *items = memmem(body, len, "\"diagnostics\":", 14);

    require(items != NULL);
    *ret_len = len - (size_t)(items - body);
    return items;
}

static void check_fresh(struct language_server *ls, const struct mirror *mirror,
                        const char *capabilities, const char *language)
{
    const struct document *document = documents_find(&ls->server->documents, "a");
    struct language_server fresh;
    size_t len, fresh_len;
    const char *body, *other;

    require(document && document->text.len == mirror->text.len &&
            !memcmp(document->text.bytes, mirror->text.bytes, mirror->text.len));
    language_server_start(&fresh, false);
    language_server_initialize(&fresh, capabilities);
    language_server_open(&fresh, "a", language, mirror->text.bytes, mirror->text.len);
    body = language_server_last(ls, "publishDiagnostics", &len);
    other = language_server_last(&fresh, "publishDiagnostics", &fresh_len);
    require(body && other);
    body = items_of(body, len, &len);
    other = items_of(other, fresh_len, &fresh_len);
    require(len == fresh_len && !memcmp(body, other, len));
    language_server_end(&fresh);
}

static void ask_everything(struct language_server *ls, struct input *input)
{
    static const char *const methods[] = {
        "hover",
        "completion",
        "definition",
        "references",
        "documentHighlight",
        "prepareRename",
        "codeAction",
        "inlayHint",
        "documentSymbol",
        "foldingRange",
        "semanticTokens/full",
        "semanticTokens/full/delta",
        "documentLink",
        "codeLens",
        "formatting",
        "rangeFormatting",
        "selectionRange",
        "signatureHelp",
        "linkedEditingRange",
        "onTypeFormatting",
    };
    uint32_t line = take(input, 8), character = take(input, 40);

    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        language_server_sayf(
            ls,
            "{\"id\":1,\"method\":\"textDocument/%s\",\"params\":{\"textDocument\":"
            "{\"uri\":\"a\"},\"position\":{\"line\":%u,\"character\":%u},"
            "\"context\":{},\"range\":{\"start\":{\"line\":0,\"character\":0},"
            "\"end\":{\"line\":%u,\"character\":%u}},\"positions\":[{\"line\":%u,"
            "\"character\":%u}],\"previousResultId\":\"1\"}}",
            methods[i], line, character, line, character, line, character);
}

static void run_edits(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = {"{}",
                                            "{\"general\":{\"positionEncodings\":[\"utf-8\"]}}",
                                            "{\"general\":{\"positionEncodings\":[\"utf-32\"]}}"};
    struct input input = {data, size};
    const char *capabilities = encodings[take(&input, 3)];
    const char *language = take(&input, 2) ? "yaml" : "egress";
    struct mirror mirror = {0};
    struct language_server ls;
    size_t len;
    char *text = take_text(&input, 2000, &len);

    text_set(&mirror.text, text, len);
    mirror.pieces = pieces_new(mirror.text.bytes, mirror.text.len, &options);
    language_server_start(&ls, false);
    language_server_initialize(&ls, capabilities);
    language_server_open(&ls, "a", language, text, len);
    check_fresh(&ls, &mirror, capabilities, language);
    for (int i = 0; i < 12 && input.size; i++) {
        language_server_forget(&ls);
        edit(&ls, &mirror, &input);
        check_fresh(&ls, &mirror, capabilities, language);
        check_pieces(&mirror);
        if (i % 4 == 0)
            ask_everything(&ls, &input);
        check_sent(&ls);
    }
    language_server_end(&ls);
    pieces_free(mirror.pieces);
    text_free(&mirror.text);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size && data[0] & 1)
        run_edits(data + 1, size - 1);
    else if (size)
        run_stream(data + 1, size - 1);
    return 0;
}
