"""Helix and Zed, which are in no archive of Debian's: their files are read, their queries run by tree-sitter."""

import re
import subprocess
import tempfile
import tomllib
import unittest
from pathlib import Path

from tools import EDITORS, HERE, TOP, packages, run, tree_sitter

GRAMMAR = EDITORS / "tree-sitter-egress"
POLICY = "# x\n[:22 exe=/x]\nPOST /x passthrough\na.example:443/tcp exe=/x # y\n"

# What themes know: the documentation of Helix ("Themes", "Syntax highlighting") and of Zed ("Language
# extensions"). A name stands for those below it.
HELIX = {"attribute", "type", "constructor", "constant", "string", "comment", "variable", "label",
         "punctuation", "keyword", "operator", "function", "tag", "namespace", "special", "markup", "diff"}
HELIX_OBJECTS = {"function", "class", "test", "parameter", "comment", "entry"}
ZED = {"attribute", "comment", "constant", "function", "keyword", "number", "operator", "property",
       "punctuation", "string", "type", "variable", "error"}


def captures(path):
    return set(re.findall(r"@([a-z_.]+)", re.sub(r";.*", "", path.read_text()))) - {"_key"}


def matched(query, text=POLICY, grammar=GRAMMAR, suffix=".egress"):
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
        file.write(text)
        file.flush()
        return run(tree_sitter(), "query", query, file.name, cwd=grammar).stdout


class Helix(unittest.TestCase):
    def test_languages(self):
        languages = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text())
        servers = set(languages["language-server"])
        named = {language["name"]: language for language in languages["language"]}
        self.assertIn("egress", named["egress"]["file-types"])
        for language in named.values():
            self.assertIn("egress-lsp", set(language["language-servers"]) & servers)
        grammar = languages["grammar"][0]["source"]["path"]
        self.assertTrue((TOP / grammar.removeprefix("/path/to/egress/") / "src/parser.c").exists())

    def test_queries(self):
        queries = EDITORS / "helix/queries/egress"
        for query in queries.glob("*.scm"):
            self.assertIn("capture", matched(query), query)
        for name in captures(queries / "highlights.scm"):
            self.assertIn(name.partition(".")[0], HELIX)
        for name in captures(queries / "textobjects.scm"):
            self.assertIn(name.partition(".")[0], HELIX_OBJECTS)

    def test_highlights_what_the_others_highlight(self):
        def patterns(path):
            text = re.sub(r";.*", "", path.read_text())
            return {" ".join(line.split()) for line in re.sub(r"@[a-z_.]+", "@", text).splitlines() if line}

        ours = patterns(EDITORS / "helix/queries/egress/highlights.scm")
        self.assertEqual(ours | {"(invalid) @"}, patterns(GRAMMAR / "queries/highlights.scm"))

    def test_injection_into_yaml(self):
        yaml = packages(HERE / "npm") / "node_modules/@tree-sitter-grammars/tree-sitter-yaml"
        said = matched(EDITORS / "helix/queries/yaml/injections.scm",
                       "with:\n  policy: |\n    a.example\n  other: |\n    b.example\n", yaml, ".yaml")
        self.assertEqual(len(re.findall(r"injection\.content", said)), 1, said)
        self.assertRegex(said, r"injection\.content.*start: \(1, 10\)")


class Zed(unittest.TestCase):
    def test_extension(self):
        with tempfile.TemporaryDirectory() as folder:
            # A commit of its own: tests run in trees of any kind.
            top = Path(folder) / "repository"
            git = ["git", "-C", str(top), "-c", "user.name=t", "-c", "user.email=t@example.com"]
            subprocess.run(["git", "init", "-q", str(top)], check=True)
            run("cp", "-R", EDITORS, top)
            run(*git, "add", ".")
            run(*git, "commit", "-qm", "x")
            run(top / "editors/zed/prepare", f"{folder}/extension")
            extension = tomllib.loads((Path(folder) / "extension/extension.toml").read_text())
            grammar = extension["grammars"]["egress"]
            self.assertEqual(grammar["repository"], f"file://{top.resolve()}")
            self.assertIn("src/parser.c", run(*git, "ls-tree", "-r", "--name-only", f"{grammar['rev']}:{grammar['path']}").stdout)
            language = Path(folder) / "extension/languages/egress"
            config = tomllib.loads((language / "config.toml").read_text())
            self.assertEqual(config["grammar"], "egress")
            self.assertIn(config["name"], extension["language_servers"]["egress-lsp"]["languages"])
            self.assertFalse(any(path.is_symlink() for path in (Path(folder) / "extension").rglob("*")))

    def test_queries(self):
        folder = EDITORS / "zed/languages/egress"
        for query in folder.glob("*.scm"):
            self.assertIn("capture", matched(query), query)
        for name in captures(folder / "highlights.scm"):
            self.assertIn(name.partition(".")[0], ZED)
