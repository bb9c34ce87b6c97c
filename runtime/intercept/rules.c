#include "runtime/intercept/rules.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_TEXT_MAX 1024

bool run_id_valid(const char *run_id)
{
    size_t len = strspn(run_id, "abcdefghijklmnopqrstuvwxyz0123456789");

    return run_id[len] == '\0' && len > 0 && len < RUN_ID_MAX;
}

/* iptables-restore reads a word in double quotes, with a backslash before what it would mistake. */
static int quote_path(const char *path, char *ret, size_t size)
{
    size_t used = 0;

    for (; *path; path++) {
        if ((unsigned char)*path < ' ' || *path == 0x7f)
            return -EINVAL;
        if (used + 3 > size)
            return -ENOSPC;
        if (*path == '"' || *path == '\\')
            ret[used++] = '\\';
        ret[used++] = *path;
    }
    ret[used] = '\0';
    return used > 0 ? 0 : -EINVAL;
}

/* What the worker sends is in a zone of its own; the guarded cgroup's TCP and DNS go to listeners.
 */
static void print_redirects(FILE *out, const struct redirect_config *config, const char *path)
{
    const char *id = config->run_id;

    fprintf(out,
            "*raw\n"
            ":EGRESS-%s - [0:0]\n"
            "-I OUTPUT 1 -m cgroup --path \"%s/worker\" -j EGRESS-%s\n"
            "-A EGRESS-%s -j CT --zone-orig %u\n"
            "COMMIT\n",
            id, path, id, id, config->zone);
    fprintf(out,
            "*nat\n"
            ":EGRESS-%s - [0:0]\n"
            "-I OUTPUT 1 -m cgroup --path \"%s/guarded\" -j EGRESS-%s\n"
            "-A EGRESS-%s -p tcp -j REDIRECT --to-ports %u\n"
            "-A EGRESS-%s -p udp -m udp --dport 53 -j REDIRECT --to-ports %u\n"
            "COMMIT\n",
            id, path, id, id, config->tcp_port, id, config->dns_port);
}

/* Datagrams of flows that are not decided, or that might begin a connection of QUIC, are held. */
static void print_holds(FILE *out, const struct redirect_config *config, const char *path)
{
    const char *id = config->run_id;

    fprintf(out,
            "*mangle\n"
            ":EGRESS-%s - [0:0]\n"
            "-I OUTPUT 1 -p udp -m cgroup --path \"%s/guarded\" -j EGRESS-%s\n"
            "-A EGRESS-%s -m mark --mark %#x/%#x -j MARK --set-mark 0\n"
            "-A EGRESS-%s -p udp -m udp --dport 53 -j RETURN\n"
            "-A EGRESS-%s -p udp -m udp --sport 53 -j RETURN\n"
            "-A EGRESS-%s -m connmark --mark %#x -j RETURN\n"
            "-A EGRESS-%s -m connmark --mark %#x"
            " -m u32 ! --u32 \"0>>22&0x3c@8&0x80000000=0x80000000\" -j RETURN\n"
            "-A EGRESS-%s -p udp -j NFQUEUE --queue-num %u\n"
            "COMMIT\n",
            id, path, id, id, udp_mark(config->zone, 0), UDP_MARK_RUN, id, id, id,
            udp_mark(config->zone, UDP_MARK_ALLOWED), id, udp_mark(config->zone, UDP_MARK_NAMED),
            id, config->zone);
}

