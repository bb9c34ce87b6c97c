#include "runtime/wire/quic.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/reader.h"

#define HASH_LEN 32
#define TAG_LEN 16
#define SAMPLE_LEN 16
#define ID_MAX 20
#define PLAIN_MAX 2048
#define RECORD_MAX 16384

/* RFC 9001 section 5.2, RFC 9369 section 3.3. */
static const struct version {
    uint32_t number;
    uint8_t initial_type; /* in bits 4 and 5 of the first byte */
    uint8_t salt[20];
    const char *key, *iv, *mask_key;
} versions[] = {
    {1,
     0,
     {0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17,
      0x9a, 0xe6, 0xa4, 0xc8, 0x0c, 0xad, 0xcc, 0xbb, 0x7f, 0x0a},
     "tls13 quic key",
     "tls13 quic iv",
     "tls13 quic hp"},
    {0x6b3343cf,
     1,
     {0x0d, 0xed, 0xe3, 0xde, 0xf7, 0x00, 0xa6, 0xdb, 0x81, 0x93,
      0x81, 0xbe, 0x6e, 0x26, 0x9d, 0xcb, 0xf9, 0xbd, 0x2e, 0xd9},
     "tls13 quicv2 key",
     "tls13 quicv2 iv",
     "tls13 quicv2 hp"},
};

/* ---- keys -------------------------------------------------------------------------------- */

static const struct version *find_version(uint32_t number)
{
    for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++)
        if (versions[i].number == number)
            return &versions[i];
    return NULL;
}

/* HKDF-Expand-Label (RFC 8446 section 7.1) without context, of at most one block of the hash. */
static bool expand(const uint8_t secret[HASH_LEN], const char *label, uint8_t *ret, size_t len)
{
    uint8_t info[64] = {(uint8_t)(len >> 8), (uint8_t)len, (uint8_t)strlen(label)};
    size_t at = 3 + strlen(label);
    uint8_t block[HASH_LEN];
    memcpy(info + 3, label, strlen(label));
    info[at++] = 0;
    info[at++] = 1; /* the counter of HKDF-Expand (RFC 5869) */
    if (!HMAC(EVP_sha256(), secret, HASH_LEN, info, at, block, NULL))
        return false;
    memcpy(ret, block, len);
    return true;
}

bool quic_client_keys(uint32_t number, const uint8_t *id, size_t id_len, uint8_t ret_key[16],
                      uint8_t ret_iv[12], uint8_t ret_mask_key[16])
{
    const struct version *version = find_version(number);
    uint8_t initial[HASH_LEN], client[HASH_LEN];
    return version &&
           HMAC(EVP_sha256(), version->salt, sizeof(version->salt), id, id_len, initial, NULL) &&
           expand(initial, "tls13 client in", client, HASH_LEN) &&
           expand(client, version->key, ret_key, 16) && expand(client, version->iv, ret_iv, 12) &&
           expand(client, version->mask_key, ret_mask_key, 16);
}

static bool make_mask(const uint8_t key[16], const uint8_t *sample, uint8_t ret[SAMPLE_LEN])
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int len;
    bool ok = cipher && EVP_EncryptInit_ex(cipher, EVP_aes_128_ecb(), NULL, key, NULL) &&
              EVP_EncryptUpdate(cipher, ret, &len, sample, SAMPLE_LEN) && len == SAMPLE_LEN;
    EVP_CIPHER_CTX_free(cipher);
    return ok;
}

/* false: the tag is wrong, or memory is short. */
static bool open_sealed(const uint8_t key[16], const uint8_t nonce[12], const uint8_t *header,
                        size_t header_len, const uint8_t *sealed, size_t sealed_len, uint8_t *ret)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    size_t text_len = sealed_len - TAG_LEN;
    int len;
    bool ok = cipher && EVP_DecryptInit_ex(cipher, EVP_aes_128_gcm(), NULL, key, nonce) &&
              EVP_DecryptUpdate(cipher, NULL, &len, header, (int)header_len) &&
              EVP_DecryptUpdate(cipher, ret, &len, sealed, (int)text_len) &&
              EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, TAG_LEN,
                                  (void *)(uintptr_t)(sealed + text_len)) &&
              EVP_DecryptFinal_ex(cipher, ret + len, &len);
    EVP_CIPHER_CTX_free(cipher);
    return ok;
}

/* ---- reading ----------------------------------------------------------------------------- */

