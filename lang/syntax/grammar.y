/*
 * The grammar of a policy: LANGUAGE.md, "Lines" to "Flags". It is about order and shape; what a
 * name, a path or a value must look like is lang/rules' business.
 *
 * Recovery is at the end of a line only: whatever goes wrong costs that line and no other. A header
 * that is wrong stays in the tree as LINE_BAD_HEADER, for the lines below it depend on it.
 */
%define api.pure full
%define api.prefix {grammar_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%expect 0
%locations

%param {struct parse *parse}

%code requires {
#include "lang/syntax/parse.h"
}

%code {
#include <stddef.h>

#include "lang/syntax/lexer.h"

static int grammar_lex(GRAMMAR_STYPE *value, GRAMMAR_LTYPE *location, struct parse *parse);
static void grammar_error(GRAMMAR_LTYPE *location, struct parse *parse, const char *message);

#define NOWHERE ((struct span){0, 0})

/* From the first symbol's start to the last one's end; an empty rule sits where it would begin. */
#define YYLLOC_DEFAULT(current, rhs, n)                                                            \
    ((current) = (n) ? (struct span){YYRHSLOC(rhs, 1).start, YYRHSLOC(rhs, n).end}                 \
                     : (struct span){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})
}

%union {
    struct syntax_words *words;
    struct syntax_ports *ports;
    struct syntax_target *target;
    struct syntax_items *items;
    struct syntax_item *item;
    struct syntax_line *line;
    struct parse_value value;
}

%token END 0 "end of policy"
%token NEWLINE "end of line"
%token LBRACKET "[" RBRACKET "]" COLON ":" PIPE "|" STAR "*"
%token PORT_MARK /* ':' at the start of a word: ports in a header */
%token NAME      /* letters, digits, '.', '*', '-', '_': host, address */
%token DNS       /* dns:NAME */
%token URL       /* SCHEME://, to the end of the word */
%token PATH      /* '/' at the start of a word, to its end */
%token SLASHED   /* '/' inside a word, and what follows */
%token NUMBER    /* inside a word: a port */
%token METHOD
%token KEY       /* with its '=' */
%token BARE BACKTICK DOUBLE
%token PASSTHROUGH INSECURE

%type <words> methods odd_methods port_list
%type <ports> ports
%type <target> target star
%type <items> items
%type <item> item
%type <value> value
%type <line> rule header

%%

policy:
    %empty
  | policy line
  ;

line:
    NEWLINE
  | rule NEWLINE                  { parse_line(parse, $rule); }
  | header NEWLINE                { parse_line(parse, $header); }
  | error NEWLINE                 { yyerrok; }
  | LBRACKET error NEWLINE        { parse_bad_header(parse, @LBRACKET); yyerrok; }
  | header error NEWLINE          { parse_bad_header(parse, @header); yyerrok; }
  ;

rule:
    target items                  { $$ = parse_rule(parse, @$, NULL, $target, $items); }
  | methods target items          { $$ = parse_rule(parse, @$, $methods, $target, $items); }
  | odd_methods target items      { $$ = parse_rule(parse, @$, $odd_methods, $target, $items); }
  | NAME[word] target items       { $$ = parse_rule(parse, @$, parse_word(parse, NULL, @word),
                                                    $target, $items); }
  | star items                    { $$ = parse_rule(parse, @$, NULL, $star, $items); }
  ;

header:
    "[" items "]"                 { $$ = parse_header(parse, @$, NULL, NULL, $items); }
  | "[" methods items "]"         { $$ = parse_header(parse, @$, $methods, NULL, $items); }
  | "[" odd_methods items "]"     { $$ = parse_header(parse, @$, $odd_methods, NULL, $items); }
  | "[" target items "]"          { $$ = parse_header(parse, @$, NULL, $target, $items); }
  | "[" methods target items "]"  { $$ = parse_header(parse, @$, $methods, $target, $items); }
  | "[" PORT_MARK ports items "]" { $$ = parse_ports_header(parse, @$, NULL, @PORT_MARK, $ports,
                                                            $items); }
  | "[" methods PORT_MARK ports items "]"
                                  { $$ = parse_ports_header(parse, @$, $methods, @PORT_MARK,
                                                            $ports, $items); }
  ;

target:
    NAME                          { $$ = parse_name(parse, @NAME, NOWHERE, NULL); }
  | NAME ":" ports                { $$ = parse_name(parse, @NAME, NOWHERE, $ports); }
  | NAME SLASHED                  { $$ = parse_name(parse, @NAME, @SLASHED, NULL); }
  | NAME SLASHED ":" ports        { $$ = parse_name(parse, @NAME, @SLASHED, $ports); }
  | DNS                           { $$ = parse_dns(parse, @DNS, NOWHERE, NULL); }
  | DNS SLASHED                   { $$ = parse_dns(parse, @DNS, @SLASHED, NULL); }
  | DNS ":" ports                 { $$ = parse_dns(parse, @DNS, NOWHERE, $ports); }
  | URL                           { $$ = parse_locator(parse, TARGET_URL, @URL); }
  | PATH                          { $$ = parse_locator(parse, TARGET_PATH, @PATH); }
  ;

star:
    "*"                           { $$ = parse_locator(parse, TARGET_STAR, @1); }
  | "*" ":" ports                 { $$ = parse_locator(parse, TARGET_STAR, @$); }
  ;

ports:
    port_list                     { $$ = parse_ports(parse, @$, $port_list, NOWHERE); }
  | port_list SLASHED             { $$ = parse_ports(parse, @$, $port_list, @SLASHED); }
  ;

port_list:
    port                          { $$ = parse_word(parse, NULL, @port); }
  | port_list[list] "|" port      { $$ = parse_word(parse, $list, @port); }
  ;

port: NUMBER | "*" | NAME | METHOD;

methods:
    METHOD                        { $$ = parse_word(parse, NULL, @METHOD); }
  | "*"                           { $$ = parse_word(parse, NULL, @1); }
  | methods[list] "|" method      { $$ = parse_word(parse, $list, @method); }
  ;

/* Those that start with a word which is none. */
odd_methods:
    NAME "|" method               { $$ = parse_word(parse, parse_word(parse, NULL, @NAME),
                                                    @method); }
  | odd_methods[list] "|" method  { $$ = parse_word(parse, $list, @method); }
  ;

method: METHOD | "*" | NAME | NUMBER;

items:
    %empty                        { $$ = NULL; }
  | items[list] item              { $$ = parse_item(parse, $list, $item); }
  ;

item:
    PASSTHROUGH                   { $$ = parse_flag(parse, ITEM_PASSTHROUGH, @1); }
  | INSECURE                      { $$ = parse_flag(parse, ITEM_INSECURE, @1); }
  | KEY value                     { $$ = parse_attribute(parse, @KEY, $value); }
  ;

value:
    BARE                          { $$ = (struct parse_value){@1, SYNTAX_BARE}; }
  | BACKTICK                      { $$ = (struct parse_value){@1, SYNTAX_BACKTICK}; }
  | DOUBLE                        { $$ = (struct parse_value){@1, SYNTAX_DOUBLE}; }
  ;

%%

static int grammar_lex(GRAMMAR_STYPE *value, GRAMMAR_LTYPE *location, struct parse *parse)
{
    (void)value;
    parse->before = parse->token;
    parse->end_before = parse->end;
    parse->token = lexer_next(&parse->lexer, location);
    parse->end = location->end;
    return parse->token;
}

/* Only for what is not a syntax error: the parser ran out of memory. */
static void grammar_error(GRAMMAR_LTYPE *location, struct parse *parse, const char *message)
{
    diagnostic_add(parse->diagnostics, DIAGNOSTIC_SYNTAX, *location, "%s", message);
}

static int yyreport_syntax_error(const yypcontext_t *context, struct parse *parse)
{
    struct parse_surprise surprise = {
        .token = parse->token,
        .span = *yypcontext_location(context),
    };
    yysymbol_kind_t expected[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);

    for (int i = 0; i < count; i++) {
        surprise.wants_target |= expected[i] == YYSYMBOL_URL;
        surprise.wants_port |= expected[i] == YYSYMBOL_NUMBER;
        surprise.wants_bracket |= expected[i] == YYSYMBOL_RBRACKET;
    }
    parse_unexpected(parse, &surprise);
    return 0;
}
