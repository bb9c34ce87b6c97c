/* Who processes were: forks, execs in place, exits, pids that come again, and the limits. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/attribution/process_table.h"

#define SECOND 1000000000ull

static struct process_image *image(const char *exe)
{
    struct process_image *made = process_image_new(exe, "x", 2);
    cr_assert_not_null(made);
    return made;
}

static struct image_id id(uint32_t tgid, uint64_t start_ns, uint64_t exec_id)
{
    return (struct image_id){.tgid = tgid, .start_ns = start_ns, .exec_id = exec_id};
}

static const char *exe_of(struct process_table *table, struct image_id wanted)
{
    const struct process_image *found = process_table_find(table, &wanted);
    return found ? found->exe : NULL;
}

static void exec(struct process_table *table, struct image_id who, const char *exe, uint64_t now)
{
    process_table_exec(table, &who, image(exe), now);
}

static void fork_of(struct process_table *table, struct image_id child, struct image_id parent,
                    uint64_t now)
{
    process_table_fork(table, &child, &parent, now);
}

Test(process_table, tells_programs_of_one_process_apart)
{
    struct process_table *table = process_table_new();
    exec(table, id(7, 100, 1), "/a", 1);
    exec(table, id(7, 100, 2), "/b", 2);
    cr_expect_str_eq(exe_of(table, id(7, 100, 1)), "/a", "the one before is still asked for");
    cr_expect_str_eq(exe_of(table, id(7, 100, 2)), "/b");
    cr_expect_null(exe_of(table, id(7, 100, 3)));
    process_table_free(table);
}

Test(process_table, tells_processes_of_one_pid_apart)
{
    struct process_table *table = process_table_new();
    exec(table, id(7, 100, 1), "/a", 1);
    process_table_exit(table, &(struct image_id){.tgid = 7, .start_ns = 100, .exec_id = 1}, 2);
    exec(table, id(7, 300, 1), "/b", 3);
    cr_expect_str_eq(exe_of(table, id(7, 100, 1)), "/a");
    cr_expect_str_eq(exe_of(table, id(7, 300, 1)), "/b");
    cr_expect_null(exe_of(table, id(7, 200, 1)));
    process_table_free(table);
}

Test(process_table, a_fork_is_its_parent_until_it_executes)
{
    struct process_table *table = process_table_new();
    exec(table, id(1, 10, 4), "/sh", 1);
    fork_of(table, id(2, 20, 4), id(1, 10, 4), 2);
    fork_of(table, id(3, 30, 4), id(2, 20, 4), 3);
    exec(table, id(2, 20, 5), "/curl", 4);
    process_table_exit(table, &(struct image_id){.tgid = 1, .start_ns = 10, .exec_id = 4}, 5);
    cr_expect_str_eq(exe_of(table, id(2, 20, 4)), "/sh");
    cr_expect_str_eq(exe_of(table, id(2, 20, 5)), "/curl");
    cr_expect_str_eq(exe_of(table, id(3, 30, 4)), "/sh");
    process_table_free(table);
}

Test(process_table, a_fork_of_nobody_is_nobody)
{
    struct process_table *table = process_table_new();
    fork_of(table, id(2, 20, 4), id(1, 10, 4), 2);
    cr_expect_null(exe_of(table, id(2, 20, 4)));
    cr_expect_eq(process_table_size(table).records, 0);
    process_table_free(table);
}

Test(process_table, an_unknown_image_stays_unknown)
{
    struct process_table *table = process_table_new();
    exec(table, id(7, 100, 1), "/a", 1);
    process_table_exec(table, &(struct image_id){.tgid = 7, .start_ns = 100, .exec_id = 2}, NULL,
                       2);
    cr_expect_str_eq(exe_of(table, id(7, 100, 1)), "/a");
    cr_expect_null(exe_of(table, id(7, 100, 2)));
    process_table_free(table);
}

Test(process_table, what_has_ended_is_kept_for_a_while)
{
    struct process_table *table = process_table_new();
    exec(table, id(7, 100, 1), "/a", SECOND);
    process_table_exit(table, &(struct image_id){.tgid = 7, .start_ns = 100, .exec_id = 1},
                       2 * SECOND);
    process_table_expire(table, 2 * SECOND + ENDED_KEEP_NS);
    cr_expect_str_eq(exe_of(table, id(7, 100, 1)), "/a");
    process_table_expire(table, 2 * SECOND + ENDED_KEEP_NS + 1);
    cr_expect_null(exe_of(table, id(7, 100, 1)));
    cr_expect_eq(process_table_size(table).records, 0);
    cr_expect_eq(process_table_size(table).image_bytes, 0);
    process_table_free(table);
}

Test(process_table, what_lives_is_never_pushed_out_by_what_ends)
{
    struct process_table *table = process_table_new();
    exec(table, id(1, 5, 1), "/alive", 1);
    for (uint32_t i = 0; i < 3 * ENDED_RECORDS_MAX; i++) {
        exec(table, id(100 + i, 10, 1), "/flood", 2);
        process_table_exit(table, &(struct image_id){.tgid = 100 + i, .start_ns = 10}, 2);
    }
    cr_expect_leq(process_table_size(table).ended, ENDED_RECORDS_MAX);
    cr_expect_str_eq(exe_of(table, id(1, 5, 1)), "/alive");
    cr_expect_null(exe_of(table, id(100, 10, 1)), "the oldest has gone");
    cr_expect_str_eq(exe_of(table, id(99 + 3 * ENDED_RECORDS_MAX, 10, 1)), "/flood");
    process_table_free(table);
}

Test(process_table, long_arguments_do_not_fill_the_memory)
{
    struct process_table *table = process_table_new();
    static char argv[ARGV_BYTES_MAX];
    memset(argv, 'a', sizeof(argv) - 1);
    for (uint32_t i = 0; i < 20000; i++) {
        struct image_id who = id(i, 10, 1);
        size_t size = process_table_has_room(table, sizeof(argv)) ? sizeof(argv) : 0;
        process_table_exec(table, &who, process_image_new("/x", argv, size), 1);
    }
    cr_expect_leq(process_table_size(table).image_bytes, 2 * (size_t)IMAGE_BYTES_MAX);
    cr_expect_eq(
        process_table_find(table, &(struct image_id){.tgid = 1, .start_ns = 10, .exec_id = 1})
            ->argc,
        1);
    const struct process_image *last =
        process_table_find(table, &(struct image_id){.tgid = 19999, .start_ns = 10, .exec_id = 1});
    cr_assert_not_null(last, "still known");
    cr_expect_eq(last->argc, 0, "but without its arguments");
    process_table_free(table);
}

/* Found in /proc, where start times are ticks of 10 ms and nothing tells the exec_id. */
Test(process_table, a_found_process_is_pinned_by_its_first_event)
{
    struct process_table *table = process_table_new();
    process_table_adopt(table, 7, 12 * PROC_TICK_NS, image("/old"), 5 * SECOND);
    uint64_t start = 12 * PROC_TICK_NS + 345;
    cr_expect_str_eq(exe_of(table, id(7, start, 41)), "/old");
    cr_expect_null(exe_of(table, id(7, start + PROC_TICK_NS, 41)), "another process");
    exec(table, id(7, start, 42), "/new", 6 * SECOND);
    cr_expect_str_eq(exe_of(table, id(7, start, 41)), "/old");
    cr_expect_str_eq(exe_of(table, id(7, start, 42)), "/new");
    cr_expect_null(exe_of(table, id(7, start, 40)), "it is no longer any");
    process_table_free(table);
}

