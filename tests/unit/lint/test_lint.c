/* Each lint on small policies: which codes, on which lines. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lang/lint/hosts.h"
#include "lang/lint/lint.h"
#include "lang/rules/policy.h"

/* "3:W1101 5:W1207", in the order of the text. */
static void lints_of(const char *text, const struct policy_options *options, char *out, size_t size)
{
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct ruleset rules;
    struct source source;
    size_t used = 0;

    policy_parse(text, strlen(text), options, &arena, &found, &rules);
    cr_assert_eq(found.error_count, 0, "%s", found.count ? found.items[0].message : "");
    source_init(&source, &arena, "test", text, strlen(text));
    lint_policy(&source, &rules, &arena, &found);
    lint_silence(&source, &arena, true, &found);
    diagnostics_sort(&found);
    out[0] = '\0';
    for (uint32_t i = 0; i < found.count; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%u:%s", i ? " " : "",
                                 source_position(&source, found.items[i].spans[0].span.start).line,
                                 diagnostic_infos[found.items[i].code].code);
    arena_free(&arena);
}

static const struct {
    const char *policy;
    const char *lints;
} cases[] = {
    /* nothing to say */
    {"", ""},
    {"example.com\nwww.example.com\n", ""},
    {"api.example.com exe=/usr/bin/curl\napi.example.com exe=/usr/bin/wget\n", ""},
    {"127.0.0.53:53/udp\n10.0.0.2:53/udp\n", ""},

    /* duplicates: the later one */
    {"a.example.com\na.example.com\n", "2:W1101"},
    {"a.example.com\nA.Example.COM:443/tcp\n", "2:W1101"},
    {"a.example.com:80|8080\na.example.com:8080|80|8080\n", "1:W1207 2:W1101"},
    {"[exe=/bin/a]\nx.example.com\n[]\nx.example.com exe=\"/bin/a\"\n", "4:W1101"},
    {"GET|HEAD https://x.example.com/a/\nhttps://x.example.com/a\n", "2:W1101"},
    {"1.2.3.4\n1.2.3.4/32\n", "2:W1101"},

    /* said in the same words more than twice, with others between: the first one stays */
    {"a.example.com\nb.example.com\na.example.com\na.example.com\n", "3:W1101 4:W1101"},
    {"a.x.example.com\na.x.example.com\n*.x.example.com\n", "1:W1102 2:W1102"},
    {"a.example.com insecure\na.example.com\n", "2:W1102"},
    {"[https://a.example.com/x]\n/y\n[]\nhttps://a.example.com/x/y\n", "4:W1101"},
    {"https://a.example.com/x\nhttps://a.example.com/x/*\n", "1:W1102"},
    {"a.example.com exe=/bin/a*\na.example.com exe=\"/bin/a*\"\n", "2:W1102"},
    {"a.example.com arg[1]=x exe=/usr/bin/a\na.example.com arg[2]=x exe=/usr/bin/a\n", ""},
    {"a.example.com exe=/bin/a step=b\na.example.com step=b exe=/bin/a\n", "2:W1101"},
    {"1.2.3.4:53/udp exe=/bin/a\n1.2.3.4:53/tcp exe=/bin/a\n", ""},

    /* shadowed, wherever the broader rule stands */
    {"a.x.example.com\n*.x.example.com\n", "1:W1102"},
    {"*.x.example.com\na.x.example.com\n", "2:W1102"},
    {"a*.x.example.com\n*.x.example.com\n", "1:W1102"},
    {"ab*.x.example.com\na*.x.example.com\n", "1:W1102"},
    {"*.ab*.x.example.com\n*.a*.x.example.com\n", "1:W1102"},
    {"a*.x.example.com\n*.a*.x.example.com\n", ""},
    {"1.2.3.0/24\n1.2.3.4\n", "2:W1102"},
    {"1.2.3.0/24:443\n1.2.3.4:8443\n", ""},
    {"a.example.com\na.example.com:443|8443\n", "1:W1102"},
    {"a.example.com:*\na.example.com\n", "2:W1102"},
    {"a.example.com\na.example.com exe=/bin/a\n", "2:W1102"},
    {"a.example.com exe=/bin/*\na.example.com exe=/bin/a\n", "2:W1102"},
    {"a.example.com exe=/bin/*\na.example.com exe=\"/bin/*\"\n", "2:W1102"},
    {"a.example.com exe=/bin/? \na.example.com exe=`/bin/[ab]`\n", "2:W1102"},
    {"a.example.com cgroup=@docker\na.example.com cgroup=/x/DOCKER/y\n", "2:W1102"},
    {"a.example.com cgroup=@host\na.example.com cgroup=/x/docker/y\n", ""},
    {"a.example.com cgroup=@host\na.example.com cgroup=/x/*/y\n", ""},
    {"a.example.com exe=/bin/a arg=x\na.example.com exe=/bin/a arg[1]=x\n", "2:W1102"},
    {"https://x.example.com/a/*\nhttps://x.example.com/a/b\n", "2:W1102"},
    {"https://x.example.com/a/*\nhttps://x.example.com/a\n", "2:W1102"},
    {"https://x.example.com/a/*/c\nhttps://x.example.com/a/b*/c\n", "2:W1102"},
    {"https://x.example.com/a/*\nPOST https://x.example.com/a/b\n", ""},
    {"https://x.example.com/*\nhttps://x.example.com:8443/\n", ""},
    {"x.example.com\nPOST https://x.example.com/a/b\n", "2:W1102"},
    {"dns:x.example.com\nx.example.com\n", "1:W1102"},
    {"dns:x.example.com\nhttps://x.example.com/\n", "1:W1102"},
    {"dns:x.example.com exe=/bin/a\ndns:*.example.com\n", "1:W1102"},

    /* covered, but for what a name or a flag adds */
    {"0.0.0.0/0:443\nx.example.com\n", "1:W1202"},
    {"x.example.com passthrough\nx.example.com\n", "2:W1102"},
    {"x.example.com\nx.example.com insecure\n", "1:W1102"},
    {"x.example.com exe=/b/a\nx.example.com insecure exe=/b/*\nx.example.com:* exe=/b/a\n",
     "1:W1102"},
    {"x.example.com insecure\nx.example.com\n", "2:W1102"},
    {"https://x.example.com/a insecure\nhttps://x.example.com/b\n", ""},
    {"https://x.example.com/a insecure\nhttps://x.example.com/a\n", "2:W1102"},
    {"x.example.com:443/udp\nx.example.com\n", ""},

    /* covered by several */
    {"1.2.3.0/24\n1.2.3.0/25\n1.2.3.128/25\n", "2:W1102 3:W1102"},
    {"1.2.3.0/24:443 exe=/b/a\n1.2.3.0/25:443|80\n1.2.3.128/25:*\n", "1:W1103"},
    {"x.example.com:443|8443\nx.example.com:443|1\nx.example.com:8443|2\n", "1:W1103"},
    {"x.example.com exe=`/[ab]`\nx.example.com exe=`/a*`\nx.example.com exe=`/b*`\n",
     "1:W1103 2:W1209 3:W1209"},
    {"x.example.com exe=`/[abc]`\nx.example.com exe=`/a*`\nx.example.com exe=`/b*`\n",
     "1:W1209 2:W1209 3:W1209"},
    {"GET|POST https://x.example.com/*\nGET|PUT https://x.example.com/*\n"
     "POST|PUT https://x.example.com/*\n",
     "3:W1103"},
    {"x.example.com cgroup=/a/*\nx.example.com cgroup=@docker\nx.example.com cgroup=@host\n",
     "1:W1103"},

    /* URL rules that passthrough hides */
    {"x.example.com passthrough\nhttps://x.example.com/a\n", "2:W1104"},
    {"x.example.com:8443 passthrough\nhttps://x.example.com/a\n", ""},

    /* headers */
    {"[:8443]\n", "1:W1105"},
    {"x.example.com\n[]\n", "2:W1105"},
    {"[:8443]\nx.example.com\n", ""},
    {"[:8443]\nx.example.com:1\n", ""}, /* keeps the protocol */
    {"[:8443]\nx.example.com:1/tcp\n", "1:W1105"},
    {"[GET|POST]\nx.example.com\n", "1:W1105"},
    {"[exe=/bin/a]\nx.example.com exe=/bin/b\n", "1:W1105"},
    {"[exe=/bin/a step=b]\nx.example.com exe=/bin/b\n", ""},
    {"[https://x.example.com]\n/a\n", ""},
    {"[https://x.example.com]\nGET https://y.example.com/\n", "1:W1105"},
    {"[:1]\n[:2]\nx.example.com\n", "1:W1105"},

    /* risky */
    {"*.example.com\n", "1:W1201"},
    {"*.example.com\nexample.com:22\n", ""},
    {"*.a.example.com\n", ""},
    {"*.co.uk\n", "1:W1204"},
    {"dns:*.com\n", "1:W1204"},
    {"*.example.co.uk\n", "1:W1201"},
    {"*.blob.core.windows.net\n", "1:W1205"},
    {"a*.blob.core.windows.net\n", "1:W1205"},
    {"x.blob.core.windows.net exe=/usr/bin/az\n", ""},
    {"*.me.github.io\n", ""},
    {"*.s3.eu-west-1.amazonaws.com\n", "1:W1205"},
    {"github.com\n", "1:W1206"},
    {"github.com exe=/usr/bin/git\n", ""},
    {"https://api.github.com/repos/*\n", ""},
    {"POST https://api.github.com/repos/*\n", "1:W1206"},
    {"* https://api.github.com/repos/* exe=/usr/bin/gh\n", "1:W1203"},
    {"http://x.example.com/\n", "1:W1207"},
    {"x.example.com:80|443\n", "1:W1207"},
    {"2.0.0.0/7\n", "1:W1202"},
    {"1.2.0.0/16:*\n", "1:W1202"},
    {"1.2.0.0/16\n", ""},
    {"169.254.169.254:80\n", "1:W1208"},
    {"http://169.254.169.254/latest/*\n", "1:W1208"},
    {"169.254.169.254:80 cgroup=/a\n", ""},
    {"192.168.1.0/24\n", "1:W1208"},
    {"x.example.com exe=*/node\n", "1:W1209"},
    {"x.example.com exe=node\n", "1:W1209"},
    {"x.example.com exe=/tmp/node\n", "1:W1209"},
    {"x.example.com arg=--upload\n", "1:W1209"},
    {"x.example.com arg=--upload exe=/usr/bin/node\n", ""},
    {"x.example.com exe=*/node step=build\n", ""},

    /* silenced */
    {"github.com  # egress: allow W1206\n", ""},
    {"# egress: allow W1206\ngithub.com\n", ""},
    {"# egress: allow W1206\n\n# why\ngithub.com\ngithub.com:22\n", "5:W1206"},
    {"# egress: allow-file W1206\ngithub.com\ngithub.com:22\n", ""},
    {"github.com:80  # egress: allow W1206,W1207 known\n", ""},
    {"x.example.com  # egress: allow W1206\n", "1:W1302"},
    {"x.example.com  # egress: allow W9999\n", "1:W1301"},
    {"x.example.com  # egress: allow E0101\n", "1:W1301"},
    {"x.example.com  # egress: deny W1206\n", "1:W1301"},
    {"x.example.com  # egress: allow\n", "1:W1301"},
    {"github.com arg=\" # egress: allow W1209\"\n", "1:W1209"},
};

