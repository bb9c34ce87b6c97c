#include "runtime/attribution/programs.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bpf/cgroup.skel.h"
#include "bpf/kprobe.skel.h"

#define BTF_PATH "/sys/kernel/btf/vmlinux"

/* The two objects, seen alike. */
struct loaded {
    struct egress_cgroup *cgroup;
    struct egress_kprobe *kprobe;
    struct bpf_object *object;
};

__attribute__((format(printf, 4, 5))) static int fail(char *error, size_t size, int code,
                                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error, size, format, arguments);
    va_end(arguments);
    return code;
}

static int open_object(enum attribution_backend backend, const struct record_config *config,
                       struct loaded *ret)
{
    *ret = (struct loaded){0};
    if (backend == BACKEND_KPROBE) {
        ret->kprobe = egress_kprobe__open();
        if (!ret->kprobe)
            return -errno;
        memcpy((void *)(uintptr_t)&ret->kprobe->rodata->config, config, sizeof(*config));
        ret->object = ret->kprobe->obj;
    } else {
        ret->cgroup = egress_cgroup__open();
        if (!ret->cgroup)
            return -errno;
        memcpy((void *)(uintptr_t)&ret->cgroup->rodata->config, config, sizeof(*config));
        ret->object = ret->cgroup->obj;
    }
    return 0;
}

static void close_object(struct loaded *loaded)
{
    egress_cgroup__destroy(loaded->cgroup);
    egress_kprobe__destroy(loaded->kprobe);
}

static int copy_map_fd(const struct bpf_object *object, const char *name)
{
    int fd = bpf_object__find_map_fd_by_name(object, name);
    if (fd < 0)
        return fd;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    return copy < 0 ? -errno : copy;
}

/* The object's .bss, which is the counters alone. */
static int map_counters(const struct bpf_object *object, struct record_counters **ret)
{
    struct bpf_map *map;
    bpf_object__for_each_map(map, object)
    {
        const char *name = bpf_map__name(map);
        size_t length = strlen(name);
        if (length < 4 || strcmp(name + length - 4, ".bss") != 0)
            continue;
        if (bpf_map__value_size(map) != sizeof(**ret))
            return -EINVAL;
        void *memory =
            mmap(NULL, sizeof(**ret), PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);
        if (memory == MAP_FAILED)
            return -errno;
        *ret = memory;
        return 0;
    }
    return -ENOENT;
}

static int set_guarded(const struct bpf_object *object, int cgroup_fd)
{
    int fd = bpf_object__find_map_fd_by_name(object, "guarded");
    uint32_t zero = 0;
    if (fd < 0)
        return fd;
    return bpf_map_update_elem(fd, &zero, &cgroup_fd, BPF_ANY) ? -errno : 0;
}

static int keep_maps(const struct bpf_object *object, struct programs *programs)
{
    programs->events_fd = copy_map_fd(object, "events");
    programs->tcp_flows_fd = copy_map_fd(object, "tcp_flows");
    programs->udp_flows_fd = copy_map_fd(object, "udp_flows");
    programs->datagrams_fd = copy_map_fd(object, "datagrams");
    programs->udp_senders_fd = copy_map_fd(object, "udp_senders");
    programs->udp_passes_fd = copy_map_fd(object, "udp_passes");
    programs->udp_closed_fd = copy_map_fd(object, "udp_closed");
    if (programs->events_fd < 0 || programs->tcp_flows_fd < 0 || programs->udp_flows_fd < 0 ||
        programs->datagrams_fd < 0 || programs->udp_senders_fd < 0 || programs->udp_passes_fd < 0 ||
        programs->udp_closed_fd < 0)
        return -EMFILE;
    return map_counters(object, &programs->counters);
}

static bool is_cgroup_hook(const struct bpf_program *program)
{
    switch (bpf_program__type(program)) {
    case BPF_PROG_TYPE_CGROUP_SKB:
    case BPF_PROG_TYPE_CGROUP_SOCK:
    case BPF_PROG_TYPE_CGROUP_SOCK_ADDR:
    case BPF_PROG_TYPE_SOCK_OPS:
        return true;
    default:
        return false;
    }
}

/* Keeps the link's descriptor and lets go of libbpf's memory of it. */
static int keep_link(struct programs *programs, struct bpf_link *link)
{
    if (programs->link_count == PROGRAMS_MAX) {
        bpf_link__destroy(link);
        return -ENOSPC;
    }
    programs->links[programs->link_count++] = bpf_link__fd(link);
    bpf_link__disconnect(link);
    bpf_link__destroy(link);
    return 0;
}

