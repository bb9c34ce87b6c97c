/* The ring's reading end over memory of our own, laid out as the kernel does. */
#include <criterion/criterion.h>
#include <linux/bpf.h>
#include <string.h>

#include "runtime/attribution/event_ring.h"

enum { SIZE = 256 };

struct memory {
    uint64_t consumer;
    uint64_t producer;
    /* The kernel maps the data twice in a row; no record of these tests is split. */
    _Alignas(8) char data[2 * SIZE];
};

static struct event_ring ring_of(struct memory *memory)
{
    return (struct event_ring){&memory->consumer, &memory->producer, memory->data, SIZE};
}

static void put(struct memory *memory, const char *text, uint32_t bits)
{
    uint32_t length = (uint32_t)strlen(text) + 1, head = length | bits;
    char *at = memory->data + memory->producer % SIZE;
    memcpy(at, &head, sizeof(head));
    memcpy(at + BPF_RINGBUF_HDR_SZ, text, length);
    memory->producer += (length + BPF_RINGBUF_HDR_SZ + 7) / 8 * 8;
}

static void append(const void *event, size_t size, void *context)
{
    cr_expect_eq(strlen(event) + 1, size);
    strcat(context, event);
}

Test(event_ring, hands_over_in_order_and_skips_the_discarded)
{
    struct memory memory = {0};
    struct event_ring ring = ring_of(&memory);
    char seen[128] = "";
    cr_expect(event_ring_drain(&ring, append, seen), "empty");
    put(&memory, "one ", 0);
    put(&memory, "gone ", BPF_RINGBUF_DISCARD_BIT);
    put(&memory, "eight by", 0);
    cr_expect(event_ring_drain(&ring, append, seen));
    cr_expect_str_eq(seen, "one eight by");
    cr_expect_eq(memory.consumer, memory.producer);
}

Test(event_ring, stops_at_one_that_is_being_written)
{
    struct memory memory = {0};
    struct event_ring ring = ring_of(&memory);
    char seen[128] = "";
    put(&memory, "a", 0);
    uint64_t busy = memory.producer;
    put(&memory, "b", BPF_RINGBUF_BUSY_BIT);
    put(&memory, "c", 0);
    cr_expect_not(event_ring_drain(&ring, append, seen));
    cr_expect_str_eq(seen, "a");
    cr_expect_eq(memory.consumer, busy);
    memcpy(memory.data + busy, &(uint32_t){2}, sizeof(uint32_t));
    cr_expect(event_ring_drain(&ring, append, seen));
    cr_expect_str_eq(seen, "abc");
}

Test(event_ring, goes_round)
{
    struct memory memory = {0};
    struct event_ring ring = ring_of(&memory);
    for (int i = 0; i < 1000; i++) {
        char seen[128] = "";
        put(&memory, "sixteen bytes..", 0); /* 24 with its head: goes over the end */
        cr_expect(event_ring_drain(&ring, append, seen));
        cr_expect_str_eq(seen, "sixteen bytes..");
    }
}
