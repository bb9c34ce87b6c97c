/* URLs and paths. A path is brought into the form that requests are brought into before matching.
 */
#include <string.h>
#include <strings.h>

#include "lang/rules/analysis.h"

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

static bool is_alphanumeric(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* RFC 3986 section 2.3: may be written plainly everywhere. */
static bool is_unreserved(char byte)
{
    return is_alphanumeric(byte) || (byte && strchr("-._~", byte));
}

static bool refuse_percent(struct analysis *analysis, struct span span, const char *why)
{
    analysis_say(analysis, DIAGNOSTIC_PATH_PERCENT, span, "%s in `%s`", why,
                 analysis_quote(analysis, span));
    return false;
}

/* "%41" at `at`: its byte. */
static bool percent_byte(struct analysis *analysis, uint32_t at, uint32_t end, char *ret_byte)
{
    const char *text = analysis->text;
    struct span span = {at, at + 3 < end ? at + 3 : end};
    int high = at + 2 < end ? hex_value(text[at + 1]) : -1;
    int low = at + 2 < end ? hex_value(text[at + 2]) : -1;
    int byte = high * 16 + low;

    if (high < 0 || low < 0)
        return refuse_percent(analysis, span, "`%` needs two hex digits");
    if (byte == '/' || byte == '\\')
        return refuse_percent(analysis, span, "an encoded slash or backslash");
    if (byte < 0x20 || byte == 0x7F)
        return refuse_percent(analysis, span, "an encoded control character");
    *ret_byte = (char)byte;
    return true;
}

static bool refuse_path_character(struct analysis *analysis, struct span path, uint32_t at)
{
    struct span one = {at, at + 1}, rest = {at, path.end};
    struct diagnostic *diagnostic;
    char byte = analysis->text[at];

    if (byte == '{')
        return placeholder_refuse(analysis, rest);
    if (byte == '?') {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_URL_QUERY, rest,
                                  "a rule has no query; that of a request is ignored");
        diagnostic_fix(diagnostic, rest, "", "remove the query");
    } else if (byte == '#') {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_URL_FRAGMENT, rest,
                                  "a rule has no fragment; a comment needs a blank in front");
        diagnostic_fix(diagnostic, rest, "", "remove the fragment");
        diagnostic_sure(diagnostic);
    } else if (byte == ':') {
        analysis_say(analysis, DIAGNOSTIC_PATH_CHARACTER, one,
                     "`:` is not legal in a path; ports stand behind the host, or in the header");
    } else {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_PATH_CHARACTER, one,
                                  "`%s` is not legal in a path; `*` matches it",
                                  analysis_quote(analysis, one));
        diagnostic_fix(diagnostic, one, "*", "write `*`");
    }
    return false;
}

static bool check_path(struct analysis *analysis, struct span path, uint32_t *ret_segments)
{
    uint32_t segments = 0;

    if (span_len(path) > RULE_PATH_MAX_BYTES) {
        analysis_say(analysis, DIAGNOSTIC_PATH_TOO_LONG, path, "a path of %u bytes; at most %d",
                     span_len(path), RULE_PATH_MAX_BYTES);
        return false;
    }
    for (uint32_t i = path.start; i < path.end; i++) {
        char byte = analysis->text[i];

        segments += byte == '/';
        if (byte == '%') {
            if (!percent_byte(analysis, i, path.end, &byte))
                return false;
            i += 2;
        } else if (!is_unreserved(byte) && !strchr("/*+", byte)) {
            return refuse_path_character(analysis, path, i);
        }
    }
    *ret_segments = segments;
    return true;
}

/* One segment in canonical form: codes of unreserved characters decoded, hex digits upper case. */
static const char *copy_segment(struct analysis *analysis, struct span span)
{
    char *segment = arena_alloc(analysis->arena, span_len(span) + 1);
    char *out = segment;

    for (uint32_t i = span.start; i < span.end; i++) {
        char byte = analysis->shown[i];

        if (analysis->text[i] == '%' && percent_byte(analysis, i, span.end, &byte)) {
            if (is_unreserved(byte)) {
                *out++ = byte;
            } else {
                *out++ = '%';
                *out++ = "0123456789ABCDEF"[(unsigned char)byte >> 4];
                *out++ = "0123456789ABCDEF"[byte & 15];
            }
            i += 2;
        } else {
            *out++ = byte;
        }
    }
    return segment;
}

