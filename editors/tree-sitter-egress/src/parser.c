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
#define SYMBOL_COUNT 113
#define ALIAS_COUNT 0
#define TOKEN_COUNT 59
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
  anon_sym_BQUOTE = 49,
  aux_sym_glob_token1 = 50,
  aux_sym_glob_token2 = 51,
  anon_sym_DQUOTE = 52,
  aux_sym_literal_token1 = 53,
  sym__gap = 54,
  sym__comment_gap = 55,
  sym__trailing = 56,
  sym__header_gap = 57,
  sym__nothing = 58,
  sym_policy = 59,
  sym_section = 60,
  sym__last_section = 61,
  sym__header = 62,
  sym__line = 63,
  sym__last_line = 64,
  sym__end = 65,
  sym_invalid = 66,
  sym_comment = 67,
  sym_directive = 68,
  sym_rule = 69,
  sym_header = 70,
  sym__item = 71,
  sym_methods = 72,
  sym_address_port = 73,
  sym_block = 74,
  sym_host_port = 75,
  sym_host = 76,
  aux_sym__host_inside = 77,
  sym__more_host = 78,
  sym_dns = 79,
  sym_url = 80,
  sym_path = 81,
  sym__path_inside = 82,
  sym__more_path = 83,
  sym_placeholder = 84,
  sym__next_placeholder = 85,
  sym_ports = 86,
  sym__own_ports = 87,
  sym__port_list = 88,
  sym_port = 89,
  sym_protocol = 90,
  sym_flag = 91,
  sym_attribute = 92,
  sym_key = 93,
  sym_index = 94,
  sym_cgroup_name = 95,
  sym__value = 96,
  sym_bare = 97,
  sym__bare_piece = 98,
  sym_glob = 99,
  sym_literal = 100,
  aux_sym_policy_repeat1 = 101,
  aux_sym_policy_repeat2 = 102,
  aux_sym_directive_repeat1 = 103,
  aux_sym_rule_repeat1 = 104,
  aux_sym_header_repeat1 = 105,
  aux_sym_methods_repeat1 = 106,
  aux_sym_host_repeat1 = 107,
  aux_sym_path_repeat1 = 108,
  aux_sym__port_list_repeat1 = 109,
  aux_sym_bare_repeat1 = 110,
  aux_sym_glob_repeat1 = 111,
  aux_sym_literal_repeat1 = 112,
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
  [anon_sym_BQUOTE] = "`",
  [aux_sym_glob_token1] = "set",
  [aux_sym_glob_token2] = "text",
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
  [anon_sym_BQUOTE] = anon_sym_BQUOTE,
  [aux_sym_glob_token1] = aux_sym_glob_token1,
  [aux_sym_glob_token2] = sym__text,
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
  [12] = 12,
  [13] = 12,
  [14] = 14,
  [15] = 15,
  [16] = 16,
  [17] = 17,
  [18] = 18,
  [19] = 19,
  [20] = 20,
  [21] = 21,
  [22] = 22,
  [23] = 14,
  [24] = 24,
  [25] = 25,
  [26] = 25,
  [27] = 27,
  [28] = 28,
  [29] = 29,
  [30] = 24,
  [31] = 31,
  [32] = 32,
  [33] = 33,
  [34] = 34,
  [35] = 35,
  [36] = 36,
  [37] = 24,
  [38] = 38,
  [39] = 39,
  [40] = 40,
  [41] = 24,
  [42] = 42,
  [43] = 28,
  [44] = 44,
  [45] = 29,
  [46] = 35,
  [47] = 47,
  [48] = 48,
  [49] = 49,
  [50] = 50,
  [51] = 48,
  [52] = 38,
  [53] = 49,
  [54] = 54,
  [55] = 55,
  [56] = 47,
  [57] = 40,
  [58] = 50,
  [59] = 55,
  [60] = 47,
  [61] = 39,
  [62] = 62,
  [63] = 47,
  [64] = 64,
  [65] = 65,
  [66] = 66,
  [67] = 67,
  [68] = 48,
  [69] = 48,
  [70] = 47,
  [71] = 71,
  [72] = 72,
  [73] = 47,
  [74] = 64,
  [75] = 71,
  [76] = 72,
  [77] = 77,
  [78] = 78,
  [79] = 79,
  [80] = 47,
  [81] = 81,
  [82] = 82,
  [83] = 83,
  [84] = 84,
  [85] = 82,
  [86] = 86,
  [87] = 86,
  [88] = 79,
  [89] = 64,
  [90] = 90,
  [91] = 81,
  [92] = 72,
  [93] = 93,
  [94] = 84,
  [95] = 95,
  [96] = 96,
  [97] = 97,
  [98] = 79,
  [99] = 47,
  [100] = 47,
  [101] = 101,
  [102] = 62,
  [103] = 71,
  [104] = 72,
  [105] = 105,
  [106] = 64,
  [107] = 107,
  [108] = 71,
  [109] = 109,
  [110] = 110,
  [111] = 84,
  [112] = 112,
  [113] = 113,
  [114] = 114,
  [115] = 79,
  [116] = 116,
  [117] = 117,
  [118] = 79,
  [119] = 119,
  [120] = 120,
  [121] = 121,
  [122] = 122,
  [123] = 123,
  [124] = 124,
  [125] = 125,
  [126] = 93,
  [127] = 122,
  [128] = 81,
  [129] = 122,
  [130] = 47,
  [131] = 131,
  [132] = 132,
  [133] = 133,
  [134] = 134,
  [135] = 135,
  [136] = 79,
  [137] = 137,
  [138] = 138,
  [139] = 139,
  [140] = 140,
  [141] = 141,
  [142] = 142,
  [143] = 96,
  [144] = 97,
  [145] = 145,
  [146] = 146,
  [147] = 147,
  [148] = 148,
  [149] = 149,
  [150] = 150,
  [151] = 151,
  [152] = 152,
  [153] = 153,
  [154] = 154,
  [155] = 155,
  [156] = 156,
  [157] = 79,
  [158] = 158,
  [159] = 81,
  [160] = 160,
  [161] = 161,
  [162] = 84,
  [163] = 163,
  [164] = 164,
  [165] = 165,
  [166] = 166,
  [167] = 79,
  [168] = 168,
  [169] = 169,
  [170] = 170,
  [171] = 171,
  [172] = 79,
  [173] = 173,
  [174] = 174,
  [175] = 175,
  [176] = 173,
  [177] = 177,
  [178] = 178,
  [179] = 179,
  [180] = 180,
  [181] = 181,
  [182] = 142,
  [183] = 93,
  [184] = 173,
  [185] = 185,
  [186] = 186,
  [187] = 187,
  [188] = 135,
  [189] = 173,
  [190] = 190,
  [191] = 138,
  [192] = 79,
  [193] = 79,
  [194] = 194,
  [195] = 195,
  [196] = 196,
  [197] = 197,
  [198] = 198,
  [199] = 199,
  [200] = 200,
  [201] = 201,
  [202] = 132,
  [203] = 203,
  [204] = 204,
  [205] = 205,
  [206] = 160,
  [207] = 207,
  [208] = 208,
  [209] = 141,
  [210] = 166,
  [211] = 79,
  [212] = 212,
  [213] = 213,
  [214] = 149,
  [215] = 146,
  [216] = 137,
  [217] = 79,
  [218] = 218,
  [219] = 198,
  [220] = 205,
  [221] = 204,
  [222] = 212,
  [223] = 151,
  [224] = 152,
  [225] = 171,
  [226] = 154,
  [227] = 227,
  [228] = 131,
  [229] = 145,
  [230] = 158,
  [231] = 231,
  [232] = 232,
  [233] = 233,
  [234] = 234,
  [235] = 79,
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

