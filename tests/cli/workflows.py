#!/usr/bin/env python3
"""What the commands do with workflow files, beyond what golden files can show: which files are
taken, what ends in which exit code, and that broken input of any kind ends soon.

usage: workflows.py EGRESS_POLICY
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None
SANITIZED = False  # AddressSanitizer's shadow alone is larger than any limit of memory worth setting

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
                              preexec_fn=limit_memory if bounded and not SANITIZED else None)

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
        self.assertIn(b"no policy in this file", self.run_program("check", "a.yml").stderr)
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

    TWO = """\
jobs:
  build:
    steps:
      - run: make
      - uses: x/egress@v1
        id: guard
        with:
          policy: a.example
      - uses: x/egress@v1
        with: {policy: b.example}
  test:
    steps:
      - uses: x/egress@v1
        with:
          policy: c.example
"""

    def targets(self, *arguments):
        result = self.run_program("rules", "--format", "json", *arguments)
        return [rule["target"] for rule in json.loads(result.stdout)["rules"]]

    def test_at(self):
        self.write("a.yml", self.TWO)
        for at, targets in {
            "build": ["a.example", "b.example"],
            "build/2": ["a.example"],
            "build/guard": ["a.example"],
            "build/3": ["b.example"],
            "test": ["c.example"],
            "test/1": ["c.example"],
            "build/1": [],
            "build/": [],
            "buil": [],
            "": [],
        }.items():
            with self.subTest(at):
                self.assertEqual(self.targets("--at", at, "a.yml"), targets)
        self.assertEqual(self.targets("a.yml"), ["a.example", "b.example", "c.example"])
        result = self.run_program("check", "--at", "build/1", "a.yml")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"error[E0908]: no step of this file at `build/1` has a policy",
                      result.stderr)

    def test_at_in_an_action(self):
        self.write("action.yml", "runs: {steps: [{uses: ./, with: {policy: a.example}}]}")
        self.assertEqual(self.targets("--at", "runs/1", "action.yml"), ["a.example"])

    def test_compile_needs_one(self):
        self.write("a.yml", self.TWO)
        result = self.run_program("compile", "-o", "a.egb", "a.yml")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"a.yml:8:11: error[E0908]: 3 policies stand here", result.stderr)
        self.assertIn(b"`--at test/1`", result.stderr)
        self.assertEqual(result.stderr.count(b"error["), 1)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "a.egb")))
        result = self.run_program("compile", "--at", "test", "-o", "a.egb", "a.yml")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        event = json.dumps({"type": "tcp", "dst_ip": "192.0.2.1", "dst_port": 443,
                            "host": "c.example"}).encode()
        for source in (["--bytecode", "a.egb"], ["--policy", "a.yml", "--at", "test/1"]):
            result = self.run_program("eval", *source, stdin=event + b"\n")
            answer = json.loads(result.stdout)
            self.assertEqual((answer["verdict"], answer["line"]), ("allow", 15), result)

    def test_compile_without_a_policy(self):
        self.write("a.yml", "jobs: {}")
        result = self.run_program("compile", "-o", "a.egb", "a.yml")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"error[E0908]: no step of this file has a policy", result.stderr)

    def test_compile_refuses_expressions(self):
        self.write("a.yml", STEP.format(uses="./", rule="${{ inputs.x }}"))
        self.assertEqual(self.run_program("check", "a.yml").returncode, 0)
        result = self.run_program("compile", "-o", "a.egb", "a.yml")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"a.yml:7:13: error[E0909]", result.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "a.egb")))

    def test_expression_elsewhere(self):
        self.write("a.yml", self.TWO.replace("b.example", "'${{ inputs.x }}'"))
        result = self.run_program("compile", "--at", "test", "-o", "a.egb", "a.yml")
        self.assertEqual((result.returncode, result.stderr), (0, b""))

    def test_compile_refuses_broken_yaml(self):
        self.write("a.yml", STEP.format(uses="./", rule="a.example") + "x: ]\n")
        result = self.run_program("compile", "-o", "a.egb", "a.yml")
        self.assertEqual(result.returncode, 1)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "a.egb")))

    def test_standard_input_is_a_policy(self):
        self.assertEqual(self.run_program("check", "-", stdin=b"a.example\n").returncode, 0)

    def test_folder_as_file(self):
        self.write("a.yml/x", "")
        result = self.run_program("check", "a.yml")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"a.yml: Is a directory", result.stderr)

    def test_every_command(self):
        """A file with one policy is asked like the policy alone; places are those of the file."""
        self.write("one.yml", STEP.format(uses="x/egress@v1", rule="www.example.com"))
        self.write("event.jsonl", '{"type":"https","host":"www.example.com","dst_ip":"192.0.2.1",'
                                  '"dst_port":443}\n')
        self.write("one.test", "allow tls www.example.com\n")
        wanted = {
            ("check",): b"", ("fmt",): b"            www.example.com\n",
            ("rules",): b"line 7", ("compile", "-o", "-"): b"EGRESSIM",
            ("eval", "event.jsonl", "--policy"): b'"line":7',
            ("explain", "www.example.com", "--at", "a"): b"",
            ("analyze",): b"", ("test", "--policy"): b"",
        }
        behind = {"explain": ["www.example.com"], "analyze": ["event.jsonl"], "test": ["one.test"]}
        for command, part in wanted.items():
            arguments = [command[0], "one.yml"] if command[0] == "explain" else [*command, "one.yml"]
            with self.subTest(command):
                done = self.run_program(*arguments, *behind.get(command[0], []))
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                if part and command[0] != "compile":
                    self.assertIn(part, done.stdout)
                self.assertTrue(done.stdout or command[0] == "check")
        self.assertIn(b":7", self.run_program("explain", "one.yml", "www.example.com").stdout)

    def test_several_policies(self):
        """Where one policy is asked, two are an error that says how to choose; elsewhere all count."""
        first = STEP.format(uses="x/egress@v1", rule="one.example.com")
        self.write("two.yml", first + STEP.format(uses="x/egress@v1", rule="two.example.com   insecure")
                   .replace("jobs:\n", "").replace("  a:", "  b:"))
        self.write("event.jsonl", '{"type":"https","host":"two.example.com","dst_ip":"192.0.2.1",'
                                  '"dst_port":443}\n')
        self.write("two.test", "allow tls two.example.com\n")
        asking = [["compile", "-o", "x.egb", "two.yml"],
                  ["eval", "--policy", "two.yml", "event.jsonl"],
                  ["explain", "two.yml", "two.example.com"],
                  ["analyze", "two.yml", "event.jsonl"],
                  ["test", "--policy", "two.yml", "two.test"]]
        for command in asking:
            with self.subTest(command):
                done = self.run_program(*command)
                self.assertIn(done.returncode, (1, 2))
                self.assertIn(b"error[E0908]", done.stderr)
                self.assertIn(b"--at", done.stderr)
                self.assertEqual(self.run_program(*command, "--at", "b").returncode, 0)
                self.assertNotEqual(self.run_program(*command, "--at", "a").returncode,
                                    0 if command[0] != "compile" else 1)
        rules = json.loads(self.run_program("rules", "--format", "json", "two.yml").stdout)["rules"]
        self.assertEqual([rule["line"] for rule in rules], [7, 13])
        done = self.run_program("fmt", "--diff", "two.yml")
        self.assertIn(b"two.yml", done.stdout)
        self.assertEqual(self.run_program("check", "two.yml").returncode, 0)

    def test_uses_of_every_command(self):
        self.write("a.yml", STEP.format(uses="x/guard@v1", rule="www.example.com"))
        self.write("event.jsonl", "")
        self.write("a.test", "allow tls www.example.com\n")
        for command in (["check", "a.yml"], ["fmt", "a.yml"], ["rules", "a.yml"],
                        ["compile", "-o", "x.egb", "a.yml"],
                        ["eval", "--policy", "a.yml", "event.jsonl"],
                        ["explain", "a.yml", "www.example.com"],
                        ["analyze", "a.yml", "event.jsonl"], ["test", "--policy", "a.yml", "a.test"]):
            with self.subTest(command):
                self.assertIn(b"`--uses` says", self.run_program(*command).stderr)
                done = self.run_program(*command, "--uses", "*/guard")
                self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_standard_input_by_name(self):
        text = STEP.format(uses="x/egress@v1", rule="  a_a.example").encode()
        for command in (["check"], ["rules"], ["compile", "-o", "x.egb"]):
            done = self.run_program(*command, "--stdin-name", "ci.yml", "-", stdin=text)
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"ci.yml:7:", done.stderr)
        done = self.run_program("check", "--fix", "--stdin-name", "ci.yml", "-",
                                stdin=text.replace(b"a_a.example", b"a.example:https"))
        self.assertEqual(done.stdout, text.replace(b"a_a.example", b"a.example:443"))

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
            "huge line": (b"x" * (100 << 20), 1),
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
    with open(PROGRAM, "rb") as file:
        SANITIZED = b"__asan_init" in file.read()
    unittest.main()
