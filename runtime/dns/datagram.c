#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "runtime/dns/internal.h"

/* One query over UDP: waits for `who`, then for `exchange`, never for both. */
struct datagram {
    LIST_ENTRY(datagram) link;
    struct dns *dns;
    struct who_question flow; /* peer and our own end */
    struct asker asker;
    struct dns_query query;
    enum dns_query_status status;
    struct dns_problem problem; /* DNS_QUERY_BAD */
    struct who_request *who;
    struct exchange *exchange;
};

void datagram_free(struct datagram *datagram)
{
    who_request_cancel(datagram->who);
    exchange_cancel(datagram->exchange);
    who_facts_free(datagram->asker.process);
    LIST_REMOVE(datagram, link);
    datagram->dns->datagram_count--;
    free(datagram);
}

/* From the address the query was sent to, so that conntrack knows the flow again. */
static void reply(struct dns *dns, const struct who_question *flow, const uint8_t *bytes,
                  size_t len)
{
    struct sockaddr_in peer = {.sin_family = AF_INET,
                               .sin_port = htons(flow->peer_port),
                               .sin_addr.s_addr = htonl(flow->peer_ip)};
    union {
        char bytes[CMSG_SPACE(sizeof(struct in_pktinfo))];
        struct cmsghdr align;
    } control = {0};
    struct iovec iov = {.iov_base = (void *)(uintptr_t)bytes, .iov_len = len};
    struct msghdr message = {.msg_name = &peer,
                             .msg_namelen = sizeof(peer),
                             .msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    struct in_pktinfo info = {.ipi_spec_dst.s_addr = htonl(flow->local_ip)};
    header->cmsg_level = IPPROTO_IP;
    header->cmsg_type = IP_PKTINFO;
    header->cmsg_len = CMSG_LEN(sizeof(info));
    memcpy(CMSG_DATA(header), &info, sizeof(info));
    /* A full socket buffer loses the answer, as a full network would: the client asks again. */
    (void)!sendmsg(dns->config.socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void reply_rcode(struct dns *dns, const struct who_question *flow,
                        const struct dns_query *query, enum dns_rcode rcode)
{
    reply(dns, flow, dns->out, dns_reply_write(query, rcode, dns->out));
}

static void end(struct datagram *datagram, enum dns_rcode rcode)
{
    if (datagram->status != DNS_QUERY_DROP)
        reply_rcode(datagram->dns, &datagram->flow, &datagram->query, rcode);
    datagram_free(datagram);
}

static void on_exchange(const struct exchange_result *result, void *context)
{
    struct datagram *datagram = context;
    struct dns *dns = datagram->dns;
    datagram->exchange = NULL;
    if (!result->message) {
        query_failed(dns, &datagram->asker, &datagram->query, result->error, result->reason);
        end(datagram, DNS_SERVFAIL);
        return;
    }
    enum dns_rcode rcode;
    if (!query_answered(dns, &datagram->asker, &datagram->query, &result->answer, &rcode)) {
        end(datagram, rcode);
        return;
    }
    reply(dns, &datagram->flow, result->message, result->len);
    datagram_free(datagram);
}

static void forward(struct datagram *datagram)
{
    const struct who_answer *flow = &datagram->asker.flow;
    datagram->exchange = exchange_new(datagram->dns, flow->dst_ip, flow->dst_port, &datagram->query,
                                      false, datagram->query.answer_max, on_exchange, datagram);
    if (datagram->exchange)
        return;
    query_failed(datagram->dns, &datagram->asker, &datagram->query, "resolver_unreachable",
                 "the query cannot be sent to the resolver");
    end(datagram, DNS_SERVFAIL);
}

static void on_who(const struct who_answer *answer, void *context)
{
    struct datagram *datagram = context;
    struct dns *dns = datagram->dns;
    enum dns_rcode rcode = DNS_REFUSED;
    datagram->who = NULL;
    if (answer->status != WHO_FOUND && answer->status != WHO_NO_PROCESS) {
        query_stranger(dns, &datagram->flow, answer);
        end(datagram, DNS_REFUSED);
        return;
    }
    datagram->asker.flow = *answer;
    if (answer->status == WHO_FOUND) {
        datagram->asker.process = who_facts_copy(&answer->process);
        if (!datagram->asker.process) {
            end(datagram, DNS_SERVFAIL);
            return;
        }
    }
    if (datagram->status != DNS_QUERY_OK) {
        query_malformed(dns, &datagram->asker, &datagram->query, &datagram->problem);
        end(datagram, datagram->problem.rcode);
    } else if (query_ask(dns, &datagram->asker, &datagram->query, &rcode)) {
        forward(datagram);
    } else {
        end(datagram, rcode);
    }
}

static void too_many(struct dns *dns)
{
    int64_t now = dns_now_ms();
    const struct log_event event = {.type = LOG_ERROR,
                                    .error = "dns_busy",
                                    .reason = "too many DNS queries at once: some were refused"};
    if (dns->complained_ms && now - dns->complained_ms < 1000)
        return;
    dns->complained_ms = now;
    (void)!log_write(dns->config.log, &event); /* refused either way */
}

static void take(struct dns *dns, const struct who_question *flow, size_t len)
{
    struct dns_query query;
    struct dns_problem problem = {0};
    enum dns_query_status status = dns_query_read(dns->in, len, &query, &problem);
    struct datagram *datagram = NULL;
    if (dns->datagram_count < dns->config.limits->dns_queries)
        datagram = calloc(1, sizeof(*datagram));
    if (!datagram) {
        too_many(dns);
        if (status != DNS_QUERY_DROP)
            reply_rcode(dns, flow, &query, DNS_SERVFAIL);
        return;
    }
    datagram->dns = dns;
    datagram->flow = *flow;
    datagram->query = query;
    datagram->status = status;
    datagram->problem = problem;
    LIST_INSERT_HEAD(&dns->datagrams, datagram, link);
    dns->datagram_count++;
    datagram->who = who_client_ask(dns->config.who, flow, on_who, datagram);
    if (!datagram->who) {
        query_stranger(dns, flow, &(struct who_answer){.status = WHO_LOST});
        end(datagram, DNS_REFUSED);
    }
}

/* Fills in who sent the datagram, to which of our addresses, and the mark that it carries. */
static bool flow_of(struct msghdr *message, const struct sockaddr_in *peer, uint16_t local_port,
                    struct who_question *ret)
{
    bool addressed = false;
    *ret = (struct who_question){.protocol = IPPROTO_UDP,
                                 .peer_ip = ntohl(peer->sin_addr.s_addr),
                                 .peer_port = ntohs(peer->sin_port),
                                 .local_port = local_port};
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        struct in_pktinfo info;
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_MARK)
            memcpy(&ret->mark, CMSG_DATA(c), sizeof(ret->mark));
        if (c->cmsg_level != IPPROTO_IP || c->cmsg_type != IP_PKTINFO)
            continue;
        memcpy(&info, CMSG_DATA(c), sizeof(info));
        ret->local_ip = ntohl(info.ipi_addr.s_addr);
        addressed = true;
    }
    return addressed;
}

static uint16_t port_of(int fd)
{
    struct sockaddr_in self = {0};
    socklen_t len = sizeof(self);
    getsockname(fd, (struct sockaddr *)&self, &len);
    return ntohs(self.sin_port);
}

/* false: nothing more waits. */
static bool receive(struct dns *dns, uint16_t local_port)
{
    struct sockaddr_in peer;
    union {
        char bytes[CMSG_SPACE(sizeof(struct in_pktinfo)) + CMSG_SPACE(sizeof(uint32_t))];
        struct cmsghdr align;
    } control;
    struct iovec iov = {.iov_base = dns->in, .iov_len = sizeof(dns->in)};
    struct msghdr message = {.msg_name = &peer,
                             .msg_namelen = sizeof(peer),
                             .msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    struct who_question flow;
    ssize_t n = recvmsg(dns->config.socket, &message, MSG_DONTWAIT);
    if (n < 0)
        return errno != EAGAIN; /* an ICMP error of an earlier answer is reported here, once */
    if (message.msg_namelen == sizeof(peer) && flow_of(&message, &peer, local_port, &flow))
        take(dns, &flow, (size_t)n);
    return true;
}

void datagrams_read(evutil_socket_t fd, short what, void *context)
{
    struct dns *dns = context;
    uint16_t local_port = port_of(fd);
    (void)what;
    for (uint32_t i = 0; i < dns->config.limits->dns_datagrams; i++)
        if (!receive(dns, local_port))
            return;
}
