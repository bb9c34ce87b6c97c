#include "tests/unit/worker/rig.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/attribution/who_wire.h"
#include "runtime/proxy/conn.h"

#define FLOWS_MAX 65536
#define PATIENCE_S 10
#define MOMENT_MS 100

struct flow {
    uint32_t ip;
    uint16_t port;
};

struct rig {
    struct rig_options options;
    struct limits limits;
    struct event_base *base;
    struct decide *decide;
    struct who_client *who;
    struct log *log;
    struct resolver *resolver;
    struct dns *dns;
    struct proxy *proxy;
    struct event *stop, *answers;
    int listener, dns_socket, log_fd;
    uint16_t listener_port, dns_port;
    int who_fds[2], stop_fds[2];
    pthread_t loop, broker;
    bool running;
    pthread_mutex_t lock;
    struct flow flows[FLOWS_MAX]; /* by the client's port */
    enum who_status status;
    json_t *lines;
};

/* ---- the policy -------------------------------------------------------------------------- */

static bool opens_connection(const struct rig_rule *rule, const struct facts *facts)
{
    if (rule->port && rule->port != facts->dst_port)
        return false;
    if (rule->ip)
        return rule->ip == facts->dst_ip;
    return facts->host && strcmp(rule->host, facts->host) == 0;
}

static struct verdict ask_rules(const void *policy, enum question question,
                                const struct facts *facts)
{
    const struct rig_rule *rule = policy;
    struct verdict verdict = {.rule = -1};
    for (int32_t i = 0; rule[i].ip || rule[i].host; i++) {
        bool matches = opens_connection(&rule[i], facts);
        if (question == QUESTION_DNS)
            matches = rule[i].host && strcmp(rule[i].host, facts->host) == 0;
        if (!matches)
            continue;
        if (rule[i].path && question == QUESTION_TLS)
            verdict = (struct verdict){
                .allow = true, .inspect_only = true, .insecure = rule[i].insecure, .rule = i};
        if (rule[i].path && question == QUESTION_HTTP)
            matches = facts->method & (METHOD_GET | METHOD_HEAD) && facts->path &&
                      strncmp(rule[i].path, facts->path, strlen(rule[i].path)) == 0;
        else if (rule[i].path && question != QUESTION_DNS)
            continue;
        if (matches)
            return (struct verdict){.allow = true,
                                    .passthrough = rule[i].passthrough,
                                    .insecure = rule[i].insecure,
                                    .rule = i};
    }
    return verdict;
}

/* All servers of tests are on loopback. */
static bool names_address(const void *policy, uint32_t ip, const struct process_facts *process)
{
    const struct rig *rig = policy;
    return !rig->options.sift_answers && ip >> 24 == 127 && process;
}

/* ---- the broker -------------------------------------------------------------------------- */

static void answer_one(struct rig *rig, const struct who_question *question, uint64_t id)
{
    static const char *const argv[] = {"test", "client"};
    char message[WIRE_MESSAGE_MAX];
    pthread_mutex_lock(&rig->lock);
    struct flow flow = rig->flows[question->peer_port];
    struct who_answer answer = {.status = flow.port ? rig->status : WHO_NO_FLOW,
                                .src_ip = question->peer_ip,
                                .src_port = question->peer_port,
                                .dst_ip = flow.ip,
                                .dst_port = flow.port};
    pthread_mutex_unlock(&rig->lock);
    if (answer.status == WHO_FOUND) {
        answer.pid = 4242;
        answer.process = (struct process_facts){
            .exe = "/usr/bin/test-client", .argv = argv, .argc = 2, .cgroup = "/guarded"};
    }
    long len = wire_answer_encode(message, sizeof(message), &answer, id);
    if (len > 0)
        send(rig->who_fds[1], message, (size_t)len, MSG_NOSIGNAL);
}

static void *run_broker(void *context)
{
    struct rig *rig = context;
    char message[256];
    ssize_t n;
    while ((n = recv(rig->who_fds[1], message, sizeof(message), 0)) > 0) {
        struct who_question question;
        uint64_t id;
        if (wire_question_decode(message, (size_t)n, &question, &id) == 0)
            answer_one(rig, &question, id);
    }
    return NULL;
}

/* ---- the loop ---------------------------------------------------------------------------- */

static void on_stop(evutil_socket_t fd, short what, void *context)
{
    struct rig *rig = context;
    (void)fd;
    (void)what;
    event_base_loopbreak(rig->base);
}

static void on_answers(evutil_socket_t fd, short what, void *context)
{
    struct rig *rig = context;
    (void)fd;
    (void)what;
    if (who_client_readable(rig->who))
        event_base_loopbreak(rig->base);
}

static void *run_loop(void *context)
{
    struct rig *rig = context;
    event_base_dispatch(rig->base);
    proxy_free(rig->proxy);
    dns_free(rig->dns);
    resolver_free(rig->resolver);
    who_client_free(rig->who);
    return NULL;
}

