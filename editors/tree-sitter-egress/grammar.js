/*
 * The policy language (docs/language.md, lang/syntax/) for tree-sitter.
 *
 * Blanks mean something: a word starts behind one, the pieces of a word follow each other without
 * any, and a comment needs one in front. So nothing is skipped ("extras" is empty), and
 * src/scanner.c tells blanks apart by what they stand before.
 *
 * A line that is no rule must cost that line and no other. The parser's own recovery is free to skip
 * line ends, so it is never needed: wherever something must follow, `invalid` may, which takes the
 * rest of the line, or nothing where the line ends too early. No text has an ERROR in its tree.
 *
 * Which words there are comes from lang/; tests/editors/test_words.py compares.
 */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const SCHEMES = ['https', 'http'];

/** Matches the word in any case. */
const anyCase = word =>
  [...word].map(c => /[a-z]/i.test(c) ? `[${c.toLowerCase()}${c.toUpperCase()}]` : c).join('');

const inside = token.immediate;

/** Pieces of a word, the first where a word may start. */
const word = (first, next) => seq(first, repeat(next));

/** A list joined by `|`. */
const piped = (first, next) => seq(first, repeat(seq(inside('|'), next)));

const REST = /([^\r\n]|\r+[^\r\n])+/;

module.exports = grammar({
  name: 'egress',

  externals: $ => [
    $._gap, // blanks in front of a word, or of `]`
    $._comment_gap, // blanks in front of `#`
    $._trailing, // blanks at the end of a line
    $._header_gap, // blanks in front of `[` at the start of a line
    $._nothing, // at the end of a line that should go on
  ],

  extras: _ => [],

  rules: {
    policy: $ => seq(
      repeat($._line),
      optional(choice(
        $._last_line,
        seq(repeat($.section), alias($._last_section, $.section)),
      )),
    ),

    // A header, and what it holds for.
    section: $ => seq($._header, $._newline, repeat($._line)),
    _last_section: $ => seq(
      $._header,
      optional(seq($._newline, repeat($._line), optional($._last_line))),
    ),
    _header: $ => seq(optional($._header_gap), $.header, optional($._end)),

    _line: $ => choice(
      $._newline,
      seq($._trailing, $._newline),
      seq($._last_line, $._newline),
    ),
    _last_line: $ => choice(
      seq(optional($._comment_gap), $.comment),
      seq(optional($._gap), choice($.rule, alias($._bad_line, $.invalid)), optional($._end)),
    ),
    _end: $ => choice($._trailing, seq($._comment_gap, $.comment), alias($._rest, $.invalid)),

    _newline: _ => /\r?\n/,

    invalid: $ => choice($._rest, $._nothing),
    _rest: _ => inside(prec(-2, REST)),
    _bad_line: _ => token(prec(-2, REST)),

    comment: $ => seq('#', optional($.directive), optional(alias($._text, 'text'))),
    directive: _ => seq(
      inside(/[ \t]*egress:[ \t]*allow(-file)?/),
      repeat(inside(/[ \t,]+W[0-9]{4}/)),
    ),
    _text: _ => inside(prec(-1, REST)),

    // ---- lines ----

    rule: $ => seq(
      choice(
        seq($.methods, choice(
          seq($._gap, choice(field('target', choice($.url, $.path)), $.invalid)),
          $.invalid,
        )),
        field('target', choice($.url, $.path, $.dns, $.host_port, $.address_port)),
      ),
      repeat(seq($._gap, choice($._item, $.invalid))),
    ),

    header: $ => seq(
      '[',
      optional($._gap),
      optional(choice(
        seq(
          choice($.methods, field('base', $.url), alias($._own_ports, $.ports)),
          repeat(seq($._gap, $._item)),
        ),
        seq($._item, repeat(seq($._gap, $._item))),
      )),
      optional($._gap),
      choice(inside(']'), $.invalid),
    ),

    _item: $ => choice($.flag, $.attribute),

    // ---- methods ----

    methods: $ => choice('*', piped($.method, choice(alias($._next_method, $.method), $.invalid))),
    method: _ => new RegExp(METHODS.map(anyCase).join('|')),
    _next_method: _ => inside(new RegExp(METHODS.map(anyCase).join('|'))),

    // ---- targets ----

    address_port: $ => seq(
      choice($.address, $.block),
      optional(seq($.ports, optional($.protocol))),
    ),
    address: _ => /[0-9]{1,3}(\.[0-9]{1,3}){3}/,
    _next_address: _ => inside(/[0-9]{1,3}(\.[0-9]{1,3}){3}/),
    block: $ => seq($.address, alias(inside(/\/[0-9]{1,2}/), $.mask)),

    host_port: $ => seq($.host, optional(seq($.ports, optional($.protocol)))),
    host: $ => choice(
      seq(alias('*', $.wildcard), $._host_inside),
      word(choice($.placeholder, alias(/[A-Za-z0-9.-]+/, 'name')), $._more_host),
    ),
    _host_inside: $ => repeat1($._more_host),
    _more_host: $ => choice(
      alias(inside('*'), $.wildcard),
      alias($._next_placeholder, $.placeholder),
      alias(inside(/[A-Za-z0-9.-]+/), 'name'),
    ),

    dns: $ => seq('dns:', choice(alias($._host_inside, $.host), $.invalid)),

    url: $ => seq(
      $.scheme,
      choice(
        $.invalid,
        seq(
          choice(alias($._next_address, $.address), alias($._host_inside, $.host)),
          optional($.ports),
          optional(alias($._path_inside, $.path)),
        ),
      ),
    ),
    scheme: _ => new RegExp(`(${SCHEMES.map(anyCase).join('|')}):\\/\\/`),

    path: $ => word('/', $._more_path),
    _path_inside: $ => word(inside('/'), $._more_path),
    _more_path: $ => choice(
      inside('/'),
      alias(inside('*'), $.wildcard),
      alias($._next_placeholder, $.placeholder),
      alias(inside(/[A-Za-z0-9_.~%+-]+/), 'segment'),
    ),

    placeholder: _ => choice('{owner}', '{repo}'),
    _next_placeholder: _ => choice(inside('{owner}'), inside('{repo}')),

    // ---- ports ----

    ports: $ => seq(inside(':'), $._port_list),
    _own_ports: $ => seq(':', $._port_list, optional($.protocol)),
    _port_list: $ => choice(
      $.invalid,
      alias(inside('*'), $.wildcard),
      piped($.port, choice($.port, $.invalid)),
    ),
    port: _ => inside(/[0-9]+/),
    protocol: _ => choice(inside('/tcp'), inside('/udp')),

    // ---- flags and attributes ----

    flag: _ => choice('passthrough', 'insecure'),

    attribute: $ => seq(
      choice(
        seq(field('key', $.key), choice($.invalid, seq(inside('='), field('value', $._value)))),
        seq(field('key', alias('cgroup', $.key)), choice(
          $.invalid,
          seq(inside('='), field('value', choice($.cgroup_name, $._value))),
        )),
      ),
    ),
    key: $ => choice(
      'exe', 'step', 'action', 'image', 'arg',
      seq('arg', inside('['), choice($.invalid, seq($.index, choice(inside(']'), $.invalid)))),
    ),
    index: _ => inside(/[0-9]+/),
    cgroup_name: _ => choice(inside('@docker'), inside('@host')),

    _value: $ => choice($.bare, $.glob, $.literal, $.invalid),
    // A brace that starts no placeholder goes with what follows it: a token of its own would lose to
    // `invalid`, which has gone on where the placeholder has not.
    bare: $ => word(
      choice($._bare_piece, alias(inside(/([{}]|[!$-)+->@-Z\\^_a-z|~])[!-"$-)+->@-Z\\^-z|~]*/), 'text')),
      choice($._bare_piece, alias(inside(/[{}][!-"$-)+->@-Z\\^-z|~]*|[!-"$-)+->@-Z\\^-z|~]+/), 'text')),
    ),
    _bare_piece: $ => choice(
      alias(inside(/[*?]/), $.wildcard),
      alias($._next_placeholder, $.placeholder),
    ),
    glob: $ => seq(
      inside('`'),
      repeat(choice(
        alias(inside(/[*?]/), $.wildcard),
        alias(inside(/\[!?[^\]`\r\n]+\]/), $.set),
        alias($._next_placeholder, $.placeholder),
        alias(inside(/\{[^*?\[`{}\r\n]*|[^*?\[`{\r\n]+/), 'text'),
      )),
      choice(inside('`'), $.invalid),
    ),
    literal: $ => seq(
      inside('"'),
      repeat(choice(
        alias($._next_placeholder, $.placeholder),
        alias(inside(/\{[^"{}\r\n]*|[^"{\r\n]+/), 'text'),
      )),
      choice(inside('"'), $.invalid),
    ),
  },
});
