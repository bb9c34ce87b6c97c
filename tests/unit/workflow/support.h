/* What the suites of this room share: reading a text, and saying a place as people do. */
#ifndef EGRESS_TESTS_UNIT_WORKFLOW_SUPPORT_H
#define EGRESS_TESTS_UNIT_WORKFLOW_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/workflow/workflow.h"

/* A file that was read. Zeroed before reading; freed by reading_free. */
struct reading {
    struct arena arena;
    struct diagnostics diagnostics;
    struct source source;
    struct workflow workflow;
    bool whole; /* what workflow_read said */
};

/* `uses`: as in workflow_options. The bytes are copied first to a block of their exact size. */
void reading_open(struct reading *reading, const char *bytes, size_t len, const char *uses);
void reading_free(struct reading *reading);

/* "line:column" of an offset; a static buffer, good until the next call. */
const char *at(const struct reading *reading, uint32_t offset);

/* The one policy there must be. */
const struct workflow_policy *only_policy(const struct reading *reading);

/* Fails the test if some byte of the text is placed where the file does not have it. */
void check_places(const struct reading *reading, const struct workflow_policy *policy);

/* A step that takes `value`, whatever is written there, as its policy: `policy: VALUE`. The
   arena's. */
char *step_with(struct arena *arena, const char *value);

#endif
