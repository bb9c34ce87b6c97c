"""The mode for Emacs: compiles without warnings, highlights, indents. Eglot is in test_server.py."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path

import test_words
from tools import EDITORS, HERE, run

MODE = EDITORS / "emacs" / "egress-mode.el"

# A line and its pieces with a face, the faces without "font-lock-" and "-face".
LINES = [
    ("github.com", "function-name=github.com"),
    ("*.github.com:22|2222/tcp passthrough # c",
     "function-name=*.github.com constant=:22|2222 type=/tcp keyword=passthrough comment-delimiter=# comment=c"),
    ("8.8.8.8:*/udp", "constant=8.8.8.8:* type=/udp"),
    ("10.0.0.0/8 insecure", "constant=10.0.0.0/8 keyword=insecure"),
    ("dns:*.a.example exe=/x*",
     "keyword=dns: function-name=*.a.example variable-name=exe string=/x*"),
    ("POST|get https://h.example:8443/x/{repo} step=\"a # b\"",
     "builtin=POST|get keyword=https:// function-name=h.example constant=:8443 string=/x/ "
     "preprocessor={repo} variable-name=step string=\"a_#_b\""),
    ("* HTTP://8.8.8.8/", "builtin=* keyword=HTTP:// function-name=8.8.8.8 string=/"),
    ("[https://a.example/v1 exe=/x] # c",
     "keyword=https:// function-name=a.example string=/v1 variable-name=exe string=/x "
     "comment-delimiter=# comment=c"),
    ("[:53/udp]", "constant=:53 type=/udp"),
    ("[GET|POST]", "builtin=GET|POST"),
    ("a.example arg[0]=`a # ?` cgroup=@docker",
     "function-name=a.example variable-name=arg string=`a_#_?` variable-name=cgroup constant=@docker"),
    ("get.example.com", "function-name=get.example.com"),
    ("# a.example exe=\"x", "comment-delimiter=# comment=a.example_exe=\"x"),
    ("a.example exec=/x", "function-name=a.example"),
]


def emacs(*words, env=None):
    with tempfile.TemporaryDirectory() as home:
        return run("emacs", "-Q", "--batch", "-L", MODE.parent, *words, env={"HOME": home, **(env or {})})


def faces(texts):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").write_text(json.dumps(texts))
        emacs("-l", HERE / "emacs" / "faces.el", env={"IN": f"{folder}/in", "OUT": f"{folder}/out"})
        return json.loads((Path(folder) / "out").read_text())


def short(pieces):
    return " ".join(f"{face.removeprefix('font-lock-').removesuffix('-face')}={piece.strip().replace(' ', '_')}"
                    for piece, face in pieces if piece.strip() and face)


class Emacs(unittest.TestCase):
    def test_compiles_without_warnings(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(MODE, folder)
            emacs("--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile",
                  f"{folder}/{MODE.name}")
            self.assertTrue((Path(folder) / "egress-mode.elc").exists())

    def test_faces(self):
        for (line, wanted), pieces in zip(LINES, faces([line for line, _ in LINES])):
            self.assertEqual(short(pieces), wanted, line)

    def test_words_work(self):
        cases = [(word, line, face) for words, line, face in (
            (test_words.METHODS, "{} /x", "builtin"),
            (test_words.KEYS, "a.example {}=x", "variable-name"),
            (test_words.FLAGS, "a.example {}", "keyword"),
            (test_words.PROTOCOLS, "a.example:1/{}", "type"),
            (test_words.SCHEMES, "{}://a.example/x", "keyword"),
            (test_words.CGROUPS, "a.example cgroup={}", "constant"),
            (test_words.PLACEHOLDERS, "a.example {}", "preprocessor")) for word in words]
        good = faces([line.format(word) for word, line, _ in cases])
        near = faces([line.format(word[:-1] + "q" + word[-1]) for word, line, _ in cases])
        for (word, line, face), right, wrong in zip(cases, good, near):
            named = f"font-lock-{face}-face"
            self.assertTrue(any(named == each and word in piece for piece, each in right), right)
            self.assertFalse(any(named == each and word[:-1] in piece for piece, each in wrong), wrong)

    def test_settings(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.egress").write_text("  a.example\n[:22]\n")
            said = emacs("-l", "egress-mode", "--visit", f"{folder}/a.egress", "--eval",
                         "(progn (goto-char (point-min)) (end-of-line) (newline-and-indent) (insert \"b.example\")"
                         " (comment-region (line-beginning-position) (line-end-position))"
                         " (require 'imenu)"
                         " (princ (format \"%s|%S|%s\" major-mode (buffer-string)"
                         " (mapcar #'car (imenu--make-index-alist t)))))").stdout
        self.assertEqual(said, 'egress-mode|"  a.example\n# b.example\n[:22]\n"|(*Rescan* [:22])')
