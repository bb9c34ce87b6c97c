/*
 * record: what the BPF programs and user space tell each other. The one header that both include.
 * Fixed-width types and no hidden padding; integers in the machine's order, addresses and
 * ports in host byte order. BPF decides little: it says who the caller is, refuses what is no
 * IPv4 TCP or UDP, and counts what it had to drop.
 */
#ifndef EGRESS_BPF_RECORD_H
#define EGRESS_BPF_RECORD_H

#ifdef __bpf__
#include <linux/types.h>
#include <stdbool.h>
typedef __s64 int64_t;
typedef __u8 uint8_t;
typedef __u16 uint16_t;
typedef __u32 uint32_t;
typedef __u64 uint64_t;
#else
#include <stdint.h>
#endif

/*
 * One program running in one process. A pid comes again and a process changes its program: the
 * pair (tgid, start_ns) is a process for ever, and exec_id, which the kernel raises at every exec
 * and a fork inherits, tells its programs apart.
 */
struct image_id {
    uint64_t start_ns; /* of the group leader, since boot */
    uint64_t exec_id;  /* task_struct.self_exec_id */
    uint32_t tgid;     /* in the first pid namespace */
    uint32_t zero;
};
_Static_assert(sizeof(struct image_id) == 24, "no hidden padding");

/*
 * A flow as its process made it, before any redirect. A TCP connection is known by the sequence
 * number of its SYN as well, so that no other, of the same addresses and ports, is ever taken for
 * it.
 */
struct flow_key {
    uint32_t src_ip; /* 0: a UDP socket bound to no address */
    uint32_t dst_ip;
    uint16_t src_port;
    uint16_t dst_port;
    uint32_t sequence; /* UDP: 0 */
    uint8_t protocol;
    uint8_t zero[3];
};
_Static_assert(sizeof(struct flow_key) == 20, "no hidden padding");

/*
 * Who owns a flow. `before_*` is for datagrams that are known by ports alone: when another image
 * takes over the same addresses and ports while datagrams of the one before may still wait in a
 * queue, the flow belongs to nobody until user space knows those to be answered, or CONTEST_NS has
 * passed.
 */
struct flow {
    uint64_t serial; /* of this ownership, unique; the same as serial_end or the copy is torn */
    struct image_id image;
    uint64_t cgroup_id;     /* of the caller, at that time */
    uint64_t last_ns;       /* of the last connect or send, since boot */
    uint64_t closed_ns;     /* TCP: when the socket was closed; 0: it is not. kprobe: last_ns */
    uint64_t sends;         /* connects or datagrams under this serial */
    uint64_t before_serial; /* 0 with before_ns set: several owners, none can be settled */
    uint64_t before_sends;
    uint64_t before_ns; /* last_ns of the owner before; 0: there was none */
    uint64_t serial_end;
};
_Static_assert(sizeof(struct flow) == 96, "no hidden padding");

#define TCP_FLOWS_MAX 65536
#define UDP_FLOWS_MAX 65536
#define CONTEST_NS 5000000000ull

/*
 * Who sent one datagram, found by the mark that it carries to the listener: its `token`. The last
 * DATAGRAMS_MAX are known; a mark whose place another has taken names nobody.
 */
struct datagram {
    struct image_id image;
    uint64_t cgroup_id;
    struct flow_key key; /* as the listener sees it, after the redirect */
    uint32_t zero;
    uint32_t token; /* the same as token_end, or the copy is torn */
    uint32_t token_end;
};
_Static_assert(sizeof(struct datagram) == 64, "no hidden padding");

#define DATAGRAMS_MAX 16384 /* a power of two */

/* A flow of datagrams that leaves the machine: a socket, by its cookie, and a destination. */
struct udp_target {
    uint64_t cookie;
    uint32_t dst_ip;
    uint16_t dst_port;
    uint16_t zero;
};
_Static_assert(sizeof(struct udp_target) == 16, "no hidden padding");

/* Who connected the socket there, or sent there first. */
struct udp_sender {
    struct image_id image;
    uint64_t cgroup_id;
};
_Static_assert(sizeof(struct udp_sender) == 32, "no hidden padding");

