#!/usr/bin/env python3
"""What the commands do with workflow files, beyond what golden files can show: which files are
taken, what ends in which exit code, and that broken input of any kind ends soon.

usage: workflows.py EGRESS_POLICY
"""

import os
import resource
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None

STEP = """\
jobs:
  a:
    steps:
      - uses: {uses}
        with:
          policy: |
            {rule}
"""

MEMORY_BYTES = 400 << 20


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


class Workflows(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def run_program(self, *arguments, stdin=b"", bounded=False):
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder.name, input=stdin,
                              capture_output=True, timeout=20,
                              preexec_fn=limit_memory if bounded else None)

    def test_no_folder(self):
        result = self.run_program("check")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"no workflows in .github/workflows", result.stderr)

    def test_empty_folder(self):
        self.write(".github/workflows/readme.md", "github")
        self.assertEqual(self.run_program("check").returncode, 2)

    def test_whole_folder(self):
        self.write(".github/workflows/b.yml", STEP.format(uses="x/egress@v1", rule="b_b.example"))
        self.write(".github/workflows/a.yaml", STEP.format(uses="x/egress@v1", rule="a_a.example"))
        self.write(".github/workflows/.c.yml", STEP.format(uses="x/egress@v1", rule="c_c.example"))
        self.write(".github/workflows/d.yml.bak", "no workflow")
        result = self.run_program("check")
        self.assertEqual(result.returncode, 1)
        places = [line.split(b" ")[0] for line in result.stderr.splitlines() if b"error[" in line]
        self.assertEqual(places, [b".github/workflows/a.yaml:7:14:",
                                  b".github/workflows/b.yml:7:14:"])
        self.assertIn(b"2 errors, 0 warnings", result.stderr)

    def test_uses(self):
        self.write("a.yml", STEP.format(uses="x/guard@v1", rule="a_a.example"))
        self.assertEqual(self.run_program("check", "a.yml").returncode, 0)
        self.assertIn(b"no policy in these files", self.run_program("check", "a.yml").stderr)
        result = self.run_program("check", "--uses", "*/guard", "a.yml")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"a.yml:7:14: error[E0201]", result.stderr)

    def test_good(self):
        self.write("a.yml", STEP.format(uses="x/egress@v1", rule="a.example"))
        result = self.run_program("check", "a.yml")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, b"", b""))

    def test_mixed_with_policies(self):
        self.write("a.yml", STEP.format(uses="x/egress@v1", rule="a_a.example"))
        self.write("b.egress", "b_b.example\n")
        result = self.run_program("check", "a.yml", "b.egress")
        self.assertIn(b"a.yml:7:14: error[E0201]", result.stderr)
        self.assertIn(b"b.egress:1:2: error[E0201]", result.stderr)

    def test_standard_input_is_a_policy(self):
        self.assertEqual(self.run_program("check", "-", stdin=b"a.example\n").returncode, 0)

    def test_folder_as_file(self):
        self.write("a.yml/x", "")
        result = self.run_program("check", "a.yml")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"a.yml: Is a directory", result.stderr)

    def test_missing(self):
        self.assertEqual(self.run_program("check", "a.yml").returncode, 2)

    def test_repository_is_said_once(self):
        text = STEP.format(uses="x/egress@v1", rule="{owner}.example")
        self.write("a.yml", text + text.replace("jobs:\n  a:", "  b:"))
        result = self.run_program("check", "--repo", "///", "a.yml")
        self.assertEqual(result.returncode, 1)

    def test_broken_input(self):
        inputs = {
            "empty": (b"", 0),
            "binary": (bytes(range(256)) * 4096, 1),
            "zeros": (b"\0" * 1000000, 1),
            "invalid UTF-8": (b"a: \xff\xfe\n", 1),
            "UTF-16": ("a: b\n".encode("utf-16"), 1),
            "deep flow": (b"[" * 3000000, 1),
            "deep block": (b"- " * 1500000, 1),
            "deep mapping": (b"? " * 1500000, 1),
            "many nodes": (b"[" + b"a," * 1500000, 1),
            "long line": (b"a: " + b"x" * (4 << 20), 1),
            "long key": (b"x" * (3 << 20) + b": y", 1),
            "long quote": (b'a: "' + b"\\u0041" * 600000, 1),
            "huge line": (b"x" * (100 << 20), 2),
        }
        for name, (text, code) in inputs.items():
            with self.subTest(name):
                self.write("a.yml", text)
                result = self.run_program("check", "a.yml", bounded=True)
                self.assertEqual(result.returncode, code, result.stderr[:200])
                self.assertLess(len(result.stderr), 2000)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
