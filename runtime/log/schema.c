#include <jansson.h>

#include "runtime/log/log.h"

/* The kinds of fields.def, as constraints of JSON Schema (draft 2020-12). */
enum log_field_kind {
    TIME,
    TYPE,
    ADDRESS,
    PORT,
    POLICY,
    RULE,
    COUNT,
    TEXT,
    TEXTS,
    ADDRESSES,
    FLAG,
    WORD,
};

static json_t *type_names(void)
{
    json_t *names = json_array();
    for (int type = 0; type < LOG_TYPE_COUNT; type++)
        json_array_append_new(names, json_string(log_type_name((enum log_type)type)));
    return names;
}

static json_t *error_words(void)
{
    json_t *words = json_array();
#define LOG_ERROR_WORD(word, meaning) json_array_append_new(words, json_string(#word));
#include "runtime/log/errors.def"
#undef LOG_ERROR_WORD
    return words;
}

static json_t *constraints(enum log_field_kind kind)
{
    switch (kind) {
    case TIME:
        return json_pack("{s:s, s:s}", "type", "string", "pattern",
                         "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$");
    case TYPE:
        return json_pack("{s:o}", "enum", type_names());
    case ADDRESS:
        return json_pack("{s:s, s:s}", "type", "string", "format", "ipv4");
    case PORT:
        return json_pack("{s:s, s:i, s:i}", "type", "integer", "minimum", 1, "maximum", 65535);
    case WORD:
        return json_pack("{s:o}", "enum", error_words());
    case POLICY:
        return json_pack("{s:[s, s]}", "enum", "allow", "deny");
    case RULE:
        return json_pack("{s:s, s:{s:{s:s, s:i}, s:{s:s}}, s:[s, s], s:b}", "type", "object",
                         "properties", "line", "type", "integer", "minimum", 0, "text", "type",
                         "string", "required", "line", "text", "additionalProperties", 0);
    case COUNT:
        return json_pack("{s:s, s:i}", "type", "integer", "minimum", 1);
    case TEXT:
        return json_pack("{s:s}", "type", "string");
    case TEXTS:
        return json_pack("{s:s, s:{s:s}, s:i, s:i}", "type", "array", "items", "type", "string",
                         "minItems", 1, "maxItems", LOG_ARGS_MAX + 1);
    case ADDRESSES:
        return json_pack("{s:s, s:{s:s, s:s}, s:i, s:i}", "type", "array", "items", "type",
                         "string", "format", "ipv4", "minItems", 1, "maxItems", LOG_ANSWERS_MAX);
    case FLAG:
        return json_pack("{s:b}", "const", 1);
    }
    return NULL;
}

static void add_field(json_t *properties, const char *name, enum log_field_kind kind,
                      const char *meaning)
{
    json_t *property = constraints(kind);
    json_object_set_new(property, "description", json_string(meaning));
    json_object_set_new(properties, name, property);
}

char *log_schema(void)
{
    json_t *properties = json_object();
#define LOG_FIELD(id, name, kind, meaning) add_field(properties, name, kind, meaning);
#include "runtime/log/fields.def"
#undef LOG_FIELD
    json_t *schema = json_pack("{s:s, s:s, s:s, s:[s, s], s:b, s:o}", "$schema",
                               "https://json-schema.org/draft/2020-12/schema", "title",
                               "Egress log line", "type", "object", "required", "ts", "type",
                               "additionalProperties", 0, "properties", properties);
    char *text = json_dumps(schema, JSON_INDENT(2));
    json_decref(schema);
    return text;
}