static uint16_t port_of(int fd)
{
    struct sockaddr_in self;
    socklen_t len = sizeof(self);
    cr_assert(getsockname(fd, (struct sockaddr *)&self, &len) == 0);
    return ntohs(self.sin_port);
}

static int bound_socket(int type, uint32_t ip)
{
    static const int on = 1;
    static const struct timeval patience = {.tv_sec = PATIENCE_S};
    struct sockaddr_in self = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(ip)};
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    cr_assert(fd >= 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    cr_assert(bind(fd, (struct sockaddr *)&self, sizeof(self)) == 0);
    return fd;
}

static void open_sockets(struct rig *rig)
{
    static const int on = 1;
    char path[] = "/tmp/egress-worker-XXXXXX";
    rig->listener = bound_socket(SOCK_STREAM, INADDR_LOOPBACK);
    cr_assert(listen(rig->listener, 1024) == 0);
    rig->listener_port = port_of(rig->listener);
    rig->dns_socket = bound_socket(SOCK_DGRAM, INADDR_LOOPBACK);
    setsockopt(rig->dns_socket, IPPROTO_IP, IP_PKTINFO, &on, sizeof(on));
    rig->dns_port = port_of(rig->dns_socket);
    cr_assert(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, rig->who_fds) == 0);
    fcntl(rig->who_fds[0], F_SETFL, O_NONBLOCK);
    cr_assert(pipe(rig->stop_fds) == 0);
    if (rig->options.log_path) {
        rig->log_fd = open(rig->options.log_path, O_WRONLY | O_APPEND | O_CLOEXEC);
    } else {
        rig->log_fd = mkostemp(path, O_APPEND | O_CLOEXEC);
        unlink(path);
    }
    cr_assert(rig->log_fd >= 0);
}

static void open_rooms(struct rig *rig)
{
    const struct matcher matcher = {.ask = ask_rules, .policy = rig->options.rules};
    rig->base = event_base_new();
    rig->decide = decide_new(matcher);
    rig->who = who_client_new(rig->who_fds[0]);
    rig->log = log_new(rig->log_fd, NULL);
    if (rig->options.nameserver)
        rig->resolver = resolver_new(rig->base, &rig->limits, rig->options.nameserver);
    rig->dns = dns_new(&(struct dns_config){.base = rig->base,
                                            .decide = rig->decide,
                                            .who = rig->who,
                                            .log = rig->log,
                                            .limits = &rig->limits,
                                            .names_address = names_address,
                                            .policy = rig,
                                            .socket = rig->dns_socket});
    rig->proxy = proxy_new(&(struct proxy_config){.base = rig->base,
                                                  .decide = rig->decide,
                                                  .who = rig->who,
                                                  .log = rig->log,
                                                  .limits = &rig->limits,
                                                  .dns = rig->dns,
                                                  .resolver = rig->resolver,
                                                  .tls = rig->options.tls,
                                                  .listener = rig->listener});
    cr_assert(rig->proxy && rig->dns);
    rig->stop = event_new(rig->base, rig->stop_fds[0], EV_READ, on_stop, rig);
    rig->answers = event_new(rig->base, rig->who_fds[0], EV_READ | EV_PERSIST, on_answers, rig);
    event_add(rig->stop, NULL);
    event_add(rig->answers, NULL);
}

struct rig *rig_new(const struct rig_options *options)
{
    struct rig *rig = calloc(1, sizeof(*rig));
    cr_assert(rig != NULL);
    rig->options = *options;
    rig->limits = limits_default();
    if (options->tune)
        options->tune(&rig->limits);
    rig->status = WHO_FOUND;
    pthread_mutex_init(&rig->lock, NULL);
    signal(SIGPIPE, SIG_IGN);
    open_sockets(rig);
    open_rooms(rig);
    return rig;
}

static void start(struct rig *rig)
{
    if (rig->running)
        return;
    rig->running = true;
    cr_assert(pthread_create(&rig->broker, NULL, run_broker, rig) == 0);
    cr_assert(pthread_create(&rig->loop, NULL, run_loop, rig) == 0);
}

void rig_bind(struct rig *rig, const char *name, uint32_t ip)
{
    cr_assert(!rig->running);
    decide_bind(rig->decide, name, ip, 3600, proxy_now_ms());
}

void rig_status(struct rig *rig, enum who_status status)
{
    pthread_mutex_lock(&rig->lock);
    rig->status = status;
    pthread_mutex_unlock(&rig->lock);
}

static int connect_through(struct rig *rig, int type, uint32_t ip, uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = bound_socket(type, INADDR_LOOPBACK);
    start(rig);
    pthread_mutex_lock(&rig->lock);
    rig->flows[port_of(fd)] = (struct flow){.ip = ip, .port = port};
    pthread_mutex_unlock(&rig->lock);
    to.sin_port = htons(type == SOCK_STREAM ? rig->listener_port : rig->dns_port);
    cr_assert(connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0);
    return fd;
}

