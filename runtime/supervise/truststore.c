#include "runtime/supervise/truststore.h"

#include <errno.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC 0xfeedfeedu
#define VERSION 2
#define TAG_CERTIFICATE 2
#define COUNT_AT 8 /* where the count stands */

static const char digest_words[] = "Mighty Aphrodite";
static const char password[] = "changeit";

static bool put_number(BIO *out, unsigned size, uint64_t value)
{
    unsigned char bytes[8];

    for (unsigned i = 0; i < size; i++)
        bytes[i] = (unsigned char)(value >> 8 * (size - 1 - i));
    return BIO_write(out, bytes, (int)size) == (int)size;
}

static bool put_text(BIO *out, const char *text)
{
    size_t len = strlen(text);

    return put_number(out, 2, len) && BIO_write(out, text, (int)len) == (int)len;
}

static bool put_certificate(BIO *out, uint32_t number, const unsigned char *der, long len)
{
    char alias[32];

    snprintf(alias, sizeof(alias), "root-%u", (unsigned)number);
    return put_number(out, 4, TAG_CERTIFICATE) && put_text(out, alias) && put_number(out, 8, 0) &&
           put_text(out, "X.509") && put_number(out, 4, (uint64_t)len) &&
           BIO_write(out, der, (int)len) == (int)len;
}

/* Other kinds of PEM are read over. */
static bool put_all(BIO *out, const char *pem, size_t len, uint32_t *count)
{
    BIO *in = len <= INT32_MAX ? BIO_new_mem_buf(pem, (int)len) : NULL;
    char *name, *header;
    unsigned char *der;
    long der_len;
    bool put = in != NULL;

    while (put && PEM_read_bio(in, &name, &header, &der, &der_len)) {
        if (strcmp(name, PEM_STRING_X509) == 0)
            put = put_certificate(out, ++*count, der, der_len);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(der);
    }
    ERR_clear_error();
    BIO_free(in);
    return put;
}

static bool digest(const unsigned char *bytes, size_t len, unsigned char ret[EVP_MAX_MD_SIZE],
                   unsigned *ret_len)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = context && EVP_DigestInit_ex(context, EVP_sha1(), NULL);

    for (const char *at = password; done && *at; at++) {
        const unsigned char wide[2] = {0, (unsigned char)*at};

        done = EVP_DigestUpdate(context, wide, sizeof(wide));
    }
    done = done && EVP_DigestUpdate(context, digest_words, sizeof(digest_words) - 1) &&
           EVP_DigestUpdate(context, bytes, len) && EVP_DigestFinal_ex(context, ret, ret_len);
    EVP_MD_CTX_free(context);
    return done;
}

static bool build(BIO *out, const char *roots, size_t roots_len, const char *pem)
{
    unsigned char hash[EVP_MAX_MD_SIZE], *bytes;
    unsigned hash_len;
    uint32_t count = 0;

    if (!put_number(out, 4, MAGIC) || !put_number(out, 4, VERSION) || !put_number(out, 4, 0) ||
        !put_all(out, roots, roots_len, &count) || !put_all(out, pem, strlen(pem), &count))
        return false;
    long len = BIO_get_mem_data(out, &bytes);
    for (unsigned i = 0; i < 4; i++)
        bytes[COUNT_AT + i] = (unsigned char)(count >> 8 * (3 - i));
    return digest(bytes, (size_t)len, hash, &hash_len) &&
           BIO_write(out, hash, (int)hash_len) == (int)hash_len;
}

static int write_out(int fd, BIO *out)
{
    char *bytes;
    long len = BIO_get_mem_data(out, &bytes);

    while (len > 0) {
        ssize_t n = write(fd, bytes, (size_t)len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        bytes += n;
        len -= n;
    }
    return 0;
}

int truststore_write(int fd, int roots_fd, const char *pem)
{
    struct stat status;
    const char *roots = NULL;
    BIO *out = BIO_new(BIO_s_mem());
    int error = out && fstat(roots_fd, &status) == 0 ? 0 : -ENOMEM;
    size_t len = error ? 0 : (size_t)status.st_size;

    if (!error && len > 0) {
        roots = mmap(NULL, len, PROT_READ, MAP_PRIVATE, roots_fd, 0);
        if (roots == MAP_FAILED)
            error = -errno;
    }
    if (!error)
        error = build(out, roots, len, pem) ? write_out(fd, out) : -ENOMEM;
    if (roots && roots != MAP_FAILED)
        munmap((void *)roots, len);
    BIO_free(out);
    return error;
}
