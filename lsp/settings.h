/*
 * What a user can set: on the command line, in the client's initializationOptions, and in its
 * configuration (section "egress"), later ones over earlier ones. docs/language-server.md lists
 * them; the names are the same everywhere.
 *
 * Ownership: texts are arena memory of the settings.
 */
#ifndef EGRESS_LSP_SETTINGS_H
#define EGRESS_LSP_SETTINGS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/policy.h"
#include "lang/source/arena.h"

#define SETTINGS_SCOPE_MAX 16
#define SETTINGS_PROBLEMS_MAX 10000

enum settings_diagnostics {
    DIAGNOSTICS_AUTO, /* pulled by clients that can, else pushed */
    DIAGNOSTICS_PUSH,
    DIAGNOSTICS_PULL,
    DIAGNOSTICS_BOTH,
};

enum settings_hints { HINTS_ALL, HINTS_INHERITED, HINTS_OFF };

struct settings {
    struct arena arena;
    const char *repo;     /* "OWNER/REPO", or NULL */
    const char *defaults; /* "gha", or NULL */
    const char *scope[SETTINGS_SCOPE_MAX];
    uint32_t scope_count;
    const char *uses; /* glob of `uses:`, or NULL */
    const char *log;  /* path of a log of egress-run, or NULL */
    const char *docs; /* where the pages of diagnostics are, "" for nowhere */
    bool lint;
    bool lenses;
    enum settings_hints hints;
    enum settings_diagnostics diagnostics;
    uint32_t problems_max; /* shown of one document */
};

void settings_init(struct settings *settings);
void settings_free(struct settings *settings);

/* Takes over what an object gives; what is of the wrong type or unknown is passed over. */
void settings_read(struct settings *settings, const json_t *object);

/* What the front end is told. Borrows from the settings. */
struct policy_options settings_policy_options(const struct settings *settings);

/* The same settings, in memory of their own. */
void settings_copy(struct settings *to, const struct settings *from);

#endif
