/* Any line that is JSON, by jansson. */
#include <string.h>

#include "lang/analyze/internal.h"

/* Each reader returns NULL, or what is wrong. null is as good as absent. */

static const char *read_text(const json_t *object, const char *field, const char **ret_text)
{
    const json_t *value = json_object_get(object, field);

    *ret_text = NULL;
    if (!value || json_is_null(value))
        return NULL;
    if (!json_is_string(value))
        return "a field that should be a string is none";
    *ret_text = json_string_value(value);
    return NULL;
}

/* Absent: 0. */
static const char *read_count(const json_t *object, const char *field, uint64_t max,
                              uint64_t *ret_value)
{
    const json_t *value = json_object_get(object, field);

    *ret_value = 0;
    if (!value || json_is_null(value))
        return NULL;
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return "a field that should be a count is none";
    *ret_value = (uint64_t)json_integer_value(value);
    return *ret_value > max ? "a number that is too large" : NULL;
}

static const char *read_type(const json_t *object, struct log_line *line)
{
    const char *text;
    const char *wrong = read_text(object, "type", &text);

    if (wrong)
        return wrong;
    if (!text)
        return "no type";
    return log_type(text, strlen(text), &line->type) ? NULL : "unknown type";
}

static const char *read_policy(const json_t *object, struct log_line *line)
{
    const char *text;
    const char *wrong = read_text(object, "policy", &text);

    if (wrong || !text)
        return wrong;
    if (strcmp(text, "allow") != 0 && strcmp(text, "deny") != 0)
        return "policy is neither allow nor deny";
    line->policy = *text == 'a' ? LOG_POLICY_ALLOW : LOG_POLICY_DENY;
    return NULL;
}

static const char *read_time(const json_t *object, struct log_line *line)
{
    const char *text;
    const char *wrong = read_text(object, "ts", &text);

    if (!wrong && text)
        line->has_time = log_time(text, strlen(text), &line->time_ms);
    return wrong;
}

static const char *read_destination(const json_t *object, struct log_line *line)
{
    uint64_t port;
    const char *ip;
    const char *wrong = read_text(object, "dst_ip", &ip);

    if (!wrong)
        wrong = read_count(object, "dst_port", UINT16_MAX, &port);
    if (wrong)
        return wrong;
    line->dst_port = (uint16_t)port;
    line->has_destination = ip != NULL;
    return ip && !log_address(ip, strlen(ip), &line->dst_ip) ? "dst_ip is no IPv4 address" : NULL;
}

static const char *read_ttl(const json_t *object, struct log_line *line)
{
    uint64_t ttl_s;
    const char *wrong = read_count(object, "ttl", UINT32_MAX, &ttl_s);

    line->ttl_s = (uint32_t)ttl_s;
    return wrong;
}

static const char *read_cmdline(struct log_reader *reader, const json_t *object,
                                struct log_line *line)
{
    const json_t *list = json_object_get(object, "cmdline");
    size_t count = json_array_size(list);

    if (!list || json_is_null(list))
        return NULL;
    if (!json_is_array(list))
        return "cmdline is no list of arguments";
    if (count > LOG_ARGUMENTS_MAX)
        return "too many arguments";
    for (size_t i = 0; i < count; i++) {
        const json_t *argument = json_array_get(list, i);

        if (!json_is_string(argument))
            return "cmdline is no list of arguments";
        reader->argv[i] = json_string_value(argument);
    }
    line->process.argv = count ? reader->argv : NULL;
    line->process.argc = (uint32_t)count;
    return NULL;
}

/* What is no IPv4 address (a name, IPv6) binds nothing and is left out. */
static const char *read_answers(struct log_reader *reader, const json_t *object,
                                struct log_line *line)
{
    const json_t *list = json_object_get(object, "answers");

    if (!list || json_is_null(list))
        return NULL;
    if (!json_is_array(list))
        return "answers is no list";
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *answer = json_array_get(list, i);
        uint32_t ip;

        if (!json_is_string(answer))
            return "answers is no list of addresses";
        if (line->answer_count < LOG_ADDRESSES_MAX &&
            log_address(json_string_value(answer), strlen(json_string_value(answer)), &ip))
            reader->answers[line->answer_count++] = ip;
    }
    line->answers = line->answer_count ? reader->answers : NULL;
    return NULL;
}

static const char *read_texts(const json_t *object, struct log_line *line)
{
    const struct {
        const char *field;
        const char **text;
    } texts[] = {
        {"exe", &line->process.exe},     {"cgroup", &line->process.cgroup},
        {"step", &line->process.step},   {"action", &line->process.action},
        {"image", &line->process.image}, {"url", &line->url},
        {"method", &line->method},       {"host", &line->host},
        {"name", &line->name},
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *wrong = read_text(object, texts[i].field, texts[i].text);

        if (wrong)
            return wrong;
    }
    return NULL;
}

static const char *read_object(struct log_reader *reader, const json_t *object,
                               struct log_line *line)
{
    const char *wrong = json_is_object(object) ? NULL : "not an object";

    wrong = wrong ? wrong : read_type(object, line);
    wrong = wrong ? wrong : read_policy(object, line);
    wrong = wrong ? wrong : read_time(object, line);
    wrong = wrong ? wrong : read_destination(object, line);
    wrong = wrong ? wrong : read_ttl(object, line);
    wrong = wrong ? wrong : read_texts(object, line);
    wrong = wrong ? wrong : read_cmdline(reader, object, line);
    wrong = wrong ? wrong : read_answers(reader, object, line);
    return wrong ? wrong : log_line_check(line);
}

bool log_line_read_exact(struct log_reader *reader, const char *line, size_t len_bytes,
                         struct log_line *ret_line, const char **ret_wrong)
{
    struct log_line result = {0};
    json_error_t error;

    json_decref(reader->json);
    reader->json = json_loadb(line, len_bytes, JSON_REJECT_DUPLICATES, &error);
    *ret_wrong = reader->json ? read_object(reader, reader->json, &result) : "not JSON";
    if (*ret_wrong)
        return false;
    *ret_line = result;
    return true;
}
