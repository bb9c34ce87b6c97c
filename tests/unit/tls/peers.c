#include "tests/unit/tls/peers.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <openssl/err.h>

#define ROUNDS 20
#define BUFFER_BYTES (1 << 20)

static ssize_t receive(void *context, void *bytes, size_t len)
{
    struct wire *wire = context;
    int n = BIO_read(wire->our_end, bytes, (int)len);
    if (n > 0)
        return n;
    errno = EAGAIN;
    return wire->cut ? 0 : -1;
}

static ssize_t transmit(void *context, const void *bytes, size_t len)
{
    struct wire *wire = context;
    int n = BIO_write(wire->our_end, bytes, (int)len);
    errno = EAGAIN;
    return n > 0 ? n : -1;
}

void wire_new(struct wire *wire)
{
    *wire = (struct wire){0};
    cr_assert(BIO_new_bio_pair(&wire->peer_end, BUFFER_BYTES, &wire->our_end, BUFFER_BYTES));
}

struct tls_transport wire_transport(struct wire *wire)
{
    return (struct tls_transport){.receive = receive, .send = transmit, .context = wire};
}

void wire_free(struct wire *wire)
{
    BIO_free(wire->our_end);
    *wire = (struct wire){0};
}

static bool is_over(enum tls_status status)
{
    return status == TLS_DONE || status == TLS_FAILED || status == TLS_CUT || status == TLS_END;
}

enum tls_status shake(struct tls_stream *ours, SSL *peer, bool *ret_peer_done)
{
    enum tls_status status = TLS_WANTS_READ;
    char byte;
    *ret_peer_done = false;
    for (int i = 0; i < ROUNDS; i++) {
        if (!is_over(status))
            status = tls_handshake(ours);
        ERR_clear_error();
        if (!*ret_peer_done)
            *ret_peer_done = SSL_do_handshake(peer) == 1;
        ERR_clear_error();
    }
    if (status == TLS_DONE && *ret_peer_done) {
        size_t n;
        cr_assert_eq(tls_read(ours, &byte, 1, &n), TLS_WANTS_READ);
        cr_assert(SSL_read(peer, &byte, 1) <= 0);
    }
    return status;
}

void read_all(struct tls_stream *ours, void *bytes, size_t len)
{
    size_t done = 0, n;
    while (done < len) {
        cr_assert_eq(tls_read(ours, (char *)bytes + done, len - done, &n), TLS_DONE);
        done += n;
    }
}
