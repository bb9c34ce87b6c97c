#include "lang/analyze/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/analyze/table.h"
#include "lang/lint/space.h"

struct groups {
    struct table table; /* of struct replay_group */
    struct replay_count others;
};

struct replay {
    const struct ruleset *rules;
    struct decide *decide;
    int64_t now_ms;
    struct replay_summary summary;
    struct verdict verdict; /* of the last event */
    uint64_t *uses;         /* by rule */
    struct groups processes;
    struct groups steps;
    struct table refusals; /* of struct replay_refusal */
    uint64_t other_refusals;
    struct matcher matcher;

    /* Flags are given by rules that need not be the one that is reported. */
    struct arena arena;
    struct space space;
    uint32_t *flagged;
    uint32_t flagged_count;
};

static void find_flagged(struct replay *replay)
{
    const struct ruleset *rules = replay->rules;

    replay->flagged = ARENA_ARRAY(&replay->arena, uint32_t, rules->count + 1);
    for (uint32_t i = 0; i < rules->count; i++)
        if (rules->rules[i].passthrough || rules->rules[i].insecure)
            replay->flagged[replay->flagged_count++] = i;
}

struct replay *replay_new(const struct ruleset *rules, struct matcher matcher)
{
    struct replay *replay = calloc(1, sizeof *replay);

    if (!replay)
        abort();
    replay->rules = rules;
    replay->matcher = matcher;
    replay->decide = decide_new(matcher);
    replay->uses = calloc((size_t)rules->count + 1, sizeof *replay->uses);
    if (!replay->decide || !replay->uses)
        abort();
    table_init(&replay->processes.table, sizeof(struct replay_group), REPLAY_GROUPS_MAX);
    table_init(&replay->steps.table, sizeof(struct replay_group), REPLAY_GROUPS_MAX);
    table_init(&replay->refusals, sizeof(struct replay_refusal), REPLAY_GROUPS_MAX);
    space_init(&replay->space, &replay->arena, rules);
    find_flagged(replay);
    return replay;
}

void replay_free(struct replay *replay)
{
    if (!replay)
        return;
    decide_free(replay->decide);
    table_clear(&replay->processes.table);
    table_clear(&replay->steps.table);
    table_clear(&replay->refusals);
    arena_free(&replay->arena);
    free(replay->uses);
    free(replay);
}

/* ---- groups ---- */

struct name {
    const char *text;
    size_t len_bytes;
};

static struct name name_of(const char *text)
{
    size_t len = text ? strnlen(text, REPLAY_TEXT_MAX_BYTES) : 0;

    return (struct name){text ? text : "", len};
}

static bool has_name(const char *text, struct name name)
{
    return !strncmp(text, name.text, name.len_bytes) && !text[name.len_bytes];
}

static bool same_group(const void *entry, const void *key)
{
    return has_name(((const struct replay_group *)entry)->name, *(const struct name *)key);
}

static void count_event(struct replay_count *count, bool refused)
{
    count->events++;
    count->refused += refused;
}

static void count_group(struct groups *groups, const char *text, bool refused)
{
    struct name name = name_of(text);
    bool is_new;
    struct replay_group *group = table_find(
        &groups->table, table_hash(1, name.text, name.len_bytes), same_group, &name, &is_new);

    if (!group) {
        count_event(&groups->others, refused);
        return;
    }
    if (is_new)
        group->name = arena_strndup(&groups->table.arena, name.text, name.len_bytes);
    count_event(&group->count, refused);
}

/* ---- refusals ---- */

struct refusal_key {
    char what[REPLAY_TEXT_MAX_BYTES + 1];
    size_t what_len;
    struct name exe;
    struct name step;
};

static bool same_refusal(const void *entry, const void *key)
{
    const struct replay_refusal *refusal = entry;
    const struct refusal_key *own = key;

    return !strcmp(refusal->what, own->what) && has_name(refusal->exe, own->exe) &&
           has_name(refusal->step, own->step);
}

