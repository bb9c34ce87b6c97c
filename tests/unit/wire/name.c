#include <criterion/criterion.h>
#include <string.h>

#include "runtime/wire/name.h"

#define LABEL_63 "a23456789012345678901234567890123456789012345678901234567890123"

static const struct {
    const char *in, *out; /* out NULL: refused */
} hosts[] = {
    {"github.com", "github.com"},
    {"GitHub.COM", "github.com"},
    {"github.com.", "github.com"},
    {"a-b.c_d.x1", "a-b.c_d.x1"},
    {"localhost", "localhost"},
    {"xn--bcher-kva.example", "xn--bcher-kva.example"},
    {LABEL_63 ".example", LABEL_63 ".example"},
    {LABEL_63 "x.example", NULL},
    {LABEL_63 "." LABEL_63 "." LABEL_63 "." LABEL_63, NULL}, /* 255 */
    {"", NULL},
    {".", NULL},
    {"github.com..", NULL},
    {".github.com", NULL},
    {"github..com", NULL},
    {"-a.com", NULL},
    {"a-.com", NULL},
    {"a b.com", NULL},
    {"a\x01.com", NULL},
    {"b\xc3\xbc"
     "cher.example",
     NULL},
    {"github.com:443", NULL},
    {"user@github.com", NULL},
    {"*.github.com", NULL},
    {"[::1]", NULL},
    {"1.2.3.4", NULL},
    {"0x7f.1", NULL},
    {"1.2.3", NULL},
    {"2130706433", NULL},
    {"example.1com", NULL},
};

Test(name, hosts)
{
    for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
        char out[NAME_SIZE] = "untouched";
        bool ok = name_host(hosts[i].in, strlen(hosts[i].in), out);
        cr_expect_eq(ok, hosts[i].out != NULL, "%s", hosts[i].in);
        cr_expect_str_eq(out, hosts[i].out ? hosts[i].out : "untouched", "%s", hosts[i].in);
    }
    char out[NAME_SIZE];
    cr_expect_not(name_host("a\0.com", 6, out), "a NUL");
}

static const struct {
    const char *in;
    bool ok;
    uint32_t ip;
} addresses[] = {
    {"1.2.3.4", true, 0x01020304}, {"255.255.255.255", true, 0xffffffff},
    {"0.0.0.0", true, 0},          {"256.0.0.0", false, 0},
    {"1.2.3", false, 0},           {"1.2.3.4.5", false, 0},
    {"01.2.3.4", false, 0},        {"1.2.3.4 ", false, 0},
    {"1.2.3.", false, 0},          {"1..3.4", false, 0},
    {"0x1.2.3.4", false, 0},       {"", false, 0},
    {"1.2.3.0004", false, 0},
};

Test(name, addresses)
{
    for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
        uint32_t ip = 0;
        bool ok = name_address(addresses[i].in, strlen(addresses[i].in), &ip);
        cr_expect_eq(ok, addresses[i].ok, "%s", addresses[i].in);
        cr_expect_eq(ip, addresses[i].ip, "%s", addresses[i].in);
    }
}

Test(name, ports)
{
    static const struct {
        const char *in;
        uint16_t port; /* 0: refused */
    } rows[] = {{"1", 1},   {"80", 80}, {"65535", 65535}, {"65536", 0}, {"0", 0},
                {"080", 0}, {"", 0},    {"+80", 0},       {"80 ", 0},   {"999999", 0}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint16_t port = 0;
        cr_expect_eq(name_port(rows[i].in, strlen(rows[i].in), &port), rows[i].port != 0, "%s",
                     rows[i].in);
        cr_expect_eq(port, rows[i].port, "%s", rows[i].in);
    }
}
