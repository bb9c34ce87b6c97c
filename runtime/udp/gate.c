#include "runtime/udp/gate.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "runtime/udp/gate_wire.h"

#define HELD_BITS 10
#define HELD_MAX (1u << HELD_BITS) /* shown to the worker and not answered yet */
#define QUEUE_MAX 4096             /* that wait in the kernel; more are dropped */
#define COPY_BYTES                                                                                 \
    (GATE_PAYLOAD_MAX + 68)      /* of a packet: payload, UDP header, longest IPv4 header */
#define RECEIVE_BUFFER (8 << 20) /* for QUEUE_MAX packets */
#define SEND_BUFFER (4 << 20)    /* for HELD_MAX messages of the usual size */
#define BATCH 64                 /* packets in one turn of the loop */
#define UDP_HEADER 8
#define IPV4_HEADER 20

struct held {
    bool used;
    uint32_t serial; /* so that a late answer is for nobody */
    uint32_t packet; /* netfilter's number */
    struct attribution_datagram datagram;
};

struct gate {
    struct gate_config config;
    struct mnl_socket *netlink;
    int worker; /* -1: none */
    struct event_base *base;
    struct event *on_queue, *on_verdict;
    struct held held[HELD_MAX];
    uint32_t free[HELD_MAX], free_count;
    bool paused; /* on_queue is off until the worker has answered something */
    uint32_t serial;
    struct gate_counters counters;
    time_t complained_s;
    char packet[COPY_BYTES + 1024]; /* as netlink gives it */
    char message[GATE_MESSAGE_MAX];
};

static void complain(struct gate *gate, const char *sentence)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (gate->complained_s && now.tv_sec - gate->complained_s < 1)
        return;
    gate->complained_s = now.tv_sec;
    if (gate->config.complain)
        gate->config.complain(sentence, gate->config.context);
}

/* ---- verdicts ---------------------------------------------------------------------------- */

/*
 * "Accept" is for the table that holds packets only: the marks say what the filter table is to do.
 * A refused one is rejected there, as a packet without any mark is.
 */
static void release(struct gate *gate, uint32_t packet, uint32_t mark)
{
    char buffer[256];
    struct nlmsghdr *header = nfq_nlmsg_put(buffer, NFQNL_MSG_VERDICT, gate->config.queue);
    nfq_nlmsg_verdict_put(header, (int)packet, NF_ACCEPT);
    nfq_nlmsg_verdict_put_mark(header, mark);
    if (mnl_socket_sendto(gate->netlink, header, header->nlmsg_len) < 0)
        complain(gate, "a datagram stays held: netfilter does not take its verdict");
}

static void refuse(struct gate *gate, uint32_t packet)
{
    gate->counters.refused++;
    release(gate, packet, gate->config.marks.refused);
}

static void allow(struct gate *gate, const struct held *held, bool named)
{
    const struct gate_marks *marks = &gate->config.marks;
    if (held->datagram.socket == 0 ||
        attribution_let_pass(gate->config.attribution, &held->datagram, named)) {
        complain(gate, "more flows of datagrams at once than there is room for: some are refused");
        refuse(gate, held->packet);
        return;
    }
    gate->counters.allowed++;
    release(gate, held->packet, named ? marks->named : marks->allowed);
}

static void decide(struct gate *gate, struct held *held, enum gate_answer answer)
{
    held->used = false;
    gate->free[gate->free_count++] = (uint32_t)(held - gate->held);
    if (answer == GATE_REFUSE)
        refuse(gate, held->packet);
    else
        allow(gate, held, answer == GATE_ALLOW_NAMED);
}

/* ---- packets ----------------------------------------------------------------------------- */

static uint16_t read16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static uint32_t read32(const uint8_t *bytes)
{
    return (uint32_t)read16(bytes) << 16 | read16(bytes + 2);
}

/* The headers that the kernel put in front of a socket's datagram. false: they are not those. */
static bool read_headers(const uint8_t *packet, size_t len, struct attribution_datagram *ret,
                         size_t *ret_payload_at)
{
    if (len < IPV4_HEADER || packet[0] >> 4 != 4 || packet[9] != IPPROTO_UDP)
        return false;
    size_t header = (size_t)(packet[0] & 15) * 4;
    if (header < IPV4_HEADER || len < header + UDP_HEADER || read16(packet + 6) & 0x1fff)
        return false;
    *ret = (struct attribution_datagram){.src_ip = read32(packet + 12),
                                         .dst_ip = read32(packet + 16),
                                         .src_port = read16(packet + header),
                                         .dst_port = read16(packet + header + 2)};
    *ret_payload_at = header + UDP_HEADER;
    return true;
}