static int attach(struct bpf_program *program, int cgroup_fd, struct programs *programs,
                  char *error, size_t error_size)
{
    bool hook = is_cgroup_hook(program);
    struct bpf_link *link =
        hook ? bpf_program__attach_cgroup(program, cgroup_fd) : bpf_program__attach(program);
    if (link)
        return keep_link(programs, link);
    const char *section = bpf_program__section_name(program);
    int code = errno;
    if (hook && code == EPERM)
        return fail(error, error_size, -EPERM,
                    "another program holds the hook %s of a parent cgroup for itself alone: list "
                    "it with 'bpftool cgroup tree'",
                    section);
    return fail(error, error_size, -EOPNOTSUPP, "this kernel does not let %s be attached (%s): %s",
                section, strerror(code),
                hook ? "it needs CONFIG_CGROUP_BPF"
                     : "it needs CONFIG_BPF_EVENTS and CONFIG_KPROBES");
}

static int attach_all(struct bpf_object *object, int cgroup_fd, struct programs *programs,
                      char *error, size_t error_size)
{
    struct bpf_program *program;
    /* Tracepoints first: from the first hooked connection on, processes are known. */
    for (int hooks = 0; hooks < 2; hooks++) {
        bpf_object__for_each_program(program, object)
        {
            if (is_cgroup_hook(program) != (hooks == 1))
                continue;
            int code = attach(program, cgroup_fd, programs, error, error_size);
            if (code)
                return code;
        }
    }
    return 0;
}

/* libbpf says on stderr what it thinks; we say it in a sentence of ours. */
static int quiet(enum libbpf_print_level level, const char *format, va_list arguments)
{
    (void)level;
    (void)format;
    (void)arguments;
    return 0;
}

static int load_object(struct bpf_object *object, char *error, size_t error_size)
{
    int code = bpf_object__load(object);
    if (!code)
        return 0;
    if (access(BTF_PATH, R_OK) != 0)
        return fail(error, error_size, -EOPNOTSUPP,
                    "this kernel does not describe its types: " BTF_PATH
                    " is missing (CONFIG_DEBUG_INFO_BTF)");
    if (code == -EPERM || code == -EACCES)
        return fail(error, error_size, code,
                    "loading BPF programs is not permitted: run as root (CAP_BPF, CAP_PERFMON, "
                    "CAP_NET_ADMIN), and not under a kernel lockdown");
    return fail(error, error_size, -EOPNOTSUPP,
                "this kernel does not accept the BPF programs (%s): it needs CONFIG_BPF_SYSCALL, "
                "CONFIG_CGROUP_BPF and CONFIG_BPF_EVENTS, and is best 6.1 or newer",
                strerror(-code));
}

int programs_load(enum attribution_backend backend, const struct record_config *config,
                  int cgroup_fd, struct programs *ret, char *error, size_t error_size)
{
    struct programs programs = PROGRAMS_NONE;
    struct loaded loaded;
    libbpf_print_fn_t print = libbpf_set_print(quiet);
    int code = open_object(backend, config, &loaded);
    if (code)
        fail(error, error_size, code, "the BPF object cannot be opened: %s", strerror(-code));
    if (!code)
        code = load_object(loaded.object, error, error_size);
    if (!code) {
        code = set_guarded(loaded.object, cgroup_fd);
        if (!code)
            code = keep_maps(loaded.object, &programs);
        if (code)
            fail(error, error_size, code, "the BPF maps cannot be used: %s", strerror(-code));
    }
    if (!code)
        code = attach_all(loaded.object, cgroup_fd, &programs, error, error_size);
    close_object(&loaded);
    libbpf_set_print(print);
    if (code) {
        programs_unload(&programs);
        return code;
    }
    *ret = programs;
    return 0;
}

static void close_fd(int fd)
{
    if (fd >= 0)
        close(fd);
}

void programs_unload(struct programs *programs)
{
    for (int i = 0; i < programs->link_count; i++)
        close(programs->links[i]);
    programs->link_count = 0;
    if (programs->counters)
        munmap(programs->counters, sizeof(*programs->counters));
    close_fd(programs->events_fd);
    close_fd(programs->tcp_flows_fd);
    close_fd(programs->udp_flows_fd);
    close_fd(programs->datagrams_fd);
    close_fd(programs->udp_senders_fd);
    close_fd(programs->udp_passes_fd);
    close_fd(programs->udp_closed_fd);
    *programs = PROGRAMS_NONE;
}
