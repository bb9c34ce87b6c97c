/*
 * quic_bytes: Initial packets of QUIC clients for tests, sealed as RFC 9001 section 5 says.
 */
#ifndef EGRESS_TESTS_UNIT_QUIC_BYTES_H
#define EGRESS_TESTS_UNIT_QUIC_BYTES_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "runtime/wire/quic.h"

#define QUIC_V1 1u
#define QUIC_V2 0x6b3343cfu

struct quic_bytes {
    uint8_t bytes[2048];
    size_t len;
};

static inline void quic_put(struct quic_bytes *out, size_t size, uint64_t value)
{
    for (size_t i = size; i-- > 0;)
        out->bytes[out->len++] = (uint8_t)(value >> 8 * i);
}

/* A CRYPTO frame. */
static inline void quic_put_crypto(struct quic_bytes *out, size_t offset, const uint8_t *data,
                                   size_t len)
{
    quic_put(out, 1, 6);
    quic_put(out, 2, 0x4000 | offset);
    quic_put(out, 2, 0x4000 | len);
    memcpy(out->bytes + out->len, data, len);
    out->len += len;
}

static inline void quic_seal(const uint8_t key[16], const uint8_t nonce[12],
                             const struct quic_bytes *header, const struct quic_bytes *frames,
                             uint8_t *out)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int len;
    EVP_EncryptInit_ex(cipher, EVP_aes_128_gcm(), NULL, key, nonce);
    EVP_EncryptUpdate(cipher, NULL, &len, header->bytes, (int)header->len);
    EVP_EncryptUpdate(cipher, out, &len, frames->bytes, (int)frames->len);
    EVP_EncryptFinal_ex(cipher, out + len, &len);
    EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, out + frames->len);
    EVP_CIPHER_CTX_free(cipher);
}

/* Adds one Initial packet with these frames to a datagram; keys are those of `key_id`. */
static inline void quic_put_initial(struct quic_bytes *datagram, uint32_t version,
                                    const uint8_t id[8], const uint8_t key_id[8], uint32_t number,
                                    const struct quic_bytes *frames)
{
    struct quic_bytes header = {.len = 0};
    uint8_t key[16], iv[12], mask_key[16], mask[16];
    int len;
    quic_client_keys(version, key_id, 8, key, iv, mask_key);
    quic_put(&header, 1, version == QUIC_V2 ? 0xd3 : 0xc3);
    quic_put(&header, 4, version);
    quic_put(&header, 1, 8);
    memcpy(header.bytes + header.len, id, 8);
    header.len += 8;
    quic_put(&header, 2, 0); /* no source connection ID, no token */
    quic_put(&header, 2, 0x4000 | (4 + frames->len + 16));
    quic_put(&header, 4, number);
    for (int i = 0; i < 4; i++)
        iv[8 + i] ^= (uint8_t)(number >> 8 * (3 - i));
    uint8_t *packet = datagram->bytes + datagram->len;
    quic_seal(key, iv, &header, frames, packet + header.len);
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(cipher, EVP_aes_128_ecb(), NULL, mask_key, NULL);
    EVP_EncryptUpdate(cipher, mask, &len, packet + header.len, 16);
    EVP_CIPHER_CTX_free(cipher);
    header.bytes[0] ^= mask[0] & 0x0f;
    for (int i = 0; i < 4; i++)
        header.bytes[header.len - 4 + (size_t)i] ^= mask[1 + i];
    memcpy(packet, header.bytes, header.len);
    datagram->len += header.len + frames->len + 16;
}

#endif