/* A flow that may leave. */
struct udp_pass {
    uint64_t last_ns; /* of its last packet, since boot */
    uint32_t src_ip;
    uint16_t src_port;
    uint16_t named; /* opened by a name: no packet that could begin a connection of QUIC unseen */
};
_Static_assert(sizeof(struct udp_pass) == 16, "no hidden padding");

#define UDP_SENDERS_MAX 16384
#define UDP_PASSES_MAX 65536
#define UDP_CLOSED_MAX 8192

/* What an exec says of itself at most; what is longer is unknown, never cut. */
#define EXE_PARTS_MAX 64   /* names in a path */
#define EXE_BYTES_MAX 4096 /* all of them with their NULs */
#define EXE_PART_BYTES_MAX 256
#define ARGV_BYTES_MAX 16384 /* all arguments with their NULs; a power of two */

enum event_kind { EVENT_EXEC = 1, EVENT_FORK, EVENT_EXIT, EVENT_CGROUP, EVENT_REFUSED, EVENT_FULL };

/* Every event begins with this. */
struct event {
    uint32_t kind;
    uint32_t size_bytes;
    uint64_t time_ns;      /* since boot */
    struct image_id image; /* EXEC: the new one; FORK: the child; REFUSED: the caller */
};
_Static_assert(sizeof(struct event) == 40, "no hidden padding");

enum {
    EXE_UNKNOWN = 1 << 0,       /* the walk did not end at a root: detached, too long, unlinked */
    EXE_FOREIGN_MOUNT = 1 << 1, /* seen through mounts that a user made for himself: not believed */
    ARGV_TRUNCATED = 1 << 2,
    ARGV_UNREADABLE = 1 << 3,
};

/* Followed by the path's names, leaf first, each with its NUL, then by the arguments' bytes. */
struct event_exec {
    struct event event;
    uint64_t cgroup_id;
    uint32_t exe_bytes;
    uint32_t argv_bytes;
    uint32_t flags;
    uint32_t zero;
};
_Static_assert(sizeof(struct event_exec) == 64, "no hidden padding");

struct event_fork {
    struct event event;
    struct image_id parent;
};
_Static_assert(sizeof(struct event_fork) == 64, "no hidden padding");

/* A cgroup was made: followed by its path below the mount, with its NUL. */
struct event_cgroup {
    struct event event;
    uint64_t cgroup_id;
};
_Static_assert(sizeof(struct event_cgroup) == 48, "no hidden padding");

#define CGROUP_PATH_BYTES_MAX 4096

enum refusal {
    REFUSED_SOCKET, /* a kind of socket that is neither TCP nor UDP over IP */
    REFUSED_IPV6,
    REFUSED_PACKET, /* not IPv4 TCP or UDP */
    REFUSED_DETOUR, /* a packet that leaves the machine: no redirect has taken it in hand */
    REFUSED_FULL,   /* no room to remember who sends it */
    REFUSAL_COUNT
};

struct event_refused {
    struct event event;
    uint32_t refusal;
    uint16_t family;
    uint8_t type;
    uint8_t zero;
    uint32_t protocol;
    uint32_t dst_ip; /* 0: none, or no IPv4 one */
    uint32_t dst_port;
    uint32_t zero2;
};
_Static_assert(sizeof(struct event_refused) == 64, "no hidden padding");

/* Set before load, constant afterwards. */
struct record_config {
    uint64_t netns_cookie; /* flows of other network namespaces are not remembered; 0: all are */
    uint32_t user_ns;      /* inode: mounts owned by this user namespace are believed */
    uint32_t allow_detour; /* let packets leave the machine */
    uint32_t by_ports;     /* datagrams are asked for by ports, not by marks */
    uint32_t audit;        /* count and tell what would be refused, and let it through */
};
_Static_assert(sizeof(struct record_config) == 24, "no hidden padding");

/* Shared memory: BPF adds, user space reads; the two fills are lowered by user space. */
struct record_counters {
    uint64_t flows;
    uint64_t flows_unknown; /* a SYN whose connect nobody saw */
    uint64_t events_dropped;
    uint64_t refused[REFUSAL_COUNT];
    uint64_t serial;
    uint64_t datagrams;
    int64_t tcp_fill;
    int64_t udp_fill;
    uint64_t full_event_ns;
    uint64_t refused_event_ns;
    uint64_t refused_events; /* in the second that began at refused_event_ns */
};

#endif
