#!/usr/bin/env python3
"""`egress-policy fmt` as a program: files, standard input, workflows, what it prints and changes.

usage: fmt.py EGRESS_POLICY [TEST...]
"""

import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)

MESSY = "\n  github.com   exe=/usr/bin/git #a\nget https://x.example/*"
CLEAN = "github.com exe=/usr/bin/git  #a\nGET https://x.example/*\n"

WORKFLOW = """\
name:   build   # untouched
on: push
jobs:
    a:
      runs-on:   ubuntu-latest
      steps:
        - uses: example/egress@v1
          with:
             policy: |2
                  github.com:22    # indented on purpose


                get   https://x.example/*
        - run: |
               echo    untouched
        - uses: example/egress@v1
          with: {policy:  " a.example   exe=/x "}
    b:
      steps:
        - uses: example/egress@v1
          with:
            policy: |-
              b.example\tstep=x
              ${{ inputs.host   }}   step=y
"""


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def file(self, text, name="p.egress"):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text.encode())
        return path

    def read(self, path):
        with open(path, "rb") as file:
            return file.read().decode()

    def fmt(self, *arguments, stdin=""):
        done = subprocess.run([PROGRAM, "fmt", *arguments], input=stdin.encode(),
                              capture_output=True, timeout=60, check=False, cwd=self.folder)
        return done.returncode, done.stdout.decode(), done.stderr.decode()


class Files(Case):
    def test_prints(self):
        self.assertEqual(self.fmt(self.file(MESSY)), (0, CLEAN, ""))
        self.assertEqual(self.fmt("-", stdin=MESSY), (0, CLEAN, ""))

    def test_writes_in_place_and_keeps_the_mode(self):
        path = self.file(MESSY)
        os.chmod(path, 0o640)
        link = os.path.join(self.folder, "link.egress")
        os.symlink(path, link)
        self.assertEqual(self.fmt("-w", link), (0, "", ""))
        self.assertEqual(self.read(path), CLEAN)
        self.assertTrue(os.path.islink(link))
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o640)
        self.assertEqual(sorted(os.listdir(self.folder)), ["link.egress", "p.egress"])

    def test_a_clean_file_is_not_touched(self):
        path = self.file(CLEAN)
        before = os.stat(path)
        self.assertEqual(self.fmt("-w", path), (0, "", ""))
        after = os.stat(path)
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))

    def test_check(self):
        messy, clean = self.file(MESSY), self.file(CLEAN, "clean.egress")
        self.assertEqual(self.fmt("--check", messy, clean), (1, messy + "\n", ""))
        self.assertEqual(self.fmt("--check", clean), (0, "", ""))
        self.assertEqual(self.read(messy), MESSY)

    def test_the_difference_is_a_patch(self):
        path = self.file(MESSY)
        code, out, err = self.fmt("--diff", path)
        self.assertEqual((code, err), (0, ""))
        if shutil.which("patch"):
            subprocess.run(["patch", "-s", path], input=out.encode(), check=True)
            self.assertEqual(self.read(path), CLEAN)
        self.assertEqual(self.fmt("--diff", "--check", self.file(MESSY))[0], 1)

    def test_errors_stay_and_are_told(self):
        code, out, err = self.fmt("-", stdin=" a.example\n b c d \n")
        self.assertEqual((code, out), (1, "a.example\n b c d \n"))
        self.assertIn("1 line with errors", err)

    def test_lines(self):
        text = " a.example\n b.example\n c.example\n"
        self.assertEqual(self.fmt("--lines", "2:2", "-", stdin=text)[1],
                         " a.example\nb.example\n c.example\n")
        self.assertEqual(self.fmt("--lines", "2", "-", stdin=text)[1],
                         " a.example\nb.example\n c.example\n")
        self.assertEqual(self.fmt("--lines", "9:99", "-", stdin=text)[1], text)

    def test_usage(self):
        path = self.file(CLEAN)
        for arguments in ([], [path, path], ["--lines", "0", path], ["--lines", "3:2", path],
                          ["--lines", "x", path], ["--nothing", path], [self.folder],
                          [os.path.join(self.folder, "none")], ["--lines", "1", "-w", path, path]):
            with self.subTest(arguments):
                code, out, err = self.fmt(*arguments)
                self.assertEqual((code, out), (2, ""))
                self.assertTrue(err)

    def test_unwritable(self):
        if os.geteuid() == 0:
            self.skipTest("root may write anywhere")
        path = self.file(MESSY)
        os.chmod(self.folder, 0o500)
        self.addCleanup(os.chmod, self.folder, 0o700)
        self.assertEqual(self.fmt("-w", path)[0], 2)
        self.assertEqual(self.read(path), MESSY)


