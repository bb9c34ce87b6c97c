#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/intercept/rules.h"

static const struct redirect_config config = {
    .run_id = "abc123",
    .run_path = "egress-abc123",
    .tcp_port = 40001,
    .dns_port = 40002,
    .zone = 4711,
};

static const char ipv4_golden[] =
    "*raw\n"
    ":EGRESS-abc123 - [0:0]\n"
    "-I OUTPUT 1 -m cgroup --path \"egress-abc123/worker\" -j EGRESS-abc123\n"
    "-A EGRESS-abc123 -j CT --zone-orig 4711\n"
    "COMMIT\n"
    "*nat\n"
    ":EGRESS-abc123 - [0:0]\n"
    "-I OUTPUT 1 -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
    "-A EGRESS-abc123 -p tcp -j REDIRECT --to-ports 40001\n"
    "-A EGRESS-abc123 -p udp -m udp --dport 53 -j REDIRECT --to-ports 40002\n"
    "COMMIT\n"
    "*mangle\n"
    ":EGRESS-abc123 - [0:0]\n"
    "-I OUTPUT 1 -p udp -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
    "-A EGRESS-abc123 -m mark --mark 0x12670000/0xffff0000 -j MARK --set-mark 0\n"
    "-A EGRESS-abc123 -p udp -m udp --dport 53 -j RETURN\n"
    "-A EGRESS-abc123 -p udp -m udp --sport 53 -j RETURN\n"
    "-A EGRESS-abc123 -m connmark --mark 0x12670001 -j RETURN\n"
    "-A EGRESS-abc123 -m connmark --mark 0x12670002"
    " -m u32 ! --u32 \"0>>22&0x3c@8&0x80000000=0x80000000\" -j RETURN\n"
    "-A EGRESS-abc123 -p udp -j NFQUEUE --queue-num 4711\n"
    "COMMIT\n"
    "*filter\n"
    ":EGRESS-abc123 - [0:0]\n"
    "-I OUTPUT 1 -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
    "-A EGRESS-abc123 -d 127.0.0.1/32 -p tcp -m tcp --dport 40001"
    " -m conntrack --ctstate DNAT --ctdir ORIGINAL -j ACCEPT\n"
    "-A EGRESS-abc123 -d 127.0.0.1/32 -p udp -m udp --dport 40002"
    " -m conntrack --ctstate DNAT --ctdir ORIGINAL -j ACCEPT\n"
    "-A EGRESS-abc123 -p udp -m mark --mark 0x12670001 -j CONNMARK --set-mark 0x12670001\n"
    "-A EGRESS-abc123 -p udp -m mark --mark 0x12670002 -j CONNMARK --set-mark 0x12670002\n"
    "-A EGRESS-abc123 -p udp -m mark --mark 0x12670003 -j CONNMARK --set-mark 0\n"
    "-A EGRESS-abc123 -p udp -m mark --mark 0x12670000/0xffff0000 -j MARK --set-mark 0\n"
    "-A EGRESS-abc123 -p udp -m connmark --mark 0x12670001 -j RETURN\n"
    "-A EGRESS-abc123 -p udp -m connmark --mark 0x12670002 -j RETURN\n"
    "-A EGRESS-abc123 -p tcp -m tcp --sport 53 -j REJECT --reject-with tcp-reset\n"
    "-A EGRESS-abc123 -p tcp -m conntrack --ctstate ESTABLISHED --ctdir REPLY"
    " -m addrtype --dst-type LOCAL -j ACCEPT\n"
    "-A EGRESS-abc123 -p tcp -j REJECT --reject-with tcp-reset\n"
    "-A EGRESS-abc123 -j REJECT --reject-with icmp-admin-prohibited\n"
    "COMMIT\n";

static const char ipv6_golden[] =
    "*filter\n"
    ":EGRESS-abc123 - [0:0]\n"
    "-I OUTPUT 1 -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
    "-A EGRESS-abc123 -p tcp -j REJECT --reject-with tcp-reset\n"
    "-A EGRESS-abc123 -j REJECT --reject-with icmp6-adm-prohibited\n"
    "COMMIT\n";

Test(rules, install_is_golden)
{
    char text[RULES_TEXT_MAX];

    cr_assert_eq(rules_install_text(&config, FAMILY_IPV4, text, sizeof(text)), 0);
    cr_assert_str_eq(text, ipv4_golden);
    cr_assert_eq(rules_install_text(&config, FAMILY_IPV6, text, sizeof(text)), 0);
    cr_assert_str_eq(text, ipv6_golden);
}

Test(rules, an_audit_refuses_nothing)
{
    struct redirect_config c = config;
    char text[RULES_TEXT_MAX];

    c.audit = true;
    cr_assert_eq(rules_install_text(&c, FAMILY_IPV4, text, sizeof(text)), 0);
    cr_assert(strstr(text, "REDIRECT --to-ports 40001"));
    cr_assert(!strstr(text, "REJECT") && !strstr(text, "*filter") && !strstr(text, "NFQUEUE"));
    cr_assert_eq(rules_install_text(&c, FAMILY_IPV6, text, sizeof(text)), 0);
    cr_assert_str_eq(text, "");
}

