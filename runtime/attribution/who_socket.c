#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "runtime/attribution/who.h"

#define IP4_HEADER_MIN 20
#define TCP_SEQUENCE_OFFSET 4

int who_mark_listener(int fd)
{
    const int on = 1;
    return setsockopt(fd, IPPROTO_TCP, TCP_SAVE_SYN, &on, sizeof(on)) ? -errno : 0;
}

uint32_t who_syn_sequence(const void *packet, size_t size)
{
    const uint8_t *bytes = packet;
    uint32_t sequence;
    if (size < IP4_HEADER_MIN || bytes[0] >> 4 != 4)
        return 0;
    size_t header = (size_t)(bytes[0] & 15) * 4;
    if (header < IP4_HEADER_MIN || size < header + TCP_SEQUENCE_OFFSET + sizeof(sequence))
        return 0;
    memcpy(&sequence, bytes + header + TCP_SEQUENCE_OFFSET, sizeof(sequence));
    return ntohl(sequence);
}

uint32_t who_connection_mark(int fd)
{
    uint8_t packet[256]; /* an IP and a TCP header take 120 at most */
    socklen_t size = sizeof(packet);
    if (getsockopt(fd, IPPROTO_TCP, TCP_SAVED_SYN, packet, &size))
        return 0;
    return who_syn_sequence(packet, size);
}
