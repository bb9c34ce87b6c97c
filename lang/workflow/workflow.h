/*
 * The policies inside a GitHub workflow or composite action: the `policy:` input of each step whose
 * `uses:` names the action, its text decoded, and the place of every byte of it in the file.
 *
 * Where to start: scalar.h (how a YAML scalar is written), then find.c (where policies stand).
 *
 * libyaml parses the YAML (1.1); its marks say where a scalar starts and ends. Which byte of the
 * file each byte of the decoded text comes from is worked out here, from the source of the scalar,
 * and believed only if it gives the very text libyaml gives. Otherwise that scalar is refused with
 * a diagnostic: a place reported here is right or not reported. A byte that YAML 1.1 reads as a
 * line break and YAML 1.2 does not (NEL, LS, PS) is refused in a policy for the same reason.
 *
 * Ownership: all that comes out is arena memory; the bytes of the file are borrowed until the call
 * returns. Offsets are bytes from the start of the file. Texts end in a NUL that their length does
 * not count, and may hold others before it.
 *
 * Errors: diagnostics with places in the file. The policies that stand before a YAML error are
 * still there, for tools, never for enforcement.
 *
 * Bounds: the limits below. Memory is linear in the file's size (under 100 MB for the worst file of
 * WORKFLOW_MAX_BYTES), and so is time, but for a search among at most WORKFLOW_MAX_ANCHORS anchors.
 *
 * Sources: YAML 1.2.2 chapters 6 to 8; GitHub, "Workflow syntax" (jobs.<id>.steps[*].uses, .with)
 * and "Metadata syntax" (runs.steps).
 */
#ifndef EGRESS_LANG_WORKFLOW_WORKFLOW_H
#define EGRESS_LANG_WORKFLOW_WORKFLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/source/offset_map.h"
#include "lang/source/source.h"
#include "lang/source/span.h"

enum {
    WORKFLOW_MAX_BYTES = 4 << 20,   /* of a file; GitHub takes far less */
    WORKFLOW_MAX_DEPTH = 64,        /* of nested collections; a policy stands at 6 */
    WORKFLOW_MAX_NODES = 200000,    /* of one file: bounds memory against `[,,,,` */
    WORKFLOW_MAX_ANCHORS = 1024,    /* of one document */
    WORKFLOW_MAX_DIRECTIVES = 1024, /* lines that start with '%': libyaml compares them in pairs */
    WORKFLOW_MAX_STEPS = 20000,     /* of all jobs, aliases followed: bounds `steps: *s` */
    WORKFLOW_MAX_MERGES = 8,        /* levels of `<<` */
    WORKFLOW_MAX_LOOKUPS = 4 << 20, /* keys looked at: bounds aliased mappings and merges */
};

enum workflow_style {
    WORKFLOW_PLAIN,
    WORKFLOW_SINGLE_QUOTED,
    WORKFLOW_DOUBLE_QUOTED,
    WORKFLOW_LITERAL, /* | */
    WORKFLOW_FOLDED,  /* > */
};

struct workflow_step {
    const char *id; /* NULL where the step gives none; so are name and uses */
    const char *name;
    const char *uses;
    struct span span; /* of the step's mapping, as far as its last key's value */
};

/* A job, or the steps of a composite action (then id is NULL). */
struct workflow_job {
    const char *id;
    struct span id_span; /* of the key; empty for a composite action */
    const struct workflow_step *steps;
    uint32_t step_count;
};

/* One step that a policy is the input of. */
struct workflow_use {
    uint32_t job;    /* index into workflow.jobs */
    uint32_t step;   /* index into that job's steps, from 0 */
    struct span key; /* the `policy` key */
    struct span at;  /* the value: the scalar, or the alias that names it */
};

/* `${{ ... }}` in a policy: replaced by the runner before the action reads the policy. */
struct workflow_expression {
    struct span span; /* in the text */
    bool closed;      /* false: no `}}` follows; the span ends with the text */
};

