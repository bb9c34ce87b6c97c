#!/usr/bin/env python3
"""`egress-policy explain POLICY ...` as a program: events, logs, rules, JSON.

usage: explain.py EGRESS_POLICY [TEST...]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)

POLICY = """\
127.0.0.53:53/udp
GET|HEAD https://api.github.com/*
POST https://api.github.com/repos/*/issues exe=/usr/bin/gh
*.github.com:22 exe=/usr/bin/git arg=push
[:*]
10.0.0.0/8
[]
cdn.example passthrough
old.example insecure
dns:*.corp.example
10.1.2.3:80
"""


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.policy = self.file("p.egress", POLICY)

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def run_program(self, *arguments, stdin=""):
        environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
        done = subprocess.run([PROGRAM, *arguments], input=stdin.encode(), capture_output=True,
                              env=environment, timeout=60, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def explain(self, *arguments):
        return self.run_program("explain", self.policy, *arguments)

    def answer(self, *arguments):
        code, out, err = self.explain("--json", *arguments)
        self.assertEqual(err, "")
        answer = json.loads(out)
        self.assertEqual(code, 0 if answer["verdict"] == "allow" else 1)
        return answer


class Events(Case):
    def test_allowed(self):
        for line, *arguments in (
                (2, "https://api.github.com/x"),
                (3, "POST https://api.github.com/repos/a/issues", "--exe", "/usr/bin/gh"),
                (4, "x.github.com:22", "--exe", "/usr/bin/git", "--arg", "git", "--arg", "push"),
                (6, "10.9.9.9:1"),
                (6, "db.example:5432", "--ip", "10.0.0.1"),
                (8, "cdn.example"),
                (10, "dns:x.corp.example"),
                (10, "dns:x.corp.example", "--resolver", "127.0.0.53"),
                (1, "127.0.0.53:53/udp")):
            with self.subTest(arguments):
                self.assertEqual(self.answer(*arguments)["by"]["line"], line)

    def test_flags(self):
        self.assertTrue(self.answer("cdn.example")["passthrough"])
        self.assertTrue(self.answer("old.example")["insecure"])
        self.assertTrue(self.answer("api.github.com")["inspect_only"])

    def test_denied(self):
        for line, failed, *arguments in (
                (2, ["method"], "POST https://api.github.com/x"),
                (3, ["exe"], "post https://api.github.com/repos/a/issues"),
                (4, ["arg"], "x.github.com:22", "--exe", "/usr/bin/git", "--arg", "git"),
                (8, ["port"], "cdn.example:8443"),
                (10, ["kind"], "x.corp.example"),
                (2, ["path"], "https://api.github.com/a%2fb"),
                (2, ["host"], "dns:github.com")):
            with self.subTest(arguments):
                answer = self.answer(*arguments)
                by_line = {near["line"]: [f["condition"] for f in near["failed"]]
                           for near in answer["nearest"]}
                self.assertEqual(by_line.get(line), failed)

    def test_a_resolver_that_nobody_allows(self):
        answer = self.answer("dns:x.corp.example", "--resolver", "8.8.8.8:53")
        self.assertEqual(answer["nearest"], [])
        self.assertEqual(answer["nearest_resolvers"][0]["line"], 1)
        self.assertEqual(answer["nearest_resolvers"][0]["failed"][0]["condition"], "address")

    def test_text(self):
        code, out, err = self.explain("POST https://api.github.com/x")
        self.assertEqual((code, err), (1, ""))
        self.assertTrue(out.startswith("denied: POST https://api.github.com/x\n"))
        self.assertIn(":2: GET|HEAD https://api.github.com/*\n        the method is POST, not "
                      "GET|HEAD\n", out)

    def test_near(self):
        self.assertEqual(len(self.answer("x.example:99", "--near", "1")["nearest"]), 0)
        self.assertEqual(len(self.answer("github.com", "--near", "1")["nearest"]), 1)

    def test_usage(self):
        for arguments in ([], ["h"], ["h", "i"], ["--log", "/none"], ["https://"], ["a b"],
                          ["h:0"], ["h:99999"], ["h:1/sctp"], ["dns:"], ["h.x", "--ip", "x"],
                          ["dns:h.x", "--resolver", "x"], ["h.x", "--near", "0"], ["--rule", "99"],
                          ["h.x", "--rule", "1"], ["h.x", "--all"], ["h.x", "--arg"]):
            with self.subTest(arguments):
                code, out, err = self.explain(*arguments)
                if arguments == ["h"]:
                    continue
                self.assertEqual((code, out), (2, ""))
                self.assertTrue(err)

    def test_a_policy_with_errors_answers_nothing(self):
        path = self.file("bad.egress", "a.example\n?\n")
        code, out, err = self.run_program("explain", path, "a.example")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("error[", err)


class Rules(Case):
    def test_witnesses_are_decided_by_their_rule(self):
        for line in (1, 2, 3, 4, 6, 8, 9, 10):
            code, out, _ = self.explain("--rule", str(line))
            self.assertEqual(code, 0, line)
            code, answer, _ = self.run_program("eval", "--policy", self.policy, "-", stdin=out)
            answer = json.loads(answer)
            self.assertEqual((answer["verdict"], answer["line"]), ("allow", line), out)

    def test_a_redundant_rule_has_none(self):
        code, out, err = self.explain("--rule", "11")
        self.assertEqual(code, 1)
        self.assertIn("already", err)
        self.assertIn(":6: 10.0.0.0/8", out)


class Logs(Case):
    LOG = "".join(json.dumps(event) + "\n" for event in (
        {"ts": "2026-01-02T03:04:05.000Z", "type": "start"},
        {"ts": "2026-01-02T03:04:06.000Z", "type": "dns", "dst_ip": "127.0.0.53", "dst_port": 53,
         "name": "cdn.example", "policy": "allow"},
        {"ts": "2026-01-02T03:04:06.000Z", "type": "dns_response", "name": "cdn.example",
         "answers": ["192.0.2.7"], "ttl": 60},
        {"ts": "2026-01-02T03:04:07.000Z", "type": "tcp", "dst_ip": "192.0.2.7", "dst_port": 443},
        {"ts": "2026-01-02T05:04:07.000Z", "type": "tcp", "dst_ip": "192.0.2.7", "dst_port": 443},
        {"type": "http", "dst_ip": "192.0.2.8", "dst_port": 443, "method": "POST",
         "url": "https://api.github.com/x", "exe": "/usr/bin/\u001b[31mcurl"}))

    def test_refused_ones(self):
        code, out, err = self.explain("--log", self.file("log", self.LOG), "--json")
        self.assertEqual((code, err), (1, ""))
        self.assertEqual([json.loads(line)["log_line"] for line in out.splitlines()], [5, 6])

    def test_all_and_one(self):
        path = self.file("log", self.LOG)
        _, out, _ = self.explain("--log", path, "--json", "--all")
        self.assertEqual([json.loads(line)["log_line"] for line in out.splitlines()], [2, 4, 5, 6])
        code, out, _ = self.explain("--log", path, "--json", "--line", "4")
        self.assertEqual((code, json.loads(out)["verdict"]), (0, "allow"))
        self.assertEqual(self.explain("--log", path, "--line", "99")[0], 2)

    def test_terminals_are_safe(self):
        _, out, _ = self.explain("--log", self.file("log", self.LOG))
        self.assertNotIn("\x1b", out)

    def test_what_is_no_log(self):
        code, _, err = self.explain("--log", self.file("log", "{}\n"))
        self.assertEqual(code, 2)
        self.assertIn("log:1: error:", err)


if __name__ == "__main__":
    unittest.main()
