/*
 * Whom the command runs as. By default who called sudo: SUDO_UID and SUDO_GID, which sudo sets and
 * nobody but root can pass to us. root itself only where it is named: root can undo the guard.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_USER_H
#define EGRESS_RUNTIME_SUPERVISE_USER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct command_user {
    uid_t uid;
    gid_t gid;
    char *name; /* owned; NULL where the number has no name */
    char *home; /* owned; NULL likewise */
    char *shell;
    gid_t *groups; /* owned: supplementary ones, the primary one too */
    int group_count;
    char dropped[64]; /* names of groups taken away because they lead round the guard; "" if none */
};

struct user_wish {
    const char *user; /* --user; NULL: by the two below */
    const char *sudo_uid;
    const char *sudo_gid;
    bool keep_groups;
};

/* 0, or -errno with a sentence. What it made is released by user_free. */
__attribute__((warn_unused_result)) int user_resolve(const struct user_wish *wish,
                                                     struct command_user *ret, char *error,
                                                     size_t error_size);
void user_free(struct command_user *user);

/* A whole number that may be an id: decimal digits, below (uid_t)-1. */
bool user_parse_id(const char *text, size_t len, uid_t *ret);

/*
 * A number for the worker alone, of the range systemd gives to short-lived services: nobody is
 * called so, no process runs as it, and `taken` (the other runs') does not say it is theirs. 0 when
 * there is none.
 */
uid_t user_unused(bool (*taken)(uid_t uid, void *context), void *context);

#endif
