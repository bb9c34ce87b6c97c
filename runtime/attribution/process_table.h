/*
 * process_table: which image every process of the guarded set had, also after it has executed
 * another or has ended. Fed with the kernel's events in their order; pure, the clock is passed in.
 *
 *   record   one image in one process, found by image_id
 *   ended    its process has exited or executed something else: kept for a while, because its
 *            connections may still be asked for
 *   unpinned found in /proc rather than told by an event: its exec_id is not known. It stands for
 *            any until the first event about that process says which one it was
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_PROCESS_TABLE_H
#define EGRESS_RUNTIME_ATTRIBUTION_PROCESS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/attribution/process_image.h"

/* Ended records go, oldest first, at any of these. What is gone is unknown, and so denied. */
#define ENDED_KEEP_NS 60000000000ull
#define ENDED_RECORDS_MAX 16384
#define ENDED_BYTES_MAX (8u << 20)

/* The unit of start times in /proc: USER_HZ is 100 wherever we run. */
#define PROC_TICK_NS 10000000ull

/* Beyond this, new images are remembered without their arguments; beyond twice, not at all. */
#define IMAGE_BYTES_MAX (32u << 20)

struct process_table;

struct process_table *process_table_new(void);
void process_table_free(struct process_table *table);

/* Takes the reference; NULL: the image is unknown. */
void process_table_exec(struct process_table *table, const struct image_id *id,
                        struct process_image *image, uint64_t now_ns);
void process_table_fork(struct process_table *table, const struct image_id *child,
                        const struct image_id *parent, uint64_t now_ns);
void process_table_exit(struct process_table *table, const struct image_id *id, uint64_t now_ns);

/*
 * A process found in /proc, read until `taken_ns`. Takes the reference. Does nothing if the process
 * is known already.
 */
void process_table_adopt(struct process_table *table, uint32_t tgid, uint64_t start_ns,
                         struct process_image *image, uint64_t taken_ns);

/* Borrowed until the next call that changes the table; NULL: not known. */
const struct process_image *process_table_find(struct process_table *table,
                                               const struct image_id *id);

/* Is anything known of this process, under whatever exec_id? */
bool process_table_knows(const struct process_table *table, uint32_t tgid, uint64_t start_ns);

/* How much room is left for arguments; see IMAGE_BYTES_MAX. */
bool process_table_has_room(const struct process_table *table, size_t bytes);

/* Forgets ended records whose time has come. */
void process_table_expire(struct process_table *table, uint64_t now_ns);

/* Marks as ended what `alive` denies: for exits whose event was dropped. */
void process_table_check(struct process_table *table,
                         bool (*alive)(uint32_t tgid, uint64_t start_ns, void *context),
                         void *context, uint64_t now_ns);

struct process_table_size {
    size_t records;
    size_t ended;
    size_t image_bytes; /* of images held by records, shared ones once for each */
};
struct process_table_size process_table_size(const struct process_table *table);

#endif
