/*
 * Damaged images: valid ones with a few fields changed, and what only a liar would know to change
 * as well (the digest, the bounds) made to fit, so that the verifier's own checks are reached and
 * what it lets through is run.
 */
#ifndef EGRESS_TESTS_SUPPORT_MUTATE_H
#define EGRESS_TESTS_SUPPORT_MUTATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "tests/support/generate.h"

/* Applies one change, described by eight bytes, to the image. */
void mutate_image(uint8_t *bytes, size_t len, const uint8_t change[8]);

/* Makes the header's digest fit. */
void mutate_digest(uint8_t *bytes, size_t len);

/* Makes the header's digest and, if the rest is in order, its bounds fit. */
void mutate_seal(uint8_t *bytes, size_t len);

/*
 * Loads the bytes (any alignment); asks what was accepted many questions about `rules`. Aborts
 * where an answer breaks a promise of the verifier: a step too many, a rule that is none. Returns
 * whether the image was accepted.
 */
bool mutate_try(const uint8_t *bytes, size_t len, const struct ruleset *rules, uint64_t seed,
                uint32_t questions);

#endif
