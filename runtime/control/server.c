#include "runtime/control/server.h"

#include <errno.h>
#include <event2/event_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define CALLS_MAX 8 /* at once; others are turned away */
#define ASK_S 2     /* until a peer has said what it wants */
#define WORD_MAX 16

struct control_call {
    LIST_ENTRY(control_call) link;
    struct control_server *server;
    struct event readable;
    int fd;
};

struct control_server {
    char path[sizeof(((struct sockaddr_un *)0)->sun_path)];
    int fd;
    struct event *acceptable;
    struct event_base *base;
    const struct control_trust *trust;
    struct control_handlers handlers;
    LIST_HEAD(, control_call) calls;
    unsigned count;
};

const char *control_verb_name(enum control_verb verb)
{
    static const char *const names[CONTROL_VERB_COUNT] = {
        [CONTROL_STATUS] = "status",
        [CONTROL_RELOAD] = "reload",
        [CONTROL_SHUTDOWN] = "shutdown",
    };

    return names[verb];
}

static void call_free(struct control_call *call)
{
    event_del(&call->readable);
    close(call->fd);
    LIST_REMOVE(call, link);
    call->server->count--;
    free(call);
}

void control_answer(struct control_call *call, json_t *answer)
{
    char text[CONTROL_MESSAGE_MAX];
    size_t len = answer ? json_dumpb(answer, text, sizeof(text), JSON_COMPACT) : 0;

    /* Whoever does not take it has gone. */
    if (len > 0 && len <= sizeof(text))
        (void)!send(call->fd, text, len, MSG_DONTWAIT | MSG_NOSIGNAL);
    json_decref(answer);
    call_free(call);
}

void control_answer_error(struct control_call *call, const char *why)
{
    control_answer(call, json_pack("{s:b,s:s}", "ok", 0, "error", why));
}

/* --- what is asked --- */

static void close_all(const int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        close(fds[i]);
}

/* The word, and at most one descriptor. false: not a message of ours; nothing is left open. */
static bool receive(int fd, char word[WORD_MAX], int *ret_fd)
{
    union {
        char bytes[CMSG_SPACE(4 * sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec iov = {.iov_base = word, .iov_len = WORD_MAX - 1};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    ssize_t n = recvmsg(fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    struct cmsghdr *header = n >= 0 ? CMSG_FIRSTHDR(&message) : NULL;
    int fds[4];
    size_t count = 0;

    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(fds, CMSG_DATA(header), count * sizeof(int));
    }
    if (n <= 0 || count > 1 || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) {
        close_all(fds, count);
        return false;
    }
    word[n] = '\0';
    *ret_fd = count == 1 ? fds[0] : -1;
    return true;
}

static void dispatch(struct control_call *call, const char *word, int policy_fd)
{
    const struct control_handlers *handlers = &call->server->handlers;

    for (int verb = 0; verb < CONTROL_VERB_COUNT; verb++) {
        if (strcmp(word, control_verb_name(verb)) != 0)
            continue;
        if ((verb == CONTROL_RELOAD) != (policy_fd >= 0))
            control_answer_error(call, "reload, and nothing else, comes with a policy");
        else
            handlers->asked(call, verb, policy_fd, handlers->context);
        return;
    }
    control_answer_error(call, "there is no such request");
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
    struct control_call *call = context;
    char word[WORD_MAX];
    int policy_fd;

    if ((what & EV_TIMEOUT) || !receive(fd, word, &policy_fd)) {
        call_free(call);
        return;
    }
    event_del(&call->readable);
    dispatch(call, word, policy_fd);
    if (policy_fd >= 0)
        close(policy_fd);
}

/* --- who asks --- */

static void turn_away(struct control_server *server, int fd, const char *why)
{
    struct ucred peer = {0};
    socklen_t len = sizeof(peer);
    json_t *answer = json_pack("{s:b,s:s}", "ok", 0, "error", why);
    char text[512];
    size_t size = answer ? json_dumpb(answer, text, sizeof(text), JSON_COMPACT) : 0;

    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len);
    server->handlers.refused(peer.pid, why, server->handlers.context);
    if (size > 0 && size <= sizeof(text))
        (void)!send(fd, text, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    json_decref(answer);
    close(fd);
}

static void admit(struct control_server *server, int fd)
{
    const struct timeval patience = {.tv_sec = ASK_S};
    const char *why =
        server->count >= CALLS_MAX ? "too many ask at once" : control_distrust(server->trust, fd);
    struct control_call *call = why ? NULL : calloc(1, sizeof(*call));

    if (!call) {
        turn_away(server, fd, why ? why : "out of memory");
        return;
    }
    call->server = server;
    call->fd = fd;
    LIST_INSERT_HEAD(&server->calls, call, link);
    server->count++;
    event_assign(&call->readable, server->base, fd, EV_READ, on_readable, call);
    if (event_add(&call->readable, &patience))
        call_free(call);
}

static void on_acceptable(evutil_socket_t listener, short what, void *context)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    (void)what;
    if (fd >= 0)
        admit(context, fd);
}

/* --- the socket --- */

/* One that a killed run left. Somebody else's file stays: then binding fails. */
static void remove_dead(const struct sockaddr_un *address)
{
    struct stat status;
    int fd;

    if (lstat(address->sun_path, &status) || !S_ISSOCK(status.st_mode) || status.st_uid != 0)
        return;
    fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof(*address)) &&
        errno == ECONNREFUSED)
        unlink(address->sun_path);
    if (fd >= 0)
        close(fd);
}

/* Everybody may ask: who is believed is told by who they are. */
static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd, error = 0;

    if (strlen(path) >= sizeof(address.sun_path))
        return -ENAMETOOLONG;
    strcpy(address.sun_path, path);
    remove_dead(&address);
    fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -errno;
    if (bind(fd, (struct sockaddr *)&address, sizeof(address)))
        error = -errno;
    else if (chmod(path, 0666) || listen(fd, CALLS_MAX)) {
        error = -errno;
        unlink(path);
    }
    if (error)
        close(fd);
    return error ? error : fd;
}

int control_server_new(const char *path, struct event_base *base, const struct control_trust *trust,
                       const struct control_handlers *handlers, struct control_server **ret)
{
    struct control_server *server = calloc(1, sizeof(*server));
    int fd = server ? listen_at(path) : -ENOMEM;

    if (fd < 0) {
        free(server);
        return fd;
    }
    strcpy(server->path, path);
    server->fd = fd;
    server->base = base;
    server->trust = trust;
    server->handlers = *handlers;
    LIST_INIT(&server->calls);
    server->acceptable = event_new(base, fd, EV_READ | EV_PERSIST, on_acceptable, server);
    if (!server->acceptable || event_add(server->acceptable, NULL)) {
        control_server_free(server);
        return -ENOMEM;
    }
    *ret = server;
    return 0;
}

void control_server_free(struct control_server *server)
{
    if (!server)
        return;
    while (!LIST_EMPTY(&server->calls))
        call_free(LIST_FIRST(&server->calls));
    if (server->acceptable)
        event_free(server->acceptable);
    unlink(server->path);
    close(server->fd);
    free(server);
}
