#include "lang/workflow/scalar.h"

#include <string.h>

/* The walk's state: a place in the file, and how much of the value is accounted for. */
struct walk {
    const char *bytes;
    uint32_t at;
    uint32_t end;
    const char *value;
    uint32_t value_len;
    uint32_t text_len; /* bytes of value that came out so far */
    struct arena *arena;
    struct offset_map map;
    bool failed; /* it came out other than the value: nothing more is taken */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

uint32_t scalar_break_len(const char *bytes, uint32_t at, uint32_t end)
{
    if (at >= end || !is_break(bytes[at]))
        return 0;
    return bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n' ? 2 : 1;
}

static bool at_blank(const struct walk *walk)
{
    return walk->at < walk->end && is_blank(walk->bytes[walk->at]);
}

static void skip_blanks(struct walk *walk)
{
    while (at_blank(walk))
        walk->at++;
}

static void skip_line(struct walk *walk)
{
    while (walk->at < walk->end && !is_break(walk->bytes[walk->at]))
        walk->at++;
}

/* `text_len` bytes of text, which must be those the value goes on with, stand for file bytes. */
static void emit(struct walk *walk, const char *text, uint32_t text_len, uint32_t file,
                 uint32_t file_len)
{
    if (walk->failed || text_len == 0)
        return;
    if (text_len > walk->value_len - walk->text_len ||
        memcmp(walk->value + walk->text_len, text, text_len) != 0) {
        walk->failed = true;
        return;
    }
    /* An escape may be as long as its character, and is still no copy of it. */
    bool copied =
        text_len == file_len && (text_len == 1 || memcmp(walk->bytes + file, text, text_len) == 0);
    struct offset_piece *last = walk->map.count ? &walk->map.pieces[walk->map.count - 1] : NULL;
    if (copied && last && !last->replaced && last->from.end == file)
        last->from.end += file_len;
    else
        offset_map_add(&walk->map, walk->arena, walk->text_len,
                       (struct span){file, file + file_len}, !copied);
    walk->text_len += text_len;
}

/* Where the text ends: the place of what is reported behind its last byte. */
static void end_map(struct walk *walk, uint32_t empty_at)
{
    const struct offset_piece *last =
        walk->map.count ? &walk->map.pieces[walk->map.count - 1] : NULL;
    uint32_t end = last ? last->from.end : empty_at;
    if (!last || last->replaced)
        offset_map_add(&walk->map, walk->arena, walk->text_len, (struct span){end, end}, true);
}

static void emit_verbatim(struct walk *walk, uint32_t from, uint32_t to)
{
    emit(walk, walk->bytes + from, to - from, from, to - from);
}

/* The line breaks of [from, to), where only blanks stand beside them, each as one line feed; the
   first `skip` of them give nothing. */
static void emit_breaks(struct walk *walk, uint32_t from, uint32_t to, uint32_t skip)
{
    while (from < to) {
        uint32_t len = scalar_break_len(walk->bytes, from, to);
        if (len && skip)
            skip--;
        else if (len)
            emit(walk, "\n", 1, from, len);
        from += len ? len : 1;
    }
}

static uint32_t count_breaks(const struct walk *walk, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    while (from < to) {
        uint32_t len = scalar_break_len(walk->bytes, from, to);
        count += len != 0;
        from += len ? len : 1;
    }
    return count;
}

/* A single break between two lines is a space; of several, the first is nothing. */
static void emit_fold(struct walk *walk, uint32_t from, uint32_t to)
{
    if (count_breaks(walk, from, to) > 1) {
        emit_breaks(walk, from, to, 1);
        return;
    }
    while (!is_break(walk->bytes[from]))
        from++;
    emit(walk, " ", 1, from, scalar_break_len(walk->bytes, from, to));
}

/* --- flow scalars ------------------------------------------------------------------------- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static uint32_t utf8_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

/* The character a one-letter escape stands for (YAML 1.2.2, 5.7), or 0x110000 for none. */
static uint32_t escaped_character(char letter)
{
    static const struct {
        char letter;
        uint16_t code;
    } escapes[] = {{'0', 0},    {'a', 7},      {'b', 8},     {'t', 9},     {'\t', 9},
                   {'n', 10},   {'v', 11},     {'f', 12},    {'r', 13},    {'e', 27},
                   {' ', ' '},  {'"', '"'},    {'/', '/'},   {'\\', '\\'}, {'N', 0x85},
                   {'_', 0xa0}, {'L', 0x2028}, {'P', 0x2029}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].letter == letter)
            return escapes[i].code;
    return 0x110000;
}

