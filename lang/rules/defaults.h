/* Inside lang/rules: named sets of rules that a policy may have put in front. */
#ifndef EGRESS_LANG_RULES_DEFAULTS_H
#define EGRESS_LANG_RULES_DEFAULTS_H

/* The policy text of the set, static; NULL where there is none of that name. */
const char *defaults_text(const char *name);

#endif