static TSCharacterRange aux_sym_glob_token2_character_set_1[] = {
  {0, '\t'}, {0x0b, '\f'}, {0x0e, ')'}, {'+', '>'}, {'@', 'Z'}, {'\\', '_'}, {'a', 'z'}, {'|', '|'},
  {'~', 0x10ffff},
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
        '"', 417,
        '#', 171,
        '*', 329,
        '/', 346,
        ':', 352,
        '=', 359,
        '?', 402,
        '@', 183,
        'P', 247,
        '[', 366,
        ']', 274,
        '`', 403,
        'a', 181,
        'c', 196,
        'e', 244,
        'i', 209,
        'p', 176,
        's', 238,
        '{', 212,
        '|', 276,
        'D', 251,
        'd', 251,
        'G', 254,
        'g', 254,
        'H', 252,
        'h', 252,
        'O', 261,
        'o', 261,
      );
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(354);
      if (lookahead != 0) ADVANCE(272);
      END_STATE();
    case 1:
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead != 0) ADVANCE(272);
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
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 5:
      ADVANCE_MAP(
        '\r', 6,
        '*', 275,
        '/', 345,
        'D', 306,
        'd', 300,
        '{', 163,
        'G', 307,
        'g', 307,
        'H', 308,
        'h', 308,
        'O', 317,
        'o', 317,
        'P', 303,
        'p', 303,
      );
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(289);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 6:
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 7:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '"') ADVANCE(417);
      if (lookahead == '@') ADVANCE(372);
      if (lookahead == '`') ADVANCE(403);
      if (lookahead == '{') ADVANCE(378);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(402);
      if (lookahead == '!' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= '~')) ADVANCE(390);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 8:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '"') ADVANCE(417);
      if (lookahead == '`') ADVANCE(403);
      if (lookahead == '{') ADVANCE(378);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(402);
      if (lookahead == '!' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= '~')) ADVANCE(390);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 9:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '"') ADVANCE(417);
      if (lookahead == '{') ADVANCE(421);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(429);
      END_STATE();
    case 10:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ':') ADVANCE(352);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead == '{') ADVANCE(84);
      if (('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 11:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '%' ||
          lookahead == '+' ||
          ('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z') ||
          lookahead == '~') ADVANCE(347);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 12:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == '{') ADVANCE(84);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(331);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 13:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '*') ADVANCE(329);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(354);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 14:
      ADVANCE_MAP(
        '\r', 32,
        '*', 275,
        ':', 353,
        'P', 111,
        ']', 274,
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
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ':') ADVANCE(352);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 16:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead == '|') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 17:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 18:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(345);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(152);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 19:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead == '|') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 20:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 21:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '=') ADVANCE(359);
      if (lookahead == '[') ADVANCE(366);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 22:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '=') ADVANCE(359);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 23:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '[') ADVANCE(52);
      if (lookahead == '`') ADVANCE(403);
      if (lookahead == '{') ADVANCE(408);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(402);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(416);
      END_STATE();
    case 24:
      ADVANCE_MAP(
        '\r', 32,
        ']', 274,
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
      if (lookahead == ']') ADVANCE(274);
      if (lookahead == '{') ADVANCE(394);
      if (lookahead == '}') ADVANCE(401);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(402);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          ('\\' <= lookahead && lookahead <= '~')) ADVANCE(401);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 26:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ']') ADVANCE(274);
      if (lookahead == '|') ADVANCE(276);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 27:
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == ']') ADVANCE(274);
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
      if (lookahead == '|') ADVANCE(276);
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
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(354);
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
      if (lookahead != 0) ADVANCE(272);
      END_STATE();
    case 34:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(1);
      if (lookahead == '\t' ||
          lookahead == ' ' ||
          lookahead == ',') ADVANCE(177);
      if (lookahead != 0) ADVANCE(272);
      END_STATE();
    case 35:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(1);
      if (lookahead != 0) ADVANCE(272);
      END_STATE();
    case 36:
      if (eof) ADVANCE(50);
      ADVANCE_MAP(
        '\n', 51,
        '\r', 2,
        '#', 171,
        '*', 275,
        '/', 345,
        'D', 306,
        '[', 273,
        'd', 300,
        '{', 163,
        'G', 307,
        'g', 307,
        'H', 308,
        'h', 308,
        'O', 317,
        'o', 317,
        'P', 303,
        'p', 303,
      );
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(289);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      if (lookahead != 0) ADVANCE(170);
      END_STATE();
    case 37:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ':') ADVANCE(352);
      if (lookahead == '{') ADVANCE(84);
      if (('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 38:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '%' ||
          lookahead == '+' ||
          ('-' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z') ||
          lookahead == '~') ADVANCE(347);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 39:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == ':') ADVANCE(352);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 40:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '*') ADVANCE(329);
      if (lookahead == '{') ADVANCE(84);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 41:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == ':') ADVANCE(352);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 42:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead == '|') ADVANCE(276);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 43:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(346);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 44:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '/') ADVANCE(103);
      if (lookahead == '|') ADVANCE(276);
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
      if (lookahead == ':') ADVANCE(352);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 47:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == ':') ADVANCE(352);
      if (lookahead != 0) ADVANCE(157);
      END_STATE();
    case 48:
      if (eof) ADVANCE(50);
      if (lookahead == '\n') ADVANCE(51);
      if (lookahead == '\r') ADVANCE(3);
      if (lookahead == '{') ADVANCE(394);
      if (lookahead == '}') ADVANCE(401);
      if (lookahead == '*' ||
          lookahead == '?') ADVANCE(402);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= '~')) ADVANCE(401);
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
      if (lookahead == '/') ADVANCE(344);
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
      if (lookahead == ']') ADVANCE(404);
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
      if (lookahead == 'e') ADVANCE(361);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 66:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(364);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 67:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'e') ADVANCE(358);
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
      if (lookahead == 'g') ADVANCE(365);
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
      if (lookahead == 'h') ADVANCE(357);
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
      if (lookahead == 'n') ADVANCE(363);
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
      if (lookahead == 'p') ADVANCE(362);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 88:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(360);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 89:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(355);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 90:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'p') ADVANCE(356);
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
      if (lookahead == '}') ADVANCE(351);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 110:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == '}') ADVANCE(350);
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
          lookahead == 'd') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 118:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(277);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 119:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(279);
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
          lookahead == 'e') ADVANCE(277);
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
          lookahead == 'h') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 130:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(277);
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
          lookahead == 's') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(157);
      END_STATE();
    case 143:
      ACCEPT_TOKEN(sym__rest);
      if (lookahead == '\r') ADVANCE(32);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(277);
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
          lookahead == 't') ADVANCE(279);
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
          lookahead == 't') ADVANCE(277);
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
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(287);
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
      if (lookahead == '/') ADVANCE(344);
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
      if (lookahead == '}') ADVANCE(349);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(170);
      END_STATE();
    case 169:
      ACCEPT_TOKEN(sym__bad_line);
      if (lookahead == '\r') ADVANCE(6);
      if (lookahead == '}') ADVANCE(348);
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
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 176:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'A') ADVANCE(264);
      if (lookahead == 'a') ADVANCE(234);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(263);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(265);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 177:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'W') ADVANCE(271);
      if (lookahead == '\t' ||
          lookahead == ' ' ||
          lookahead == ',') ADVANCE(177);
      if (lookahead != 0 &&
          lookahead != '\t' &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 178:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'a') ADVANCE(206);
      if (lookahead == '\t' ||
          lookahead == ' ') ADVANCE(178);
      if (lookahead != 0 &&
          lookahead != '\t' &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 179:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'a') ADVANCE(199);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 180:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'c') ADVANCE(205);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 181:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'c') ADVANCE(235);
      if (lookahead == 'r') ADVANCE(197);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 182:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'c') ADVANCE(241);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 183:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'd') ADVANCE(213);
      if (lookahead == 'h') ADVANCE(216);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 184:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(361);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 185:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(220);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 186:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(364);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 187:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(358);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 188:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(172);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 189:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(224);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 190:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(182);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 191:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(222);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 192:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(223);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 193:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(233);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 194:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'e') ADVANCE(200);
      if (lookahead == '\t' ||
          lookahead == ' ') ADVANCE(194);
      if (lookahead != 0 &&
          lookahead != '\t' &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 195:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'f') ADVANCE(203);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 196:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(225);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 197:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(365);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 198:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(201);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 199:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(186);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 200:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'g') ADVANCE(228);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 201:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'h') ADVANCE(357);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 202:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'h') ADVANCE(226);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 203:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'i') ADVANCE(208);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 204:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'i') ADVANCE(218);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 205:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'k') ADVANCE(192);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 206:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'l') ADVANCE(207);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 207:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'l') ADVANCE(217);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 208:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'l') ADVANCE(188);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 209:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'm') ADVANCE(179);
      if (lookahead == 'n') ADVANCE(232);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 210:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'n') ADVANCE(363);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 211:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'n') ADVANCE(189);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 212:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(242);
      if (lookahead == 'r') ADVANCE(191);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 213:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(180);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 214:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(239);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 215:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(245);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 216:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(230);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 217:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(243);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 218:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(210);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 219:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'o') ADVANCE(240);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 220:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'p') ADVANCE(362);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 221:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'p') ADVANCE(360);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 222:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'p') ADVANCE(215);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 223:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(367);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 224:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(246);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 225:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(214);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 226:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(219);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 227:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(187);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 228:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'r') ADVANCE(193);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 229:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(175);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 230:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(236);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 231:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(237);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 232:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(190);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 233:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(229);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 234:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 's') ADVANCE(231);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(249);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 235:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(204);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 236:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(369);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 237:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(202);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 238:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 't') ADVANCE(185);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 239:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'u') ADVANCE(221);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 240:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'u') ADVANCE(198);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 241:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'u') ADVANCE(227);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 242:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'w') ADVANCE(211);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 243:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'w') ADVANCE(173);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 244:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'x') ADVANCE(184);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 245:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == '}') ADVANCE(351);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 246:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == '}') ADVANCE(350);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 247:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(264);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(263);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(265);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 248:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(250);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 249:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'C' ||
          lookahead == 'c') ADVANCE(256);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 250:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 251:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(258);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 252:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(248);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 253:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 254:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(265);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 255:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(267);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 256:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 257:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'I' ||
          lookahead == 'i') ADVANCE(260);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 258:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'L' ||
          lookahead == 'l') ADVANCE(255);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 259:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'N' ||
          lookahead == 'n') ADVANCE(262);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 260:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(259);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 261:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(266);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 262:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 263:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(265);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 264:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(249);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 265:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(279);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 266:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(257);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 267:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(253);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 268:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(174);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 269:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(268);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 270:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(269);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 271:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(270);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 272:
      ACCEPT_TOKEN(sym__text);
      if (lookahead == '\r') ADVANCE(4);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(272);
      END_STATE();
    case 273:
      ACCEPT_TOKEN(anon_sym_LBRACK);
      END_STATE();
    case 274:
      ACCEPT_TOKEN(anon_sym_RBRACK);
      END_STATE();
    case 275:
      ACCEPT_TOKEN(anon_sym_STAR);
      END_STATE();
    case 276:
      ACCEPT_TOKEN(anon_sym_PIPE);
      END_STATE();
    case 277:
      ACCEPT_TOKEN(sym_method);
      END_STATE();
    case 278:
      ACCEPT_TOKEN(sym_method);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 279:
      ACCEPT_TOKEN(sym__next_method);
      END_STATE();
    case 280:
      ACCEPT_TOKEN(sym_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(282);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 281:
      ACCEPT_TOKEN(sym_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(280);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 282:
      ACCEPT_TOKEN(sym_address);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 283:
      ACCEPT_TOKEN(sym__next_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(285);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 284:
      ACCEPT_TOKEN(sym__next_address);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(283);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 285:
      ACCEPT_TOKEN(sym__next_address);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 286:
      ACCEPT_TOKEN(aux_sym_block_token1);
      END_STATE();
    case 287:
      ACCEPT_TOKEN(aux_sym_block_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(286);
      END_STATE();
    case 288:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(327);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(290);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 289:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(327);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(288);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 290:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(327);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 291:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(325);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(293);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 292:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(325);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(291);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 293:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(325);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 294:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(326);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(296);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 295:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(326);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(294);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 296:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '.') ADVANCE(326);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 297:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == ':') ADVANCE(343);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 298:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == ':') ADVANCE(159);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(299);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 299:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == ':') ADVANCE(159);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 300:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'n') ADVANCE(301);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(313);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 301:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 's') ADVANCE(297);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 302:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(305);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('B' <= lookahead && lookahead <= 'Z') ||
          ('b' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 303:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'A' ||
          lookahead == 'a') ADVANCE(322);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(318);
      if (lookahead == 'U' ||
          lookahead == 'u') ADVANCE(320);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('B' <= lookahead && lookahead <= 'Z') ||
          ('b' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 304:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'C' ||
          lookahead == 'c') ADVANCE(311);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 305:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'D' ||
          lookahead == 'd') ADVANCE(278);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 306:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(313);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 307:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(320);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 308:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(302);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(323);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 309:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(278);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 310:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'E' ||
          lookahead == 'e') ADVANCE(324);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 311:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'H' ||
          lookahead == 'h') ADVANCE(278);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 312:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'I' ||
          lookahead == 'i') ADVANCE(315);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 313:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'L' ||
          lookahead == 'l') ADVANCE(310);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 314:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'N' ||
          lookahead == 'n') ADVANCE(319);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 315:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'O' ||
          lookahead == 'o') ADVANCE(314);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 316:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(298);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 317:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'P' ||
          lookahead == 'p') ADVANCE(321);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 318:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(320);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 319:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'S' ||
          lookahead == 's') ADVANCE(278);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 320:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(278);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 321:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(312);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 322:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(304);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 323:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(316);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 324:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == 'T' ||
          lookahead == 't') ADVANCE(309);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 325:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(281);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 326:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(292);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 327:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(295);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 328:
      ACCEPT_TOKEN(aux_sym_host_token1);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(328);
      END_STATE();
    case 329:
      ACCEPT_TOKEN(anon_sym_STAR2);
      END_STATE();
    case 330:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(341);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(332);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 331:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(341);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(330);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 332:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(341);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 333:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(339);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(335);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 334:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(339);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(333);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 335:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(339);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 336:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(340);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(338);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 337:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(340);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(336);
      if (lookahead == '-' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 338:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '.') ADVANCE(340);
      if (lookahead == '-' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 339:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(284);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 340:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(334);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 341:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(337);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 342:
      ACCEPT_TOKEN(aux_sym__more_host_token1);
      if (lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(342);
      END_STATE();
    case 343:
      ACCEPT_TOKEN(anon_sym_dns_COLON);
      END_STATE();
    case 344:
      ACCEPT_TOKEN(sym_scheme);
      END_STATE();
    case 345:
      ACCEPT_TOKEN(anon_sym_SLASH);
      END_STATE();
    case 346:
      ACCEPT_TOKEN(anon_sym_SLASH2);
      END_STATE();
    case 347:
      ACCEPT_TOKEN(aux_sym__more_path_token1);
      if (lookahead == '%' ||
          lookahead == '+' ||
          lookahead == '-' ||
          lookahead == '.' ||
          ('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z') ||
          lookahead == '~') ADVANCE(347);
      END_STATE();
    case 348:
      ACCEPT_TOKEN(anon_sym_LBRACEowner_RBRACE);
      END_STATE();
    case 349:
      ACCEPT_TOKEN(anon_sym_LBRACErepo_RBRACE);
      END_STATE();
    case 350:
      ACCEPT_TOKEN(anon_sym_LBRACEowner_RBRACE2);
      END_STATE();
    case 351:
      ACCEPT_TOKEN(anon_sym_LBRACErepo_RBRACE2);
      END_STATE();
    case 352:
      ACCEPT_TOKEN(anon_sym_COLON);
      END_STATE();
    case 353:
      ACCEPT_TOKEN(anon_sym_COLON2);
      END_STATE();
    case 354:
      ACCEPT_TOKEN(aux_sym_port_token1);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(354);
      END_STATE();
    case 355:
      ACCEPT_TOKEN(anon_sym_SLASHtcp);
      END_STATE();
    case 356:
      ACCEPT_TOKEN(anon_sym_SLASHudp);
      END_STATE();
    case 357:
      ACCEPT_TOKEN(anon_sym_passthrough);
      END_STATE();
    case 358:
      ACCEPT_TOKEN(anon_sym_insecure);
      END_STATE();
    case 359:
      ACCEPT_TOKEN(anon_sym_EQ);
      END_STATE();
    case 360:
      ACCEPT_TOKEN(anon_sym_cgroup);
      END_STATE();
    case 361:
      ACCEPT_TOKEN(anon_sym_exe);
      END_STATE();
    case 362:
      ACCEPT_TOKEN(anon_sym_step);
      END_STATE();
    case 363:
      ACCEPT_TOKEN(anon_sym_action);
      END_STATE();
    case 364:
      ACCEPT_TOKEN(anon_sym_image);
      END_STATE();
    case 365:
      ACCEPT_TOKEN(anon_sym_arg);
      END_STATE();
    case 366:
      ACCEPT_TOKEN(anon_sym_LBRACK2);
      END_STATE();
    case 367:
      ACCEPT_TOKEN(anon_sym_ATdocker);
      END_STATE();
    case 368:
      ACCEPT_TOKEN(anon_sym_ATdocker);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 369:
      ACCEPT_TOKEN(anon_sym_AThost);
      END_STATE();
    case 370:
      ACCEPT_TOKEN(anon_sym_AThost);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 371:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'c') ADVANCE(376);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 372:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'd') ADVANCE(379);
      if (lookahead == 'h') ADVANCE(380);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 373:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'e') ADVANCE(382);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 374:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'e') ADVANCE(384);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 375:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'e') ADVANCE(383);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 376:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'k') ADVANCE(375);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 377:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'n') ADVANCE(374);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 378:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'o') ADVANCE(387);
      if (lookahead == 'r') ADVANCE(373);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 379:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'o') ADVANCE(371);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 380:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'o') ADVANCE(385);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 381:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'o') ADVANCE(388);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 382:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'p') ADVANCE(381);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 383:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'r') ADVANCE(368);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 384:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'r') ADVANCE(389);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 385:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 's') ADVANCE(386);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 386:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 't') ADVANCE(370);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 387:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == 'w') ADVANCE(377);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 388:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == '}') ADVANCE(351);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= ')') ||
          ('+' <= lookahead && lookahead <= '>') ||
          ('@' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= 'z') ||
          ('|' <= lookahead && lookahead <= '~')) ADVANCE(390);
      END_STATE();
    case 389:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (lookahead == '}') ADVANCE(350);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= ')') ||
          ('+' <= lookahead && lookahead <= '>') ||
          ('@' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= 'z') ||
          ('|' <= lookahead && lookahead <= '~')) ADVANCE(390);
      END_STATE();
    case 390:
      ACCEPT_TOKEN(aux_sym_bare_token1);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(390);
      END_STATE();
    case 391:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'e') ADVANCE(396);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 392:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'e') ADVANCE(397);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 393:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'n') ADVANCE(392);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 394:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'o') ADVANCE(398);
      if (lookahead == 'r') ADVANCE(391);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 395:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'o') ADVANCE(399);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 396:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'p') ADVANCE(395);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 397:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'r') ADVANCE(400);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 398:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == 'w') ADVANCE(393);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 399:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == '}') ADVANCE(351);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= ')') ||
          ('+' <= lookahead && lookahead <= '>') ||
          ('@' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= 'z') ||
          ('|' <= lookahead && lookahead <= '~')) ADVANCE(401);
      END_STATE();
    case 400:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (lookahead == '}') ADVANCE(350);
      if (lookahead == '!' ||
          lookahead == '"' ||
          ('$' <= lookahead && lookahead <= ')') ||
          ('+' <= lookahead && lookahead <= '>') ||
          ('@' <= lookahead && lookahead <= 'Z') ||
          lookahead == '\\' ||
          ('^' <= lookahead && lookahead <= 'z') ||
          ('|' <= lookahead && lookahead <= '~')) ADVANCE(401);
      END_STATE();
    case 401:
      ACCEPT_TOKEN(aux_sym_bare_token2);
      if (((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '`') &&
          lookahead > '\t' &&
          lookahead != 0x0b &&
          lookahead != '\f' &&
          (lookahead < 0x0e || ' ' < lookahead) &&
          lookahead != '#' &&
          lookahead != ']' &&
          (lookahead < 0x7f || 0x10ffff < lookahead)) ADVANCE(401);
      END_STATE();
    case 402:
      ACCEPT_TOKEN(aux_sym__bare_piece_token1);
      END_STATE();
    case 403:
      ACCEPT_TOKEN(anon_sym_BQUOTE);
      END_STATE();
    case 404:
      ACCEPT_TOKEN(aux_sym_glob_token1);
      END_STATE();
    case 405:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'e') ADVANCE(410);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 406:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'e') ADVANCE(411);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 407:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'n') ADVANCE(406);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 408:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'o') ADVANCE(412);
      if (lookahead == 'r') ADVANCE(405);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 409:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'o') ADVANCE(413);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 410:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'p') ADVANCE(409);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 411:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'r') ADVANCE(414);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 412:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == 'w') ADVANCE(407);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 413:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == '}') ADVANCE(351);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 414:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if (lookahead == '}') ADVANCE(350);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 415:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead))) ADVANCE(415);
      END_STATE();
    case 416:
      ACCEPT_TOKEN(aux_sym_glob_token2);
      if ((!eof && set_contains(aux_sym_glob_token2_character_set_1, 9, lookahead)) ||
          lookahead == '}') ADVANCE(416);
      END_STATE();
    case 417:
      ACCEPT_TOKEN(anon_sym_DQUOTE);
      END_STATE();
    case 418:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'e') ADVANCE(423);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 419:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'e') ADVANCE(424);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 420:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'n') ADVANCE(419);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 421:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'o') ADVANCE(425);
      if (lookahead == 'r') ADVANCE(418);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 422:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'o') ADVANCE(426);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 423:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'p') ADVANCE(422);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 424:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'r') ADVANCE(427);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 425:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == 'w') ADVANCE(420);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 426:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == '}') ADVANCE(351);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{') ADVANCE(428);
      END_STATE();
    case 427:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead == '}') ADVANCE(350);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{') ADVANCE(428);
      END_STATE();
    case 428:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{' &&
          lookahead != '}') ADVANCE(428);
      END_STATE();
    case 429:
      ACCEPT_TOKEN(aux_sym_literal_token1);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '\r' &&
          lookahead != '"' &&
          lookahead != '{') ADVANCE(429);
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
  [11] = {.lex_state = 36, .external_lex_state = 2},
  [12] = {.lex_state = 7, .external_lex_state = 4},
  [13] = {.lex_state = 7, .external_lex_state = 4},
  [14] = {.lex_state = 37, .external_lex_state = 5},
  [15] = {.lex_state = 24, .external_lex_state = 4},
  [16] = {.lex_state = 24, .external_lex_state = 4},
  [17] = {.lex_state = 24, .external_lex_state = 4},
  [18] = {.lex_state = 24, .external_lex_state = 4},
  [19] = {.lex_state = 24, .external_lex_state = 4},
  [20] = {.lex_state = 24, .external_lex_state = 4},
  [21] = {.lex_state = 24, .external_lex_state = 4},
  [22] = {.lex_state = 28, .external_lex_state = 4},
  [23] = {.lex_state = 10, .external_lex_state = 3},
  [24] = {.lex_state = 37, .external_lex_state = 5},
  [25] = {.lex_state = 8, .external_lex_state = 4},
  [26] = {.lex_state = 8, .external_lex_state = 4},
  [27] = {.lex_state = 39, .external_lex_state = 5},
  [28] = {.lex_state = 38, .external_lex_state = 5},
  [29] = {.lex_state = 38, .external_lex_state = 5},
  [30] = {.lex_state = 39, .external_lex_state = 5},
  [31] = {.lex_state = 38, .external_lex_state = 5},
  [32] = {.lex_state = 38, .external_lex_state = 5},
  [33] = {.lex_state = 39, .external_lex_state = 5},
  [34] = {.lex_state = 39, .external_lex_state = 5},
  [35] = {.lex_state = 38, .external_lex_state = 5},
  [36] = {.lex_state = 39, .external_lex_state = 5},
  [37] = {.lex_state = 40, .external_lex_state = 5},
  [38] = {.lex_state = 48, .external_lex_state = 5},
  [39] = {.lex_state = 48, .external_lex_state = 5},
  [40] = {.lex_state = 48, .external_lex_state = 5},
  [41] = {.lex_state = 10, .external_lex_state = 3},
  [42] = {.lex_state = 40, .external_lex_state = 5},
  [43] = {.lex_state = 11, .external_lex_state = 3},
  [44] = {.lex_state = 14},
  [45] = {.lex_state = 11, .external_lex_state = 3},
  [46] = {.lex_state = 11, .external_lex_state = 3},
  [47] = {.lex_state = 37, .external_lex_state = 5},
  [48] = {.lex_state = 37, .external_lex_state = 5},
  [49] = {.lex_state = 23, .external_lex_state = 4},
  [50] = {.lex_state = 23, .external_lex_state = 4},
  [51] = {.lex_state = 39, .external_lex_state = 5},
  [52] = {.lex_state = 25, .external_lex_state = 3},
  [53] = {.lex_state = 23, .external_lex_state = 4},
  [54] = {.lex_state = 39, .external_lex_state = 5},
  [55] = {.lex_state = 12, .external_lex_state = 4},
  [56] = {.lex_state = 38, .external_lex_state = 5},
  [57] = {.lex_state = 25, .external_lex_state = 3},
  [58] = {.lex_state = 23, .external_lex_state = 4},
  [59] = {.lex_state = 12, .external_lex_state = 4},
  [60] = {.lex_state = 39, .external_lex_state = 5},
  [61] = {.lex_state = 25, .external_lex_state = 3},
  [62] = {.lex_state = 41, .external_lex_state = 5},
  [63] = {.lex_state = 40, .external_lex_state = 5},
  [64] = {.lex_state = 44, .external_lex_state = 5},
  [65] = {.lex_state = 40, .external_lex_state = 3},
  [66] = {.lex_state = 23, .external_lex_state = 4},
  [67] = {.lex_state = 40, .external_lex_state = 4},
  [68] = {.lex_state = 40, .external_lex_state = 5},
  [69] = {.lex_state = 10, .external_lex_state = 3},
  [70] = {.lex_state = 10, .external_lex_state = 3},
  [71] = {.lex_state = 44, .external_lex_state = 5},
  [72] = {.lex_state = 44, .external_lex_state = 5},
  [73] = {.lex_state = 48, .external_lex_state = 5},
  [74] = {.lex_state = 42, .external_lex_state = 5},
  [75] = {.lex_state = 42, .external_lex_state = 5},
  [76] = {.lex_state = 42, .external_lex_state = 5},
  [77] = {.lex_state = 45, .external_lex_state = 5},
  [78] = {.lex_state = 45, .external_lex_state = 5},
  [79] = {.lex_state = 44, .external_lex_state = 5},
  [80] = {.lex_state = 11, .external_lex_state = 3},
  [81] = {.lex_state = 44, .external_lex_state = 5},
  [82] = {.lex_state = 9, .external_lex_state = 4},
  [83] = {.lex_state = 46, .external_lex_state = 5},
  [84] = {.lex_state = 44, .external_lex_state = 5},
  [85] = {.lex_state = 9, .external_lex_state = 4},
  [86] = {.lex_state = 9, .external_lex_state = 4},
  [87] = {.lex_state = 9, .external_lex_state = 4},
  [88] = {.lex_state = 42, .external_lex_state = 5},
  [89] = {.lex_state = 19, .external_lex_state = 3},
  [90] = {.lex_state = 47, .external_lex_state = 5},
  [91] = {.lex_state = 42, .external_lex_state = 5},
  [92] = {.lex_state = 19, .external_lex_state = 3},
  [93] = {.lex_state = 45, .external_lex_state = 5},
  [94] = {.lex_state = 42, .external_lex_state = 5},
  [95] = {.lex_state = 47, .external_lex_state = 5},
  [96] = {.lex_state = 43, .external_lex_state = 5},
  [97] = {.lex_state = 43, .external_lex_state = 5},
  [98] = {.lex_state = 45, .external_lex_state = 5},
  [99] = {.lex_state = 25, .external_lex_state = 3},
  [100] = {.lex_state = 23, .external_lex_state = 4},
  [101] = {.lex_state = 9, .external_lex_state = 4},
  [102] = {.lex_state = 15, .external_lex_state = 3},
  [103] = {.lex_state = 19, .external_lex_state = 3},
  [104] = {.lex_state = 16, .external_lex_state = 3},
  [105] = {.lex_state = 18, .external_lex_state = 4},
  [106] = {.lex_state = 16, .external_lex_state = 3},
  [107] = {.lex_state = 36, .external_lex_state = 6},
  [108] = {.lex_state = 16, .external_lex_state = 3},
  [109] = {.lex_state = 20, .external_lex_state = 3},
  [110] = {.lex_state = 49, .external_lex_state = 5},
  [111] = {.lex_state = 19, .external_lex_state = 3},
  [112] = {.lex_state = 49, .external_lex_state = 5},
  [113] = {.lex_state = 13, .external_lex_state = 4},
  [114] = {.lex_state = 49, .external_lex_state = 5},
  [115] = {.lex_state = 43, .external_lex_state = 5},
  [116] = {.lex_state = 47, .external_lex_state = 5},
  [117] = {.lex_state = 49, .external_lex_state = 5},
  [118] = {.lex_state = 19, .external_lex_state = 3},
  [119] = {.lex_state = 49, .external_lex_state = 5},
  [120] = {.lex_state = 49, .external_lex_state = 5},
  [121] = {.lex_state = 49, .external_lex_state = 5},
  [122] = {.lex_state = 13, .external_lex_state = 4},
  [123] = {.lex_state = 49, .external_lex_state = 5},
  [124] = {.lex_state = 49, .external_lex_state = 5},
  [125] = {.lex_state = 36, .external_lex_state = 6},
  [126] = {.lex_state = 43, .external_lex_state = 5},
  [127] = {.lex_state = 13, .external_lex_state = 4},
  [128] = {.lex_state = 19, .external_lex_state = 3},
  [129] = {.lex_state = 13, .external_lex_state = 4},
  [130] = {.lex_state = 9, .external_lex_state = 4},
  [131] = {.lex_state = 49, .external_lex_state = 5},
  [132] = {.lex_state = 49, .external_lex_state = 5},
  [133] = {.lex_state = 49, .external_lex_state = 7},
  [134] = {.lex_state = 36, .external_lex_state = 6},
  [135] = {.lex_state = 26, .external_lex_state = 3},
  [136] = {.lex_state = 49, .external_lex_state = 5},
  [137] = {.lex_state = 49, .external_lex_state = 5},
  [138] = {.lex_state = 26, .external_lex_state = 3},
  [139] = {.lex_state = 27, .external_lex_state = 3},
  [140] = {.lex_state = 27, .external_lex_state = 3},
  [141] = {.lex_state = 49, .external_lex_state = 5},
  [142] = {.lex_state = 26, .external_lex_state = 3},
  [143] = {.lex_state = 17, .external_lex_state = 3},
  [144] = {.lex_state = 17, .external_lex_state = 3},
  [145] = {.lex_state = 49, .external_lex_state = 5},
  [146] = {.lex_state = 49, .external_lex_state = 5},
  [147] = {.lex_state = 27, .external_lex_state = 3},
  [148] = {.lex_state = 27, .external_lex_state = 3},
  [149] = {.lex_state = 49, .external_lex_state = 5},
  [150] = {.lex_state = 49, .external_lex_state = 7},
  [151] = {.lex_state = 49, .external_lex_state = 5},
  [152] = {.lex_state = 49, .external_lex_state = 5},
  [153] = {.lex_state = 27, .external_lex_state = 3},
  [154] = {.lex_state = 49, .external_lex_state = 5},
  [155] = {.lex_state = 49, .external_lex_state = 5},
  [156] = {.lex_state = 27, .external_lex_state = 3},
  [157] = {.lex_state = 20, .external_lex_state = 3},
  [158] = {.lex_state = 49, .external_lex_state = 5},
  [159] = {.lex_state = 16, .external_lex_state = 3},
  [160] = {.lex_state = 49, .external_lex_state = 5},
  [161] = {.lex_state = 49, .external_lex_state = 7},
  [162] = {.lex_state = 16, .external_lex_state = 3},
  [163] = {.lex_state = 49, .external_lex_state = 5},
  [164] = {.lex_state = 49, .external_lex_state = 7},
  [165] = {.lex_state = 49, .external_lex_state = 5},
  [166] = {.lex_state = 49, .external_lex_state = 5},
  [167] = {.lex_state = 16, .external_lex_state = 3},
  [168] = {.lex_state = 27, .external_lex_state = 3},
  [169] = {.lex_state = 49, .external_lex_state = 5},
  [170] = {.lex_state = 27, .external_lex_state = 3},
  [171] = {.lex_state = 49, .external_lex_state = 5},
  [172] = {.lex_state = 17, .external_lex_state = 3},
  [173] = {.lex_state = 31, .external_lex_state = 4},
  [174] = {.lex_state = 49, .external_lex_state = 7},
  [175] = {.lex_state = 34},
  [176] = {.lex_state = 31, .external_lex_state = 4},
  [177] = {.lex_state = 31, .external_lex_state = 4},
  [178] = {.lex_state = 49, .external_lex_state = 7},
  [179] = {.lex_state = 49, .external_lex_state = 7},
  [180] = {.lex_state = 49, .external_lex_state = 7},
  [181] = {.lex_state = 49, .external_lex_state = 7},
  [182] = {.lex_state = 29, .external_lex_state = 3},
  [183] = {.lex_state = 17, .external_lex_state = 3},
  [184] = {.lex_state = 31, .external_lex_state = 4},
  [185] = {.lex_state = 34},
  [186] = {.lex_state = 27, .external_lex_state = 3},
  [187] = {.lex_state = 49, .external_lex_state = 7},
  [188] = {.lex_state = 29, .external_lex_state = 3},
  [189] = {.lex_state = 31, .external_lex_state = 4},
  [190] = {.lex_state = 49, .external_lex_state = 7},
  [191] = {.lex_state = 29, .external_lex_state = 3},
  [192] = {.lex_state = 26, .external_lex_state = 3},
  [193] = {.lex_state = 49, .external_lex_state = 7},
  [194] = {.lex_state = 34},
  [195] = {.lex_state = 49, .external_lex_state = 7},
  [196] = {.lex_state = 49, .external_lex_state = 7},
  [197] = {.lex_state = 33},
  [198] = {.lex_state = 26, .external_lex_state = 3},
  [199] = {.lex_state = 49, .external_lex_state = 7},
  [200] = {.lex_state = 49, .external_lex_state = 7},
  [201] = {.lex_state = 27, .external_lex_state = 3},
  [202] = {.lex_state = 27, .external_lex_state = 3},
  [203] = {.lex_state = 27, .external_lex_state = 3},
  [204] = {.lex_state = 22, .external_lex_state = 4},
  [205] = {.lex_state = 22, .external_lex_state = 4},
  [206] = {.lex_state = 27, .external_lex_state = 3},
  [207] = {.lex_state = 27, .external_lex_state = 4},
  [208] = {.lex_state = 27, .external_lex_state = 4},
  [209] = {.lex_state = 27, .external_lex_state = 3},
  [210] = {.lex_state = 27, .external_lex_state = 3},
  [211] = {.lex_state = 29, .external_lex_state = 3},
  [212] = {.lex_state = 30, .external_lex_state = 4},
  [213] = {.lex_state = 49, .external_lex_state = 3},
  [214] = {.lex_state = 27, .external_lex_state = 3},
  [215] = {.lex_state = 27, .external_lex_state = 3},
  [216] = {.lex_state = 27, .external_lex_state = 3},
  [217] = {.lex_state = 27, .external_lex_state = 3},
  [218] = {.lex_state = 21, .external_lex_state = 4},
  [219] = {.lex_state = 29, .external_lex_state = 3},
  [220] = {.lex_state = 22, .external_lex_state = 4},
  [221] = {.lex_state = 22, .external_lex_state = 4},
  [222] = {.lex_state = 30, .external_lex_state = 4},
  [223] = {.lex_state = 27, .external_lex_state = 3},
  [224] = {.lex_state = 27, .external_lex_state = 3},
  [225] = {.lex_state = 27, .external_lex_state = 3},
  [226] = {.lex_state = 27, .external_lex_state = 3},
  [227] = {.lex_state = 27, .external_lex_state = 3},
  [228] = {.lex_state = 27, .external_lex_state = 3},
  [229] = {.lex_state = 27, .external_lex_state = 3},
  [230] = {.lex_state = 27, .external_lex_state = 3},
  [231] = {.lex_state = 27, .external_lex_state = 4},
  [232] = {.lex_state = 35},
  [233] = {.lex_state = 22, .external_lex_state = 4},
  [234] = {.lex_state = 22, .external_lex_state = 4},
  [235] = {.lex_state = 22, .external_lex_state = 4},
  [236] = {.lex_state = 22, .external_lex_state = 4},
  [237] = {.lex_state = 36},
  [238] = {.lex_state = 0},
  [239] = {.lex_state = 0},
  [240] = {.lex_state = 36},
  [241] = {.lex_state = 0},
  [242] = {.lex_state = 0},
  [243] = {.lex_state = 0},
  [244] = {.lex_state = 0},
  [245] = {.lex_state = 0},
  [246] = {.lex_state = 0},
  [247] = {.lex_state = 0},
  [248] = {.lex_state = 0},
  [249] = {.lex_state = 36},
  [250] = {.lex_state = 0},
  [251] = {.lex_state = 0},
  [252] = {.lex_state = 0},
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
    [anon_sym_BQUOTE] = ACTIONS(1),
    [anon_sym_DQUOTE] = ACTIONS(1),
    [sym__gap] = ACTIONS(1),
    [sym__comment_gap] = ACTIONS(1),
    [sym__trailing] = ACTIONS(1),
    [sym__header_gap] = ACTIONS(1),
    [sym__nothing] = ACTIONS(1),
  },
  [1] = {
    [sym_policy] = STATE(256),
    [sym_section] = STATE(107),
    [sym__last_section] = STATE(255),
    [sym__header] = STATE(241),
    [sym__line] = STATE(2),
    [sym__last_line] = STATE(242),
    [sym_comment] = STATE(242),
    [sym_rule] = STATE(164),
    [sym_header] = STATE(161),
    [sym_methods] = STATE(213),
    [sym_address_port] = STATE(124),
    [sym_block] = STATE(90),
    [sym_host_port] = STATE(124),
    [sym_host] = STATE(95),
    [sym_dns] = STATE(124),
    [sym_url] = STATE(124),
    [sym_path] = STATE(124),
    [sym_placeholder] = STATE(34),
    [aux_sym_policy_repeat1] = STATE(2),
    [aux_sym_policy_repeat2] = STATE(107),
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
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(161), 1,
      sym_header,
    STATE(164), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    STATE(241), 1,
      sym__header,
    STATE(258), 1,
      sym__last_section,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    STATE(4), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(125), 2,
      sym_section,
      aux_sym_policy_repeat2,
    STATE(238), 2,
      sym__last_line,
      sym_comment,
    STATE(124), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [96] = 24,
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
    ACTIONS(41), 1,
      ts_builtin_sym_end,
    ACTIONS(43), 1,
      sym__newline,
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(164), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(45), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(5), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(248), 2,
      sym__last_line,
      sym_comment,
    STATE(124), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [177] = 23,
    ACTIONS(49), 1,
      sym__newline,
    ACTIONS(52), 1,
      sym__bad_line,
    ACTIONS(55), 1,
      anon_sym_POUND,
    ACTIONS(58), 1,
      anon_sym_STAR,
    ACTIONS(61), 1,
      sym_method,
    ACTIONS(64), 1,
      sym_address,
    ACTIONS(67), 1,
      aux_sym_host_token1,
    ACTIONS(70), 1,
      anon_sym_dns_COLON,
    ACTIONS(73), 1,
      sym_scheme,
    ACTIONS(76), 1,
      anon_sym_SLASH,
    ACTIONS(82), 1,
      sym__gap,
    ACTIONS(85), 1,
      sym__comment_gap,
    ACTIONS(88), 1,
      sym__trailing,
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(164), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    ACTIONS(79), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    STATE(4), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(257), 2,
      sym__last_line,
      sym_comment,
    ACTIONS(47), 3,
      sym__header_gap,
      ts_builtin_sym_end,
      anon_sym_LBRACK,
    STATE(124), 5,
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
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(164), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(93), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(4), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(244), 2,
      sym__last_line,
      sym_comment,
    STATE(124), 5,
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
    ACTIONS(95), 1,
      sym__newline,
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(164), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(45), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(7), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(257), 2,
      sym__last_line,
      sym_comment,
    STATE(124), 5,
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
    ACTIONS(39), 1,
      sym__newline,
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(164), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    ACTIONS(93), 2,
      sym__header_gap,
      anon_sym_LBRACK,
    STATE(4), 2,
      sym__line,
      aux_sym_policy_repeat1,
    STATE(257), 2,
      sym__last_line,
      sym_comment,
    STATE(124), 5,
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
    STATE(156), 1,
      sym_url,
    STATE(196), 1,
      sym_invalid,
    STATE(204), 1,
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
    STATE(140), 1,
      sym_url,
    STATE(190), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
    STATE(139), 5,
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
    STATE(34), 1,
      sym_placeholder,
    STATE(90), 1,
      sym_block,
    STATE(95), 1,
      sym_host,
    STATE(150), 1,
      sym_rule,
    STATE(213), 1,
      sym_methods,
    ACTIONS(27), 2,
      anon_sym_LBRACEowner_RBRACE,
      anon_sym_LBRACErepo_RBRACE,
    STATE(124), 5,
      sym_address_port,
      sym_host_port,
      sym_dns,
      sym_url,
      sym_path,
  [658] = 2,
    ACTIONS(129), 4,
      sym__bad_line,
      sym_method,
      sym_address,
      aux_sym_host_token1,
    ACTIONS(127), 14,
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
  [681] = 10,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(137), 1,
      aux_sym_bare_token1,
    ACTIONS(139), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(141), 1,
      anon_sym_BQUOTE,
    ACTIONS(143), 1,
      anon_sym_DQUOTE,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(133), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(135), 2,
      anon_sym_ATdocker,
      anon_sym_AThost,
    STATE(52), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(215), 6,
      sym_invalid,
      sym_cgroup_name,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [720] = 10,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(153), 1,
      aux_sym_bare_token1,
    ACTIONS(155), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(157), 1,
      anon_sym_BQUOTE,
    ACTIONS(159), 1,
      anon_sym_DQUOTE,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(149), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(151), 2,
      anon_sym_ATdocker,
      anon_sym_AThost,
    STATE(38), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(146), 6,
      sym_invalid,
      sym_cgroup_name,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [759] = 10,
    ACTIONS(165), 1,
      sym__rest,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(173), 1,
      anon_sym_COLON,
    STATE(24), 1,
      aux_sym__host_inside,
    STATE(97), 1,
      sym_ports,
    STATE(160), 1,
      sym__path_inside,
    ACTIONS(167), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(171), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(48), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(163), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [797] = 10,
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
    STATE(174), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [834] = 10,
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
    STATE(180), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [871] = 10,
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
    STATE(199), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [908] = 10,
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
    STATE(179), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
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
    ACTIONS(183), 1,
      anon_sym_RBRACK,
    STATE(195), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
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
    ACTIONS(185), 1,
      anon_sym_RBRACK,
    STATE(181), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
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
    ACTIONS(187), 1,
      anon_sym_RBRACK,
    STATE(187), 1,
      sym_invalid,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [1056] = 8,
    ACTIONS(115), 1,
      anon_sym_arg,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(191), 1,
      anon_sym_cgroup,
    STATE(221), 1,
      sym_key,
    ACTIONS(189), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
    STATE(163), 4,
      sym_invalid,
      sym__item,
      sym_flag,
      sym_attribute,
  [1088] = 10,
    ACTIONS(165), 1,
      sym__rest,
    ACTIONS(195), 1,
      anon_sym_SLASH2,
    ACTIONS(199), 1,
      anon_sym_COLON,
    STATE(41), 1,
      aux_sym__host_inside,
    STATE(144), 1,
      sym_ports,
    STATE(206), 1,
      sym__path_inside,
    ACTIONS(193), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(197), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(69), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(163), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [1124] = 6,
    ACTIONS(203), 1,
      sym__rest,
    STATE(24), 1,
      aux_sym__host_inside,
    ACTIONS(205), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(208), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(48), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(201), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
      anon_sym_COLON,
  [1152] = 9,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(137), 1,
      aux_sym_bare_token1,
    ACTIONS(139), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(141), 1,
      anon_sym_BQUOTE,
    ACTIONS(143), 1,
      anon_sym_DQUOTE,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(133), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(52), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(215), 5,
      sym_invalid,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [1186] = 9,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(153), 1,
      aux_sym_bare_token1,
    ACTIONS(155), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(157), 1,
      anon_sym_BQUOTE,
    ACTIONS(159), 1,
      anon_sym_DQUOTE,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(149), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(38), 2,
      sym__next_placeholder,
      sym__bare_piece,
    STATE(146), 5,
      sym_invalid,
      sym__value,
      sym_bare,
      sym_glob,
      sym_literal,
  [1220] = 5,
    ACTIONS(213), 1,
      sym__rest,
    ACTIONS(215), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(33), 3,
      sym__more_host,
      sym__next_placeholder,
      aux_sym_host_repeat1,
    ACTIONS(211), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1245] = 5,
    ACTIONS(221), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(223), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(35), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(219), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1270] = 5,
    ACTIONS(229), 1,
      sym__rest,
    ACTIONS(234), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(231), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(29), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(227), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1295] = 6,
    ACTIONS(203), 1,
      sym__rest,
    STATE(30), 1,
      aux_sym__host_inside,
    ACTIONS(237), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(240), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(51), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(201), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1322] = 5,
    ACTIONS(245), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(247), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(32), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(243), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1347] = 5,
    ACTIONS(251), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(253), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(29), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(249), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1372] = 5,
    ACTIONS(257), 1,
      sym__rest,
    ACTIONS(259), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(262), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(33), 3,
      sym__more_host,
      sym__next_placeholder,
      aux_sym_host_repeat1,
    ACTIONS(255), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1397] = 5,
    ACTIONS(267), 1,
      sym__rest,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(269), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    STATE(27), 3,
      sym__more_host,
      sym__next_placeholder,
      aux_sym_host_repeat1,
    ACTIONS(265), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1422] = 5,
    ACTIONS(273), 1,
      sym__rest,
    ACTIONS(225), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(253), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(29), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
    ACTIONS(271), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1447] = 6,
    ACTIONS(277), 1,
      sym__rest,
    STATE(30), 1,
      aux_sym__host_inside,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(279), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    STATE(51), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(275), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [1474] = 6,
    ACTIONS(203), 1,
      sym__rest,
    STATE(37), 1,
      aux_sym__host_inside,
    ACTIONS(281), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(284), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(68), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(201), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1500] = 6,
    ACTIONS(289), 1,
      sym__rest,
    ACTIONS(291), 1,
      aux_sym_bare_token2,
    ACTIONS(293), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(149), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(40), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
    ACTIONS(287), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1526] = 6,
    ACTIONS(297), 1,
      sym__rest,
    ACTIONS(302), 1,
      aux_sym_bare_token2,
    ACTIONS(305), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(299), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(39), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
    ACTIONS(295), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1552] = 6,
    ACTIONS(310), 1,
      sym__rest,
    ACTIONS(312), 1,
      aux_sym_bare_token2,
    ACTIONS(314), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(149), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(39), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
    ACTIONS(308), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1578] = 6,
    ACTIONS(203), 1,
      sym__rest,
    STATE(41), 1,
      aux_sym__host_inside,
    ACTIONS(316), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(319), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(69), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(201), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
      anon_sym_COLON,
  [1604] = 6,
    ACTIONS(324), 1,
      sym__rest,
    STATE(37), 1,
      aux_sym__host_inside,
    ACTIONS(326), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(328), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(68), 2,
      sym__more_host,
      sym__next_placeholder,
    ACTIONS(322), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [1630] = 5,
    ACTIONS(221), 1,
      sym__rest,
    ACTIONS(332), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(219), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    ACTIONS(330), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(46), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
  [1653] = 6,
    ACTIONS(111), 1,
      anon_sym_cgroup,
    ACTIONS(115), 1,
      anon_sym_arg,
    STATE(204), 1,
      sym_key,
    ACTIONS(109), 2,
      anon_sym_passthrough,
      anon_sym_insecure,
    STATE(203), 3,
      sym__item,
      sym_flag,
      sym_attribute,
    ACTIONS(113), 4,
      anon_sym_exe,
      anon_sym_step,
      anon_sym_action,
      anon_sym_image,
  [1678] = 5,
    ACTIONS(229), 1,
      sym__rest,
    ACTIONS(337), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(227), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    ACTIONS(334), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(45), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
  [1701] = 5,
    ACTIONS(273), 1,
      sym__rest,
    ACTIONS(332), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(271), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    ACTIONS(340), 3,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
    STATE(45), 3,
      sym__more_path,
      sym__next_placeholder,
      aux_sym_path_repeat1,
  [1724] = 2,
    ACTIONS(344), 1,
      sym__rest,
    ACTIONS(342), 11,
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
  [1741] = 2,
    ACTIONS(348), 1,
      sym__rest,
    ACTIONS(346), 11,
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
  [1758] = 8,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(354), 1,
      anon_sym_BQUOTE,
    ACTIONS(356), 1,
      aux_sym_glob_token2,
    STATE(149), 1,
      sym_invalid,
    ACTIONS(350), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(352), 2,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
    STATE(50), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
  [1786] = 8,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(360), 1,
      anon_sym_BQUOTE,
    ACTIONS(362), 1,
      aux_sym_glob_token2,
    STATE(151), 1,
      sym_invalid,
    ACTIONS(350), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(358), 2,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
    STATE(66), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
  [1814] = 2,
    ACTIONS(348), 1,
      sym__rest,
    ACTIONS(346), 10,
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
  [1830] = 6,
    ACTIONS(289), 1,
      sym__rest,
    ACTIONS(364), 1,
      aux_sym_bare_token2,
    ACTIONS(366), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(133), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(287), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    STATE(57), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
  [1854] = 8,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(370), 1,
      anon_sym_BQUOTE,
    ACTIONS(372), 1,
      aux_sym_glob_token2,
    STATE(214), 1,
      sym_invalid,
    ACTIONS(350), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(368), 2,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
    STATE(58), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
  [1882] = 2,
    ACTIONS(376), 1,
      sym__rest,
    ACTIONS(374), 10,
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
  [1898] = 9,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(167), 1,
      anon_sym_STAR2,
    ACTIONS(378), 1,
      sym__next_address,
    ACTIONS(380), 1,
      aux_sym__more_host_token1,
    STATE(14), 1,
      aux_sym__host_inside,
    STATE(166), 1,
      sym_invalid,
    ACTIONS(171), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(48), 2,
      sym__more_host,
      sym__next_placeholder,
  [1928] = 2,
    ACTIONS(344), 1,
      sym__rest,
    ACTIONS(342), 10,
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
  [1944] = 6,
    ACTIONS(310), 1,
      sym__rest,
    ACTIONS(382), 1,
      aux_sym_bare_token2,
    ACTIONS(384), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(133), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(308), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    STATE(61), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
  [1968] = 8,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(362), 1,
      aux_sym_glob_token2,
    ACTIONS(386), 1,
      anon_sym_BQUOTE,
    STATE(223), 1,
      sym_invalid,
    ACTIONS(350), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(358), 2,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
    STATE(66), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
  [1996] = 9,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(193), 1,
      anon_sym_STAR2,
    ACTIONS(388), 1,
      sym__next_address,
    ACTIONS(390), 1,
      aux_sym__more_host_token1,
    STATE(23), 1,
      aux_sym__host_inside,
    STATE(210), 1,
      sym_invalid,
    ACTIONS(197), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(69), 2,
      sym__more_host,
      sym__next_placeholder,
  [2026] = 2,
    ACTIONS(344), 1,
      sym__rest,
    ACTIONS(342), 10,
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
  [2042] = 6,
    ACTIONS(297), 1,
      sym__rest,
    ACTIONS(395), 1,
      aux_sym_bare_token2,
    ACTIONS(398), 1,
      aux_sym__bare_piece_token1,
    ACTIONS(392), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(295), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
    STATE(61), 3,
      sym__next_placeholder,
      sym__bare_piece,
      aux_sym_bare_repeat1,
  [2066] = 6,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(173), 1,
      anon_sym_COLON,
    ACTIONS(403), 1,
      sym__rest,
    STATE(96), 1,
      sym_ports,
    STATE(158), 1,
      sym__path_inside,
    ACTIONS(401), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2089] = 2,
    ACTIONS(344), 1,
      sym__rest,
    ACTIONS(342), 9,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2104] = 4,
    ACTIONS(407), 1,
      sym__rest,
    ACTIONS(409), 1,
      anon_sym_PIPE,
    STATE(71), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(405), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2123] = 6,
    ACTIONS(411), 1,
      sym__rest,
    STATE(36), 1,
      aux_sym__host_inside,
    ACTIONS(217), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(279), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(413), 2,
      sym__gap,
      sym__nothing,
    STATE(51), 2,
      sym__more_host,
      sym__next_placeholder,
  [2146] = 6,
    ACTIONS(415), 1,
      sym__rest,
    ACTIONS(425), 1,
      aux_sym_glob_token2,
    ACTIONS(417), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(420), 2,
      aux_sym__bare_piece_token1,
      aux_sym_glob_token1,
    ACTIONS(423), 2,
      sym__nothing,
      anon_sym_BQUOTE,
    STATE(66), 2,
      sym__next_placeholder,
      aux_sym_glob_repeat1,
  [2169] = 7,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    STATE(42), 1,
      aux_sym__host_inside,
    STATE(169), 1,
      sym_invalid,
    ACTIONS(326), 2,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
    ACTIONS(328), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(68), 2,
      sym__more_host,
      sym__next_placeholder,
  [2194] = 2,
    ACTIONS(348), 1,
      sym__rest,
    ACTIONS(346), 9,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2209] = 2,
    ACTIONS(348), 1,
      sym__rest,
    ACTIONS(346), 9,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_SLASH2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2224] = 2,
    ACTIONS(344), 1,
      sym__rest,
    ACTIONS(342), 9,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_STAR2,
      aux_sym__more_host_token1,
      anon_sym_SLASH2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_COLON,
  [2239] = 4,
    ACTIONS(409), 1,
      anon_sym_PIPE,
    ACTIONS(430), 1,
      sym__rest,
    STATE(72), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(428), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2258] = 4,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(436), 1,
      anon_sym_PIPE,
    STATE(72), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(432), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2277] = 2,
    ACTIONS(344), 2,
      sym__rest,
      aux_sym_bare_token2,
    ACTIONS(342), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      aux_sym__bare_piece_token1,
  [2292] = 4,
    ACTIONS(407), 1,
      sym__rest,
    ACTIONS(439), 1,
      anon_sym_PIPE,
    STATE(75), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(405), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2310] = 4,
    ACTIONS(430), 1,
      sym__rest,
    ACTIONS(439), 1,
      anon_sym_PIPE,
    STATE(76), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(428), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2328] = 4,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(441), 1,
      anon_sym_PIPE,
    STATE(76), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(432), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2346] = 4,
    ACTIONS(446), 1,
      sym__rest,
    STATE(155), 1,
      sym_protocol,
    ACTIONS(448), 2,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
    ACTIONS(444), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2364] = 4,
    ACTIONS(452), 1,
      sym__rest,
    STATE(165), 1,
      sym_protocol,
    ACTIONS(448), 2,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
    ACTIONS(450), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2382] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2396] = 2,
    ACTIONS(344), 1,
      sym__rest,
    ACTIONS(342), 8,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_STAR2,
      anon_sym_SLASH2,
      aux_sym__more_path_token1,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
  [2410] = 2,
    ACTIONS(460), 1,
      sym__rest,
    ACTIONS(458), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2424] = 7,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(464), 1,
      anon_sym_DQUOTE,
    ACTIONS(466), 1,
      aux_sym_literal_token1,
    STATE(225), 1,
      sym_invalid,
    ACTIONS(462), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(86), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2448] = 5,
    ACTIONS(470), 1,
      sym__rest,
    ACTIONS(472), 1,
      aux_sym_block_token1,
    ACTIONS(474), 1,
      anon_sym_COLON,
    STATE(77), 1,
      sym_ports,
    ACTIONS(468), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2468] = 2,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(432), 8,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2482] = 7,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(476), 1,
      anon_sym_DQUOTE,
    ACTIONS(478), 1,
      aux_sym_literal_token1,
    STATE(171), 1,
      sym_invalid,
    ACTIONS(462), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(87), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2506] = 7,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(480), 1,
      anon_sym_DQUOTE,
    ACTIONS(482), 1,
      aux_sym_literal_token1,
    STATE(224), 1,
      sym_invalid,
    ACTIONS(462), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(101), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2530] = 7,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(482), 1,
      aux_sym_literal_token1,
    ACTIONS(484), 1,
      anon_sym_DQUOTE,
    STATE(152), 1,
      sym_invalid,
    ACTIONS(462), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    STATE(101), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2554] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [2567] = 4,
    ACTIONS(407), 1,
      sym__rest,
    ACTIONS(486), 1,
      anon_sym_PIPE,
    STATE(103), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(405), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2584] = 4,
    ACTIONS(470), 1,
      sym__rest,
    ACTIONS(474), 1,
      anon_sym_COLON,
    STATE(77), 1,
      sym_ports,
    ACTIONS(468), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2601] = 2,
    ACTIONS(460), 1,
      sym__rest,
    ACTIONS(458), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [2614] = 4,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(488), 1,
      anon_sym_PIPE,
    STATE(92), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(432), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2631] = 2,
    ACTIONS(493), 1,
      sym__rest,
    ACTIONS(491), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2644] = 2,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(432), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [2657] = 4,
    ACTIONS(474), 1,
      anon_sym_COLON,
    ACTIONS(497), 1,
      sym__rest,
    STATE(78), 1,
      sym_ports,
    ACTIONS(495), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2674] = 4,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(501), 1,
      sym__rest,
    STATE(131), 1,
      sym__path_inside,
    ACTIONS(499), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2691] = 4,
    ACTIONS(169), 1,
      anon_sym_SLASH2,
    ACTIONS(505), 1,
      sym__rest,
    STATE(132), 1,
      sym__path_inside,
    ACTIONS(503), 5,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
  [2708] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 7,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2721] = 2,
    ACTIONS(344), 2,
      sym__rest,
      aux_sym_bare_token2,
    ACTIONS(342), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      aux_sym__bare_piece_token1,
  [2734] = 2,
    ACTIONS(344), 2,
      sym__rest,
      aux_sym_glob_token2,
    ACTIONS(342), 6,
      sym__nothing,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      aux_sym__bare_piece_token1,
      anon_sym_BQUOTE,
      aux_sym_glob_token1,
  [2747] = 5,
    ACTIONS(507), 1,
      sym__rest,
    ACTIONS(514), 1,
      aux_sym_literal_token1,
    ACTIONS(509), 2,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
    ACTIONS(512), 2,
      sym__nothing,
      anon_sym_DQUOTE,
    STATE(101), 2,
      sym__next_placeholder,
      aux_sym_literal_repeat1,
  [2766] = 6,
    ACTIONS(195), 1,
      anon_sym_SLASH2,
    ACTIONS(199), 1,
      anon_sym_COLON,
    ACTIONS(403), 1,
      sym__rest,
    STATE(143), 1,
      sym_ports,
    STATE(230), 1,
      sym__path_inside,
    ACTIONS(401), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [2787] = 4,
    ACTIONS(430), 1,
      sym__rest,
    ACTIONS(486), 1,
      anon_sym_PIPE,
    STATE(92), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(428), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2804] = 4,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(517), 1,
      anon_sym_PIPE,
    STATE(104), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(432), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [2820] = 6,
    ACTIONS(23), 1,
      sym_scheme,
    ACTIONS(25), 1,
      anon_sym_SLASH,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    STATE(117), 1,
      sym_invalid,
    STATE(119), 2,
      sym_url,
      sym_path,
  [2840] = 4,
    ACTIONS(407), 1,
      sym__rest,
    ACTIONS(520), 1,
      anon_sym_PIPE,
    STATE(108), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(405), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [2856] = 6,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    ACTIONS(35), 1,
      sym__header_gap,
    STATE(161), 1,
      sym_header,
    STATE(241), 1,
      sym__header,
    STATE(258), 1,
      sym__last_section,
    STATE(134), 2,
      sym_section,
      aux_sym_policy_repeat2,
  [2876] = 4,
    ACTIONS(430), 1,
      sym__rest,
    ACTIONS(520), 1,
      anon_sym_PIPE,
    STATE(104), 1,
      aux_sym__port_list_repeat1,
    ACTIONS(428), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [2892] = 4,
    ACTIONS(522), 1,
      sym__rest,
    STATE(227), 1,
      sym_protocol,
    ACTIONS(526), 2,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
    ACTIONS(524), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [2908] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(123), 1,
      aux_sym_rule_repeat1,
    ACTIONS(528), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2922] = 2,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(432), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [2934] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(123), 1,
      aux_sym_rule_repeat1,
    ACTIONS(532), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2948] = 6,
    ACTIONS(534), 1,
      sym__rest,
    ACTIONS(536), 1,
      anon_sym_STAR2,
    ACTIONS(538), 1,
      aux_sym_port_token1,
    ACTIONS(540), 1,
      sym__nothing,
    STATE(89), 1,
      sym_port,
    STATE(109), 2,
      sym_invalid,
      sym__port_list,
  [2968] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(123), 1,
      aux_sym_rule_repeat1,
    ACTIONS(542), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [2982] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [2994] = 2,
    ACTIONS(546), 1,
      sym__rest,
    ACTIONS(544), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_COLON,
  [3006] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(112), 1,
      aux_sym_rule_repeat1,
    ACTIONS(548), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3020] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [3032] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(114), 1,
      aux_sym_rule_repeat1,
    ACTIONS(550), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3046] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(121), 1,
      aux_sym_rule_repeat1,
    ACTIONS(552), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3060] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(123), 1,
      aux_sym_rule_repeat1,
    ACTIONS(548), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3074] = 6,
    ACTIONS(554), 1,
      sym__rest,
    ACTIONS(556), 1,
      anon_sym_STAR2,
    ACTIONS(558), 1,
      aux_sym_port_token1,
    ACTIONS(560), 1,
      sym__nothing,
    STATE(74), 1,
      sym_port,
    STATE(126), 2,
      sym_invalid,
      sym__port_list,
  [3094] = 3,
    ACTIONS(564), 1,
      sym__gap,
    STATE(123), 1,
      aux_sym_rule_repeat1,
    ACTIONS(562), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3108] = 3,
    ACTIONS(530), 1,
      sym__gap,
    STATE(110), 1,
      aux_sym_rule_repeat1,
    ACTIONS(567), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3122] = 6,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    ACTIONS(35), 1,
      sym__header_gap,
    STATE(161), 1,
      sym_header,
    STATE(241), 1,
      sym__header,
    STATE(254), 1,
      sym__last_section,
    STATE(134), 2,
      sym_section,
      aux_sym_policy_repeat2,
  [3142] = 2,
    ACTIONS(493), 1,
      sym__rest,
    ACTIONS(491), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      anon_sym_SLASH2,
  [3154] = 6,
    ACTIONS(569), 1,
      sym__rest,
    ACTIONS(571), 1,
      anon_sym_STAR2,
    ACTIONS(573), 1,
      aux_sym_port_token1,
    ACTIONS(575), 1,
      sym__nothing,
    STATE(64), 1,
      sym_port,
    STATE(93), 2,
      sym_invalid,
      sym__port_list,
  [3174] = 2,
    ACTIONS(460), 1,
      sym__rest,
    ACTIONS(458), 6,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [3186] = 6,
    ACTIONS(577), 1,
      sym__rest,
    ACTIONS(579), 1,
      anon_sym_STAR2,
    ACTIONS(581), 1,
      aux_sym_port_token1,
    ACTIONS(583), 1,
      sym__nothing,
    STATE(106), 1,
      sym_port,
    STATE(183), 2,
      sym_invalid,
      sym__port_list,
  [3206] = 2,
    ACTIONS(344), 2,
      sym__rest,
      aux_sym_literal_token1,
    ACTIONS(342), 4,
      sym__nothing,
      anon_sym_LBRACEowner_RBRACE2,
      anon_sym_LBRACErepo_RBRACE2,
      anon_sym_DQUOTE,
  [3217] = 1,
    ACTIONS(585), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3226] = 1,
    ACTIONS(587), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3235] = 5,
    ACTIONS(591), 1,
      sym__rest,
    ACTIONS(593), 1,
      sym__comment_gap,
    ACTIONS(595), 1,
      sym__trailing,
    STATE(239), 1,
      sym__end,
    ACTIONS(589), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3252] = 5,
    ACTIONS(597), 1,
      anon_sym_LBRACK,
    ACTIONS(600), 1,
      sym__header_gap,
    STATE(161), 1,
      sym_header,
    STATE(253), 1,
      sym__header,
    STATE(134), 2,
      sym_section,
      aux_sym_policy_repeat2,
  [3269] = 4,
    ACTIONS(411), 1,
      sym__rest,
    ACTIONS(603), 1,
      anon_sym_PIPE,
    STATE(138), 1,
      aux_sym_methods_repeat1,
    ACTIONS(413), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3284] = 1,
    ACTIONS(454), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3293] = 1,
    ACTIONS(605), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3302] = 4,
    ACTIONS(603), 1,
      anon_sym_PIPE,
    ACTIONS(607), 1,
      sym__rest,
    STATE(142), 1,
      aux_sym_methods_repeat1,
    ACTIONS(609), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3317] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(183), 1,
      anon_sym_RBRACK,
    ACTIONS(611), 1,
      sym__gap,
    STATE(168), 1,
      aux_sym_header_repeat1,
    STATE(195), 1,
      sym_invalid,
  [3336] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(613), 1,
      anon_sym_RBRACK,
    ACTIONS(615), 1,
      sym__gap,
    STATE(170), 1,
      aux_sym_header_repeat1,
    STATE(200), 1,
      sym_invalid,
  [3355] = 1,
    ACTIONS(617), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3364] = 4,
    ACTIONS(619), 1,
      sym__rest,
    ACTIONS(623), 1,
      anon_sym_PIPE,
    STATE(142), 1,
      aux_sym_methods_repeat1,
    ACTIONS(621), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3379] = 4,
    ACTIONS(195), 1,
      anon_sym_SLASH2,
    ACTIONS(501), 1,
      sym__rest,
    STATE(228), 1,
      sym__path_inside,
    ACTIONS(499), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3394] = 4,
    ACTIONS(195), 1,
      anon_sym_SLASH2,
    ACTIONS(505), 1,
      sym__rest,
    STATE(202), 1,
      sym__path_inside,
    ACTIONS(503), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [3409] = 1,
    ACTIONS(626), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3418] = 1,
    ACTIONS(628), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3427] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(183), 1,
      anon_sym_RBRACK,
    ACTIONS(611), 1,
      sym__gap,
    STATE(186), 1,
      aux_sym_header_repeat1,
    STATE(195), 1,
      sym_invalid,
  [3446] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(187), 1,
      anon_sym_RBRACK,
    ACTIONS(630), 1,
      sym__gap,
    STATE(186), 1,
      aux_sym_header_repeat1,
    STATE(187), 1,
      sym_invalid,
  [3465] = 1,
    ACTIONS(632), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3474] = 5,
    ACTIONS(591), 1,
      sym__rest,
    ACTIONS(593), 1,
      sym__comment_gap,
    ACTIONS(636), 1,
      sym__trailing,
    STATE(252), 1,
      sym__end,
    ACTIONS(634), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3491] = 1,
    ACTIONS(638), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3500] = 1,
    ACTIONS(640), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3509] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(121), 1,
      anon_sym_RBRACK,
    ACTIONS(642), 1,
      sym__gap,
    STATE(147), 1,
      aux_sym_header_repeat1,
    STATE(190), 1,
      sym_invalid,
  [3528] = 1,
    ACTIONS(644), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3537] = 1,
    ACTIONS(646), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3546] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(648), 1,
      anon_sym_RBRACK,
    ACTIONS(650), 1,
      sym__gap,
    STATE(148), 1,
      aux_sym_header_repeat1,
    STATE(178), 1,
      sym_invalid,
  [3565] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASHtcp,
      anon_sym_SLASHudp,
  [3576] = 1,
    ACTIONS(499), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3585] = 2,
    ACTIONS(460), 1,
      sym__rest,
    ACTIONS(458), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [3596] = 1,
    ACTIONS(503), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3605] = 5,
    ACTIONS(591), 1,
      sym__rest,
    ACTIONS(593), 1,
      sym__comment_gap,
    ACTIONS(654), 1,
      sym__trailing,
    STATE(247), 1,
      sym__end,
    ACTIONS(652), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3622] = 2,
    ACTIONS(434), 1,
      sym__rest,
    ACTIONS(432), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [3633] = 1,
    ACTIONS(562), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3642] = 5,
    ACTIONS(591), 1,
      sym__rest,
    ACTIONS(593), 1,
      sym__comment_gap,
    ACTIONS(658), 1,
      sym__trailing,
    STATE(246), 1,
      sym__end,
    ACTIONS(656), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3659] = 1,
    ACTIONS(660), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3668] = 1,
    ACTIONS(401), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3677] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 5,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
      anon_sym_SLASH2,
  [3688] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(179), 1,
      anon_sym_RBRACK,
    ACTIONS(662), 1,
      sym__gap,
    STATE(186), 1,
      aux_sym_header_repeat1,
    STATE(199), 1,
      sym_invalid,
  [3707] = 1,
    ACTIONS(664), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3716] = 6,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(175), 1,
      anon_sym_RBRACK,
    ACTIONS(666), 1,
      sym__gap,
    STATE(174), 1,
      sym_invalid,
    STATE(186), 1,
      aux_sym_header_repeat1,
  [3735] = 1,
    ACTIONS(668), 6,
      sym__gap,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3744] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [3754] = 4,
    ACTIONS(538), 1,
      aux_sym_port_token1,
    ACTIONS(670), 1,
      sym__rest,
    ACTIONS(672), 1,
      sym__nothing,
    STATE(111), 2,
      sym_invalid,
      sym_port,
  [3768] = 1,
    ACTIONS(674), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3776] = 4,
    ACTIONS(678), 1,
      aux_sym_directive_token2,
    ACTIONS(680), 1,
      sym__text,
    STATE(185), 1,
      aux_sym_directive_repeat1,
    ACTIONS(676), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3790] = 4,
    ACTIONS(573), 1,
      aux_sym_port_token1,
    ACTIONS(682), 1,
      sym__rest,
    ACTIONS(684), 1,
      sym__nothing,
    STATE(84), 2,
      sym_invalid,
      sym_port,
  [3804] = 5,
    ACTIONS(686), 1,
      sym__rest,
    ACTIONS(688), 1,
      aux_sym_port_token1,
    ACTIONS(690), 1,
      sym__nothing,
    STATE(208), 1,
      sym_index,
    STATE(234), 1,
      sym_invalid,
  [3820] = 1,
    ACTIONS(692), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3828] = 1,
    ACTIONS(694), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3836] = 1,
    ACTIONS(696), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3844] = 1,
    ACTIONS(698), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3852] = 4,
    ACTIONS(619), 1,
      sym__rest,
    ACTIONS(700), 1,
      anon_sym_PIPE,
    STATE(182), 1,
      aux_sym_methods_repeat1,
    ACTIONS(621), 2,
      sym__gap,
      sym__nothing,
  [3866] = 2,
    ACTIONS(493), 1,
      sym__rest,
    ACTIONS(491), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_SLASH2,
  [3876] = 4,
    ACTIONS(558), 1,
      aux_sym_port_token1,
    ACTIONS(703), 1,
      sym__rest,
    ACTIONS(705), 1,
      sym__nothing,
    STATE(94), 2,
      sym_invalid,
      sym_port,
  [3890] = 4,
    ACTIONS(709), 1,
      aux_sym_directive_token2,
    ACTIONS(711), 1,
      sym__text,
    STATE(194), 1,
      aux_sym_directive_repeat1,
    ACTIONS(707), 2,
      ts_builtin_sym_end,
      sym__newline,
  [3904] = 4,
    ACTIONS(713), 1,
      sym__rest,
    ACTIONS(717), 1,
      sym__gap,
    STATE(186), 1,
      aux_sym_header_repeat1,
    ACTIONS(715), 2,
      sym__nothing,
      anon_sym_RBRACK,
  [3918] = 1,
    ACTIONS(720), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3926] = 4,
    ACTIONS(411), 1,
      sym__rest,
    ACTIONS(722), 1,
      anon_sym_PIPE,
    STATE(191), 1,
      aux_sym_methods_repeat1,
    ACTIONS(413), 2,
      sym__gap,
      sym__nothing,
  [3940] = 4,
    ACTIONS(581), 1,
      aux_sym_port_token1,
    ACTIONS(724), 1,
      sym__rest,
    ACTIONS(726), 1,
      sym__nothing,
    STATE(162), 2,
      sym_invalid,
      sym_port,
  [3954] = 1,
    ACTIONS(728), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3962] = 4,
    ACTIONS(607), 1,
      sym__rest,
    ACTIONS(722), 1,
      anon_sym_PIPE,
    STATE(182), 1,
      aux_sym_methods_repeat1,
    ACTIONS(609), 2,
      sym__gap,
      sym__nothing,
  [3976] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
  [3986] = 1,
    ACTIONS(454), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [3994] = 4,
    ACTIONS(732), 1,
      aux_sym_directive_token2,
    ACTIONS(735), 1,
      sym__text,
    STATE(194), 1,
      aux_sym_directive_repeat1,
    ACTIONS(730), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4008] = 1,
    ACTIONS(737), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4016] = 1,
    ACTIONS(739), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4024] = 4,
    ACTIONS(743), 1,
      aux_sym_directive_token1,
    ACTIONS(745), 1,
      sym__text,
    STATE(232), 1,
      sym_directive,
    ACTIONS(741), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4038] = 2,
    ACTIONS(619), 1,
      sym__rest,
    ACTIONS(621), 4,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
      anon_sym_PIPE,
  [4048] = 1,
    ACTIONS(747), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4056] = 1,
    ACTIONS(749), 5,
      sym__comment_gap,
      sym__trailing,
      ts_builtin_sym_end,
      sym__newline,
      sym__rest,
  [4064] = 2,
    ACTIONS(411), 1,
      sym__rest,
    ACTIONS(413), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4073] = 2,
    ACTIONS(751), 1,
      sym__rest,
    ACTIONS(587), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4082] = 2,
    ACTIONS(713), 1,
      sym__rest,
    ACTIONS(715), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4091] = 4,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(753), 1,
      anon_sym_EQ,
    STATE(209), 1,
      sym_invalid,
  [4104] = 4,
    ACTIONS(131), 1,
      sym__rest,
    ACTIONS(145), 1,
      sym__nothing,
    ACTIONS(755), 1,
      anon_sym_EQ,
    STATE(209), 1,
      sym_invalid,
  [4117] = 2,
    ACTIONS(505), 1,
      sym__rest,
    ACTIONS(503), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4126] = 4,
    ACTIONS(97), 1,
      sym__rest,
    ACTIONS(119), 1,
      sym__nothing,
    ACTIONS(183), 1,
      anon_sym_RBRACK,
    STATE(195), 1,
      sym_invalid,
  [4139] = 4,
    ACTIONS(686), 1,
      sym__rest,
    ACTIONS(690), 1,
      sym__nothing,
    ACTIONS(757), 1,
      anon_sym_RBRACK,
    STATE(236), 1,
      sym_invalid,
  [4152] = 2,
    ACTIONS(759), 1,
      sym__rest,
    ACTIONS(617), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4161] = 2,
    ACTIONS(403), 1,
      sym__rest,
    ACTIONS(401), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4170] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 3,
      sym__gap,
      sym__nothing,
      anon_sym_PIPE,
  [4179] = 4,
    ACTIONS(761), 1,
      sym__rest,
    ACTIONS(763), 1,
      sym__next_method,
    ACTIONS(765), 1,
      sym__nothing,
    STATE(219), 1,
      sym_invalid,
  [4192] = 3,
    ACTIONS(767), 1,
      sym__gap,
    STATE(120), 1,
      sym_invalid,
    ACTIONS(161), 2,
      sym__nothing,
      sym__rest,
  [4203] = 2,
    ACTIONS(769), 1,
      sym__rest,
    ACTIONS(632), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4212] = 2,
    ACTIONS(771), 1,
      sym__rest,
    ACTIONS(628), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4221] = 2,
    ACTIONS(773), 1,
      sym__rest,
    ACTIONS(605), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4230] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4239] = 3,
    ACTIONS(775), 1,
      sym__rest,
    ACTIONS(779), 1,
      anon_sym_LBRACK2,
    ACTIONS(777), 2,
      sym__nothing,
      anon_sym_EQ,
  [4250] = 2,
    ACTIONS(619), 1,
      sym__rest,
    ACTIONS(621), 3,
      sym__gap,
      sym__nothing,
      anon_sym_PIPE,
  [4259] = 4,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(781), 1,
      anon_sym_EQ,
    STATE(141), 1,
      sym_invalid,
  [4272] = 4,
    ACTIONS(147), 1,
      sym__rest,
    ACTIONS(161), 1,
      sym__nothing,
    ACTIONS(783), 1,
      anon_sym_EQ,
    STATE(141), 1,
      sym_invalid,
  [4285] = 4,
    ACTIONS(785), 1,
      sym__rest,
    ACTIONS(787), 1,
      sym__next_method,
    ACTIONS(789), 1,
      sym__nothing,
    STATE(198), 1,
      sym_invalid,
  [4298] = 2,
    ACTIONS(791), 1,
      sym__rest,
    ACTIONS(638), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4307] = 2,
    ACTIONS(793), 1,
      sym__rest,
    ACTIONS(640), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4316] = 2,
    ACTIONS(795), 1,
      sym__rest,
    ACTIONS(668), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4325] = 2,
    ACTIONS(797), 1,
      sym__rest,
    ACTIONS(644), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4334] = 2,
    ACTIONS(799), 1,
      sym__rest,
    ACTIONS(801), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4343] = 2,
    ACTIONS(803), 1,
      sym__rest,
    ACTIONS(585), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4352] = 2,
    ACTIONS(805), 1,
      sym__rest,
    ACTIONS(626), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4361] = 2,
    ACTIONS(501), 1,
      sym__rest,
    ACTIONS(499), 3,
      sym__gap,
      sym__nothing,
      anon_sym_RBRACK,
  [4370] = 2,
    ACTIONS(807), 1,
      sym__rest,
    ACTIONS(809), 2,
      sym__nothing,
      anon_sym_RBRACK,
  [4378] = 2,
    ACTIONS(813), 1,
      sym__text,
    ACTIONS(811), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4386] = 2,
    ACTIONS(775), 1,
      sym__rest,
    ACTIONS(777), 2,
      sym__nothing,
      anon_sym_EQ,
  [4394] = 2,
    ACTIONS(815), 1,
      sym__rest,
    ACTIONS(817), 2,
      sym__nothing,
      anon_sym_EQ,
  [4402] = 2,
    ACTIONS(456), 1,
      sym__rest,
    ACTIONS(454), 2,
      sym__nothing,
      anon_sym_EQ,
  [4410] = 2,
    ACTIONS(819), 1,
      sym__rest,
    ACTIONS(821), 2,
      sym__nothing,
      anon_sym_EQ,
  [4418] = 2,
    ACTIONS(9), 1,
      anon_sym_POUND,
    STATE(246), 1,
      sym_comment,
  [4425] = 2,
    ACTIONS(823), 1,
      ts_builtin_sym_end,
    ACTIONS(825), 1,
      sym__newline,
  [4432] = 1,
    ACTIONS(827), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4437] = 2,
    ACTIONS(9), 1,
      anon_sym_POUND,
    STATE(243), 1,
      sym_comment,
  [4444] = 2,
    ACTIONS(829), 1,
      ts_builtin_sym_end,
    ACTIONS(831), 1,
      sym__newline,
  [4451] = 2,
    ACTIONS(37), 1,
      ts_builtin_sym_end,
    ACTIONS(825), 1,
      sym__newline,
  [4458] = 1,
    ACTIONS(833), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4463] = 2,
    ACTIONS(825), 1,
      sym__newline,
    ACTIONS(835), 1,
      ts_builtin_sym_end,
  [4470] = 1,
    ACTIONS(837), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4475] = 1,
    ACTIONS(634), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4480] = 1,
    ACTIONS(589), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4485] = 2,
    ACTIONS(91), 1,
      ts_builtin_sym_end,
    ACTIONS(825), 1,
      sym__newline,
  [4492] = 2,
    ACTIONS(11), 1,
      anon_sym_LBRACK,
    STATE(133), 1,
      sym_header,
  [4499] = 1,
    ACTIONS(839), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4504] = 1,
    ACTIONS(811), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4509] = 1,
    ACTIONS(841), 2,
      ts_builtin_sym_end,
      sym__newline,
  [4514] = 1,
    ACTIONS(843), 1,
      sym__newline,
  [4518] = 1,
    ACTIONS(845), 1,
      ts_builtin_sym_end,
  [4522] = 1,
    ACTIONS(37), 1,
      ts_builtin_sym_end,
  [4526] = 1,
    ACTIONS(847), 1,
      ts_builtin_sym_end,
  [4530] = 1,
    ACTIONS(825), 1,
      sym__newline,
  [4534] = 1,
    ACTIONS(823), 1,
      ts_builtin_sym_end,
};

