#include "tests/bench/subjects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/generate.h"

const char *const kind_names[KIND_COUNT] = {"realistic", "wildcards", "overlap", "attributes",
                                            "patterns"};

/* Policies. */

static void put_realistic(FILE *out, uint32_t i)
{
    switch (i % 20) {
    case 0:
        fprintf(out, "*.zone%u.example.net\n", i);
        break;
    case 1:
        fprintf(out, "*.z%u.example.net:22|443\n", i);
        break;
    case 2:
        fprintf(out, "10.%u.%u.%u:443\n", i >> 16 & 255, i >> 8 & 255, i & 255);
        break;
    case 3:
        fprintf(out, "172.16.%u.0/24:5432\n", i / 20 & 255);
        break;
    case 4:
        fprintf(out, "POST https://api%u.example.org/v1/*/items\n", i / 100);
        break;
    case 5:
    case 6:
        fprintf(out, "https://git.example.org/repos/org%u/*\n", i);
        break;
    case 7:
        fprintf(out, "dns:d%u.corp.example\n", i);
        break;
    case 8:
        fprintf(out, "h%u.example.com exe=/usr/bin/node\n", i);
        break;
    case 9:
        fprintf(out, "h%u.example.com:443 exe=/opt/*/bin/tool step=build*\n", i);
        break;
    case 10:
        fprintf(out, "cache-*.r%u.example.io\n", i);
        break;
    case 11:
        fprintf(out, "10.%u.%u.%u:53/udp\n", i >> 16 & 255, i >> 8 & 255, i & 255);
        break;
    default:
        fprintf(out, "svc%u.team%u.example.com\n", i, i / 50);
        break;
    }
}

static void put_overlap(FILE *out, uint32_t i)
{
    switch (i % 4) {
    case 0:
        fprintf(out, "*.example.com:* exe=/opt/t%u\n", i);
        break;
    case 1:
        fprintf(out, "10.0.0.0/%u:* step=s%u-*\n", 8 + i / 4 % 16, i);
        break;
    case 2:
        fprintf(out, "https://*.example.com:*/p%u/*\n", i);
        break;
    default:
        fprintf(out, "*.example.com:%u arg=--f%u\n", 1 + i % 65535, i);
        break;
    }
}

static void put_attributes(FILE *out, uint32_t i)
{
    uint32_t host = i / 1000;

    switch (i % 8) {
    case 0:
        fprintf(out, "a%u.example.com exe=/opt/tools/t%u/*\n", host, i);
        break;
    case 1:
        fprintf(out, "a%u.example.com exe=*/bin/t%u\n", host, i);
        break;
    case 2:
        fprintf(out, "a%u.example.com exe=/usr/bin/t%u step=build\n", host, i);
        break;
    case 3:
        fprintf(out, "a%u.example.com cgroup=/system.slice/s%u.service step=build*\n", host, i);
        break;
    case 4:
        fprintf(out, "a%u.example.com image=ghcr.io/o/i%u:* cgroup=@docker\n", host, i);
        break;
    case 5:
        fprintf(out, "a%u.example.com arg=--flag%u exe=/usr/bin/node\n", host, i);
        break;
    case 6:
        fprintf(out, "a%u.example.com arg[1]=cmd%u\n", host, i);
        break;
    default:
        fprintf(out, "a%u.example.com action=actions/a%u step=s%u\n", host, i, i);
        break;
    }
}

/* One host, told apart by what stands somewhere in a path or an argument. */
static void put_patterns(FILE *out, uint32_t i)
{
    switch (i % 5) {
    case 0:
        fprintf(out, "a.example.com arg=*x%u*\n", i);
        break;
    case 1:
        fprintf(out, "a.example.com exe=*/lib%u?so*\n", i);
        break;
    case 2:
        fprintf(out, "a.example.com arg=*a%u*b%u*\n", i, i);
        break;
    case 3:
        fprintf(out, "a.example.com exe=*t%u* arg=*--y%u*\n", i, i);
        break;
    default:
        fprintf(out, "a.example.com exe=/opt/*-%u-*/bin step=*s%u*\n", i, i % 7);
        break;
    }
}

char *policy_text(enum kind kind, uint32_t count, size_t *ret_len)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_len);

    for (uint32_t i = 0; i + 1 < count; i++) {
        if (kind == KIND_REALISTIC)
            put_realistic(out, i);
        else if (kind == KIND_WILDCARDS)
            fprintf(out, "*.w%u.example.com\n", i);
        else if (kind == KIND_OVERLAP)
            put_overlap(out, i);
        else if (kind == KIND_ATTRIBUTES)
            put_attributes(out, i);
        else
            put_patterns(out, i);
    }
    fputs("127.0.0.53:53/udp\n", out); /* a resolver, so that names can be asked */
    fclose(out);
    return text;
}

/* Events. */

static const struct rule *rule_for(struct random *random, const struct ruleset *rules,
                                   uint32_t number)
{
    uint32_t tenth = rules->count / 10 + 1;

    if (number % HIT_COUNT == HIT_EARLY)
        return &rules->rules[random_below(random, tenth < rules->count ? tenth : rules->count)];
    return &rules->rules[rules->count - 1 - random_below(random, tenth)];
}

/* An event of every question for a rule of the first or last tenth, or one that nothing allows. */
static void make_event(struct random *random, const struct ruleset *rules, uint32_t number,
                       struct generated *event)
{
    struct ruleset one = {(struct rule *)rule_for(random, rules, number), 1};

    generate_event(random, &one, event);
    if (event->question == QUESTION_DNS) {
        event->facts.dst_ip = 0x7f000035;
        event->facts.dst_port = 53;
    }
    if (number % HIT_COUNT != HIT_NONE)
        return;
    snprintf(event->host, sizeof(event->host), "svc%u.nowhere%u.example.com",
             random_below(random, 1000), random_below(random, 1000));
    event->facts.host = event->host;
    event->facts.dst_ip = 0xc6336401 + random_below(random, 200);
}

/* Copies a text behind the event's others. */
static const char *pack(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

static void pack_event(struct arena *arena, const struct generated *from, struct event *to)
{
    to->question = from->question;
    to->facts = from->facts;
    to->facts.host = pack(arena, from->facts.host);
    to->facts.path = pack(arena, from->facts.path);
    to->process = (struct process_facts){
        .exe = pack(arena, from->process.exe),
        .argv = to->argv,
        .argc = from->process.argc < ARGUMENTS_MAX ? from->process.argc : ARGUMENTS_MAX,
        .cgroup = pack(arena, from->process.cgroup),
        .step = pack(arena, from->process.step),
        .action = pack(arena, from->process.action),
        .image = pack(arena, from->process.image)};
    for (uint32_t i = 0; i < to->process.argc; i++)
        to->argv[i] = pack(arena, from->argv[i]);
    if (from->facts.process)
        to->facts.process = &to->process;
}

struct event *make_events(struct arena *arena, const struct ruleset *rules)
{
    static struct generated generated;
    struct event *events = ARENA_ARRAY(arena, struct event, EVENTS);
    struct random random = {12345};

    for (uint32_t i = 0; i < EVENTS; i++) {
        make_event(&random, rules, i, &generated);
        pack_event(arena, &generated, &events[i]);
        events[i].hit = i % HIT_COUNT;
    }
    return events;
}
