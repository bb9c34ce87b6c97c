#include "runtime/attribution/event_ring.h"

#include <errno.h>
#include <linux/bpf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bpf/bpf.h>

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

int event_ring_open(int fd, struct event_ring *ret)
{
    struct bpf_map_info info = {0};
    __u32 info_size = sizeof(info);
    if (bpf_obj_get_info_by_fd(fd, &info, &info_size))
        return -errno;
    size_t page = page_size();
    void *consumer = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (consumer == MAP_FAILED)
        return -errno;
    size_t length = page + 2 * (size_t)info.max_entries;
    char *producer = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, (off_t)page);
    if (producer == MAP_FAILED) {
        int error = -errno;
        munmap(consumer, page);
        return error;
    }
    *ret = (struct event_ring){
        .consumer = consumer,
        .producer = (const uint64_t *)(const void *)producer,
        .data = producer + page,
        .size_bytes = info.max_entries,
    };
    return 0;
}

void event_ring_close(struct event_ring *ring)
{
    if (!ring->consumer)
        return;
    munmap(ring->consumer, page_size());
    munmap((void *)(uintptr_t)ring->producer, page_size() + 2 * ring->size_bytes);
    *ring = (struct event_ring){0};
}

bool event_ring_drain(struct event_ring *ring, event_ring_reader reader, void *context)
{
    uint64_t at = __atomic_load_n(ring->consumer, __ATOMIC_RELAXED);
    for (;;) {
        if (at == __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE))
            return true;
        const char *record = ring->data + (at & (ring->size_bytes - 1));
        uint32_t head = __atomic_load_n((const uint32_t *)(const void *)record, __ATOMIC_ACQUIRE);
        if (head & BPF_RINGBUF_BUSY_BIT)
            return false;
        uint32_t length = head & ~(BPF_RINGBUF_BUSY_BIT | BPF_RINGBUF_DISCARD_BIT);
        if (!(head & BPF_RINGBUF_DISCARD_BIT))
            reader(record + BPF_RINGBUF_HDR_SZ, length, context);
        at += (length + BPF_RINGBUF_HDR_SZ + 7) / 8 * 8;
        __atomic_store_n(ring->consumer, at, __ATOMIC_RELEASE);
    }
}