static const uint32_t ts_small_parse_table_map[] = {
  [SMALL_STATE(2)] = 0,
  [SMALL_STATE(3)] = 96,
  [SMALL_STATE(4)] = 177,
  [SMALL_STATE(5)] = 256,
  [SMALL_STATE(6)] = 337,
  [SMALL_STATE(7)] = 415,
  [SMALL_STATE(8)] = 493,
  [SMALL_STATE(9)] = 550,
  [SMALL_STATE(10)] = 607,
  [SMALL_STATE(11)] = 658,
  [SMALL_STATE(12)] = 681,
  [SMALL_STATE(13)] = 720,
  [SMALL_STATE(14)] = 759,
  [SMALL_STATE(15)] = 797,
  [SMALL_STATE(16)] = 834,
  [SMALL_STATE(17)] = 871,
  [SMALL_STATE(18)] = 908,
  [SMALL_STATE(19)] = 945,
  [SMALL_STATE(20)] = 982,
  [SMALL_STATE(21)] = 1019,
  [SMALL_STATE(22)] = 1056,
  [SMALL_STATE(23)] = 1088,
  [SMALL_STATE(24)] = 1124,
  [SMALL_STATE(25)] = 1152,
  [SMALL_STATE(26)] = 1186,
  [SMALL_STATE(27)] = 1220,
  [SMALL_STATE(28)] = 1245,
  [SMALL_STATE(29)] = 1270,
  [SMALL_STATE(30)] = 1295,
  [SMALL_STATE(31)] = 1322,
  [SMALL_STATE(32)] = 1347,
  [SMALL_STATE(33)] = 1372,
  [SMALL_STATE(34)] = 1397,
  [SMALL_STATE(35)] = 1422,
  [SMALL_STATE(36)] = 1447,
  [SMALL_STATE(37)] = 1474,
  [SMALL_STATE(38)] = 1500,
  [SMALL_STATE(39)] = 1526,
  [SMALL_STATE(40)] = 1552,
  [SMALL_STATE(41)] = 1578,
  [SMALL_STATE(42)] = 1604,
  [SMALL_STATE(43)] = 1630,
  [SMALL_STATE(44)] = 1653,
  [SMALL_STATE(45)] = 1678,
  [SMALL_STATE(46)] = 1701,
  [SMALL_STATE(47)] = 1724,
  [SMALL_STATE(48)] = 1741,
  [SMALL_STATE(49)] = 1758,
  [SMALL_STATE(50)] = 1786,
  [SMALL_STATE(51)] = 1814,
  [SMALL_STATE(52)] = 1830,
  [SMALL_STATE(53)] = 1854,
  [SMALL_STATE(54)] = 1882,
  [SMALL_STATE(55)] = 1898,
  [SMALL_STATE(56)] = 1928,
  [SMALL_STATE(57)] = 1944,
  [SMALL_STATE(58)] = 1968,
  [SMALL_STATE(59)] = 1996,
  [SMALL_STATE(60)] = 2026,
  [SMALL_STATE(61)] = 2042,
  [SMALL_STATE(62)] = 2066,
  [SMALL_STATE(63)] = 2089,
  [SMALL_STATE(64)] = 2104,
  [SMALL_STATE(65)] = 2123,
  [SMALL_STATE(66)] = 2146,
  [SMALL_STATE(67)] = 2169,
  [SMALL_STATE(68)] = 2194,
  [SMALL_STATE(69)] = 2209,
  [SMALL_STATE(70)] = 2224,
  [SMALL_STATE(71)] = 2239,
  [SMALL_STATE(72)] = 2258,
  [SMALL_STATE(73)] = 2277,
  [SMALL_STATE(74)] = 2292,
  [SMALL_STATE(75)] = 2310,
  [SMALL_STATE(76)] = 2328,
  [SMALL_STATE(77)] = 2346,
  [SMALL_STATE(78)] = 2364,
  [SMALL_STATE(79)] = 2382,
  [SMALL_STATE(80)] = 2396,
  [SMALL_STATE(81)] = 2410,
  [SMALL_STATE(82)] = 2424,
  [SMALL_STATE(83)] = 2448,
  [SMALL_STATE(84)] = 2468,
  [SMALL_STATE(85)] = 2482,
  [SMALL_STATE(86)] = 2506,
  [SMALL_STATE(87)] = 2530,
  [SMALL_STATE(88)] = 2554,
  [SMALL_STATE(89)] = 2567,
  [SMALL_STATE(90)] = 2584,
  [SMALL_STATE(91)] = 2601,
  [SMALL_STATE(92)] = 2614,
  [SMALL_STATE(93)] = 2631,
  [SMALL_STATE(94)] = 2644,
  [SMALL_STATE(95)] = 2657,
  [SMALL_STATE(96)] = 2674,
  [SMALL_STATE(97)] = 2691,
  [SMALL_STATE(98)] = 2708,
  [SMALL_STATE(99)] = 2721,
  [SMALL_STATE(100)] = 2734,
  [SMALL_STATE(101)] = 2747,
  [SMALL_STATE(102)] = 2766,
  [SMALL_STATE(103)] = 2787,
  [SMALL_STATE(104)] = 2804,
  [SMALL_STATE(105)] = 2820,
  [SMALL_STATE(106)] = 2840,
  [SMALL_STATE(107)] = 2856,
  [SMALL_STATE(108)] = 2876,
  [SMALL_STATE(109)] = 2892,
  [SMALL_STATE(110)] = 2908,
  [SMALL_STATE(111)] = 2922,
  [SMALL_STATE(112)] = 2934,
  [SMALL_STATE(113)] = 2948,
  [SMALL_STATE(114)] = 2968,
  [SMALL_STATE(115)] = 2982,
  [SMALL_STATE(116)] = 2994,
  [SMALL_STATE(117)] = 3006,
  [SMALL_STATE(118)] = 3020,
  [SMALL_STATE(119)] = 3032,
  [SMALL_STATE(120)] = 3046,
  [SMALL_STATE(121)] = 3060,
  [SMALL_STATE(122)] = 3074,
  [SMALL_STATE(123)] = 3094,
  [SMALL_STATE(124)] = 3108,
  [SMALL_STATE(125)] = 3122,
  [SMALL_STATE(126)] = 3142,
  [SMALL_STATE(127)] = 3154,
  [SMALL_STATE(128)] = 3174,
  [SMALL_STATE(129)] = 3186,
  [SMALL_STATE(130)] = 3206,
  [SMALL_STATE(131)] = 3217,
  [SMALL_STATE(132)] = 3226,
  [SMALL_STATE(133)] = 3235,
  [SMALL_STATE(134)] = 3252,
  [SMALL_STATE(135)] = 3269,
  [SMALL_STATE(136)] = 3284,
  [SMALL_STATE(137)] = 3293,
  [SMALL_STATE(138)] = 3302,
  [SMALL_STATE(139)] = 3317,
  [SMALL_STATE(140)] = 3336,
  [SMALL_STATE(141)] = 3355,
  [SMALL_STATE(142)] = 3364,
  [SMALL_STATE(143)] = 3379,
  [SMALL_STATE(144)] = 3394,
  [SMALL_STATE(145)] = 3409,
  [SMALL_STATE(146)] = 3418,
  [SMALL_STATE(147)] = 3427,
  [SMALL_STATE(148)] = 3446,
  [SMALL_STATE(149)] = 3465,
  [SMALL_STATE(150)] = 3474,
  [SMALL_STATE(151)] = 3491,
  [SMALL_STATE(152)] = 3500,
  [SMALL_STATE(153)] = 3509,
  [SMALL_STATE(154)] = 3528,
  [SMALL_STATE(155)] = 3537,
  [SMALL_STATE(156)] = 3546,
  [SMALL_STATE(157)] = 3565,
  [SMALL_STATE(158)] = 3576,
  [SMALL_STATE(159)] = 3585,
  [SMALL_STATE(160)] = 3596,
  [SMALL_STATE(161)] = 3605,
  [SMALL_STATE(162)] = 3622,
  [SMALL_STATE(163)] = 3633,
  [SMALL_STATE(164)] = 3642,
  [SMALL_STATE(165)] = 3659,
  [SMALL_STATE(166)] = 3668,
  [SMALL_STATE(167)] = 3677,
  [SMALL_STATE(168)] = 3688,
  [SMALL_STATE(169)] = 3707,
  [SMALL_STATE(170)] = 3716,
  [SMALL_STATE(171)] = 3735,
  [SMALL_STATE(172)] = 3744,
  [SMALL_STATE(173)] = 3754,
  [SMALL_STATE(174)] = 3768,
  [SMALL_STATE(175)] = 3776,
  [SMALL_STATE(176)] = 3790,
  [SMALL_STATE(177)] = 3804,
  [SMALL_STATE(178)] = 3820,
  [SMALL_STATE(179)] = 3828,
  [SMALL_STATE(180)] = 3836,
  [SMALL_STATE(181)] = 3844,
  [SMALL_STATE(182)] = 3852,
  [SMALL_STATE(183)] = 3866,
  [SMALL_STATE(184)] = 3876,
  [SMALL_STATE(185)] = 3890,
  [SMALL_STATE(186)] = 3904,
  [SMALL_STATE(187)] = 3918,
  [SMALL_STATE(188)] = 3926,
  [SMALL_STATE(189)] = 3940,
  [SMALL_STATE(190)] = 3954,
  [SMALL_STATE(191)] = 3962,
  [SMALL_STATE(192)] = 3976,
  [SMALL_STATE(193)] = 3986,
  [SMALL_STATE(194)] = 3994,
  [SMALL_STATE(195)] = 4008,
  [SMALL_STATE(196)] = 4016,
  [SMALL_STATE(197)] = 4024,
  [SMALL_STATE(198)] = 4038,
  [SMALL_STATE(199)] = 4048,
  [SMALL_STATE(200)] = 4056,
  [SMALL_STATE(201)] = 4064,
  [SMALL_STATE(202)] = 4073,
  [SMALL_STATE(203)] = 4082,
  [SMALL_STATE(204)] = 4091,
  [SMALL_STATE(205)] = 4104,
  [SMALL_STATE(206)] = 4117,
  [SMALL_STATE(207)] = 4126,
  [SMALL_STATE(208)] = 4139,
  [SMALL_STATE(209)] = 4152,
  [SMALL_STATE(210)] = 4161,
  [SMALL_STATE(211)] = 4170,
  [SMALL_STATE(212)] = 4179,
  [SMALL_STATE(213)] = 4192,
  [SMALL_STATE(214)] = 4203,
  [SMALL_STATE(215)] = 4212,
  [SMALL_STATE(216)] = 4221,
  [SMALL_STATE(217)] = 4230,
  [SMALL_STATE(218)] = 4239,
  [SMALL_STATE(219)] = 4250,
  [SMALL_STATE(220)] = 4259,
  [SMALL_STATE(221)] = 4272,
  [SMALL_STATE(222)] = 4285,
  [SMALL_STATE(223)] = 4298,
  [SMALL_STATE(224)] = 4307,
  [SMALL_STATE(225)] = 4316,
  [SMALL_STATE(226)] = 4325,
  [SMALL_STATE(227)] = 4334,
  [SMALL_STATE(228)] = 4343,
  [SMALL_STATE(229)] = 4352,
  [SMALL_STATE(230)] = 4361,
  [SMALL_STATE(231)] = 4370,
  [SMALL_STATE(232)] = 4378,
  [SMALL_STATE(233)] = 4386,
  [SMALL_STATE(234)] = 4394,
  [SMALL_STATE(235)] = 4402,
  [SMALL_STATE(236)] = 4410,
  [SMALL_STATE(237)] = 4418,
  [SMALL_STATE(238)] = 4425,
  [SMALL_STATE(239)] = 4432,
  [SMALL_STATE(240)] = 4437,
  [SMALL_STATE(241)] = 4444,
  [SMALL_STATE(242)] = 4451,
  [SMALL_STATE(243)] = 4458,
  [SMALL_STATE(244)] = 4463,
  [SMALL_STATE(245)] = 4470,
  [SMALL_STATE(246)] = 4475,
  [SMALL_STATE(247)] = 4480,
  [SMALL_STATE(248)] = 4485,
  [SMALL_STATE(249)] = 4492,
  [SMALL_STATE(250)] = 4499,
  [SMALL_STATE(251)] = 4504,
  [SMALL_STATE(252)] = 4509,
  [SMALL_STATE(253)] = 4514,
  [SMALL_STATE(254)] = 4518,
  [SMALL_STATE(255)] = 4522,
  [SMALL_STATE(256)] = 4526,
  [SMALL_STATE(257)] = 4530,
  [SMALL_STATE(258)] = 4534,
};

