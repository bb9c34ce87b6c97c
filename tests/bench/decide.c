/*
 * The cost of a decision, against the size and the kind of the policy. Policies are written as
 * text, parsed, compiled, loaded; then asked all questions by events that hit early rules, late
 * rules, and none. The rule-by-rule matcher is asked the same in the same run.
 *
 * usage: bench_decide [--rounds N] [--sizes N,N,...] [--kind NAME]     one line of JSON a policy
 *
 * Times of one decision are read from the time-stamp counter, around each decision by itself, less
 * what that costs around nothing (struct result); rates are taken over the whole set of events,
 * without it. Both are the median of the rounds.
 */
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <x86intrin.h>

#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/rules/policy.h"
#include "lang/vm/image_internal.h"
#include "tests/bench/subjects.h"

#define ROUNDS_MAX 31

static uint32_t touch_text(const char *text)
{
    return text ? (uint32_t)strlen(text) : 0;
}

/* Who asks has just put the facts together: they are near, the policy need not be. */
static void touch(const struct event *event)
{
    uint32_t sum = touch_text(event->facts.host) + touch_text(event->facts.path) +
                   touch_text(event->process.exe) + touch_text(event->process.cgroup) +
                   touch_text(event->process.step) + touch_text(event->process.action) +
                   touch_text(event->process.image);

    for (uint32_t i = 0; i < event->process.argc; i++)
        sum += touch_text(event->argv[i]);
    __asm__ volatile("" : : "r"(sum));
}

/* Time. */

