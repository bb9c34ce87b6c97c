/*
 * trouble: what went wrong in TLS, as a word of runtime/log/errors.def and a sentence that a person
 * can act on. Internal to this room but for the struct.
 */
#ifndef EGRESS_RUNTIME_TLS_TROUBLE_H
#define EGRESS_RUNTIME_TLS_TROUBLE_H

#include <stdbool.h>

#define TLS_REASON_MAX 320

struct tls_trouble {
    const char *word; /* NULL: none */
    char reason[TLS_REASON_MAX];
};

/* What is known when a handshake has failed. */
struct trouble_facts {
    const char *name;        /* of the server */
    long verify_result;      /* X509_V_*; of the server's certificate */
    bool wanted_certificate; /* the server asked for one of the client's */
    bool ended;              /* the peer closed or reset the connection */
};

/* Of the server's side, and of the client's. They empty OpenSSL's queue of errors. */
void trouble_of_server(const struct trouble_facts *facts, struct tls_trouble *ret);
void trouble_of_client(const struct trouble_facts *facts, struct tls_trouble *ret);

#endif