static void describe(const struct log_line *line, struct refusal_key *key)
{
    static const char *const names[] = {
        [LOG_LINE_HTTP] = "http", [LOG_LINE_HTTPS] = "https", [LOG_LINE_TCP] = "tcp",
        [LOG_LINE_UDP] = "udp",   [LOG_LINE_DNS] = "dns",
    };
    char address[16];
    int len;

    snprintf(address, sizeof address, "%u.%u.%u.%u", line->dst_ip >> 24, line->dst_ip >> 16 & 255,
             line->dst_ip >> 8 & 255, line->dst_ip & 255);
    if (line->type == LOG_LINE_DNS)
        len = snprintf(key->what, sizeof key->what, "dns %s at %s", line->name, address);
    else if (line->url)
        len = snprintf(key->what, sizeof key->what, "%s %s", line->method ? line->method : "GET",
                       line->url);
    else
        len = snprintf(key->what, sizeof key->what, "%s %s:%u", names[line->type],
                       line->host ? line->host : address, line->dst_port);
    key->what_len = len < (int)sizeof key->what ? (size_t)len : sizeof key->what - 1;
}

static void count_refusal(struct replay *replay, const struct log_line *line, uint64_t number)
{
    struct refusal_key key = {.exe = name_of(line->process.exe),
                              .step = name_of(line->process.step)};
    struct arena *arena = &replay->refusals.arena;
    struct replay_refusal *refusal;
    uint64_t hash;
    bool is_new;

    describe(line, &key);
    hash = table_hash(1, key.what, key.what_len);
    hash = table_hash(hash, key.exe.text, key.exe.len_bytes);
    hash = table_hash(hash, key.step.text, key.step.len_bytes);
    refusal = table_find(&replay->refusals, hash, same_refusal, &key, &is_new);
    if (!refusal) {
        replay->other_refusals++;
        return;
    }
    if (is_new) {
        refusal->what = arena_strndup(arena, key.what, key.what_len);
        refusal->exe = arena_strndup(arena, key.exe.text, key.exe.len_bytes);
        refusal->step = arena_strndup(arena, key.step.text, key.step.len_bytes);
        refusal->first_line = number;
    }
    refusal->count++;
    refusal->inspection |= replay->verdict.inspect_only;
    refusal->allowed_before |= line->policy == LOG_POLICY_ALLOW;
}

/* ---- decisions ---- */

static struct decide_event event_of(const struct log_line *line)
{
    static const enum question questions[] = {
        [LOG_LINE_HTTP] = QUESTION_HTTP, [LOG_LINE_HTTPS] = QUESTION_TLS,
        [LOG_LINE_TCP] = QUESTION_TCP,   [LOG_LINE_UDP] = QUESTION_UDP,
        [LOG_LINE_DNS] = QUESTION_DNS,
    };
    bool tls = line->type == LOG_LINE_HTTPS && !line->url;

    return (struct decide_event){
        .question =
            line->type == LOG_LINE_HTTPS && line->url ? QUESTION_HTTP : questions[line->type],
        .dst_ip = line->dst_ip,
        .dst_port = line->dst_port,
        .host = line->host,
        .named = tls,
        .url = line->url,
        .method = line->method,
        .name = line->name,
        .process = &line->process,
    };
}

/* The rule that let the resolver be asked is used as much as the one that names the name. */
static void use_resolver(struct replay *replay, const struct log_line *line)
{
    const struct facts facts = {
        .dst_ip = line->dst_ip, .dst_port = line->dst_port, .process = &line->process};
    struct verdict verdict = replay->matcher.ask(replay->matcher.policy, QUESTION_UDP, &facts);

    if (verdict.allow && verdict.rule >= 0)
        replay->uses[verdict.rule]++;
}

/* The rule reported may be one without the flag that another gave. */
static void use_flags(struct replay *replay, const struct log_line *line)
{
    const struct facts facts = {.dst_ip = line->dst_ip,
                                .dst_port = line->dst_port,
                                .host = line->host,
                                .process = &line->process};
    enum plane plane = replay->verdict.passthrough ? PLANE_PASSTHROUGH : PLANE_INSECURE;

    for (uint32_t i = 0; i < replay->flagged_count; i++) {
        uint32_t rule = replay->flagged[i];

        if ((int32_t)rule != replay->verdict.rule &&
            space_matches(&replay->space, plane, rule, &facts))
            replay->uses[rule]++;
    }
}

