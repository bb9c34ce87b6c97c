"""Neovim: the tree-sitter grammar in it, and injection into YAML. What the language server does there is in
test_server.py."""

import json
import tempfile
import unittest
from pathlib import Path

from tools import EDITORS, HERE, packages, run, tree_sitter

GRAMMAR = EDITORS / "tree-sitter-egress"

CAPTURES = """
local parser = vim.treesitter.get_parser(0, 'egress')
local root = parser:parse()[1]:root()
local query = (vim.treesitter.query.get or vim.treesitter.get_query)('egress', 'highlights')
local found = {}
for id, node in query:iter_captures(root, 0, 0, -1) do
  local row, column, _, last = node:range()
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1]
  table.insert(found, {query.captures[id], line:sub(column + 1, last)})
end
vim.fn.writefile({vim.fn.json_encode(found)}, vim.env.OUT)
vim.cmd('qall!')
"""

WORKFLOW = """\
steps:
  - uses: octo-org/egress@v1
    with:
      policy: |
        a.example
      other: |
        b.example
      policy: c.example
"""


class TreeSitter(unittest.TestCase):
    def test_highlights(self):
        """As editors/README.md says: the parser compiled by hand, the queries from the repository."""
        with tempfile.TemporaryDirectory() as home:
            parsers = Path(home) / "parser"
            parsers.mkdir()
            run("cc", "-shared", "-fPIC", "-I", ".", "parser.c", "scanner.c", "-o", parsers / "egress.so",
                cwd=GRAMMAR / "src")
            (Path(home) / "a.egress").write_text("[:22 step=b]\nGET /x # c\na.example:!\n")
            (Path(home) / "test.lua").write_text(CAPTURES)
            done = run("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                       "--cmd", f"set runtimepath^={home},{EDITORS}/neovim,{EDITORS}/vim",
                       "-c", f"edit {home}/a.egress", "-c", f"luafile {home}/test.lua",
                       env={"HOME": home, "OUT": f"{home}/out"}, check=False)
            self.assertTrue((Path(home) / "out").exists(), done.stderr)
            found = [tuple(each) for each in json.loads((Path(home) / "out").read_text())]
        for wanted in (("punctuation.bracket", "["), ("number", "22"), ("property", "step"), ("string", "b"),
                       ("function.method", "GET"), ("string.special", "/x"), ("comment", "# c"),
                       ("string.special", "a.example"), ("error", "!")):
            self.assertIn(wanted, found)

    def test_injection_into_yaml(self):
        """The node that is injected; the offset behind it is Neovim's own from 0.9 on."""
        grammar = packages(HERE / "npm") / "node_modules/@tree-sitter-grammars/tree-sitter-yaml"
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as workflow:
            workflow.write(WORKFLOW)
            workflow.flush()
            said = run(tree_sitter(), "query", EDITORS / "neovim/queries/yaml/injections.scm", workflow.name,
                       cwd=grammar).stdout
        content = [line for line in said.splitlines() if "injection.content" in line]
        self.assertEqual(len(content), 1, said)
        self.assertRegex(content[0], r"start: \(3, 14\)")


class Plugin(unittest.TestCase):
    def test_which_files_are_workflows(self):
        cases = {"/x/.github/workflows/a.yml": True, "/x/.github/workflows/a.yaml": True,
                 "/x/action.yml": True, "/x/a.yml": False, "/x/.github/workflows/b/a.yml": False}
        found = self.evaluate("{" + ", ".join(
            f"['{path}'] = require('egress').is_workflow('{path}')" for path in cases) + "}")
        self.assertEqual(found, cases)

    def test_config_for_newer_versions_loads(self):
        self.assertEqual(self.evaluate(f"dofile('{EDITORS}/neovim/lsp/egress.lua').cmd"), ["egress-lsp"])

    def evaluate(self, expression):
        with tempfile.TemporaryDirectory() as home:
            run("nvim", "--headless", "-u", "NONE", "-i", "NONE", "--cmd",
                f"set runtimepath^={EDITORS}/neovim", "-c",
                f"lua vim.fn.writefile({{vim.fn.json_encode({expression})}}, '{home}/out')", "-c", "qall!",
                env={"HOME": home})
            return json.loads((Path(home) / "out").read_text())
