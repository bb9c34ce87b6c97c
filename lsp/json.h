/* What a message from a client holds, read without trust: every getter takes NULL and other types.
 */
#ifndef EGRESS_LSP_JSON_H
#define EGRESS_LSP_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "lsp/text.h"

/* object[a][b]..., NULL at the end of the keys; NULL where there is none. */
const json_t *json_at(const json_t *object, ...) __attribute__((sentinel));

/* Of a key: its text, or NULL. */
const char *json_text(const json_t *object, const char *key);

/* A Position. Numbers too large for one are as good as the largest. */
bool json_read_place(const json_t *place, struct text_place *ret_place);

/* Whether a list has the text in it. */
bool json_list_has(const json_t *list, const char *text);

#endif
