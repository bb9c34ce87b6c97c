#!/usr/bin/env python3
"""`egress-policy test`.

usage: policy_tests.py EGRESS_POLICY [TEST...]
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)
EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples",
                        "policies")

POLICY = """1.1.1.1:53/udp
[exe=/usr/bin/curl]
GET https://www.example.com/api/*
*.cdn.example passthrough
[]
db.corp.example:5432
203.0.113.0/24:22
self.example insecure
{owner}.example
step.example step=build arg=--all
"""

PASS = """repo octo/tools
allow udp 1.1.1.1:53
allow dns www.example.com exe=/usr/bin/curl
deny dns www.example.com exe=/usr/bin/curl resolver=192.0.2.1
allow dns self.example resolver=1.1.1.1:53
deny dns evil.example
deny dns:evil.example
[exe=/usr/bin/curl]   # the client
allow GET https://www.example.com/api/x?y=1
allow https://www.example.com/api/x
deny POST https://www.example.com/api/x
inspect www.example.com
inspect tls www.example.com:443
deny tcp www.example.com:443
passthrough a.cdn.example
allow a.cdn.example
deny a.cdn.example exe=/bin/sh
[]
deny a.cdn.example
insecure self.example
allow tcp 203.0.113.9:22 by="203.0.113.0/24:22"
allow ssh.example:22 ip=203.0.113.9
deny 10.0.0.7:5432
resolve db.corp.example 10.0.0.7
allow 10.0.0.7:5432
deny 10.0.0.8:5432
allow octo.example
[step=build arg=x arg="--all"]
allow step.example
deny step.example arg=y
deny step.example step=other
"""

# A line, and the code and the column of what is wrong with it.
WRONG = {
    "alow self.example": ("E1401", 1),
    "allow": ("E1401", 6),
    "allow foo bar": ("E1401", 7),
    "allow GET self.example": ("E1401", 7),
    "allow tcp self.example": ("E1401", 7),
    "allow a b c": ("E1401", 7),
    "allow https://": ("E1401", 7),
    "allow self.example:0": ("E1401", 7),
    "allow self.example exee=/x": ("E1401", 20),
    "allow self.example exe=/x exe=/y": ("E1401", 27),
    "allow self.example exe=\"/x": ("E1401", 24),
    "allow self.example exe=\"/x\"y": ("E1401", 28),
    "allow self.example exe=/x y": ("E1401", 27),
    "allow self.example ip=1.2.3": ("E1401", 23),
    "allow dns self.example resolver=x": ("E1401", 33),
    "[exe=/x": ("E1401", 1),
    "[exe=/x] y": ("E1401", 10),
    "[x]": ("E1401", 2),
    "[ip=1.2.3]\nallow self.example\nallow self.example": ("E1401", 5),
    "[resolver=192.0.2.1:0]\nallow dns self.example": ("E1401", 11),
    "resolve a.example": ("E1401", 1),
    "policy": ("E1401", 1),
    "deny self.example": ("E1402", 1),
    "allow evil.example": ("E1402", 1),
    "inspect self.example": ("E1402", 1),
    "passthrough self.example": ("E1402", 1),
    "allow self.example by=\"other.example\"": ("E1402", 20),
    "allow self.example exe=/x\0y": ("E1401", 26),
}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.file(POLICY, "ci.egress")

    def file(self, text, name):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run_tests(self, *arguments, stdin=""):
        environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
        return subprocess.run([PROGRAM, "test", *arguments], capture_output=True, text=True,
                              cwd=self.folder.name, timeout=60, check=False, input=stdin,
                              env=environment)

    def try_tests(self, text, *arguments):
        self.file(text, "ci.test")
        return self.run_tests(*arguments, "ci.test")


class Verdicts(Case):
    def test_all_pass(self):
        done = self.try_tests(PASS)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("0 failed; 8 of 8 rules needed", done.stdout)

    def test_wrong_lines(self):
        for line, (code, column) in WRONG.items():
            with self.subTest(line):
                done = self.try_tests("repo octo/tools\nallow octo.example\n" + line + "\n")
                self.assertEqual(done.returncode, 1)
                self.assertEqual(re.findall(r"^ci.test:(\d+):(\d+): error\[(.*?)\]", done.stderr,
                                            re.M), [("3", str(column), code)], done.stderr)

    def test_the_nearest_rule_is_named(self):
        done = self.try_tests("repo a/b\nallow POST https://www.example.com/api/x exe=/usr/bin/curl\n")
        self.assertIn("`GET https://www.example.com/api/*` (ci.egress:3): the method is POST",
                      done.stderr)

    def test_settings_after_a_test(self):
        done = self.try_tests("repo a/b\nallow self.example\nrepo c/d\n")
        self.assertIn("ci.test:3:1: error[E1401]", done.stderr)


class Coverage(Case):
    def test_rules_that_are_not_needed(self):
        done = self.try_tests("repo a/b\nallow self.example\n")
        self.assertEqual(done.returncode, 0)
        self.assertIn("ci.egress:6: no test needs db.corp.example:5432\n", done.stdout)
        self.assertIn("1 test, 0 failed; 1 of 8 rules needed", done.stdout)

    def test_a_minimum(self):
        for percent, code in (("0", 0), ("12", 0), ("13", 1), ("100", 1)):
            self.assertEqual(self.try_tests("repo a/b\nallow self.example\n", "--coverage",
                                        percent).returncode, code, percent)
        self.assertEqual(self.try_tests(PASS, "--coverage", "100").returncode, 0)

    def test_defaults_do_not_count(self):
        done = self.try_tests("repo a/b\ndefaults gha\nallow udp 127.0.0.53:53\n")
        self.assertIn("0 of 8 rules", done.stdout)


class Files(Case):
    def test_by_the_policy(self):
        self.file(PASS, "ci.test")
        self.assertEqual(self.run_tests("ci.egress").returncode, 0)
        self.assertEqual(self.run_tests("ci.test", "ci.egress").returncode, 0)

    def test_policy_elsewhere(self):
        self.file("policy ../ci.egress\n" + PASS, "sub/other.test")
        self.assertEqual(self.run_tests("sub/other.test").returncode, 0)
        self.file("www.example.net\n", "another.egress")
        self.file("allow www.example.net\n", "sub/other.test")
        done = self.run_tests("--policy", "another.egress", "sub/other.test")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_workflow(self):
        step = "      - uses: ./\n        with:\n          policy: |\n            {}\n"
        self.file("on: push\njobs:\n  a:\n    steps:\n" + step.format("a.example")
                  + step.format("b.example"), "w.yml")
        self.file("policy w.yml\nat a/2\nallow b.example\ndeny a.example\n", "ci.test")
        done = self.run_tests("ci.test")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.file("at a/1\nallow a.example\n", "w.test")
        self.assertEqual(self.run_tests("w.yml").returncode, 0)

    def test_no_policy(self):
        self.file(PASS, "alone.test")
        done = self.run_tests("alone.test")
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no `alone.egress`", done.stderr)

    def test_policy_with_errors(self):
        self.file("foo\n", "ci.egress")
        done = self.try_tests("allow foo.example\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("ci.egress:1:1: error[E0202]", done.stderr)

    def test_standard_input(self):
        done = self.run_tests("--policy", "ci.egress", "-", stdin=PASS)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_usage(self):
        for arguments in ([], ["nowhere.test"], ["--format", "x", "ci.test"],
                          ["--coverage", "101", "ci.test"], ["--coverage", "x", "ci.test"]):
            self.assertEqual(self.run_tests(*arguments).returncode, 2, arguments)
        self.file("policy nowhere.egress\nallow a.example\n", "ci.test")
        self.assertEqual(self.run_tests("ci.test").returncode, 2)

    def test_the_examples(self):
        files = glob.glob(os.path.join(EXAMPLES, "*.egress"))
        self.assertGreater(len(files), 2)
        done = self.run_tests("--coverage", "100", *files)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Formats(Case):
    MIXED = "repo a/b\nallow self.example\nallow evil.example # <&\"\nfoo\n"

    def test_json(self):
        done = self.try_tests(self.MIXED, "--format", "json")
        document = json.loads(done.stdout)
        self.assertEqual((document["tests"], document["failed"]), (2, 1))
        file, = document["files"]
        self.assertEqual([t["passed"] for t in file["tests"]], [True, False])
        self.assertEqual([t["line"] for t in file["tests"]], [2, 3])
        self.assertEqual(file["tests"][0]["rule_line"], 8)
        self.assertEqual(file["rules"]["needed"], 1)
        self.assertEqual(len(file["rules"]["not_needed"]), 7)
        self.assertEqual([d["code"] for d in file["diagnostics"]], ["E1402", "E1401"])

    def test_junit(self):
        self.file("allow \"<&>.example\n", "b.test")
        self.file("a.example\n", "b.egress")
        self.file(self.MIXED, "ci.test")
        done = self.run_tests("--format", "junit", "ci.test", "b.test")
        suites = xml.etree.ElementTree.fromstring(done.stdout)
        self.assertEqual(suites.get("failures"), "1")
        self.assertEqual([s.get("errors") for s in suites], ["1", "1"])
        cases = suites.findall("testsuite/testcase")
        self.assertEqual(len(cases), 4)
        self.assertEqual(sum(c.find("failure") is not None for c in cases), 1)

    def test_github(self):
        done = self.try_tests(self.MIXED, "--format", "github")
        self.assertIn("::error file=ci.test,line=3,col=1,", done.stdout)


if __name__ == "__main__":
    unittest.main()
