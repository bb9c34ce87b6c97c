/*
 * The few fields of kernel structs that the programs read, written by hand: libbpf moves each
 * access to where the running kernel keeps the field (CO-RE), so building needs no vmlinux.h, and a
 * field that a kernel has renamed stands here under both names.
 */
#ifndef EGRESS_BPF_KERNEL_BPF_H
#define EGRESS_BPF_KERNEL_BPF_H

#include <linux/bpf.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "record.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct ns_common {
    unsigned int inum;
};

struct user_namespace {
    struct ns_common ns;
};

struct mnt_namespace {
    struct user_namespace *user_ns;
};

struct qstr {
    const unsigned char *name;
};

struct hlist_bl_node {
    struct hlist_bl_node **pprev;
};

struct dentry {
    struct dentry *d_parent;
    struct qstr d_name;
    struct hlist_bl_node d_hash;
};

struct vfsmount {
    struct dentry *mnt_root;
};

struct mount {
    struct mount *mnt_parent;
    struct dentry *mnt_mountpoint;
    struct vfsmount mnt;
    struct mnt_namespace *mnt_ns;
};

struct path {
    struct vfsmount *mnt;
    struct dentry *dentry;
};

struct file {
    struct path f_path;
};

struct mm_struct {
    struct file *exe_file;
    unsigned long arg_start;
    unsigned long arg_end;
};

typedef struct {
    int counter;
} atomic_t;

struct signal_struct {
    atomic_t live;
};

struct kernfs_node {
    __u64 id;
};

struct cgroup_root {
    int hierarchy_id;
};

struct cgroup {
    struct kernfs_node *kn;
    struct cgroup_root *root;
};

struct css_set {
    struct cgroup *dfl_cgrp;
};

struct task_struct {
    int pid;
    int tgid;
    struct task_struct *group_leader;
    __u64 start_boottime;
    __u64 self_exec_id;
    struct mm_struct *mm;
    struct signal_struct *signal;
    struct css_set *cgroups;
};

typedef struct {
    struct net *net;
} possible_net_t;

struct net {
    __u64 net_cookie;
};

struct sock_common {
    __u32 skc_daddr;
    __u32 skc_rcv_saddr;
    __u16 skc_dport; /* network byte order */
    __u16 skc_num;   /* host byte order */
    unsigned short skc_family;
    possible_net_t skc_net;
};

struct sock {
    struct sock_common __sk_common;
    __u16 sk_protocol;
};

struct tcp_sock {
    __u32 write_seq;
};

struct sockaddr_in {
    __u16 sin_family;
    __u16 sin_port;
    struct {
        __u32 s_addr;
    } sin_addr;
};

struct msghdr {
    void *msg_name;
};

#ifdef __TARGET_ARCH_x86
struct pt_regs {
    unsigned long di;
    unsigned long si;
    unsigned long dx;
};
#define ARGUMENT_1(registers) BPF_CORE_READ(registers, di)
#define ARGUMENT_2(registers) BPF_CORE_READ(registers, si)
#elif defined(__TARGET_ARCH_arm64)
struct pt_regs {
    unsigned long regs[8];
};
#define ARGUMENT_1(registers) BPF_CORE_READ(registers, regs[0])
#define ARGUMENT_2(registers) BPF_CORE_READ(registers, regs[1])
#endif

#pragma clang attribute pop

#endif
