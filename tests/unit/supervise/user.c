#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include "runtime/supervise/user.h"

Test(user, parses_ids)
{
    static const struct {
        const char *text;
        bool ok;
        uid_t uid;
    } cases[] = {
        {"0", true, 0},           {"1000", true, 1000},      {"4294967294", true, 4294967294u},
        {"4294967295", false, 0}, /* (uid_t)-1: "no change" to setresuid */
        {"4294967296", false, 0}, {"99999999999", false, 0}, {"", false, 0},
        {"-1", false, 0},         {"+1", false, 0},          {" 1", false, 0},
        {"1x", false, 0},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        uid_t uid = 0;

        cr_assert_eq(user_parse_id(cases[i].text, strlen(cases[i].text), &uid), cases[i].ok, "%s",
                     cases[i].text);
        cr_assert_eq(uid, cases[i].uid, "%s", cases[i].text);
    }
}

Test(user, resolves)
{
    static const struct {
        struct user_wish wish;
        int error;
        uid_t uid;
        gid_t gid;
        const char *name;
    } cases[] = {
        {{.user = "daemon"}, 0, 1, 1, "daemon"},
        {{.user = "1"}, 0, 1, 1, "daemon"},
        {{.user = "root"}, 0, 0, 0, "root"},
        {{.user = "1:77"}, 0, 1, 77, "daemon"},
        {{.user = "3000000001:3000000002"}, 0, 3000000001u, 3000000002u, NULL},
        {{.user = "3000000001"}, -ENOENT, 0, 0, NULL}, /* which group would it be? */
        {{.user = "no such user"}, -ENOENT, 0, 0, NULL},
        {{.user = ""}, -ENOENT, 0, 0, NULL},
        {{.sudo_uid = "1", .sudo_gid = "1"}, 0, 1, 1, "daemon"},
        {{.sudo_uid = "3000000001", .sudo_gid = "5"}, 0, 3000000001u, 5, NULL},
        {{.user = "root", .sudo_uid = "1", .sudo_gid = "1"}, 0, 0, 0, "root"},
        /* root only where it is named */
        {{0}, -EPERM, 0, 0, NULL},
        {{.sudo_uid = "0", .sudo_gid = "0"}, -EPERM, 0, 0, NULL},
        {{.sudo_uid = "1"}, -EPERM, 0, 0, NULL},
        {{.sudo_uid = "x", .sudo_gid = "1"}, -EPERM, 0, 0, NULL},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct command_user user;
        char why[256] = "";
        int error = user_resolve(&cases[i].wish, &user, why, sizeof(why));

        cr_assert_eq(error, cases[i].error, "case %zu: %d", i, error);
        if (error) {
            cr_assert_neq(why[0], '\0', "case %zu", i);
            continue;
        }
        cr_assert_eq(user.uid, cases[i].uid, "case %zu", i);
        cr_assert_eq(user.gid, cases[i].gid, "case %zu", i);
        cr_assert_eq(user.name != NULL, cases[i].name != NULL, "case %zu", i);
        cr_assert(!user.name || !strcmp(user.name, cases[i].name), "case %zu: %s", i, user.name);
        cr_assert_geq(user.group_count, 1, "case %zu", i);
        user_free(&user);
    }
}

Test(user, loses_groups_that_lead_round)
{
    /* The primary group is asked for by number, so it stays; a supplementary one would go. */
    struct user_wish wish = {.user = "1:6"}; /* disk, on every Debian */
    struct command_user user;
    char why[256];

    cr_assert_eq(user_resolve(&wish, &user, why, sizeof(why)), 0);
    cr_assert_eq(user.gid, 6);
    cr_assert_str_eq(user.dropped, "");
    user_free(&user);
}

static bool none_taken(uid_t uid, void *context)
{
    (void)uid, (void)context;
    return false;
}

static bool all_taken(uid_t uid, void *context)
{
    (void)uid, (void)context;
    return true;
}

Test(user, finds_an_unused_one)
{
    uid_t uid = user_unused(none_taken, NULL);

    cr_assert_geq(uid, 61184);
    cr_assert_leq(uid, 65519);
    cr_assert_eq(user_unused(all_taken, NULL), 0);
}