static void count_uses(struct replay *replay, const struct log_line *line)
{
    const struct verdict *verdict = &replay->verdict;

    if (!verdict->allow || verdict->rule < 0)
        return;
    replay->uses[verdict->rule]++;
    if (line->type == LOG_LINE_DNS)
        use_resolver(replay, line);
    if (verdict->passthrough || verdict->insecure)
        use_flags(replay, line);
}

static void count_change(struct replay_summary *summary, const struct log_line *line, bool refused)
{
    summary->newly_refused += refused && line->policy == LOG_POLICY_ALLOW;
    summary->newly_allowed += !refused && line->policy == LOG_POLICY_DENY;
}

static void bind(struct replay *replay, const struct log_line *line)
{
    replay->summary.answers++;
    for (uint32_t i = 0; line->name && i < line->answer_count; i++)
        decide_bind(replay->decide, line->name, line->answers[i], line->ttl_s, replay->now_ms);
}

const struct verdict *replay_event(struct replay *replay, const struct log_line *line,
                                   uint64_t number)
{
    struct decide_event event;
    bool refused;

    if (line->has_time)
        replay->now_ms = line->time_ms;
    if (line->type == LOG_LINE_DNS_RESPONSE)
        bind(replay, line);
    if (line->type == LOG_LINE_NONE || line->type == LOG_LINE_DNS_RESPONSE)
        return NULL;
    event = event_of(line);
    replay->verdict = decide_ask(replay->decide, &event, replay->now_ms);
    refused = !replay->verdict.allow || replay->verdict.inspect_only;
    count_event(&replay->summary.all, refused);
    replay->summary.by_type[line->type]++;
    replay->summary.uninspected += replay->verdict.inspect_only;
    count_change(&replay->summary, line, refused);
    count_group(&replay->processes, line->process.exe, refused);
    count_group(&replay->steps, line->process.step, refused);
    count_uses(replay, line);
    if (refused)
        count_refusal(replay, line, number);
    return &replay->verdict;
}

/* ---- what came of it ---- */

const struct replay_summary *replay_summary(const struct replay *replay)
{
    return &replay->summary;
}

const uint64_t *replay_rule_uses(const struct replay *replay)
{
    return replay->uses;
}

static int by_events(const void *a, const void *b)
{
    const struct replay_group *x = a, *y = b;

    if (x->count.events != y->count.events)
        return x->count.events > y->count.events ? -1 : 1;
    return strcmp(x->name, y->name);
}

static int by_count(const void *a, const void *b)
{
    const struct replay_refusal *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->first_line < y->first_line ? -1 : x->first_line > y->first_line;
}

/* A sorted copy, which the arena keeps: the table itself goes by number. */
static void *sorted(struct table *table, int (*order)(const void *, const void *))
{
    void *copy = arena_calloc(&table->arena, table->count + 1, table->entry_bytes);

    memcpy(copy, table->entries, table->count * table->entry_bytes);
    qsort(copy, table->count, table->entry_bytes, order);
    return copy;
}

static const struct replay_group *list_groups(struct groups *groups, uint32_t *ret_count,
                                              struct replay_count *ret_others)
{
    *ret_count = groups->table.count;
    *ret_others = groups->others;
    return sorted(&groups->table, by_events);
}

const struct replay_group *replay_processes(struct replay *replay, uint32_t *ret_count,
                                            struct replay_count *ret_others)
{
    return list_groups(&replay->processes, ret_count, ret_others);
}

const struct replay_group *replay_steps(struct replay *replay, uint32_t *ret_count,
                                        struct replay_count *ret_others)
{
    return list_groups(&replay->steps, ret_count, ret_others);
}

const struct replay_refusal *replay_refusals(struct replay *replay, uint32_t *ret_count,
                                             uint64_t *ret_others)
{
    *ret_count = replay->refusals.count;
    *ret_others = replay->other_refusals;
    return sorted(&replay->refusals, by_count);
}
