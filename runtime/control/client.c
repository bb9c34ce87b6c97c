#include "runtime/control/client.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "runtime/control/server.h"

#define STATE_DIR "/run/egress"
#define SUFFIX ".ctl"
#define ANSWER_S 15 /* longer than a run takes over a reload */
#define EXIT_UNWELL 1
#define EXIT_USAGE 2

const char control_help[] =
    "usage: egress-run ctl status [--json]\n"
    "       egress-run ctl reload FILE\n"
    "       egress-run ctl shutdown\n"
    "\n"
    "Asks a run that is under way: for root, and for the user and the job that started it.\n"
    "\n"
    "options:\n"
    "  --run ID           which run: by the name that `ctl status` and /run/egress know\n"
    "  --control PATH     which run: by the socket that it was started with\n"
    "  --json             print the answer as JSON\n"
    "  --help             print this\n"
    "\n"
    "The exit status is 0 where all is well, 1 where the run is not or refuses, 2 where it cannot\n"
    "be asked.\n";

struct wish {
    enum control_verb verb;
    const char *run, *control, *file;
    bool json;
};

static int complain(const char *what, const char *why)
{
    fprintf(stderr, "egress-run: %s%s%s\n", what, why ? ": " : "", why ? why : "");
    return EXIT_USAGE;
}

/* --- which run --- */

static bool is_socket_name(const char *name)
{
    size_t len = strlen(name);

    return len > strlen(SUFFIX) && strcmp(name + len - strlen(SUFFIX), SUFFIX) == 0;
}

/* The only one there is. */
static int find_only(char *ret, size_t size)
{
    DIR *dir = opendir(STATE_DIR);
    struct dirent *entry;
    unsigned count = 0;

    if (!dir)
        return complain(errno == ENOENT ? "no run is under way" : "cannot read " STATE_DIR,
                        errno == ENOENT ? NULL : strerror(errno));
    while ((entry = readdir(dir)) != NULL)
        if (is_socket_name(entry->d_name)) {
            count++;
            snprintf(ret, size, STATE_DIR "/%s", entry->d_name);
        }
    closedir(dir);
    if (count == 0)
        return complain("no run is under way", NULL);
    return count == 1 ? 0 : complain("several runs are under way: name one with --run", NULL);
}

