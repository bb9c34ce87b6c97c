/*
 * hello: reads a TLS ClientHello (RFC 8446 sections 4.1.2 and 5.1, RFC 6066 section 3) out of the
 * record layer, however it is split over segments and records, and keeps the server name and which
 * versions of HTTP it offers.
 *
 * What two implementations could read differently is refused, not interpreted: names twice,
 * extensions twice, other records in between, bytes after the message or after any of its parts.
 */
#ifndef EGRESS_RUNTIME_WIRE_HELLO_H
#define EGRESS_RUNTIME_WIRE_HELLO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/wire/name.h"

#define HELLO_MAX 16384       /* bytes of the handshake message; browsers send about 2,000 */
#define HELLO_RECORDS_MAX 256 /* records it may be split over */

enum hello_status { HELLO_MORE, HELLO_DONE, HELLO_BAD };

/* Zero-initialise. About 17 kB: keep it only as long as the hello is awaited. */
struct hello {
    enum hello_status status;
    const char *error; /* HELLO_BAD: why, for a person */
    bool has_name;
    bool encrypted;       /* an encrypted hello (ECH) is in it: `name` is not the whole truth */
    bool offers_http1;    /* by ALPN (RFC 7301): "http/1.1", */
    bool offers_http2;    /* "h2" */
    char name[NAME_SIZE]; /* lower case, a host name by name_host */
    size_t used_bytes;    /* HELLO_DONE: length of the records that hold it */

    /* The reader's own. */
    uint8_t header[5];
    uint8_t header_len;
    uint16_t record_left;
    uint16_t records;
    uint32_t message_len;
    uint8_t message[HELLO_MAX];
};

/*
 * Takes the next bytes of the stream. Once the status is DONE or BAD it stays so, and bytes after
 * the hello are not looked at (but see above for the rest of its last record).
 */
enum hello_status hello_feed(struct hello *hello, const uint8_t *bytes, size_t len);

#endif
