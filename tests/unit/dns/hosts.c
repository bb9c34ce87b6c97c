#include "runtime/dns/hosts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct hosts *hosts_of(const char *text)
{
    char path[] = "/tmp/egress-hosts-XXXXXX";
    int fd = mkstemp(path);
    cr_assert(fd >= 0);
    cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    struct hosts *hosts = hosts_new(path);
    unlink(path);
    cr_assert_not_null(hosts);
    return hosts;
}

Test(hosts, lines)
{
    struct hosts *hosts = hosts_of("# nothing\n"
                                   "127.0.0.1 localhost.localdomain Two.Example\n"
                                   "\n"
                                   "::1 six.example\n"
                                   "203.0.113.7\ttwo.example # three.example\n"
                                   "300.1.1.1 bad.example\n"
                                   "203.0.113.8 -bad-.example good.example");
    uint32_t found[4];
    cr_expect_eq(hosts_find(hosts, "two.example", found, 4), 2);
    cr_expect_eq(found[0], 0x7f000001u);
    cr_expect_eq(found[1], 0xcb007107u);
    cr_expect_eq(hosts_find(hosts, "two.example", found, 1), 1);
    cr_expect_eq(hosts_find(hosts, "good.example", found, 4), 1);
    cr_expect_eq(hosts_find(hosts, "six.example", found, 4), 0);
    cr_expect_eq(hosts_find(hosts, "three.example", found, 4), 0, "it stands in a comment");
    cr_expect_eq(hosts_find(hosts, "bad.example", found, 4), 0);
    hosts_free(hosts);
}

Test(hosts, no_file)
{
    uint32_t found[1];
    struct hosts *hosts = hosts_new("/nowhere/hosts");
    cr_assert_not_null(hosts);
    cr_expect_eq(hosts_find(hosts, "localhost", found, 1), 0);
    hosts_free(hosts);
}
