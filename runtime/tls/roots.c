#include "runtime/tls/roots.h"

#include <limits.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct root {
    X509_NAME *subject; /* owned, like the DER */
    unsigned char *der;
    long len;
    bool decoded; /* and in the store */
};

struct roots {
    struct root *list;
    size_t count, room;
    X509_LOOKUP_METHOD *method;
};

/* ---- reading ----------------------------------------------------------------------------- */

/* Into a sequence, or over a value (RFC 5280 section 4.1). false: it is no such thing. */
static bool enter_sequence(const unsigned char **at, long *left)
{
    long len;
    int tag, class;
    if (ASN1_get_object(at, &len, &tag, &class, *left) & 0x80 || tag != V_ASN1_SEQUENCE)
        return false;
    *left = len;
    return true;
}

static bool skip_value(const unsigned char **at, long *left, int *ret_class)
{
    const unsigned char *from = *at;
    long len;
    int tag;
    if (ASN1_get_object(at, &len, &tag, ret_class, *left) & 0x80)
        return false;
    *at += len;
    *left -= *at - from;
    return true;
}

/* The subject stands behind version (optional), number, signature, issuer and validity. */
static X509_NAME *read_subject(const unsigned char *at, long left)
{
    int class;
    if (!enter_sequence(&at, &left) || !enter_sequence(&at, &left) ||
        !skip_value(&at, &left, &class))
        return NULL;
    int more = class == V_ASN1_CONTEXT_SPECIFIC ? 4 : 3;
    while (more-- > 0)
        if (!skip_value(&at, &left, &class))
            return NULL;
    return d2i_X509_NAME(NULL, &at, left);
}

/* Takes over the DER. */
static bool add(struct roots *roots, unsigned char *der, long len)
{
    X509_NAME *subject = read_subject(der, len);
    if (!subject) {
        OPENSSL_free(der);
        return true;
    }
    if (roots->count == roots->room) {
        size_t room = roots->room ? 2 * roots->room : 256;
        struct root *list = realloc(roots->list, room * sizeof(*list));
        if (!list) {
            X509_NAME_free(subject);
            OPENSSL_free(der);
            return false;
        }
        roots->list = list;
        roots->room = room;
    }
    roots->list[roots->count++] = (struct root){.subject = subject, .der = der, .len = len};
    return true;
}

static bool read_all(struct roots *roots, BIO *bio)
{
    char *kind, *header;
    unsigned char *der;
    long len;
    bool room = true;
    while (room && PEM_read_bio(bio, &kind, &header, &der, &len)) {
        if (strcmp(kind, PEM_STRING_X509) == 0)
            room = add(roots, der, len);
        else
            OPENSSL_free(der);
        OPENSSL_free(kind);
        OPENSSL_free(header);
    }
    ERR_clear_error();
    return room;
}

/* ---- looking up -------------------------------------------------------------------------- */

/* Decoded once, and then the store's. */
static void decode(struct root *root, X509_STORE *store)
{
    const unsigned char *at = root->der;
    X509 *certificate = d2i_X509(NULL, &at, root->len);
    root->decoded = true;
    /* A certificate that stands there twice is no error. */
    if (certificate)
        X509_STORE_add_cert(store, certificate);
    X509_free(certificate);
}

/* Called for what the store does not have. */
static int by_subject(X509_LOOKUP *lookup, X509_LOOKUP_TYPE type, const X509_NAME *name,
                      X509_OBJECT *ret)
{
    struct roots *roots = X509_LOOKUP_get_method_data(lookup);
    X509_STORE *store = X509_LOOKUP_get_store(lookup);
    bool found = false;
    if (type != X509_LU_X509)
        return 0;
    for (size_t i = 0; i < roots->count; i++) {
        struct root *root = &roots->list[i];
        if (root->decoded || X509_NAME_cmp(root->subject, name) != 0)
            continue;
        decode(root, store);
        found = true;
    }
    if (!found)
        return 0;
    /* What is returned is borrowed from the store. */
    X509_OBJECT *kept = X509_OBJECT_retrieve_by_subject(X509_STORE_get0_objects(store), type, name);
    X509 *certificate = kept ? X509_OBJECT_get0_X509(kept) : NULL;
    if (!certificate || !X509_OBJECT_set1_X509(ret, certificate))
        return 0;
    X509_free(certificate); /* the reference that was just taken */
    return 1;
}

/* ---- lifetime ---------------------------------------------------------------------------- */

struct roots *roots_read(const char *pem, size_t len_bytes)
{
    struct roots *roots = calloc(1, sizeof(*roots));
    BIO *bio = len_bytes <= INT_MAX ? BIO_new_mem_buf(pem, (int)len_bytes) : NULL;
    bool done = roots && bio && read_all(roots, bio);
    BIO_free(bio);
    if (done)
        roots->method = X509_LOOKUP_meth_new("roots");
    if (done && roots->method && X509_LOOKUP_meth_set_get_by_subject(roots->method, by_subject))
        return roots;
    roots_free(roots);
    return NULL;
}

void roots_free(struct roots *roots)
{
    if (!roots)
        return;
    for (size_t i = 0; i < roots->count; i++) {
        X509_NAME_free(roots->list[i].subject);
        OPENSSL_free(roots->list[i].der);
    }
    X509_LOOKUP_meth_free(roots->method);
    free(roots->list);
    free(roots);
}

size_t roots_count(const struct roots *roots)
{
    return roots->count;
}

X509_STORE *roots_store(struct roots *roots)
{
    X509_STORE *store = X509_STORE_new();
    X509_LOOKUP *lookup = store ? X509_STORE_add_lookup(store, roots->method) : NULL;
    if (lookup && X509_LOOKUP_set_method_data(lookup, roots))
        return store;
    X509_STORE_free(store);
    return NULL;
}
