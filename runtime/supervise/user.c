#include "runtime/supervise/user.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORKER_UID_MIN 61184 /* systemd's DynamicUser range */
#define WORKER_UID_MAX 65519
#define GROUPS_MAX 65536 /* NGROUPS_MAX of Linux */

/* Who is in one of these can start processes, or write disks, outside of any cgroup of ours. */
static const char *const way_round_groups[] = {"docker",      "podman",  "lxd", "incus",
                                               "incus-admin", "libvirt", "kvm", "disk"};

bool user_parse_id(const char *text, size_t len, uid_t *ret)
{
    uint64_t value = 0;

    if (len == 0 || len > 10)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    if (value >= UINT32_MAX)
        return false;
    *ret = (uid_t)value;
    return true;
}

static int from_passwd(const struct passwd *entry, struct command_user *user)
{
    user->uid = entry->pw_uid;
    user->gid = entry->pw_gid;
    user->name = strdup(entry->pw_name);
    user->home = strdup(entry->pw_dir);
    user->shell = strdup(entry->pw_shell);
    return user->name && user->home && user->shell ? 0 : -ENOMEM;
}

/* --user: NAME, UID (with an entry in the user database), or UID:GID. */
static int named_user(const char *text, struct command_user *user, char *error, size_t error_size)
{
    const char *colon = strchr(text, ':');
    uid_t uid, gid;
    struct passwd *entry;

    if (colon && user_parse_id(text, (size_t)(colon - text), &uid) &&
        user_parse_id(colon + 1, strlen(colon + 1), &gid)) {
        entry = getpwuid(uid);
        user->uid = uid;
        if (entry && from_passwd(entry, user))
            return -ENOMEM;
        user->gid = gid;
        return 0;
    }
    entry = getpwnam(text);
    if (!entry && user_parse_id(text, strlen(text), &uid))
        entry = getpwuid(uid);
    if (!entry) {
        snprintf(error, error_size, "there is no user %s: give a name of this machine, or UID:GID",
                 text);
        return -ENOENT;
    }
    return from_passwd(entry, user);
}

static int sudo_user(const struct user_wish *wish, struct command_user *user, char *error,
                     size_t error_size)
{
    struct passwd *entry;
    uid_t uid = 0, gid = 0;

    if (!wish->sudo_uid || !wish->sudo_gid ||
        !user_parse_id(wish->sudo_uid, strlen(wish->sudo_uid), &uid) ||
        !user_parse_id(wish->sudo_gid, strlen(wish->sudo_gid), &gid) || uid == 0) {
        snprintf(error, error_size,
                 "the command would run as root, who can undo the guard: name another user with"
                 " --user, or insist with --user root");
        return -EPERM;
    }
    entry = getpwuid(uid);
    user->uid = uid;
    if (entry && from_passwd(entry, user))
        return -ENOMEM;
    user->gid = gid;
    return 0;
}

static int list_groups(struct command_user *user)
{
    for (int room = 32; room <= GROUPS_MAX; room *= 2) {
        int count = room;
        gid_t *groups = calloc((size_t)room, sizeof(*groups));

        if (!groups)
            return -ENOMEM;
        if (!user->name) {
            groups[0] = user->gid;
            count = 1;
        } else if (getgrouplist(user->name, user->gid, groups, &count) < 0) {
            free(groups);
            continue;
        }
        user->groups = groups;
        user->group_count = count;
        return 0;
    }
    return -E2BIG;
}

static void drop_group(struct command_user *user, const char *name)
{
    struct group *entry = getgrnam(name);
    int kept = 0;

    for (int i = 0; i < user->group_count; i++)
        if (!entry || user->groups[i] != entry->gr_gid || user->groups[i] == user->gid)
            user->groups[kept++] = user->groups[i];
    if (kept < user->group_count) {
        size_t len = strlen(user->dropped);

        snprintf(user->dropped + len, sizeof(user->dropped) - len, "%s%s", len ? ", " : "", name);
    }
    user->group_count = kept;
}

int user_resolve(const struct user_wish *wish, struct command_user *ret, char *error,
                 size_t error_size)
{
    struct command_user user = {0};
    int result = wish->user ? named_user(wish->user, &user, error, error_size)
                            : sudo_user(wish, &user, error, error_size);

    if (!result)
        result = list_groups(&user);
    if (result == -ENOMEM || result == -E2BIG)
        snprintf(error, error_size, "cannot list the groups of the command's user: %s",
                 strerror(-result));
    if (result) {
        user_free(&user);
        return result;
    }
    for (size_t i = 0; !wish->keep_groups && user.uid != 0 &&
                       i < sizeof(way_round_groups) / sizeof(*way_round_groups);
         i++)
        drop_group(&user, way_round_groups[i]);
    *ret = user;
    return 0;
}

void user_free(struct command_user *user)
{
    free(user->name);
    free(user->home);
    free(user->shell);
    free(user->groups);
    *user = (struct command_user){0};
}

/* Marks the ids of WORKER_UID_MIN.. that processes have. */
static bool mark_used(bool *used)
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;

    if (!proc)
        return false;
    while ((entry = readdir(proc)) != NULL) {
        struct stat status;

        if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
            continue;
        if (fstatat(dirfd(proc), entry->d_name, &status, 0) == 0 &&
            status.st_uid >= WORKER_UID_MIN && status.st_uid <= WORKER_UID_MAX)
            used[status.st_uid - WORKER_UID_MIN] = true;
    }
    closedir(proc);
    return true;
}

uid_t user_unused(bool (*taken)(uid_t uid, void *context), void *context)
{
    enum { count = WORKER_UID_MAX - WORKER_UID_MIN + 1 };
    static const int tries = 64;
    bool used[count] = {false};
    uint32_t start;

    if (!mark_used(used) || getrandom(&start, sizeof(start), 0) != sizeof(start))
        return 0;
    for (int try = 0; try < tries; try++) {
        uid_t uid = WORKER_UID_MIN + (start + (uint32_t)try) % count;

        if (!used[uid - WORKER_UID_MIN] && !taken(uid, context) && !getpwuid(uid) &&
            !getgrgid((gid_t)uid))
            return uid;
    }
    return 0;
}
