/* Heads written anew from what was understood of them. */
#include <stdio.h>
#include <string.h>

#include "runtime/wire/http1.h"
#include "runtime/wire/http1_body.h"

#define SLICE(literal) ((struct http1_slice){literal, sizeof(literal) - 1})

static char *put(char *out, struct http1_slice text)
{
    if (text.len) /* an empty slice may have no place */
        memcpy(out, text.at, text.len);
    return out + text.len;
}

static char *put_text(char *out, const char *text)
{
    return put(out, (struct http1_slice){text, strlen(text)});
}

static char *put_field(char *out, struct http1_slice name, struct http1_slice value)
{
    out = put(out, name);
    out = put_text(out, ": ");
    out = put(out, value);
    return put_text(out, "\r\n");
}

static char *put_fields(char *out, const struct http1_fields *fields)
{
    for (size_t i = 0; i < fields->count; i++)
        if (!fields->list[i].drop)
            out = put_field(out, fields->list[i].name, fields->list[i].value);
    return out;
}

/* The length as understood; also of an answer to HEAD, which has one without a body. */
static char *put_framing(char *out, const struct http1_fields *fields)
{
    char digits[24];
    if (fields->chunked)
        return put_field(out, SLICE("Transfer-Encoding"), SLICE("chunked"));
    if (!fields->has_length)
        return out;
    int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)fields->length);
    return put_field(out, SLICE("Content-Length"), (struct http1_slice){digits, (size_t)len});
}

static char *put_connection(char *out, const struct http1_fields *fields,
                            struct http1_connection connection)
{
    if (connection.upgrade && fields->upgrade_to.at) {
        out = put_field(out, SLICE("Upgrade"), fields->upgrade_to);
        return put_field(out, SLICE("Connection"), SLICE("Upgrade"));
    }
    const char *way = connection.close ? "close" : connection.keep_alive ? "keep-alive" : "";
    bool trailers = fields->takes_trailers;
    if (trailers)
        out = put_field(out, SLICE("TE"), SLICE("trailers"));
    if (!*way && !trailers)
        return out;
    out = put_text(put_text(out, "Connection: "), way);
    return put_text(out, *way && trailers ? ", TE\r\n" : trailers ? "TE\r\n" : "\r\n");
}

static char *put_authority(char *out, const struct http1_request *request)
{
    out = put_text(out, request->host);
    return request->port ? out + sprintf(out, ":%u", request->port) : out;
}

static char *put_target(char *out, const struct http1_request *request)
{
    if (request->target == HTTP1_AUTHORITY)
        return put_authority(out, request);
    if (request->target == HTTP1_ABSOLUTE)
        out = put_authority(put_text(out, "http://"), request);
    if (request->path_needs_slash)
        out = put_text(out, "/");
    return put(out, request->path);
}

size_t http1_request_write(const struct http1_request *request, struct http1_connection connection,
                           char *out)
{
    char *start = out;
    out = put_text(put(out, request->method), " ");
    out = put_target(out, request);
    out = put_text(out, request->minor ? " HTTP/1.1\r\n" : " HTTP/1.0\r\n");
    if (request->has_host)
        out = put_text(put_authority(put_text(out, "Host: "), request), "\r\n");
    out = put_fields(out, &request->fields);
    out = put_framing(out, &request->fields);
    out = put_connection(out, &request->fields, connection);
    return (size_t)(put_text(out, "\r\n") - start);
}

size_t http1_response_write(const struct http1_response *response,
                            struct http1_connection connection, char *out)
{
    char *start = out;
    out += sprintf(out, "HTTP/1.1 %03u ", response->status);
    out = put_text(put(out, response->reason), "\r\n");
    out = put_fields(out, &response->fields);
    out = put_framing(out, &response->fields);
    out = put_connection(out, &response->fields, connection);
    return (size_t)(put_text(out, "\r\n") - start);
}

size_t http1_trailers_write(const struct http1_fields *fields, char *out)
{
    char *start = out;
    out = put_text(out, "0\r\n");
    out = put_fields(out, fields);
    return (size_t)(put_text(out, "\r\n") - start);
}
