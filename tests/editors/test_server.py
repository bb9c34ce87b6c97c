"""One conversation with egress-lsp, held by real clients: the client library of VS Code, Neovim and
Emacs. A file with an error is opened; its quick fix is taken; the file is formatted; then hover,
completion, and in a workflow diagnostics and the definition of a step."""

import json
import os
import tempfile
import unittest
from pathlib import Path

from test_vscode import modules
from tools import EDITORS, HERE, SERVER, run

POLICY = """\
www.example.com
b.example.com:ssh
c.example.com   exe=/usr/bin/curl
"""

WORKFLOW = """\
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - id: build
        run: make
      - uses: octo-org/egress@v1
        with:
          policy: |
            www.example.com step=build
            a.example.com:x
"""


class Conversation:
    """The tests, for every client; `hold(folder)` returns what it found."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "workspace"
            run("git", "init", "-q", folder)
            (folder / ".github" / "workflows").mkdir(parents=True)
            (folder / "main.egress").write_text(POLICY)
            (folder / ".github" / "workflows" / "ci.yml").write_text(WORKFLOW)
            cls.found = cls.hold(folder, {"HOME": home, "LC_ALL": "C.UTF-8", "FOLDER": str(folder),
                                          "OUT": f"{home}/out",
                                          "PATH": f"{SERVER.parent}:{os.environ['PATH']}"})

    def test_diagnostics(self):
        self.assertEqual(self.found["before"], [[1, "E0302"]])

    def test_quick_fix(self):
        self.assertEqual(list(self.found["fixed"]), [])

    def test_format(self):
        self.assertEqual(self.found["formatted"], "www.example.com\nb.example.com:22\nc.example.com exe=/usr/bin/curl\n")

    def test_hover(self):
        self.assertIn("www.example.com", self.found["hover"])

    def test_completion(self):
        self.assertIn("passthrough", self.found["completion"])

    def test_workflow(self):
        self.assertEqual(self.found["workflow"], [[10, "E0302"]])

    def test_definition(self):
        self.assertEqual(self.found["definition"], ["ci.yml", 4])

    def test_explain(self):
        self.assertIn("www.example.com", self.found["explained"])


def told(path):
    found = json.loads(Path(path).read_text())
    if "failure" in found:
        raise AssertionError(found["failure"])
    return found


class CodeClient(Conversation, unittest.TestCase):
    @staticmethod
    def hold(folder, env):
        return json.loads(run("node", HERE / "node" / "client.js", SERVER, folder,
                              env={**env, "NODE_PATH": str(modules())}).stdout)

    def test_ends(self):
        self.assertEqual(self.found["exit"], 0)


class NeovimClient(Conversation, unittest.TestCase):
    @staticmethod
    def hold(folder, env):
        done = run("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                   "--cmd", f"set runtimepath^={EDITORS}/neovim,{EDITORS}/vim",
                   "-c", "filetype plugin on", "-c", f"luafile {HERE}/neovim/client.lua",
                   env=env, check=False)
        assert Path(env["OUT"]).exists(), done.stdout + done.stderr
        return told(env["OUT"])


class EmacsClient(Conversation, unittest.TestCase):
    @staticmethod
    def hold(folder, env):
        done = run("emacs", "-q", "--batch", "--eval", "(package-initialize)", "-L", EDITORS / "emacs",
                   "-l", HERE / "emacs" / "client.el", env=env, check=False)
        assert Path(env["OUT"]).exists(), done.stdout + done.stderr
        return told(env["OUT"])