static double read_clock(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Of this thread: what else the machine does at the time is not counted. */
static double now_s(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

static double ticks_per_ns(void)
{
    double start = read_clock(CLOCK_MONOTONIC);
    uint64_t ticks = __rdtsc();

    while (read_clock(CLOCK_MONOTONIC) - start < 0.05)
        ;
    return (double)(__rdtsc() - ticks) / ((read_clock(CLOCK_MONOTONIC) - start) * 1e9);
}

static int compare_doubles(const void *a_void, const void *b_void)
{
    double a = *(const double *)a_void, b = *(const double *)b_void;

    return a < b ? -1 : a > b;
}

static double median(double *values, uint32_t count)
{
    qsort(values, count, sizeof(*values), compare_doubles);
    return values[count / 2];
}

/*
 * Of one round. Each decision is timed by itself PASSES times, each time right behind an empty one
 * (the same fences, the same call, nothing in it), which is what the measuring costs at that
 * moment.
 *
 *   p50   the median over the events, of the middle half of an event's differences, averaged: the
 *         clock's tick (10 ns here) is coarser than what is measured, the mean of many is not.
 *   tail  over all differences by themselves, ticks and disturbances and all.
 */
struct result {
    double rate; /* decisions a second, one behind the other */
    double p50_ns, p99_ns, p999_ns;
    double raw_ns, empty_ns; /* medians of what was read, with and without a decision */
    double allowed;          /* share of events */
    double cells[HIT_COUNT][QUESTION_COUNT]; /* p50 of the events of each kind */
    double worst_ns;                         /* the dearest event, of its middle half */
};

#define PASSES 32

typedef struct verdict (*ask_function)(const void *policy, enum question question,
                                       const struct facts *facts);

static struct verdict ask_image(const void *image, enum question question,
                                const struct facts *facts)
{
    return image_ask(image, question, facts);
}

__attribute__((noinline)) static struct verdict
ask_nothing(const void *policy, enum question question, const struct facts *facts)
{
    (void)policy, (void)question, (void)facts;
    return (struct verdict){0};
}

static uint64_t time_once(ask_function ask, const void *policy, const struct event *event)
{
    unsigned aux;
    uint64_t start = __rdtscp(&aux);

    _mm_lfence();
    struct verdict verdict = ask(policy, event->question, &event->facts);
    uint64_t end = __rdtscp(&aux);
    _mm_lfence();
    __asm__ volatile("" : : "r"(verdict.rule));
    return end - start;
}

/* All readings of a round, event by event. */
struct readings {
    double *raw, *empty, *difference; /* PASSES of each event, together */
    double *middles;                  /* by event */
};

static double *new_doubles(size_t count)
{
    double *values = calloc(count, sizeof(*values));

    if (!values)
        abort();
    return values;
}

/* The median of the events of one cell; 0: there are none. */
static double cell_of(const struct event *events, const double *middles, uint32_t count,
                      enum hit hit, enum question question)
{
    double *values = new_doubles(count + 1), result;
    uint32_t found = 0;

    for (uint32_t i = 0; i < count; i++)
        if (events[i].hit == hit && events[i].question == question)
            values[found++] = middles[i];
    result = median(values, found);
    free(values);
    return result;
}

static double percentile(double *values, uint64_t count, uint32_t of_thousand)
{
    qsort(values, count, sizeof(*values), compare_doubles);
    return values[count * of_thousand / 1000];
}

/* The mean of the middle half. */
static double middle_of(const double *values, uint32_t count)
{
    double sorted[PASSES], sum = 0;

    memcpy(sorted, values, count * sizeof(*values));
    qsort(sorted, count, sizeof(*sorted), compare_doubles);
    for (uint32_t i = count / 4; i < count - count / 4; i++)
        sum += sorted[i];
    return sum / (count - 2 * (count / 4));
}

static void read_times(ask_function ask, const void *policy, const struct event *events,
                       uint32_t count, uint32_t passes, double per_ns, struct readings *readings)
{
    for (uint32_t pass = 0; pass < passes; pass++) {
        for (uint32_t i = 0; i < count; i++) {
            size_t at = (size_t)i * passes + pass;
            touch(&events[i]);
            readings->empty[at] = (double)time_once(ask_nothing, policy, &events[i]) / per_ns;
            readings->raw[at] = (double)time_once(ask, policy, &events[i]) / per_ns;
            readings->difference[at] = readings->raw[at] - readings->empty[at];
        }
    }
    for (uint32_t i = 0; i < count; i++)
        readings->middles[i] = middle_of(readings->difference + (size_t)i * passes, passes);
}

static void measure_single(ask_function ask, const void *policy, const struct event *events,
                           uint32_t count, double per_ns, struct result *result)
{
    uint32_t passes = count == EVENTS ? PASSES : 1;
    size_t all = (size_t)count * passes;
    struct readings readings = {new_doubles(all), new_doubles(all), new_doubles(all),
                                new_doubles(count)};

    read_times(ask, policy, events, count, passes, per_ns, &readings);
    for (int hit = 0; hit < HIT_COUNT; hit++)
        for (int question = 0; question < QUESTION_COUNT; question++)
            result->cells[hit][question] =
                cell_of(events, readings.middles, count, (enum hit)hit, (enum question)question);
    result->p50_ns = percentile(readings.middles, count, 500);
    result->worst_ns = readings.middles[count - 1];
    result->p99_ns = percentile(readings.difference, all, 990);
    result->p999_ns = percentile(readings.difference, all, 999);
    result->raw_ns = percentile(readings.raw, all, 500);
    result->empty_ns = percentile(readings.empty, all, 500);
    free(readings.raw);
    free(readings.empty);
    free(readings.difference);
    free(readings.middles);
}

static void measure_round(ask_function ask, const void *policy, const struct event *events,
                          uint32_t count, double per_ns, struct result *result)
{
    uint32_t repeats = count == EVENTS ? 5 : 1, allowed = 0;
    double start = now_s();

    for (uint32_t r = 0; r < repeats; r++)
        for (uint32_t i = 0; i < count; i++)
            allowed += ask(policy, events[i].question, &events[i].facts).allow;
    result->rate = (double)count * repeats / (now_s() - start);
    result->allowed = (double)allowed / count / repeats;
    measure_single(ask, policy, events, count, per_ns, result);
}

static struct result measure(ask_function ask, const void *policy, const struct event *events,
                             uint32_t count, uint32_t rounds)
{
    struct result results[ROUNDS_MAX] = {0}, result;
    double values[ROUNDS_MAX], per_ns = ticks_per_ns();

    for (uint32_t i = 0; i < rounds; i++)
        measure_round(ask, policy, events, count, per_ns, &results[i]);
    /* All of it is doubles; each is the median of the rounds. */
    for (size_t field = 0; field < sizeof(result) / sizeof(double); field++) {
        for (uint32_t i = 0; i < rounds; i++)
            values[i] = ((const double *)&results[i])[field];
        ((double *)&result)[field] = median(values, rounds);
    }
    return result;
}

static void print_cells(const struct result *result)
{
    static const char *const hits[] = {"early", "late", "none"};
    static const char *const questions[] = {"tcp", "tls", "http", "dns", "udp"};

    fputs(",\"p50_ns_of\":{", stdout);
    for (int hit = 0; hit < HIT_COUNT; hit++) {
        printf("%s\"%s\":{", hit ? "," : "", hits[hit]);
        for (int question = 0; question < QUESTION_COUNT; question++)
            printf("%s\"%s\":%.0f", question ? "," : "", questions[question],
                   result->cells[hit][question]);
        putchar('}');
    }
    putchar('}');
}

static void print_result(const char *name, const struct result *result)
{
    printf(",\"%s\":{\"per_s\":%.0f,\"p50_ns\":%.1f,\"p99_ns\":%.0f,\"p999_ns\":%.0f,"
           "\"worst_ns\":%.0f,\"raw_p50_ns\":%.0f,\"empty_p50_ns\":%.0f,\"allowed\":%.2f",
           name, result->rate, result->p50_ns, result->p99_ns, result->p999_ns, result->worst_ns,
           result->raw_ns, result->empty_ns, result->allowed);
    print_cells(result);
    putchar('}');
}

/* One policy: how long each step of its making takes, the median of `rounds`. */

struct subject {
    struct arena arena;
    struct ruleset rules;
    struct compile_report report;
    void *bytes;
    size_t len;
    struct image *image;
    double parse_ms, compile_ms, load_ms;
};

static bool make_once(struct subject *subject, const char *text, size_t len)
{
    struct diagnostics diagnostics = {.arena = &subject->arena};
    struct policy_options policy_options = {0};
    struct compile_options options = {0};
    struct image_error error;
    double start = now_s();

    if (!policy_parse(text, len, &policy_options, &subject->arena, &diagnostics, &subject->rules)) {
        fprintf(stderr, "%s\n", diagnostics.items[0].message);
        return false;
    }
    subject->parse_ms = (now_s() - start) * 1e3;
    start = now_s();
    if (compile_rules(&subject->rules, &options, &subject->bytes, &subject->len, &subject->report) <
        0) {
        fprintf(stderr, "%s\n", subject->report.message);
        return false;
    }
    subject->compile_ms = (now_s() - start) * 1e3;
    start = now_s();
    if (image_load(subject->bytes, subject->len, &subject->image, &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return false;
    }
    subject->load_ms = (now_s() - start) * 1e3;
    return true;
}

static void subject_free(struct subject *subject)
{
    image_free(subject->image);
    free(subject->bytes);
    arena_free(&subject->arena);
}

static bool make(struct subject *subject, const char *text, size_t len, uint32_t rounds)
{
    double parse[ROUNDS_MAX], compile[ROUNDS_MAX], load[ROUNDS_MAX];

    for (uint32_t i = 0; i < rounds; i++) {
        if (i > 0)
            subject_free(subject);
        *subject = (struct subject){0};
        if (!make_once(subject, text, len))
            return false;
        parse[i] = subject->parse_ms;
        compile[i] = subject->compile_ms;
        load[i] = subject->load_ms;
    }
    subject->parse_ms = median(parse, rounds);
    subject->compile_ms = median(compile, rounds);
    subject->load_ms = median(load, rounds);
    return true;
}

static bool bench(enum kind kind, uint32_t count, uint32_t rounds)
{
    struct subject subject;
    size_t len;
    char *text = policy_text(kind, count, &len);

    if (!make(&subject, text, len, rounds)) {
        fprintf(stderr, "%s, %u rules\n", kind_names[kind], count);
        free(text);
        return false;
    }
    struct event *events = make_events(&subject.arena, &subject.rules);
    struct result image = measure(ask_image, subject.image, events, EVENTS, rounds);
    /* The other one takes its time: fewer events, one round. */
    uint32_t fewer = count > 1000 ? 12000000 / count / 10 : EVENTS;
    struct result reference = measure(reference_ask, &subject.rules, events,
                                      fewer < 60       ? 60
                                      : fewer > EVENTS ? EVENTS
                                                       : fewer,
                                      1);

    printf("{\"kind\":\"%s\",\"rules\":%u,\"text_bytes\":%zu,\"image_bytes\":%zu,"
           "\"parse_ms\":%.2f,\"compile_ms\":%.2f,\"load_ms\":%.3f,\"steps_max\":%u",
           kind_names[kind], count, len, subject.len, subject.parse_ms, subject.compile_ms,
           subject.load_ms, subject.report.steps);
    print_result("image", &image);
    print_result("reference", &reference);
    puts("}");
    fflush(stdout);
    subject_free(&subject);
    free(text);
    return true;
}

static void pin(void)
{
    cpu_set_t set;
    int cpu = sched_getcpu();

    CPU_ZERO(&set);
    CPU_SET(cpu < 0 ? 0 : (size_t)cpu, &set);
    sched_setaffinity(0, sizeof(set), &set);
}

int main(int argc, char **argv)
{
    static const struct option long_options[] = {{"rounds", required_argument, NULL, 'r'},
                                                 {"sizes", required_argument, NULL, 's'},
                                                 {"kind", required_argument, NULL, 'k'},
                                                 {0}};
    uint32_t rounds = 5;
    const char *sizes = "10,100,1000,10000,100000", *only = NULL;
    bool ok = true;
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == 'r')
            rounds = (uint32_t)strtoul(optarg, NULL, 10);
        else if (option == 's')
            sizes = optarg;
        else if (option == 'k')
            only = optarg;
        else
            return 2;
    }
    if (rounds < 1 || rounds > ROUNDS_MAX)
        return 2;
    pin();
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        char *rest;
        if (only && strcmp(only, kind_names[kind]) != 0)
            continue;
        for (const char *at = sizes; *at; at = *rest ? rest + 1 : rest) {
            uint32_t count = (uint32_t)strtoul(at, &rest, 10);
            ok = bench((enum kind)kind, count, rounds) && ok;
        }
    }
    return ok ? 0 : 1;
}
