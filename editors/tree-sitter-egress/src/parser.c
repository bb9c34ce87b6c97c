#include "tree_sitter/parser.h"

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

#ifdef _MSC_VER
#pragma optimize("", off)
#elif defined(__clang__)
#pragma clang optimize off
#elif defined(__GNUC__)
#pragma GCC optimize ("O0")
#endif

#define LANGUAGE_VERSION 14
#define STATE_COUNT 259
#define LARGE_STATE_COUNT 2
#define SYMBOL_COUNT 115
#define ALIAS_COUNT 0
#define TOKEN_COUNT 61
#define EXTERNAL_TOKEN_COUNT 5
#define FIELD_COUNT 4
#define MAX_ALIAS_SEQUENCE_LENGTH 6
#define PRODUCTION_ID_COUNT 10

enum ts_symbol_identifiers {
  sym__newline = 1,
  sym__rest = 2,
  sym__bad_line = 3,
  anon_sym_POUND = 4,
  aux_sym_directive_token1 = 5,
  aux_sym_directive_token2 = 6,
  sym__text = 7,
  anon_sym_LBRACK = 8,
  anon_sym_RBRACK = 9,
  anon_sym_STAR = 10,
  anon_sym_PIPE = 11,
  sym_method = 12,
  sym__next_method = 13,
  sym_address = 14,
  sym__next_address = 15,
  aux_sym_block_token1 = 16,
  aux_sym_host_token1 = 17,
  anon_sym_STAR2 = 18,
  aux_sym__more_host_token1 = 19,
  anon_sym_dns_COLON = 20,
  sym_scheme = 21,
  anon_sym_SLASH = 22,
  anon_sym_SLASH2 = 23,
  aux_sym__more_path_token1 = 24,
  anon_sym_LBRACEowner_RBRACE = 25,
  anon_sym_LBRACErepo_RBRACE = 26,
  anon_sym_LBRACEowner_RBRACE2 = 27,
  anon_sym_LBRACErepo_RBRACE2 = 28,
  anon_sym_COLON = 29,
  anon_sym_COLON2 = 30,
  aux_sym_port_token1 = 31,
  anon_sym_SLASHtcp = 32,
  anon_sym_SLASHudp = 33,
  anon_sym_passthrough = 34,
  anon_sym_insecure = 35,
  anon_sym_EQ = 36,
  anon_sym_cgroup = 37,
  anon_sym_exe = 38,
  anon_sym_step = 39,
  anon_sym_action = 40,
  anon_sym_image = 41,
  anon_sym_arg = 42,
  anon_sym_LBRACK2 = 43,
  anon_sym_ATdocker = 44,
  anon_sym_AThost = 45,
  aux_sym_bare_token1 = 46,
  aux_sym_bare_token2 = 47,
  aux_sym__bare_piece_token1 = 48,
  aux_sym__bare_piece_token2 = 49,
  anon_sym_BQUOTE = 50,
  aux_sym_glob_token1 = 51,
  aux_sym_glob_token2 = 52,
  anon_sym_LBRACE = 53,
  anon_sym_DQUOTE = 54,
  aux_sym_literal_token1 = 55,
  sym__gap = 56,
  sym__comment_gap = 57,
  sym__trailing = 58,
  sym__header_gap = 59,
  sym__nothing = 60,
  sym_policy = 61,
  sym_section = 62,
  sym__last_section = 63,
  sym__header = 64,
  sym__line = 65,
  sym__last_line = 66,
  sym__end = 67,
  sym_invalid = 68,
  sym_comment = 69,
  sym_directive = 70,
  sym_rule = 71,
  sym_header = 72,
  sym__item = 73,
  sym_methods = 74,
  sym_address_port = 75,
  sym_block = 76,
  sym_host_port = 77,
  sym_host = 78,
  aux_sym__host_inside = 79,
  sym__more_host = 80,
  sym_dns = 81,
  sym_url = 82,
  sym_path = 83,
  sym__path_inside = 84,
  sym__more_path = 85,
  sym_placeholder = 86,
  sym__next_placeholder = 87,
  sym_ports = 88,
  sym__own_ports = 89,
  sym__port_list = 90,
  sym_port = 91,
  sym_protocol = 92,
  sym_flag = 93,
  sym_attribute = 94,
  sym_key = 95,
  sym_index = 96,
  sym_cgroup_name = 97,
  sym__value = 98,
  sym_bare = 99,
  sym__bare_piece = 100,
  sym_glob = 101,
  sym_literal = 102,
  aux_sym_policy_repeat1 = 103,
  aux_sym_policy_repeat2 = 104,
  aux_sym_directive_repeat1 = 105,
  aux_sym_rule_repeat1 = 106,
  aux_sym_header_repeat1 = 107,
  aux_sym_methods_repeat1 = 108,
  aux_sym_host_repeat1 = 109,
  aux_sym_path_repeat1 = 110,
  aux_sym__port_list_repeat1 = 111,
  aux_sym_bare_repeat1 = 112,
  aux_sym_glob_repeat1 = 113,
  aux_sym_literal_repeat1 = 114,
};

static const char * const ts_symbol_names[] = {
  [ts_builtin_sym_end] = "end",
  [sym__newline] = "_newline",
  [sym__rest] = "_rest",
  [sym__bad_line] = "invalid",
  [anon_sym_POUND] = "#",
  [aux_sym_directive_token1] = "directive_token1",
  [aux_sym_directive_token2] = "directive_token2",
  [sym__text] = "text",
  [anon_sym_LBRACK] = "[",
  [anon_sym_RBRACK] = "]",
  [anon_sym_STAR] = "*",
  [anon_sym_PIPE] = "|",
  [sym_method] = "method",
  [sym__next_method] = "method",
  [sym_address] = "address",
  [sym__next_address] = "address",
  [aux_sym_block_token1] = "mask",
  [aux_sym_host_token1] = "name",
  [anon_sym_STAR2] = "wildcard",
  [aux_sym__more_host_token1] = "name",
  [anon_sym_dns_COLON] = "dns:",
  [sym_scheme] = "scheme",
  [anon_sym_SLASH] = "/",
  [anon_sym_SLASH2] = "/",
  [aux_sym__more_path_token1] = "segment",
  [anon_sym_LBRACEowner_RBRACE] = "{owner}",
  [anon_sym_LBRACErepo_RBRACE] = "{repo}",
  [anon_sym_LBRACEowner_RBRACE2] = "{owner}",
  [anon_sym_LBRACErepo_RBRACE2] = "{repo}",
  [anon_sym_COLON] = ":",
  [anon_sym_COLON2] = ":",
  [aux_sym_port_token1] = "port_token1",
  [anon_sym_SLASHtcp] = "/tcp",
  [anon_sym_SLASHudp] = "/udp",
  [anon_sym_passthrough] = "passthrough",
  [anon_sym_insecure] = "insecure",
  [anon_sym_EQ] = "=",
  [anon_sym_cgroup] = "key",
  [anon_sym_exe] = "exe",
  [anon_sym_step] = "step",
  [anon_sym_action] = "action",
  [anon_sym_image] = "image",
  [anon_sym_arg] = "arg",
  [anon_sym_LBRACK2] = "[",
  [anon_sym_ATdocker] = "@docker",
  [anon_sym_AThost] = "@host",
  [aux_sym_bare_token1] = "text",
  [aux_sym_bare_token2] = "text",
  [aux_sym__bare_piece_token1] = "wildcard",
  [aux_sym__bare_piece_token2] = "text",
  [anon_sym_BQUOTE] = "`",
  [aux_sym_glob_token1] = "set",
  [aux_sym_glob_token2] = "text",
  [anon_sym_LBRACE] = "text",
  [anon_sym_DQUOTE] = "\"",
  [aux_sym_literal_token1] = "text",
  [sym__gap] = "_gap",
  [sym__comment_gap] = "_comment_gap",
  [sym__trailing] = "_trailing",
  [sym__header_gap] = "_header_gap",
  [sym__nothing] = "_nothing",
  [sym_policy] = "policy",
  [sym_section] = "section",
  [sym__last_section] = "section",
  [sym__header] = "_header",
  [sym__line] = "_line",
  [sym__last_line] = "_last_line",
  [sym__end] = "_end",
  [sym_invalid] = "invalid",
  [sym_comment] = "comment",
  [sym_directive] = "directive",
  [sym_rule] = "rule",
  [sym_header] = "header",
  [sym__item] = "_item",
  [sym_methods] = "methods",
  [sym_address_port] = "address_port",
  [sym_block] = "block",
  [sym_host_port] = "host_port",
  [sym_host] = "host",
  [aux_sym__host_inside] = "_host_inside",
  [sym__more_host] = "_more_host",
  [sym_dns] = "dns",
  [sym_url] = "url",
  [sym_path] = "path",
  [sym__path_inside] = "path",
  [sym__more_path] = "_more_path",
  [sym_placeholder] = "placeholder",
  [sym__next_placeholder] = "placeholder",
  [sym_ports] = "ports",
  [sym__own_ports] = "ports",
  [sym__port_list] = "_port_list",
  [sym_port] = "port",
  [sym_protocol] = "protocol",
  [sym_flag] = "flag",
  [sym_attribute] = "attribute",
  [sym_key] = "key",
  [sym_index] = "index",
  [sym_cgroup_name] = "cgroup_name",
  [sym__value] = "_value",
  [sym_bare] = "bare",
  [sym__bare_piece] = "_bare_piece",
  [sym_glob] = "glob",
  [sym_literal] = "literal",
  [aux_sym_policy_repeat1] = "policy_repeat1",
  [aux_sym_policy_repeat2] = "policy_repeat2",
  [aux_sym_directive_repeat1] = "directive_repeat1",
  [aux_sym_rule_repeat1] = "rule_repeat1",
  [aux_sym_header_repeat1] = "header_repeat1",
  [aux_sym_methods_repeat1] = "methods_repeat1",
  [aux_sym_host_repeat1] = "host_repeat1",
  [aux_sym_path_repeat1] = "path_repeat1",
  [aux_sym__port_list_repeat1] = "_port_list_repeat1",
  [aux_sym_bare_repeat1] = "bare_repeat1",
  [aux_sym_glob_repeat1] = "glob_repeat1",
  [aux_sym_literal_repeat1] = "literal_repeat1",
};

static const TSSymbol ts_symbol_map[] = {
  [ts_builtin_sym_end] = ts_builtin_sym_end,
  [sym__newline] = sym__newline,
  [sym__rest] = sym__rest,
  [sym__bad_line] = sym_invalid,
  [anon_sym_POUND] = anon_sym_POUND,
  [aux_sym_directive_token1] = aux_sym_directive_token1,
  [aux_sym_directive_token2] = aux_sym_directive_token2,
  [sym__text] = sym__text,
  [anon_sym_LBRACK] = anon_sym_LBRACK,
  [anon_sym_RBRACK] = anon_sym_RBRACK,
  [anon_sym_STAR] = anon_sym_STAR,
  [anon_sym_PIPE] = anon_sym_PIPE,
  [sym_method] = sym_method,
  [sym__next_method] = sym_method,
  [sym_address] = sym_address,
  [sym__next_address] = sym_address,
  [aux_sym_block_token1] = aux_sym_block_token1,
  [aux_sym_host_token1] = aux_sym_host_token1,
  [anon_sym_STAR2] = anon_sym_STAR2,
  [aux_sym__more_host_token1] = aux_sym_host_token1,
  [anon_sym_dns_COLON] = anon_sym_dns_COLON,
  [sym_scheme] = sym_scheme,
  [anon_sym_SLASH] = anon_sym_SLASH,
  [anon_sym_SLASH2] = anon_sym_SLASH,
  [aux_sym__more_path_token1] = aux_sym__more_path_token1,
  [anon_sym_LBRACEowner_RBRACE] = anon_sym_LBRACEowner_RBRACE,
  [anon_sym_LBRACErepo_RBRACE] = anon_sym_LBRACErepo_RBRACE,
  [anon_sym_LBRACEowner_RBRACE2] = anon_sym_LBRACEowner_RBRACE,
  [anon_sym_LBRACErepo_RBRACE2] = anon_sym_LBRACErepo_RBRACE,
  [anon_sym_COLON] = anon_sym_COLON,
  [anon_sym_COLON2] = anon_sym_COLON,
  [aux_sym_port_token1] = aux_sym_port_token1,
  [anon_sym_SLASHtcp] = anon_sym_SLASHtcp,
  [anon_sym_SLASHudp] = anon_sym_SLASHudp,
  [anon_sym_passthrough] = anon_sym_passthrough,
  [anon_sym_insecure] = anon_sym_insecure,
  [anon_sym_EQ] = anon_sym_EQ,
  [anon_sym_cgroup] = sym_key,
  [anon_sym_exe] = anon_sym_exe,
  [anon_sym_step] = anon_sym_step,
  [anon_sym_action] = anon_sym_action,
  [anon_sym_image] = anon_sym_image,
  [anon_sym_arg] = anon_sym_arg,
  [anon_sym_LBRACK2] = anon_sym_LBRACK,
  [anon_sym_ATdocker] = anon_sym_ATdocker,
  [anon_sym_AThost] = anon_sym_AThost,
  [aux_sym_bare_token1] = sym__text,
  [aux_sym_bare_token2] = sym__text,
  [aux_sym__bare_piece_token1] = anon_sym_STAR2,
  [aux_sym__bare_piece_token2] = sym__text,
  [anon_sym_BQUOTE] = anon_sym_BQUOTE,
  [aux_sym_glob_token1] = aux_sym_glob_token1,
  [aux_sym_glob_token2] = sym__text,
  [anon_sym_LBRACE] = sym__text,
  [anon_sym_DQUOTE] = anon_sym_DQUOTE,
  [aux_sym_literal_token1] = sym__text,
  [sym__gap] = sym__gap,
  [sym__comment_gap] = sym__comment_gap,
  [sym__trailing] = sym__trailing,
  [sym__header_gap] = sym__header_gap,
  [sym__nothing] = sym__nothing,
  [sym_policy] = sym_policy,
  [sym_section] = sym_section,
  [sym__last_section] = sym_section,
  [sym__header] = sym__header,
  [sym__line] = sym__line,
  [sym__last_line] = sym__last_line,
  [sym__end] = sym__end,
  [sym_invalid] = sym_invalid,
  [sym_comment] = sym_comment,
  [sym_directive] = sym_directive,
  [sym_rule] = sym_rule,
  [sym_header] = sym_header,
  [sym__item] = sym__item,
  [sym_methods] = sym_methods,
  [sym_address_port] = sym_address_port,
  [sym_block] = sym_block,
  [sym_host_port] = sym_host_port,
  [sym_host] = sym_host,
  [aux_sym__host_inside] = aux_sym__host_inside,
  [sym__more_host] = sym__more_host,
  [sym_dns] = sym_dns,
  [sym_url] = sym_url,
  [sym_path] = sym_path,
  [sym__path_inside] = sym_path,
  [sym__more_path] = sym__more_path,
  [sym_placeholder] = sym_placeholder,
  [sym__next_placeholder] = sym_placeholder,
  [sym_ports] = sym_ports,
  [sym__own_ports] = sym_ports,
  [sym__port_list] = sym__port_list,
  [sym_port] = sym_port,
  [sym_protocol] = sym_protocol,
  [sym_flag] = sym_flag,
  [sym_attribute] = sym_attribute,
  [sym_key] = sym_key,
  [sym_index] = sym_index,
  [sym_cgroup_name] = sym_cgroup_name,
  [sym__value] = sym__value,
  [sym_bare] = sym_bare,
  [sym__bare_piece] = sym__bare_piece,
  [sym_glob] = sym_glob,
  [sym_literal] = sym_literal,
  [aux_sym_policy_repeat1] = aux_sym_policy_repeat1,
  [aux_sym_policy_repeat2] = aux_sym_policy_repeat2,
  [aux_sym_directive_repeat1] = aux_sym_directive_repeat1,
  [aux_sym_rule_repeat1] = aux_sym_rule_repeat1,
  [aux_sym_header_repeat1] = aux_sym_header_repeat1,
  [aux_sym_methods_repeat1] = aux_sym_methods_repeat1,
  [aux_sym_host_repeat1] = aux_sym_host_repeat1,
  [aux_sym_path_repeat1] = aux_sym_path_repeat1,
  [aux_sym__port_list_repeat1] = aux_sym__port_list_repeat1,
  [aux_sym_bare_repeat1] = aux_sym_bare_repeat1,
  [aux_sym_glob_repeat1] = aux_sym_glob_repeat1,
  [aux_sym_literal_repeat1] = aux_sym_literal_repeat1,
};

static const TSSymbolMetadata ts_symbol_metadata[] = {
  [ts_builtin_sym_end] = {
    .visible = false,
    .named = true,
  },
  [sym__newline] = {
    .visible = false,
    .named = true,
  },
  [sym__rest] = {
    .visible = false,
    .named = true,
  },
  [sym__bad_line] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_POUND] = {
    .visible = true,
    .named = false,
  },
  [aux_sym_directive_token1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_directive_token2] = {
    .visible = false,
    .named = false,
  },
  [sym__text] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACK] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RBRACK] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_STAR] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_PIPE] = {
    .visible = true,
    .named = false,
  },
  [sym_method] = {
    .visible = true,
    .named = true,
  },
  [sym__next_method] = {
    .visible = true,
    .named = true,
  },
  [sym_address] = {
    .visible = true,
    .named = true,
  },
  [sym__next_address] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_block_token1] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_host_token1] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_STAR2] = {
    .visible = true,
    .named = true,
  },
  [aux_sym__more_host_token1] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_dns_COLON] = {
    .visible = true,
    .named = false,
  },
  [sym_scheme] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_SLASH] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_SLASH2] = {
    .visible = true,
    .named = false,
  },
  [aux_sym__more_path_token1] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACEowner_RBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACErepo_RBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACEowner_RBRACE2] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACErepo_RBRACE2] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_COLON] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_COLON2] = {
    .visible = true,
    .named = false,
  },
  [aux_sym_port_token1] = {
    .visible = false,
    .named = false,
  },
  [anon_sym_SLASHtcp] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_SLASHudp] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_passthrough] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_insecure] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_EQ] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_cgroup] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_exe] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_step] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_action] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_image] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_arg] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACK2] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_ATdocker] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_AThost] = {
    .visible = true,
    .named = false,
  },
  [aux_sym_bare_token1] = {
    .visible = true,
    .named = false,
  },
  [aux_sym_bare_token2] = {
    .visible = true,
    .named = false,
  },
  [aux_sym__bare_piece_token1] = {
    .visible = true,
    .named = true,
  },
  [aux_sym__bare_piece_token2] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_BQUOTE] = {
    .visible = true,
    .named = false,
  },
  [aux_sym_glob_token1] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_glob_token2] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_DQUOTE] = {
    .visible = true,
    .named = false,
  },
  [aux_sym_literal_token1] = {
    .visible = true,
    .named = false,
  },
  [sym__gap] = {
    .visible = false,
    .named = true,
  },
  [sym__comment_gap] = {
    .visible = false,
    .named = true,
  },
  [sym__trailing] = {
    .visible = false,
    .named = true,
  },
  [sym__header_gap] = {
    .visible = false,
    .named = true,
  },
  [sym__nothing] = {
    .visible = false,
    .named = true,
  },
  [sym_policy] = {
    .visible = true,
    .named = true,
  },
  [sym_section] = {
    .visible = true,
    .named = true,
  },
  [sym__last_section] = {
    .visible = true,
    .named = true,
  },
  [sym__header] = {
    .visible = false,
    .named = true,
  },
  [sym__line] = {
    .visible = false,
    .named = true,
  },
  [sym__last_line] = {
    .visible = false,
    .named = true,
  },
  [sym__end] = {
    .visible = false,
    .named = true,
  },
  [sym_invalid] = {
    .visible = true,
    .named = true,
  },
  [sym_comment] = {
    .visible = true,
    .named = true,
  },
  [sym_directive] = {
    .visible = true,
    .named = true,
  },
  [sym_rule] = {
    .visible = true,
    .named = true,
  },
  [sym_header] = {
    .visible = true,
    .named = true,
  },
  [sym__item] = {
    .visible = false,
    .named = true,
  },
  [sym_methods] = {
    .visible = true,
    .named = true,
  },
  [sym_address_port] = {
    .visible = true,
    .named = true,
  },
  [sym_block] = {
    .visible = true,
    .named = true,
  },
  [sym_host_port] = {
    .visible = true,
    .named = true,
  },
  [sym_host] = {
    .visible = true,
    .named = true,
  },
  [aux_sym__host_inside] = {
    .visible = false,
    .named = false,
  },
  [sym__more_host] = {
    .visible = false,
    .named = true,
  },
  [sym_dns] = {
    .visible = true,
    .named = true,
  },
  [sym_url] = {
    .visible = true,
    .named = true,
  },
  [sym_path] = {
    .visible = true,
    .named = true,
  },
  [sym__path_inside] = {
    .visible = true,
    .named = true,
  },
  [sym__more_path] = {
    .visible = false,
    .named = true,
  },
  [sym_placeholder] = {
    .visible = true,
    .named = true,
  },
  [sym__next_placeholder] = {
    .visible = true,
    .named = true,
  },
  [sym_ports] = {
    .visible = true,
    .named = true,
  },
  [sym__own_ports] = {
    .visible = true,
    .named = true,
  },
  [sym__port_list] = {
    .visible = false,
    .named = true,
  },
  [sym_port] = {
    .visible = true,
    .named = true,
  },
  [sym_protocol] = {
    .visible = true,
    .named = true,
  },
  [sym_flag] = {
    .visible = true,
    .named = true,
  },
  [sym_attribute] = {
    .visible = true,
    .named = true,
  },
  [sym_key] = {
    .visible = true,
    .named = true,
  },
  [sym_index] = {
    .visible = true,
    .named = true,
  },
  [sym_cgroup_name] = {
    .visible = true,
    .named = true,
  },
  [sym__value] = {
    .visible = false,
    .named = true,
  },
  [sym_bare] = {
    .visible = true,
    .named = true,
  },
  [sym__bare_piece] = {
    .visible = false,
    .named = true,
  },
  [sym_glob] = {
    .visible = true,
    .named = true,
  },
  [sym_literal] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_policy_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_policy_repeat2] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_directive_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_rule_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_header_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_methods_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_host_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_path_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym__port_list_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_bare_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_glob_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_literal_repeat1] = {
    .visible = false,
    .named = false,
  },
};

