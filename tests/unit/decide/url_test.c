#include "lang/decide/url.h"

#include <criterion/criterion.h>
#include <string.h>

Test(url, paths_have_one_spelling)
{
    static const struct {
        const char *from;
        const char *to; /* NULL: refused */
    } cases[] = {
        {"", "/"},
        {"/", "/"},
        {"?q", "/"},
        {"/a/b", "/a/b"},
        {"/a/b/", "/a/b"},
        {"/a/b?x=/../y", "/a/b"},
        {"/a/b#/c", "/a/b"},
        {"//a///b//", "/a/b"},
        {"/a/./b/.", "/a/b"},
        {"/a/../b", "/b"},
        {"/a/b/..", "/a"},
        {"/a/..", "/"},
        {"/../../a", "/a"},
        {"/a/%2e%2E/b", "/b"},
        {"/%7euser/%41", "/~user/A"},
        {"/x%20y", "/x%20y"},
        {"/x y", "/x%20y"},
        {"/caf\xc3\xa9", "/caf%C3%A9"},
        {"/caf%c3%a9", "/caf%C3%A9"},
        {"/a%2bb+c", "/a%2Bb+c"},
        {"/a:b@c;d=e", "/a:b@c;d=e"},
        {"/...", "/..."},
        {"/a/;x/b", "/a/;x/b"},
        {"/a/...;/b", "/a/...;/b"},
        {"/a/..b;c", "/a/..b;c"},
        {"/a/..;/b", NULL},
        {"/a/..;x=y/b", NULL},
        {"/a/.;/b", NULL},
        {"/a/%2e%2e;/b", NULL},
        {"/a/..;", NULL},
        {"/a/;x/../b", NULL},
        {"/a//../b", NULL},
        {"/a//b/../..", NULL},
        {"a/b", NULL},
        {"*", NULL},
        {"/a%2fb", NULL},
        {"/a%5Cb", NULL},
        {"/a\\b", NULL},
        {"/a%00b", NULL},
        {"/a%0d%0a", NULL},
        {"/a\tb", NULL},
        {"/a\x7f", NULL},
        {"/a%", NULL},
        {"/a%4", NULL},
        {"/a%zz", NULL},
        {"/a%4?", NULL},
    };
    char buffer[64];

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        bool ok = url_normalise_path(cases[i].from, buffer, sizeof(buffer));
        cr_expect_eq(ok, cases[i].to != NULL, "%s", cases[i].from);
        if (ok && cases[i].to)
            cr_expect_str_eq(buffer, cases[i].to, "%s -> %s", cases[i].from, buffer);
    }
}

Test(url, a_path_that_does_not_fit_is_refused)
{
    char buffer[5];

    cr_expect(url_normalise_path("/abc", buffer, sizeof(buffer)));
    cr_expect_not(url_normalise_path("/abcd", buffer, sizeof(buffer)));
    cr_expect_not(url_normalise_path("/a\xc3", buffer, 4));
    cr_expect_not(url_normalise_path("/", buffer, 1));
}

Test(url, is_split)
{
    static const struct {
        const char *text;
        enum url_scheme scheme;
        const char *host;
        uint16_t port; /* 0: refused */
        const char *path;
    } cases[] = {
        {"https://GitHub.com/a?b", SCHEME_HTTPS, "github.com", 443, "/a?b"},
        {"HTTP://github.com", SCHEME_HTTP, "github.com", 80, ""},
        {"http://github.com.:8080/", SCHEME_HTTP, "github.com", 8080, "/"},
        {"http://10.0.0.1:/x", SCHEME_HTTP, "10.0.0.1", 80, "/x"},
        {"http://a.b?x", SCHEME_HTTP, "a.b", 80, "?x"},
        {.text = "ftp://a.b/"},
        {.text = "//a.b/"},
        {.text = "https:///x"},
        {.text = "https://./x"},
        {.text = "https://user@a.b/"},
        {.text = "https://a.b@c.d/"},
        {.text = "https://a.b:0/"},
        {.text = "https://a.b:65536/"},
        {.text = "https://a.b:99999999999/"},
        {.text = "https://a.b:4x/"},
        {.text = "https://a.b:1:2/"},
        {.text = "https://[::1]/"},
        {.text = "https://a%2eb/"},
        {.text = "https://a\\b/"},
        {.text = "https://a b/"},
        {.text = ""},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct url url;
        bool ok = url_parse(cases[i].text, &url);
        cr_expect_eq(ok, cases[i].port != 0, "%s", cases[i].text);
        if (!ok)
            continue;
        cr_expect_eq(url.scheme, cases[i].scheme, "%s", cases[i].text);
        cr_expect_str_eq(url.host, cases[i].host);
        cr_expect_eq(url.port, cases[i].port, "%s", cases[i].text);
        cr_expect_str_eq(url.path, cases[i].path);
    }
}

Test(url, methods)
{
    cr_expect_eq(url_method("GET"), METHOD_GET);
    cr_expect_eq(url_method("OPTIONS"), METHOD_OPTIONS);
    cr_expect_eq(url_method("get"), METHOD_GET);
    cr_expect_eq(url_method("PROPFIND"), METHOD_OTHER);
    cr_expect_eq(url_method(""), METHOD_OTHER);
}
