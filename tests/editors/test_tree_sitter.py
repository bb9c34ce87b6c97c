"""The tree-sitter grammar: its own tests, and every policy of the tree beside the real parser."""

import json
import random
import re
import shutil
import tempfile
import unittest
from pathlib import Path

from tools import EDITORS, analysed, is_screened, policies, run, tree_sitter

GRAMMAR = EDITORS / "tree-sitter-egress"
INVALID = re.compile(r"\(invalid \[(\d+), \d+\] - \[(\d+), \d+\]")
RULE = re.compile(r"\(rule \[(\d+), \d+\]")

# Errors in the shape of a line: the grammar must see them too. Others are about what a name, a path
# or a value must look like.
SHAPE = {"E0106", "E0107", "E0108", "E0109", "E0110", "E0112", "E0113", "E0209", "E0210", "E0302",
         "E0303", "E0304", "E0305", "E0306", "E0307", "E0401", "E0402", "E0404", "E0405", "E0406",
         "E0501", "E0502", "E0504", "E0601", "E0604", "E0802"}


def trees(texts):
    """The printed tree of each text."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            path = Path(folder) / f"{number}.egress"
            path.write_bytes(text.encode())
            paths.append(str(path))
        names = Path(folder) / "names"
        names.write_text("\n".join(paths))
        printed = run(tree_sitter(), "parse", "--paths", names, cwd=GRAMMAR, check=False).stdout
    found = re.split(r"^(?=\((?:policy|ERROR) \[)", printed, flags=re.MULTILINE)[1:]
    assert len(found) == len(texts), (len(found), len(texts))
    return found


def invalid_lines(tree):
    """1-based."""
    return {line + 1 for first, last in INVALID.findall(tree)
            for line in range(int(first), int(last) + 1)}


def below_bad_header(text, errors, line):
    """There the real parser says nothing of paths."""
    above = [number for number, each in enumerate(text.split("\n"), 1)
             if number < line and each.lstrip(" \t").startswith("[")]
    return bool(above) and above[-1] in errors


def mutated(texts, count, seed=20):
    """Policies of lines of the others, of which about half have a character too much or too few."""
    chance = random.Random(seed)
    lines = sorted({line for text in texts for line in text.splitlines()
                    if line.strip() and len(line) < 120})
    for _ in range(count):
        picked = [chance.choice(lines) for _ in range(20)]
        for index, line in enumerate(picked):
            at = chance.randrange(len(line) + 1)
            insert = chance.choice(["", *" \t#[]:|*/=\"`.{}-_?!GETxabc0159@,\\é"])
            if chance.random() < 0.6:
                picked[index] = line[:at] + insert + line[at + chance.randrange(2):]
        yield "\n".join(picked) + chance.choice(["", "\n"])


class TreeSitter(unittest.TestCase):
    def test_corpus_and_highlights(self):
        said = run(tree_sitter(), "test", cwd=GRAMMAR).stdout
        self.assertNotIn("✗", said)
        self.assertGreater(len(re.findall(r"^ +\d+\. ", said, re.MULTILINE)), 15, said)
        self.assertRegex(said, r"policy\.egress.* \(\d+ assertions\)")

    def test_queries_fit_the_grammar(self):
        for query in sorted((GRAMMAR / "queries").glob("*.scm")):
            with tempfile.NamedTemporaryFile("w", suffix=".egress") as policy:
                policy.write("# x\n[:22]\na.example:443/tcp exe=/x # y\n!\n")
                policy.flush()
                said = run(tree_sitter(), "query", query, policy.name, cwd=GRAMMAR).stdout
            self.assertIn("capture", said, query.name)

    def test_parser_is_what_the_grammar_generates(self):
        """The parser is committed, for editors compile it. Another version of tree-sitter writes
        another parser.c: then what it was made from is compared."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "grammar"
            shutil.copytree(GRAMMAR, copy, ignore=shutil.ignore_patterns("src"))
            (copy / "src").mkdir()
            run(tree_sitter(), "generate", "--no-bindings", cwd=copy)
            for name in ("grammar.json", "node-types.json"):
                made, kept = (json.loads((top / "src" / name).read_text()) for top in (copy, GRAMMAR))
                if name == "grammar.json":
                    made.pop("$schema", None), kept.pop("$schema", None)
                self.assertEqual(made, kept, f"{name}: run `tree-sitter generate` anew")
            if run(tree_sitter(), "--version").stdout.startswith("tree-sitter 0.22."):
                for name in ("parser.c", "tree_sitter/parser.h"):
                    self.assertEqual((copy / "src" / name).read_text(),
                                     (GRAMMAR / "src" / name).read_text(),
                                     f"{name}: run `tree-sitter generate` anew")

    def test_compiles_without_warnings(self):
        for compiler in ("gcc", "clang"):
            run(compiler, "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", GRAMMAR / "src",
                "-c", GRAMMAR / "src" / "scanner.c", "-o", "/dev/null")

    def compare(self, named):
        """Returns how many texts are good, how many bad, and the number of their rules."""
        faults = []
        good = bad = rules = 0
        for (name, text), tree in zip(named, trees([text for _, text in named])):
            answer = analysed(text)
            errors = {}
            for diagnostic in answer["diagnostics"]:
                if diagnostic["severity"] == "error":
                    # `/*` is a path too: that it was to be a comment is a guess.
                    if diagnostic["message"].startswith("a comment starts with"):
                        diagnostic["code"] = "guess"
                    errors.setdefault(diagnostic["line"], diagnostic["code"])
            invalid = invalid_lines(tree)
            wrong = {line for line in invalid - set(errors)
                     if not below_bad_header(text, errors, line)}
            missed = {line for line, code in errors.items() if code in SHAPE} - invalid
            lost = {rule["line"] for rule in answer["rules"]} - {
                int(line) + 1 for line in RULE.findall(tree)}
            if wrong or missed or lost or "(ERROR" in tree or "(MISSING" in tree:
                faults.append(f"{name}: {wrong=} {missed=} {lost=}\n{text[:2000]}\n{tree[:2000]}")
            good += not errors
            bad += bool(errors)
            rules += len(answer["rules"])
        self.assertEqual(faults, [])
        return good, bad, rules

    def test_agrees_with_the_parser_line_by_line(self):
        """A line that the parser takes is valid here, one that it refuses for its shape is not."""
        good, bad, rules = self.compare([(name, text) for name, text in policies()
                                         if not is_screened(text)])
        self.assertGreater(min(good, bad), 50)
        self.assertGreater(rules, 500)

    def test_agrees_with_the_parser_on_mutated_lines(self):
        texts = [text for _, text in policies() if not is_screened(text)]
        _, bad, rules = self.compare([(str(number), text)
                                      for number, text in enumerate(mutated(texts, 300))])
        self.assertGreater(bad, 150)
        self.assertGreater(rules, 500)

    def test_no_text_has_an_error_node(self):
        """Not even one with bytes that are legal nowhere, but for a NUL."""
        texts = [text for _, text in policies() if "\0" not in text]
        for text, tree in zip(texts, trees(texts)):
            self.assertNotRegex(tree, r"\((ERROR|MISSING)", text)
