#include "lsp/uri.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

const char *uri_to_path(struct arena *arena, const char *uri)
{
    char *path, *out;

    if (strncasecmp(uri, "file://", 7) != 0)
        return NULL;
    uri += 7;
    if (!strncasecmp(uri, "localhost/", 10))
        uri += 9;
    if (*uri != '/')
        return NULL;
    path = out = arena_alloc(arena, strlen(uri) + 1);
    for (; *uri && *uri != '?' && *uri != '#'; uri++) {
        int high = *uri == '%' ? hex_value(uri[1]) : -1;
        int low = high >= 0 ? hex_value(uri[2]) : -1;

        if (low < 0) {
            *out++ = *uri;
            continue;
        }
        if (high == 0 && low == 0)
            return NULL;
        *out++ = (char)(high * 16 + low);
        uri += 2;
    }
    *out = '\0';
    return path;
}

const char *uri_of_path(struct arena *arena, const char *path)
{
    char *uri = arena_alloc(arena, 3 * strlen(path) + 8), *out = stpcpy(uri, "file://");

    for (; *path; path++) {
        unsigned char byte = (unsigned char)*path;

        if (isalnum(byte) || strchr("/-._~!$&'()*+,;=:@", byte))
            *out++ = *path;
        else
            out += sprintf(out, "%%%02X", byte);
    }
    *out = '\0';
    return uri;
}