enum ts_field_identifiers {
  field_base = 1,
  field_key = 2,
  field_target = 3,
  field_value = 4,
};

static const char * const ts_field_names[] = {
  [0] = NULL,
  [field_base] = "base",
  [field_key] = "key",
  [field_target] = "target",
  [field_value] = "value",
};

static const TSFieldMapSlice ts_field_map_slices[PRODUCTION_ID_COUNT] = {
  [1] = {.index = 0, .length = 1},
  [5] = {.index = 1, .length = 1},
  [6] = {.index = 2, .length = 1},
  [7] = {.index = 3, .length = 1},
  [8] = {.index = 4, .length = 1},
  [9] = {.index = 5, .length = 2},
};

static const TSFieldMapEntry ts_field_map_entries[] = {
  [0] =
    {field_target, 0},
  [1] =
    {field_key, 0},
  [2] =
    {field_base, 1},
  [3] =
    {field_target, 2},
  [4] =
    {field_base, 2},
  [5] =
    {field_key, 0},
    {field_value, 2},
};

static const TSSymbol ts_alias_sequences[PRODUCTION_ID_COUNT][MAX_ALIAS_SEQUENCE_LENGTH] = {
  [0] = {0},
  [2] = {
    [0] = sym_invalid,
  },
  [3] = {
    [0] = anon_sym_STAR2,
  },
  [4] = {
    [1] = sym_host,
  },
};

static const uint16_t ts_non_terminal_alias_map[] = {
  aux_sym__host_inside, 2,
    aux_sym__host_inside,
    sym_host,
  0,
};

static const TSStateId ts_primary_state_ids[STATE_COUNT] = {
  [0] = 0,
  [1] = 1,
  [2] = 2,
  [3] = 3,
  [4] = 4,
  [5] = 5,
  [6] = 6,
  [7] = 7,
  [8] = 8,
  [9] = 9,
  [10] = 10,
  [11] = 11,
  [12] = 11,
  [13] = 13,
  [14] = 14,
  [15] = 15,
  [16] = 16,
  [17] = 17,
  [18] = 18,
  [19] = 19,
  [20] = 20,
  [21] = 21,
  [22] = 22,
  [23] = 17,
  [24] = 24,
  [25] = 25,
  [26] = 14,
  [27] = 27,
  [28] = 28,
  [29] = 29,
  [30] = 30,
  [31] = 31,
  [32] = 24,
  [33] = 33,
  [34] = 34,
  [35] = 35,
  [36] = 36,
  [37] = 37,
  [38] = 38,
  [39] = 39,
  [40] = 40,
  [41] = 24,
  [42] = 24,
  [43] = 36,
  [44] = 38,
  [45] = 45,
  [46] = 46,
  [47] = 47,
  [48] = 34,
  [49] = 49,
  [50] = 33,
  [51] = 37,
  [52] = 52,
  [53] = 31,
  [54] = 46,
  [55] = 45,
  [56] = 56,
  [57] = 57,
  [58] = 49,
  [59] = 59,
  [60] = 52,
  [61] = 49,
  [62] = 49,
  [63] = 56,
  [64] = 64,
  [65] = 65,
  [66] = 49,
  [67] = 67,
  [68] = 52,
  [69] = 69,
  [70] = 70,
  [71] = 52,
  [72] = 49,
  [73] = 73,
  [74] = 74,
  [75] = 75,
  [76] = 69,
  [77] = 75,
  [78] = 78,
  [79] = 79,
  [80] = 73,
  [81] = 81,
  [82] = 67,
  [83] = 65,
  [84] = 84,
  [85] = 49,
  [86] = 49,
  [87] = 87,
  [88] = 88,
  [89] = 49,
  [90] = 90,
  [91] = 91,
  [92] = 78,
  [93] = 65,
  [94] = 94,
  [95] = 95,
  [96] = 88,
  [97] = 90,
  [98] = 98,
  [99] = 73,
  [100] = 88,
  [101] = 67,
  [102] = 102,
  [103] = 70,
  [104] = 49,
  [105] = 105,
  [106] = 106,
  [107] = 107,
  [108] = 105,
  [109] = 109,
  [110] = 110,
  [111] = 111,
  [112] = 112,
  [113] = 78,
  [114] = 114,
  [115] = 105,
  [116] = 116,
  [117] = 117,
  [118] = 118,
  [119] = 98,
  [120] = 120,
  [121] = 121,
  [122] = 122,
  [123] = 90,
  [124] = 124,
  [125] = 73,
  [126] = 67,
  [127] = 65,
  [128] = 88,
  [129] = 88,
  [130] = 130,
  [131] = 131,
  [132] = 132,
  [133] = 133,
  [134] = 134,
  [135] = 135,
  [136] = 136,
  [137] = 137,
  [138] = 138,
  [139] = 102,
  [140] = 94,
  [141] = 141,
  [142] = 142,
  [143] = 143,
  [144] = 144,
  [145] = 145,
  [146] = 146,
  [147] = 147,
  [148] = 148,
  [149] = 149,
  [150] = 150,
  [151] = 151,
  [152] = 152,
  [153] = 153,
  [154] = 88,
  [155] = 155,
  [156] = 90,
  [157] = 157,
  [158] = 158,
  [159] = 78,
  [160] = 160,
  [161] = 161,
  [162] = 162,
  [163] = 88,
  [164] = 164,
  [165] = 165,
  [166] = 88,
  [167] = 167,
  [168] = 168,
  [169] = 169,
  [170] = 170,
  [171] = 171,
  [172] = 136,
  [173] = 173,
  [174] = 174,
  [175] = 175,
  [176] = 176,
  [177] = 177,
  [178] = 160,
  [179] = 179,
  [180] = 180,
  [181] = 181,
  [182] = 182,
  [183] = 183,
  [184] = 184,
  [185] = 185,
  [186] = 98,
  [187] = 179,
  [188] = 151,
  [189] = 88,
  [190] = 190,
  [191] = 179,
  [192] = 192,
  [193] = 193,
  [194] = 88,
  [195] = 195,
  [196] = 196,
  [197] = 197,
  [198] = 88,
  [199] = 199,
  [200] = 179,
  [201] = 201,
  [202] = 202,
  [203] = 203,
  [204] = 88,
  [205] = 205,
  [206] = 206,
  [207] = 143,
  [208] = 169,
  [209] = 158,
  [210] = 210,
  [211] = 168,
  [212] = 212,
  [213] = 147,
  [214] = 150,
  [215] = 148,
  [216] = 88,
  [217] = 135,
  [218] = 218,
  [219] = 219,
  [220] = 149,
  [221] = 133,
  [222] = 222,
  [223] = 175,
  [224] = 201,
  [225] = 212,
  [226] = 203,
  [227] = 131,
  [228] = 134,
  [229] = 142,
  [230] = 165,
  [231] = 231,
  [232] = 88,
  [233] = 233,
  [234] = 234,
  [235] = 235,
  [236] = 236,
  [237] = 237,
  [238] = 238,
  [239] = 239,
  [240] = 240,
  [241] = 241,
  [242] = 242,
  [243] = 243,
  [244] = 244,
  [245] = 245,
  [246] = 246,
  [247] = 247,
  [248] = 248,
  [249] = 249,
  [250] = 250,
  [251] = 251,
  [252] = 252,
  [253] = 253,
  [254] = 254,
  [255] = 255,
  [256] = 256,
  [257] = 257,
  [258] = 258,
};

static TSCharacterRange aux_sym_bare_token1_character_set_1[] = {
  {'!', '!'}, {'$', ')'}, {'+', '>'}, {'@', 'Z'}, {'\\', '\\'}, {'^', '_'}, {'a', 'z'}, {'|', '|'},
  {'~', '~'},
};

