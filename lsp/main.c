/* egress-lsp: the command line. */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "lsp/host.h"

static const char usage[] =
    "usage: egress-lsp [OPTIONS]\n"
    "\n"
    "The language server for policies and for workflows with policies in them (LSP 3.17). Editors\n"
    "start it and talk to it over standard input and output.\n"
    "\n"
    "options:\n"
    "  --stdio            talk over standard input and output; so it does without options, too\n"
    "  --socket ADDRESS   for debugging: wait for one client at ADDRESS, a port of 127.0.0.1 or\n"
    "                     the path of a socket\n"
    "  --repo OWNER/REPO  value of {owner} and {repo}; default: GITHUB_REPOSITORY\n"
    "  --defaults NAME    put a named set of rules in front; `gha`: GitHub-hosted runners\n"
    "  --scope KEY=VALUE  attribute of every rule that gives none of that key; repeatable\n"
    "  --uses GLOB        in a workflow: steps that take a policy; default: */egress, ./PATH\n"
    "  --log FILE         a log of egress-run: how often each rule was used is shown beside it\n"
    "  --docs URL         where the pages of diagnostics are\n"
    "  --no-lints         no W11.. and W12..: only what is wrong or surely unintended\n"
    "  --help, --version\n"
    "\n"
    "A client may set the same (and more) in `initializationOptions` or in the section `egress`\n"
    "of its configuration: egress-lsp(1) lists the names.\n";

enum {
    OPTION_STDIO = 256,
    OPTION_SOCKET,
    OPTION_REPO,
    OPTION_DEFAULTS,
    OPTION_SCOPE,
    OPTION_USES,
    OPTION_LOG,
    OPTION_DOCS,
    OPTION_NO_LINTS,
    OPTION_HELP,
    OPTION_VERSION,
};

static const struct option options[] = {
    {"stdio", no_argument, NULL, OPTION_STDIO},
    {"socket", required_argument, NULL, OPTION_SOCKET},
    {"repo", required_argument, NULL, OPTION_REPO},
    {"defaults", required_argument, NULL, OPTION_DEFAULTS},
    {"scope", required_argument, NULL, OPTION_SCOPE},
    {"uses", required_argument, NULL, OPTION_USES},
    {"log", required_argument, NULL, OPTION_LOG},
    {"docs", required_argument, NULL, OPTION_DOCS},
    {"no-lints", no_argument, NULL, OPTION_NO_LINTS},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {0},
};

struct command_line {
    struct settings settings;
    const char *socket; /* NULL: standard input and output */
};

static int complain(const char *what)
{
    fprintf(stderr, "egress-lsp: %s; `egress-lsp --help` tells more\n", what);
    return 2;
}

/* -1: go on; else the exit code. */
static int read_option(struct command_line *line, int option)
{
    struct settings *settings = &line->settings;

    switch (option) {
    case OPTION_STDIO:
        return -1;
    case OPTION_SOCKET:
        line->socket = optarg;
        return -1;
    case OPTION_REPO:
        settings->repo = optarg;
        return -1;
    case OPTION_DEFAULTS:
        settings->defaults = optarg;
        return -1;
    case OPTION_SCOPE:
        if (settings->scope_count == SETTINGS_SCOPE_MAX)
            return complain("too many --scope");
        settings->scope[settings->scope_count++] = optarg;
        return -1;
    case OPTION_USES:
        settings->uses = optarg;
        return -1;
    case OPTION_LOG:
        settings->log = optarg;
        return -1;
    case OPTION_DOCS:
        settings->docs = optarg;
        return -1;
    case OPTION_NO_LINTS:
        settings->lint = false;
        return -1;
    case OPTION_HELP:
        fputs(usage, stdout);
        return 0;
    case OPTION_VERSION:
        puts("egress-lsp " EGRESS_VERSION);
        return 0;
    default:
        return 2;
    }
}

/* ---- the socket ---- */

static int bind_path(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    return fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

static int bind_port(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    return fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

/* One client, from this machine only: it is for debugging, and has no password. */
static int serve_socket(const struct command_line *line)
{
    bool is_port = line->socket[strspn(line->socket, "0123456789")] == '\0';
    int port = is_port ? atoi(line->socket) : 0, listener, fd, code;

    if (is_port && (strlen(line->socket) > 5 || port > 65535))
        return complain("--socket takes a port or a path");
    listener = is_port ? bind_port(port) : bind_path(line->socket);
    if (listener < 0 || listen(listener, 1) < 0) {
        perror("egress-lsp: --socket");
        return 2;
    }
    if (is_port && port == 0) {
        struct sockaddr_in address;
        socklen_t len = sizeof address;

        getsockname(listener, (struct sockaddr *)&address, &len);
        port = ntohs(address.sin_port);
    }
    if (is_port)
        fprintf(stderr, "egress-lsp: waiting at 127.0.0.1:%d\n", port);
    fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    close(listener);
    if (!is_port)
        unlink(line->socket);
    if (fd < 0) {
        perror("egress-lsp: --socket");
        return 2;
    }
    code = host_serve(fd, fd, &line->settings);
    close(fd);
    return code;
}

int main(int argc, char **argv)
{
    struct command_line line = {0};
    const char *repo = getenv("GITHUB_REPOSITORY");
    int option, result = -1;

    settings_init(&line.settings);
    line.settings.repo = repo && *repo ? repo : NULL;
    line.settings.docs = EGRESS_PAGES_URL;
    while (result < 0 && (option = getopt_long(argc, argv, "", options, NULL)) != -1)
        result = read_option(&line, option);
    if (result >= 0)
        return result;
    if (optind < argc)
        return complain("it takes no files: an editor opens them");
    return line.socket ? serve_socket(&line)
                       : host_serve(STDIN_FILENO, STDOUT_FILENO, &line.settings);
}