static const TSParseActionEntry ts_parse_actions[] = {
  [0] = {.entry = {.count = 0, .reusable = false}},
  [1] = {.entry = {.count = 1, .reusable = false}}, RECOVER(),
  [3] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 0, 0, 0),
  [5] = {.entry = {.count = 1, .reusable = true}}, SHIFT(2),
  [7] = {.entry = {.count = 1, .reusable = false}}, SHIFT(164),
  [9] = {.entry = {.count = 1, .reusable = true}}, SHIFT(197),
  [11] = {.entry = {.count = 1, .reusable = true}}, SHIFT(8),
  [13] = {.entry = {.count = 1, .reusable = true}}, SHIFT(65),
  [15] = {.entry = {.count = 1, .reusable = false}}, SHIFT(188),
  [17] = {.entry = {.count = 1, .reusable = false}}, SHIFT(83),
  [19] = {.entry = {.count = 1, .reusable = false}}, SHIFT(34),
  [21] = {.entry = {.count = 1, .reusable = true}}, SHIFT(67),
  [23] = {.entry = {.count = 1, .reusable = true}}, SHIFT(55),
  [25] = {.entry = {.count = 1, .reusable = true}}, SHIFT(31),
  [27] = {.entry = {.count = 1, .reusable = true}}, SHIFT(54),
  [29] = {.entry = {.count = 1, .reusable = true}}, SHIFT(10),
  [31] = {.entry = {.count = 1, .reusable = true}}, SHIFT(237),
  [33] = {.entry = {.count = 1, .reusable = true}}, SHIFT(257),
  [35] = {.entry = {.count = 1, .reusable = true}}, SHIFT(249),
  [37] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 1, 0, 0),
  [39] = {.entry = {.count = 1, .reusable = true}}, SHIFT(4),
  [41] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 2, 0, 0),
  [43] = {.entry = {.count = 1, .reusable = true}}, SHIFT(5),
  [45] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_section, 2, 0, 0),
  [47] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0),
  [49] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(4),
  [52] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(164),
  [55] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(197),
  [58] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(65),
  [61] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(188),
  [64] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(83),
  [67] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(34),
  [70] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(67),
  [73] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(55),
  [76] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(31),
  [79] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(54),
  [82] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(10),
  [85] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(237),
  [88] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat1, 2, 0, 0), SHIFT_REPEAT(257),
  [91] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 3, 0, 0),
  [93] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_section, 3, 0, 0),
  [95] = {.entry = {.count = 1, .reusable = true}}, SHIFT(7),
  [97] = {.entry = {.count = 1, .reusable = false}}, SHIFT(193),
  [99] = {.entry = {.count = 1, .reusable = true}}, SHIFT(196),
  [101] = {.entry = {.count = 1, .reusable = true}}, SHIFT(201),
  [103] = {.entry = {.count = 1, .reusable = true}}, SHIFT(135),
  [105] = {.entry = {.count = 1, .reusable = true}}, SHIFT(59),
  [107] = {.entry = {.count = 1, .reusable = true}}, SHIFT(113),
  [109] = {.entry = {.count = 1, .reusable = true}}, SHIFT(216),
  [111] = {.entry = {.count = 1, .reusable = true}}, SHIFT(205),
  [113] = {.entry = {.count = 1, .reusable = true}}, SHIFT(233),
  [115] = {.entry = {.count = 1, .reusable = true}}, SHIFT(218),
  [117] = {.entry = {.count = 1, .reusable = true}}, SHIFT(9),
  [119] = {.entry = {.count = 1, .reusable = true}}, SHIFT(193),
  [121] = {.entry = {.count = 1, .reusable = true}}, SHIFT(190),
  [123] = {.entry = {.count = 1, .reusable = true}}, SHIFT(207),
  [125] = {.entry = {.count = 1, .reusable = false}}, SHIFT(150),
  [127] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__line, 2, 0, 0),
  [129] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__line, 2, 0, 0),
  [131] = {.entry = {.count = 1, .reusable = false}}, SHIFT(217),
  [133] = {.entry = {.count = 1, .reusable = true}}, SHIFT(99),
  [135] = {.entry = {.count = 1, .reusable = false}}, SHIFT(229),
  [137] = {.entry = {.count = 1, .reusable = false}}, SHIFT(52),
  [139] = {.entry = {.count = 1, .reusable = true}}, SHIFT(52),
  [141] = {.entry = {.count = 1, .reusable = true}}, SHIFT(53),
  [143] = {.entry = {.count = 1, .reusable = true}}, SHIFT(82),
  [145] = {.entry = {.count = 1, .reusable = true}}, SHIFT(217),
  [147] = {.entry = {.count = 1, .reusable = false}}, SHIFT(136),
  [149] = {.entry = {.count = 1, .reusable = true}}, SHIFT(73),
  [151] = {.entry = {.count = 1, .reusable = false}}, SHIFT(145),
  [153] = {.entry = {.count = 1, .reusable = false}}, SHIFT(38),
  [155] = {.entry = {.count = 1, .reusable = true}}, SHIFT(38),
  [157] = {.entry = {.count = 1, .reusable = true}}, SHIFT(49),
  [159] = {.entry = {.count = 1, .reusable = true}}, SHIFT(85),
  [161] = {.entry = {.count = 1, .reusable = true}}, SHIFT(136),
  [163] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 2, 0, 4),
  [165] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 2, 0, 4),
  [167] = {.entry = {.count = 1, .reusable = true}}, SHIFT(48),
  [169] = {.entry = {.count = 1, .reusable = true}}, SHIFT(28),
  [171] = {.entry = {.count = 1, .reusable = true}}, SHIFT(47),
  [173] = {.entry = {.count = 1, .reusable = true}}, SHIFT(122),
  [175] = {.entry = {.count = 1, .reusable = true}}, SHIFT(174),
  [177] = {.entry = {.count = 1, .reusable = true}}, SHIFT(180),
  [179] = {.entry = {.count = 1, .reusable = true}}, SHIFT(199),
  [181] = {.entry = {.count = 1, .reusable = true}}, SHIFT(179),
  [183] = {.entry = {.count = 1, .reusable = true}}, SHIFT(195),
  [185] = {.entry = {.count = 1, .reusable = true}}, SHIFT(181),
  [187] = {.entry = {.count = 1, .reusable = true}}, SHIFT(187),
  [189] = {.entry = {.count = 1, .reusable = true}}, SHIFT(137),
  [191] = {.entry = {.count = 1, .reusable = true}}, SHIFT(220),
  [193] = {.entry = {.count = 1, .reusable = true}}, SHIFT(69),
  [195] = {.entry = {.count = 1, .reusable = true}}, SHIFT(43),
  [197] = {.entry = {.count = 1, .reusable = true}}, SHIFT(70),
  [199] = {.entry = {.count = 1, .reusable = true}}, SHIFT(129),
  [201] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0),
  [203] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym__host_inside, 2, 0, 0),
  [205] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(48),
  [208] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(47),
  [211] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host, 2, 0, 0),
  [213] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host, 2, 0, 0),
  [215] = {.entry = {.count = 1, .reusable = true}}, SHIFT(33),
  [217] = {.entry = {.count = 1, .reusable = true}}, SHIFT(60),
  [219] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__path_inside, 1, 0, 0),
  [221] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__path_inside, 1, 0, 0),
  [223] = {.entry = {.count = 1, .reusable = true}}, SHIFT(35),
  [225] = {.entry = {.count = 1, .reusable = true}}, SHIFT(56),
  [227] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0),
  [229] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0),
  [231] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(29),
  [234] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(56),
  [237] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(51),
  [240] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(60),
  [243] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_path, 1, 0, 0),
  [245] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_path, 1, 0, 0),
  [247] = {.entry = {.count = 1, .reusable = true}}, SHIFT(32),
  [249] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_path, 2, 0, 0),
  [251] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_path, 2, 0, 0),
  [253] = {.entry = {.count = 1, .reusable = true}}, SHIFT(29),
  [255] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0),
  [257] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0),
  [259] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0), SHIFT_REPEAT(33),
  [262] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_host_repeat1, 2, 0, 0), SHIFT_REPEAT(60),
  [265] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host, 1, 0, 0),
  [267] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host, 1, 0, 0),
  [269] = {.entry = {.count = 1, .reusable = true}}, SHIFT(27),
  [271] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__path_inside, 2, 0, 0),
  [273] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__path_inside, 2, 0, 0),
  [275] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host, 2, 0, 3),
  [277] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host, 2, 0, 3),
  [279] = {.entry = {.count = 1, .reusable = true}}, SHIFT(51),
  [281] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(68),
  [284] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(63),
  [287] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_bare, 1, 0, 0),
  [289] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_bare, 1, 0, 0),
  [291] = {.entry = {.count = 1, .reusable = false}}, SHIFT(40),
  [293] = {.entry = {.count = 1, .reusable = true}}, SHIFT(40),
  [295] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0),
  [297] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0),
  [299] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(73),
  [302] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(39),
  [305] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(39),
  [308] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_bare, 2, 0, 0),
  [310] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_bare, 2, 0, 0),
  [312] = {.entry = {.count = 1, .reusable = false}}, SHIFT(39),
  [314] = {.entry = {.count = 1, .reusable = true}}, SHIFT(39),
  [316] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(69),
  [319] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__host_inside, 2, 0, 0), SHIFT_REPEAT(70),
  [322] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_dns, 2, 0, 4),
  [324] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_dns, 2, 0, 4),
  [326] = {.entry = {.count = 1, .reusable = true}}, SHIFT(68),
  [328] = {.entry = {.count = 1, .reusable = true}}, SHIFT(63),
  [330] = {.entry = {.count = 1, .reusable = true}}, SHIFT(46),
  [332] = {.entry = {.count = 1, .reusable = true}}, SHIFT(80),
  [334] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(45),
  [337] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_path_repeat1, 2, 0, 0), SHIFT_REPEAT(80),
  [340] = {.entry = {.count = 1, .reusable = true}}, SHIFT(45),
  [342] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__next_placeholder, 1, 0, 0),
  [344] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__next_placeholder, 1, 0, 0),
  [346] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym__host_inside, 1, 0, 0),
  [348] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym__host_inside, 1, 0, 0),
  [350] = {.entry = {.count = 1, .reusable = true}}, SHIFT(100),
  [352] = {.entry = {.count = 1, .reusable = true}}, SHIFT(50),
  [354] = {.entry = {.count = 1, .reusable = true}}, SHIFT(149),
  [356] = {.entry = {.count = 1, .reusable = false}}, SHIFT(50),
  [358] = {.entry = {.count = 1, .reusable = true}}, SHIFT(66),
  [360] = {.entry = {.count = 1, .reusable = true}}, SHIFT(151),
  [362] = {.entry = {.count = 1, .reusable = false}}, SHIFT(66),
  [364] = {.entry = {.count = 1, .reusable = false}}, SHIFT(57),
  [366] = {.entry = {.count = 1, .reusable = true}}, SHIFT(57),
  [368] = {.entry = {.count = 1, .reusable = true}}, SHIFT(58),
  [370] = {.entry = {.count = 1, .reusable = true}}, SHIFT(214),
  [372] = {.entry = {.count = 1, .reusable = false}}, SHIFT(58),
  [374] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_placeholder, 1, 0, 0),
  [376] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_placeholder, 1, 0, 0),
  [378] = {.entry = {.count = 1, .reusable = false}}, SHIFT(62),
  [380] = {.entry = {.count = 1, .reusable = false}}, SHIFT(48),
  [382] = {.entry = {.count = 1, .reusable = false}}, SHIFT(61),
  [384] = {.entry = {.count = 1, .reusable = true}}, SHIFT(61),
  [386] = {.entry = {.count = 1, .reusable = true}}, SHIFT(223),
  [388] = {.entry = {.count = 1, .reusable = false}}, SHIFT(102),
  [390] = {.entry = {.count = 1, .reusable = false}}, SHIFT(69),
  [392] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(99),
  [395] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(61),
  [398] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_bare_repeat1, 2, 0, 0), SHIFT_REPEAT(61),
  [401] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 2, 0, 0),
  [403] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 2, 0, 0),
  [405] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__port_list, 1, 0, 0),
  [407] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__port_list, 1, 0, 0),
  [409] = {.entry = {.count = 1, .reusable = true}}, SHIFT(176),
  [411] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_methods, 1, 0, 0),
  [413] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_methods, 1, 0, 0),
  [415] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0),
  [417] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0), SHIFT_REPEAT(100),
  [420] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0), SHIFT_REPEAT(66),
  [423] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0),
  [425] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_glob_repeat1, 2, 0, 0), SHIFT_REPEAT(66),
  [428] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__port_list, 2, 0, 0),
  [430] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__port_list, 2, 0, 0),
  [432] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0),
  [434] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0),
  [436] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(176),
  [439] = {.entry = {.count = 1, .reusable = true}}, SHIFT(184),
  [441] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(184),
  [444] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_address_port, 2, 0, 0),
  [446] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_address_port, 2, 0, 0),
  [448] = {.entry = {.count = 1, .reusable = true}}, SHIFT(154),
  [450] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host_port, 2, 0, 0),
  [452] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host_port, 2, 0, 0),
  [454] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_invalid, 1, 0, 0),
  [456] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_invalid, 1, 0, 0),
  [458] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_port, 1, 0, 0),
  [460] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_port, 1, 0, 0),
  [462] = {.entry = {.count = 1, .reusable = true}}, SHIFT(130),
  [464] = {.entry = {.count = 1, .reusable = true}}, SHIFT(225),
  [466] = {.entry = {.count = 1, .reusable = false}}, SHIFT(86),
  [468] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_address_port, 1, 0, 0),
  [470] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_address_port, 1, 0, 0),
  [472] = {.entry = {.count = 1, .reusable = true}}, SHIFT(116),
  [474] = {.entry = {.count = 1, .reusable = true}}, SHIFT(127),
  [476] = {.entry = {.count = 1, .reusable = true}}, SHIFT(171),
  [478] = {.entry = {.count = 1, .reusable = false}}, SHIFT(87),
  [480] = {.entry = {.count = 1, .reusable = true}}, SHIFT(224),
  [482] = {.entry = {.count = 1, .reusable = false}}, SHIFT(101),
  [484] = {.entry = {.count = 1, .reusable = true}}, SHIFT(152),
  [486] = {.entry = {.count = 1, .reusable = true}}, SHIFT(173),
  [488] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(173),
  [491] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_ports, 2, 0, 0),
  [493] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_ports, 2, 0, 0),
  [495] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host_port, 1, 0, 0),
  [497] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_host_port, 1, 0, 0),
  [499] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 3, 0, 0),
  [501] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 3, 0, 0),
  [503] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 3, 0, 4),
  [505] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 3, 0, 4),
  [507] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0),
  [509] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0), SHIFT_REPEAT(130),
  [512] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0),
  [514] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_literal_repeat1, 2, 0, 0), SHIFT_REPEAT(101),
  [517] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym__port_list_repeat1, 2, 0, 0), SHIFT_REPEAT(189),
  [520] = {.entry = {.count = 1, .reusable = true}}, SHIFT(189),
  [522] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__own_ports, 2, 0, 0),
  [524] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__own_ports, 2, 0, 0),
  [526] = {.entry = {.count = 1, .reusable = true}}, SHIFT(226),
  [528] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 2, 0, 1),
  [530] = {.entry = {.count = 1, .reusable = true}}, SHIFT(22),
  [532] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 4, 0, 0),
  [534] = {.entry = {.count = 1, .reusable = false}}, SHIFT(157),
  [536] = {.entry = {.count = 1, .reusable = true}}, SHIFT(109),
  [538] = {.entry = {.count = 1, .reusable = true}}, SHIFT(128),
  [540] = {.entry = {.count = 1, .reusable = true}}, SHIFT(157),
  [542] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 4, 0, 7),
  [544] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_block, 2, 0, 0),
  [546] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_block, 2, 0, 0),
  [548] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 3, 0, 0),
  [550] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 3, 0, 7),
  [552] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 2, 0, 0),
  [554] = {.entry = {.count = 1, .reusable = false}}, SHIFT(115),
  [556] = {.entry = {.count = 1, .reusable = true}}, SHIFT(126),
  [558] = {.entry = {.count = 1, .reusable = true}}, SHIFT(91),
  [560] = {.entry = {.count = 1, .reusable = true}}, SHIFT(115),
  [562] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_rule_repeat1, 2, 0, 0),
  [564] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_rule_repeat1, 2, 0, 0), SHIFT_REPEAT(22),
  [567] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_rule, 1, 0, 1),
  [569] = {.entry = {.count = 1, .reusable = false}}, SHIFT(98),
  [571] = {.entry = {.count = 1, .reusable = true}}, SHIFT(93),
  [573] = {.entry = {.count = 1, .reusable = true}}, SHIFT(81),
  [575] = {.entry = {.count = 1, .reusable = true}}, SHIFT(98),
  [577] = {.entry = {.count = 1, .reusable = false}}, SHIFT(172),
  [579] = {.entry = {.count = 1, .reusable = true}}, SHIFT(183),
  [581] = {.entry = {.count = 1, .reusable = true}}, SHIFT(159),
  [583] = {.entry = {.count = 1, .reusable = true}}, SHIFT(172),
  [585] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 4, 0, 0),
  [587] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_url, 4, 0, 4),
  [589] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__header, 2, 0, 0),
  [591] = {.entry = {.count = 1, .reusable = true}}, SHIFT(245),
  [593] = {.entry = {.count = 1, .reusable = true}}, SHIFT(240),
  [595] = {.entry = {.count = 1, .reusable = true}}, SHIFT(239),
  [597] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat2, 2, 0, 0), SHIFT_REPEAT(8),
  [600] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_policy_repeat2, 2, 0, 0), SHIFT_REPEAT(249),
  [603] = {.entry = {.count = 1, .reusable = true}}, SHIFT(222),
  [605] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_flag, 1, 0, 0),
  [607] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_methods, 2, 0, 0),
  [609] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_methods, 2, 0, 0),
  [611] = {.entry = {.count = 1, .reusable = true}}, SHIFT(17),
  [613] = {.entry = {.count = 1, .reusable = true}}, SHIFT(200),
  [615] = {.entry = {.count = 1, .reusable = true}}, SHIFT(15),
  [617] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_attribute, 2, 0, 5),
  [619] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0),
  [621] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0),
  [623] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0), SHIFT_REPEAT(222),
  [626] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_cgroup_name, 1, 0, 0),
  [628] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_attribute, 3, 0, 9),
  [630] = {.entry = {.count = 1, .reusable = true}}, SHIFT(18),
  [632] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_glob, 2, 0, 0),
  [634] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_line, 2, 0, 0),
  [636] = {.entry = {.count = 1, .reusable = true}}, SHIFT(252),
  [638] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_glob, 3, 0, 0),
  [640] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_literal, 3, 0, 0),
  [642] = {.entry = {.count = 1, .reusable = true}}, SHIFT(19),
  [644] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_protocol, 1, 0, 0),
  [646] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_address_port, 3, 0, 0),
  [648] = {.entry = {.count = 1, .reusable = true}}, SHIFT(178),
  [650] = {.entry = {.count = 1, .reusable = true}}, SHIFT(21),
  [652] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__header, 1, 0, 0),
  [654] = {.entry = {.count = 1, .reusable = true}}, SHIFT(247),
  [656] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_line, 1, 0, 0),
  [658] = {.entry = {.count = 1, .reusable = true}}, SHIFT(246),
  [660] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_host_port, 3, 0, 0),
  [662] = {.entry = {.count = 1, .reusable = true}}, SHIFT(16),
  [664] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_dns, 2, 0, 0),
  [666] = {.entry = {.count = 1, .reusable = true}}, SHIFT(20),
  [668] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_literal, 2, 0, 0),
  [670] = {.entry = {.count = 1, .reusable = false}}, SHIFT(118),
  [672] = {.entry = {.count = 1, .reusable = true}}, SHIFT(118),
  [674] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 5, 0, 8),
  [676] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_directive, 1, 0, 0),
  [678] = {.entry = {.count = 1, .reusable = true}}, SHIFT(185),
  [680] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_directive, 1, 0, 0),
  [682] = {.entry = {.count = 1, .reusable = false}}, SHIFT(79),
  [684] = {.entry = {.count = 1, .reusable = true}}, SHIFT(79),
  [686] = {.entry = {.count = 1, .reusable = false}}, SHIFT(235),
  [688] = {.entry = {.count = 1, .reusable = true}}, SHIFT(231),
  [690] = {.entry = {.count = 1, .reusable = true}}, SHIFT(235),
  [692] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 3, 0, 6),
  [694] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 5, 0, 6),
  [696] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 6, 0, 0),
  [698] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 6, 0, 8),
  [700] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_methods_repeat1, 2, 0, 0), SHIFT_REPEAT(212),
  [703] = {.entry = {.count = 1, .reusable = false}}, SHIFT(88),
  [705] = {.entry = {.count = 1, .reusable = true}}, SHIFT(88),
  [707] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_directive, 2, 0, 0),
  [709] = {.entry = {.count = 1, .reusable = true}}, SHIFT(194),
  [711] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_directive, 2, 0, 0),
  [713] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_header_repeat1, 2, 0, 0),
  [715] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_header_repeat1, 2, 0, 0),
  [717] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_header_repeat1, 2, 0, 0), SHIFT_REPEAT(44),
  [720] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 4, 0, 6),
  [722] = {.entry = {.count = 1, .reusable = true}}, SHIFT(212),
  [724] = {.entry = {.count = 1, .reusable = false}}, SHIFT(167),
  [726] = {.entry = {.count = 1, .reusable = true}}, SHIFT(167),
  [728] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 3, 0, 0),
  [730] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_directive_repeat1, 2, 0, 0),
  [732] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_directive_repeat1, 2, 0, 0), SHIFT_REPEAT(194),
  [735] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_directive_repeat1, 2, 0, 0),
  [737] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 4, 0, 0),
  [739] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 2, 0, 0),
  [741] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comment, 1, 0, 0),
  [743] = {.entry = {.count = 1, .reusable = true}}, SHIFT(175),
  [745] = {.entry = {.count = 1, .reusable = false}}, SHIFT(251),
  [747] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 5, 0, 0),
  [749] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_header, 4, 0, 8),
  [751] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 4, 0, 4),
  [753] = {.entry = {.count = 1, .reusable = true}}, SHIFT(25),
  [755] = {.entry = {.count = 1, .reusable = true}}, SHIFT(12),
  [757] = {.entry = {.count = 1, .reusable = true}}, SHIFT(236),
  [759] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_attribute, 2, 0, 5),
  [761] = {.entry = {.count = 1, .reusable = false}}, SHIFT(211),
  [763] = {.entry = {.count = 1, .reusable = true}}, SHIFT(219),
  [765] = {.entry = {.count = 1, .reusable = true}}, SHIFT(211),
  [767] = {.entry = {.count = 1, .reusable = true}}, SHIFT(105),
  [769] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_glob, 2, 0, 0),
  [771] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_attribute, 3, 0, 9),
  [773] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_flag, 1, 0, 0),
  [775] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 1, 0, 0),
  [777] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 1, 0, 0),
  [779] = {.entry = {.count = 1, .reusable = true}}, SHIFT(177),
  [781] = {.entry = {.count = 1, .reusable = true}}, SHIFT(13),
  [783] = {.entry = {.count = 1, .reusable = true}}, SHIFT(26),
  [785] = {.entry = {.count = 1, .reusable = false}}, SHIFT(192),
  [787] = {.entry = {.count = 1, .reusable = true}}, SHIFT(198),
  [789] = {.entry = {.count = 1, .reusable = true}}, SHIFT(192),
  [791] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_glob, 3, 0, 0),
  [793] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_literal, 3, 0, 0),
  [795] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_literal, 2, 0, 0),
  [797] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_protocol, 1, 0, 0),
  [799] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__own_ports, 3, 0, 0),
  [801] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__own_ports, 3, 0, 0),
  [803] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_url, 4, 0, 0),
  [805] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_cgroup_name, 1, 0, 0),
  [807] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_index, 1, 0, 0),
  [809] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_index, 1, 0, 0),
  [811] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comment, 2, 0, 0),
  [813] = {.entry = {.count = 1, .reusable = true}}, SHIFT(250),
  [815] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 3, 0, 0),
  [817] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 3, 0, 0),
  [819] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_key, 4, 0, 0),
  [821] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_key, 4, 0, 0),
  [823] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 2, 0, 0),
  [825] = {.entry = {.count = 1, .reusable = true}}, SHIFT(11),
  [827] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__header, 3, 0, 0),
  [829] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 1, 0, 0),
  [831] = {.entry = {.count = 1, .reusable = true}}, SHIFT(3),
  [833] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__end, 2, 0, 0),
  [835] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_section, 4, 0, 0),
  [837] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__end, 1, 0, 2),
  [839] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comment, 3, 0, 0),
  [841] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__last_line, 3, 0, 0),
  [843] = {.entry = {.count = 1, .reusable = true}}, SHIFT(6),
  [845] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_policy, 3, 0, 0),
  [847] = {.entry = {.count = 1, .reusable = true}},  ACCEPT_INPUT(),
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