Test(process_table, a_reading_that_an_exec_may_have_crossed_counts_for_nothing)
{
    struct process_table *table = process_table_new();
    process_table_adopt(table, 7, 12 * PROC_TICK_NS, image("/old-or-new"), 5 * SECOND);
    exec(table, id(7, 12 * PROC_TICK_NS, 42), "/new", 5 * SECOND);
    cr_expect_null(exe_of(table, id(7, 12 * PROC_TICK_NS, 41)));
    cr_expect_str_eq(exe_of(table, id(7, 12 * PROC_TICK_NS, 42)), "/new");
    process_table_free(table);
}

Test(process_table, a_fork_before_the_reading_tells_nothing_of_the_child)
{
    struct process_table *table = process_table_new();
    process_table_adopt(table, 7, 0, image("/old"), 5 * SECOND);
    fork_of(table, id(8, 77, 41), id(7, 3, 41), 4 * SECOND);
    cr_expect_null(exe_of(table, id(8, 77, 41)));
    fork_of(table, id(9, 78, 41), id(7, 3, 41), 6 * SECOND);
    cr_expect_str_eq(exe_of(table, id(9, 78, 41)), "/old");
    cr_expect_str_eq(exe_of(table, id(7, 3, 41)), "/old");
    cr_expect_null(exe_of(table, id(7, 3, 42)), "pinned by the fork");
    process_table_free(table);
}