LINES = ["github.com", "  github.com:22   exe=/usr/bin/git", "get https://x.example/*   # a",
         "# alone", "#  b  ", "", "   ", "[ :80   step=x ]", "a b c", "x.example  exe=\"a # b\"",
         "GET|post  /p/*", "[https://x.example]\t# base", "y.example arg=`a  b`\t",
         "${{ inputs.host  }}   step=a"]


class RandomWorkflows(Case):
    """No byte outside the scalars changes, whatever their style; formatted twice is once."""

    def scalar(self, rng, indent):
        lines = [rng.choice(LINES) for _ in range(rng.randrange(1, 9))]
        if rng.random() < .1:
            return " " + json.dumps("\n".join(lines)), ""
        header = " |" + rng.choice(["", "-", "+"]) + rng.choice(["", "  # note", " "])
        blanks = " " * (indent + rng.randrange(1, 5))
        if not lines[0].strip() or lines[0][0] == " ":
            lines[0] = "first.example"
        return header, "".join("\n" + (blanks + line if line.strip() else line[:indent])
                               for line in lines)

    def workflow(self, rng):
        """The file in pieces: at odd places scalars' bodies."""
        pieces = ["name:  x\non: [ push ]\njobs:\n  a:\n    steps:\n"]
        indent = rng.randrange(6, 9)
        for number in range(rng.randrange(1, 4)):
            header, body = self.scalar(rng, indent + 4)
            pieces[-1] += (" " * indent + "- uses: 'example/egress@v1'   # keep\n" +
                           " " * indent + "  with:\n" + " " * indent + "    policy:")
            if body:
                pieces[-1] += header
                pieces += [body, f"\n{' ' * indent}  name:   step {number}\n"]
            else:
                pieces += [header, f"\n{' ' * indent}  name:   step {number}\n"]
        return pieces

    def test_nothing_else_changes(self):
        for seed in range(200):
            rng = random.Random(seed)
            pieces = self.workflow(rng)
            text = "".join(pieces)
            path = self.file(text, "w.yml")
            code, out, err = self.fmt(path)
            self.assertIn(code, (0, 1), err)
            at = 0
            for kept in pieces[::2]:
                found = out.find(kept, at)
                self.assertNotEqual(found, -1, (seed, text, out))
                at = found + len(kept)
            self.assertTrue(out.startswith(pieces[0]) and out.endswith(pieces[-1]), (seed, out))
            self.file(out, "w.yml")
            self.assertEqual(self.fmt(path)[1], out, (seed, text))


class Workflows(Case):
    def test_policies_change_and_nothing_else(self):
        path = self.file(WORKFLOW, "w.yml")
        code, out, err = self.fmt(path)
        self.assertEqual((code, err), (0, ""))
        wanted = WORKFLOW.replace("     github.com:22    # in", "   github.com:22  # in")
        wanted = wanted.replace('" a.example   exe=/x "', '"a.example exe=/x"')
        wanted = wanted.replace("b.example\tstep=x", "b.example step=x")
        wanted = wanted.replace("get   https", "GET https")
        self.assertEqual([l.strip() for l in out.splitlines()],
                         [l.strip() for l in wanted.splitlines()])
        self.assertEqual(self.fmt("--stdin-name", "w.yml", "-", stdin=out)[1], out)

    def test_lines_are_those_of_the_file(self):
        text = WORKFLOW.replace("|2\n", "|\n").replace("                  github", "                github")
        code, out, _ = self.fmt("--lines", "13:13", "--stdin-name", "w.yaml", "-", stdin=text)
        self.assertEqual(out, text.replace("get   https", "GET https"))

    def test_broken_yaml(self):
        path = self.file("a: [\n", "w.yml")
        code, out, err = self.fmt(path)
        self.assertEqual((code, out), (1, "a: [\n"))
        self.assertIn("not formatted", err)


if __name__ == "__main__":
    unittest.main()
