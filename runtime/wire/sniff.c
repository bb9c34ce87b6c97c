#include "runtime/wire/sniff.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define TLS_HANDSHAKE 22 /* RFC 8446 section 5.1 */
#define TOKEN_MAX 32

static const char preface[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
#define PREFACE_LEN (sizeof(preface) - 1)

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* tchar of RFC 9110 section 5.6.2 */
static bool is_token(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-.^_`|~", c));
}

/* Methods that are HTTP whatever follows them, even without a version (HTTP/0.9). */
static bool is_known_method(const char *token, size_t len)
{
    static const char *const methods[] = {"GET",   "HEAD",    "POST",    "PUT",      "DELETE",
                                          "PATCH", "OPTIONS", "CONNECT", "TRACE",    "PROPFIND",
                                          "MKCOL", "COPY",    "MOVE",    "PROPPATCH"};
    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
        if (strlen(methods[i]) == len && strncasecmp(methods[i], token, len) == 0)
            return true;
    return false;
}

static bool is_version(const char *at, size_t len)
{
    static const char mark[] = "HTTP/";
    return len >= sizeof(mark) - 1 && strncasecmp(at, mark, sizeof(mark) - 1) == 0;
}

/*
 * `line` starts with a token and a blank: HTTP if it names a version before it ends, or before a
 * byte that no request line has. What comes first decides, so that more bytes change nothing.
 */
static enum sniff sniff_line(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (is_version(line + i, len - i))
            return SNIFF_HTTP1;
        if ((unsigned char)line[i] < ' ' && line[i] != '\t' && line[i] != '\r')
            return SNIFF_RAW; /* a newline, too */
    }
    return len >= SNIFF_MAX ? SNIFF_RAW : SNIFF_MORE;
}

enum sniff sniff(const char *bytes, size_t len)
{
    if (len == 0)
        return SNIFF_MORE;
    if (bytes[0] == TLS_HANDSHAKE)
        return SNIFF_TLS;
    size_t same = len < PREFACE_LEN ? len : PREFACE_LEN;
    if (memcmp(bytes, preface, same) == 0)
        return len < PREFACE_LEN ? SNIFF_MORE : SNIFF_HTTP2;

    /* Lenient servers skip blank lines in front of a request. */
    size_t start = 0;
    while (start < len && is_blank(bytes[start]))
        start++;
    size_t end = start;
    while (end < len && is_token(bytes[end]) && end - start <= TOKEN_MAX)
        end++;
    if (end - start > TOKEN_MAX)
        return SNIFF_RAW;
    if (end == len)
        return len >= SNIFF_MAX ? SNIFF_RAW : SNIFF_MORE;
    if (end == start || (bytes[end] != ' ' && bytes[end] != '\t'))
        return SNIFF_RAW;
    if (is_known_method(bytes + start, end - start))
        return SNIFF_HTTP1;
    return sniff_line(bytes + start, len - start);
}