static bool ts_lex(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
    case 0:
      if (eof) ADVANCE(50);
      ADVANCE_MAP(
        '\n', 51,
        '\r', 1,
        '"', 389,
        '#', 171,
        '*', 328,
        '/', 345,
        ':', 351,
        '=', 358,
        '?', 381,
        '@', 183,
        'P', 246,
        '[', 365,
        ']', 273,
        '`', 384,
        'a', 181,
        'c', 196,
        'e', 243,
        'i', 209,
        'p', 176,
        's', 237,
        '{', 387,
        '|', 275,
        '}', 382,
        'D', 250,
        'd', 250,
        'G', 253,
        'g', 253,
        'H', 251,
        'h', 251,
        'O', 260,
        'o', 260,
      );
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(353);
      if (lookahead != 0) ADVANCE(271);
      END_STATE();
    case 1:
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead != 0) ADVANCE(271);
      END_STATE();
    case 2:
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead != 0) ADVANCE(170);
      END_STATE();
    case 3:
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 4:
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 5:
      ADVANCE_MAP(
        '\r', 6,
        '*', 274,
        '/', 344,
        'D', 305,
        'd', 299,
        '{', 163,
        'G', 306,
        'g', 306,
        'H', 307,
        'h', 307,
        'O', 316,
        'o', 316,
        'P', 302,
        'p', 302,
      );
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(288);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 6:
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 7:
      ADVANCE_MAP(
        '\r', 32,
        '"', 389,
        '@', 371,
        '`', 384,
        '{', 383,
        '}', 382,
        '*', 381,
        '?', 381,
      );
      if (lookahead == '!' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= '~')) ADVANCE(379);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 8:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '"') ADVANCE(389);
      if (lookahead == '`') ADVANCE(384);
      if (lookahead == '{') ADVANCE(383);
      if (lookahead == '}') ADVANCE(382);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(381);
      if (lookahead == '!' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= '~')) ADVANCE(379);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 9:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '"') ADVANCE(389);
      if (lookahead == '{') ADVANCE(388);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(390);
      END_STATE();
    case 10:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead == '{') ADVANCE(84);
      if (('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 11:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '%' ||
          lookahead == '+' ||
          ('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z') ||
          lookahead == '~') ADVANCE(346);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 12:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == '{') ADVANCE(84);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(330);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 13:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(328);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(353);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 14:
      ADVANCE_MAP(
        '\r', 32,
        '*', 274,
        ':', 352,
        'P', 111,
        ']', 273,
        'a', 61,
        'c', 73,
        'e', 108,
        'i', 79,
        'p', 57,
        's', 102,
        'D', 120,
        'd', 120,
        'G', 123,
        'g', 123,
        'H', 121,
        'h', 121,
        'O', 140,
        'o', 140,
      );
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 15:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 16:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead == '|') ADVANCE(275);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 17:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 18:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(344);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(152);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 19:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead == '|') ADVANCE(275);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 20:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 21:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '=') ADVANCE(358);
      if (lookahead == '[') ADVANCE(365);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 22:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '=') ADVANCE(358);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 23:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '[') ADVANCE(52);
      if (lookahead == '`') ADVANCE(384);
      if (lookahead == '{') ADVANCE(388);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(381);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(386);
      END_STATE();
    case 24:
      ADVANCE_MAP(
        '\r', 32,
        ']', 273,
        'a', 61,
        'c', 73,
        'e', 108,
        'i', 79,
        'p', 60,
        's', 102,
      );
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 25:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead == '{') ADVANCE(383);
      if (lookahead == '}') ADVANCE(382);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(381);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          ('\\' <= lookahead && lookahead <= '~')) ADVANCE(380);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 26:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead == '|') ADVANCE(275);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 27:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ']') ADVANCE(273);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 28:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'a') ADVANCE(61);
      if (lookahead == 'c') ADVANCE(73);
      if (lookahead == 'e') ADVANCE(108);
      if (lookahead == 'i') ADVANCE(79);
      if (lookahead == 'p') ADVANCE(60);
      if (lookahead == 's') ADVANCE(102);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 29:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '|') ADVANCE(275);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 30:
      ADVANCE_MAP(
        '\r', 32,
        'D', 128,
        'd', 128,
        'G', 125,
        'g', 125,
        'H', 127,
        'h', 127,
        'O', 141,
        'o', 141,
        'P', 114,
        'p', 114,
      );
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 31:
      if (lookahead == '\r') ADVANCE(32);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(353);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 32:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 33:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(1);
      if (lookahead == 'e') ADVANCE(200);
      if (lookahead == '\t' ||
          lookahead == ' ') ADVANCE(194);
      if (lookahead != 0) ADVANCE(271);
      END_STATE();
    case 34:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(1);
      if (lookahead == '\t' ||
          lookahead == ' ' ||
          lookahead == ',') ADVANCE(177);
      if (lookahead != 0) ADVANCE(271);
      END_STATE();
    case 35:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(1);
      if (lookahead != 0) ADVANCE(271);
      END_STATE();
    case 36:
      if (eof) ADVANCE(50);
      ADVANCE_MAP(
        '\n', 51,
        '\r', 2,
        '#', 171,
        '*', 274,
        '/', 344,
        'D', 305,
        '[', 272,
        'd', 299,
        '{', 163,
        'G', 306,
        'g', 306,
        'H', 307,
        'h', 307,
        'O', 316,
        'o', 316,
        'P', 302,
        'p', 302,
      );
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(288);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      if (lookahead != 0) ADVANCE(170);
      END_STATE();
    case 37:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead == '{') ADVANCE(84);
      if (('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 38:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '%' ||
          lookahead == '+' ||
          ('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z') ||
          lookahead == '~') ADVANCE(346);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 39:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 40:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(328);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 41:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 42:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == '|') ADVANCE(275);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 43:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 44:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead == '|') ADVANCE(275);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 45:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 46:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(156);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 47:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == ':') ADVANCE(351);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 48:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '{') ADVANCE(383);
      if (lookahead == '}') ADVANCE(382);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(381);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= '~')) ADVANCE(380);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 49:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 50:
      ACCEPT_TOKEN(ts_builtin_sym_end);
      END_STATE();
    case 51:
      ACCEPT_TOKEN(sym__newline);
      END_STATE();
    case 52:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '!') ADVANCE(58);
      if (lookahead == ']' ||
          lookahead == '`') ADVANCE(157);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(58);
      END_STATE();
    case 53:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(343);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 54:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(53);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 55:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ':') ADVANCE(54);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(56);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 56:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ':') ADVANCE(54);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 57:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'A') ADVANCE(147);
      if (lookahead == 'a') ADVANCE(96);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(144);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(148);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 58:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ']') ADVANCE(385);
      if (lookahead == '`') ADVANCE(157);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(58);
      END_STATE();
    case 59:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'a') ADVANCE(75);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 60:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'a') ADVANCE(97);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 61:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'c') ADVANCE(100);
      if (lookahead == 'r') ADVANCE(72);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 62:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'c') ADVANCE(104);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 63:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'c') ADVANCE(89);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 64:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'd') ADVANCE(90);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 65:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(360);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 66:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(363);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 67:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(357);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 68:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(87);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 69:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(62);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 70:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(93);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 71:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(91);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 72:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'g') ADVANCE(364);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 73:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'g') ADVANCE(92);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 74:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'g') ADVANCE(76);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 75:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'g') ADVANCE(66);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 76:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'h') ADVANCE(356);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 77:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'h') ADVANCE(95);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 78:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'i') ADVANCE(83);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 79:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'm') ADVANCE(59);
      if (lookahead == 'n') ADVANCE(99);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 80:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'n') ADVANCE(362);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 81:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'n') ADVANCE(70);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 82:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'o') ADVANCE(105);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 83:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'o') ADVANCE(80);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 84:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'o') ADVANCE(107);
      if (lookahead == 'r') ADVANCE(71);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 85:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'o') ADVANCE(109);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 86:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'o') ADVANCE(106);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 87:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(361);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 88:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(359);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 89:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(354);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 90:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(355);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 91:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(85);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 92:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'r') ADVANCE(82);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 93:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'r') ADVANCE(110);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 94:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'r') ADVANCE(67);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 95:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'r') ADVANCE(86);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 96:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 's') ADVANCE(98);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(115);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 97:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 's') ADVANCE(98);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 98:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 's') ADVANCE(101);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 99:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 's') ADVANCE(69);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 100:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 't') ADVANCE(78);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 101:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 't') ADVANCE(77);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 102:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 't') ADVANCE(68);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 103:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 't') ADVANCE(63);
      if (lookahead == 'u') ADVANCE(64);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 104:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'u') ADVANCE(94);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 105:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'u') ADVANCE(88);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 106:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'u') ADVANCE(74);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 107:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'w') ADVANCE(81);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 108:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'x') ADVANCE(65);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 109:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '}') ADVANCE(350);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 110:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '}') ADVANCE(349);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 111:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(147);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(144);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(148);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 112:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(118);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 113:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(117);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 114:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(154);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(145);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(146);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 115:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'C' ||
          lookahead == 'c') ADVANCE(130);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 116:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'C' ||
          lookahead == 'c') ADVANCE(129);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 117:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 118:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 119:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 120:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(133);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 121:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(112);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(150);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 122:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 123:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(148);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 124:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(151);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 125:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(146);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 126:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(153);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 127:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(113);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 128:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(134);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 129:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 130:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 131:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'I' ||
          lookahead == 'i') ADVANCE(137);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 132:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'I' ||
          lookahead == 'i') ADVANCE(138);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 133:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'L' ||
          lookahead == 'l') ADVANCE(124);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 134:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'L' ||
          lookahead == 'l') ADVANCE(126);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 135:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'N' ||
          lookahead == 'n') ADVANCE(143);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 136:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'N' ||
          lookahead == 'n') ADVANCE(142);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 137:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(135);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 138:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(136);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 139:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(55);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 140:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(149);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 141:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(155);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 142:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 143:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 144:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(148);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 145:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(146);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 146:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 147:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(115);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 148:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 149:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(131);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 150:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(139);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 151:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(122);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 152:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(150);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 153:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(119);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 154:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(116);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 155:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(132);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 156:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(286);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 157:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 158:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == '/') ADVANCE(343);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 159:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == '/') ADVANCE(158);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 160:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'e') ADVANCE(165);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 161:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'e') ADVANCE(166);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 162:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'n') ADVANCE(161);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 163:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'o') ADVANCE(167);
      if (lookahead == 'r') ADVANCE(160);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 164:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'o') ADVANCE(168);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 165:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'p') ADVANCE(164);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 166:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'r') ADVANCE(169);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 167:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == 'w') ADVANCE(162);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 168:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == '}') ADVANCE(348);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 169:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == '}') ADVANCE(347);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 170:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 171:
      ACCEPT_TOKEN(anon_sym_POUND);
      END_STATE();
    case 172:
      ACCEPT_TOKEN(aux_sym_directive_token1);
      END_STATE();
    case 173:
      ACCEPT_TOKEN(aux_sym_directive_token1);
      if (lookahead == '-') ADVANCE(195);
      END_STATE();
    case 174:
      ACCEPT_TOKEN(aux_sym_directive_token2);
      END_STATE();
    case 175:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == ':') ADVANCE(178);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 176:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'A') ADVANCE(263);
      if (lookahead == 'a') ADVANCE(233);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(262);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(264);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 177:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'W') ADVANCE(270);
      if (lookahead == '\t' ||
          lookahead == ' ' ||
          lookahead == ',') ADVANCE(177);
      if (lookahead != 0 &&
          lookahead != '\t' &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 178:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'a') ADVANCE(206);
      if (lookahead == '\t' ||
          lookahead == ' ') ADVANCE(178);
      if (lookahead != 0 &&
          lookahead != '\t' &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 179:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'a') ADVANCE(199);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 180:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'c') ADVANCE(205);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 181:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'c') ADVANCE(234);
      if (lookahead == 'r') ADVANCE(197);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 182:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'c') ADVANCE(240);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 183:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'd') ADVANCE(212);
      if (lookahead == 'h') ADVANCE(215);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 184:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(360);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 185:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(219);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 186:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(363);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 187:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(357);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 188:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(172);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 189:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(223);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 190:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(182);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 191:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(221);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 192:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(222);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 193:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(232);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 194:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(200);
      if (lookahead == '\t' ||
          lookahead == ' ') ADVANCE(194);
      if (lookahead != 0 &&
          lookahead != '\t' &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 195:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'f') ADVANCE(203);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 196:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(224);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 197:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(364);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 198:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(201);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 199:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(186);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 200:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(227);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 201:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'h') ADVANCE(356);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 202:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'h') ADVANCE(225);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 203:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'i') ADVANCE(208);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 204:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'i') ADVANCE(217);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 205:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'k') ADVANCE(192);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 206:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'l') ADVANCE(207);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 207:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'l') ADVANCE(216);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 208:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'l') ADVANCE(188);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 209:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'm') ADVANCE(179);
      if (lookahead == 'n') ADVANCE(231);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 210:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'n') ADVANCE(362);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 211:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'n') ADVANCE(189);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 212:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(180);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 213:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(238);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 214:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(244);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 215:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(229);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 216:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(242);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 217:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(210);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 218:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(239);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 219:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'p') ADVANCE(361);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 220:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'p') ADVANCE(359);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 221:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'p') ADVANCE(214);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 222:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(366);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 223:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(245);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 224:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(213);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 225:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(218);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 226:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(187);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 227:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(193);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 228:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(175);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 229:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(235);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 230:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(236);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 231:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(190);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 232:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(228);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 233:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(230);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(248);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 234:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(204);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 235:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(368);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 236:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(202);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 237:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(185);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 238:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'u') ADVANCE(220);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 239:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'u') ADVANCE(198);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 240:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'u') ADVANCE(226);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 241:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'w') ADVANCE(211);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 242:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'w') ADVANCE(173);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 243:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'x') ADVANCE(184);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 244:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == '}') ADVANCE(350);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 245:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == '}') ADVANCE(349);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 246:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(263);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(262);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(264);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 247:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(249);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 248:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'C' ||
          lookahead == 'c') ADVANCE(255);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 249:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 250:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(257);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 251:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(247);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 252:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 253:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(264);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 254:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(266);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 255:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 256:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'I' ||
          lookahead == 'i') ADVANCE(259);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 257:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'L' ||
          lookahead == 'l') ADVANCE(254);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 258:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'N' ||
          lookahead == 'n') ADVANCE(261);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 259:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(258);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 260:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(265);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 261:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 262:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(264);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 263:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(248);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 264:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(278);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 265:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(256);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 266:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(252);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 267:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(174);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 268:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(267);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 269:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(268);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 270:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(269);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 271:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(271);
      END_STATE();
    case 272:
      ACCEPT_TOKEN(anon_sym_LBRACK);
      END_STATE();
    case 273:
      ACCEPT_TOKEN(anon_sym_RBRACK);
      END_STATE();
    case 274:
      ACCEPT_TOKEN(anon_sym_STAR);
      END_STATE();
    case 275:
      ACCEPT_TOKEN(anon_sym_PIPE);
      END_STATE();
    case 276:
      ACCEPT_TOKEN(sym_method);
      END_STATE();
    case 277:
      ACCEPT_TOKEN(sym_method);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 278:
      ACCEPT_TOKEN(sym__next_method);
      END_STATE();
    case 279:
      ACCEPT_TOKEN(sym_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(281);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 280:
      ACCEPT_TOKEN(sym_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(279);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 281:
      ACCEPT_TOKEN(sym_address);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 282:
      ACCEPT_TOKEN(sym__next_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(284);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 283:
      ACCEPT_TOKEN(sym__next_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(282);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 284:
      ACCEPT_TOKEN(sym__next_address);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 285:
      ACCEPT_TOKEN(aux_sym_block_token1);
      END_STATE();
    case 286:
      ACCEPT_TOKEN(aux_sym_block_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(285);
      END_STATE();
    case 287:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(326);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(289);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 288:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(326);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(287);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 289:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(326);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 290:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(324);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(292);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 291:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(324);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(290);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 292:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(324);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 293:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(325);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(295);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 294:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(325);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(293);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 295:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(325);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 296:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == ':') ADVANCE(342);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 297:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == ':') ADVANCE(159);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(298);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 298:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == ':') ADVANCE(159);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 299:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'n') ADVANCE(300);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(312);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 300:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 's') ADVANCE(296);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 301:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(304);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('B' <= lookahead && lookahead <= 'Z') ||
          ('b' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 302:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(321);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(317);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(319);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('B' <= lookahead && lookahead <= 'Z') ||
          ('b' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 303:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'C' ||
          lookahead == 'c') ADVANCE(310);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 304:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(277);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 305:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(312);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 306:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(319);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 307:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(301);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(322);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 308:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(277);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 309:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(323);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 310:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(277);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 311:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'I' ||
          lookahead == 'i') ADVANCE(314);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 312:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'L' ||
          lookahead == 'l') ADVANCE(309);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 313:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'N' ||
          lookahead == 'n') ADVANCE(318);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 314:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(313);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 315:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(297);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 316:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(320);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 317:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(319);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 318:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(277);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 319:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(277);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 320:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(311);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 321:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(303);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 322:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(315);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 323:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(308);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 324:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(280);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 325:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(291);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 326:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(294);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 327:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(327);
      END_STATE();
    case 328:
      ACCEPT_TOKEN(anon_sym_STAR2);
      END_STATE();
    case 329:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(340);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(331);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 330:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(340);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(329);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 331:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(340);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 332:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(338);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(334);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 333:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(338);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(332);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 334:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(338);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 335:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(339);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(337);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 336:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(339);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(335);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 337:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(339);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 338:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(283);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 339:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(333);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 340:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(336);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 341:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(341);
      END_STATE();
    case 342:
      ACCEPT_TOKEN(anon_sym_dns_COLON);
      END_STATE();
    case 343:
      ACCEPT_TOKEN(sym_scheme);
      END_STATE();
    case 344:
      ACCEPT_TOKEN(anon_sym_SLASH);
      END_STATE();
    case 345:
      ACCEPT_TOKEN(anon_sym_SLASH2);
      END_STATE();
    case 346:
      ACCEPT_TOKEN(aux_sym__more_path_token1);
      if (lookahead == '%' ||
          lookahead == '+' ||
          lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z') ||
          lookahead == '~') ADVANCE(346);
      END_STATE();
    case 347:
      ACCEPT_TOKEN(anon_sym_LBRACEowner_RBRACE);
      END_STATE();
    case 348:
      ACCEPT_TOKEN(anon_sym_LBRACErepo_RBRACE);
      END_STATE();
    case 349:
      ACCEPT_TOKEN(anon_sym_LBRACEowner_RBRACE2);
      END_STATE();
    case 350:
      ACCEPT_TOKEN(anon_sym_LBRACErepo_RBRACE2);
      END_STATE();
    case 351:
      ACCEPT_TOKEN(anon_sym_COLON);
      END_STATE();
    case 352:
      ACCEPT_TOKEN(anon_sym_COLON2);
      END_STATE();
    case 353:
      ACCEPT_TOKEN(aux_sym_port_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(353);
      END_STATE();
    case 354:
      ACCEPT_TOKEN(anon_sym_SLASHtcp);
      END_STATE();
    case 355:
      ACCEPT_TOKEN(anon_sym_SLASHudp);
      END_STATE();
    case 356:
      ACCEPT_TOKEN(anon_sym_passthrough);
      END_STATE();
    case 357:
      ACCEPT_TOKEN(anon_sym_insecure);
      END_STATE();
    case 358:
      ACCEPT_TOKEN(anon_sym_EQ);
      END_STATE();
    case 359:
      ACCEPT_TOKEN(anon_sym_cgroup);
      END_STATE();
    case 360:
      ACCEPT_TOKEN(anon_sym_exe);
      END_STATE();
    case 361:
      ACCEPT_TOKEN(anon_sym_step);
      END_STATE();
    case 362:
      ACCEPT_TOKEN(anon_sym_action);
      END_STATE();
    case 363:
      ACCEPT_TOKEN(anon_sym_image);
      END_STATE();
    case 364:
      ACCEPT_TOKEN(anon_sym_arg);
      END_STATE();
    case 365:
      ACCEPT_TOKEN(anon_sym_LBRACK2);
      END_STATE();
    case 366:
      ACCEPT_TOKEN(anon_sym_ATdocker);
      END_STATE();
    case 367:
      ACCEPT_TOKEN(anon_sym_ATdocker);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 368:
      ACCEPT_TOKEN(anon_sym_AThost);
      END_STATE();
    case 369:
      ACCEPT_TOKEN(anon_sym_AThost);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 370:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'c') ADVANCE(373);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 371:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'd') ADVANCE(374);
      if (lookahead == 'h') ADVANCE(375);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 372:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'e') ADVANCE(376);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 373:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'k') ADVANCE(372);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 374:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'o') ADVANCE(370);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 375:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'o') ADVANCE(377);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 376:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'r') ADVANCE(367);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 377:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 's') ADVANCE(378);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 378:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 't') ADVANCE(369);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 379:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(379);
      END_STATE();
    case 380:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead == '"' ||
          lookahead == '`') ADVANCE(380);
      END_STATE();
    case 381:
      ACCEPT_TOKEN(aux_sym__bare_piece_token1);
      END_STATE();
    case 382:
      ACCEPT_TOKEN(aux_sym__bare_piece_token2);
      END_STATE();
    case 383:
      ACCEPT_TOKEN(aux_sym__bare_piece_token2);
      if (lookahead == 'o') ADVANCE(107);
      if (lookahead == 'r') ADVANCE(71);
      END_STATE();
    case 384:
      ACCEPT_TOKEN(anon_sym_BQUOTE);
      END_STATE();
    case 385:
      ACCEPT_TOKEN(aux_sym_glob_token1);
      END_STATE();
    case 386:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (set_contains(aux_sym_bare_token1_character_set_1, 9, lookahead) ||
          lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '!' &&
          (lookahead < '$' || '\\' < lookahead) &&
          (lookahead < '^' || '|' < lookahead) &&
          lookahead != '~') ADVANCE(386);
      END_STATE();
    case 387:
      ACCEPT_TOKEN(anon_sym_LBRACE);
      if (lookahead == 'o') ADVANCE(241);
      if (lookahead == 'r') ADVANCE(191);
      END_STATE();
    case 388:
      ACCEPT_TOKEN(anon_sym_LBRACE);
      if (lookahead == 'o') ADVANCE(107);
      if (lookahead == 'r') ADVANCE(71);
      END_STATE();
    case 389:
      ACCEPT_TOKEN(anon_sym_DQUOTE);
      END_STATE();
    case 390:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{') ADVANCE(390);
      END_STATE();
    default:
      return false;
  }
}

