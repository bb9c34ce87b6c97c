/*
 * who: the question "whose connection is this?" between the two processes of a run. The broker,
 * which is root and never reads a byte from the network, answers it from the BPF maps, conntrack
 * and its table of processes; the worker, which reads hostile bytes and has no privilege, asks.
 *
 * They speak over one SOCK_SEQPACKET pair, one message a question and one an answer. The client is
 * asynchronous and keeps the order it likes: answers carry the id of their question.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_WHO_H
#define EGRESS_RUNTIME_ATTRIBUTION_WHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lang/vm/facts.h"

/* A flow as the listener sees it: after the redirect. Addresses and ports in host byte order. */
struct who_question {
    uint8_t protocol; /* IPPROTO_TCP or IPPROTO_UDP */
    uint32_t peer_ip;
    uint16_t peer_port;
    uint32_t local_ip; /* the listener's own end: getsockname(), IP_PKTINFO */
    uint16_t local_port;
    /*
     * What tells this very connection or datagram from others of the same addresses and ports: TCP:
     * who_connection_mark(). UDP: the SO_MARK control message of a socket with SO_RCVMARK (Linux
     * 5.19); on an older kernel 0, and then two programs that use one port in short succession
     * cannot be told apart, and are not.
     */
    uint32_t mark;
};

/*
 * Once for a TCP listener, before it listens: its connections keep what who_connection_mark reads.
 * 0 or -errno.
 */
__attribute__((warn_unused_result)) int who_mark_listener(int fd);

/*
 * The sequence number of an accepted connection's SYN, which the kernel hands out once. 0: not kept
 * (the connection came by a SYN cookie): it will be nobody's.
 */
uint32_t who_connection_mark(int fd);

/* The sequence number of a SYN as the kernel saves it, from the IP header on. 0: it is not one.
 * Pure. */
uint32_t who_syn_sequence(const void *packet, size_t size);

enum who_status {
    WHO_FOUND,      /* flow and process known */
    WHO_NO_PROCESS, /* the flow is a redirected one of the guarded set, its process unknown */
    WHO_NO_FLOW,    /* not a redirected connection: somebody came straight to the listener */
    WHO_LOST,       /* the broker is gone or refused to answer: treat as denied */
};

struct who_answer {
    enum who_status status;
    uint32_t src_ip; /* the flow as the process made it, before the redirect */
    uint16_t src_port;
    uint32_t dst_ip;
    uint16_t dst_port;
    pid_t pid;                    /* thread group */
    uint64_t start_time_ns;       /* since boot: with pid, a process for ever */
    struct process_facts process; /* borrowed: valid during the callback, see who_facts_copy */
};

/* A deep copy on the heap; who_facts_free(NULL) is fine. NULL on lack of memory. */
struct process_facts *who_facts_copy(const struct process_facts *facts);
void who_facts_free(struct process_facts *facts);

struct who_client;
struct who_request;

typedef void (*who_callback)(const struct who_answer *answer, void *context);

/* `fd` is the worker's end of the pair, non-blocking; it stays the caller's. */
struct who_client *who_client_new(int fd);

/* Outstanding questions are called back with WHO_LOST. */
void who_client_free(struct who_client *client);

/*
 * The callback comes later, from who_client_readable or who_client_free, never from inside this
 * call. NULL when the question could not be sent (lack of memory, broker gone, too many waiting):
 * treat as denied.
 */
struct who_request *who_client_ask(struct who_client *client, const struct who_question *question,
                                   who_callback callback, void *context);

/* The asker is going away: its callback will not come. NULL is fine. */
void who_request_cancel(struct who_request *request);

/* Call when the fd is readable. 0, or -errno: -EPIPE when the broker is gone. */
int who_client_readable(struct who_client *client);

#endif
