/* What is said of a process: its file, its arguments, its cgroup; and how it may try to be another.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bpf/record.h"
#include "tests/kernel/attribution/rig.h"

/* Runs a shell script in the guarded cgroup; $ACTOR is the actor, $DIR a folder to work in. */
static void run_script(struct rig *rig, const char *script)
{
    char text[4096];
    snprintf(text, sizeof(text),
             "set -e; ACTOR='%s'; DIR=$(mktemp -d); trap 'rm -rf $DIR' EXIT; cd $DIR; %s",
             rig_actor_path(), script);
    rig_run(rig, "/bin/sh", (const char *const[]){"sh", "-c", text, NULL});
    rig_settle(rig);
    cr_assert_eq(rig->actor_failures, 0, "the script failed: %s", script);
}

static const struct arrival *only(struct rig *rig)
{
    cr_assert_eq(rig->arrival_count, 1, "%d arrived", rig->arrival_count);
    return &rig->arrivals[0];
}

struct exe_case {
    const char *what;
    const char *script;
    const char *exe; /* NULL: must be unknown; "=": the actor's own; else what it must end in */
};

static const struct exe_case exes[] = {
    {"as it is", "$ACTOR tcp 1 t", "="},
    {"another argv[0]", "bash -c \"exec -a /usr/bin/node $ACTOR tcp 1 t\"", "="},
    {"a copy", "cp $ACTOR node; ./node tcp 1 t", "/node"},
    {"a link", "ln -s $ACTOR node; ./node tcp 1 t", "="},
    {"renamed while it runs", "cp $ACTOR one; ./one after 0.3 t & sleep 0.1; mv one two; wait",
     "/one"},
    {"bound over another in a mount namespace of its own",
     "unshare -Urm sh -c \"mount --bind $ACTOR /usr/bin/env; exec /usr/bin/env tcp 1 t\"", NULL},
    {"its own file, through mounts of its own", "unshare -Urm $ACTOR tcp 1 t", NULL},
    {"through the root of a helper's mounts",
     "unshare -Urm sh -c \"mount --bind $ACTOR /usr/bin/env; touch ready; sleep 30\" & "
     "helper=$!; while ! [ -e ready ]; do :; done; "
     "/proc/$helper/root/usr/bin/env tcp 1 t; kill $helper; wait $helper || true",
     NULL},
    {"in a root directory of its own",
     "mkdir -p usr/bin; cp $ACTOR usr/bin/env; mkdir lib lib64; "
     "for l in $(ldd $ACTOR | grep -o '/[^ ]*'); do mkdir -p .$(dirname $l); cp $l .$l; done; "
     "chroot . /usr/bin/env tcp 1 t",
     "/usr/bin/env"},
    {"a file without a name",
     "python3 -c \"import os,sys; f=os.memfd_create('node'); "
     "os.write(f,open('$ACTOR','rb').read()); "
     "os.execv('/proc/self/fd/%d'%f,['/usr/bin/node','tcp','1','t'])\"",
     NULL},
    {"a file that is gone",
     "cp $ACTOR node; python3 -c \"import os; f=os.open('node',os.O_RDONLY); os.unlink('node'); "
     "os.execv('/proc/self/fd/%d'%f,['/usr/bin/node','tcp','1','t'])\"",
     NULL},
    {"deep down",
     "d=.; for i in $(seq 40); do d=$d/ddddddddddddddddddddddddd; done; mkdir -p $d; "
     "cp $ACTOR $d/deep; $d/deep tcp 1 t",
     "ddd/deep"},
    {"deeper than is told",
     "d=.; for i in $(seq 70); do d=$d/d; done; mkdir -p $d; cp $ACTOR $d/deep; $d/deep tcp 1 t",
     NULL},
};

static void check_exe(const struct exe_case *given)
{
    struct rig *rig = rig_new(NULL);
    run_script(rig, given->script);
    const struct arrival *arrival = only(rig);
    const char *exe = arrival->process->exe;
    cr_expect_eq(arrival->answer.status, WHO_FOUND, "%s", given->what);
    if (!given->exe)
        cr_expect_null(exe, "%s: %s", given->what, exe);
    else if (strcmp(given->exe, "=") == 0)
        cr_expect_str_eq(exe ? exe : "(unknown)", rig_actor_path(), "%s", given->what);
    else
        cr_expect(exe && strlen(exe) > strlen(given->exe) &&
                      strcmp(exe + strlen(exe) - strlen(given->exe), given->exe) == 0,
                  "%s: %s", given->what, exe ? exe : "(unknown)");
    rig_free(rig);
}

Test(identity, exe, .timeout = 120)
{
    for (size_t i = 0; i < sizeof(exes) / sizeof(exes[0]); i++)
        check_exe(&exes[i]);
}

/* The path of a chroot's file begins where the machine's root is, not where its own is. */
Test(identity, a_chroot_does_not_shorten_the_path)
{
    struct rig *rig = rig_new(NULL);
    for (size_t i = 0; i < sizeof(exes) / sizeof(exes[0]); i++)
        if (strcmp(exes[i].what, "in a root directory of its own") == 0)
            run_script(rig, exes[i].script);
    const char *exe = only(rig)->process->exe;
    cr_assert_not_null(exe);
    cr_expect_str_neq(exe, "/usr/bin/env");
    rig_free(rig);
}