/* The escape at walk->at, which is a backslash and not the last byte. */
static void walk_escape(struct walk *walk)
{
    uint32_t start = walk->at;
    char letter = walk->bytes[start + 1];
    uint32_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    uint32_t code = digits ? 0 : escaped_character(letter);
    walk->at = start + 2;
    for (uint32_t i = 0; i < digits; i++) {
        int digit = walk->at < walk->end ? hex_value(walk->bytes[walk->at++]) : -1;
        code = digit < 0 || code > 0xfffffff ? 0x110000 : code << 4 | (uint32_t)digit;
    }
    if (code > 0x10ffff) {
        walk->failed = true;
        return;
    }
    char text[4];
    uint32_t len = utf8_encode(code, text);
    emit(walk, text, len, start, walk->at - start);
}

/* Blanks and breaks between two words: blanks inside a line stay, blanks around a break go. */
static bool walk_space(struct walk *walk, bool joined)
{
    uint32_t start = walk->at;
    skip_blanks(walk);
    bool breaks = scalar_break_len(walk->bytes, walk->at, walk->end) != 0;
    while (walk->at < walk->end && (at_blank(walk) || is_break(walk->bytes[walk->at])))
        walk->at++;
    if (joined)
        emit_breaks(walk, start, walk->at, 0);
    else if (breaks)
        emit_fold(walk, start, walk->at);
    else
        emit_verbatim(walk, start, walk->at);
    return breaks || joined;
}

/* A word: as far as a blank, a break, or what the quotes treat specially. */
static void walk_word(struct walk *walk, char quote)
{
    uint32_t start = walk->at;
    while (walk->at < walk->end) {
        char c = walk->bytes[walk->at];
        if (is_blank(c) || is_break(c) || (quote == '\'' && c == '\'') ||
            (quote == '"' && c == '\\'))
            break;
        walk->at++;
    }
    emit_verbatim(walk, start, walk->at);
}

static void walk_flow(struct walk *walk, char quote, bool *ret_wrapped)
{
    bool wrapped = false;
    while (walk->at < walk->end && !walk->failed) {
        char c = walk->bytes[walk->at];
        uint32_t left = walk->end - walk->at;
        if (is_blank(c) || is_break(c)) {
            wrapped |= walk_space(walk, false);
        } else if (quote == '\'' && c == '\'') {
            emit(walk, "'", 1, walk->at, 2);
            walk->at += left < 2 ? left : 2;
        } else if (quote == '"' && c == '\\' && left < 2) {
            walk->failed = true;
        } else if (quote == '"' && c == '\\' && is_break(walk->bytes[walk->at + 1])) {
            /* An escaped break is nothing; the empty lines behind it still are line feeds. */
            walk->at += 1 + scalar_break_len(walk->bytes, walk->at + 1, walk->end);
            wrapped |= walk_space(walk, true);
        } else if (quote == '"' && c == '\\') {
            walk_escape(walk);
        } else {
            walk_word(walk, quote);
        }
    }
    *ret_wrapped = wrapped;
}

