/* When a flow is nobody's, and when an entry has had its time. */
#include <criterion/criterion.h>
#include <netinet/in.h>

#include "runtime/attribution/flow_table.h"

#define SECOND 1000000000ull

static struct answered answered[ANSWERED_SLOTS];

static void note(uint64_t serial, uint64_t count)
{
    answered[serial % ANSWERED_SLOTS] = (struct answered){serial, count};
}

static const struct {
    const char *what;
    uint64_t before_serial, before_sends, before_ns;
    bool contested;
} contests[] = {
    {"nobody before", 0, 0, 0, false},
    {"every packet of the one before is answered", 5, 2, 100 * SECOND, false},
    {"one is not", 5, 3, 100 * SECOND, true},
    {"one is not, but that was long ago", 5, 3, 100 * SECOND - CONTEST_NS, false},
    {"none is known to be", 6, 1, 100 * SECOND, true},
    {"another of the same slot was", 5 + ANSWERED_SLOTS, 1, 100 * SECOND, true},
    {"several before", 0, 0, 100 * SECOND, true},
};

Test(flow_table, contests)
{
    note(5, 2);
    for (size_t i = 0; i < sizeof(contests) / sizeof(contests[0]); i++) {
        struct flow flow = {.serial = 9,
                            .before_serial = contests[i].before_serial,
                            .before_sends = contests[i].before_sends,
                            .before_ns = contests[i].before_ns};
        cr_expect_eq(flow_contested(&flow, answered, 100 * SECOND), contests[i].contested, "%s",
                     contests[i].what);
    }
}

static const struct {
    const char *what;
    uint8_t protocol;
    uint64_t last_s, closed_s;
    bool stale, stale_in_a_crowd;
} ages[] = {
    {"an open connection, however old", IPPROTO_TCP, 1, 0, false, false},
    {"just closed", IPPROTO_TCP, 1, 99, false, false},
    {"closed a while ago", IPPROTO_TCP, 1, 90, false, true},
    {"closed long ago", IPPROTO_TCP, 1, 30, true, true},
    {"a datagram just now", IPPROTO_UDP, 99, 0, false, false},
    {"a while ago", IPPROTO_UDP, 93, 0, false, true},
    {"long ago", IPPROTO_UDP, 80, 0, true, true},
};

Test(flow_table, ages)
{
    for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
        struct flow_key key = {.protocol = ages[i].protocol};
        struct flow flow = {.last_ns = ages[i].last_s * SECOND,
                            .closed_ns = ages[i].closed_s * SECOND};
        cr_expect_eq(flow_stale(&key, &flow, false, 100 * SECOND), ages[i].stale, "%s",
                     ages[i].what);
        cr_expect_eq(flow_stale(&key, &flow, true, 100 * SECOND), ages[i].stale_in_a_crowd, "%s",
                     ages[i].what);
    }
}

Test(flow_table, a_datagram_answers_for_itself_alone)
{
    const struct datagram sent = {
        .key = {1, 2, 3, 4, 0, IPPROTO_UDP, {0}}, .token = 77, .token_end = 77};
    const struct who_question asked = {IPPROTO_UDP, 1, 3, 2, 4, 77};
    cr_expect(datagram_answers(&sent, &asked));
    struct datagram torn = sent;
    torn.token_end = 76;
    cr_expect_not(datagram_answers(&torn, &asked));
    for (int i = 0; i < 6; i++) {
        struct who_question other = asked;
        other.protocol += i == 0;
        other.peer_ip += i == 1;
        other.peer_port += i == 2;
        other.local_ip += i == 3;
        other.local_port += i == 4;
        other.mark += DATAGRAMS_MAX * (i == 5);
        cr_expect_not(datagram_answers(&sent, &other), "%d", i);
    }
}
