#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include "runtime/intercept/mount.h"

Test(mount, finds_cgroup2)
{
    static const struct {
        const char *name, *text, *point, *root;
        int error;
    } cases[] = {
        {"unified",
         "25 30 0:23 / /sys rw shared:7 - sysfs sysfs rw\n"
         "33 25 0:29 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n",
         "/sys/fs/cgroup", "/", 0},
        {"hybrid",
         "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755\n"
         "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
         "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n",
         "/sys/fs/cgroup/unified", "/", 0},
        {"the last one counts",
         "1 1 0:1 / /a rw - cgroup2 none rw\n1 1 0:1 / /b rw - cgroup2 none rw", "/b", "/", 0},
        {"part of it, in a container",
         "1 1 0:1 /docker/1f /sys/fs/cgroup ro master:1 propagate_from:2 - cgroup2 cgroup rw\n",
         "/sys/fs/cgroup", "/docker/1f", 0},
        {"blanks", "1 1 0:1 / /a\\040b\\134c rw - cgroup2 none rw\n", "/a b\\c", "/", 0},
        {"none", "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n", NULL, NULL,
         -ENOENT},
        {"empty", "", NULL, NULL, -ENOENT},
        {"short line", " - cgroup2 \n", NULL, NULL, -ENOENT},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char point[64], root[64];
        int error = cgroup_mount_parse(cases[i].text, point, sizeof(point), root, sizeof(root));

        cr_assert_eq(error, cases[i].error, "%s: %d", cases[i].name, error);
        if (error)
            continue;
        cr_assert_str_eq(point, cases[i].point, "%s: %s", cases[i].name, point);
        cr_assert_str_eq(root, cases[i].root, "%s: %s", cases[i].name, root);
    }
}

Test(mount, says_when_it_does_not_fit)
{
    char point[8], root[8];

    cr_assert_eq(cgroup_mount_parse("1 1 0:1 / /sys/fs/cgroup rw - cgroup2 none rw\n", point,
                                    sizeof(point), root, sizeof(root)),
                 -ENOSPC);
}
