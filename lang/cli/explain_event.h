/* The part of `egress-policy explain` that is about events. */
#ifndef EGRESS_LANG_CLI_EXPLAIN_EVENT_H
#define EGRESS_LANG_CLI_EXPLAIN_EVENT_H

#include "lang/cli/command.h"

enum exit_code cli_explain_events(int argc, char **argv);

#endif