Test(lint, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char lints[256];

        lints_of(cases[i].policy, &(struct policy_options){0}, lints, sizeof lints);
        cr_expect_str_eq(lints, cases[i].lints, "%s: got \"%s\", not \"%s\"", cases[i].policy,
                         lints, cases[i].lints);
    }
}

Test(lint, defaults_are_no_finding)
{
    char lints[256];

    lints_of("127.0.0.53:53/udp\n", &(struct policy_options){.defaults = "gha"}, lints,
             sizeof lints);
    cr_expect_str_eq(lints, "1:W1102");
}

/* A line with an error may be what the header is there for. */
Test(lint, headers_above_errors)
{
    static const struct {
        const char *text;
        uint32_t unused;
    } policies[] = {
        {"[:22]\n${{ inputs.more }}\n", 0},
        {"[:22]\n\n# a\n${{ inputs.more }}\n[]\nx.example.com\n", 0},
        {"[:22]\n# a\n[]\n${{ inputs.more }}\n", 1},
        {"[:22]\nx.example.com:1/tcp\n?\n", 0},
    };

    for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++) {
        struct arena arena = {0};
        struct diagnostics found = {.arena = &arena};
        struct ruleset rules;
        struct source source;
        uint32_t unused = 0;

        policy_parse(policies[i].text, strlen(policies[i].text), &(struct policy_options){0},
                     &arena, &found, &rules);
        source_init(&source, &arena, "", policies[i].text, strlen(policies[i].text));
        lint_policy(&source, &rules, &arena, &found);
        for (uint32_t j = 0; j < found.count; j++)
            unused += found.items[j].code == DIAGNOSTIC_HEADER_UNUSED;
        cr_expect_eq(unused, policies[i].unused, "%s", policies[i].text);
        arena_free(&arena);
    }
}

Test(lint, placeholders_are_names_of_their_own)
{
    char lints[256];
    const struct policy_options options = {.placeholders_may_stay = true};

    lints_of("https://x.example.com/{owner}\nhttps://x.example.com/{repo}\n", &options, lints,
             sizeof lints);
    cr_expect_str_eq(lints, "1:W0801 2:W0801");
    lints_of("https://x.example.com/{owner}/*\nhttps://x.example.com/{owner}/a\n", &options, lints,
             sizeof lints);
    cr_expect_str_eq(lints, "1:W0801 2:W1102 2:W0801");
}

Test(lint, host_tables_are_sorted)
{
    cr_expect(hosts_sorted());
}