static const TSLexMode ts_lex_modes[STATE_COUNT] = {
  [0] = {.lex_state = 0, .external_lex_state = 1},
  [1] = {.lex_state = 36, .external_lex_state = 2},
  [2] = {.lex_state = 36, .external_lex_state = 2},
  [3] = {.lex_state = 36, .external_lex_state = 2},
  [4] = {.lex_state = 36, .external_lex_state = 2},
  [5] = {.lex_state = 36, .external_lex_state = 2},
  [6] = {.lex_state = 36, .external_lex_state = 2},
  [7] = {.lex_state = 36, .external_lex_state = 2},
  [8] = {.lex_state = 14, .external_lex_state = 3},
  [9] = {.lex_state = 14, .external_lex_state = 3},
  [10] = {.lex_state = 5},
  [11] = {.lex_state = 7, .external_lex_state = 4},
  [12] = {.lex_state = 7, .external_lex_state = 4},
  [13] = {.lex_state = 36, .external_lex_state = 2},
  [14] = {.lex_state = 37, .external_lex_state = 5},
  [15] = {.lex_state = 24, .external_lex_state = 4},
  [16] = {.lex_state = 24, .external_lex_state = 4},
  [17] = {.lex_state = 8, .external_lex_state = 4},
  [18] = {.lex_state = 24, .external_lex_state = 4},
  [19] = {.lex_state = 24, .external_lex_state = 4},
  [20] = {.lex_state = 24, .external_lex_state = 4},
  [21] = {.lex_state = 24, .external_lex_state = 4},
  [22] = {.lex_state = 24, .external_lex_state = 4},
  [23] = {.lex_state = 8, .external_lex_state = 4},
  [24] = {.lex_state = 37, .external_lex_state = 5},
  [25] = {.lex_state = 28, .external_lex_state = 4},
  [26] = {.lex_state = 10, .external_lex_state = 3},
  [27] = {.lex_state = 39, .external_lex_state = 5},
  [28] = {.lex_state = 38, .external_lex_state = 5},
  [29] = {.lex_state = 38, .external_lex_state = 5},
  [30] = {.lex_state = 39, .external_lex_state = 5},
  [31] = {.lex_state = 38, .external_lex_state = 5},
  [32] = {.lex_state = 39, .external_lex_state = 5},
  [33] = {.lex_state = 38, .external_lex_state = 5},
  [34] = {.lex_state = 48, .external_lex_state = 5},
  [35] = {.lex_state = 39, .external_lex_state = 5},
  [36] = {.lex_state = 48, .external_lex_state = 5},
  [37] = {.lex_state = 38, .external_lex_state = 5},
  [38] = {.lex_state = 48, .external_lex_state = 5},
  [39] = {.lex_state = 39, .external_lex_state = 5},
  [40] = {.lex_state = 40, .external_lex_state = 5},
  [41] = {.lex_state = 10, .external_lex_state = 3},
  [42] = {.lex_state = 40, .external_lex_state = 5},
  [43] = {.lex_state = 25, .external_lex_state = 3},
  [44] = {.lex_state = 25, .external_lex_state = 3},
  [45] = {.lex_state = 23, .external_lex_state = 4},
  [46] = {.lex_state = 23, .external_lex_state = 4},
  [47] = {.lex_state = 14},
  [48] = {.lex_state = 25, .external_lex_state = 3},
  [49] = {.lex_state = 37, .external_lex_state = 5},
  [50] = {.lex_state = 11, .external_lex_state = 3},
  [51] = {.lex_state = 11, .external_lex_state = 3},
  [52] = {.lex_state = 37, .external_lex_state = 5},
  [53] = {.lex_state = 11, .external_lex_state = 3},
  [54] = {.lex_state = 23, .external_lex_state = 4},
  [55] = {.lex_state = 23, .external_lex_state = 4},
  [56] = {.lex_state = 12, .external_lex_state = 4},
  [57] = {.lex_state = 23, .external_lex_state = 4},
  [58] = {.lex_state = 39, .external_lex_state = 5},
  [59] = {.lex_state = 39, .external_lex_state = 5},
  [60] = {.lex_state = 39, .external_lex_state = 5},
  [61] = {.lex_state = 38, .external_lex_state = 5},
  [62] = {.lex_state = 48, .external_lex_state = 5},
  [63] = {.lex_state = 12, .external_lex_state = 4},
  [64] = {.lex_state = 40, .external_lex_state = 3},
  [65] = {.lex_state = 44, .external_lex_state = 5},
  [66] = {.lex_state = 40, .external_lex_state = 5},
  [67] = {.lex_state = 44, .external_lex_state = 5},
  [68] = {.lex_state = 40, .external_lex_state = 5},
  [69] = {.lex_state = 9, .external_lex_state = 4},
  [70] = {.lex_state = 41, .external_lex_state = 5},
  [71] = {.lex_state = 10, .external_lex_state = 3},
  [72] = {.lex_state = 10, .external_lex_state = 3},
  [73] = {.lex_state = 44, .external_lex_state = 5},
  [74] = {.lex_state = 40, .external_lex_state = 4},
  [75] = {.lex_state = 9, .external_lex_state = 4},
  [76] = {.lex_state = 9, .external_lex_state = 4},
  [77] = {.lex_state = 9, .external_lex_state = 4},
  [78] = {.lex_state = 44, .external_lex_state = 5},
  [79] = {.lex_state = 45, .external_lex_state = 5},
  [80] = {.lex_state = 42, .external_lex_state = 5},
  [81] = {.lex_state = 45, .external_lex_state = 5},
  [82] = {.lex_state = 42, .external_lex_state = 5},
  [83] = {.lex_state = 42, .external_lex_state = 5},
  [84] = {.lex_state = 9, .external_lex_state = 4},
  [85] = {.lex_state = 25, .external_lex_state = 3},
  [86] = {.lex_state = 23, .external_lex_state = 4},
  [87] = {.lex_state = 46, .external_lex_state = 5},
  [88] = {.lex_state = 44, .external_lex_state = 5},
  [89] = {.lex_state = 11, .external_lex_state = 3},
  [90] = {.lex_state = 44, .external_lex_state = 5},
  [91] = {.lex_state = 47, .external_lex_state = 5},
  [92] = {.lex_state = 42, .external_lex_state = 5},
  [93] = {.lex_state = 19, .external_lex_state = 3},
  [94] = {.lex_state = 43, .external_lex_state = 5},
  [95] = {.lex_state = 47, .external_lex_state = 5},
  [96] = {.lex_state = 42, .external_lex_state = 5},
  [97] = {.lex_state = 42, .external_lex_state = 5},
  [98] = {.lex_state = 45, .external_lex_state = 5},
  [99] = {.lex_state = 19, .external_lex_state = 3},
  [100] = {.lex_state = 45, .external_lex_state = 5},
  [101] = {.lex_state = 19, .external_lex_state = 3},
  [102] = {.lex_state = 43, .external_lex_state = 5},
  [103] = {.lex_state = 15, .external_lex_state = 3},
  [104] = {.lex_state = 9, .external_lex_state = 4},
  [105] = {.lex_state = 13, .external_lex_state = 4},
  [106] = {.lex_state = 13, .external_lex_state = 4},
  [107] = {.lex_state = 49, .external_lex_state = 5},
  [108] = {.lex_state = 13, .external_lex_state = 4},
  [109] = {.lex_state = 49, .external_lex_state = 5},
  [110] = {.lex_state = 49, .external_lex_state = 5},
  [111] = {.lex_state = 49, .external_lex_state = 5},
  [112] = {.lex_state = 49, .external_lex_state = 5},
  [113] = {.lex_state = 19, .external_lex_state = 3},
  [114] = {.lex_state = 47, .external_lex_state = 5},
  [115] = {.lex_state = 13, .external_lex_state = 4},
  [116] = {.lex_state = 49, .external_lex_state = 5},
  [117] = {.lex_state = 18, .external_lex_state = 4},
  [118] = {.lex_state = 49, .external_lex_state = 5},
  [119] = {.lex_state = 43, .external_lex_state = 5},
  [120] = {.lex_state = 49, .external_lex_state = 5},
  [121] = {.lex_state = 36, .external_lex_state = 6},
  [122] = {.lex_state = 36, .external_lex_state = 6},
  [123] = {.lex_state = 19, .external_lex_state = 3},
  [124] = {.lex_state = 20, .external_lex_state = 3},
  [125] = {.lex_state = 16, .external_lex_state = 3},
  [126] = {.lex_state = 16, .external_lex_state = 3},
  [127] = {.lex_state = 16, .external_lex_state = 3},
  [128] = {.lex_state = 43, .external_lex_state = 5},
  [129] = {.lex_state = 19, .external_lex_state = 3},
  [130] = {.lex_state = 49, .external_lex_state = 5},
  [131] = {.lex_state = 49, .external_lex_state = 5},
  [132] = {.lex_state = 49, .external_lex_state = 7},
  [133] = {.lex_state = 49, .external_lex_state = 5},
  [134] = {.lex_state = 49, .external_lex_state = 5},
  [135] = {.lex_state = 49, .external_lex_state = 5},
  [136] = {.lex_state = 26, .external_lex_state = 3},
  [137] = {.lex_state = 49, .external_lex_state = 5},
  [138] = {.lex_state = 49, .external_lex_state = 5},
  [139] = {.lex_state = 17, .external_lex_state = 3},
  [140] = {.lex_state = 17, .external_lex_state = 3},
  [141] = {.lex_state = 27, .external_lex_state = 3},
  [142] = {.lex_state = 49, .external_lex_state = 5},
  [143] = {.lex_state = 49, .external_lex_state = 5},
  [144] = {.lex_state = 49, .external_lex_state = 7},
  [145] = {.lex_state = 27, .external_lex_state = 3},
  [146] = {.lex_state = 36, .external_lex_state = 6},
  [147] = {.lex_state = 49, .external_lex_state = 5},
  [148] = {.lex_state = 49, .external_lex_state = 5},
  [149] = {.lex_state = 49, .external_lex_state = 5},
  [150] = {.lex_state = 49, .external_lex_state = 5},
  [151] = {.lex_state = 26, .external_lex_state = 3},
  [152] = {.lex_state = 27, .external_lex_state = 3},
  [153] = {.lex_state = 27, .external_lex_state = 3},
  [154] = {.lex_state = 20, .external_lex_state = 3},
  [155] = {.lex_state = 49, .external_lex_state = 5},
  [156] = {.lex_state = 16, .external_lex_state = 3},
  [157] = {.lex_state = 49, .external_lex_state = 7},
  [158] = {.lex_state = 49, .external_lex_state = 5},
  [159] = {.lex_state = 16, .external_lex_state = 3},
  [160] = {.lex_state = 26, .external_lex_state = 3},
  [161] = {.lex_state = 49, .external_lex_state = 7},
  [162] = {.lex_state = 27, .external_lex_state = 3},
  [163] = {.lex_state = 49, .external_lex_state = 5},
  [164] = {.lex_state = 27, .external_lex_state = 3},
  [165] = {.lex_state = 49, .external_lex_state = 5},
  [166] = {.lex_state = 16, .external_lex_state = 3},
  [167] = {.lex_state = 27, .external_lex_state = 3},
  [168] = {.lex_state = 49, .external_lex_state = 5},
  [169] = {.lex_state = 49, .external_lex_state = 5},
  [170] = {.lex_state = 49, .external_lex_state = 5},
  [171] = {.lex_state = 27, .external_lex_state = 3},
  [172] = {.lex_state = 29, .external_lex_state = 3},
  [173] = {.lex_state = 49, .external_lex_state = 7},
  [174] = {.lex_state = 33},
  [175] = {.lex_state = 26, .external_lex_state = 3},
  [176] = {.lex_state = 27, .external_lex_state = 3},
  [177] = {.lex_state = 49, .external_lex_state = 7},
  [178] = {.lex_state = 29, .external_lex_state = 3},
  [179] = {.lex_state = 31, .external_lex_state = 4},
  [180] = {.lex_state = 34},
  [181] = {.lex_state = 49, .external_lex_state = 7},
  [182] = {.lex_state = 49, .external_lex_state = 7},
  [183] = {.lex_state = 49, .external_lex_state = 7},
  [184] = {.lex_state = 34},
  [185] = {.lex_state = 49, .external_lex_state = 7},
  [186] = {.lex_state = 17, .external_lex_state = 3},
  [187] = {.lex_state = 31, .external_lex_state = 4},
  [188] = {.lex_state = 29, .external_lex_state = 3},
  [189] = {.lex_state = 49, .external_lex_state = 7},
  [190] = {.lex_state = 49, .external_lex_state = 7},
  [191] = {.lex_state = 31, .external_lex_state = 4},
  [192] = {.lex_state = 49, .external_lex_state = 7},
  [193] = {.lex_state = 31, .external_lex_state = 4},
  [194] = {.lex_state = 26, .external_lex_state = 3},
  [195] = {.lex_state = 49, .external_lex_state = 7},
  [196] = {.lex_state = 49, .external_lex_state = 7},
  [197] = {.lex_state = 49, .external_lex_state = 7},
  [198] = {.lex_state = 17, .external_lex_state = 3},
  [199] = {.lex_state = 34},
  [200] = {.lex_state = 31, .external_lex_state = 4},
  [201] = {.lex_state = 22, .external_lex_state = 4},
  [202] = {.lex_state = 21, .external_lex_state = 4},
  [203] = {.lex_state = 30, .external_lex_state = 4},
  [204] = {.lex_state = 27, .external_lex_state = 3},
  [205] = {.lex_state = 27, .external_lex_state = 3},
  [206] = {.lex_state = 27, .external_lex_state = 4},
  [207] = {.lex_state = 27, .external_lex_state = 3},
  [208] = {.lex_state = 27, .external_lex_state = 3},
  [209] = {.lex_state = 27, .external_lex_state = 3},
  [210] = {.lex_state = 27, .external_lex_state = 3},
  [211] = {.lex_state = 27, .external_lex_state = 3},
  [212] = {.lex_state = 22, .external_lex_state = 4},
  [213] = {.lex_state = 27, .external_lex_state = 3},
  [214] = {.lex_state = 27, .external_lex_state = 3},
  [215] = {.lex_state = 27, .external_lex_state = 3},
  [216] = {.lex_state = 29, .external_lex_state = 3},
  [217] = {.lex_state = 27, .external_lex_state = 3},
  [218] = {.lex_state = 27, .external_lex_state = 4},
  [219] = {.lex_state = 27, .external_lex_state = 3},
  [220] = {.lex_state = 27, .external_lex_state = 3},
  [221] = {.lex_state = 27, .external_lex_state = 3},
  [222] = {.lex_state = 49, .external_lex_state = 3},
  [223] = {.lex_state = 29, .external_lex_state = 3},
  [224] = {.lex_state = 22, .external_lex_state = 4},
  [225] = {.lex_state = 22, .external_lex_state = 4},
  [226] = {.lex_state = 30, .external_lex_state = 4},
  [227] = {.lex_state = 27, .external_lex_state = 3},
  [228] = {.lex_state = 27, .external_lex_state = 3},
  [229] = {.lex_state = 27, .external_lex_state = 3},
  [230] = {.lex_state = 27, .external_lex_state = 3},
  [231] = {.lex_state = 22, .external_lex_state = 4},
  [232] = {.lex_state = 22, .external_lex_state = 4},
  [233] = {.lex_state = 27, .external_lex_state = 4},
  [234] = {.lex_state = 35},
  [235] = {.lex_state = 22, .external_lex_state = 4},
  [236] = {.lex_state = 22, .external_lex_state = 4},
  [237] = {.lex_state = 0},
  [238] = {.lex_state = 0},
  [239] = {.lex_state = 0},
  [240] = {.lex_state = 0},
  [241] = {.lex_state = 36},
  [242] = {.lex_state = 0},
  [243] = {.lex_state = 0},
  [244] = {.lex_state = 0},
  [245] = {.lex_state = 0},
  [246] = {.lex_state = 0},
  [247] = {.lex_state = 36},
  [248] = {.lex_state = 0},
  [249] = {.lex_state = 0},
  [250] = {.lex_state = 0},
  [251] = {.lex_state = 0},
  [252] = {.lex_state = 36},
  [253] = {.lex_state = 0},
  [254] = {.lex_state = 0},
  [255] = {.lex_state = 0},
  [256] = {.lex_state = 0},
  [257] = {.lex_state = 0},
  [258] = {.lex_state = 0},
};

static const uint16_t ts_parse_table[LARGE_STATE_COUNT][SYMBOL_COUNT] = {
  [0] = {
    [ts_builtin_sym_end] = ACTIONS(1),
    [sym__newline] = ACTIONS(1),
    [sym__rest] = ACTIONS(1),
    [sym__bad_line] = ACTIONS(1),
    [anon_sym_POUND] = ACTIONS(1),
    [sym__text] = ACTIONS(1),
    [anon_sym_LBRACK] = ACTIONS(1),
    [anon_sym_RBRACK] = ACTIONS(1),
    [anon_sym_STAR] = ACTIONS(1),
    [anon_sym_PIPE] = ACTIONS(1),
    [sym_method] = ACTIONS(1),
    [sym__next_method] = ACTIONS(1),
    [anon_sym_STAR2] = ACTIONS(1),
    [anon_sym_SLASH] = ACTIONS(1),
    [anon_sym_SLASH2] = ACTIONS(1),
    [anon_sym_LBRACEowner_RBRACE2] = ACTIONS(1),
    [anon_sym_LBRACErepo_RBRACE2] = ACTIONS(1),
    [anon_sym_COLON] = ACTIONS(1),
    [anon_sym_COLON2] = ACTIONS(1),
    [aux_sym_port_token1] = ACTIONS(1),
    [anon_sym_passthrough] = ACTIONS(1),
    [anon_sym_insecure] = ACTIONS(1),
    [anon_sym_EQ] = ACTIONS(1),
    [anon_sym_cgroup] = ACTIONS(1),
    [anon_sym_exe] = ACTIONS(1),
    [anon_sym_step] = ACTIONS(1),
    [anon_sym_action] = ACTIONS(1),
    [anon_sym_image] = ACTIONS(1),
    [anon_sym_arg] = ACTIONS(1),
    [anon_sym_LBRACK2] = ACTIONS(1),
    [anon_sym_ATdocker] = ACTIONS(1),
    [anon_sym_AThost] = ACTIONS(1),
    [aux_sym__bare_piece_token1] = ACTIONS(1),
    [aux_sym__bare_piece_token2] = ACTIONS(1),
    [anon_sym_BQUOTE] = ACTIONS(1),
    [anon_sym_LBRACE] = ACTIONS(1),
    [anon_sym_DQUOTE] = ACTIONS(1),
    [sym__gap] = ACTIONS(1),
    [sym__comment_gap] = ACTIONS(1),
    [sym__trailing] = ACTIONS(1),
    [sym__header_gap] = ACTIONS(1),
    [sym__nothing] = ACTIONS(1),
  },
  [1] = {
    [sym_policy] = STATE(255),
    [sym_section] = STATE(121),
    [sym__last_section] = STATE(253),
    [sym__header] = STATE(245),
    [sym__line] = STATE(2),
    [sym__last_line] = STATE(249),
    [sym_comment] = STATE(249),
    [sym_rule] = STATE(132),
    [sym_header] = STATE(157),
    [sym_methods] = STATE(222),
    [sym_address_port] = STATE(116),
    [sym_block] = STATE(91),
    [sym_host_port] = STATE(116),
    [sym_host] = STATE(95),
    [sym_dns] = STATE(116),
    [sym_url] = STATE(116),
    [sym_path] = STATE(116),
    [sym_placeholder] = STATE(39),
    [aux_sym_policy_repeat1] = STATE(2),
    [aux_sym_policy_repeat2] = STATE(121),
    [ts_builtin_sym_end] = ACTIONS(3),
    [sym__newline] = ACTIONS(5),
    [sym__bad_line] = ACTIONS(7),
    [anon_sym_POUND] = ACTIONS(9),
    [anon_sym_LBRACK] = ACTIONS(11),
    [anon_sym_STAR] = ACTIONS(13),
    [sym_method] = ACTIONS(15),
    [sym_address] = ACTIONS(17),
    [aux_sym_host_token1] = ACTIONS(19),
    [anon_sym_dns_COLON] = ACTIONS(21),
    [sym_scheme] = ACTIONS(23),
    [anon_sym_SLASH] = ACTIONS(25),
    [anon_sym_LBRACEowner_RBRACE] = ACTIONS(27),
    [anon_sym_LBRACErepo_RBRACE] = ACTIONS(27),
    [sym__gap] = ACTIONS(29),
    [sym__comment_gap] = ACTIONS(31),
    [sym__trailing] = ACTIONS(33),
    [sym__header_gap] = ACTIONS(35),
  },
};