int rig_connect(struct rig *rig, uint32_t ip, uint16_t port)
{
    return connect_through(rig, SOCK_STREAM, ip, port);
}

int rig_datagram(struct rig *rig, uint32_t ip, uint16_t port)
{
    return connect_through(rig, SOCK_DGRAM, ip, port);
}

void rig_counters(struct rig *rig, struct proxy_counters *ret)
{
    proxy_counters(rig->proxy, ret);
}

/* Only words that errors.def lists: the schema holds others for invalid. */
static bool is_error_word(const char *word)
{
    static const char *const words[] = {
        "",
#define LOG_ERROR_WORD(word, meaning) #word,
#include "runtime/log/errors.def"
#undef LOG_ERROR_WORD
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static json_t *read_log(int fd)
{
    json_t *lines = json_array();
    int copy = dup(fd);
    lseek(copy, 0, SEEK_SET);
    FILE *file = fdopen(copy, "r");
    static char line[LOG_LINE_MAX + 1];
    while (fgets(line, sizeof(line), file)) {
        json_t *json = json_loads(line, 0, NULL);
        cr_assert(json != NULL, "not JSON: %s", line);
        cr_assert(is_error_word(line_text(json, "error")), "unknown error word: %s", line);
        json_array_append_new(lines, json);
    }
    fclose(file);
    return lines;
}

json_t *rig_stop(struct rig *rig)
{
    if (rig->running) {
        cr_assert(write(rig->stop_fds[1], "x", 1) == 1);
        pthread_join(rig->loop, NULL);
        shutdown(rig->who_fds[0], SHUT_RDWR);
        pthread_join(rig->broker, NULL);
        rig->running = false;
        if (!rig->options.log_path)
            rig->lines = read_log(rig->log_fd);
    }
    return rig->lines;
}

void rig_free(struct rig *rig)
{
    rig_stop(rig);
    log_free(rig->log);
    decide_free(rig->decide);
    event_free(rig->stop);
    event_free(rig->answers);
    event_base_free(rig->base);
    json_decref(rig->lines);
    const int fds[] = {rig->listener,   rig->dns_socket,  rig->log_fd,     rig->who_fds[0],
                       rig->who_fds[1], rig->stop_fds[0], rig->stop_fds[1]};
    for (size_t i = 0; i < sizeof(fds) / sizeof(*fds); i++)
        close(fds[i]);
    free(rig);
}

/* ---- the log ----------------------------------------------------------------------------- */

const char *line_text(json_t *line, const char *field)
{
    const char *text = json_string_value(json_object_get(line, field));
    return text ? text : "";
}

json_t *log_line(json_t *log, const char *type, size_t n)
{
    size_t i;
    json_t *line;
    json_array_foreach(log, i, line) if (strcmp(line_text(line, "type"), type) == 0 &&
                                         n-- == 0) return line;
    return NULL;
}

size_t log_count(json_t *log, const char *type)
{
    size_t n = 0;
    while (log_line(log, type, n))
        n++;
    return n;
}

/* ---- sockets ----------------------------------------------------------------------------- */

int listen_on(uint32_t ip, uint16_t *ret_port)
{
    int fd = bound_socket(SOCK_STREAM, ip);
    cr_assert(listen(fd, 128) == 0);
    *ret_port = port_of(fd);
    return fd;
}

int accept_one(int listener)
{
    static const struct timeval patience = {.tv_sec = PATIENCE_S};
    int fd = accept(listener, NULL, NULL);
    cr_assert(fd >= 0, "nobody connects: %s", strerror(errno));
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    return fd;
}

bool nobody_connects(int listener)
{
    struct pollfd waits = {.fd = listener, .events = POLLIN};
    return poll(&waits, 1, MOMENT_MS) == 0;
}

void send_all(int fd, const void *bytes, size_t len)
{
    const char *at = bytes;
    while (len > 0) {
        ssize_t n = send(fd, at, len, MSG_NOSIGNAL);
        cr_assert(n > 0, "send: %s", strerror(errno));
        at += n;
        len -= (size_t)n;
    }
}

void send_text(int fd, const char *text)
{
    send_all(fd, text, strlen(text));
}

size_t receive(int fd, void *bytes, size_t len)
{
    size_t done = 0;
    while (done < len) {
        ssize_t n = recv(fd, (char *)bytes + done, len - done, 0);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return done;
}

size_t receive_until(int fd, char *text, size_t size, const char *end)
{
    size_t done = 0;
    text[0] = '\0';
    while (done + 1 < size && !strstr(text, end) && receive(fd, text + done, 1) == 1)
        text[++done] = '\0';
    return done;
}

enum end end_of(int fd)
{
    char bytes[4096];
    for (;;) {
        ssize_t n = recv(fd, bytes, sizeof(bytes), 0);
        if (n == 0)
            return END_FIN;
        if (n < 0)
            return errno == ECONNRESET ? END_RST : END_OPEN;
    }
}
