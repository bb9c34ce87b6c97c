#include "lang/decide/url.h"

#include <string.h>
#include <strings.h>

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alphanumeric(unsigned char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 3986 section 2.3. */
static bool is_unreserved(unsigned char c)
{
    return is_alphanumeric(c) || (c != '\0' && strchr("-._~", c));
}

/* RFC 3986 section 3.3, pchar, without '%'. */
static bool is_path_character(unsigned char c)
{
    return is_unreserved(c) || (c != '\0' && strchr("!$&'()*+,;=:@", c));
}

/* Copies the host, lowered; false for one that we do not understand (IPv6, escapes, blanks). */
static bool copy_host(const char *start, size_t len, char host[static URL_HOST_MAX])
{
    if (len > 0 && start[len - 1] == '.')
        len--;
    if (len == 0 || len >= URL_HOST_MAX)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)start[i];
        if (!is_alphanumeric(c) && c != '-' && c != '.' && c != '_')
            return false;
        host[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    host[len] = '\0';
    return true;
}

/* An empty port is the scheme's (RFC 3986 section 3.2.3). */
static bool read_port(const char *start, size_t len, uint16_t *port)
{
    uint32_t value = 0;

    if (len == 0)
        return true;
    if (len > 5)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!is_digit((unsigned char)start[i]))
            return false;
        value = value * 10 + (uint32_t)(start[i] - '0');
    }
    if (value == 0 || value > UINT16_MAX)
        return false;
    *port = (uint16_t)value;
    return true;
}

bool url_parse(const char *text, struct url *ret_url)
{
    struct url url;

    if (strncasecmp(text, "https://", 8) == 0) {
        url.scheme = SCHEME_HTTPS;
        url.port = 443;
        text += 8;
    } else if (strncasecmp(text, "http://", 7) == 0) {
        url.scheme = SCHEME_HTTP;
        url.port = 80;
        text += 7;
    } else {
        return false;
    }

    /* User information is refused with the rest: copy_host knows no '@'. */
    size_t authority_len = strcspn(text, "/?#");
    const char *colon = memchr(text, ':', authority_len);
    size_t host_len = colon ? (size_t)(colon - text) : authority_len;

    if (!copy_host(text, host_len, url.host))
        return false;
    if (colon && !read_port(colon + 1, authority_len - host_len - 1, &url.port))
        return false;
    url.path = text + authority_len;
    *ret_url = url;
    return true;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

struct path_writer {
    char *buffer;
    size_t size;
    size_t len;
};

static bool put(struct path_writer *writer, char c)
{
    if (writer->len + 1 >= writer->size)
        return false;
    writer->buffer[writer->len++] = c;
    return true;
}

static bool put_escaped(struct path_writer *writer, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";

    return put(writer, '%') && put(writer, digits[c >> 4]) && put(writer, digits[c & 15]);
}

static bool is_control(unsigned char c)
{
    return c < 0x20 || c == 0x7f;
}

/* One character of a request's path, escaped or not, in its only canonical spelling. */
static bool put_character(struct path_writer *writer, const char **at)
{
    unsigned char c = (unsigned char)**at;

    if (c != '%') {
        *at += 1;
        if (is_control(c) || c == '\\')
            return false;
        return is_path_character(c) ? put(writer, (char)c) : put_escaped(writer, c);
    }
    int high = hex_value((*at)[1]);
    int low = high < 0 ? -1 : hex_value((*at)[2]);

    if (low < 0)
        return false;
    c = (unsigned char)(high << 4 | low);
    *at += 3;
    if (is_control(c) || c == '/' || c == '\\')
        return false;
    return is_unreserved(c) ? put(writer, (char)c) : put_escaped(writer, c);
}

/* Ends the segment that starts at `start` (behind its '/'): a dot segment goes, an empty one too.
 */
static void end_segment(struct path_writer *writer, size_t start)
{
    const char *segment = writer->buffer + start;
    size_t len = writer->len - start;

    if (len == 0 || (len == 1 && segment[0] == '.')) {
        writer->len = start - 1;
    } else if (len == 2 && segment[0] == '.' && segment[1] == '.') {
        writer->len = start - 1;
        while (writer->len > 0 && writer->buffer[writer->len - 1] != '/')
            writer->len--;
        if (writer->len > 0)
            writer->len--;
    }
}

/* "." or "..", and a parameter (RFC 3986 section 3.3). */
static bool is_dots_with_parameter(const char *segment, size_t len)
{
    size_t dots = 0;
    while (dots < len && dots < 2 && segment[dots] == '.')
        dots++;
    return dots > 0 && dots < len && segment[dots] == ';';
}

bool url_normalise_path(const char *path, char *buffer, size_t size_bytes)
{
    struct path_writer writer = {buffer, size_bytes, 0};
    const char *end = path + strcspn(path, "?#");
    bool seen_empty = false;

    if (size_bytes < 2 || (path != end && *path != '/'))
        return false;
    while (path < end) {
        path++; /* the '/' */
        if (!put(&writer, '/'))
            return false;
        size_t start = writer.len;
        while (path < end && *path != '/')
            if (!put_character(&writer, &path))
                return false;

        /* Servers that know path parameters (";x") cut them off before they look for dots. */
        if (is_dots_with_parameter(buffer + start, writer.len - start))
            return false;

        /* "/a//../b" is /b to servers that collapse first and /a/b to those that do not. */
        size_t len = writer.len - start;
        if (seen_empty && len == 2 && memcmp(buffer + start, "..", 2) == 0)
            return false;
        if ((len == 0 || buffer[start] == ';') && path < end)
            seen_empty = true;
        end_segment(&writer, start);
    }
    if (writer.len == 0)
        buffer[writer.len++] = '/';
    buffer[writer.len] = '\0';
    return true;
}

uint32_t url_method(const char *method)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } methods[] = {
        {"GET", METHOD_GET},         {"HEAD", METHOD_HEAD},     {"POST", METHOD_POST},
        {"PUT", METHOD_PUT},         {"DELETE", METHOD_DELETE}, {"PATCH", METHOD_PATCH},
        {"OPTIONS", METHOD_OPTIONS},
    };

    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
        if (strcasecmp(methods[i].name, method) == 0)
            return methods[i].bit;
    return METHOD_OTHER;
}
