/* The asking side against a broker played by the test: order, cancelling, loss, a full pair. */
#include <criterion/criterion.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/attribution/who_wire.h"

struct rig {
    int broker;
    int worker;
    struct who_client *client;
};

static struct rig rig_new(void)
{
    int pair[2];
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
    struct rig rig = {pair[0], pair[1], who_client_new(pair[1])};
    cr_assert_not_null(rig.client);
    return rig;
}

static void rig_end(struct rig *rig)
{
    who_client_free(rig->client);
    close(rig->worker);
    if (rig->broker >= 0)
        close(rig->broker);
}

struct seen {
    int calls;
    enum who_status status;
    pid_t pid;
    char exe[64];
};

static void note(const struct who_answer *answer, void *context)
{
    struct seen *seen = context;
    seen->calls++;
    seen->status = answer->status;
    seen->pid = answer->pid;
    if (answer->process.exe)
        strcpy(seen->exe, answer->process.exe);
}

static struct who_request *ask(struct rig *rig, uint16_t port, struct seen *seen)
{
    struct who_question question = {IPPROTO_TCP, 0x7f000001, port, 0x7f000001, 1, 0};
    return who_client_ask(rig->client, &question, note, seen);
}

/* The next question's port and id; false when none waits. */
static bool broker_take(struct rig *rig, uint16_t *ret_port, uint64_t *ret_id)
{
    char buffer[128];
    ssize_t size = recv(rig->broker, buffer, sizeof(buffer), MSG_DONTWAIT);
    if (size < 0)
        return false;
    struct who_question question;
    cr_assert_eq(wire_question_decode(buffer, (size_t)size, &question, ret_id), 0);
    *ret_port = question.peer_port;
    return true;
}

static void broker_answer(struct rig *rig, uint64_t id, pid_t pid)
{
    char buffer[256];
    struct who_answer answer = {.status = WHO_FOUND, .pid = pid, .process = {.exe = "/bin/x"}};
    long size = wire_answer_encode(buffer, sizeof(buffer), &answer, id);
    cr_assert_gt(size, 0);
    cr_assert_eq(send(rig->broker, buffer, (size_t)size, 0), size);
}

Test(who_client, answers_find_their_question_in_any_order)
{
    struct rig rig = rig_new();
    struct seen seen[3] = {0};
    uint64_t id[3];
    uint16_t port;
    for (int i = 0; i < 3; i++) {
        cr_assert_not_null(ask(&rig, (uint16_t)(100 + i), &seen[i]));
        cr_assert(broker_take(&rig, &port, &id[i]));
        cr_expect_eq(port, 100 + i);
        cr_expect_eq(seen[i].calls, 0, "never from inside ask");
    }
    for (int i = 2; i >= 0; i--)
        broker_answer(&rig, id[i], 1000 + i);
    cr_assert_eq(who_client_readable(rig.client), 0);
    for (int i = 0; i < 3; i++) {
        cr_expect_eq(seen[i].calls, 1);
        cr_expect_eq(seen[i].status, WHO_FOUND);
        cr_expect_eq(seen[i].pid, 1000 + i);
        cr_expect_str_eq(seen[i].exe, "/bin/x");
    }
    rig_end(&rig);
}

Test(who_client, a_cancelled_question_is_not_called_back_nor_its_slot_confused)
{
    struct rig rig = rig_new();
    struct seen first = {0}, second = {0};
    uint64_t old_id, new_id;
    uint16_t port;
    struct who_request *request = ask(&rig, 1, &first);
    cr_assert(broker_take(&rig, &port, &old_id));
    who_request_cancel(request);
    who_request_cancel(NULL);
    cr_assert_not_null(ask(&rig, 2, &second)); /* takes the same slot */
    cr_assert(broker_take(&rig, &port, &new_id));
    cr_expect_neq(old_id, new_id);
    broker_answer(&rig, old_id, 1);
    broker_answer(&rig, new_id, 2);
    cr_assert_eq(who_client_readable(rig.client), 0);
    cr_expect_eq(first.calls, 0);
    cr_expect_eq(second.calls, 1);
    cr_expect_eq(second.pid, 2);
    rig_end(&rig);
}