static void print_filter(FILE *out, const struct redirect_config *config, const char *path)
{
    const char *id = config->run_id;

    fprintf(out,
            "*filter\n"
            ":EGRESS-%s - [0:0]\n"
            "-I OUTPUT 1 -m cgroup --path \"%s/guarded\" -j EGRESS-%s\n"
            "-A EGRESS-%s -d 127.0.0.1/32 -p tcp -m tcp --dport %u"
            " -m conntrack --ctstate DNAT --ctdir ORIGINAL -j ACCEPT\n"
            "-A EGRESS-%s -d 127.0.0.1/32 -p udp -m udp --dport %u"
            " -m conntrack --ctstate DNAT --ctdir ORIGINAL -j ACCEPT\n",
            id, path, id, id, config->tcp_port, id, config->dns_port);
    fprintf(out,
            "-A EGRESS-%s -p udp -m mark --mark %#x -j CONNMARK --set-mark %#x\n"
            "-A EGRESS-%s -p udp -m mark --mark %#x -j CONNMARK --set-mark %#x\n"
            "-A EGRESS-%s -p udp -m mark --mark %#x -j CONNMARK --set-mark 0\n"
            "-A EGRESS-%s -p udp -m mark --mark %#x/%#x -j MARK --set-mark 0\n"
            "-A EGRESS-%s -p udp -m connmark --mark %#x -j RETURN\n"
            "-A EGRESS-%s -p udp -m connmark --mark %#x -j RETURN\n",
            id, udp_mark(config->zone, UDP_MARK_ALLOWED), udp_mark(config->zone, UDP_MARK_ALLOWED),
            id, udp_mark(config->zone, UDP_MARK_NAMED), udp_mark(config->zone, UDP_MARK_NAMED), id,
            udp_mark(config->zone, UDP_MARK_REFUSED), id, udp_mark(config->zone, 0), UDP_MARK_RUN,
            id, udp_mark(config->zone, UDP_MARK_ALLOWED), id,
            udp_mark(config->zone, UDP_MARK_NAMED));
    fprintf(out,
            "-A EGRESS-%s -p tcp -m tcp --sport 53 -j REJECT --reject-with tcp-reset\n"
            "-A EGRESS-%s -p tcp -m conntrack --ctstate ESTABLISHED --ctdir REPLY"
            " -m addrtype --dst-type LOCAL -j ACCEPT\n"
            "-A EGRESS-%s -p tcp -j REJECT --reject-with tcp-reset\n"
            "-A EGRESS-%s -j REJECT --reject-with icmp-admin-prohibited\n"
            "COMMIT\n",
            id, id, id, id);
}

static void print_ipv4(FILE *out, const struct redirect_config *config, const char *path)
{
    print_redirects(out, config, path);
    if (config->audit)
        return;
    print_holds(out, config, path);
    print_filter(out, config, path);
}

static void print_ipv6(FILE *out, const struct redirect_config *config, const char *path)
{
    const char *id = config->run_id;

    if (config->audit)
        return;
    fprintf(out,
            "*filter\n"
            ":EGRESS-%s - [0:0]\n"
            "-I OUTPUT 1 -m cgroup --path \"%s/guarded\" -j EGRESS-%s\n"
            "-A EGRESS-%s -p tcp -j REJECT --reject-with tcp-reset\n"
            "-A EGRESS-%s -j REJECT --reject-with icmp6-adm-prohibited\n"
            "COMMIT\n",
            id, path, id, id, id);
}

int rules_install_text(const struct redirect_config *config, enum ip_family family, char *ret_text,
                       size_t size)
{
    char path[PATH_TEXT_MAX];
    char *text = NULL;
    size_t len;
    FILE *out;
    int error;

    if (!run_id_valid(config->run_id) || config->tcp_port == 0 || config->dns_port == 0 ||
        config->zone == 0)
        return -EINVAL;
    error = quote_path(config->run_path, path, sizeof(path));
    if (error)
        return error;
    out = open_memstream(&text, &len);
    if (!out)
        return -ENOMEM;
    (family == FAMILY_IPV4 ? print_ipv4 : print_ipv6)(out, config, path);
    if (fclose(out))
        error = -ENOMEM;
    else if (len >= size)
        error = -ENOSPC;
    else
        memcpy(ret_text, text, len + 1);
    free(text);
    return error;
}