static bool is_dots(const char *segment)
{
    return !strcmp(segment, ".") || !strcmp(segment, "..");
}

static bool is_stars(const char *segment)
{
    return segment[0] == '*' && segment[strspn(segment, "*")] == '\0';
}

static void warn_of_stars(struct analysis *analysis, struct span path, struct span segment)
{
    struct diagnostic *diagnostic = analysis_say(analysis, DIAGNOSTIC_PATH_STARS, segment,
                                                 "`%s` matches within one segment, as `*` does",
                                                 analysis_quote(analysis, segment));
    uint32_t behind = segment.end;

    while (behind < path.end && analysis->text[behind] == '/')
        behind++;
    if (behind < path.end)
        analysis_fix_surely(analysis, diagnostic, segment, "*");
    else /* as the last segment it would allow more */
        diagnostic_fix(diagnostic, segment, "*", "write `*` to match any remainder");
}

bool location_parse_path(struct analysis *analysis, struct span path, struct segment_list *ret_path)
{
    uint32_t capacity = 0, count = 0;
    const char **segments;
    bool has_dots = false;

    if (!check_path(analysis, path, &capacity))
        return false;
    segments = ARENA_ARRAY(analysis->arena, const char *, capacity);
    for (uint32_t at = path.start; at < path.end;) {
        struct span span = {at + 1, at + 1};

        while (span.end < path.end && analysis->text[span.end] != '/')
            span.end++;
        at = span.end;
        if (!span_len(span))
            continue;
        segments[count] = copy_segment(analysis, span);
        has_dots |= is_dots(segments[count]);
        if (is_stars(segments[count]) && segments[count][1])
            warn_of_stars(analysis, path, span);
        count++;
    }
    *ret_path = (struct segment_list){segments, count, span_len(path), has_dots};
    return true;
}

static uint32_t append_segments(const char **out, uint32_t count, const struct segment_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (!strcmp(list->segments[i], ".."))
            count -= count > 0;
        else if (strcmp(list->segments[i], ".") != 0)
            out[count++] = list->segments[i];
    }
    return count;
}

static void warn_of_dots(struct analysis *analysis, struct span path, const char *const *segments,
                         uint32_t count)
{
    const char *joined = count ? "" : "/";

    for (uint32_t i = 0; i < count; i++)
        joined = arena_printf(analysis->arena, "%s/%s", joined, segments[i]);
    analysis_say(analysis, DIAGNOSTIC_PATH_DOTS, path, "dot segments are removed: read as `%s`",
                 joined);
}

bool location_join(struct analysis *analysis, const struct segment_list *base,
                   const struct segment_list *own, struct span path,
                   struct path_pattern *ret_pattern)
{
    static const struct segment_list none = {0};
    uint32_t total, count = 0, len_bytes;
    const char **segments;
    bool any_tail;

    base = base ? base : &none;
    total = base->count + own->count;
    len_bytes = base->len_bytes + own->len_bytes;
    if (total > RULE_PATH_SEGMENTS_MAX || len_bytes > RULE_PATH_MAX_BYTES) {
        analysis_say(analysis, DIAGNOSTIC_PATH_TOO_LONG, path,
                     "a path of %u segments and %u bytes; at most %d and %d", total, len_bytes,
                     RULE_PATH_SEGMENTS_MAX, RULE_PATH_MAX_BYTES);
        return false;
    }
    segments = ARENA_ARRAY(analysis->arena, const char *, total);
    count = append_segments(segments, count, base);
    count = append_segments(segments, count, own);
    if (own->has_dots)
        warn_of_dots(analysis, path, segments, count);
    any_tail = count && !strcmp(segments[count - 1], "*");
    *ret_pattern = (struct path_pattern){segments, count - any_tail, any_tail};
    return true;
}

/* ---- URLs ---- */