Test(rules, install_refuses_what_it_cannot_say)
{
    static const struct {
        const char *id, *path;
        uint16_t tcp, dns, zone;
        int error;
    } cases[] = {
        {"", "p", 1, 2, 3, -EINVAL},
        {"UPPER", "p", 1, 2, 3, -EINVAL},
        {"a b", "p", 1, 2, 3, -EINVAL},
        {"a\nb", "p", 1, 2, 3, -EINVAL},
        {"0123456789abcdef", "p", 1, 2, 3, -EINVAL}, /* one too long */
        {"0123456789abcde", "p", 1, 2, 3, 0},
        {"a", "", 1, 2, 3, -EINVAL},
        {"a", "p\nq", 1, 2, 3, -EINVAL},
        {"a", "p", 0, 2, 3, -EINVAL},
        {"a", "p", 1, 0, 3, -EINVAL},
        {"a", "p", 1, 2, 0, -EINVAL},
    };
    char text[RULES_TEXT_MAX];

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct redirect_config c = {.run_id = cases[i].id,
                                    .run_path = cases[i].path,
                                    .tcp_port = cases[i].tcp,
                                    .dns_port = cases[i].dns,
                                    .zone = cases[i].zone};

        cr_assert_eq(rules_install_text(&c, FAMILY_IPV4, text, sizeof(text)), cases[i].error,
                     "case %zu", i);
    }
    cr_assert_eq(rules_install_text(&config, FAMILY_IPV4, text, 100), -ENOSPC);
}

Test(rules, install_quotes_a_path)
{
    struct redirect_config c = config;
    char text[RULES_TEXT_MAX];

    c.run_path = "machine\\x2d1 \"x\"/egress-abc123";
    cr_assert_eq(rules_install_text(&c, FAMILY_IPV6, text, sizeof(text)), 0);
    cr_assert(strstr(text, "--path \"machine\\\\x2d1 \\\"x\\\"/egress-abc123/guarded\" -j"), "%s",
              text);
}

/* What iptables-save prints of our own text counts as many lines, wherever the chain stands. */
Test(rules, lines_of_a_run_are_counted)
{
    char text[RULES_TEXT_MAX];

    cr_assert_eq(rules_install_text(&config, FAMILY_IPV4, text, sizeof(text)), 0);
    cr_assert_eq(rules_count("abc123", text), 29);
    cr_assert_eq(rules_count("abc123", "*nat\n:EGRESS-abc1234 - [0:0]\n:OUTPUT ACCEPT [1:2]\n"
                                       "-A OUTPUT -j EGRESS-abc1234\nCOMMIT\n"),
                 0);
    cr_assert_eq(rules_count("abc123", ":EGRESS-abc123 - [3:4]\n-A OUTPUT -j EGRESS-abc123"), 2);
    cr_assert_eq(rules_count("no id", "x"), 0);
}

static void check_remove(const char *id, const char *saved, const char *expected)
{
    char *text;

    cr_assert_eq(rules_remove_text(id, saved, &text), 0);
    cr_assert_str_eq(text, expected);
    free(text);
}

Test(rules, remove_is_exact)
{
    check_remove("abc123",
                 "# Generated by iptables-save\n"
                 "*filter\n"
                 ":INPUT ACCEPT [0:0]\n"
                 ":OUTPUT ACCEPT [12:3400]\n"
                 ":EGRESS-abc123 - [0:0]\n"
                 ":EGRESS-abc1234 - [0:0]\n"
                 "-A OUTPUT -m cgroup --path \"egress-abc1234/guarded\" -j EGRESS-abc1234\n"
                 "-A OUTPUT -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
                 "-A OUTPUT -p tcp -j DROP\n"
                 "-A EGRESS-abc123 -p tcp -j REJECT --reject-with tcp-reset\n"
                 "-A EGRESS-abc1234 -p tcp -j REJECT --reject-with tcp-reset\n"
                 "COMMIT\n"
                 "*nat\n"
                 ":OUTPUT ACCEPT [0:0]\n"
                 ":EGRESS-abc123 - [0:0]\n"
                 "-A OUTPUT -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
                 "COMMIT\n",
                 "*filter\n"
                 "-D OUTPUT -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
                 "-F EGRESS-abc123\n"
                 "-X EGRESS-abc123\n"
                 "COMMIT\n"
                 "*nat\n"
                 "-D OUTPUT -m cgroup --path \"egress-abc123/guarded\" -j EGRESS-abc123\n"
                 "-F EGRESS-abc123\n"
                 "-X EGRESS-abc123\n"
                 "COMMIT\n");
}

Test(rules, remove_of_halves)
{
    /* A chain nobody jumps to, and nothing at all. */
    check_remove("a", "*nat\n:EGRESS-a - [0:0]\nCOMMIT\n",
                 "*nat\n-F EGRESS-a\n-X EGRESS-a\nCOMMIT\n");
    check_remove("a", "*nat\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n", "");
    check_remove("a", "*nat\n:EGRESS-ab - [0:0]\n-A OUTPUT -j EGRESS-ab\nCOMMIT\n", "");
    check_remove("a", "", "");
    /* Cut short: what was seen is still removed. */
    check_remove("a", "*nat\n:EGRESS-a - [0:0]", "*nat\n-F EGRESS-a\n-X EGRESS-a\nCOMMIT\n");
}