static void read_flow(struct walk *walk, struct scalar *scalar)
{
    char quote = scalar->style == WORKFLOW_SINGLE_QUOTED   ? '\''
                 : scalar->style == WORKFLOW_DOUBLE_QUOTED ? '"'
                                                           : 0;
    scalar->span = (struct span){walk->at, walk->end};
    if (quote) {
        if (walk->end - walk->at < 2 || walk->bytes[walk->at] != quote ||
            walk->bytes[walk->end - 1] != quote) {
            walk->failed = true;
            return;
        }
        walk->at++;
        walk->end--;
    }
    scalar->body = (struct span){walk->at, walk->end};
    walk_flow(walk, quote, &scalar->wrapped);
}

/* --- block scalars ------------------------------------------------------------------------ */

/* `|` or `>`, then the indicators in any order, blanks, a comment, and the line's end. */
static void read_header(struct walk *walk, struct scalar *scalar)
{
    char indicator = scalar->style == WORKFLOW_LITERAL ? '|' : '>';
    if (walk->at >= walk->end || walk->bytes[walk->at] != indicator) {
        walk->failed = true;
        return;
    }
    walk->at++;
    for (; walk->at < walk->end; walk->at++) {
        char c = walk->bytes[walk->at];
        if (c == '-')
            scalar->chomping = CHOMP_STRIP;
        else if (c == '+')
            scalar->chomping = CHOMP_KEEP;
        else if (c >= '1' && c <= '9')
            scalar->explicit_indent = true;
        else
            break;
    }
    skip_line(walk);
    walk->at += scalar_break_len(walk->bytes, walk->at, walk->end);
}

static uint32_t count_spaces(const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t start = at;
    while (at < end && bytes[at] == ' ')
        at++;
    return at - start;
}

/* A line of a text: where it starts, its leading spaces, and whether more than those stand in it.
 */
struct line {
    uint32_t start;
    uint32_t spaces;
    bool empty;
    uint32_t next;
};

static struct line line_at(const char *bytes, uint32_t at, uint32_t end)
{
    struct line line = {.start = at, .spaces = count_spaces(bytes, at, end)};
    uint32_t stop = at + line.spaces;
    line.empty = stop == end || is_break(bytes[stop]);
    while (stop < end && !is_break(bytes[stop]))
        stop++;
    line.next = stop + scalar_break_len(bytes, stop, end);
    return line;
}

/*
 * The indentation need not be guessed from the block around: the first line with something in it
 * has as many spaces in the file as in the text, and the indentation. Where every line is empty,
 * lines of spaces tell it in the same way, and where the text has none, it is at least the longest.
 */
static void find_indent(struct walk *walk, struct scalar *scalar)
{
    uint32_t text_at = 0, longest = 0;
    uint32_t from_spaces = 0;
    for (uint32_t at = walk->at; at < walk->end;) {
        struct line file = line_at(walk->bytes, at, walk->end);
        struct line text = line_at(walk->value, text_at, walk->value_len);
        if (!file.empty) {
            while (text.empty && text.next < walk->value_len)
                text = line_at(walk->value, text.next, walk->value_len);
            scalar->indent = file.spaces > text.spaces ? file.spaces - text.spaces : 0;
            if (text.empty || scalar->indent == 0)
                walk->failed = true;
            return;
        }
        if (text.spaces && !from_spaces && file.spaces > text.spaces)
            from_spaces = file.spaces - text.spaces;
        if (file.spaces > longest)
            longest = file.spaces;
        at = file.next;
        text_at = text.next;
    }
    scalar->indent = from_spaces ? from_spaces : longest;
}

/* What stands between two lines of content: every break a line feed, or folded. */
static void emit_between(struct walk *walk, uint32_t from, uint32_t to, bool fold)
{
    if (fold)
        emit_fold(walk, from, to);
    else
        emit_breaks(walk, from, to, 0);
}

