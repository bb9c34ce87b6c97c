/*
 * Who processes are: exec, fork and exit of the guarded set, told in the order in which they
 * happened. Tracepoints run with preemption off, so one scratch buffer a CPU is enough.
 */
#ifndef EGRESS_BPF_PROCESS_BPF_H
#define EGRESS_BPF_PROCESS_BPF_H

#include "common.bpf.h"

#include <bpf/bpf_tracing.h>

struct exec_scratch {
    struct event_exec exec;
    char bytes[EXE_BYTES_MAX + EXE_PART_BYTES_MAX + ARGV_BYTES_MAX];
};

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct exec_scratch);
} exec_scratch SEC(".maps");

static __always_inline struct mount *mount_of(struct vfsmount *mnt)
{
    return (struct mount *)((char *)mnt - bpf_core_field_offset(struct mount, mnt));
}

/* A path can be believed when the machine's own administrator made the mounts it goes through. */
static __always_inline bool foreign(struct mount *mount)
{
    struct mnt_namespace *ns = BPF_CORE_READ(mount, mnt_ns);
    return !ns || BPF_CORE_READ(ns, user_ns, ns.inum) != config.user_ns;
}

/*
 * Names from the file up to the top of its mounts, whatever root directory the process has: a
 * chroot must not make a path look like another. Returns flags.
 */
static __always_inline __u32 walk_path(struct exec_scratch *scratch, struct file *file)
{
    struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry);
    struct mount *mount = mount_of(BPF_CORE_READ(file, f_path.mnt));
    if (foreign(mount))
        return EXE_UNKNOWN | EXE_FOREIGN_MOUNT;
    if (!BPF_CORE_READ(dentry, d_hash.pprev))
        return EXE_UNKNOWN; /* unlinked, or a memfd */
    for (int i = 0; i < EXE_PARTS_MAX; i++) {
        struct dentry *parent = BPF_CORE_READ(dentry, d_parent);
        if (dentry == BPF_CORE_READ(mount, mnt.mnt_root)) {
            struct mount *below = BPF_CORE_READ(mount, mnt_parent);
            if (below == mount)
                return 0;
            dentry = BPF_CORE_READ(mount, mnt_mountpoint);
            mount = below;
            continue;
        }
        if (parent == dentry)
            return EXE_UNKNOWN;
        /* Read back from memory, so that the verifier sees the same range in every round. */
        __u32 used = *(volatile __u32 *)&scratch->exec.exe_bytes;
        if (used >= EXE_BYTES_MAX)
            return EXE_UNKNOWN;
        long length = bpf_probe_read_kernel_str(scratch->bytes + used, EXE_PART_BYTES_MAX,
                                                BPF_CORE_READ(dentry, d_name.name));
        if (length <= 1)
            return EXE_UNKNOWN;
        scratch->exec.exe_bytes = used + (__u32)length;
        dentry = parent;
    }
    return EXE_UNKNOWN;
}

/* The arguments as exec has just laid them out in the new memory; they are in RAM still. */
static __always_inline __u32 read_argv(struct exec_scratch *scratch, struct mm_struct *mm)
{
    unsigned long start = BPF_CORE_READ(mm, arg_start);
    unsigned long size = BPF_CORE_READ(mm, arg_end) - start;
    if (size > ARGV_BYTES_MAX)
        return ARGV_TRUNCATED;
    __u32 used = *(volatile __u32 *)&scratch->exec.exe_bytes;
    if (used >= EXE_BYTES_MAX + EXE_PART_BYTES_MAX || size == 0)
        return ARGV_UNREADABLE;
    if (bpf_probe_read_user(scratch->bytes + used, size, (void *)start))
        return ARGV_UNREADABLE;
    scratch->exec.argv_bytes = size;
    return 0;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(process_exec, struct task_struct *task)
{
    __u32 zero = 0;
    if (!current_is_guarded())
        return 0;
    struct exec_scratch *scratch = bpf_map_lookup_elem(&exec_scratch, &zero);
    if (!scratch)
        return 0;
    struct mm_struct *mm = BPF_CORE_READ(task, mm);
    image_of(task, &scratch->exec.event.image);
    scratch->exec.cgroup_id = current_cgroup_id();
    scratch->exec.exe_bytes = 0;
    scratch->exec.argv_bytes = 0;
    __u32 flags = walk_path(scratch, BPF_CORE_READ(mm, exe_file));
    if (flags & EXE_UNKNOWN)
        scratch->exec.exe_bytes = 0;
    scratch->exec.flags = flags | read_argv(scratch, mm);
    __u64 size = sizeof(scratch->exec) + *(volatile __u32 *)&scratch->exec.exe_bytes +
                 *(volatile __u32 *)&scratch->exec.argv_bytes;
    if (size > sizeof(*scratch))
        return 0;
    event_begin(&scratch->exec.event, EVENT_EXEC, size);
    event_send(scratch, size);
    return 0;
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(process_fork, struct task_struct *parent, struct task_struct *child)
{
    if (BPF_CORE_READ(child, pid) != BPF_CORE_READ(child, tgid) || !current_is_guarded())
        return 0;
    struct event_fork fork = {};
    event_begin(&fork.event, EVENT_FORK, sizeof(fork));
    image_of(child, &fork.event.image);
    image_of(parent, &fork.parent);
    event_send(&fork, sizeof(fork));
    return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(process_exit, struct task_struct *task)
{
    if (BPF_CORE_READ(task, signal, live.counter) != 0 || !current_is_guarded())
        return 0;
    struct event event = {};
    event_begin(&event, EVENT_EXIT, sizeof(event));
    image_of(task, &event.image);
    event_send(&event, sizeof(event));
    return 0;
}

/* Containers come with cgroups of their own and take them away again: their names are kept. */
SEC("tp_btf/cgroup_mkdir")
int BPF_PROG(cgroup_made, struct cgroup *cgroup, const char *path)
{
    __u32 zero = 0;
    if (BPF_CORE_READ(cgroup, root, hierarchy_id) != 0)
        return 0;
    struct exec_scratch *scratch = bpf_map_lookup_elem(&exec_scratch, &zero);
    if (!scratch)
        return 0;
    struct event_cgroup *made = (struct event_cgroup *)scratch;
    long length = bpf_probe_read_kernel_str(made + 1, CGROUP_PATH_BYTES_MAX, path);
    if (length <= 1 || length >= CGROUP_PATH_BYTES_MAX)
        return 0;
    made->cgroup_id = BPF_CORE_READ(cgroup, kn, id);
    __u64 size = sizeof(*made) + (__u64)length;
    event_begin(&made->event, EVENT_CGROUP, size);
    event_send(made, size);
    return 0;
}

#endif
