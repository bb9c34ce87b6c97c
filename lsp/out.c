#include "lsp/out.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/source/utf8.h"

void out_free(struct out *out)
{
    free(out->bytes);
    *out = (struct out){0};
}

static char *grow(struct out *out, size_t more)
{
    if (out->capacity - out->len < more) {
        size_t capacity = out->capacity ? out->capacity : 256;

        while (capacity - out->len < more)
            capacity *= 2;
        out->bytes = realloc(out->bytes, capacity);
        if (!out->bytes)
            abort();
        out->capacity = capacity;
    }
    return out->bytes + out->len;
}

void out_raw(struct out *out, const char *bytes, size_t len_bytes)
{
    if (!len_bytes)
        return;
    memcpy(grow(out, len_bytes), bytes, len_bytes);
    out->len += len_bytes;
}

static void put(struct out *out, char byte)
{
    *grow(out, 1) = byte;
    out->len++;
}

static void begin_value(struct out *out)
{
    if (out->comma)
        put(out, ',');
    out->comma = true;
}

static void open(struct out *out, char bracket)
{
    begin_value(out);
    put(out, bracket);
    out->comma = false;
}

static void shut(struct out *out, char bracket)
{
    put(out, bracket);
    out->comma = true;
}

void out_object(struct out *out)
{
    open(out, '{');
}

void out_end_object(struct out *out)
{
    shut(out, '}');
}

void out_array(struct out *out)
{
    open(out, '[');
}

void out_end_array(struct out *out)
{
    shut(out, ']');
}

void out_json(struct out *out, const char *json, size_t len_bytes)
{
    begin_value(out);
    out_raw(out, json, len_bytes);
}

/* What stands for a byte that cannot stand for itself. */
static void put_escaped(struct out *out, unsigned char byte)
{
    char escape[8];

    switch (byte) {
    case '"':
    case '\\':
        put(out, '\\');
        put(out, (char)byte);
        break;
    case '\n':
        out_raw(out, "\\n", 2);
        break;
    case '\t':
        out_raw(out, "\\t", 2);
        break;
    default:
        out_raw(out, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", byte));
    }
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

void out_text_len(struct out *out, const char *text, size_t len_bytes)
{
    begin_value(out);
    put(out, '"');
    for (size_t i = 0; i < len_bytes;) {
        size_t run = i, size;
        uint32_t ignored;

        while (run < len_bytes && is_plain((unsigned char)text[run]))
            run++;
        out_raw(out, text + i, run - i);
        i = run;
        if (i == len_bytes)
            break;
        if ((unsigned char)text[i] < 0x80) {
            put_escaped(out, (unsigned char)text[i++]);
        } else if ((size = utf8_decode(text + i, len_bytes - i, &ignored))) {
            out_raw(out, text + i, size);
            i += size;
        } else {
            out_raw(out, "\xEF\xBF\xBD", 3);
            i++;
        }
    }
    put(out, '"');
}

void out_text(struct out *out, const char *text)
{
    out_text_len(out, text, strlen(text));
}

void out_format(struct out *out, const char *format, ...)
{
    va_list arguments;
    char *text;
    int len;

    va_start(arguments, format);
    len = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (len < 0)
        abort();
    out_text_len(out, text, (size_t)len);
    free(text);
}

void out_key(struct out *out, const char *key)
{
    out_text(out, key);
    put(out, ':');
    out->comma = false;
}

void out_int(struct out *out, int64_t number)
{
    char digits[24];

    out_json(out, digits, (size_t)snprintf(digits, sizeof digits, "%" PRId64, number));
}

void out_bool(struct out *out, bool value)
{
    out_json(out, value ? "true" : "false", value ? 4 : 5);
}

void out_null(struct out *out)
{
    out_literal(out, "null");
}

void out_key_text(struct out *out, const char *key, const char *text)
{
    out_key(out, key);
    out_text(out, text);
}

void out_key_int(struct out *out, const char *key, int64_t number)
{
    out_key(out, key);
    out_int(out, number);
}

void out_key_bool(struct out *out, const char *key, bool value)
{
    out_key(out, key);
    out_bool(out, value);
}

void out_cut(struct out *out, size_t len, bool comma)
{
    out->len = len;
    out->comma = comma;
}