Test(process_table, events_win_over_what_proc_says)
{
    struct process_table *table = process_table_new();
    exec(table, id(7, 12 * PROC_TICK_NS, 2), "/told", SECOND);
    cr_expect(process_table_knows(table, 7, 12 * PROC_TICK_NS));
    process_table_adopt(table, 7, 12 * PROC_TICK_NS, image("/read"), 2 * SECOND);
    cr_expect_str_eq(exe_of(table, id(7, 12 * PROC_TICK_NS, 2)), "/told");
    cr_expect_null(exe_of(table, id(7, 12 * PROC_TICK_NS, 1)));
    process_table_free(table);
}

static bool odd_ones_live(uint32_t tgid, uint64_t start_ns, void *context)
{
    (void)start_ns;
    (void)context;
    return tgid % 2;
}

Test(process_table, a_check_ends_what_nobody_told_had_ended)
{
    struct process_table *table = process_table_new();
    for (uint32_t i = 0; i < 10; i++)
        exec(table, id(i, 10, 1), "/x", 1);
    process_table_check(table, odd_ones_live, NULL, SECOND);
    cr_expect_eq(process_table_size(table).ended, 5);
    process_table_expire(table, 3 * SECOND + ENDED_KEEP_NS);
    cr_expect_eq(process_table_size(table).records, 5);
    cr_expect_str_eq(exe_of(table, id(3, 10, 1)), "/x");
    process_table_free(table);
}

/* Against an obvious model: random events, every answer compared. */
Test(process_table, agrees_with_a_list)
{
    enum { PIDS = 20, STARTS = 4, EXECS = 30 };
    static int model[PIDS][STARTS][EXECS]; /* 0: unknown, else the number of the image */
    struct process_table *table = process_table_new();
    uint64_t execs[PIDS] = {0}, starts[PIDS] = {0};
    int number = 0;
    srand(1);
    for (int step = 0; step < 3000; step++) {
        uint32_t pid = (uint32_t)(rand() % PIDS), other = (uint32_t)(rand() % PIDS);
        char exe[16];
        if (rand() % 3 && execs[pid] + 1 < EXECS) {
            execs[pid]++;
            snprintf(exe, sizeof(exe), "/%d", ++number);
            exec(table, id(pid, starts[pid], execs[pid]), exe, 1);
            model[pid][starts[pid]][execs[pid]] = number;
        } else if (starts[pid] + 1 < STARTS && pid != other) {
            process_table_exit(table, &(struct image_id){.tgid = pid, .start_ns = starts[pid]}, 1);
            starts[pid]++;
            execs[pid] = execs[other];
            fork_of(table, id(pid, starts[pid], execs[pid]), id(other, starts[other], execs[other]),
                    1);
            model[pid][starts[pid]][execs[pid]] = model[other][starts[other]][execs[other]];
        }
    }
    for (uint32_t pid = 0; pid < PIDS; pid++)
        for (uint64_t start = 0; start < STARTS; start++)
            for (uint64_t nth = 0; nth < EXECS; nth++) {
                const char *exe = exe_of(table, id(pid, start, nth));
                cr_expect_eq(exe ? atoi(exe + 1) : 0, model[pid][start][nth], "%u %lu %lu", pid,
                             start, nth);
            }
    process_table_free(table);
}
