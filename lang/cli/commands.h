/* Every subcommand, for main.c's table. */
#ifndef EGRESS_LANG_CLI_COMMANDS_H
#define EGRESS_LANG_CLI_COMMANDS_H

#include "lang/cli/command.h"

extern const struct command command_analyze;
extern const struct command command_check;
extern const struct command command_compile;
extern const struct command command_disasm;
extern const struct command command_eval;
extern const struct command command_explain;
extern const struct command command_fmt;
extern const struct command command_rules;
extern const struct command command_test;

#endif