static bool parse_scheme(struct analysis *analysis, struct span scheme, enum url_scheme *ret_scheme)
{
    static const char *const names[] = {
#define SCHEME(key, word) [SCHEME_##key] = word,
#include "lang/rules/words.def"
    };
    const char *text = analysis->text + scheme.start;
    struct diagnostic *diagnostic;
    const char *near;

    for (int i = 0; i < 2; i++) {
        if (strlen(names[i]) == span_len(scheme) &&
            !strncasecmp(names[i], text, span_len(scheme))) {
            *ret_scheme = i ? SCHEME_HTTPS : SCHEME_HTTP;
            return true;
        }
    }
    diagnostic = analysis_say(analysis, DIAGNOSTIC_URL_SCHEME, scheme,
                              "`%s` is not a scheme of URL rules; there are `https` and `http`",
                              analysis_quote(analysis, scheme));
    near = nearest_name(text, span_len(scheme), names, 2);
    if (span_len(scheme) <= 3 && !strncasecmp("wss", text, span_len(scheme)))
        near = span_len(scheme) == 3 ? "https" : "http"; /* WebSocket is asked as its request */
    if (near)
        analysis_fix(analysis, diagnostic, scheme, near);
    return false;
}

static uint32_t find_any(const struct analysis *analysis, struct span span, const char *bytes)
{
    uint32_t at = span.start;

    while (at < span.end && !strchr(bytes, analysis->text[at]))
        at++;
    return at;
}

static bool parse_url_host(struct analysis *analysis, struct span host,
                           struct host_pattern *ret_host)
{
    struct host_pattern pattern = {.form = HOST_ADDRESS};

    if (!address_like(analysis->text + host.start, span_len(host)))
        return host_parse(analysis, host, ret_host);
    if (!address_parse(analysis, host, &pattern.address))
        return false;
    *ret_host = pattern;
    return true;
}

/* "80|443" in a URL, as the grammar would have split it. */
static bool parse_url_ports(struct analysis *analysis, struct span ports, struct port_list *ret)
{
    struct syntax_words *words = NULL;
    uint32_t start = ports.start;

    for (uint32_t at = ports.start; at <= ports.end; at++) {
        if (at < ports.end && analysis->text[at] != '|')
            continue;
        words = syntax_words_add(analysis->arena, words, (struct span){start, at});
        start = at + 1;
    }
    return ports_parse(analysis, words, ret);
}

static bool check_authority(struct analysis *analysis, struct span url, struct span authority)
{
    uint32_t at = find_any(analysis, authority, "@");

    if (!span_len(authority)) {
        analysis_say(analysis, DIAGNOSTIC_URL_HOST, url, "`%s` has no host",
                     analysis_quote(analysis, url));
        return false;
    }
    if (at < authority.end) {
        struct span user = {authority.start, at + 1};

        struct diagnostic *diagnostic =
            analysis_say(analysis, DIAGNOSTIC_URL_HOST, user, "a rule's URL has no user name");

        diagnostic_fix(diagnostic, user, "", "remove the user name");
        diagnostic_sure(diagnostic);
        return false;
    }
    if (analysis->text[authority.start] == '[') {
        analysis_say(analysis, DIAGNOSTIC_IPV6, authority,
                     "IPv6 addresses cannot be allowed; rules are about names and IPv4");
        return false;
    }
    return true;
}

bool location_parse_url(struct analysis *analysis, struct span url, struct location *ret_location)
{
    const char *separator = strstr(analysis->text + url.start, "://");
    uint32_t colon = (uint32_t)(separator - analysis->text);
    struct span authority = {colon + 3, url.end}, host, path;
    struct location location = {0};

    authority.end = find_any(analysis, authority, "/?#\\");
    host = (struct span){authority.start, find_any(analysis, authority, ":")};
    path = (struct span){authority.end, url.end};
    if (!parse_scheme(analysis, (struct span){url.start, colon}, &location.scheme) ||
        !check_authority(analysis, url, authority) ||
        !parse_url_host(analysis, host, &location.host))
        return false;
    if (host.end == authority.end)
        location.ports = location.scheme == SCHEME_HTTPS ? ports_https : ports_http;
    else if (!parse_url_ports(analysis, (struct span){host.end + 1, authority.end},
                              &location.ports))
        return false;
    if (span_len(path)) {
        if (analysis->text[path.start] != '/')
            return refuse_path_character(analysis, path, path.start);
        if (!location_parse_path(analysis, path, &location.path))
            return false;
        location.has_path = true;
    }
    *ret_location = location;
    return true;
}