static const uint16_t ts_small_parse_table[] = {
  [0] = 29,
    ACTIONS(7), 1,
      sym__bad_line,
    ACTIONS(9), 1,
      anon_sym_POUND,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    ACTIONS(13), 1,
      anon_sym_STAR,
    ACTIONS(15), 1,
      sym_method,
    ACTIONS(17), 1,
      sym_address,
    ACTIONS(19), 1,
      aux_sym_host_token1,
    ACTIONS(21), 1,
      anon_sym_dns_COLON,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(29), 1,
      sym__gap,
    ACTIONS(31), 1,
      sym__comment_gap,
    ACTIONS(33), 1,
      sym__trailing,
    ACTIONS(35), 1,
      sym__header_gap,
    ACTIONS(37), 1,
      ts_builtin_sym_end,
    ACTIONS(39), 1,
      sym__newline,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(132), 1,
      sym_rule,
    STATE(157), 1,
      sym_header,
    STATE(222), 1,
      sym_methods,
    STATE(245), 1,
      sym__header,
    STATE(254), 1,
      sym__last_section,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    STATE(3), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(122), 2,
      sym_section,
      aux_sym_policy_repeat2,
    STATE(242), 2,
      sym__last_line,
      sym_comment,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [96] = 23,
    ACTIONS(43), 1,
      sym__newline,
    ACTIONS(46), 1,
      sym__bad_line,
    ACTIONS(49), 1,
      anon_sym_POUND,
    ACTIONS(52), 1,
      anon_sym_STAR,
    ACTIONS(55), 1,
      sym_method,
    ACTIONS(58), 1,
      sym_address,
    ACTIONS(61), 1,
      aux_sym_host_token1,
    ACTIONS(64), 1,
      anon_sym_dns_COLON,
    ACTIONS(67), 1,
      sym_scheme,
    ACTIONS(70), 1,
      anon_sym_SLASH,
    ACTIONS(76), 1,
      sym__gap,
    ACTIONS(79), 1,
      sym__comment_gap,
    ACTIONS(82), 1,
      sym__trailing,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(132), 1,
      sym_rule,
    STATE(222), 1,
      sym_methods,
    ACTIONS(73), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    STATE(3), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(258), 2,
      sym__last_line,
      sym_comment,
    ACTIONS(41), 3,
      sym__header_gap,
      ts_builtin_sym_end,
      anon_sym_LBRACK,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [175] = 24,
    ACTIONS(7), 1,
      sym__bad_line,
    ACTIONS(9), 1,
      anon_sym_POUND,
    ACTIONS(13), 1,
      anon_sym_STAR,
    ACTIONS(15), 1,
      sym_method,
    ACTIONS(17), 1,
      sym_address,
    ACTIONS(19), 1,
      aux_sym_host_token1,
    ACTIONS(21), 1,
      anon_sym_dns_COLON,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(29), 1,
      sym__gap,
    ACTIONS(31), 1,
      sym__comment_gap,
    ACTIONS(33), 1,
      sym__trailing,
    ACTIONS(85), 1,
      ts_builtin_sym_end,
    ACTIONS(87), 1,
      sym__newline,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(132), 1,
      sym_rule,
    STATE(222), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(89), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(5), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(237), 2,
      sym__last_line,
      sym_comment,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [256] = 24,
    ACTIONS(7), 1,
      sym__bad_line,
    ACTIONS(9), 1,
      anon_sym_POUND,
    ACTIONS(13), 1,
      anon_sym_STAR,
    ACTIONS(15), 1,
      sym_method,
    ACTIONS(17), 1,
      sym_address,
    ACTIONS(19), 1,
      aux_sym_host_token1,
    ACTIONS(21), 1,
      anon_sym_dns_COLON,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(29), 1,
      sym__gap,
    ACTIONS(31), 1,
      sym__comment_gap,
    ACTIONS(33), 1,
      sym__trailing,
    ACTIONS(39), 1,
      sym__newline,
    ACTIONS(91), 1,
      ts_builtin_sym_end,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(132), 1,
      sym_rule,
    STATE(222), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(93), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(3), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(243), 2,
      sym__last_line,
      sym_comment,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [337] = 23,
    ACTIONS(7), 1,
      sym__bad_line,
    ACTIONS(9), 1,
      anon_sym_POUND,
    ACTIONS(13), 1,
      anon_sym_STAR,
    ACTIONS(15), 1,
      sym_method,
    ACTIONS(17), 1,
      sym_address,
    ACTIONS(19), 1,
      aux_sym_host_token1,
    ACTIONS(21), 1,
      anon_sym_dns_COLON,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(29), 1,
      sym__gap,
    ACTIONS(31), 1,
      sym__comment_gap,
    ACTIONS(33), 1,
      sym__trailing,
    ACTIONS(39), 1,
      sym__newline,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(132), 1,
      sym_rule,
    STATE(222), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(93), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(3), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(258), 2,
      sym__last_line,
      sym_comment,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [415] = 23,
    ACTIONS(7), 1,
      sym__bad_line,
    ACTIONS(9), 1,
      anon_sym_POUND,
    ACTIONS(13), 1,
      anon_sym_STAR,
    ACTIONS(15), 1,
      sym_method,
    ACTIONS(17), 1,
      sym_address,
    ACTIONS(19), 1,
      aux_sym_host_token1,
    ACTIONS(21), 1,
      anon_sym_dns_COLON,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(29), 1,
      sym__gap,
    ACTIONS(31), 1,
      sym__comment_gap,
    ACTIONS(33), 1,
      sym__trailing,
    ACTIONS(95), 1,
      sym__newline,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(132), 1,
      sym_rule,
    STATE(222), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(89), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(6), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(258), 2,
      sym__last_line,
      sym_comment,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [493] = 16,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(99), 1,
      anon_sym_RBRACK,
    ACTIONS(101), 1,
      anon_sym_STAR,
    ACTIONS(103), 1,
      sym_method,
    ACTIONS(105), 1,
      sym_scheme,
    ACTIONS(107), 1,
      anon_sym_COLON2,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(117), 1,
      sym__gap,
    ACTIONS(119), 1,
      sym__nothing,
    STATE(152), 1,
      sym_url,
    STATE(185), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
    STATE(171), 5,
      sym__item,
      sym_methods,
      sym__own_ports,
      sym_flag,
      sym_attribute,
  [550] = 16,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(101), 1,
      anon_sym_STAR,
    ACTIONS(103), 1,
      sym_method,
    ACTIONS(105), 1,
      sym_scheme,
    ACTIONS(107), 1,
      anon_sym_COLON2,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(121), 1,
      anon_sym_RBRACK,
    ACTIONS(123), 1,
      sym__gap,
    STATE(167), 1,
      sym_url,
    STATE(173), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
    STATE(153), 5,
      sym__item,
      sym_methods,
      sym__own_ports,
      sym_flag,
      sym_attribute,
  [607] = 15,
    ACTIONS(13), 1,
      anon_sym_STAR,
    ACTIONS(15), 1,
      sym_method,
    ACTIONS(17), 1,
      sym_address,
    ACTIONS(19), 1,
      aux_sym_host_token1,
    ACTIONS(21), 1,
      anon_sym_dns_COLON,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(125), 1,
      sym__bad_line,
    STATE(39), 1,
      sym_placeholder,
    STATE(91), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(144), 1,
      sym_rule,
    STATE(222), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    STATE(116), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [658] = 10,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(135), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(137), 1,
      anon_sym_BQUOTE,
    ACTIONS(139), 1,
      anon_sym_DQUOTE,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(129), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(131), 2,
      anon_sym_ATdocker,
      anon_sym_AThost,
    ACTIONS(133), 2,
      aux_sym_bare_token1,
      aux_sym__bare_piece_token2,
    STATE(43), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(207), 6,
      sym_invalid,
      sym_cgroup_name,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [698] = 10,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(151), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(153), 1,
      anon_sym_BQUOTE,
    ACTIONS(155), 1,
      anon_sym_DQUOTE,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(145), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(147), 2,
      anon_sym_ATdocker,
      anon_sym_AThost,
    ACTIONS(149), 2,
      aux_sym_bare_token1,
      aux_sym__bare_piece_token2,
    STATE(36), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(143), 6,
      sym_invalid,
      sym_cgroup_name,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [738] = 2,
    ACTIONS(161), 4,
      sym__bad_line,
      sym_method,
      sym_address,
      aux_sym_host_token1,
    ACTIONS(159), 14,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      sym__header_gap,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_POUND,
      anon_sym_LBRACK,
      anon_sym_STAR,
      anon_sym_dns_COLON,
      sym_scheme,
      anon_sym_SLASH,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
  [761] = 10,
    ACTIONS(165), 1,
      sym__rest,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(173), 1,
      anon_sym_COLON,
    STATE(24), 1,
      aux_sym__host_inside,
    STATE(94), 1,
      sym_ports,
    STATE(150), 1,
      sym__path_inside,
    ACTIONS(167), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(171), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(52), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(163), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [799] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(175), 1,
      anon_sym_RBRACK,
    STATE(181), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [836] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(177), 1,
      anon_sym_RBRACK,
    STATE(177), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [873] = 9,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(133), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(137), 1,
      anon_sym_BQUOTE,
    ACTIONS(139), 1,
      anon_sym_DQUOTE,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(129), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(135), 2,
      aux_sym_bare_token1,
      aux_sym__bare_piece_token1,
    STATE(43), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(207), 5,
      sym_invalid,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [908] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(179), 1,
      anon_sym_RBRACK,
    STATE(183), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [945] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(181), 1,
      anon_sym_RBRACK,
    STATE(195), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [982] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(183), 1,
      anon_sym_RBRACK,
    STATE(196), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [1019] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(185), 1,
      anon_sym_RBRACK,
    STATE(182), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [1056] = 10,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(187), 1,
      anon_sym_RBRACK,
    STATE(192), 1,
      sym_invalid,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [1093] = 9,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(149), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(153), 1,
      anon_sym_BQUOTE,
    ACTIONS(155), 1,
      anon_sym_DQUOTE,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(145), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(151), 2,
      aux_sym_bare_token1,
      aux_sym__bare_piece_token1,
    STATE(36), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(143), 5,
      sym_invalid,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [1128] = 6,
    ACTIONS(191), 1,
      sym__rest,
    STATE(24), 1,
      aux_sym__host_inside,
    ACTIONS(193), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(196), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(52), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(189), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
      anon_sym_COLON,
  [1156] = 8,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(201), 1,
      anon_sym_cgroup,
    STATE(225), 1,
      sym_key,
    ACTIONS(199), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
    STATE(137), 4,
      sym_invalid,
      sym__item,
      sym_flag,
      sym_attribute,
  [1188] = 10,
    ACTIONS(165), 1,
      sym__rest,
    ACTIONS(205), 1,
      anon_sym_SLASH2,
    ACTIONS(209), 1,
      anon_sym_COLON,
    STATE(41), 1,
      aux_sym__host_inside,
    STATE(140), 1,
      sym_ports,
    STATE(214), 1,
      sym__path_inside,
    ACTIONS(203), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(207), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(71), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(163), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [1224] = 6,
    ACTIONS(213), 1,
      sym__rest,
    STATE(32), 1,
      aux_sym__host_inside,
    ACTIONS(215), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(60), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(211), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1251] = 5,
    ACTIONS(221), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(223), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(29), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(219), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1276] = 5,
    ACTIONS(229), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(231), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(33), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(227), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1301] = 5,
    ACTIONS(235), 1,
      sym__rest,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(237), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    STATE(35), 3,
      sym__more_host,
      sym__next_placeholder,
      aux_sym_host_repeat1,
    ACTIONS(233), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1326] = 5,
    ACTIONS(241), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(231), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(33), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(239), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1351] = 6,
    ACTIONS(191), 1,
      sym__rest,
    STATE(32), 1,
      aux_sym__host_inside,
    ACTIONS(243), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(246), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(60), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(189), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1378] = 5,
    ACTIONS(251), 1,
      sym__rest,
    ACTIONS(256), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(253), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(33), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(249), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1403] = 6,
    ACTIONS(261), 1,
      sym__rest,
    ACTIONS(269), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(263), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(266), 2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
    STATE(34), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
    ACTIONS(259), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1430] = 5,
    ACTIONS(274), 1,
      sym__rest,
    ACTIONS(276), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(279), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(35), 3,
      sym__more_host,
      sym__next_placeholder,
      aux_sym_host_repeat1,
    ACTIONS(272), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1455] = 6,
    ACTIONS(284), 1,
      sym__rest,
    ACTIONS(288), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(145), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(286), 2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
    STATE(38), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
    ACTIONS(282), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1482] = 5,
    ACTIONS(292), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(294), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(31), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(290), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1507] = 6,
    ACTIONS(298), 1,
      sym__rest,
    ACTIONS(302), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(145), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(300), 2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
    STATE(34), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
    ACTIONS(296), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1534] = 5,
    ACTIONS(306), 1,
      sym__rest,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(308), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    STATE(30), 3,
      sym__more_host,
      sym__next_placeholder,
      aux_sym_host_repeat1,
    ACTIONS(304), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1559] = 6,
    ACTIONS(312), 1,
      sym__rest,
    STATE(42), 1,
      aux_sym__host_inside,
    ACTIONS(314), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(316), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(68), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(310), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1585] = 6,
    ACTIONS(191), 1,
      sym__rest,
    STATE(41), 1,
      aux_sym__host_inside,
    ACTIONS(318), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(321), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(71), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(189), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
      anon_sym_COLON,
  [1611] = 6,
    ACTIONS(191), 1,
      sym__rest,
    STATE(42), 1,
      aux_sym__host_inside,
    ACTIONS(324), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(327), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(68), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(189), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1637] = 6,
    ACTIONS(284), 1,
      sym__rest,
    ACTIONS(332), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(129), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(330), 2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
    ACTIONS(282), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    STATE(44), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
  [1662] = 6,
    ACTIONS(298), 1,
      sym__rest,
    ACTIONS(336), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(129), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(334), 2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
    ACTIONS(296), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    STATE(48), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
  [1687] = 8,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(342), 1,
      anon_sym_BQUOTE,
    ACTIONS(344), 1,
      anon_sym_LBRACE,
    STATE(220), 1,
      sym_invalid,
    ACTIONS(338), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(57), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
    ACTIONS(340), 3,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
      aux_sym_glob_token2,
  [1716] = 8,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(348), 1,
      anon_sym_BQUOTE,
    ACTIONS(350), 1,
      anon_sym_LBRACE,
    STATE(213), 1,
      sym_invalid,
    ACTIONS(338), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(45), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
    ACTIONS(346), 3,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
      aux_sym_glob_token2,
  [1745] = 6,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    STATE(212), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(205), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [1770] = 6,
    ACTIONS(261), 1,
      sym__rest,
    ACTIONS(358), 1,
      aux_sym__bare_piece_token2,
    ACTIONS(352), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(355), 2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
    ACTIONS(259), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    STATE(48), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
  [1795] = 2,
    ACTIONS(363), 1,
      sym__rest,
    ACTIONS(361), 11,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_SLASH2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [1812] = 5,
    ACTIONS(251), 1,
      sym__rest,
    ACTIONS(368), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(249), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    ACTIONS(365), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(50), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
  [1835] = 5,
    ACTIONS(292), 1,
      sym__rest,
    ACTIONS(373), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(290), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    ACTIONS(371), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(53), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
  [1858] = 2,
    ACTIONS(377), 1,
      sym__rest,
    ACTIONS(375), 11,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_SLASH2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [1875] = 5,
    ACTIONS(241), 1,
      sym__rest,
    ACTIONS(373), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(239), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    ACTIONS(379), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(50), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
  [1898] = 8,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(383), 1,
      anon_sym_BQUOTE,
    ACTIONS(385), 1,
      anon_sym_LBRACE,
    STATE(147), 1,
      sym_invalid,
    ACTIONS(338), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(55), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
    ACTIONS(381), 3,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
      aux_sym_glob_token2,
  [1927] = 8,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(344), 1,
      anon_sym_LBRACE,
    ACTIONS(387), 1,
      anon_sym_BQUOTE,
    STATE(149), 1,
      sym_invalid,
    ACTIONS(338), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(57), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
    ACTIONS(340), 3,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
      aux_sym_glob_token2,
  [1956] = 9,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(167), 1,
      anon_sym_STAR2,
    ACTIONS(389), 1,
      sym__next_address,
    ACTIONS(391), 1,
      aux_sym__more_host_token1,
    STATE(14), 1,
      aux_sym__host_inside,
    STATE(158), 1,
      sym_invalid,
    ACTIONS(171), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(52), 2,
      sym__more_host,
      sym__next_placeholder,
  [1986] = 6,
    ACTIONS(393), 1,
      sym__rest,
    ACTIONS(403), 1,
      anon_sym_LBRACE,
    ACTIONS(395), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(401), 2,
      sym__nothing,
      anon_sym_BQUOTE,
    STATE(57), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
    ACTIONS(398), 3,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
      aux_sym_glob_token2,
  [2010] = 2,
    ACTIONS(363), 1,
      sym__rest,
    ACTIONS(361), 10,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2026] = 2,
    ACTIONS(408), 1,
      sym__rest,
    ACTIONS(406), 10,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2042] = 2,
    ACTIONS(377), 1,
      sym__rest,
    ACTIONS(375), 10,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2058] = 2,
    ACTIONS(363), 1,
      sym__rest,
    ACTIONS(361), 10,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2074] = 2,
    ACTIONS(363), 2,
      sym__rest,
      aux_sym__bare_piece_token2,
    ACTIONS(361), 9,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
  [2090] = 9,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(203), 1,
      anon_sym_STAR2,
    ACTIONS(410), 1,
      sym__next_address,
    ACTIONS(412), 1,
      aux_sym__more_host_token1,
    STATE(26), 1,
      aux_sym__host_inside,
    STATE(209), 1,
      sym_invalid,
    ACTIONS(207), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(71), 2,
      sym__more_host,
      sym__next_placeholder,
  [2120] = 6,
    ACTIONS(414), 1,
      sym__rest,
    STATE(27), 1,
      aux_sym__host_inside,
    ACTIONS(215), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(416), 2,
      sym__gap,
      sym__nothing,
    STATE(60), 2,
      sym__more_host,
      sym__next_placeholder,
  [2143] = 4,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(422), 1,
      anon_sym_PIPE,
    STATE(65), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(418), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2162] = 2,
    ACTIONS(363), 1,
      sym__rest,
    ACTIONS(361), 9,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2177] = 4,
    ACTIONS(427), 1,
      sym__rest,
    ACTIONS(429), 1,
      anon_sym_PIPE,
    STATE(65), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(425), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2196] = 2,
    ACTIONS(377), 1,
      sym__rest,
    ACTIONS(375), 9,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2211] = 8,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(433), 1,
      anon_sym_LBRACE,
    ACTIONS(435), 1,
      anon_sym_DQUOTE,
    ACTIONS(437), 1,
      aux_sym_literal_token1,
    STATE(215), 1,
      sym_invalid,
    ACTIONS(431), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(75), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2238] = 6,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(173), 1,
      anon_sym_COLON,
    ACTIONS(441), 1,
      sym__rest,
    STATE(102), 1,
      sym_ports,
    STATE(168), 1,
      sym__path_inside,
    ACTIONS(439), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2261] = 2,
    ACTIONS(377), 1,
      sym__rest,
    ACTIONS(375), 9,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_SLASH2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2276] = 2,
    ACTIONS(363), 1,
      sym__rest,
    ACTIONS(361), 9,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_SLASH2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2291] = 4,
    ACTIONS(429), 1,
      anon_sym_PIPE,
    ACTIONS(445), 1,
      sym__rest,
    STATE(67), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(443), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2310] = 7,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    STATE(40), 1,
      aux_sym__host_inside,
    STATE(155), 1,
      sym_invalid,
    ACTIONS(314), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(316), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(68), 2,
      sym__more_host,
      sym__next_placeholder,
  [2335] = 8,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(447), 1,
      anon_sym_LBRACE,
    ACTIONS(449), 1,
      anon_sym_DQUOTE,
    ACTIONS(451), 1,
      aux_sym_literal_token1,
    STATE(227), 1,
      sym_invalid,
    ACTIONS(431), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(84), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2362] = 8,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(453), 1,
      anon_sym_LBRACE,
    ACTIONS(455), 1,
      anon_sym_DQUOTE,
    ACTIONS(457), 1,
      aux_sym_literal_token1,
    STATE(148), 1,
      sym_invalid,
    ACTIONS(431), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(77), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2389] = 8,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(447), 1,
      anon_sym_LBRACE,
    ACTIONS(451), 1,
      aux_sym_literal_token1,
    ACTIONS(459), 1,
      anon_sym_DQUOTE,
    STATE(131), 1,
      sym_invalid,
    ACTIONS(431), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(84), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2416] = 2,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(418), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2430] = 4,
    ACTIONS(463), 1,
      sym__rest,
    STATE(138), 1,
      sym_protocol,
    ACTIONS(465), 2,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
    ACTIONS(461), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2448] = 4,
    ACTIONS(445), 1,
      sym__rest,
    ACTIONS(467), 1,
      anon_sym_PIPE,
    STATE(82), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(443), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2466] = 4,
    ACTIONS(471), 1,
      sym__rest,
    STATE(170), 1,
      sym_protocol,
    ACTIONS(465), 2,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
    ACTIONS(469), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2484] = 4,
    ACTIONS(427), 1,
      sym__rest,
    ACTIONS(467), 1,
      anon_sym_PIPE,
    STATE(83), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(425), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2502] = 4,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(473), 1,
      anon_sym_PIPE,
    STATE(83), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(418), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2520] = 6,
    ACTIONS(476), 1,
      sym__rest,
    ACTIONS(481), 1,
      anon_sym_LBRACE,
    ACTIONS(486), 1,
      aux_sym_literal_token1,
    ACTIONS(478), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(484), 2,
      sym__nothing,
      anon_sym_DQUOTE,
    STATE(84), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2542] = 2,
    ACTIONS(363), 2,
      sym__rest,
      aux_sym__bare_piece_token2,
    ACTIONS(361), 7,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      aux_sym_bare_token2,
      aux_sym__bare_piece_token1,
  [2556] = 2,
    ACTIONS(363), 2,
      sym__rest,
      anon_sym_LBRACE,
    ACTIONS(361), 7,
      sym__nothing,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      aux_sym__bare_piece_token1,
      anon_sym_BQUOTE,
      aux_sym_glob_token1,
      aux_sym_glob_token2,
  [2570] = 5,
    ACTIONS(491), 1,
      sym__rest,
    ACTIONS(493), 1,
      aux_sym_block_token1,
    ACTIONS(495), 1,
      anon_sym_COLON,
    STATE(81), 1,
      sym_ports,
    ACTIONS(489), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2590] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2604] = 2,
    ACTIONS(363), 1,
      sym__rest,
    ACTIONS(361), 8,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2618] = 2,
    ACTIONS(503), 1,
      sym__rest,
    ACTIONS(501), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2632] = 4,
    ACTIONS(491), 1,
      sym__rest,
    ACTIONS(495), 1,
      anon_sym_COLON,
    STATE(81), 1,
      sym_ports,
    ACTIONS(489), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2649] = 2,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(418), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [2662] = 4,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(505), 1,
      anon_sym_PIPE,
    STATE(93), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(418), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2679] = 4,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(510), 1,
      sym__rest,
    STATE(134), 1,
      sym__path_inside,
    ACTIONS(508), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2696] = 4,
    ACTIONS(495), 1,
      anon_sym_COLON,
    ACTIONS(514), 1,
      sym__rest,
    STATE(79), 1,
      sym_ports,
    ACTIONS(512), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2713] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [2726] = 2,
    ACTIONS(503), 1,
      sym__rest,
    ACTIONS(501), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [2739] = 2,
    ACTIONS(518), 1,
      sym__rest,
    ACTIONS(516), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2752] = 4,
    ACTIONS(445), 1,
      sym__rest,
    ACTIONS(520), 1,
      anon_sym_PIPE,
    STATE(101), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(443), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2769] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2782] = 4,
    ACTIONS(427), 1,
      sym__rest,
    ACTIONS(520), 1,
      anon_sym_PIPE,
    STATE(93), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(425), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2799] = 4,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(524), 1,
      sym__rest,
    STATE(133), 1,
      sym__path_inside,
    ACTIONS(522), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2816] = 6,
    ACTIONS(205), 1,
      anon_sym_SLASH2,
    ACTIONS(209), 1,
      anon_sym_COLON,
    ACTIONS(441), 1,
      sym__rest,
    STATE(139), 1,
      sym_ports,
    STATE(211), 1,
      sym__path_inside,
    ACTIONS(439), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [2837] = 2,
    ACTIONS(363), 2,
      sym__rest,
      anon_sym_LBRACE,
    ACTIONS(361), 5,
      sym__nothing,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_DQUOTE,
      aux_sym_literal_token1,
  [2849] = 6,
    ACTIONS(526), 1,
      sym__rest,
    ACTIONS(528), 1,
      anon_sym_STAR2,
    ACTIONS(530), 1,
      aux_sym_port_token1,
    ACTIONS(532), 1,
      sym__nothing,
    STATE(80), 1,
      sym_port,
    STATE(119), 2,
      sym_invalid,
      sym__port_list,
  [2869] = 6,
    ACTIONS(534), 1,
      sym__rest,
    ACTIONS(536), 1,
      anon_sym_STAR2,
    ACTIONS(538), 1,
      aux_sym_port_token1,
    ACTIONS(540), 1,
      sym__nothing,
    STATE(99), 1,
      sym_port,
    STATE(124), 2,
      sym_invalid,
      sym__port_list,
  [2889] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(111), 1,
      aux_sym_rule_repeat1,
    ACTIONS(542), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2903] = 6,
    ACTIONS(546), 1,
      sym__rest,
    ACTIONS(548), 1,
      anon_sym_STAR2,
    ACTIONS(550), 1,
      aux_sym_port_token1,
    ACTIONS(552), 1,
      sym__nothing,
    STATE(125), 1,
      sym_port,
    STATE(186), 2,
      sym_invalid,
      sym__port_list,
  [2923] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(110), 1,
      aux_sym_rule_repeat1,
    ACTIONS(542), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2937] = 3,
    ACTIONS(556), 1,
      sym__gap,
    STATE(110), 1,
      aux_sym_rule_repeat1,
    ACTIONS(554), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2951] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(110), 1,
      aux_sym_rule_repeat1,
    ACTIONS(559), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2965] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(110), 1,
      aux_sym_rule_repeat1,
    ACTIONS(561), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2979] = 2,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(418), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2991] = 2,
    ACTIONS(565), 1,
      sym__rest,
    ACTIONS(563), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [3003] = 6,
    ACTIONS(567), 1,
      sym__rest,
    ACTIONS(569), 1,
      anon_sym_STAR2,
    ACTIONS(571), 1,
      aux_sym_port_token1,
    ACTIONS(573), 1,
      sym__nothing,
    STATE(73), 1,
      sym_port,
    STATE(98), 2,
      sym_invalid,
      sym__port_list,
  [3023] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(120), 1,
      aux_sym_rule_repeat1,
    ACTIONS(575), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3037] = 6,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    STATE(107), 1,
      sym_invalid,
    STATE(130), 2,
      sym_url,
      sym_path,
  [3057] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(109), 1,
      aux_sym_rule_repeat1,
    ACTIONS(577), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3071] = 2,
    ACTIONS(518), 1,
      sym__rest,
    ACTIONS(516), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [3083] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(110), 1,
      aux_sym_rule_repeat1,
    ACTIONS(579), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3097] = 6,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    ACTIONS(35), 1,
      sym__header_gap,
    STATE(157), 1,
      sym_header,
    STATE(245), 1,
      sym__header,
    STATE(254), 1,
      sym__last_section,
    STATE(146), 2,
      sym_section,
      aux_sym_policy_repeat2,
  [3117] = 6,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    ACTIONS(35), 1,
      sym__header_gap,
    STATE(157), 1,
      sym_header,
    STATE(245), 1,
      sym__header,
    STATE(257), 1,
      sym__last_section,
    STATE(146), 2,
      sym_section,
      aux_sym_policy_repeat2,
  [3137] = 2,
    ACTIONS(503), 1,
      sym__rest,
    ACTIONS(501), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [3149] = 4,
    ACTIONS(581), 1,
      sym__rest,
    STATE(219), 1,
      sym_protocol,
    ACTIONS(585), 2,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
    ACTIONS(583), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3165] = 4,
    ACTIONS(445), 1,
      sym__rest,
    ACTIONS(587), 1,
      anon_sym_PIPE,
    STATE(126), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(443), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [3181] = 4,
    ACTIONS(427), 1,
      sym__rest,
    ACTIONS(587), 1,
      anon_sym_PIPE,
    STATE(127), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(425), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [3197] = 4,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(589), 1,
      anon_sym_PIPE,
    STATE(127), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(418), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [3213] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [3225] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [3237] = 3,
    ACTIONS(544), 1,
      sym__gap,
    STATE(112), 1,
      aux_sym_rule_repeat1,
    ACTIONS(592), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3251] = 1,
    ACTIONS(594), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3260] = 5,
    ACTIONS(598), 1,
      sym__rest,
    ACTIONS(600), 1,
      sym__comment_gap,
    ACTIONS(602), 1,
      sym__trailing,
    STATE(246), 1,
      sym__end,
    ACTIONS(596), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3277] = 1,
    ACTIONS(604), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3286] = 1,
    ACTIONS(606), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3295] = 1,
    ACTIONS(608), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3304] = 4,
    ACTIONS(610), 1,
      sym__rest,
    ACTIONS(614), 1,
      anon_sym_PIPE,
    STATE(136), 1,
      aux_sym_methods_repeat1,
    ACTIONS(612), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3319] = 1,
    ACTIONS(554), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3328] = 1,
    ACTIONS(617), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3337] = 4,
    ACTIONS(205), 1,
      anon_sym_SLASH2,
    ACTIONS(524), 1,
      sym__rest,
    STATE(221), 1,
      sym__path_inside,
    ACTIONS(522), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3352] = 4,
    ACTIONS(205), 1,
      anon_sym_SLASH2,
    ACTIONS(510), 1,
      sym__rest,
    STATE(228), 1,
      sym__path_inside,
    ACTIONS(508), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3367] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(185), 1,
      anon_sym_RBRACK,
    ACTIONS(619), 1,
      sym__gap,
    STATE(176), 1,
      aux_sym_header_repeat1,
    STATE(182), 1,
      sym_invalid,
  [3386] = 1,
    ACTIONS(621), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3395] = 1,
    ACTIONS(623), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3404] = 5,
    ACTIONS(598), 1,
      sym__rest,
    ACTIONS(600), 1,
      sym__comment_gap,
    ACTIONS(627), 1,
      sym__trailing,
    STATE(251), 1,
      sym__end,
    ACTIONS(625), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3421] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(179), 1,
      anon_sym_RBRACK,
    ACTIONS(629), 1,
      sym__gap,
    STATE(176), 1,
      aux_sym_header_repeat1,
    STATE(183), 1,
      sym_invalid,
  [3440] = 5,
    ACTIONS(631), 1,
      anon_sym_LBRACK,
    ACTIONS(634), 1,
      sym__header_gap,
    STATE(157), 1,
      sym_header,
    STATE(256), 1,
      sym__header,
    STATE(146), 2,
      sym_section,
      aux_sym_policy_repeat2,
  [3457] = 1,
    ACTIONS(637), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3466] = 1,
    ACTIONS(639), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3475] = 1,
    ACTIONS(641), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3484] = 1,
    ACTIONS(508), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3493] = 4,
    ACTIONS(643), 1,
      sym__rest,
    ACTIONS(647), 1,
      anon_sym_PIPE,
    STATE(136), 1,
      aux_sym_methods_repeat1,
    ACTIONS(645), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3508] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(649), 1,
      anon_sym_RBRACK,
    ACTIONS(651), 1,
      sym__gap,
    STATE(145), 1,
      aux_sym_header_repeat1,
    STATE(190), 1,
      sym_invalid,
  [3527] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(99), 1,
      anon_sym_RBRACK,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(653), 1,
      sym__gap,
    STATE(162), 1,
      aux_sym_header_repeat1,
    STATE(185), 1,
      sym_invalid,
  [3546] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [3557] = 1,
    ACTIONS(655), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3566] = 2,
    ACTIONS(503), 1,
      sym__rest,
    ACTIONS(501), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [3577] = 5,
    ACTIONS(598), 1,
      sym__rest,
    ACTIONS(600), 1,
      sym__comment_gap,
    ACTIONS(659), 1,
      sym__trailing,
    STATE(248), 1,
      sym__end,
    ACTIONS(657), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3594] = 1,
    ACTIONS(439), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3603] = 2,
    ACTIONS(420), 1,
      sym__rest,
    ACTIONS(418), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [3614] = 4,
    ACTIONS(414), 1,
      sym__rest,
    ACTIONS(647), 1,
      anon_sym_PIPE,
    STATE(151), 1,
      aux_sym_methods_repeat1,
    ACTIONS(416), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3629] = 5,
    ACTIONS(598), 1,
      sym__rest,
    ACTIONS(600), 1,
      sym__comment_gap,
    ACTIONS(663), 1,
      sym__trailing,
    STATE(239), 1,
      sym__end,
    ACTIONS(661), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3646] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(175), 1,
      anon_sym_RBRACK,
    ACTIONS(665), 1,
      sym__gap,
    STATE(176), 1,
      aux_sym_header_repeat1,
    STATE(181), 1,
      sym_invalid,
  [3665] = 1,
    ACTIONS(497), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3674] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(177), 1,
      anon_sym_RBRACK,
    ACTIONS(667), 1,
      sym__gap,
    STATE(176), 1,
      aux_sym_header_repeat1,
    STATE(177), 1,
      sym_invalid,
  [3693] = 1,
    ACTIONS(669), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3702] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [3713] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(671), 1,
      anon_sym_RBRACK,
    ACTIONS(673), 1,
      sym__gap,
    STATE(164), 1,
      aux_sym_header_repeat1,
    STATE(197), 1,
      sym_invalid,
  [3732] = 1,
    ACTIONS(522), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3741] = 1,
    ACTIONS(675), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3750] = 1,
    ACTIONS(677), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3759] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(175), 1,
      anon_sym_RBRACK,
    ACTIONS(665), 1,
      sym__gap,
    STATE(141), 1,
      aux_sym_header_repeat1,
    STATE(181), 1,
      sym_invalid,
  [3778] = 4,
    ACTIONS(610), 1,
      sym__rest,
    ACTIONS(679), 1,
      anon_sym_PIPE,
    STATE(172), 1,
      aux_sym_methods_repeat1,
    ACTIONS(612), 2,
      sym__gap,
      sym__nothing,
  [3792] = 1,
    ACTIONS(682), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3800] = 4,
    ACTIONS(686), 1,
      aux_sym_directive_token1,
    ACTIONS(688), 1,
      sym__text,
    STATE(234), 1,
      sym_directive,
    ACTIONS(684), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3814] = 2,
    ACTIONS(610), 1,
      sym__rest,
    ACTIONS(612), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
  [3824] = 4,
    ACTIONS(690), 1,
      sym__rest,
    ACTIONS(694), 1,
      sym__gap,
    STATE(176), 1,
      aux_sym_header_repeat1,
    ACTIONS(692), 2,
      sym__nothing,
      anon_sym_RBRACK,
  [3838] = 1,
    ACTIONS(697), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3846] = 4,
    ACTIONS(414), 1,
      sym__rest,
    ACTIONS(699), 1,
      anon_sym_PIPE,
    STATE(188), 1,
      aux_sym_methods_repeat1,
    ACTIONS(416), 2,
      sym__gap,
      sym__nothing,
  [3860] = 4,
    ACTIONS(571), 1,
      aux_sym_port_token1,
    ACTIONS(701), 1,
      sym__rest,
    ACTIONS(703), 1,
      sym__nothing,
    STATE(78), 2,
      sym_invalid,
      sym_port,
  [3874] = 4,
    ACTIONS(707), 1,
      aux_sym_directive_token2,
    ACTIONS(710), 1,
      sym__text,
    STATE(180), 1,
      aux_sym_directive_repeat1,
    ACTIONS(705), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3888] = 1,
    ACTIONS(712), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3896] = 1,
    ACTIONS(714), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3904] = 1,
    ACTIONS(716), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3912] = 4,
    ACTIONS(720), 1,
      aux_sym_directive_token2,
    ACTIONS(722), 1,
      sym__text,
    STATE(180), 1,
      aux_sym_directive_repeat1,
    ACTIONS(718), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3926] = 1,
    ACTIONS(724), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3934] = 2,
    ACTIONS(518), 1,
      sym__rest,
    ACTIONS(516), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [3944] = 4,
    ACTIONS(530), 1,
      aux_sym_port_token1,
    ACTIONS(726), 1,
      sym__rest,
    ACTIONS(728), 1,
      sym__nothing,
    STATE(92), 2,
      sym_invalid,
      sym_port,
  [3958] = 4,
    ACTIONS(643), 1,
      sym__rest,
    ACTIONS(699), 1,
      anon_sym_PIPE,
    STATE(172), 1,
      aux_sym_methods_repeat1,
    ACTIONS(645), 2,
      sym__gap,
      sym__nothing,
  [3972] = 1,
    ACTIONS(497), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3980] = 1,
    ACTIONS(730), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3988] = 4,
    ACTIONS(550), 1,
      aux_sym_port_token1,
    ACTIONS(732), 1,
      sym__rest,
    ACTIONS(734), 1,
      sym__nothing,
    STATE(159), 2,
      sym_invalid,
      sym_port,
  [4002] = 1,
    ACTIONS(736), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4010] = 5,
    ACTIONS(738), 1,
      sym__rest,
    ACTIONS(740), 1,
      aux_sym_port_token1,
    ACTIONS(742), 1,
      sym__nothing,
    STATE(218), 1,
      sym_index,
    STATE(231), 1,
      sym_invalid,
  [4026] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
  [4036] = 1,
    ACTIONS(744), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4044] = 1,
    ACTIONS(746), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4052] = 1,
    ACTIONS(748), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4060] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [4070] = 4,
    ACTIONS(752), 1,
      aux_sym_directive_token2,
    ACTIONS(754), 1,
      sym__text,
    STATE(184), 1,
      aux_sym_directive_repeat1,
    ACTIONS(750), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4084] = 4,
    ACTIONS(538), 1,
      aux_sym_port_token1,
    ACTIONS(756), 1,
      sym__rest,
    ACTIONS(758), 1,
      sym__nothing,
    STATE(113), 2,
      sym_invalid,
      sym_port,
  [4098] = 4,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(760), 1,
      anon_sym_EQ,
    STATE(217), 1,
      sym_invalid,
  [4111] = 3,
    ACTIONS(762), 1,
      sym__rest,
    ACTIONS(766), 1,
      anon_sym_LBRACK2,
    ACTIONS(764), 2,
      sym__nothing,
      anon_sym_EQ,
  [4122] = 4,
    ACTIONS(768), 1,
      sym__rest,
    ACTIONS(770), 1,
      sym__next_method,
    ACTIONS(772), 1,
      sym__nothing,
    STATE(223), 1,
      sym_invalid,
  [4135] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4144] = 2,
    ACTIONS(690), 1,
      sym__rest,
    ACTIONS(692), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4153] = 4,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(175), 1,
      anon_sym_RBRACK,
    STATE(181), 1,
      sym_invalid,
  [4166] = 2,
    ACTIONS(774), 1,
      sym__rest,
    ACTIONS(623), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4175] = 2,
    ACTIONS(776), 1,
      sym__rest,
    ACTIONS(675), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4184] = 2,
    ACTIONS(441), 1,
      sym__rest,
    ACTIONS(439), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4193] = 2,
    ACTIONS(414), 1,
      sym__rest,
    ACTIONS(416), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4202] = 2,
    ACTIONS(524), 1,
      sym__rest,
    ACTIONS(522), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4211] = 4,
    ACTIONS(127), 1,
      sym__rest,
    ACTIONS(141), 1,
      sym__nothing,
    ACTIONS(778), 1,
      anon_sym_EQ,
    STATE(217), 1,
      sym_invalid,
  [4224] = 2,
    ACTIONS(780), 1,
      sym__rest,
    ACTIONS(637), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4233] = 2,
    ACTIONS(510), 1,
      sym__rest,
    ACTIONS(508), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4242] = 2,
    ACTIONS(782), 1,
      sym__rest,
    ACTIONS(639), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4251] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 3,
      sym__gap,
      sym__nothing,
      anon_sym_PIPE,
  [4260] = 2,
    ACTIONS(784), 1,
      sym__rest,
    ACTIONS(608), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4269] = 4,
    ACTIONS(738), 1,
      sym__rest,
    ACTIONS(742), 1,
      sym__nothing,
    ACTIONS(786), 1,
      anon_sym_RBRACK,
    STATE(235), 1,
      sym_invalid,
  [4282] = 2,
    ACTIONS(788), 1,
      sym__rest,
    ACTIONS(790), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4291] = 2,
    ACTIONS(792), 1,
      sym__rest,
    ACTIONS(641), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4300] = 2,
    ACTIONS(794), 1,
      sym__rest,
    ACTIONS(604), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4309] = 3,
    ACTIONS(796), 1,
      sym__gap,
    STATE(118), 1,
      sym_invalid,
    ACTIONS(157), 2,
      sym__nothing,
      sym__rest,
  [4320] = 2,
    ACTIONS(610), 1,
      sym__rest,
    ACTIONS(612), 3,
      sym__gap,
      sym__nothing,
      anon_sym_PIPE,
  [4329] = 4,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(798), 1,
      anon_sym_EQ,
    STATE(135), 1,
      sym_invalid,
  [4342] = 4,
    ACTIONS(143), 1,
      sym__rest,
    ACTIONS(157), 1,
      sym__nothing,
    ACTIONS(800), 1,
      anon_sym_EQ,
    STATE(135), 1,
      sym_invalid,
  [4355] = 4,
    ACTIONS(802), 1,
      sym__rest,
    ACTIONS(804), 1,
      sym__next_method,
    ACTIONS(806), 1,
      sym__nothing,
    STATE(175), 1,
      sym_invalid,
  [4368] = 2,
    ACTIONS(808), 1,
      sym__rest,
    ACTIONS(594), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4377] = 2,
    ACTIONS(810), 1,
      sym__rest,
    ACTIONS(606), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4386] = 2,
    ACTIONS(812), 1,
      sym__rest,
    ACTIONS(621), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4395] = 2,
    ACTIONS(814), 1,
      sym__rest,
    ACTIONS(669), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4404] = 2,
    ACTIONS(816), 1,
      sym__rest,
    ACTIONS(818), 2,
      sym__nothing,
      anon_sym_EQ,
  [4412] = 2,
    ACTIONS(499), 1,
      sym__rest,
    ACTIONS(497), 2,
      sym__nothing,
      anon_sym_EQ,
  [4420] = 2,
    ACTIONS(820), 1,
      sym__rest,
    ACTIONS(822), 2,
      sym__nothing,
      anon_sym_RBRACK,
  [4428] = 2,
    ACTIONS(826), 1,
      sym__text,
    ACTIONS(824), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4436] = 2,
    ACTIONS(828), 1,
      sym__rest,
    ACTIONS(830), 2,
      sym__nothing,
      anon_sym_EQ,
  [4444] = 2,
    ACTIONS(762), 1,
      sym__rest,
    ACTIONS(764), 2,
      sym__nothing,
      anon_sym_EQ,
  [4452] = 2,
    ACTIONS(91), 1,
      ts_builtin_sym_end,
    ACTIONS(832), 1,
      sym__newline,
  [4459] = 1,
    ACTIONS(834), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4464] = 1,
    ACTIONS(836), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4469] = 1,
    ACTIONS(838), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4474] = 2,
    ACTIONS(9), 1,
      anon_sym_POUND,
    STATE(240), 1,
      sym_comment,
  [4481] = 2,
    ACTIONS(832), 1,
      sym__newline,
    ACTIONS(840), 1,
      ts_builtin_sym_end,
  [4488] = 2,
    ACTIONS(832), 1,
      sym__newline,
    ACTIONS(842), 1,
      ts_builtin_sym_end,
  [4495] = 1,
    ACTIONS(844), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4500] = 2,
    ACTIONS(846), 1,
      ts_builtin_sym_end,
    ACTIONS(848), 1,
      sym__newline,
  [4507] = 1,
    ACTIONS(625), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4512] = 2,
    ACTIONS(9), 1,
      anon_sym_POUND,
    STATE(246), 1,
      sym_comment,
  [4519] = 1,
    ACTIONS(661), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4524] = 2,
    ACTIONS(37), 1,
      ts_builtin_sym_end,
    ACTIONS(832), 1,
      sym__newline,
  [4531] = 1,
    ACTIONS(824), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4536] = 1,
    ACTIONS(850), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4541] = 2,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    STATE(161), 1,
      sym_header,
  [4548] = 1,
    ACTIONS(37), 1,
      ts_builtin_sym_end,
  [4552] = 1,
    ACTIONS(840), 1,
      ts_builtin_sym_end,
  [4556] = 1,
    ACTIONS(852), 1,
      ts_builtin_sym_end,
  [4560] = 1,
    ACTIONS(854), 1,
      sym__newline,
  [4564] = 1,
    ACTIONS(856), 1,
      ts_builtin_sym_end,
  [4568] = 1,
    ACTIONS(832), 1,
      sym__newline,
};