static struct held *hold(struct gate *gate, uint32_t packet)
{
    struct held *held = &gate->held[gate->free[--gate->free_count]];
    *held = (struct held){.used = true, .serial = ++gate->serial, .packet = packet};
    return held;
}

static bool show(struct gate *gate, struct held *held, const uint8_t *payload, size_t payload_len)
{
    struct gate_datagram datagram = {
        .id = (uint64_t)held->serial << HELD_BITS | (uint64_t)(held - gate->held),
        .payload = payload,
        .payload_len = payload_len,
    };
    attribution_find_sender(gate->config.attribution, &held->datagram, &datagram.who);
    long size = gate_held_encode(gate->message, sizeof(gate->message), &datagram);
    return size > 0 &&
           send(gate->worker, gate->message, (size_t)size, MSG_DONTWAIT | MSG_NOSIGNAL) == size;
}

static void take_packet(struct gate *gate, uint32_t number, const uint8_t *packet, size_t len)
{
    struct attribution_datagram datagram;
    size_t payload_at;
    gate->counters.held++;
    if (gate->worker < 0 || !read_headers(packet, len, &datagram, &payload_at)) {
        gate->counters.unanswered++;
        refuse(gate, number);
        return;
    }
    struct held *held = hold(gate, number);
    held->datagram = datagram;
    if (show(gate, held, packet + payload_at, len - payload_at))
        return;
    gate->counters.unanswered++;
    complain(gate, "datagrams come faster than they can be judged: some are refused");
    decide(gate, held, GATE_REFUSE);
}

static int on_message(const struct nlmsghdr *header, void *context)
{
    struct nlattr *attributes[NFQA_MAX + 1] = {0};
    struct gate *gate = context;
    if (nfq_nlmsg_parse(header, attributes) < 0 || !attributes[NFQA_PACKET_HDR])
        return MNL_CB_OK;
    const struct nfqnl_msg_packet_hdr *packet = mnl_attr_get_payload(attributes[NFQA_PACKET_HDR]);
    const struct nlattr *payload = attributes[NFQA_PAYLOAD];
    take_packet(gate, ntohl(packet->packet_id), payload ? mnl_attr_get_payload(payload) : NULL,
                payload ? mnl_attr_get_payload_len(payload) : 0);
    return MNL_CB_OK;
}

static void on_queue(evutil_socket_t fd, short what, void *context)
{
    struct gate *gate = context;
    (void)what;
    for (int i = 0; i < BATCH; i++) {
        if (gate->free_count == 0) {
            gate->paused = true; /* until something is answered */
            event_del(gate->on_queue);
            return;
        }
        ssize_t size = recv(fd, gate->packet, sizeof(gate->packet), MSG_DONTWAIT);
        if (size <= 0)
            return;
        mnl_cb_run(gate->packet, (size_t)size, 0, mnl_socket_get_portid(gate->netlink), on_message,
                   gate);
    }
}

/* ---- the worker -------------------------------------------------------------------------- */

/* A worker that says what it cannot is not listened to any more. */
static void leave_worker(struct gate *gate)
{
    if (gate->on_verdict)
        event_free(gate->on_verdict);
    gate->on_verdict = NULL;
    gate->worker = -1;
    for (uint32_t i = 0; i < HELD_MAX; i++)
        if (gate->held[i].used)
            decide(gate, &gate->held[i], GATE_REFUSE);
}

static void resume(struct gate *gate)
{
    if (gate->paused && gate->free_count > 0 && event_add(gate->on_queue, NULL) == 0)
        gate->paused = false;
}

