/*
 * Inside lsp/: what completion offers. complete.c finds out what may stand at the cursor, and calls
 * these; each puts its items into the open list of the answer, those that begin as what is typed.
 */
#ifndef EGRESS_LSP_OFFERS_H
#define EGRESS_LSP_OFFERS_H

#include "lsp/dictionary.h"
#include "lsp/internal.h"

#define OFFERS_MAX 400

/* CompletionItemKind of LSP. */
enum {
    ITEM_FIELD = 5,
    ITEM_MODULE = 9,
    ITEM_VALUE = 12,
    ITEM_KEYWORD = 14,
    ITEM_FILE = 17,
    ITEM_CONSTANT = 21,
    ITEM_EVENT = 23
};

struct completing {
    struct server *server;
    struct spot spot;
    struct out *out;
    struct span line;    /* of the part's text, up to the comment */
    uint32_t start;      /* what is typed so far: [start, spot.text) */
    const char **labels; /* given already */
    uint32_t count;
    bool more;  /* there would be more than ITEMS_MAX */
    bool fresh; /* in a blank line at the end of a block, which is no text of the policy yet */
};

/* What is typed so far. */
const char *offers_typed(const struct completing *completing, uint32_t *ret_len);

/* `label` is what comes to stand there. `rank`: the lower, the higher up. */
void offer(struct completing *completing, int kind, int rank, const char *label,
           const char *detail);

/* With what stands in front of hosts here: "", "https://", "dns:". */
void offer_hosts(struct completing *completing, const char *ahead);
void offer_paths(struct completing *completing);

/* Values of an attribute; keys that the line has not; flags and keys. */
void offer_values(struct completing *completing, const char *key);
void offer_keys(struct completing *completing);
void offer_items(struct completing *completing);

void offer_words(struct completing *completing, enum dictionary_kind kind, int rank);
void offer_ports(struct completing *completing);

#endif