/* A variable-length integer (RFC 9000 section 16). */
static uint64_t take_varint(struct reader *reader)
{
    if (reader->failed || reader->at == reader->len) {
        reader->failed = true;
        return 0;
    }
    size_t size = (size_t)1 << (reader->bytes[reader->at] >> 6);
    uint64_t value = reader_take(reader, size);
    return size == 8 ? value & 0x3fffffffffffffff : value & ((1ull << (size * 8 - 2)) - 1);
}

static const uint8_t *take_bytes(struct reader *reader, uint64_t len)
{
    const uint8_t *start = reader->bytes + reader->at;
    if (reader->failed || reader->len - reader->at < len) {
        reader->failed = true;
        return NULL;
    }
    reader->at += (size_t)len;
    return start;
}

static enum quic_status bad(struct quic_hello *hello, const char *error)
{
    hello->error = error;
    return QUIC_BAD;
}

/* ---- the stream -------------------------------------------------------------------------- */

static bool is_known(const struct quic_hello *hello, size_t at)
{
    return hello->known[at / 8] >> (at % 8) & 1;
}

static bool put_bytes(struct quic_hello *hello, uint64_t offset, const uint8_t *bytes, uint64_t len)
{
    if (offset > QUIC_STREAM_MAX || len > QUIC_STREAM_MAX - offset)
        return false;
    for (size_t i = 0; i < len; i++) {
        size_t at = (size_t)offset + i;
        if (is_known(hello, at) && hello->stream[at] != bytes[i])
            return false;
        hello->stream[at] = bytes[i];
        hello->known[at / 8] |= (uint8_t)(1 << (at % 8));
    }
    return true;
}

/* Acknowledgements (RFC 9000 section 19.3) say nothing to us, but are to be stepped over. */
static void skip_ack(struct reader *reader, uint64_t type)
{
    take_varint(reader);
    take_varint(reader);
    uint64_t ranges = take_varint(reader);
    take_varint(reader);
    for (uint64_t i = 0; i < ranges && !reader->failed; i++) {
        take_varint(reader);
        take_varint(reader);
    }
    for (int i = 0; type == 3 && i < 3; i++)
        take_varint(reader);
}

/* The frames of an Initial packet (RFC 9000 section 17.2.2). */
static bool read_frames(struct quic_hello *hello, const uint8_t *bytes, size_t len)
{
    struct reader reader = {.bytes = bytes, .len = len};
    while (!reader.failed && reader.at < reader.len) {
        uint64_t type = take_varint(&reader);
        if (type == 2 || type == 3) {
            skip_ack(&reader, type);
        } else if (type == 6) {
            uint64_t offset = take_varint(&reader);
            uint64_t size = take_varint(&reader);
            const uint8_t *data = take_bytes(&reader, size);
            if (!data || !put_bytes(hello, offset, data, size))
                return false;
        } else if (type == 0x1c) {
            take_varint(&reader);
            take_varint(&reader);
            take_bytes(&reader, take_varint(&reader));
        } else if (type > 1) { /* neither PADDING nor PING */
            return false;
        }
    }
    return !reader.failed;
}

/* ---- packets ----------------------------------------------------------------------------- */

/* A long header up to its packet number (RFC 9000 section 17.2); the reader stands there. */
struct packet {
    size_t start, number_at, end;
    const struct version *version;
    bool initial;
    const uint8_t *id;
    size_t id_len;
};

static bool read_header(struct reader *reader, struct packet *ret)
{
    ret->start = reader->at;
    uint8_t first = (uint8_t)reader_take(reader, 1);
    ret->version = find_version((uint32_t)reader_take(reader, 4));
    ret->id_len = (size_t)reader_take(reader, 1);
    ret->id = take_bytes(reader, ret->id_len);
    uint64_t source_len = reader_take(reader, 1);
    take_bytes(reader, source_len);
    if (reader->failed || !ret->version || ret->id_len > ID_MAX || source_len > ID_MAX)
        return false;
    unsigned type = (first >> 4 & 3u) - ret->version->initial_type;
    ret->initial = (type & 3) == 0;
    if ((type & 3) == 3) /* a Retry, which clients do not send */
        return false;
    if (ret->initial)
        take_bytes(reader, take_varint(reader)); /* a token */
    uint64_t length = take_varint(reader);
    ret->number_at = reader->at;
    take_bytes(reader, length);
    ret->end = reader->at;
    return !reader->failed;
}

