#include "runtime/wire/http1.h"
#include "runtime/wire/http1_body.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SLICE(literal) ((struct http1_slice){literal, sizeof(literal) - 1})
#define LENGTH_DIGITS_MAX 18 /* stays far below 2^63 */

static const struct http1_error ok;

static struct http1_error bad(uint16_t status, const char *reason)
{
    return (struct http1_error){.status = status, .reason = reason};
}

bool http1_slice_is(struct http1_slice slice, const char *text)
{
    return strlen(text) == slice.len && memcmp(slice.at, text, slice.len) == 0;
}

bool http1_slice_is_nocase(struct http1_slice slice, const char *text)
{
    return strlen(text) == slice.len && strncasecmp(slice.at, text, slice.len) == 0;
}

/* tchar, RFC 9110 section 5.6.2 */
static bool is_token_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool is_token(struct http1_slice slice)
{
    for (size_t i = 0; i < slice.len; i++)
        if (!is_token_char(slice.at[i]))
            return false;
    return slice.len > 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct http1_slice trim(struct http1_slice slice)
{
    while (slice.len && is_blank(slice.at[0]))
        slice = (struct http1_slice){slice.at + 1, slice.len - 1};
    while (slice.len && is_blank(slice.at[slice.len - 1]))
        slice.len--;
    return slice;
}

/* Cuts off what stands before the first `end`; false (nothing cut) if there is none. */
static bool cut(struct http1_slice *rest, char end, struct http1_slice *ret)
{
    const char *at = rest->len ? memchr(rest->at, end, rest->len) : NULL;
    if (!at)
        return false;
    *ret = (struct http1_slice){rest->at, (size_t)(at - rest->at)};
    *rest = (struct http1_slice){at + 1, rest->len - ret->len - 1};
    return true;
}

/* ---- finding the head -------------------------------------------------------------------- */

static enum http1_scan_status scan_bad(struct http1_scan *scan, uint16_t status, const char *why)
{
    scan->error = bad(status, why);
    return HTTP1_SCAN_BAD;
}

enum http1_scan_status http1_scan(struct http1_scan *scan, const char *bytes, size_t len)
{
    size_t i = scan->at;
    for (; i < len && i < HTTP1_HEAD_MAX; i++) {
        if (bytes[i] == '\0')
            return scan_bad(scan, 400, "a NUL stands in the head");
        if (bytes[i] == '\r') {
            if (i + 1 == len)
                break; /* look at it again with its successor */
            if (bytes[i + 1] != '\n')
                return scan_bad(scan, 400, "a carriage return stands alone");
        } else if (bytes[i] == '\n') {
            if (i == 0 || bytes[i - 1] != '\r')
                return scan_bad(scan, 400, "a line ends without a carriage return");
            if (i == 1)
                return scan_bad(scan, 400, "an empty line stands where a head should start");
            if (i >= 3 && bytes[i - 2] == '\n') {
                scan->head_len = i + 1;
                return HTTP1_SCAN_DONE;
            }
        }
    }
    scan->at = i;
    if (i == HTTP1_HEAD_MAX)
        return scan_bad(scan, 431, "the head is too large");
    return HTTP1_SCAN_MORE;
}

/* The next line of the head, without its end. The scan has seen to it that there is one. */
static struct http1_slice next_line(struct http1_slice *rest)
{
    struct http1_slice line = {0};
    bool found = cut(rest, '\n', &line);
    assert(found && line.len > 0);
    (void)found;
    line.len--; /* the CR */
    return line;
}

/* ---- fields ------------------------------------------------------------------------------ */

static bool is_field_value(struct http1_slice value)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

/* Gateways that turn field names into variables cannot tell '_' from '-'. */
static bool is_disguised(struct http1_slice name)
{
    static const char *const framing[] = {"content-length", "transfer-encoding", "host"};
    if (!memchr(name.at, '_', name.len))
        return false;
    for (size_t f = 0; f < sizeof(framing) / sizeof(*framing); f++) {
        size_t i = 0;
        if (strlen(framing[f]) != name.len)
            continue;
        while (i < name.len && (name.at[i] == '_' ? '-' : name.at[i] | 0x20) == framing[f][i])
            i++;
        if (i == name.len)
            return true;
    }
    return false;
}

static struct http1_error read_field(struct http1_slice line, struct http1_field *ret)
{
    struct http1_slice rest = line;
    *ret = (struct http1_field){0};
    if (is_blank(line.at[0]))
        return bad(400, "a field is folded over two lines");
    if (!cut(&rest, ':', &ret->name))
        return bad(400, "a field line has no colon");
    ret->value = trim(rest);
    if (!is_token(ret->name))
        return bad(400, "a field name has characters it must not have");
    if (is_disguised(ret->name))
        return bad(400, "a field name disguises the length or the host");
    if (!is_field_value(ret->value))
        return bad(400, "a field value has control characters");
    return ok;
}

static struct http1_error read_length(struct http1_fields *fields, struct http1_slice value)
{
    if (fields->has_length)
        return bad(400, "there are two Content-Length fields");
    if (value.len == 0 || value.len > LENGTH_DIGITS_MAX)
        return bad(400, "Content-Length is not a number");
    uint64_t length = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (!is_digit(value.at[i]))
            return bad(400, "Content-Length is not a number");
        length = length * 10 + (uint64_t)(value.at[i] - '0');
    }
    fields->has_length = true;
    fields->length = length;
    return ok;
}