/* Does `word` stand in the line, blanks or the line's ends around it? */
static bool has_word(const char *line, size_t len, const char *word)
{
    size_t word_len = strlen(word);

    for (size_t at = 0; at + word_len <= len; at++) {
        bool starts = at == 0 || line[at - 1] == ' ';
        bool ends = at + word_len == len || line[at + word_len] == ' ';

        if (starts && ends && memcmp(line + at, word, word_len) == 0)
            return true;
    }
    return false;
}

size_t rules_count(const char *run_id, const char *text)
{
    char chain[CHAIN_NAME_MAX], head[CHAIN_NAME_MAX + 1];
    size_t count = 0;

    if (!run_id_valid(run_id))
        return 0;
    snprintf(chain, sizeof(chain), CHAIN_PREFIX "%s", run_id);
    snprintf(head, sizeof(head), ":%s", chain);
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n");

        count += has_word(line, len, chain) || has_word(line, len, head);
        line += len + (line[len] == '\n');
    }
    return count;
}

/* What one table of iptables-save holds of the run, gathered line by line. */
struct table {
    const char *name; /* in `saved`; NULL before the first */
    size_t name_len;
    bool has_chain;
    FILE *deletes;
    char *deletes_text;
    size_t deletes_len;
};

static void table_end(struct table *table, const char *chain, FILE *out)
{
    fclose(table->deletes);
    if (table->has_chain || table->deletes_len > 0) {
        fprintf(out, "*%.*s\n%s", (int)table->name_len, table->name, table->deletes_text);
        if (table->has_chain)
            fprintf(out, "-F %s\n-X %s\n", chain, chain);
        fprintf(out, "COMMIT\n");
    }
    free(table->deletes_text);
    *table = (struct table){0};
}

static bool table_start(struct table *table, const char *name, size_t len)
{
    *table = (struct table){.name = name, .name_len = len};
    table->deletes = open_memstream(&table->deletes_text, &table->deletes_len);
    return table->deletes != NULL;
}

static void table_line(struct table *table, const char *chain, const char *line, size_t len)
{
    size_t chain_len = strlen(chain);

    if (line[0] == ':')
        table->has_chain |= len > chain_len + 1 && memcmp(line + 1, chain, chain_len) == 0 &&
                            line[chain_len + 1] == ' ';
    /* Jumps into the chain, wherever they are; the chain's own rules go with -F. */
    else if (len > 3 && memcmp(line, "-A ", 3) == 0 && has_word(line, len, chain) &&
             !(len > 3 + chain_len && memcmp(line + 3, chain, chain_len) == 0 &&
               line[3 + chain_len] == ' '))
        fprintf(table->deletes, "-D %.*s\n", (int)(len - 3), line + 3);
    fflush(table->deletes);
}

int rules_remove_text(const char *run_id, const char *saved, char **ret_text)
{
    char chain[CHAIN_NAME_MAX];
    struct table table = {0};
    char *text = NULL;
    size_t text_len;
    FILE *out;
    bool ok = true;

    if (!run_id_valid(run_id))
        return -EINVAL;
    out = open_memstream(&text, &text_len);
    if (!out)
        return -ENOMEM;
    snprintf(chain, sizeof(chain), CHAIN_PREFIX "%s", run_id);
    for (const char *line = saved; ok && *line;) {
        size_t len = strcspn(line, "\n");

        if (line[0] == '*' && !table.name)
            ok = table_start(&table, line + 1, len - 1);
        else if (table.name && len == 6 && memcmp(line, "COMMIT", 6) == 0)
            table_end(&table, chain, out);
        else if (table.name)
            table_line(&table, chain, line, len);
        line += len + (line[len] == '\n');
    }
    if (table.name)
        table_end(&table, chain, out);
    if (ferror(out))
        ok = false;
    fclose(out);
    if (!ok || !text) {
        free(text);
        return -ENOMEM;
    }
    *ret_text = text;
    return 0;
}