static const uint32_t ts_small_parse_table_map[] = {
  [SMALL_STATE(2)] = 0,
  [SMALL_STATE(3)] = 96,
  [SMALL_STATE(4)] = 175,
  [SMALL_STATE(5)] = 256,
  [SMALL_STATE(6)] = 337,
  [SMALL_STATE(7)] = 415,
  [SMALL_STATE(8)] = 493,
  [SMALL_STATE(9)] = 550,
  [SMALL_STATE(10)] = 607,
  [SMALL_STATE(11)] = 658,
  [SMALL_STATE(12)] = 698,
  [SMALL_STATE(13)] = 738,
  [SMALL_STATE(14)] = 761,
  [SMALL_STATE(15)] = 799,
  [SMALL_STATE(16)] = 836,
  [SMALL_STATE(17)] = 873,
  [SMALL_STATE(18)] = 908,
  [SMALL_STATE(19)] = 945,
  [SMALL_STATE(20)] = 982,
  [SMALL_STATE(21)] = 1019,
  [SMALL_STATE(22)] = 1056,
  [SMALL_STATE(23)] = 1093,
  [SMALL_STATE(24)] = 1128,
  [SMALL_STATE(25)] = 1156,
  [SMALL_STATE(26)] = 1188,
  [SMALL_STATE(27)] = 1224,
  [SMALL_STATE(28)] = 1251,
  [SMALL_STATE(29)] = 1276,
  [SMALL_STATE(30)] = 1301,
  [SMALL_STATE(31)] = 1326,
  [SMALL_STATE(32)] = 1351,
  [SMALL_STATE(33)] = 1378,
  [SMALL_STATE(34)] = 1403,
  [SMALL_STATE(35)] = 1430,
  [SMALL_STATE(36)] = 1455,
  [SMALL_STATE(37)] = 1482,
  [SMALL_STATE(38)] = 1507,
  [SMALL_STATE(39)] = 1534,
  [SMALL_STATE(40)] = 1559,
  [SMALL_STATE(41)] = 1585,
  [SMALL_STATE(42)] = 1611,
  [SMALL_STATE(43)] = 1637,
  [SMALL_STATE(44)] = 1662,
  [SMALL_STATE(45)] = 1687,
  [SMALL_STATE(46)] = 1716,
  [SMALL_STATE(47)] = 1745,
  [SMALL_STATE(48)] = 1770,
  [SMALL_STATE(49)] = 1795,
  [SMALL_STATE(50)] = 1812,
  [SMALL_STATE(51)] = 1835,
  [SMALL_STATE(52)] = 1858,
  [SMALL_STATE(53)] = 1875,
  [SMALL_STATE(54)] = 1898,
  [SMALL_STATE(55)] = 1927,
  [SMALL_STATE(56)] = 1956,
  [SMALL_STATE(57)] = 1986,
  [SMALL_STATE(58)] = 2010,
  [SMALL_STATE(59)] = 2026,
  [SMALL_STATE(60)] = 2042,
  [SMALL_STATE(61)] = 2058,
  [SMALL_STATE(62)] = 2074,
  [SMALL_STATE(63)] = 2090,
  [SMALL_STATE(64)] = 2120,
  [SMALL_STATE(65)] = 2143,
  [SMALL_STATE(66)] = 2162,
  [SMALL_STATE(67)] = 2177,
  [SMALL_STATE(68)] = 2196,
  [SMALL_STATE(69)] = 2211,
  [SMALL_STATE(70)] = 2238,
  [SMALL_STATE(71)] = 2261,
  [SMALL_STATE(72)] = 2276,
  [SMALL_STATE(73)] = 2291,
  [SMALL_STATE(74)] = 2310,
  [SMALL_STATE(75)] = 2335,
  [SMALL_STATE(76)] = 2362,
  [SMALL_STATE(77)] = 2389,
  [SMALL_STATE(78)] = 2416,
  [SMALL_STATE(79)] = 2430,
  [SMALL_STATE(80)] = 2448,
  [SMALL_STATE(81)] = 2466,
  [SMALL_STATE(82)] = 2484,
  [SMALL_STATE(83)] = 2502,
  [SMALL_STATE(84)] = 2520,
  [SMALL_STATE(85)] = 2542,
  [SMALL_STATE(86)] = 2556,
  [SMALL_STATE(87)] = 2570,
  [SMALL_STATE(88)] = 2590,
  [SMALL_STATE(89)] = 2604,
  [SMALL_STATE(90)] = 2618,
  [SMALL_STATE(91)] = 2632,
  [SMALL_STATE(92)] = 2649,
  [SMALL_STATE(93)] = 2662,
  [SMALL_STATE(94)] = 2679,
  [SMALL_STATE(95)] = 2696,
  [SMALL_STATE(96)] = 2713,
  [SMALL_STATE(97)] = 2726,
  [SMALL_STATE(98)] = 2739,
  [SMALL_STATE(99)] = 2752,
  [SMALL_STATE(100)] = 2769,
  [SMALL_STATE(101)] = 2782,
  [SMALL_STATE(102)] = 2799,
  [SMALL_STATE(103)] = 2816,
  [SMALL_STATE(104)] = 2837,
  [SMALL_STATE(105)] = 2849,
  [SMALL_STATE(106)] = 2869,
  [SMALL_STATE(107)] = 2889,
  [SMALL_STATE(108)] = 2903,
  [SMALL_STATE(109)] = 2923,
  [SMALL_STATE(110)] = 2937,
  [SMALL_STATE(111)] = 2951,
  [SMALL_STATE(112)] = 2965,
  [SMALL_STATE(113)] = 2979,
  [SMALL_STATE(114)] = 2991,
  [SMALL_STATE(115)] = 3003,
  [SMALL_STATE(116)] = 3023,
  [SMALL_STATE(117)] = 3037,
  [SMALL_STATE(118)] = 3057,
  [SMALL_STATE(119)] = 3071,
  [SMALL_STATE(120)] = 3083,
  [SMALL_STATE(121)] = 3097,
  [SMALL_STATE(122)] = 3117,
  [SMALL_STATE(123)] = 3137,
  [SMALL_STATE(124)] = 3149,
  [SMALL_STATE(125)] = 3165,
  [SMALL_STATE(126)] = 3181,
  [SMALL_STATE(127)] = 3197,
  [SMALL_STATE(128)] = 3213,
  [SMALL_STATE(129)] = 3225,
  [SMALL_STATE(130)] = 3237,
  [SMALL_STATE(131)] = 3251,
  [SMALL_STATE(132)] = 3260,
  [SMALL_STATE(133)] = 3277,
  [SMALL_STATE(134)] = 3286,
  [SMALL_STATE(135)] = 3295,
  [SMALL_STATE(136)] = 3304,
  [SMALL_STATE(137)] = 3319,
  [SMALL_STATE(138)] = 3328,
  [SMALL_STATE(139)] = 3337,
  [SMALL_STATE(140)] = 3352,
  [SMALL_STATE(141)] = 3367,
  [SMALL_STATE(142)] = 3386,
  [SMALL_STATE(143)] = 3395,
  [SMALL_STATE(144)] = 3404,
  [SMALL_STATE(145)] = 3421,
  [SMALL_STATE(146)] = 3440,
  [SMALL_STATE(147)] = 3457,
  [SMALL_STATE(148)] = 3466,
  [SMALL_STATE(149)] = 3475,
  [SMALL_STATE(150)] = 3484,
  [SMALL_STATE(151)] = 3493,
  [SMALL_STATE(152)] = 3508,
  [SMALL_STATE(153)] = 3527,
  [SMALL_STATE(154)] = 3546,
  [SMALL_STATE(155)] = 3557,
  [SMALL_STATE(156)] = 3566,
  [SMALL_STATE(157)] = 3577,
  [SMALL_STATE(158)] = 3594,
  [SMALL_STATE(159)] = 3603,
  [SMALL_STATE(160)] = 3614,
  [SMALL_STATE(161)] = 3629,
  [SMALL_STATE(162)] = 3646,
  [SMALL_STATE(163)] = 3665,
  [SMALL_STATE(164)] = 3674,
  [SMALL_STATE(165)] = 3693,
  [SMALL_STATE(166)] = 3702,
  [SMALL_STATE(167)] = 3713,
  [SMALL_STATE(168)] = 3732,
  [SMALL_STATE(169)] = 3741,
  [SMALL_STATE(170)] = 3750,
  [SMALL_STATE(171)] = 3759,
  [SMALL_STATE(172)] = 3778,
  [SMALL_STATE(173)] = 3792,
  [SMALL_STATE(174)] = 3800,
  [SMALL_STATE(175)] = 3814,
  [SMALL_STATE(176)] = 3824,
  [SMALL_STATE(177)] = 3838,
  [SMALL_STATE(178)] = 3846,
  [SMALL_STATE(179)] = 3860,
  [SMALL_STATE(180)] = 3874,
  [SMALL_STATE(181)] = 3888,
  [SMALL_STATE(182)] = 3896,
  [SMALL_STATE(183)] = 3904,
  [SMALL_STATE(184)] = 3912,
  [SMALL_STATE(185)] = 3926,
  [SMALL_STATE(186)] = 3934,
  [SMALL_STATE(187)] = 3944,
  [SMALL_STATE(188)] = 3958,
  [SMALL_STATE(189)] = 3972,
  [SMALL_STATE(190)] = 3980,
  [SMALL_STATE(191)] = 3988,
  [SMALL_STATE(192)] = 4002,
  [SMALL_STATE(193)] = 4010,
  [SMALL_STATE(194)] = 4026,
  [SMALL_STATE(195)] = 4036,
  [SMALL_STATE(196)] = 4044,
  [SMALL_STATE(197)] = 4052,
  [SMALL_STATE(198)] = 4060,
  [SMALL_STATE(199)] = 4070,
  [SMALL_STATE(200)] = 4084,
  [SMALL_STATE(201)] = 4098,
  [SMALL_STATE(202)] = 4111,
  [SMALL_STATE(203)] = 4122,
  [SMALL_STATE(204)] = 4135,
  [SMALL_STATE(205)] = 4144,
  [SMALL_STATE(206)] = 4153,
  [SMALL_STATE(207)] = 4166,
  [SMALL_STATE(208)] = 4175,
  [SMALL_STATE(209)] = 4184,
  [SMALL_STATE(210)] = 4193,
  [SMALL_STATE(211)] = 4202,
  [SMALL_STATE(212)] = 4211,
  [SMALL_STATE(213)] = 4224,
  [SMALL_STATE(214)] = 4233,
  [SMALL_STATE(215)] = 4242,
  [SMALL_STATE(216)] = 4251,
  [SMALL_STATE(217)] = 4260,
  [SMALL_STATE(218)] = 4269,
  [SMALL_STATE(219)] = 4282,
  [SMALL_STATE(220)] = 4291,
  [SMALL_STATE(221)] = 4300,
  [SMALL_STATE(222)] = 4309,
  [SMALL_STATE(223)] = 4320,
  [SMALL_STATE(224)] = 4329,
  [SMALL_STATE(225)] = 4342,
  [SMALL_STATE(226)] = 4355,
  [SMALL_STATE(227)] = 4368,
  [SMALL_STATE(228)] = 4377,
  [SMALL_STATE(229)] = 4386,
  [SMALL_STATE(230)] = 4395,
  [SMALL_STATE(231)] = 4404,
  [SMALL_STATE(232)] = 4412,
  [SMALL_STATE(233)] = 4420,
  [SMALL_STATE(234)] = 4428,
  [SMALL_STATE(235)] = 4436,
  [SMALL_STATE(236)] = 4444,
  [SMALL_STATE(237)] = 4452,
  [SMALL_STATE(238)] = 4459,
  [SMALL_STATE(239)] = 4464,
  [SMALL_STATE(240)] = 4469,
  [SMALL_STATE(241)] = 4474,
  [SMALL_STATE(242)] = 4481,
  [SMALL_STATE(243)] = 4488,
  [SMALL_STATE(244)] = 4495,
  [SMALL_STATE(245)] = 4500,
  [SMALL_STATE(246)] = 4507,
  [SMALL_STATE(247)] = 4512,
  [SMALL_STATE(248)] = 4519,
  [SMALL_STATE(249)] = 4524,
  [SMALL_STATE(250)] = 4531,
  [SMALL_STATE(251)] = 4536,
  [SMALL_STATE(252)] = 4541,
  [SMALL_STATE(253)] = 4548,
  [SMALL_STATE(254)] = 4552,
  [SMALL_STATE(255)] = 4556,
  [SMALL_STATE(256)] = 4560,
  [SMALL_STATE(257)] = 4564,
  [SMALL_STATE(258)] = 4568,
};