static void on_verdict(evutil_socket_t fd, short what, void *context)
{
    struct gate *gate = context;
    (void)what;
    for (int i = 0; i < BATCH; i++) {
        char message[sizeof(struct gate_verdict) + 1];
        enum gate_answer answer;
        uint64_t id;
        ssize_t size = recv(fd, message, sizeof(message), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        struct held *held = NULL;
        if (size > 0 && gate_verdict_decode(message, (size_t)size, &id, &answer) == 0)
            held = &gate->held[id & (HELD_MAX - 1)];
        if (!held || !held->used || held->serial != id >> HELD_BITS) {
            leave_worker(gate);
            break;
        }
        decide(gate, held, answer);
    }
    resume(gate);
}

int gate_set_worker(struct gate *gate, int fd)
{
    const int room = SEND_BUFFER;
    leave_worker(gate);
    if (fd < 0) {
        resume(gate);
        return 0;
    }
    setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof(room)); /* a nicety */
    gate->on_verdict = event_new(gate->base, fd, EV_READ | EV_PERSIST, on_verdict, gate);
    if (!gate->on_verdict || event_add(gate->on_verdict, NULL))
        return -ENOMEM;
    gate->worker = fd;
    resume(gate);
    return 0;
}

/* ---- start and end ----------------------------------------------------------------------- */

static int send_config(struct gate *gate, struct nlmsghdr *header)
{
    char answer[256];
    header->nlmsg_flags |= NLM_F_ACK;
    if (mnl_socket_sendto(gate->netlink, header, header->nlmsg_len) < 0)
        return -errno;
    ssize_t size = mnl_socket_recvfrom(gate->netlink, answer, sizeof(answer));
    if (size < 0)
        return -errno;
    return mnl_cb_run(answer, (size_t)size, 0, mnl_socket_get_portid(gate->netlink), NULL, NULL) < 0
               ? -errno
               : 0;
}

static int bind_queue(struct gate *gate)
{
    char buffer[256];
    struct nlmsghdr *header = nfq_nlmsg_put(buffer, NFQNL_MSG_CONFIG, gate->config.queue);
    nfq_nlmsg_cfg_put_cmd(header, AF_INET, NFQNL_CFG_CMD_BIND);
    int error = send_config(gate, header);
    if (error)
        return error;
    header = nfq_nlmsg_put(buffer, NFQNL_MSG_CONFIG, gate->config.queue);
    nfq_nlmsg_cfg_put_params(header, NFQNL_COPY_PACKET, COPY_BYTES);
    nfq_nlmsg_cfg_put_qmaxlen(header, QUEUE_MAX);
    return send_config(gate, header);
}

static int open_netlink(struct gate *gate)
{
    const int room = RECEIVE_BUFFER, on = 1;
    gate->netlink = mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC);
    if (!gate->netlink || mnl_socket_bind(gate->netlink, 0, MNL_SOCKET_AUTOPID) < 0)
        return -errno;
    int error = bind_queue(gate);
    if (error)
        return error;
    int fd = mnl_socket_get_fd(gate->netlink);
    /* What does not fit is dropped, and with it the packet; there is nothing to be told. */
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) ||
        mnl_socket_setsockopt(gate->netlink, NETLINK_NO_ENOBUFS, (void *)(uintptr_t)&on,
                              sizeof(on)) < 0)
        return -errno;
    return 0;
}

int gate_open(const struct gate_config *config, struct gate **ret, char *error, size_t error_size)
{
    struct gate *gate = calloc(1, sizeof(*gate));
    if (!gate) {
        snprintf(error, error_size, "not enough memory");
        return -ENOMEM;
    }
    gate->config = *config;
    gate->worker = -1;
    for (uint32_t i = 0; i < HELD_MAX; i++)
        gate->free[gate->free_count++] = HELD_MAX - 1 - i;
    int code = open_netlink(gate);
    if (code) {
        snprintf(error, error_size,
                 "datagrams cannot be held (%s): this kernel needs nfnetlink_queue "
                 "(CONFIG_NETFILTER_NETLINK_QUEUE)",
                 strerror(-code));
        gate_close(gate);
        return code;
    }
    *ret = gate;
    return 0;
}

int gate_watch(struct gate *gate, struct event_base *base)
{
    gate->base = base;
    gate->on_queue =
        event_new(base, mnl_socket_get_fd(gate->netlink), EV_READ | EV_PERSIST, on_queue, gate);
    return gate->on_queue && event_add(gate->on_queue, NULL) == 0 ? 0 : -ENOMEM;
}

void gate_counters(const struct gate *gate, struct gate_counters *ret)
{
    *ret = gate->counters;
}

void gate_close(struct gate *gate)
{
    if (!gate)
        return;
    if (gate->on_queue)
        event_free(gate->on_queue);
    if (gate->on_verdict)
        event_free(gate->on_verdict);
    if (gate->netlink)
        mnl_socket_close(gate->netlink);
    free(gate);
}
