/*
 * JSON written straight into a buffer: no tree is built for what is sent. Values follow each other;
 * commas are put where they belong.
 *
 *     out_object(out);
 *     out_key_text(out, "uri", uri);
 *     out_key(out, "items"), out_array(out);
 *     ...
 *     out_end_array(out), out_end_object(out);
 *
 * Ownership: the buffer is malloc'ed and the struct's; a zeroed struct is empty. Lack of memory
 * aborts the process. Texts need not be UTF-8: stray bytes become U+FFFD.
 */
#ifndef EGRESS_LSP_OUT_H
#define EGRESS_LSP_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct out {
    char *bytes; /* no NUL behind them */
    size_t len;
    size_t capacity;
    bool comma; /* a value stands in front, in the same list */
};

void out_free(struct out *out);

void out_object(struct out *out);
void out_end_object(struct out *out);
void out_array(struct out *out);
void out_end_array(struct out *out);
void out_key(struct out *out, const char *key);
void out_text(struct out *out, const char *text);
void out_text_len(struct out *out, const char *text, size_t len_bytes);
__attribute__((format(printf, 2, 3))) void out_format(struct out *out, const char *format, ...);
void out_int(struct out *out, int64_t number);
void out_bool(struct out *out, bool value);
void out_null(struct out *out);

/* A value that is JSON already. */
void out_json(struct out *out, const char *json, size_t len_bytes);

/* The same of an array of char that ends in a NUL, such as a literal. */
#define out_literal(out, json) out_json((out), (json), sizeof(json) - 1)

/* Bytes that are no value of their own: for the frame around a message. */
void out_raw(struct out *out, const char *bytes, size_t len_bytes);

void out_key_text(struct out *out, const char *key, const char *text);
void out_key_int(struct out *out, const char *key, int64_t number);
void out_key_bool(struct out *out, const char *key, bool value);

/* Takes back everything behind `len`, where a value began; `comma` as it was there. */
void out_cut(struct out *out, size_t len, bool comma);

#endif