static const TSParseActionEntry ts_parse_actions[] = {
  [0] = {.entry = {.count = 0, .reusable = false}},
  [1] = {.entry = {.count = 1, .reusable = false}}, RECOVER(),
  [3] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 0, 0, 0),
  [5] = {.entry = {.count = 1, .reusable = true}}, SHIFT(2),
  [7] = {.entry = {.count = 1, .reusable = false}}, SHIFT(132),
  [9] = {.entry = {.count = 1, .reusable = true}}, SHIFT(174),
  [11] = {.entry = {.count = 1, .reusable = true}}, SHIFT(9),
  [13] = {.entry = {.count = 1, .reusable = true}}, SHIFT(64),
  [15] = {.entry = {.count = 1, .reusable = false}}, SHIFT(178),
  [17] = {.entry = {.count = 1, .reusable = false}}, SHIFT(87),
  [19] = {.entry = {.count = 1, .reusable = false}}, SHIFT(39),
  [21] = {.entry = {.count = 1, .reusable = true}}, SHIFT(74),
  [23] = {.entry = {.count = 1, .reusable = true}}, SHIFT(56),
  [25] = {.entry = {.count = 1, .reusable = true}}, SHIFT(28),
  [27] = {.entry = {.count = 1, .reusable = true}}, SHIFT(59),
  [29] = {.entry = {.count = 1, .reusable = true}}, SHIFT(10),
  [31] = {.entry = {.count = 1, .reusable = true}}, SHIFT(247),
  [33] = {.entry = {.count = 1, .reusable = true}}, SHIFT(258),
  [35] = {.entry = {.count = 1, .reusable = true}}, SHIFT(252),
  [37] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 1, 0, 0),
  [39] = {.entry = {.count = 1, .reusable = true}}, SHIFT(3),
  [41] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0),
  [43] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(3),
  [46] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(132),
  [49] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(174),
  [52] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(64),
  [55] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(178),
  [58] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(87),
  [61] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(39),
  [64] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(74),
  [67] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(56),
  [70] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(28),
  [73] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(59),
  [76] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(10),
  [79] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(247),
  [82] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(258),
  [85] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 2, 0, 0),
  [87] = {.entry = {.count = 1, .reusable = true}}, SHIFT(5),
  [89] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_section, 2, 0, 0),
  [91] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 3, 0, 0),
  [93] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_section, 3, 0, 0),
  [95] = {.entry = {.count = 1, .reusable = true}}, SHIFT(6),
  [97] = {.entry = {.count = 1, .reusable = false}}, SHIFT(189),
  [99] = {.entry = {.count = 1, .reusable = true}}, SHIFT(185),
  [101] = {.entry = {.count = 1, .reusable = true}}, SHIFT(210),
  [103] = {.entry = {.count = 1, .reusable = true}}, SHIFT(160),
  [105] = {.entry = {.count = 1, .reusable = true}}, SHIFT(63),
  [107] = {.entry = {.count = 1, .reusable = true}}, SHIFT(106),
  [109] = {.entry = {.count = 1, .reusable = true}}, SHIFT(230),
  [111] = {.entry = {.count = 1, .reusable = true}}, SHIFT(201),
  [113] = {.entry = {.count = 1, .reusable = true}}, SHIFT(236),
  [115] = {.entry = {.count = 1, .reusable = true}}, SHIFT(202),
  [117] = {.entry = {.count = 1, .reusable = true}}, SHIFT(206),
  [119] = {.entry = {.count = 1, .reusable = true}}, SHIFT(189),
  [121] = {.entry = {.count = 1, .reusable = true}}, SHIFT(173),
  [123] = {.entry = {.count = 1, .reusable = true}}, SHIFT(8),
  [125] = {.entry = {.count = 1, .reusable = false}}, SHIFT(144),
  [127] = {.entry = {.count = 1, .reusable = false}}, SHIFT(204),
  [129] = {.entry = {.count = 1, .reusable = true}}, SHIFT(85),
  [131] = {.entry = {.count = 1, .reusable = false}}, SHIFT(229),
  [133] = {.entry = {.count = 1, .reusable = false}}, SHIFT(43),
  [135] = {.entry = {.count = 1, .reusable = true}}, SHIFT(43),
  [137] = {.entry = {.count = 1, .reusable = true}}, SHIFT(46),
  [139] = {.entry = {.count = 1, .reusable = true}}, SHIFT(69),
  [141] = {.entry = {.count = 1, .reusable = true}}, SHIFT(204),
  [143] = {.entry = {.count = 1, .reusable = false}}, SHIFT(163),
  [145] = {.entry = {.count = 1, .reusable = true}}, SHIFT(62),
  [147] = {.entry = {.count = 1, .reusable = false}}, SHIFT(142),
  [149] = {.entry = {.count = 1, .reusable = false}}, SHIFT(36),
  [151] = {.entry = {.count = 1, .reusable = true}}, SHIFT(36),
  [153] = {.entry = {.count = 1, .reusable = true}}, SHIFT(54),
  [155] = {.entry = {.count = 1, .reusable = true}}, SHIFT(76),
  [157] = {.entry = {.count = 1, .reusable = true}}, SHIFT(163),
  [159] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__line, 2, 0, 0),
  [161] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__line, 2, 0, 0),
  [163] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 2, 0, 4),
  [165] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 2, 0, 4),
  [167] = {.entry = {.count = 1, .reusable = true}}, SHIFT(52),
  [169] = {.entry = {.count = 1, .reusable = true}}, SHIFT(37),
  [171] = {.entry = {.count = 1, .reusable = true}}, SHIFT(49),
  [173] = {.entry = {.count = 1, .reusable = true}}, SHIFT(105),
  [175] = {.entry = {.count = 1, .reusable = true}}, SHIFT(181),
  [177] = {.entry = {.count = 1, .reusable = true}}, SHIFT(177),
  [179] = {.entry = {.count = 1, .reusable = true}}, SHIFT(183),
  [181] = {.entry = {.count = 1, .reusable = true}}, SHIFT(195),
  [183] = {.entry = {.count = 1, .reusable = true}}, SHIFT(196),
  [185] = {.entry = {.count = 1, .reusable = true}}, SHIFT(182),
  [187] = {.entry = {.count = 1, .reusable = true}}, SHIFT(192),
  [189] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0),
  [191] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym__host_inside, 2, 0, 0),
  [193] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(52),
  [196] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(49),
  [199] = {.entry = {.count = 1, .reusable = true}}, SHIFT(165),
  [201] = {.entry = {.count = 1, .reusable = true}}, SHIFT(224),
  [203] = {.entry = {.count = 1, .reusable = true}}, SHIFT(71),
  [205] = {.entry = {.count = 1, .reusable = true}}, SHIFT(51),
  [207] = {.entry = {.count = 1, .reusable = true}}, SHIFT(72),
  [209] = {.entry = {.count = 1, .reusable = true}}, SHIFT(108),
  [211] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host, 2, 0, 3),
  [213] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host, 2, 0, 3),
  [215] = {.entry = {.count = 1, .reusable = true}}, SHIFT(60),
  [217] = {.entry = {.count = 1, .reusable = true}}, SHIFT(58),
  [219] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_path, 1, 0, 0),
  [221] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_path, 1, 0, 0),
  [223] = {.entry = {.count = 1, .reusable = true}}, SHIFT(29),
  [225] = {.entry = {.count = 1, .reusable = true}}, SHIFT(61),
  [227] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_path, 2, 0, 0),
  [229] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_path, 2, 0, 0),
  [231] = {.entry = {.count = 1, .reusable = true}}, SHIFT(33),
  [233] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host, 2, 0, 0),
  [235] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host, 2, 0, 0),
  [237] = {.entry = {.count = 1, .reusable = true}}, SHIFT(35),
  [239] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__path_inside, 2, 0, 0),
  [241] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__path_inside, 2, 0, 0),
  [243] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(60),
  [246] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(58),
  [249] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0),
  [251] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0),
  [253] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(33),
  [256] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(61),
  [259] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0),
  [261] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0),
  [263] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(62),
  [266] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(34),
  [269] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(34),
  [272] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0),
  [274] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0),
  [276] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0), SHIFT_REPEAT(35),
  [279] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0), SHIFT_REPEAT(58),
  [282] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_bare, 1, 0, 0),
  [284] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_bare, 1, 0, 0),
  [286] = {.entry = {.count = 1, .reusable = true}}, SHIFT(38),
  [288] = {.entry = {.count = 1, .reusable = false}}, SHIFT(38),
  [290] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__path_inside, 1, 0, 0),
  [292] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__path_inside, 1, 0, 0),
  [294] = {.entry = {.count = 1, .reusable = true}}, SHIFT(31),
  [296] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_bare, 2, 0, 0),
  [298] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_bare, 2, 0, 0),
  [300] = {.entry = {.count = 1, .reusable = true}}, SHIFT(34),
  [302] = {.entry = {.count = 1, .reusable = false}}, SHIFT(34),
  [304] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host, 1, 0, 0),
  [306] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host, 1, 0, 0),
  [308] = {.entry = {.count = 1, .reusable = true}}, SHIFT(30),
  [310] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_dns, 2, 0, 4),
  [312] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_dns, 2, 0, 4),
  [314] = {.entry = {.count = 1, .reusable = true}}, SHIFT(68),
  [316] = {.entry = {.count = 1, .reusable = true}}, SHIFT(66),
  [318] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(71),
  [321] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(72),
  [324] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(68),
  [327] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(66),
  [330] = {.entry = {.count = 1, .reusable = true}}, SHIFT(44),
  [332] = {.entry = {.count = 1, .reusable = false}}, SHIFT(44),
  [334] = {.entry = {.count = 1, .reusable = true}}, SHIFT(48),
  [336] = {.entry = {.count = 1, .reusable = false}}, SHIFT(48),
  [338] = {.entry = {.count = 1, .reusable = true}}, SHIFT(86),
  [340] = {.entry = {.count = 1, .reusable = true}}, SHIFT(57),
  [342] = {.entry = {.count = 1, .reusable = true}}, SHIFT(220),
  [344] = {.entry = {.count = 1, .reusable = false}}, SHIFT(57),
  [346] = {.entry = {.count = 1, .reusable = true}}, SHIFT(45),
  [348] = {.entry = {.count = 1, .reusable = true}}, SHIFT(213),
  [350] = {.entry = {.count = 1, .reusable = false}}, SHIFT(45),
  [352] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(85),
  [355] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(48),
  [358] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(48),
  [361] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__next_placeholder, 1, 0, 0),
  [363] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__next_placeholder, 1, 0, 0),
  [365] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(50),
  [368] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(89),
  [371] = {.entry = {.count = 1, .reusable = true}}, SHIFT(53),
  [373] = {.entry = {.count = 1, .reusable = true}}, SHIFT(89),
  [375] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym__host_inside, 1, 0, 0),
  [377] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym__host_inside, 1, 0, 0),
  [379] = {.entry = {.count = 1, .reusable = true}}, SHIFT(50),
  [381] = {.entry = {.count = 1, .reusable = true}}, SHIFT(55),
  [383] = {.entry = {.count = 1, .reusable = true}}, SHIFT(147),
  [385] = {.entry = {.count = 1, .reusable = false}}, SHIFT(55),
  [387] = {.entry = {.count = 1, .reusable = true}}, SHIFT(149),
  [389] = {.entry = {.count = 1, .reusable = false}}, SHIFT(70),
  [391] = {.entry = {.count = 1, .reusable = false}}, SHIFT(52),
  [393] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0),
  [395] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0), SHIFT_REPEAT(86),
  [398] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0), SHIFT_REPEAT(57),
  [401] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0),
  [403] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0), SHIFT_REPEAT(57),
  [406] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_placeholder, 1, 0, 0),
  [408] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_placeholder, 1, 0, 0),
  [410] = {.entry = {.count = 1, .reusable = false}}, SHIFT(103),
  [412] = {.entry = {.count = 1, .reusable = false}}, SHIFT(71),
  [414] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_methods, 1, 0, 0),
  [416] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_methods, 1, 0, 0),
  [418] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0),
  [420] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0),
  [422] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(179),
  [425] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__port_list, 2, 0, 0),
  [427] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__port_list, 2, 0, 0),
  [429] = {.entry = {.count = 1, .reusable = true}}, SHIFT(179),
  [431] = {.entry = {.count = 1, .reusable = true}}, SHIFT(104),
  [433] = {.entry = {.count = 1, .reusable = false}}, SHIFT(75),
  [435] = {.entry = {.count = 1, .reusable = true}}, SHIFT(215),
  [437] = {.entry = {.count = 1, .reusable = true}}, SHIFT(75),
  [439] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 2, 0, 0),
  [441] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 2, 0, 0),
  [443] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__port_list, 1, 0, 0),
  [445] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__port_list, 1, 0, 0),
  [447] = {.entry = {.count = 1, .reusable = false}}, SHIFT(84),
  [449] = {.entry = {.count = 1, .reusable = true}}, SHIFT(227),
  [451] = {.entry = {.count = 1, .reusable = true}}, SHIFT(84),
  [453] = {.entry = {.count = 1, .reusable = false}}, SHIFT(77),
  [455] = {.entry = {.count = 1, .reusable = true}}, SHIFT(148),
  [457] = {.entry = {.count = 1, .reusable = true}}, SHIFT(77),
  [459] = {.entry = {.count = 1, .reusable = true}}, SHIFT(131),
  [461] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host_port, 2, 0, 0),
  [463] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host_port, 2, 0, 0),
  [465] = {.entry = {.count = 1, .reusable = true}}, SHIFT(169),
  [467] = {.entry = {.count = 1, .reusable = true}}, SHIFT(187),
  [469] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_address_port, 2, 0, 0),
  [471] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_address_port, 2, 0, 0),
  [473] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(187),
  [476] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0),
  [478] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0), SHIFT_REPEAT(104),
  [481] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0), SHIFT_REPEAT(84),
  [484] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0),
  [486] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0), SHIFT_REPEAT(84),
  [489] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_address_port, 1, 0, 0),
  [491] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_address_port, 1, 0, 0),
  [493] = {.entry = {.count = 1, .reusable = true}}, SHIFT(114),
  [495] = {.entry = {.count = 1, .reusable = true}}, SHIFT(115),
  [497] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_invalid, 1, 0, 0),
  [499] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_invalid, 1, 0, 0),
  [501] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_port, 1, 0, 0),
  [503] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_port, 1, 0, 0),
  [505] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(200),
  [508] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 3, 0, 4),
  [510] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 3, 0, 4),
  [512] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host_port, 1, 0, 0),
  [514] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host_port, 1, 0, 0),
  [516] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_ports, 2, 0, 0),
  [518] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_ports, 2, 0, 0),
  [520] = {.entry = {.count = 1, .reusable = true}}, SHIFT(200),
  [522] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 3, 0, 0),
  [524] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 3, 0, 0),
  [526] = {.entry = {.count = 1, .reusable = false}}, SHIFT(128),
  [528] = {.entry = {.count = 1, .reusable = true}}, SHIFT(119),
  [530] = {.entry = {.count = 1, .reusable = true}}, SHIFT(97),
  [532] = {.entry = {.count = 1, .reusable = true}}, SHIFT(128),
  [534] = {.entry = {.count = 1, .reusable = false}}, SHIFT(154),
  [536] = {.entry = {.count = 1, .reusable = true}}, SHIFT(124),
  [538] = {.entry = {.count = 1, .reusable = true}}, SHIFT(123),
  [540] = {.entry = {.count = 1, .reusable = true}}, SHIFT(154),
  [542] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 3, 0, 0),
  [544] = {.entry = {.count = 1, .reusable = true}}, SHIFT(25),
  [546] = {.entry = {.count = 1, .reusable = false}}, SHIFT(198),
  [548] = {.entry = {.count = 1, .reusable = true}}, SHIFT(186),
  [550] = {.entry = {.count = 1, .reusable = true}}, SHIFT(156),
  [552] = {.entry = {.count = 1, .reusable = true}}, SHIFT(198),
  [554] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_rule_repeat1, 2, 0, 0),
  [556] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_rule_repeat1, 2, 0, 0), SHIFT_REPEAT(25),
  [559] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 4, 0, 0),
  [561] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 4, 0, 7),
  [563] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_block, 2, 0, 0),
  [565] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_block, 2, 0, 0),
  [567] = {.entry = {.count = 1, .reusable = false}}, SHIFT(100),
  [569] = {.entry = {.count = 1, .reusable = true}}, SHIFT(98),
  [571] = {.entry = {.count = 1, .reusable = true}}, SHIFT(90),
  [573] = {.entry = {.count = 1, .reusable = true}}, SHIFT(100),
  [575] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 1, 0, 1),
  [577] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 2, 0, 0),
  [579] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 2, 0, 1),
  [581] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__own_ports, 2, 0, 0),
  [583] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__own_ports, 2, 0, 0),
  [585] = {.entry = {.count = 1, .reusable = true}}, SHIFT(208),
  [587] = {.entry = {.count = 1, .reusable = true}}, SHIFT(191),
  [589] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(191),
  [592] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 3, 0, 7),
  [594] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_literal, 3, 0, 0),
  [596] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_line, 1, 0, 0),
  [598] = {.entry = {.count = 1, .reusable = true}}, SHIFT(244),
  [600] = {.entry = {.count = 1, .reusable = true}}, SHIFT(241),
  [602] = {.entry = {.count = 1, .reusable = true}}, SHIFT(246),
  [604] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 4, 0, 0),
  [606] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 4, 0, 4),
  [608] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_attribute, 2, 0, 5),
  [610] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0),
  [612] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0),
  [614] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0), SHIFT_REPEAT(226),
  [617] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host_port, 3, 0, 0),
  [619] = {.entry = {.count = 1, .reusable = true}}, SHIFT(19),
  [621] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_cgroup_name, 1, 0, 0),
  [623] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_attribute, 3, 0, 9),
  [625] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_line, 2, 0, 0),
  [627] = {.entry = {.count = 1, .reusable = true}}, SHIFT(251),
  [629] = {.entry = {.count = 1, .reusable = true}}, SHIFT(20),
  [631] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat2, 2, 0, 0), SHIFT_REPEAT(9),
  [634] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat2, 2, 0, 0), SHIFT_REPEAT(252),
  [637] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_glob, 2, 0, 0),
  [639] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_literal, 2, 0, 0),
  [641] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_glob, 3, 0, 0),
  [643] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_methods, 2, 0, 0),
  [645] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_methods, 2, 0, 0),
  [647] = {.entry = {.count = 1, .reusable = true}}, SHIFT(226),
  [649] = {.entry = {.count = 1, .reusable = true}}, SHIFT(190),
  [651] = {.entry = {.count = 1, .reusable = true}}, SHIFT(18),
  [653] = {.entry = {.count = 1, .reusable = true}}, SHIFT(15),
  [655] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_dns, 2, 0, 0),
  [657] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__header, 1, 0, 0),
  [659] = {.entry = {.count = 1, .reusable = true}}, SHIFT(248),
  [661] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__header, 2, 0, 0),
  [663] = {.entry = {.count = 1, .reusable = true}}, SHIFT(239),
  [665] = {.entry = {.count = 1, .reusable = true}}, SHIFT(21),
  [667] = {.entry = {.count = 1, .reusable = true}}, SHIFT(22),
  [669] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_flag, 1, 0, 0),
  [671] = {.entry = {.count = 1, .reusable = true}}, SHIFT(197),
  [673] = {.entry = {.count = 1, .reusable = true}}, SHIFT(16),
  [675] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_protocol, 1, 0, 0),
  [677] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_address_port, 3, 0, 0),
  [679] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0), SHIFT_REPEAT(203),
  [682] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 2, 0, 0),
  [684] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comment, 1, 0, 0),
  [686] = {.entry = {.count = 1, .reusable = true}}, SHIFT(199),
  [688] = {.entry = {.count = 1, .reusable = false}}, SHIFT(250),
  [690] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_header_repeat1, 2, 0, 0),
  [692] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_header_repeat1, 2, 0, 0),
  [694] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_header_repeat1, 2, 0, 0), SHIFT_REPEAT(47),
  [697] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 4, 0, 6),
  [699] = {.entry = {.count = 1, .reusable = true}}, SHIFT(203),
  [701] = {.entry = {.count = 1, .reusable = false}}, SHIFT(88),
  [703] = {.entry = {.count = 1, .reusable = true}}, SHIFT(88),
  [705] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_directive_repeat1, 2, 0, 0),
  [707] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_directive_repeat1, 2, 0, 0), SHIFT_REPEAT(180),
  [710] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_directive_repeat1, 2, 0, 0),
  [712] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 4, 0, 0),
  [714] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 5, 0, 0),
  [716] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 5, 0, 8),
  [718] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_directive, 2, 0, 0),
  [720] = {.entry = {.count = 1, .reusable = true}}, SHIFT(180),
  [722] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_directive, 2, 0, 0),
  [724] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 3, 0, 0),
  [726] = {.entry = {.count = 1, .reusable = false}}, SHIFT(96),
  [728] = {.entry = {.count = 1, .reusable = true}}, SHIFT(96),
  [730] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 4, 0, 8),
  [732] = {.entry = {.count = 1, .reusable = false}}, SHIFT(166),
  [734] = {.entry = {.count = 1, .reusable = true}}, SHIFT(166),
  [736] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 5, 0, 6),
  [738] = {.entry = {.count = 1, .reusable = false}}, SHIFT(232),
  [740] = {.entry = {.count = 1, .reusable = true}}, SHIFT(233),
  [742] = {.entry = {.count = 1, .reusable = true}}, SHIFT(232),
  [744] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 6, 0, 0),
  [746] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 6, 0, 8),
  [748] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 3, 0, 6),
  [750] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_directive, 1, 0, 0),
  [752] = {.entry = {.count = 1, .reusable = true}}, SHIFT(184),
  [754] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_directive, 1, 0, 0),
  [756] = {.entry = {.count = 1, .reusable = false}}, SHIFT(129),
  [758] = {.entry = {.count = 1, .reusable = true}}, SHIFT(129),
  [760] = {.entry = {.count = 1, .reusable = true}}, SHIFT(11),
  [762] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 1, 0, 0),
  [764] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 1, 0, 0),
  [766] = {.entry = {.count = 1, .reusable = true}}, SHIFT(193),
  [768] = {.entry = {.count = 1, .reusable = false}}, SHIFT(216),
  [770] = {.entry = {.count = 1, .reusable = true}}, SHIFT(223),
  [772] = {.entry = {.count = 1, .reusable = true}}, SHIFT(216),
  [774] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_attribute, 3, 0, 9),
  [776] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_protocol, 1, 0, 0),
  [778] = {.entry = {.count = 1, .reusable = true}}, SHIFT(17),
  [780] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_glob, 2, 0, 0),
  [782] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_literal, 2, 0, 0),
  [784] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_attribute, 2, 0, 5),
  [786] = {.entry = {.count = 1, .reusable = true}}, SHIFT(235),
  [788] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__own_ports, 3, 0, 0),
  [790] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__own_ports, 3, 0, 0),
  [792] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_glob, 3, 0, 0),
  [794] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 4, 0, 0),
  [796] = {.entry = {.count = 1, .reusable = true}}, SHIFT(117),
  [798] = {.entry = {.count = 1, .reusable = true}}, SHIFT(12),
  [800] = {.entry = {.count = 1, .reusable = true}}, SHIFT(23),
  [802] = {.entry = {.count = 1, .reusable = false}}, SHIFT(194),
  [804] = {.entry = {.count = 1, .reusable = true}}, SHIFT(175),
  [806] = {.entry = {.count = 1, .reusable = true}}, SHIFT(194),
  [808] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_literal, 3, 0, 0),
  [810] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 4, 0, 4),
  [812] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_cgroup_name, 1, 0, 0),
  [814] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_flag, 1, 0, 0),
  [816] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 3, 0, 0),
  [818] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 3, 0, 0),
  [820] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_index, 1, 0, 0),
  [822] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_index, 1, 0, 0),
  [824] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comment, 2, 0, 0),
  [826] = {.entry = {.count = 1, .reusable = true}}, SHIFT(238),
  [828] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 4, 0, 0),
  [830] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 4, 0, 0),
  [832] = {.entry = {.count = 1, .reusable = true}}, SHIFT(13),
  [834] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comment, 3, 0, 0),
  [836] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__header, 3, 0, 0),
  [838] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__end, 2, 0, 0),
  [840] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 2, 0, 0),
  [842] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 4, 0, 0),
  [844] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__end, 1, 0, 2),
  [846] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 1, 0, 0),
  [848] = {.entry = {.count = 1, .reusable = true}}, SHIFT(4),
  [850] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_line, 3, 0, 0),
  [852] = {.entry = {.count = 1, .reusable = true}},  ACCEPT_INPUT(),
  [854] = {.entry = {.count = 1, .reusable = true}}, SHIFT(7),
  [856] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 3, 0, 0),
};

