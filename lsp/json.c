#include "lsp/json.h"

#include <stdarg.h>
#include <string.h>

const json_t *json_at(const json_t *object, ...)
{
    va_list keys;
    const char *key;

    va_start(keys, object);
    while (object && (key = va_arg(keys, const char *)))
        object = json_object_get(object, key);
    va_end(keys);
    return object;
}

const char *json_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool read_number(const json_t *number, uint32_t *ret_number)
{
    json_int_t value = json_integer_value(number);

    if (!json_is_integer(number) || value < 0)
        return false;
    *ret_number = value > INT32_MAX ? INT32_MAX : (uint32_t)value;
    return true;
}

bool json_read_place(const json_t *place, struct text_place *ret_place)
{
    return read_number(json_object_get(place, "line"), &ret_place->line) &&
           read_number(json_object_get(place, "character"), &ret_place->character);
}

bool json_list_has(const json_t *list, const char *text)
{
    const json_t *item;
    size_t i;

    json_array_foreach(list, i, item) if (json_is_string(item) &&
                                          !strcmp(json_string_value(item), text)) return true;
    return false;
}
