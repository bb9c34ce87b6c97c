/*
 * Any bytes, as a log: no crash, and on every line that the fast reader takes the exact one reads
 * the same. The first byte says how the lines are read: at once, or through a pipe.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lang/analyze/lines.h"
#include "lang/analyze/log_line.h"
#include "lang/analyze/replay.h"
#include "lang/reference/reference.h"
#include "tests/support/same_log_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(struct log_reader *fast, struct log_reader *exact, struct replay *replay,
                       const char *text, size_t len_bytes)
{
    struct log_line a, b;
    const char *wrong = NULL;
    bool quick = log_line_read_fast(fast, text, len_bytes, &a);
    bool slow = log_line_read_exact(exact, text, len_bytes, &b, &wrong);

    if (quick && (!slow || !same_log_line(&a, &b)))
        abort();
    if (slow == (wrong != NULL))
        abort();
    if (slow)
        replay_event(replay, quick ? &a : &b, 1);
}

/* Small texts fit into a pipe. */
static void check_lines(struct log_reader *fast, struct log_reader *exact, struct replay *replay,
                        const uint8_t *data, size_t size)
{
    struct lines *lines;
    const char *text;
    size_t len;
    int ends[2];

    if (size > 32768 || pipe(ends) != 0)
        return;
    if (write(ends[1], data, size) != (ssize_t)size)
        abort();
    close(ends[1]);
    lines = lines_new(ends[0]);
    while (lines_next(lines, &text, &len) > 0)
        check_line(fast, exact, replay, text, len);
    lines_free(lines);
    close(ends[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct log_reader *fast, *exact;
    static struct replay *replay; /* kept: its tables cost more than a line */
    static struct rule rule = {.kind = RULE_CIDR, .text = "0.0.0.0/1"};
    static const struct ruleset rules = {&rule, 1};

    if (size < 1)
        return 0;
    if (!fast) {
        fast = log_reader_new();
        exact = log_reader_new();
        replay = replay_new(&rules, (struct matcher){reference_ask, &rules});
    }
    if (data[0] & 1)
        check_lines(fast, exact, replay, data + 1, size - 1);
    else
        check_line(fast, exact, replay, (const char *)data + 1, size - 1);
    return 0;
}
