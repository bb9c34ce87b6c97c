"""The files for Vim, in Vim and in Neovim: highlighting asked group by group, settings, :make."""

import json
import os
import tempfile
import unittest
from pathlib import Path

import test_words
from tools import EDITORS, HERE, POLICY, analysed, is_screened, policies, run

RUNTIME = EDITORS / "vim"

# A line, and the groups of the pieces that have one of their own.
LINES = [
    ("github.com", "egressHost=github.com"),
    ("  *.github.com:22|2222/tcp passthrough # c",
     "egressWildcard=* egressHost=.github.com egressPorts=: egressPort=22 egressPorts=| egressPort=2222 "
     "egressProtocol=/tcp egressFlag=passthrough egressComment=#_c"),
    ("8.8.8.8:*/udp", "egressAddress=8.8.8.8 egressPorts=: egressPort=* egressProtocol=/udp"),
    ("10.0.0.0/8 insecure", "egressAddress=10.0.0.0/8 egressFlag=insecure"),
    ("dns:*.a.example exe=/x*", "egressDns=dns: egressWildcard=* egressDnsHost=.a.example egressKey=exe "
     "egressEquals== egressBare=/x egressWildcard=*"),
    ("POST|get https://h.example:8443/x/{repo} step=\"a # b\"",
     "egressMethods=POST egressPipe=| egressMethods=get egressScheme=https:// egressUrlHost=h.example "
     "egressUrlPorts=: egressPort=8443 egressPath=/x/ egressPlaceholder={repo} egressKey=step "
     "egressEquals== egressLiteral=\"a_#_b\""),
    ("* HTTP://8.8.8.8/", "egressAnyMethod=* egressScheme=HTTP:// egressUrlAddress=8.8.8.8 egressPath=/"),
    ("[https://a.example/v1 exe=/x] # c",
     "egressBracket=[ egressScheme=https:// egressUrlHost=a.example egressPath=/v1 egressKey=exe "
     "egressEquals== egressBare=/x egressBracket=] egressComment=#_c"),
    ("[]", "egressBracket=[]"),
    ("[:53/udp]", "egressBracket=[ egressHeaderPorts=: egressPort=53 egressProtocol=/udp egressBracket=]"),
    ("[ GET|POST ]", "egressBracket=[ egressMethods=GET egressPipe=| egressMethods=POST egressBracket=]"),
    ("[*]", "egressBracket=[ egressAnyMethod=* egressBracket=]"),
    ("a.example arg[0]=`a[!b] ?` cgroup=@docker",
     "egressHost=a.example egressKey=arg[ egressIndex=0 egressKey=] egressEquals== egressGlob=`a "
     "egressSet=[!b] egressWildcard=? egressGlob=` egressKey=cgroup egressEquals== egressCgroup=@docker"),
    ("get.example.com", "egressHost=get.example.com"),
    ("# egress: allow W1206 why", "egressComment=# egressDirective=egress:_allow_W1206 egressComment=why"),
    ("a.example b.example", "egressHost=a.example egressError=b.example"),
    ("a.example exec=/x", "egressHost=a.example egressError=exec=/x"),
    ("a.example#x", "egressError=a.example#x"),
    ("a.example arg=\"x", "egressHost=a.example egressKey=arg egressEquals== egressError=\"x"),
]

WORKFLOW = """\
jobs:
  build:
    steps:
      - uses: octo-org/egress@v1
        with:
          policy: |  # names
            github.com:443

            [:22]
          audit: true
      - run: |
          a.example
"""


def short(pieces):
    """As in LINES: blanks have no group of their own."""
    return " ".join(f"{name}={piece.strip().replace(' ', '_')}" for piece, name in pieces
                    if piece.strip() and name.startswith("egress"))