static int find_socket(const struct wish *wish, char *ret, size_t size)
{
    if (wish->control)
        snprintf(ret, size, "%s", wish->control);
    else if (wish->run &&
             strspn(wish->run, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen(wish->run))
        snprintf(ret, size, STATE_DIR "/%s" SUFFIX, wish->run);
    else if (wish->run)
        return complain("no run has such a name", wish->run);
    else
        return find_only(ret, size);
    return 0;
}

/* --- asking --- */

static int dial(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const struct timeval patience = {.tv_sec = ANSWER_S};
    int fd;

    if (strlen(path) >= sizeof(address.sun_path))
        return -ENAMETOOLONG;
    strcpy(address.sun_path, path);
    fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    if (connect(fd, (struct sockaddr *)&address, sizeof(address))) {
        int error = -errno;

        close(fd);
        return error;
    }
    return fd;
}

static int send_wish(int fd, const struct wish *wish, int policy_fd)
{
    const char *word = control_verb_name(wish->verb);
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    struct iovec iov = {.iov_base = (void *)(uintptr_t)word, .iov_len = strlen(word)};
    struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1};

    if (policy_fd >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof(control.bytes);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &policy_fd, sizeof(int));
    }
    return sendmsg(fd, &message, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

static json_t *receive(int fd)
{
    char text[CONTROL_MESSAGE_MAX];
    ssize_t n = recv(fd, text, sizeof(text), 0);

    /* Closed with our request unread: said once, and before what was sent to us. */
    if (n < 0 && errno == ECONNRESET)
        n = recv(fd, text, sizeof(text), 0);
    return n > 0 ? json_loadb(text, (size_t)n, 0, NULL) : NULL;
}

/* --- showing --- */

static void print_value(const json_t *value)
{
    char *text;

    if (json_is_string(value)) {
        printf("%s", json_string_value(value));
        return;
    }
    text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    printf("%s", text ? text : "?");
    free(text);
}

static void print_status(json_t *answer)
{
    const char *key, *inner;
    json_t *value, *part;

    json_object_foreach(answer, key, value)
    {
        if (strcmp(key, "ok") == 0)
            continue;
        if (!json_is_object(value)) {
            printf("%-12s", key);
            print_value(value);
        } else {
            printf("%-12s", key);
            json_object_foreach(value, inner, part)
            {
                printf("%s ", inner);
                print_value(part);
                printf("  ");
            }
        }
        printf("\n");
    }
}

static int show(const struct wish *wish, json_t *answer)
{
    const char *error = json_string_value(json_object_get(answer, "error"));
    const char *health = json_string_value(json_object_get(answer, "health"));

    if (wish->json) {
        json_dumpf(answer, stdout, JSON_INDENT(2));
        printf("\n");
    } else if (error) {
        complain(error, NULL);
    } else {
        print_status(answer);
    }
    if (fflush(stdout))
        return EXIT_USAGE;
    return error || (health && strcmp(health, "good") != 0) ? EXIT_UNWELL : 0;
}

static int ask(const struct wish *wish, int policy_fd)
{
    char path[512];
    int status = find_socket(wish, path, sizeof(path));
    int fd;
    json_t *answer;

    if (status)
        return status;
    fd = dial(path);
    if (fd < 0)
        return complain(path, fd == -ENOENT || fd == -ECONNREFUSED ? "no run answers there"
                                                                   : strerror(-fd));
    /* A run that turns us away may have closed already; its answer says why. */
    (void)send_wish(fd, wish, policy_fd);
    answer = receive(fd);
    close(fd);
    if (!answer)
        return complain("the run gave no answer", NULL);
    status = show(wish, answer);
    json_decref(answer);
    return status;
}

/* --- words --- */

static bool find_verb(const char *word, enum control_verb *ret)
{
    for (int verb = 0; verb < CONTROL_VERB_COUNT; verb++)
        if (strcmp(word, control_verb_name(verb)) == 0) {
            *ret = verb;
            return true;
        }
    return false;
}

static bool take_options(int argc, char **argv, struct wish *wish, bool *ret_help)
{
    static const struct option options[] = {
        {"run", required_argument, NULL, 'r'},
        {"control", required_argument, NULL, 'c'},
        {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    int option;

    optind = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1)
        switch (option) {
        case 'r':
            wish->run = optarg;
            break;
        case 'c':
            wish->control = optarg;
            break;
        case 'j':
            wish->json = true;
            break;
        case 'h':
            *ret_help = true;
            break;
        default:
            return false;
        }
    return true;
}

int control_client(int argc, char **argv)
{
    struct wish wish = {0};
    bool help = false;
    int policy_fd = -1, status;

    if (!take_options(argc, argv, &wish, &help))
        return complain("ctl does not know that option (ctl --help tells more)", NULL);
    if (help)
        return fputs(control_help, stdout) >= 0 && fflush(stdout) == 0 ? 0 : EXIT_USAGE;
    if (optind >= argc || !find_verb(argv[optind], &wish.verb))
        return complain("ctl is asked for status, reload or shutdown (ctl --help tells more)",
                        NULL);
    wish.file = optind + 1 < argc ? argv[optind + 1] : NULL;
    if ((wish.verb == CONTROL_RELOAD) != (wish.file != NULL) || optind + 2 < argc)
        return complain("ctl reload takes one file, and the others none", NULL);
    if (wish.file) {
        policy_fd = open(wish.file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (policy_fd < 0)
            return complain(wish.file, strerror(errno));
    }
    status = ask(&wish, policy_fd);
    if (policy_fd >= 0)
        close(policy_fd);
    return status;
}
