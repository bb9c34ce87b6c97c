/*
 * All that is known of one version of a document: its policies, their rules and trees, and what is
 * wrong with them. It holds no reference to the document: it can be made in another thread, and
 * outlives edits.
 *
 * A policy file is one part, which is the whole file. A workflow has a part for each policy scalar.
 * Rules and trees speak in offsets of their part's text; part_to_file and analysis_part_at go
 * between the two. Diagnostics speak in offsets of the file, as `egress-policy check` reports them.
 *
 * In a workflow nothing is said of YAML outside the policies, its faults included.
 *
 * Ownership: an analysis owns everything in it; parts and what they point at live as long.
 */
#ifndef EGRESS_LSP_ANALYSIS_H
#define EGRESS_LSP_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/source.h"
#include "lang/syntax/tree.h"
#include "lang/workflow/workflow.h"
#include "lsp/settings.h"

enum document_kind {
    DOCUMENT_POLICY,
    DOCUMENT_WORKFLOW,
};

#define NO_INDEX UINT32_MAX

/* A rule or a header as it is written. */
struct line {
    const struct syntax_line *syntax;
    uint32_t rule;   /* index into rules, NO_INDEX where the line is no rule or a bad one */
    uint32_t header; /* index into lines of the header in force; NO_INDEX: none */
    uint32_t last;   /* headers: the last line it holds for, or itself */
};

struct part {
    const char *text; /* decoded; with a NUL */
    uint32_t len;
    const struct workflow_policy *policy; /* NULL: the file is the policy */
    struct source source;                 /* of the text */
    struct ruleset rules;                 /* spans and lines of the text; defaults in front */
    struct line *lines; /* rules and headers in order, placeholders as written; analysis_lines */
    uint32_t line_count;
    bool has_lines;
};

struct analysis {
    struct arena arena;
    struct source source; /* of the file */
    enum document_kind kind;
    struct workflow workflow;
    struct part *parts;
    uint32_t part_count;
    struct diagnostics diagnostics;
    bool broken; /* YAML that cannot be read to its end */
};

/* The bytes are copied. Never NULL. */
struct analysis *analysis_new(const char *bytes, size_t len, enum document_kind kind,
                              const struct settings *settings);
void analysis_free(struct analysis *analysis);

/* Fills in the part's lines, if they are not there yet. */
void analysis_lines(struct analysis *analysis, struct part *part);

/*
 * The part that a byte of the file belongs to, and where in its text; NULL: none. The end of a
 * policy's text, where a next character would come to stand, belongs to it, too.
 */
struct part *analysis_part_at(struct analysis *analysis, uint32_t file, uint32_t *ret_text);

struct span part_to_file(const struct part *part, struct span text);

/* Whether a word can be written into the part as it is: in scalars that are no blocks, YAML reads
 * some characters otherwise. */
bool part_takes(const struct part *part, const char *word);

/* The line of a rule or header that an offset stands on; NO_INDEX: none. */
uint32_t part_line_at(const struct part *part, uint32_t offset);

/* The text's line around an offset, without its end. */
struct span part_text_line(const struct part *part, uint32_t offset);

/* What kind of document a name and a language are. */
enum document_kind document_kind_of(const char *uri, const char *language);

#endif
