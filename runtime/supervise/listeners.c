#include "runtime/supervise/listeners.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/attribution/who.h"

#ifndef SO_RCVMARK
#define SO_RCVMARK 75 /* asm-generic/socket.h, since Linux 5.19 */
#endif

#define BACKLOG 4096
#define DNS_RECEIVE_BUFFER (1 << 20) /* bytes; a burst of queries waits here, not in the worker */

/* A port of the kernel's choice, which nobody can share: no SO_REUSEADDR, no SO_REUSEPORT. */
static int bind_loopback(int type, int *ret_fd, uint16_t *ret_port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t len = sizeof(address);
    int fd = socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int error = 0;

    if (fd < 0)
        return -errno;
    if (bind(fd, (struct sockaddr *)&address, sizeof(address)) ||
        getsockname(fd, (struct sockaddr *)&address, &len))
        error = -errno;
    if (error) {
        close(fd);
        return error;
    }
    *ret_fd = fd;
    *ret_port = ntohs(address.sin_port);
    return 0;
}

int listeners_open(struct listeners *ret)
{
    struct listeners listeners = {.tcp = -1, .dns = -1};
    const int on = 1, room = DNS_RECEIVE_BUFFER;
    int error = bind_loopback(SOCK_STREAM, &listeners.tcp, &listeners.tcp_port);

    if (!error)
        error = who_mark_listener(listeners.tcp);
    if (!error && listen(listeners.tcp, BACKLOG))
        error = -errno;
    if (!error)
        error = bind_loopback(SOCK_DGRAM, &listeners.dns, &listeners.dns_port);
    if (!error && setsockopt(listeners.dns, IPPROTO_IP, IP_PKTINFO, &on, sizeof(on)))
        error = -errno;
    if (error) {
        listeners_close(&listeners);
        return error;
    }
    setsockopt(listeners.dns, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)); /* a nicety */
    /* Tells the sender of each datagram (who.h); before Linux 5.19 ports have to do. */
    setsockopt(listeners.dns, SOL_SOCKET, SO_RCVMARK, &on, sizeof(on));
    *ret = listeners;
    return 0;
}

void listeners_close(struct listeners *listeners)
{
    if (listeners->tcp >= 0)
        close(listeners->tcp);
    if (listeners->dns >= 0)
        close(listeners->dns);
    *listeners = (struct listeners){.tcp = -1, .dns = -1};
}
