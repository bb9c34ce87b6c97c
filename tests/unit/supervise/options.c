#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "runtime/limits.h"
#include "runtime/supervise/options.h"

#define WORDS_MAX 12

Test(options, accepts)
{
    static const struct {
        const char *argv[WORDS_MAX];
        enum action action;
        const char *bytecode, *log, *user;
        bool keep_groups, allow_new_privs;
        const char *command; /* its words, joined by '|' */
    } cases[] = {
        {{"--bytecode", "p.egb", "true"}, ACTION_RUN, "p.egb", NULL, NULL, false, false, "true"},
        {{"--bytecode=p.egb", "--", "-x"}, ACTION_RUN, "p.egb", NULL, NULL, false, false, "-x"},
        {{"--log", "l", "--user", "u", "--bytecode", "-", "npm", "--log", "x"},
         ACTION_RUN,
         "-",
         "l",
         "u",
         false,
         false,
         "npm|--log|x"},
        {{"--keep-groups", "--allow-new-privs", "--bytecode", "p", "--", "a", "--", "b"},
         ACTION_RUN,
         "p",
         NULL,
         NULL,
         true,
         true,
         "a|--|b"},
        {{"--audit", "--bytecode", "p", "x"}, ACTION_RUN, "p", NULL, NULL, false, false, "x"},
        {{"--cleanup"}, ACTION_CLEANUP, NULL, NULL, NULL, false, false, ""},
        {{"--help"}, ACTION_HELP, NULL, NULL, NULL, false, false, ""},
        {{"--log", "l", "--help", "--nonsense"}, ACTION_HELP, NULL, "l", NULL, false, false, ""},
        {{"--version"}, ACTION_VERSION, NULL, NULL, NULL, false, false, ""},
        {{"--bytecode", "p", "x", "--help"}, ACTION_RUN, "p", NULL, NULL, false, false, "x|--help"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *argv[WORDS_MAX + 2] = {(char[]){"egress-run"}};
        struct options options;
        char why[256], command[256] = "";
        int argc = 1;

        for (; cases[i].argv[argc - 1]; argc++)
            argv[argc] = (char *)cases[i].argv[argc - 1];
        cr_assert(options_parse(argc, argv, &options, why, sizeof(why)), "case %zu", i);
        cr_assert_eq(options.action, cases[i].action, "case %zu", i);
        cr_assert_eq(options.keep_groups, cases[i].keep_groups, "case %zu", i);
        cr_assert_eq(options.allow_new_privs, cases[i].allow_new_privs, "case %zu", i);
        cr_assert(!cases[i].bytecode || !strcmp(options.bytecode, cases[i].bytecode));
        cr_assert(!cases[i].log || !strcmp(options.log, cases[i].log));
        cr_assert(!cases[i].user || !strcmp(options.user, cases[i].user));
        for (char **word = options.command; word && *word; word++)
            snprintf(command + strlen(command), sizeof(command) - strlen(command), "%s%s",
                     *command ? "|" : "", *word);
        cr_assert_str_eq(command, cases[i].command, "case %zu: %s", i, command);
    }
}

Test(options, limits)
{
    char *argv[] = {(char[]){"egress-run"},
                    (char[]){"--limit"},
                    (char[]){"dns_names_hourly=7"},
                    (char[]){"--limit=dns_strays=0"},
                    (char[]){"--bytecode"},
                    (char[]){"p"},
                    (char[]){"x"},
                    NULL};
    struct options options;
    struct limits limits = limits_default();
    char why[256] = "";

    cr_assert(options_parse(7, argv, &options, why, sizeof(why)), "%s", why);
    for (size_t i = 0; options.limits[i]; i++)
        cr_assert(limits_set(&limits, options.limits[i]));
    cr_assert_eq(limits.dns_names_hourly, 7);
    cr_assert_eq(limits.dns_strays, 0);
    cr_assert_eq(limits.dns_bytes_hourly, limits_default().dns_bytes_hourly);
}

Test(options, refuses_with_a_sentence)
{
    static const struct {
        const char *argv[WORDS_MAX];
        const char *says;
    } cases[] = {
        {{NULL}, "--bytecode FILE is missing"},
        {{"true"}, "--bytecode FILE is missing"},
        {{"--bytecode"}, "--bytecode needs a value"},
        {{"--bytecode", "p"}, "command to run is missing"},
        {{"--bytecode", "p", "--"}, "command to run is missing"},
        {{"--nonsense", "--bytecode", "p", "x"}, "no option --nonsense"},
        {{"--bytecode", "p", "-z", "x"}, "no option -z"},
        {{"--cleanup", "x"}, "takes no command"},
        {{"--keep-groups=yes", "x"}, "--keep-groups=yes"},
        {{"--limit", "nonsense=1", "--bytecode", "p", "x"}, "no limit \"nonsense=1\""},
        {{"--limit", "dns_names_hourly", "--bytecode", "p", "x"}, "no limit"},
        {{"--limit", "dns_names_hourly=-1", "--bytecode", "p", "x"}, "no limit"},
        {{"--limit", "dns_names_hourly=4294967296", "--bytecode", "p", "x"}, "no limit"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *argv[WORDS_MAX + 2] = {(char[]){"egress-run"}};
        struct options options;
        char why[256] = "";
        int argc = 1;

        for (; cases[i].argv[argc - 1]; argc++)
            argv[argc] = (char *)cases[i].argv[argc - 1];
        cr_assert_not(options_parse(argc, argv, &options, why, sizeof(why)), "case %zu", i);
        cr_assert(strstr(why, cases[i].says), "case %zu: %s", i, why);
    }
}