enum ts_external_scanner_symbol_identifiers {
  ts_external_token__gap = 0,
  ts_external_token__comment_gap = 1,
  ts_external_token__trailing = 2,
  ts_external_token__header_gap = 3,
  ts_external_token__nothing = 4,
};

static const TSSymbol ts_external_scanner_symbol_map[EXTERNAL_TOKEN_COUNT] = {
  [ts_external_token__gap] = sym__gap,
  [ts_external_token__comment_gap] = sym__comment_gap,
  [ts_external_token__trailing] = sym__trailing,
  [ts_external_token__header_gap] = sym__header_gap,
  [ts_external_token__nothing] = sym__nothing,
};

static const bool ts_external_scanner_states[8][EXTERNAL_TOKEN_COUNT] = {
  [1] = {
    [ts_external_token__gap] = true,
    [ts_external_token__comment_gap] = true,
    [ts_external_token__trailing] = true,
    [ts_external_token__header_gap] = true,
    [ts_external_token__nothing] = true,
  },
  [2] = {
    [ts_external_token__gap] = true,
    [ts_external_token__comment_gap] = true,
    [ts_external_token__trailing] = true,
    [ts_external_token__header_gap] = true,
  },
  [3] = {
    [ts_external_token__gap] = true,
    [ts_external_token__nothing] = true,
  },
  [4] = {
    [ts_external_token__nothing] = true,
  },
  [5] = {
    [ts_external_token__gap] = true,
    [ts_external_token__comment_gap] = true,
    [ts_external_token__trailing] = true,
  },
  [6] = {
    [ts_external_token__header_gap] = true,
  },
  [7] = {
    [ts_external_token__comment_gap] = true,
    [ts_external_token__trailing] = true,
  },
};

#ifdef __cplusplus
extern "C" {
#endif
void *tree_sitter_egress_external_scanner_create(void);
void tree_sitter_egress_external_scanner_destroy(void *);
bool tree_sitter_egress_external_scanner_scan(void *, TSLexer *, const bool *);
unsigned tree_sitter_egress_external_scanner_serialize(void *, char *);
void tree_sitter_egress_external_scanner_deserialize(void *, const char *, unsigned);

#ifdef TREE_SITTER_HIDE_SYMBOLS
#define TS_PUBLIC
#elif defined(_WIN32)
#define TS_PUBLIC __declspec(dllexport)
#else
#define TS_PUBLIC __attribute__((visibility("default")))
#endif

TS_PUBLIC const TSLanguage *tree_sitter_egress(void) {
  static const TSLanguage language = {
    .version = LANGUAGE_VERSION,
    .symbol_count = SYMBOL_COUNT,
    .alias_count = ALIAS_COUNT,
    .token_count = TOKEN_COUNT,
    .external_token_count = EXTERNAL_TOKEN_COUNT,
    .state_count = STATE_COUNT,
    .large_state_count = LARGE_STATE_COUNT,
    .production_id_count = PRODUCTION_ID_COUNT,
    .field_count = FIELD_COUNT,
    .max_alias_sequence_length = MAX_ALIAS_SEQUENCE_LENGTH,
    .parse_table = &ts_parse_table[0][0],
    .small_parse_table = ts_small_parse_table,
    .small_parse_table_map = ts_small_parse_table_map,
    .parse_actions = ts_parse_actions,
    .symbol_names = ts_symbol_names,
    .field_names = ts_field_names,
    .field_map_slices = ts_field_map_slices,
    .field_map_entries = ts_field_map_entries,
    .symbol_metadata = ts_symbol_metadata,
    .public_symbol_map = ts_symbol_map,
    .alias_map = ts_non_terminal_alias_map,
    .alias_sequences = &ts_alias_sequences[0][0],
    .lex_modes = ts_lex_modes,
    .lex_fn = ts_lex,
    .external_scanner = {
      &ts_external_scanner_states[0][0],
      ts_external_scanner_symbol_map,
      tree_sitter_egress_external_scanner_create,
      tree_sitter_egress_external_scanner_destroy,
      tree_sitter_egress_external_scanner_scan,
      tree_sitter_egress_external_scanner_serialize,
      tree_sitter_egress_external_scanner_deserialize,
    },
    .primary_state_ids = ts_primary_state_ids,
  };
  return &language;
}
#ifdef __cplusplus
}
#endif