static void walk_block(struct walk *walk, struct scalar *scalar)
{
    uint32_t breaks_from = walk->at; /* behind the last line of content */
    bool any = false, last_blank = true;
    while (walk->at < walk->end && !walk->failed) {
        struct line line = line_at(walk->bytes, walk->at, walk->end);
        bool short_line = line.spaces < scalar->indent;
        if (short_line && !line.empty) {
            walk->failed = true;
            return;
        }
        if (short_line || (line.empty && line.spaces == scalar->indent)) {
            walk->at = line.next;
            continue;
        }
        walk->at += scalar->indent;
        bool blank = at_blank(walk);
        bool fold = scalar->style == WORKFLOW_FOLDED && any && !last_blank && !blank;
        if (fold && count_breaks(walk, breaks_from, walk->at) == 1)
            scalar->wrapped = true;
        emit_between(walk, breaks_from, walk->at, fold);
        uint32_t start = walk->at;
        skip_line(walk);
        emit_verbatim(walk, start, walk->at);
        breaks_from = scalar->body.end = walk->at;
        walk->at = line.next;
        any = true;
        last_blank = blank;
    }
    uint32_t first = any ? scalar_break_len(walk->bytes, breaks_from, walk->end) : 0;
    if (scalar->chomping == CHOMP_KEEP)
        emit_breaks(walk, breaks_from, walk->end, 0);
    else if (scalar->chomping == CHOMP_CLIP)
        emit_breaks(walk, breaks_from, breaks_from + first, 0);
}

static void read_block(struct walk *walk, struct scalar *scalar)
{
    scalar->span = (struct span){walk->at, walk->end};
    read_header(walk, scalar);
    if (walk->failed)
        return;
    scalar->body = (struct span){walk->at, walk->at};
    find_indent(walk, scalar);
    walk_block(walk, scalar);
}

/* --- both --------------------------------------------------------------------------------- */

uint32_t scalar_skip_properties(const char *bytes, uint32_t at, uint32_t end)
{
    while (at < end) {
        char c = bytes[at];
        if (is_blank(c) || is_break(c)) {
            at++;
        } else if (c == '#') {
            while (at < end && !is_break(bytes[at]))
                at++;
        } else if (c == '&' || c == '!') {
            while (at < end && !is_blank(bytes[at]) && !is_break(bytes[at]))
                at++;
        } else {
            break;
        }
    }
    return at;
}

/* NEL, LS and PS are line breaks of YAML 1.1 and plain characters of YAML 1.2. */
static bool find_disputed_break(const char *bytes, uint32_t at, uint32_t end,
                                struct span *ret_place)
{
    for (; at < end; at++) {
        const unsigned char *c = (const unsigned char *)bytes + at;
        uint32_t left = end - at, len = 0;
        if (c[0] == 0xc2 && left > 1 && c[1] == 0x85)
            len = 2;
        else if (c[0] == 0xe2 && left > 2 && c[1] == 0x80 && (c[2] | 1) == 0xa9)
            len = 3;
        *ret_place = (struct span){at, at + len};
        if (len)
            return true;
    }
    return false;
}

bool scalar_read(struct arena *arena, const struct scalar_source *source, struct scalar *ret_scalar,
                 struct scalar_refusal *ret_refusal)
{
    struct scalar scalar = {.style = source->style};
    struct walk walk = {
        .arena = arena,
        .bytes = source->bytes,
        .at = scalar_skip_properties(source->bytes, source->marks.start, source->marks.end),
        .end = source->marks.end,
        .value = source->value,
        .value_len = source->value_len,
    };
    struct span start = {walk.at, walk.end}, place;
    if (find_disputed_break(walk.bytes, walk.at, walk.end, &place)) {
        *ret_refusal = (struct scalar_refusal){
            "a line separator (U+0085, U+2028 or U+2029) is read differently by YAML versions",
            place};
        return false;
    }
    if (source->style == WORKFLOW_LITERAL || source->style == WORKFLOW_FOLDED)
        read_block(&walk, &scalar);
    else
        read_flow(&walk, &scalar);
    if (walk.failed || walk.text_len != walk.value_len) {
        *ret_refusal = (struct scalar_refusal){"two readings of its YAML disagree", start};
        return false;
    }
    end_map(&walk, scalar.body.start);
    scalar.map = walk.map;
    *ret_scalar = scalar;
    return true;
}