class InVim:
    """The tests, for either program."""

    def groups(self, texts, suffix=".egress"):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, text in enumerate(texts):
                path = Path(folder) / f"{number}{suffix}"
                path.write_text(text, newline="")
                paths.append(str(path))
            (Path(folder) / "in").write_text(json.dumps(paths))
            self.start("-c", "syntax on", "-S", HERE / "vim" / "groups.vim",
                       env={"IN": f"{folder}/in", "OUT": f"{folder}/out"})
            return [json.loads(line) for line in (Path(folder) / "out").read_text().splitlines()]

    def start(self, *words, env=None):
        with tempfile.TemporaryDirectory() as home:
            return run(self.program, "-u", "NONE", "-i", "NONE", "-n", "-es",
                       "--cmd", f"set nocompatible runtimepath^={RUNTIME} runtimepath+={RUNTIME}/after",
                       "-c", "filetype plugin indent on", *words, check=False,
                       env={"HOME": home, "LC_ALL": "C.UTF-8",
                            "PATH": f"{POLICY.parent}:{os.environ['PATH']}", **(env or {})})

    def ask(self, *expressions, before=(), text="a.example\n", name="x.egress"):
        """Values of expressions in a buffer with that text."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(text)
            script = Path(folder) / "ask.vim"
            script.write_text("\n".join([
                f"edit {path}", *before,
                f"call writefile([json_encode([{', '.join(expressions)}])], '{folder}/out')", "qall!"]))
            self.start("-S", script)
            return json.loads((Path(folder) / "out").read_text())

    def test_groups(self):
        found = self.groups(["\n".join(line for line, _ in LINES)])[0]
        for (line, wanted), pieces in zip(LINES, found):
            self.assertEqual(short(pieces), wanted, line)

    def test_words_work(self):
        cases = [(word, line, group) for words, line, group in (
            (test_words.METHODS, "{} /x", "egressMethods"),
            (test_words.KEYS, "a.example {}=x", "egressKey"),
            (test_words.FLAGS, "a.example {}", "egressFlag"),
            (test_words.PROTOCOLS, "a.example:1/{}", "egressProtocol"),
            (test_words.SCHEMES, "{}://a.example/x", "egressScheme"),
            (test_words.CGROUPS, "a.example cgroup={}", "egressCgroup"),
            (test_words.PLACEHOLDERS, "{}.example", "egressPlaceholder")) for word in words]
        good = "\n".join(line.format(word) for word, line, _ in cases)
        near = "\n".join(line.format(word[:-1] + "q" + word[-1]) for word, line, _ in cases)
        for (word, line, group), right, wrong in zip(cases, *self.groups([good, near])):
            self.assertTrue(any(name == group and word in piece for piece, name in right), right)
            self.assertFalse(any(name == group and word[:-1] in piece for piece, name in wrong), wrong)

    def test_no_good_line_is_shown_as_wrong(self):
        texts = [text for _, text in policies() if not is_screened(text) and "\r" not in text]
        faults = []
        seen = 0
        for text, lines in zip(texts, self.groups(texts)):
            bad = {d["line"] for d in analysed(text)["diagnostics"] if d["severity"] == "error"}
            for number, pieces in enumerate(lines, 1):
                wrong = [piece for piece, name in pieces if name == "egressError"]
                line = text.split("\n")[number - 1]
                if number not in bad and wrong and not line.startswith("/"):
                    faults.append((line, wrong))
                seen += number in bad and bool(wrong)
        self.assertEqual(faults, [])
        self.assertGreater(seen, 100)

    def test_workflow(self):
        lines = self.groups([WORKFLOW], suffix=".yml")[0]
        self.assertEqual(short(lines[6]), "egressHost=github.com egressPorts=: egressPort=443")
        self.assertEqual(short(lines[8]),
                         "egressBracket=[ egressHeaderPorts=: egressPort=22 egressBracket=]")
        for number in (3, 9, 10, 11):
            self.assertEqual(short(lines[number]), "", WORKFLOW.split("\n")[number])
        self.assertTrue(any(name.startswith("yaml") for _, name in lines[9]), lines[9])

    def test_settings(self):
        self.assertEqual(self.ask("&filetype", "&commentstring", "&indentexpr"), ["egress", "# %s", "0"])

    def test_new_lines_start_at_the_margin(self):
        self.assertEqual(self.ask("getline(1, '$')", before=["execute 'normal! ob.example'"],
                                  text="  a.example\n"), [["  a.example", "b.example"]])

    def test_format(self):
        self.assertEqual(self.ask("getline(1, '$')", before=["normal! gggqG"],
                                  text="A.example   exe=/x\nb.example:x\n"),
                         [["A.example exe=/x", "b.example:x"]])

    def test_make_finds_errors(self):
        found = self.ask("map(getqflist(), '[v:val.lnum, v:val.col, toupper(v:val.type), v:val.text]')",
                         before=["silent! make!"], text="a.example\na.b.example:x\n127.0.0.1/33\n")[0]
        self.assertEqual([each[:3] for each in found], [[2, 13, "E"], [3, 11, "E"]])
        self.assertIn("[E0302]: `x` is not a port number", found[0][3])


class Vim(InVim, unittest.TestCase):
    program = "vim"


class Neovim(InVim, unittest.TestCase):
    program = "nvim"
