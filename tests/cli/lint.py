#!/usr/bin/env python3
"""Lints through `egress-policy check`: --deny, --no-lints, silencing, and that it is fast.

usage: lint.py EGRESS_POLICY [TEST...]
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)


def check(text, *arguments):
    environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
    return subprocess.run([PROGRAM, "check", *arguments, "-"], input=text.encode(),
                          capture_output=True, env=environment, timeout=60, check=False)


def codes(text, *arguments):
    done = check(text, "--format", "json", *arguments)
    return [(d["code"], d["severity"]) for d in json.loads(done.stdout)["diagnostics"]]


class Deny(unittest.TestCase):
    TEXT = "a.example.com\na.example.com\nhttp://b.example.com/\n"

    def test_warnings_do_not_fail(self):
        self.assertEqual(check(self.TEXT).returncode, 0)
        self.assertEqual(codes(self.TEXT), [("W1101", "warning"), ("W1207", "warning")])

    def test_one_code(self):
        self.assertEqual(check(self.TEXT, "--deny", "W1207").returncode, 1)
        self.assertEqual(codes(self.TEXT, "--deny", "W1207"),
                         [("W1101", "warning"), ("W1207", "error")])
        self.assertEqual(check(self.TEXT, "--deny", "W1209").returncode, 0)

    def test_all(self):
        done = check(self.TEXT, "--deny", "warnings")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"error[W1101]", done.stderr)
        self.assertIn(b"2 errors, 0 warnings", done.stderr)

    def test_a_silenced_one_is_not_denied(self):
        text = "http://b.example.com/  # egress: allow W1207\n"
        self.assertEqual(check(text, "--deny", "warnings").returncode, 0)

    def test_usage(self):
        for code in ("W9999", "E0101", ""):
            self.assertEqual(check(self.TEXT, "--deny", code).returncode, 2)

    def test_what_may_have_been_meant(self):
        for code, said in (("W1027", "did you mean `W1207`?"), ("w120", "did you mean `W1201`?"),
                           ("warning", "did you mean `warnings`?"), ("W9999", "--codes` lists"),
                           ("e0101", "is an error already")):
            self.assertIn(said, check(self.TEXT, "--deny", code).stderr.decode(), code)

    def test_a_code_in_any_case(self):
        self.assertEqual(check(self.TEXT, "--deny", "w1207").returncode, 1)

    def test_no_lints(self):
        self.assertEqual(codes(self.TEXT + "10.0.0.1/8\n", "--no-lints"), [("W0201", "warning")])
        self.assertEqual(codes("10.0.0.1/8 # egress: allow W0201\n", "--no-lints"), [])


class Large(unittest.TestCase):
    """100,000 rules of each kind that is hard for somebody. The bound is for busy machines."""

    SHAPES = {
        "hosts": lambda i: f"h{i}.example{i % 1000}.com",
        "urls": lambda i: f"POST https://api.example.com/repos/o{i % 500}/r{i}/*",
        "same": lambda i: "example.com exe=/usr/bin/git",
        "globs": lambda i: f"pre{i}*.cdn.example.com exe=/opt/t{i % 50}/*",
        "blocks": lambda i: f"10.{i % 256}.{i // 256 % 256}.{i * 7 % 256}/{24 + i % 9}:{i % 3 + 1}",
        "programs": lambda i: f"example.com exe=*/tool{i}",
        "ports": lambda i: f"example.com:{i % 65000 + 1}|{i * 7 % 65000 + 1}",
        "same globs": lambda i: "https://a.example.com/*/x*y*/b* exe=/a*b arg=*c",
        "same blocks": lambda i: f"10.{i % 256}.{i // 256 % 256}.{i * 7 % 256}/{8 + i % 25}",
        # Made to be slow: what cannot be proved in time is left, not waited for.
        "stars": lambda i: f"a.example.com exe=*{i}*" + "ab*" * 40,
        "labels of stars": lambda i: "a*" * 20 + f"{i}*.example.com",
        "paths of stars": lambda i: f"https://a.example.com/{'x*' * (i % 30)}{i}",
        "arguments": lambda i: f"a.example.com arg=*{i} arg[3]=*{i}*x",
        "lists of ports": lambda i: "a.example.com:" + "|".join(
            str((i * 31 + k * 7) % 65535 + 1) for k in range(20)),
        "names of programs": lambda i: f"*.a{i % 100}.com passthrough exe=*{i}",
    }

    @unittest.skipIf(os.environ.get("EGRESS_SLOW_BUILD"), "memory of sanitizers is their own")
    def test_as_many_rules_as_there_may_be(self):
        """Two texts that once took 1.2 GB: a header's 31 patterns belong to each of 262,144 rules."""
        header = "[" + " ".join(f"arg[{k}]=*{k}x*" for k in range(31)) + "]\n"
        for name, rule, most in (("shared", lambda i: f"h{i}.example\n", 256),
                                 ("merged", lambda i: f"https://a.b/x exe=*{i}*\n", 640)):
            with self.subTest(name), tempfile.NamedTemporaryFile("w", suffix=".egress") as file:
                file.write(header)
                file.writelines(rule(i) for i in range(262144))
                file.flush()
                # A process of its own measures, as ours is part of what is counted for our children.
                script = ("import os, resource, subprocess, sys\n"
                          "code = subprocess.call(sys.argv[1:], stderr=subprocess.DEVNULL)\n"
                          "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)")
                done = subprocess.run([sys.executable, "-c", script, PROGRAM, "check", file.name],
                                      capture_output=True, text=True, timeout=120, check=True)
                code, megabytes = map(int, done.stdout.split())
                self.assertEqual(code, 0)
                self.assertLess(megabytes, most)

    def test_long_values(self):
        """Patterns of thousands of places, some inside others."""
        for length in (60, 2000, 3000, 20000, 60000):
            value = "a" * length
            found = codes("".join(f"x.example.com exe=/{value}{end}\n" for end in
                                  ("", "*", "*b*", "bb", "?")))
            # Where a proof would take too long nothing is said.
            self.assertEqual({code for code, _ in found} - {"W1209"}, {"W1102"}, length)

    def test_in_time_and_memory(self):
        slow = bool(os.environ.get("EGRESS_SLOW_BUILD"))
        for name, rule in self.SHAPES.items():
            with self.subTest(name), tempfile.NamedTemporaryFile("w", suffix=".egress") as file:
                file.write("".join(rule(i) + "\n" for i in range(5000 if slow else 100000)))
                file.flush()
                before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
                with open(os.devnull, "wb") as null:
                    done = subprocess.run([PROGRAM, "check", "--format", "github", file.name],
                                          stdout=null, stderr=null, timeout=120, check=False)
                used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
                self.assertEqual(done.returncode, 0)
                if not slow:
                    self.assertLess(used, 3.0)


if __name__ == "__main__":
    unittest.main()
