/* The authority and the certificates it makes. */
#include <criterion/criterion.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/tls/authority.h"
#include "runtime/tls/leaf.h"
#include "tests/unit/tls/pki.h"

#define NOW ((time_t)1800000000)

static struct authority *authority;
static struct leaf_maker *maker;

static void set_up(void)
{
    cr_assert_eq(authority_prepare_memory(0), 0);
    authority = authority_new(NOW);
    cr_assert_not_null(authority);
    maker = leaf_maker_new(authority, 2, 99);
    cr_assert_not_null(maker);
}

static void take_down(void)
{
    leaf_maker_free(maker);
    authority_free(authority);
}

TestSuite(authority, .init = set_up, .fini = take_down);

static int verify(X509 *leaf, const char *name, time_t at)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509 *root = authority_certificate(authority);
    X509_STORE_add_cert(store, root);
    cr_assert(X509_STORE_CTX_init(context, store, leaf, NULL));
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(param, at);
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT);
    X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    if (!X509_VERIFY_PARAM_set1_ip_asc(param, name))
        X509_VERIFY_PARAM_set1_host(param, name, 0);
    X509_verify_cert(context);
    int result = X509_STORE_CTX_get_error(context);
    X509_free(root);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return result;
}

Test(authority, leaves_pass_strict_verification)
{
    char longest[254];
    memset(longest, 'a', 253);
    for (int i = 60; i < 253; i += 61)
        longest[i] = '.';
    longest[253] = '\0';
    const char *const names[] = {"a.example", "xn--bcher-kva.example", "203.0.113.7", longest,
                                 "under_score.example"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        X509 *leaf = leaf_for(maker, names[i], NOW);
        cr_assert_not_null(leaf);
        cr_assert_eq(verify(leaf, names[i], NOW), X509_V_OK, "%s: %s", names[i],
                     X509_verify_cert_error_string(verify(leaf, names[i], NOW)));
        cr_assert_eq(verify(leaf, names[i], NOW - 80000), X509_V_OK, "a clock that is behind");
        cr_assert_eq(verify(leaf, "b.example", NOW), X509_V_ERR_HOSTNAME_MISMATCH);
        cr_assert_eq(verify(leaf, "sub.a.example", NOW), X509_V_ERR_HOSTNAME_MISMATCH);
        cr_assert_eq(verify(leaf, names[i], NOW + 31 * 86400), X509_V_ERR_CERT_HAS_EXPIRED);
    }
}

Test(authority, a_leaf_issues_nothing)
{
    struct identity leaf = {.certificate = leaf_for(maker, "a.example", NOW),
                            .key = leaf_key(maker)};
    const struct certificate_wish wish = {.name = "b.example", .alternatives = "DNS:b.example"};
    struct identity below = pki_issue(&wish, &leaf);
    cr_assert_neq(verify(below.certificate, "b.example", time(NULL)), X509_V_OK);
    pki_free(&below);
}

Test(authority, leaves_are_kept_and_made_anew_in_time)
{
    X509 *first = leaf_for(maker, "a.example", NOW);
    cr_assert_eq(leaf_for(maker, "a.example", NOW + 28 * 86400), first);
    X509_up_ref(first);
    cr_assert_neq(leaf_for(maker, "a.example", NOW + 29 * 86400 + 1), first);
    X509_free(first);
}

Test(authority, serial_numbers_differ)
{
    X509 *first = leaf_for(maker, "a.example", NOW), *second = leaf_for(maker, "b.example", NOW);
    cr_assert_neq(ASN1_INTEGER_cmp(X509_get0_serialNumber(first), X509_get0_serialNumber(second)),
                  0);
}

/* Another process that is handed the bytes goes on with the same authority. */
Test(authority, survives_the_way_to_a_worker)
{
    struct authority *copy = authority_blank();
    memcpy(copy, authority, sizeof(*copy));
    struct leaf_maker *other = leaf_maker_new(copy, 1, 1);
    cr_assert_not_null(other);
    authority_free(copy);
    cr_assert_eq(verify(leaf_for(other, "a.example", NOW), "a.example", NOW), X509_V_OK);
    leaf_maker_free(other);
}

Test(authority, broken_bytes_are_refused)
{
    struct authority *copy = authority_blank();
    static const uint8_t order[] = {0xff, 0xff, 0xff, 0xff, 0,    0,    0,    0,
                                    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84,
                                    0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
    cr_assert_null(leaf_maker_new(copy, 1, 1), "zeros");
    memcpy(copy, authority, sizeof(*copy));
    copy->key[5] ^= 1;
    cr_assert_null(leaf_maker_new(copy, 1, 1), "a key that is not the certificate's");
    memcpy(copy, authority, sizeof(*copy));
    copy->certificate_len = AUTHORITY_CERTIFICATE_MAX + 1;
    cr_assert_null(authority_certificate(copy), "a length beyond the end");
    memcpy(copy->key, order, sizeof(order));
    cr_assert_null(authority_key(copy), "the order of the group");
    authority_free(copy);
}

/* VmFlags of proc(5): lo locked, dd not dumped, wf wiped on fork. */
Test(authority, its_memory_is_locked_and_never_dumped)
{
    FILE *maps = fopen("/proc/self/smaps", "r");
    char line[512];
    bool here = false, found = false;
    while (fgets(line, sizeof(line), maps)) {
        unsigned long from, to;
        if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
            here = from <= (unsigned long)authority && (unsigned long)authority < to;
        if (here && strncmp(line, "VmFlags:", 8) == 0) {
            found = true;
            cr_assert(strstr(line, " dd") && strstr(line, " wf"), "%s", line);
#ifndef __SANITIZE_ADDRESS__ /* there mlock() does nothing */
            cr_assert(strstr(line, " lo"), "%s", line);
#endif
        }
    }
    fclose(maps);
    cr_assert(found);
}

Test(authority, a_forked_child_has_zeros)
{
    int status = 1;
    pid_t pid = fork();
    if (pid == 0) {
        static const struct authority zeros;
        _exit(memcmp(authority, &zeros, sizeof(zeros)) == 0 ? 0 : 1);
    }
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_assert_eq(status, 0);
}

/* OpenSSL takes a block for each of its ephemeral keys, and keeps it as long as the connection. */
Test(authority_memory, has_room_for_the_keys_of_all_connections)
{
    enum { CONNECTIONS = 4000 };
    cr_assert_eq(authority_prepare_memory(CONNECTIONS), 0);
    for (int i = 0; i < 2 * CONNECTIONS; i++)
        cr_assert_not_null(OPENSSL_secure_malloc(32), "no room for key %d", i);
}
