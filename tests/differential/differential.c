/*
 * Random policies and events: the compiled image and the rule-by-rule matcher must say the same,
 * and no decision may take more steps than the image states.
 *
 * usage: differential [--pairs N] [--seed S]
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/agree/agree.h"
#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/vm/image_internal.h"
#include "tests/support/generate.h"

#define EVENTS_A_POLICY 400

struct tally {
    uint64_t pairs;
    uint64_t allowed;
    uint64_t inspected;
    uint64_t flagged;
    uint64_t policies;
    uint64_t over_budget;
    uint64_t most_steps;
};

static bool same(struct verdict a, struct verdict b)
{
    return a.allow == b.allow && a.inspect_only == b.inspect_only &&
           a.passthrough == b.passthrough && a.insecure == b.insecure && a.rule == b.rule;
}

static void print_verdict(const char *who, struct verdict verdict)
{
    printf("%s: allow %d inspect %d passthrough %d insecure %d rule %d\n", who, verdict.allow,
           verdict.inspect_only, verdict.passthrough, verdict.insecure, verdict.rule);
}

static bool compare(struct tally *tally, const struct ruleset *rules, const struct image *image,
                    const struct generated *event)
{
    uint64_t steps;
    struct verdict wanted = reference_ask(rules, event->question, &event->facts);
    struct verdict got = image_ask_counted(image, event->question, &event->facts, &steps);
    uint64_t bound = image->header->steps +
                     (uint64_t)image->header->steps_per_argument *
                         (event->facts.process ? event->facts.process->argc : 0) +
                     image->header->steps_per_byte * generated_bytes(event);

    tally->pairs++;
    tally->allowed += wanted.allow;
    tally->inspected += wanted.inspect_only;
    tally->flagged += wanted.passthrough || wanted.insecure;
    if (steps > tally->most_steps)
        tally->most_steps = steps;
    if (same(wanted, got) && steps <= bound)
        return true;
    print_rules(rules);
    print_event(event);
    print_verdict("reference", wanted);
    print_verdict("image", got);
    printf("steps %llu of %llu\n", (unsigned long long)steps, (unsigned long long)bound);
    return false;
}

static bool ask_policy(struct random *random, struct tally *tally, const struct ruleset *rules,
                       const struct image *image)
{
    static struct generated event;

    for (uint32_t i = 0; i < EVENTS_A_POLICY; i++) {
        generate_event(random, rules, &event);
        if (!compare(tally, rules, image, &event))
            return false;
    }
    return true;
}

/* And the events that the policy's own conditions make. */
static bool ask_boundaries(struct tally *tally, const struct ruleset *rules,
                           const struct image *image)
{
    struct agree_options options = {.work_max = 20000};
    struct agree_report report;

    if (!agree(rules, image, &options, &report)) {
        print_rules(rules);
        printf("%s\n", report.difference);
        return false;
    }
    tally->pairs += report.events;
    return true;
}

static bool run_policy(struct random *random, struct tally *tally, enum recipe recipe)
{
    struct arena arena = {0};
    struct ruleset rules;
    struct compile_options options = {0};
    struct compile_report report;
    struct image_error error;
    struct image *image = NULL;
    void *bytes = NULL;
    size_t len = 0;
    bool few = random_chance(random, 70);
    bool ok = false;

    generate_rules(random, &arena, recipe,
                   random_below(random, few                           ? 12
                                        : recipe >= RECIPE_ATTRIBUTES ? 600
                                                                      : 120),
                   &rules);
    if (compile_rules(&rules, &options, &bytes, &len, &report) < 0) {
        if (report.steps > IMAGE_STEPS_MAX || report.stack > IMAGE_STACK_MAX ||
            report.steps_per_argument > IMAGE_STEPS_PER_ARGUMENT_MAX ||
            report.steps_per_byte > IMAGE_STEPS_PER_BYTE_MAX) {
            tally->over_budget++;
            arena_free(&arena);
            return true;
        }
        printf("%s\n", report.message);
    } else if (image_load(bytes, len, &image, &error) < 0) {
        printf("the image is refused: %s\n", error.message);
    } else {
        tally->policies++;
        ok = ask_policy(random, tally, &rules, image) && ask_boundaries(tally, &rules, image);
    }
    image_free(image);
    free(bytes);
    arena_free(&arena);
    return ok;
}

static int run(uint64_t pairs, uint64_t seed)
{
    struct tally tally = {0};
    bool tty = isatty(fileno(stderr));

    for (uint64_t number = 0; tally.pairs < pairs; number++) {
        /* Every policy has a seed of its own, so that one can be tried alone. */
        struct random random = {seed + number};
        enum recipe recipe = (seed + number) % RECIPE_COUNT;
        if (!run_policy(&random, &tally, recipe)) {
            printf("seed %llu (%s)\n", (unsigned long long)(seed + number), recipe_names[recipe]);
            return 1;
        }
        if (tty && number % 256 == 0)
            fprintf(stderr, "\r%llu pairs", (unsigned long long)tally.pairs);
    }
    printf(
        "%llu pairs of %llu policies agree (%llu allowed, %llu of them for inspection, %llu with "
        "a flag; %llu policies over the budget; at most %llu steps)\n",
        (unsigned long long)tally.pairs, (unsigned long long)tally.policies,
        (unsigned long long)tally.allowed, (unsigned long long)tally.inspected,
        (unsigned long long)tally.flagged, (unsigned long long)tally.over_budget,
        (unsigned long long)tally.most_steps);
    return 0;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"pairs", required_argument, NULL, 'p'}, {"seed", required_argument, NULL, 's'}, {0}};
    uint64_t pairs = 200000, seed = 1;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'p')
            pairs = strtoull(optarg, NULL, 10);
        else if (option == 's')
            seed = strtoull(optarg, NULL, 10);
        else
            return 2;
    }
    return run(pairs, seed);
}
