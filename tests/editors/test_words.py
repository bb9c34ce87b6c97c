"""The words of the language: lang/ has the one list, and every grammar has exactly these.

Each grammar names its words in one place a kind; the patterns below find it. Whether the words then
work is asked in the tests of each editor."""

import json
import re
import unittest

from tools import EDITORS, TOP

TEXTMATE = EDITORS / "vscode" / "syntaxes" / "egress.tmLanguage.json"
EMACS = EDITORS / "emacs" / "egress-mode.el"
VIM = EDITORS / "vim" / "syntax" / "egress.vim"
TREE_SITTER = EDITORS / "tree-sitter-egress" / "src" / "grammar.json"


def listed(path, macro):
    """The words of a .def file: the last quoted word of each line, or else its only name."""
    found = []
    for arguments in re.findall(rf"^{macro}\((.*)\)$", (TOP / path).read_text(), re.MULTILINE):
        words = re.findall(r'"([^"]*)"', arguments)
        found.append(words[0] if words else arguments)
    assert found, (path, macro)
    return found


METHODS = set(listed("lang/rules/methods.def", "METHOD"))
KEYS = set(listed("lang/rules/attributes.def", "ATTRIBUTE")) - {"arg[N]"}
FLAGS = set(listed("lang/rules/words.def", "FLAG"))
PROTOCOLS = set(listed("lang/rules/words.def", "PROTOCOL"))
SCHEMES = set(listed("lang/rules/words.def", "SCHEME"))
CGROUPS = set(listed("lang/rules/words.def", "CGROUP_NAME"))
PLACEHOLDERS = set(listed("lang/rules/words.def", "PLACEHOLDER"))


def strings(rule):
    """Every word that a rule of tree-sitter's names, or the alternatives of its pattern."""
    if rule["type"] == "STRING":
        return {rule["value"]}
    if rule["type"] == "PATTERN":
        plain = re.sub(r"\[([a-z])[A-Z]\]", r"\1", rule["value"])
        return set(re.findall(r"[a-z]+", plain))
    members = rule.get("members", []) + [rule[key] for key in ("content",) if key in rule]
    return set().union(*map(strings, members)) if members else set()


def alternatives(text, pattern):
    """The words of each group that the pattern finds; all places must have the same."""
    found = [set(group.split("|")) for group in re.findall(pattern, text)]
    assert found and all(each == found[0] for each in found), (pattern, found)
    return found[0]


class Words(unittest.TestCase):
    def test_lexer(self):
        """re2c cannot include a list."""
        text = (TOP / "lang/syntax/lexer.re").read_text()
        methods = re.search(r"method += ((?:'[a-z]+'(?: \| )?)+);", text)[1]
        self.assertEqual(set(re.findall(r"[a-z]+", methods)), {word.lower() for word in METHODS})
        self.assertEqual({word for word in FLAGS if f'"{word}"' in text}, FLAGS)

    def test_tree_sitter(self):
        rules = json.loads(TREE_SITTER.read_text())["rules"]
        lower = {word.lower() for word in METHODS}
        self.assertEqual(strings(rules["method"]), lower)
        self.assertEqual(strings(rules["_next_method"]), lower)
        self.assertEqual(strings(rules["flag"]), FLAGS)
        self.assertEqual(strings(rules["scheme"]), SCHEMES)
        self.assertEqual(strings(rules["protocol"]), {"/" + word for word in PROTOCOLS})
        self.assertEqual(strings(rules["cgroup_name"]), CGROUPS)
        self.assertEqual(strings(rules["placeholder"]), PLACEHOLDERS)
        self.assertEqual(strings(rules["_next_placeholder"]), PLACEHOLDERS)
        self.assertEqual(strings(rules["key"]) - {"[", "]"}, KEYS - {"cgroup"})
        self.assertIn("cgroup", strings(rules["attribute"]))

    def test_textmate(self):
        text = TEXTMATE.read_text().replace("\\\\", "\\")
        self.assertEqual(alternatives(text, r"\(\?i:([A-Z|]+)\)"), METHODS)
        self.assertEqual(alternatives(text, r"\(\?i:\(([a-z|]+)\)://"), SCHEMES)
        self.assertEqual(alternatives(text, r"\(/\(\?:([a-z|]+)\)\)"), PROTOCOLS)
        self.assertEqual(alternatives(text, r"\(\?:((?:passthrough|insecure)[a-z|]*)\)"), FLAGS)
        self.assertEqual(alternatives(text, r"\(cgroup\)\(=\)\(([@a-z|]+)\)"), CGROUPS)
        self.assertEqual(alternatives(text, r"\(\?:\((exe[a-z|]+)\)") | {"arg"}, KEYS)
        self.assertEqual(alternatives(text, r'"match": "((?:\\\{[a-z]+\\\}\|?)+)"'),
                         {word.replace("{", "\\{").replace("}", "\\}") for word in PLACEHOLDERS})

    def test_vim(self):
        text = VIM.read_text().replace("\\|", "|")
        self.assertEqual(alternatives(text, r"\\%\(([A-Z|]+)\\\)"), METHODS)
        self.assertEqual(alternatives(text, r"\\%\(([a-z|]+)\\\):"), SCHEMES)
        self.assertEqual(alternatives(text, r"/\\%\((tcp[a-z|]*)\\\)"), PROTOCOLS)
        self.assertEqual(alternatives(text, r"\\%\((pass[a-z|]*)\\\)"), FLAGS)
        self.assertEqual(alternatives(text, r"\\%\((exe[a-z|]*)\\\)"), KEYS)
        self.assertEqual(alternatives(text, r"\\%\((@[a-z@|]*)\\\)"), CGROUPS)
        self.assertEqual(alternatives(text, r"((?:\{[a-z]+\}\|?){2,})"), PLACEHOLDERS)

    def test_emacs(self):
        text = EMACS.read_text()
        for name, words in (("methods", METHODS), ("keys", KEYS), ("flags", FLAGS),
                            ("protocols", PROTOCOLS), ("schemes", SCHEMES), ("cgroups", CGROUPS),
                            ("placeholders", PLACEHOLDERS)):
            listed_here = re.search(rf"\(defconst egress-{name} '\((.*?)\)\)", text)[1]
            self.assertEqual(set(re.findall(r'"([^"]+)"', listed_here)), words, name)
