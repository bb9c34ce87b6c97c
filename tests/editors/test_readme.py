"""editors/README.md does as it says: its commands are run, its settings are loaded, in a home of their own."""

import os
import re
import shutil
import tempfile
import unittest
from pathlib import Path

from test_vscode import modules
from tools import EDITORS, SERVER, TOP, run


def blocks(section):
    """The indented blocks below a heading; "..." in them stands for the checkout."""
    text = (EDITORS / "README.md").read_text()
    body = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]
    found = re.findall(r"(?:^    .*\n)+", body, re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).replace("...", str(TOP)) for block in found]


class Readme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.policy = self.home / "a.egress"
        self.policy.write_text("www.example.com\n")
        self.env = {"HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config"),
                    "LC_ALL": "C.UTF-8", "PATH": f"{SERVER.parent}:{os.environ['PATH']}"}

    def shell(self, commands, cwd=TOP):
        return run("bash", "-euc", commands, cwd=cwd, env=self.env)

    def test_vim(self):
        (self.home / ".vim").mkdir()
        self.shell(blocks("Vim")[0])
        run("vim", "-i", "NONE", "-n", "-es", "-c", "filetype plugin on", "-c", "syntax on",
            "-c", f"edit {self.policy}",
            "-c", f"call writefile([&filetype, synIDattr(synID(1, 1, 0), 'name')], '{self.home}/out')",
            "-c", "qall!", env=self.env, check=False)
        self.assertEqual((self.home / "out").read_text(), "egress\negressHost\n")

    def test_neovim(self):
        settings, parser = blocks("Neovim")
        config = self.home / ".config" / "nvim"
        (config / "parser").mkdir(parents=True)
        # The last line is for versions from 0.11 on, as it says.
        (config / "init.lua").write_text("\n".join(
            line for line in settings.splitlines() if "vim.lsp.enable" not in line))
        self.shell(parser)
        run("nvim", "--headless", "-i", "NONE", "-n", "-c", f"edit {self.policy}", "-c",
            "lua Clients = vim.lsp.get_clients or vim.lsp.get_active_clients",
            "-c", "lua vim.wait(30000, function() return #Clients() > 0 end, 10)",
            "-c", "lua vim.fn.writefile({Clients()[1].name,"
            f" vim.treesitter.get_parser(0, 'egress'):lang()}}, '{self.home}/out')", "-c", "qall!",
            env=self.env, check=False)
        self.assertEqual((self.home / "out").read_text(), "egress\negress\n")

    def test_emacs(self):
        (self.home / "init.el").write_text(blocks("Emacs")[0])
        done = run("emacs", "-q", "--batch", "--eval", "(package-initialize)", "--eval", "(setq eglot-sync-connect t)",
                   "-l", self.home / "init.el", "--visit", self.policy, "--eval",
                   # Eglot waits for the end of a command, which does not come in batch.
                   "(progn (run-hooks 'post-command-hook)"
                   " (princ (format \"%s %s\" major-mode (jsonrpc-name (eglot-current-server))))"
                   # Or a request of the server may come while Emacs ends, which is an error there.
                   " (eglot-shutdown (eglot-current-server)))",
                   env=self.env)
        self.assertRegex(done.stdout, r"^egress-mode EGLOT")

    def test_vscode(self):
        """npm ci is run by the tests of the package; here is what follows."""
        command = blocks("VS Code")[0].splitlines()[0].partition("#")
        self.assertRegex(command[0], r"^cd editors/vscode && npm ci && npm run package +$")
        (self.home / "editors").mkdir()
        shutil.copy(TOP / "LICENSE", self.home)
        shutil.copytree(EDITORS / "vscode", self.home / "editors/vscode",
                        ignore=shutil.ignore_patterns("node_modules", "dist"))
        (self.home / "editors/vscode/node_modules").symlink_to(modules())
        self.shell(command[0].replace("npm ci && ", ""), cwd=self.home)
        self.assertTrue((self.home / "editors/vscode" / command[2].strip()).exists())

    def test_helix(self):
        (self.home / ".config/helix").mkdir(parents=True)
        copies = [line.partition("#")[0] for line in blocks("Helix")[0].splitlines()
                  if not line.startswith("hx")]
        self.shell("\n".join(copies))
        self.assertTrue((self.home / ".config/helix/runtime/queries/egress/injections.scm").is_file())
        self.assertIn("egress-lsp", (self.home / ".config/helix/languages.toml").read_text())