Test(who_client, a_broker_that_goes_loses_every_question_once)
{
    struct rig rig = rig_new();
    struct seen seen[2] = {0};
    cr_assert_not_null(ask(&rig, 1, &seen[0]));
    cr_assert_not_null(ask(&rig, 2, &seen[1]));
    close(rig.broker);
    rig.broker = -1;
    cr_expect_eq(who_client_readable(rig.client), -EPIPE);
    cr_expect_null(ask(&rig, 3, &seen[0]));
    cr_expect_eq(who_client_readable(rig.client), -EPIPE);
    rig_end(&rig);
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(seen[i].calls, 1);
        cr_expect_eq(seen[i].status, WHO_LOST);
    }
}

Test(who_client, freeing_it_loses_what_waits)
{
    struct rig rig = rig_new();
    struct seen seen = {0};
    cr_assert_not_null(ask(&rig, 1, &seen));
    rig_end(&rig);
    cr_expect_eq(seen.calls, 1);
    cr_expect_eq(seen.status, WHO_LOST);
}

Test(who_client, an_answer_that_is_none_breaks_the_pair)
{
    struct rig rig = rig_new();
    struct seen seen = {0};
    cr_assert_not_null(ask(&rig, 1, &seen));
    cr_assert_eq(send(rig.broker, "nonsense", 8, 0), 8);
    cr_expect_eq(who_client_readable(rig.client), -EPROTO);
    cr_expect_eq(seen.calls, 1);
    cr_expect_eq(seen.status, WHO_LOST);
    rig_end(&rig);
}

/* More questions than a socket buffer holds: none is refused, none lost, order kept. */
Test(who_client, a_full_pair_makes_questions_wait)
{
    enum { MANY = 5000 };
    static struct seen seen[MANY];
    struct rig rig = rig_new();
    for (int i = 0; i < MANY; i++)
        cr_assert_not_null(ask(&rig, (uint16_t)i, &seen[i]), "%d", i);
    int answered = 0, batches = 0;
    uint16_t port;
    uint64_t id;
    while (answered < MANY) {
        int before = answered;
        for (; answered < before + 50 && broker_take(&rig, &port, &id); answered++) {
            cr_assert_eq(port, (uint16_t)answered);
            broker_answer(&rig, id, answered + 1);
        }
        cr_assert_gt(answered, before, "stalled at %d", answered);
        cr_assert_eq(who_client_readable(rig.client), 0);
        batches++;
    }
    cr_expect_gt(batches, 1);
    for (int i = 0; i < MANY; i++)
        cr_assert_eq(seen[i].pid, i + 1);
    rig_end(&rig);
}

Test(who_client, waiting_questions_can_be_cancelled)
{
    enum { MANY = 2000 };
    static struct seen seen[MANY];
    static struct who_request *request[MANY];
    struct rig rig = rig_new();
    for (int i = 0; i < MANY; i++)
        request[i] = ask(&rig, (uint16_t)i, &seen[i]);
    for (int i = 1; i < MANY; i += 2)
        who_request_cancel(request[i]);
    uint16_t port;
    uint64_t id;
    for (bool more = true; more;) {
        more = false;
        for (int n = 0; n < 50 && broker_take(&rig, &port, &id); n++, more = true)
            broker_answer(&rig, id, port + 1);
        cr_assert_eq(who_client_readable(rig.client), 0);
    }
    for (int i = 0; i < MANY; i++)
        cr_expect_eq(seen[i].calls, i % 2 == 0, "%d", i);
    rig_end(&rig);
}

/* Connections that are given up leave their questions in the pair: others wait behind them. */
Test(who_client, a_pair_full_of_cancelled_questions_makes_others_wait)
{
    struct rig rig = rig_new();
    struct seen given_up = {0}, seen = {0};
    for (int i = 0; i < 3000; i++) {
        struct who_request *request = ask(&rig, 1, &given_up);
        cr_assert_not_null(request, "%d", i);
        who_request_cancel(request);
    }
    cr_assert_not_null(ask(&rig, 2, &seen));
    uint16_t port;
    uint64_t id;
    while (!seen.calls) {
        cr_assert(broker_take(&rig, &port, &id));
        broker_answer(&rig, id, port);
        cr_assert_eq(who_client_readable(rig.client), 0);
    }
    cr_expect_eq(seen.pid, 2);
    cr_expect_eq(given_up.calls, 0);
    rig_end(&rig);
}

Test(who_client, too_many_are_refused)
{
    struct rig rig = rig_new();
    static struct seen seen;
    int asked = 0;
    while (asked < 100000 && ask(&rig, 1, &seen))
        asked++;
    cr_expect_gt(asked, 4000);
    cr_expect_lt(asked, 100000);
    rig_end(&rig);
    cr_expect_eq(seen.calls, asked);
}
