#include "runtime/attribution/process_table.h"

#include <stdlib.h>

/* Memory that a record costs besides its image; used for the limits only. */
#define RECORD_BYTES sizeof(struct record)

struct record {
    struct record *next; /* in its bucket */
    struct image_id id;
    struct process_image *image;
    uint64_t taken_ns; /* unpinned: when /proc had been read */
    bool unpinned;
    uint64_t ended_ns; /* 0: lives */
    struct record *next_ended;
};

struct process_table {
    struct record **buckets;
    size_t bucket_count; /* a power of two */
    struct process_table_size size;
    size_t ended_bytes;
    struct record *ended_head; /* oldest */
    struct record *ended_tail;
};

struct process_table *process_table_new(void)
{
    struct process_table *table = calloc(1, sizeof(*table));
    if (!table)
        return NULL;
    table->bucket_count = 1024;
    table->buckets = calloc(table->bucket_count, sizeof(*table->buckets));
    if (!table->buckets) {
        free(table);
        return NULL;
    }
    return table;
}

void process_table_free(struct process_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->bucket_count; i++) {
        for (struct record *record = table->buckets[i], *next; record; record = next) {
            next = record->next;
            process_image_release(record->image);
            free(record);
        }
    }
    free(table->buckets);
    free(table);
}

/* All records of one pid share a bucket. */
static struct record **bucket_of(const struct process_table *table, uint32_t tgid)
{
    return &table->buckets[(tgid * 0x9e3779b1u >> 7) & (table->bucket_count - 1)];
}

/* /proc gives start times in ticks only. */
static bool same_process(const struct record *record, uint32_t tgid, uint64_t start_ns)
{
    uint64_t unit = record->unpinned ? PROC_TICK_NS : 1;
    return record->id.tgid == tgid && record->id.start_ns / unit == start_ns / unit;
}

static void grow(struct process_table *table)
{
    struct process_table grown = *table;
    grown.bucket_count *= 2;
    grown.buckets = calloc(grown.bucket_count, sizeof(*grown.buckets));
    if (!grown.buckets)
        return; /* longer chains, no harm */
    for (size_t i = 0; i < table->bucket_count; i++) {
        for (struct record *record = table->buckets[i], *next; record; record = next) {
            next = record->next;
            struct record **bucket = bucket_of(&grown, record->id.tgid);
            record->next = *bucket;
            *bucket = record;
        }
    }
    free(table->buckets);
    *table = grown;
}

static size_t cost(const struct record *record)
{
    return RECORD_BYTES + record->image->size_bytes;
}

static void forget(struct process_table *table, struct record *record)
{
    struct record **at = bucket_of(table, record->id.tgid);
    while (*at != record)
        at = &(*at)->next;
    *at = record->next;
    table->size.records--;
    table->size.image_bytes -= record->image->size_bytes;
    process_image_release(record->image);
    free(record);
}

static void forget_oldest(struct process_table *table)
{
    struct record *record = table->ended_head;
    table->ended_head = record->next_ended;
    if (!table->ended_head)
        table->ended_tail = NULL;
    table->size.ended--;
    table->ended_bytes -= cost(record);
    forget(table, record);
}

void process_table_expire(struct process_table *table, uint64_t now_ns)
{
    while (table->ended_head &&
           (table->size.ended > ENDED_RECORDS_MAX || table->ended_bytes > ENDED_BYTES_MAX ||
            now_ns > table->ended_head->ended_ns + ENDED_KEEP_NS))
        forget_oldest(table);
}

static void end(struct process_table *table, struct record *record, uint64_t now_ns)
{
    record->ended_ns = now_ns ? now_ns : 1;
    record->next_ended = NULL;
    if (table->ended_tail)
        table->ended_tail->next_ended = record;
    else
        table->ended_head = record;
    table->ended_tail = record;
    table->size.ended++;
    table->ended_bytes += cost(record);
}

/* Takes the image's reference in any case. */
static struct record *add(struct process_table *table, const struct image_id *id,
                          struct process_image *image)
{
    if (!process_table_has_room(table, 0)) {
        process_image_release(image);
        return NULL;
    }
    struct record *record = malloc(sizeof(*record));
    if (!record) {
        process_image_release(image);
        return NULL;
    }
    if (table->size.records >= table->bucket_count)
        grow(table);
    struct record **bucket = bucket_of(table, id->tgid);
    *record = (struct record){.next = *bucket, .id = *id, .image = image};
    *bucket = record;
    table->size.records++;
    table->size.image_bytes += image->size_bytes;
    return record;
}

