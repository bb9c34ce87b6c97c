#include "runtime/tls/secret.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <sys/mman.h>

void *secret_alloc(size_t len_bytes)
{
    int error;
    void *secret =
        mmap(NULL, len_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (secret == MAP_FAILED)
        return NULL;
    if (mlock(secret, len_bytes) == 0 && madvise(secret, len_bytes, MADV_DONTDUMP) == 0 &&
        madvise(secret, len_bytes, MADV_WIPEONFORK) == 0)
        return secret;
    error = errno;
    munmap(secret, len_bytes);
    errno = error;
    return NULL;
}

void secret_free(void *secret, size_t len_bytes)
{
    if (!secret)
        return;
    OPENSSL_cleanse(secret, len_bytes);
    munmap(secret, len_bytes);
}