struct workflow_policy {
    const char *text; /* decoded */
    uint32_t text_len;
    enum workflow_style style;
    struct span span;      /* of the scalar: from its quote or indicator to its last byte */
    struct offset_map map; /* text to file; workflow_text_offset goes back */
    uint32_t indent;       /* block styles: blanks before each line; else 0 */
    const struct workflow_use *uses; /* at least one; more where the scalar is aliased */
    uint32_t use_count;
    const struct workflow_expression *expressions;
    uint32_t expression_count;
};

struct workflow {
    const struct workflow_policy *policies; /* by place in the file */
    uint32_t policy_count;
    const struct workflow_job *jobs;
    uint32_t job_count;
};

/* Bytes in the arena; a NUL stands behind them. */
struct workflow_text {
    const char *bytes;
    size_t len;
};

struct workflow_options {
    /*
     * Which steps: a glob ('*' any run, '/' too; '?' one character) over `uses`, case-insensitive,
     * tried on the whole and on what stands before '@'. NULL: every action whose repository is
     * named "egress" (OWNER/egress@REF, OWNER/egress/SUB@REF) and every local one (./PATH).
     */
    const char *uses;
};

/*
 * Reads a file. `options` may be NULL. False if the YAML ends in an error or is over a limit, so
 * that policies may be missing; other faults are only in `diagnostics`.
 */
bool workflow_read(struct arena *arena, const char *bytes, size_t len,
                   const struct workflow_options *options, struct diagnostics *diagnostics,
                   struct workflow *ret_workflow);

/*
 * The text offset of a byte of the file. False if that byte is no part of the text (indentation, a
 * quote, another line): then *ret_text is where the first byte behind it stands, or the text ends.
 */
bool workflow_text_offset(const struct workflow_policy *policy, uint32_t file, uint32_t *ret_text);

/* Whether a step with this `uses:` takes a policy; `pattern` as in workflow_options. */
bool workflow_uses_match(const char *uses, const char *pattern);

/* Whether a file of this name is one: it ends in .yml or .yaml, in any case. */
bool workflow_file_name(const char *path);

/*
 * What was found in the policy's text (spans in it), in places of the file: spans are mapped. A fix
 * is one of the file's bytes then, indentation and line ends included; it goes where the style has
 * no such fix (folded scalars, special characters in flow ones). Diagnostics on a line of the
 * text that holds an expression are dropped: the parser saw `${{ }}`, the action never does.
 */
void workflow_place_diagnostics(const struct workflow_policy *policy,
                                struct diagnostics *diagnostics);

/*
 * A diagnostic for each expression in the policy: an error where the policy is to be enforced as it
 * is here, else a warning.
 */
void workflow_say_expressions(const struct workflow_policy *policy, bool to_enforce,
                              struct diagnostics *diagnostics);

/* The rules parsed from the policy's text, with line, column and span of the file. */
void workflow_place_rules(const struct workflow_policy *policy, const struct source *file,
                          struct ruleset *rules);

/*
 * The same file with another text in one scalar; every byte outside that scalar, and within it its
 * style, indentation, chomping, comment and line ends, stay. `policy` comes from workflow_read of
 * the same bytes. What the style cannot hold is refused: see workflow_fit for final line ends.
 *
 * | style         | holds
 * | literal       | any lines; the first that is not empty must not start with a blank unless the
 * |               | header gives the indentation
 * | folded        | as literal, if none of its lines is wrapped now (a wrap cannot be kept)
 * | double quoted | anything, if it stands on one line now
 * | single quoted | one line of printable text, if it stands on one line now
 * | plain         | the same, and YAML must read it as a string
 *
 * An anchored scalar that also stands elsewhere, not as a policy, is refused too.
 *
 * Verified on every call: the result is read again, and must have the same nodes, the same values
 * and the new text. False and a constant sentence in *ret_reason if not.
 */
bool workflow_replace(struct arena *arena, const char *bytes, size_t len,
                      const struct workflow_policy *policy, const char *text, size_t text_len,
                      struct workflow_text *ret_bytes, const char **ret_reason);

/*
 * How a formatted text must end to fit the policy's style: its final line ends are cut or added to
 * what the scalar's chomping gives (none for `|-`, one for `|`, else as many as the old text has).
 */
struct workflow_text workflow_fit(struct arena *arena, const struct workflow_policy *policy,
                                  const char *text, size_t text_len);

#endif