bool process_table_has_room(const struct process_table *table, size_t bytes)
{
    size_t limit = bytes ? IMAGE_BYTES_MAX : 2 * (size_t)IMAGE_BYTES_MAX;
    return table->size.image_bytes + table->size.records * RECORD_BYTES + bytes <= limit;
}

static struct record *find(const struct process_table *table, const struct image_id *id)
{
    struct record *record = *bucket_of(table, id->tgid);
    for (; record; record = record->next)
        if (same_process(record, id->tgid, id->start_ns) &&
            (record->unpinned || record->id.exec_id == id->exec_id))
            return record;
    return NULL;
}

static void pin(struct record *record, uint64_t start_ns, uint64_t exec_id)
{
    record->unpinned = false;
    record->id.start_ns = start_ns;
    record->id.exec_id = exec_id;
}

/*
 * The first event about a process found in /proc says which exec_id that had, unless the event is
 * older than the end of the reading: then nobody knows which image was read.
 */
static void settle_unpinned(struct process_table *table, const struct image_id *next,
                            uint64_t now_ns)
{
    struct record *record = *bucket_of(table, next->tgid);
    while (record && !(same_process(record, next->tgid, next->start_ns) && record->unpinned))
        record = record->next;
    if (!record)
        return;
    pin(record, next->start_ns, next->exec_id - 1);
    if (now_ns <= record->taken_ns)
        forget(table, record);
}

static void end_process(struct process_table *table, const struct image_id *id, uint64_t now_ns)
{
    struct record *record = *bucket_of(table, id->tgid);
    for (; record; record = record->next)
        if (same_process(record, id->tgid, id->start_ns) && !record->ended_ns)
            end(table, record, now_ns);
    process_table_expire(table, now_ns);
}

void process_table_exec(struct process_table *table, const struct image_id *id,
                        struct process_image *image, uint64_t now_ns)
{
    settle_unpinned(table, id, now_ns);
    end_process(table, id, now_ns);
    if (image)
        add(table, id, image);
}

void process_table_fork(struct process_table *table, const struct image_id *child,
                        const struct image_id *parent, uint64_t now_ns)
{
    struct record *from = find(table, parent);
    if (!from || process_table_knows(table, child->tgid, child->start_ns))
        return;
    if (from->unpinned) {
        if (now_ns <= from->taken_ns)
            return; /* what was read may be what the parent executed after the fork */
        pin(from, parent->start_ns, parent->exec_id);
    }
    add(table, child, process_image_share(from->image));
}

void process_table_exit(struct process_table *table, const struct image_id *id, uint64_t now_ns)
{
    end_process(table, id, now_ns);
}

void process_table_adopt(struct process_table *table, uint32_t tgid, uint64_t start_ns,
                         struct process_image *image, uint64_t taken_ns)
{
    struct image_id id = {.tgid = tgid, .start_ns = start_ns};
    if (process_table_knows(table, tgid, start_ns)) {
        process_image_release(image);
        return;
    }
    struct record *record = add(table, &id, image);
    if (!record)
        return;
    record->unpinned = true;
    record->taken_ns = taken_ns;
}

const struct process_image *process_table_find(struct process_table *table,
                                               const struct image_id *id)
{
    const struct record *record = find(table, id);
    return record ? record->image : NULL;
}

bool process_table_knows(const struct process_table *table, uint32_t tgid, uint64_t start_ns)
{
    const struct record *record = *bucket_of(table, tgid);
    while (record && !same_process(record, tgid, start_ns))
        record = record->next;
    return record != NULL;
}

void process_table_check(struct process_table *table,
                         bool (*alive)(uint32_t tgid, uint64_t start_ns, void *context),
                         void *context, uint64_t now_ns)
{
    for (size_t i = 0; i < table->bucket_count; i++)
        for (struct record *record = table->buckets[i]; record; record = record->next)
            if (!record->ended_ns && !alive(record->id.tgid, record->id.start_ns, context))
                end(table, record, now_ns);
    process_table_expire(table, now_ns);
}

struct process_table_size process_table_size(const struct process_table *table)
{
    return table->size;
}