/* Takes off the protection. Returns the length of the frames in `ret`, or -1. */
static long open_packet(const struct quic_hello *hello, const uint8_t *datagram,
                        const struct packet *packet, uint8_t ret[PLAIN_MAX])
{
    uint8_t mask[SAMPLE_LEN], header[PLAIN_MAX], nonce[12];
    size_t len = packet->end - packet->start, number_at = packet->number_at - packet->start;
    if (len > PLAIN_MAX || len < number_at + 4 + SAMPLE_LEN ||
        !make_mask(hello->mask_key, datagram + packet->number_at + 4, mask))
        return -1;
    memcpy(header, datagram + packet->start, number_at + 4);
    header[0] ^= mask[0] & 0x0f;
    size_t number_len = (header[0] & 3u) + 1;
    memcpy(nonce, hello->iv, sizeof(nonce));
    for (size_t i = 0; i < number_len; i++) {
        header[number_at + i] ^= mask[1 + i];
        nonce[12 - number_len + i] ^= header[number_at + i];
    }
    size_t sealed_at = number_at + number_len;
    if (len < sealed_at + TAG_LEN ||
        !open_sealed(hello->key, nonce, header, sealed_at, datagram + packet->start + sealed_at,
                     len - sealed_at, ret))
        return -1;
    return (long)(len - sealed_at - TAG_LEN);
}

static enum quic_status take_initial(struct quic_hello *hello, const uint8_t *datagram,
                                     const struct packet *packet)
{
    uint8_t frames[PLAIN_MAX];
    if (!hello->keyed) {
        hello->version = packet->version->number;
        hello->keyed = quic_client_keys(hello->version, packet->id, packet->id_len, hello->key,
                                        hello->iv, hello->mask_key);
        if (!hello->keyed)
            return bad(hello, "the keys of its first packet cannot be made");
    }
    if (hello->version != packet->version->number)
        return QUIC_FOREIGN;
    long len = open_packet(hello, datagram, packet, frames);
    if (len < 0)
        return QUIC_FOREIGN;
    return read_frames(hello, frames, (size_t)len)
               ? QUIC_MORE
               : bad(hello, "its first packets are malformed, or say two things");
}

/* ---- the hello --------------------------------------------------------------------------- */

static size_t known_from_start(const struct quic_hello *hello)
{
    size_t len = 0;
    while (len < QUIC_STREAM_MAX && is_known(hello, len))
        len++;
    return len;
}

static bool is_known_behind(const struct quic_hello *hello, size_t from)
{
    for (size_t at = from; at < QUIC_STREAM_MAX; at++)
        if (is_known(hello, at))
            return true;
    return false;
}

/* The reader of hellos wants the record that TLS over TCP puts around them. */
static enum quic_status parse_hello(struct quic_hello *hello)
{
    const uint8_t record[5] = {0x16, 3, 1, (uint8_t)(hello->hello_len >> 8),
                               (uint8_t)hello->hello_len};
    struct hello *parsed = calloc(1, sizeof(*parsed));
    if (!parsed)
        return bad(hello, "there is no memory to read its hello");
    hello_feed(parsed, record, sizeof(record));
    bool ok = hello_feed(parsed, hello->stream, hello->hello_len) == HELLO_DONE;
    hello->has_name = ok && parsed->has_name;
    hello->encrypted = parsed->encrypted;
    memcpy(hello->name, parsed->name, sizeof(hello->name));
    free(parsed);
    hello->complete = ok;
    return ok ? QUIC_DONE : bad(hello, "its TLS hello is malformed");
}

static enum quic_status look_at_stream(struct quic_hello *hello)
{
    size_t have = known_from_start(hello);
    if (have >= 4)
        hello->hello_len =
            4 + ((size_t)hello->stream[1] << 16 | (size_t)hello->stream[2] << 8 | hello->stream[3]);
    if (hello->hello_len > QUIC_STREAM_MAX)
        return bad(hello, "its TLS hello is too long");
    if (hello->hello_len && is_known_behind(hello, hello->hello_len))
        return bad(hello, "something follows its TLS hello");
    if (hello->complete)
        return QUIC_DONE;
    return hello->hello_len && have >= hello->hello_len ? parse_hello(hello) : QUIC_MORE;
}

enum quic_status quic_feed(struct quic_hello *hello, const uint8_t *datagram, size_t len)
{
    struct reader reader = {.bytes = datagram, .len = len};
    /* A short header takes the rest of the datagram: nothing begins in it. */
    while (reader.at < len && datagram[reader.at] & 0x80) {
        struct packet packet = {0};
        if (!read_header(&reader, &packet))
            return bad(hello, "its version is unknown, or its packets are malformed");
        if (!packet.initial)
            continue;
        enum quic_status status = take_initial(hello, datagram, &packet);
        if (status != QUIC_MORE)
            return status;
    }
    return hello->keyed ? look_at_stream(hello) : QUIC_FOREIGN;
}