static struct http1_error read_coding(struct http1_fields *fields, struct http1_slice value)
{
    if (fields->chunked)
        return bad(400, "there are two Transfer-Encoding fields");
    if (!http1_slice_is_nocase(value, "chunked"))
        return bad(501, "Transfer-Encoding is something else than chunked");
    fields->chunked = true;
    return ok;
}

/* Fields that end to end agreement rests on, and that Connection therefore must not take away. */
static bool is_protected(struct http1_slice name)
{
    static const char *const names[] = {"host",   "content-length", "transfer-encoding",
                                        "cookie", "authorization",  "content-type",
                                        "expect", "range",          "cache-control"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (http1_slice_is_nocase(name, names[i]))
            return true;
    return false;
}

static bool same_name(struct http1_slice a, struct http1_slice b)
{
    return a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

/* One option of a Connection field: the fields of that name go no further. */
static struct http1_error read_option(struct http1_fields *fields, struct http1_slice option)
{
    if (option.len == 0)
        return ok;
    if (!is_token(option) || is_protected(option))
        return bad(400, "Connection names a field that is not the connection's");
    fields->close |= http1_slice_is_nocase(option, "close");
    fields->keep_alive |= http1_slice_is_nocase(option, "keep-alive");
    fields->upgrade |= http1_slice_is_nocase(option, "upgrade");
    for (size_t i = 0; i < fields->count; i++)
        fields->list[i].drop |= same_name(fields->list[i].name, option);
    return ok;
}

static struct http1_error read_options(struct http1_fields *fields, struct http1_slice value)
{
    struct http1_slice option;
    while (cut(&value, ',', &option)) {
        struct http1_error error = read_option(fields, trim(option));
        if (error.status)
            return error;
    }
    return read_option(fields, trim(value));
}

/* Is `option` one of the list? */
static bool has_option(struct http1_slice value, const char *option)
{
    struct http1_slice next;
    while (cut(&value, ',', &next))
        if (http1_slice_is_nocase(trim(next), option))
            return true;
    return http1_slice_is_nocase(trim(value), option);
}

/* Fields that never go on as they came: they are the connection's, or are written anew. */
static bool is_hop_by_hop(struct http1_slice name)
{
    static const char *const names[] = {
        "connection",        "keep-alive",     "proxy-connection", "te", "trailer", "upgrade",
        "transfer-encoding", "content-length", "http2-settings"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (http1_slice_is_nocase(name, names[i]))
            return true;
    return false;
}

/* What HTTP/2 has no use for, and must not have (RFC 9113 section 8.2.2). */
static bool is_connections(struct http1_slice name)
{
    static const char *const names[] = {"connection", "keep-alive", "proxy-connection", "upgrade",
                                        "transfer-encoding"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (http1_slice_is_nocase(name, names[i]))
            return true;
    return false;
}

static struct http1_error interpret(struct http1_fields *fields, struct http1_field *field)
{
    field->drop |= is_hop_by_hop(field->name);
    if (http1_slice_is_nocase(field->name, "content-length"))
        return read_length(fields, field->value);
    if (http1_slice_is_nocase(field->name, "transfer-encoding"))
        return read_coding(fields, field->value);
    if (http1_slice_is_nocase(field->name, "connection"))
        return read_options(fields, field->value);
    if (http1_slice_is_nocase(field->name, "te"))
        fields->takes_trailers |= has_option(field->value, "trailers");
    if (http1_slice_is_nocase(field->name, "upgrade")) {
        if (fields->upgrade_to.at)
            return bad(400, "there are two Upgrade fields");
        fields->upgrade_to = field->value;
    }
    return ok;
}

/* All fields up to the empty line, then what they mean. */
static struct http1_error read_fields(struct http1_slice rest, struct http1_fields *ret)
{
    struct http1_error error;
    for (struct http1_slice line = next_line(&rest); line.len; line = next_line(&rest)) {
        if (ret->count == HTTP1_FIELDS_MAX)
            return bad(431, "there are too many fields");
        error = read_field(line, &ret->list[ret->count++]);
        if (error.status)
            return error;
    }
    for (size_t i = 0; i < ret->count; i++) {
        error = interpret(ret, &ret->list[i]);
        if (error.status)
            return error;
    }
    if (ret->chunked && ret->has_length)
        return bad(400, "both Content-Length and Transfer-Encoding are given");
    return ok;
}

/* "HTTP/1.0" or "HTTP/1.1" */
static bool read_version(struct http1_slice text, uint8_t *ret_minor)
{
    if (http1_slice_is(text, "HTTP/1.1"))
        *ret_minor = 1;
    else if (http1_slice_is(text, "HTTP/1.0"))
        *ret_minor = 0;
    else
        return false;
    return true;
}

/* ---- requests ---------------------------------------------------------------------------- */

/* A host with or without a port, as in Host and in URLs. IPv6 does not leave this machine. */
struct authority {
    char host[NAME_SIZE];
    bool is_address;
    uint32_t ip;
    uint16_t port; /* 0: none */
};

static bool read_authority(struct http1_slice text, struct authority *ret)
{
    struct http1_slice host = text, rest = text;
    *ret = (struct authority){0};
    if (cut(&rest, ':', &host) && !name_port(rest.at, rest.len, &ret->port))
        return false;
    if (name_address(host.at, host.len, &ret->ip)) {
        ret->is_address = true;
        memcpy(ret->host, host.at, host.len);
        return true;
    }
    return name_host(host.at, host.len, ret->host);
}

static void set_authority(struct http1_request *request, const struct authority *authority)
{
    request->has_host = true;
    request->host_is_address = authority->is_address;
    request->host_ip = authority->ip;
    request->port = authority->port;
    memcpy(request->host, authority->host, sizeof(request->host));
}

static bool is_target(struct http1_slice target)
{
    for (size_t i = 0; i < target.len; i++) {
        unsigned char c = (unsigned char)target.at[i];
        if (c <= ' ' || c >= 0x7f || c == '#')
            return false;
    }
    return target.len > 0;
}

static struct http1_error read_absolute(struct http1_slice target, struct http1_request *ret)
{
    static const size_t scheme_len = sizeof("http://") - 1;
    struct http1_slice rest = {target.at + scheme_len, target.len - scheme_len};
    size_t len = 0;
    while (len < rest.len && rest.at[len] != '/' && rest.at[len] != '?')
        len++;
    struct authority authority;
    if (!read_authority((struct http1_slice){rest.at, len}, &authority))
        return bad(400, "the URL's host is malformed");
    set_authority(ret, &authority);
    ret->target = HTTP1_ABSOLUTE;
    ret->path = (struct http1_slice){rest.at + len, rest.len - len};
    if (ret->path.len == 0)
        ret->path = SLICE("/");
    ret->path_needs_slash = ret->path.at[0] == '?';
    return ok;
}

static struct http1_error read_target(struct http1_slice target, struct http1_request *ret)
{
    static const char scheme[] = "http://";
    if (!is_target(target))
        return bad(400, "the request target has characters that must be percent-encoded");
    if (http1_slice_is(ret->method, "CONNECT")) {
        struct authority authority;
        if (!read_authority(target, &authority) || !authority.port)
            return bad(400, "the target of CONNECT is malformed");
        set_authority(ret, &authority);
        ret->target = HTTP1_AUTHORITY;
        return ok;
    }
    if (target.at[0] == '/') {
        ret->target = HTTP1_ORIGIN;
        ret->path = target;
        return ok;
    }
    if (http1_slice_is(target, "*") && http1_slice_is(ret->method, "OPTIONS")) {
        ret->target = HTTP1_ASTERISK;
        ret->path = target;
        return ok;
    }
    if (target.len > sizeof(scheme) - 1 && strncasecmp(target.at, scheme, sizeof(scheme) - 1) == 0)
        return read_absolute(target, ret);
    return bad(400, "the request target is neither a path nor an http URL");
}

/*
 * Policies do not tell "get" from "GET", servers do (RFC 9110 section 9.1): what they would make of
 * the one is not what a rule for the other means.
 */
static bool has_lower_case(struct http1_slice slice)
{
    for (size_t i = 0; i < slice.len; i++)
        if (slice.at[i] >= 'a' && slice.at[i] <= 'z')
            return true;
    return false;
}

static bool has_upper_case(struct http1_slice slice)
{
    for (size_t i = 0; i < slice.len; i++)
        if (slice.at[i] >= 'A' && slice.at[i] <= 'Z')
            return true;
    return false;
}

static struct http1_error set_method(struct http1_slice method, struct http1_request *ret)
{
    if (!is_token(method) || method.len > HTTP1_METHOD_MAX)
        return bad(400, "the method is malformed");
    if (has_lower_case(method))
        return bad(400, "the method is not in upper case");
    ret->method = method;
    return ok;
}

static struct http1_error read_request_line(struct http1_slice line, struct http1_request *ret)
{
    struct http1_slice target, version = line;
    if (!cut(&version, ' ', &ret->method) || !cut(&version, ' ', &target))
        return bad(400, "the request line is malformed");
    struct http1_error error = set_method(ret->method, ret);
    if (error.status)
        return error;
    if (!read_version(version, &ret->minor))
        return bad(version.len > 5 && memcmp(version.at, "HTTP/", 5) == 0 ? 505 : 400,
                   "the version is neither HTTP/1.1 nor HTTP/1.0");
    return read_target(target, ret);
}

/* Absolute form and Host must say the same: which one a server believes is not ours to guess. */
static bool agrees(const struct http1_request *request, const struct authority *host)
{
    uint16_t standard = request->target == HTTP1_AUTHORITY ? 0 : 80;
    uint16_t left = request->port ? request->port : standard;
    uint16_t right = host->port ? host->port : standard;
    if (request->target == HTTP1_AUTHORITY && !host->port)
        right = left; /* CONNECT host:443 with Host: host is what curl sends */
    return left == right && strcmp(request->host, host->host) == 0;
}

static struct http1_error read_host(struct http1_request *request, bool required)
{
    struct http1_field *found = NULL;
    for (size_t i = 0; i < request->fields.count; i++) {
        struct http1_field *field = &request->fields.list[i];
        if (!http1_slice_is_nocase(field->name, "host"))
            continue;
        if (found)
            return bad(400, "there are two Host fields");
        found = field;
        field->drop = true; /* written anew */
    }
    if (!found)
        return required ? bad(400, "there is no Host field") : ok;
    struct authority host;
    if (!read_authority(found->value, &host))
        return bad(400, "the Host field is malformed");
    if (request->has_host && !agrees(request, &host))
        return bad(400, "the request's URL and its Host field differ");
    if (!request->has_host)
        set_authority(request, &host);
    return ok;
}

static struct http1_error read_expectation(struct http1_request *request)
{
    for (size_t i = 0; i < request->fields.count; i++) {
        struct http1_field *field = &request->fields.list[i];
        if (!http1_slice_is_nocase(field->name, "expect"))
            continue;
        if (request->minor == 0 || request->expect_continue ||
            !http1_slice_is_nocase(field->value, "100-continue"))
            return bad(417, "an expectation other than 100-continue");
        request->expect_continue = true;
    }
    return ok;
}

static struct http1_error read_request_framing(struct http1_request *request)
{
    const struct http1_fields *fields = &request->fields;
    if (fields->chunked && request->minor == 0)
        return bad(400, "Transfer-Encoding in an HTTP/1.0 request");
    if (fields->chunked)
        request->framing = HTTP1_CHUNKED;
    else if (fields->has_length && fields->length > 0)
        request->framing = HTTP1_LENGTH;
    if (request->target == HTTP1_AUTHORITY && request->framing != HTTP1_NO_BODY)
        return bad(400, "a CONNECT request with a body");
    return ok;
}

struct http1_error http1_request_read(const char *head, size_t head_len, struct http1_request *ret)
{
    struct http1_slice rest = {head, head_len};
    struct http1_error error;
    memset(ret, 0, offsetof(struct http1_request, fields));
    memset((char *)&ret->fields + sizeof(ret->fields.list), 0,
           sizeof(ret->fields) - sizeof(ret->fields.list));
    error = read_request_line(next_line(&rest), ret);
    if (!error.status)
        error = read_fields(rest, &ret->fields);
    if (!error.status)
        error = read_host(ret, ret->minor);
    if (!error.status)
        error = read_expectation(ret);
    if (!error.status)
        error = read_request_framing(ret);
    return error;
}

/* Fields that did not come as lines. Names are in lower case there (RFC 9113 section 8.2.1). */
static struct http1_error check_field(const struct http1_field *field)
{
    if (!is_token(field->name) || has_upper_case(field->name))
        return bad(400, "a field name has characters it must not have");
    if (is_disguised(field->name))
        return bad(400, "a field name disguises the length or the host");
    if (!is_field_value(field->value))
        return bad(400, "a field value has control characters");
    if (is_connections(field->name))
        return bad(400, "a field of the connection stands in an HTTP/2 message");
    return ok;
}

static struct http1_error check_fields(struct http1_fields *fields)
{
    struct http1_error error = ok;
    for (size_t i = 0; i < fields->count && !error.status; i++) {
        error = check_field(&fields->list[i]);
        if (!error.status)
            error = interpret(fields, &fields->list[i]);
    }
    return error;
}

/* RFC 9110 section 6.5.1: framing, routing, control, authentication, content. */
static bool is_misplaced(struct http1_slice name)
{
    static const char *const names[] = {"host",
                                        "content-length",
                                        "transfer-encoding",
                                        "trailer",
                                        "te",
                                        "connection",
                                        "upgrade",
                                        "expect",
                                        "max-forwards",
                                        "cache-control",
                                        "pragma",
                                        "range",
                                        "if-match",
                                        "if-none-match",
                                        "if-range",
                                        "if-modified-since",
                                        "authorization",
                                        "www-authenticate",
                                        "cookie",
                                        "set-cookie",
                                        "content-type",
                                        "content-encoding",
                                        "content-range",
                                        "proxy-authorization",
                                        "location",
                                        "date",
                                        "age",
                                        "expires",
                                        "vary",
                                        "retry-after",
                                        "keep-alive",
                                        "proxy-connection"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (http1_slice_is_nocase(name, names[i]))
            return true;
    return false;
}

/* One line of the section. false: *ret_error says why. */
static bool read_trailer(struct http1_slice line, struct http1_fields *fields,
                         const char **ret_error)
{
    if (fields->count == HTTP1_FIELDS_MAX) {
        *ret_error = "there are too many trailers";
        return false;
    }
    struct http1_error error = read_field(line, &fields->list[fields->count++]);
    *ret_error = error.reason;
    return !error.status;
}

enum http1_scan_status http1_trailers_read(const char *bytes, size_t len, struct http1_fields *ret,
                                           size_t *ret_len, const char **ret_error)
{
    struct http1_slice rest = {bytes, len}, line;
    ret->count = 0;
    while (cut(&rest, '\n', &line)) {
        size_t used = len - rest.len;
        *ret_error = "a trailer ends without a carriage return";
        if (line.len == 0 || line.at[line.len - 1] != '\r')
            return HTTP1_SCAN_BAD;
        line.len--;
        if (used > HTTP1_TRAILERS_MAX)
            break;
        if (line.len > 0 && !read_trailer(line, ret, ret_error))
            return HTTP1_SCAN_BAD;
        if (line.len > 0)
            continue;
        *ret_len = used;
        for (size_t i = 0; i < ret->count; i++)
            ret->list[i].drop = is_misplaced(ret->list[i].name);
        return HTTP1_SCAN_DONE;
    }
    *ret_error = "the trailers are too large";
    return len > HTTP1_TRAILERS_MAX ? HTTP1_SCAN_BAD : HTTP1_SCAN_MORE;
}

struct http1_error http1_trailers_assemble(struct http1_fields *fields)
{
    for (size_t i = 0; i < fields->count; i++) {
        struct http1_field *field = &fields->list[i];
        if (!is_token(field->name) || is_disguised(field->name))
            return bad(400, "a trailer's name has characters it must not have");
        if (!is_field_value(field->value))
            return bad(400, "a trailer has control characters");
        field->drop = is_misplaced(field->name);
    }
    return ok;
}

static struct http1_error assemble_head(struct http1_slice method, struct http1_slice authority,
                                        struct http1_slice target, struct http1_request *ret)
{
    struct http1_error error = set_method(method, ret);
    if (error.status)
        return error;
    struct authority parsed;
    bool tunnel = http1_slice_is(method, "CONNECT");
    error = read_target(tunnel ? authority : target, ret);
    if (error.status || tunnel)
        return error;
    if (ret->target == HTTP1_ABSOLUTE)
        return bad(400, "the path is a URL");
    if (authority.len && !read_authority(authority, &parsed))
        return bad(400, "the authority is malformed");
    if (authority.len)
        set_authority(ret, &parsed);
    return ok;
}

struct http1_error http1_request_assemble(struct http1_slice method, struct http1_slice authority,
                                          struct http1_slice target, bool ends,
                                          struct http1_request *ret)
{
    ret->minor = 1;
    struct http1_error error = assemble_head(method, authority, target, ret);
    if (!error.status)
        error = check_fields(&ret->fields);
    if (!error.status)
        error = read_host(ret, !ret->has_host);
    if (!error.status)
        error = read_expectation(ret);
    if (error.status)
        return error;
    if (ends && ret->fields.has_length && ret->fields.length > 0)
        return bad(400, "the body is shorter than its length");
    /* What follows CONNECT is no body, but what goes through the tunnel. */
    ret->fields.chunked = !ends && !ret->fields.has_length && ret->target != HTTP1_AUTHORITY;
    return read_request_framing(ret);
}

/* ---- responses --------------------------------------------------------------------------- */

static struct http1_error read_status_line(struct http1_slice line, struct http1_response *ret)
{
    struct http1_slice version, rest = line;
    if (!cut(&rest, ' ', &version) || !read_version(version, &ret->minor))
        return bad(502, "the status line is malformed");
    if (rest.len < 3 || !is_digit(rest.at[0]) || !is_digit(rest.at[1]) || !is_digit(rest.at[2]) ||
        (rest.len > 3 && rest.at[3] != ' ') || rest.at[0] == '0')
        return bad(502, "the status code is malformed");
    ret->status =
        (uint16_t)((rest.at[0] - '0') * 100 + (rest.at[1] - '0') * 10 + (rest.at[2] - '0'));
    if (rest.len > 4)
        ret->reason = (struct http1_slice){rest.at + 4, rest.len - 4};
    return is_field_value(ret->reason) ? ok : bad(502, "the reason has control characters");
}

static struct http1_error read_response_framing(struct http1_response *response, bool to_head)
{
    struct http1_fields *fields = &response->fields;
    bool bodiless = response->status < 200 || response->status == 204;
    if (fields->chunked && (response->minor == 0 || bodiless))
        return bad(502, "Transfer-Encoding where there can be none");
    if (bodiless)
        fields->has_length = false; /* some servers say 0; it does not go on */
    if (bodiless || response->status == 304 || to_head)
        response->framing = HTTP1_NO_BODY;
    else if (fields->chunked)
        response->framing = HTTP1_CHUNKED;
    else if (fields->has_length)
        response->framing = fields->length ? HTTP1_LENGTH : HTTP1_NO_BODY;
    else
        response->framing = HTTP1_UNTIL_CLOSE;
    return ok;
}

struct http1_error http1_response_read(const char *head, size_t head_len, bool to_head,
                                       struct http1_response *ret)
{
    struct http1_slice rest = {head, head_len};
    struct http1_error error;
    memset(ret, 0, offsetof(struct http1_response, fields));
    memset((char *)&ret->fields + sizeof(ret->fields.list), 0,
           sizeof(ret->fields) - sizeof(ret->fields.list));
    error = read_status_line(next_line(&rest), ret);
    if (!error.status)
        error = read_fields(rest, &ret->fields);
    if (error.status)
        error.status = 502;
    return error.status ? error : read_response_framing(ret, to_head);
}

struct http1_error http1_response_assemble(struct http1_slice status, bool to_head, bool ends,
                                           struct http1_response *ret)
{
    const char *digit = status.at;
    if (status.len != 3 || !is_digit(digit[0]) || !is_digit(digit[1]) || !is_digit(digit[2]) ||
        digit[0] == '0')
        return bad(502, "the status code is malformed");
    ret->minor = 1;
    ret->status = (uint16_t)((digit[0] - '0') * 100 + (digit[1] - '0') * 10 + (digit[2] - '0'));
    struct http1_error error = check_fields(&ret->fields);
    if (error.status) {
        error.status = 502;
        return error;
    }
    ret->fields.chunked = !ends && !ret->fields.has_length;
    if (ret->status < 200 || ret->status == 204 || ret->status == 304 || to_head)
        ret->fields.chunked = false;
    return read_response_framing(ret, to_head);
}