Test(identity, a_script_is_its_interpreter)
{
    struct rig *rig = rig_new(NULL);
    run_script(rig, "printf '#!%s tcp\\n' $ACTOR > 1; chmod +x 1; "
                    "python3 -c \"import os; os.execv('1',['1','t'])\"");
    const struct arrival *arrival = &rig->arrivals[0];
    cr_assert_geq(rig->arrival_count, 1);
    cr_expect_str_eq(arrival->process->exe, rig_actor_path());
    cr_expect_eq(arrival->process->argc, 4);
    rig_free(rig);
}

/* What a program writes over its arguments afterwards changes nothing. */
Test(identity, arguments_are_those_of_the_exec)
{
    struct rig *rig = rig_new(NULL);
    rig_act(rig, "forget", "a-long-argument", "t");
    rig_settle(rig);
    const struct arrival *arrival = only(rig);
    cr_assert_eq(arrival->process->argc, 4);
    cr_expect_str_eq(arrival->process->argv[0], "actor");
    cr_expect_str_eq(arrival->process->argv[1], "forget");
    cr_expect_str_eq(arrival->process->argv[2], "a-long-argument");
    cr_expect_str_eq(arrival->process->argv[3], "t");
    rig_free(rig);
}

static void with_argument_of(size_t length, bool known)
{
    struct rig *rig = rig_new(NULL);
    char *long_one = malloc(length + 1);
    memset(long_one, 'x', length);
    long_one[length] = 0;
    rig_act(rig, "tcp", "1", long_one, "t");
    rig_settle(rig);
    const struct arrival *arrival = only(rig);
    cr_expect_eq(arrival->answer.status, WHO_FOUND);
    cr_expect_str_eq(arrival->process->exe, rig_actor_path());
    cr_assert_eq(arrival->process->argc, known ? 5 : 0, "%zu bytes", length);
    if (known)
        cr_expect_str_eq(arrival->process->argv[3], long_one);
    free(long_one);
    rig_free(rig);
}

Test(identity, arguments_too_long_are_unknown_not_cut)
{
    const size_t others = sizeof("actor") + sizeof("tcp") + sizeof("1") + sizeof("t");
    with_argument_of(ARGV_BYTES_MAX - others - 1, true);
    with_argument_of(ARGV_BYTES_MAX - others, false);
    with_argument_of(100000, false);
}

/* In a pid namespace the process has another pid for itself; the answer names the outer one. */
Test(identity, a_pid_namespace)
{
    struct rig *rig = rig_new(NULL);
    run_script(rig, "unshare -Urpf --mount-proc $ACTOR tcp 1 t");
    const struct arrival *arrival = only(rig);
    cr_expect_eq(arrival->answer.status, WHO_FOUND);
    cr_expect_gt(arrival->answer.pid, 1);
    cr_expect_eq(arrival->process->argc, 4);
    rig_free(rig);
}

/* Its own network namespace with the same addresses: another's flow is not written over. */
Test(identity, a_network_namespace_cannot_write_over_a_flow)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    rig_act(rig, "tcp-abandon", "6543", "honest");
    rig_settle(rig);
    rig_run(rig, "/bin/sh",
            (const char *const[]){"sh", "-c",
                                  "unshare -Urn sh -c \"ip link set lo up; ip addr add " SOURCE_IP
                                  "/32 dev lo; "
                                  "ip addr add 203.0.113.7/32 dev lo; "
                                  "timeout 2 $0 tcp-abandon 6543 liar\" 2>/dev/null || true",
                                  rig_actor_path(), NULL});
    rig_settle(rig);
    rig_ask_held(rig);
    rig_settle(rig);
    rig_expect_all_right(rig, 1);
    rig_free(rig);
}

Test(identity, cgroups_below_are_named_also_when_gone)
{
    struct rig *rig = rig_new(NULL);
    char script[2048];
    rig->hold_asking = true;
    snprintf(script, sizeof(script),
             "mkdir '%s/inner'; sh -c \"echo 0 > '%s/inner/cgroup.procs'; exec $ACTOR tcp 1 t\"; "
             "until rmdir '%s/inner' 2>/dev/null; do :; done",
             rig->cgroup, rig->cgroup, rig->cgroup);
    run_script(rig, script);
    rig_ask_held(rig);
    rig_settle(rig);
    char expected[256];
    snprintf(expected, sizeof(expected), "%s/inner", rig->cgroup_name);
    const char *cgroup = only(rig)->process->cgroup;
    cr_expect_str_eq(cgroup ? cgroup : "(unknown)", expected);
    rig_free(rig);
}

/* A process that ran before the attribution did is found in /proc, and so are its children. */
Test(identity, processes_that_were_there_before)
{
    int go[2];
    cr_assert_eq(pipe(go), 0);
    struct rig *rig = rig_new_with(NULL, go[0]);
    cr_assert_eq(write(go[1], "g", 1), 1);
    rig_settle(rig);
    rig_expect_all_right(rig, 3);
    close(go[0]);
    close(go[1]);
    rig_free(rig);
}
