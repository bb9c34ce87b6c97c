#!/usr/bin/env python3
"""`egress-policy analyze` as a program; and that it says what `eval` says.

usage: analyze.py EGRESS_POLICY [TEST...]
"""

import json
import os
import pty
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)

POLICY = """\
127.0.0.53:53/udp
github.com exe=/usr/bin/git
GET https://api.github.com/repos/*
*.example.com step=build
cdn.example.com passthrough
10.0.0.0/8:5432
never.example.org
"""


def events(count, seed):
    rng = random.Random(seed)
    names = ["github.com", "api.github.com", "a.example.com", "cdn.example.com", "evil.example"]
    for i in range(count):
        kind = rng.choice(["https", "https", "http", "tcp", "udp", "dns", "dns_response"])
        event = {"ts": f"2026-01-02T03:{i // 60 % 60:02}:{i % 60:02}.000Z", "type": kind}
        if kind == "dns_response":
            yield {**event, "name": rng.choice(names), "ttl": rng.choice([1, 60, 3600]),
                   "answers": [f"192.0.2.{rng.randrange(6)}"]}
            continue
        event["dst_ip"] = rng.choice(["10.1.2.3", "127.0.0.53", f"192.0.2.{rng.randrange(6)}"])
        event["dst_port"] = rng.choice([443, 443, 80, 53, 5432])
        event["policy"] = rng.choice(["allow", "deny"])
        if rng.random() < .7:
            event["exe"] = rng.choice(["/usr/bin/git", "/usr/bin/curl", "/x\u00e9\n"])
            event["cmdline"] = ["a", "b\"c"]
        if rng.random() < .5:
            event["step"] = rng.choice(["build", "test"])
        if kind == "dns":
            event["name"] = rng.choice(names)
        elif kind == "http" or (kind == "https" and rng.random() < .6):
            event["url"] = f"{kind}://{rng.choice(names)}/repos/{i}"
            event["method"] = rng.choice(["GET", "POST"])
        elif rng.random() < .6:
            event["host"] = rng.choice(names)
        if rng.random() < .1:
            event["new_field"] = {"a": [1]}
        yield event


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.policy = self.file("p.egress", POLICY)

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", newline="") as file:
            file.write(text)
        return path

    def run_program(self, *arguments, stdin=""):
        environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
        done = subprocess.run([PROGRAM, *arguments], input=stdin.encode(), capture_output=True,
                              env=environment, timeout=120, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def analyze(self, log, *arguments):
        return self.run_program("analyze", *arguments, self.policy, log)


class Answers(Case):
    def test_the_same_as_eval(self):
        for seed in range(5):
            log = self.file("log", "".join(
                json.dumps(e, separators=(",", ":")) + "\n" for e in events(2000, seed)))
            _, out, err = self.run_program("eval", "--policy", self.policy, log)
            self.assertEqual(err, "")
            answers = [json.loads(line) for line in out.splitlines()]
            answers = [a for a in answers if a["verdict"]]
            code, out, err = self.analyze(log, "--json")
            self.assertEqual((code, err), (1, ""))
            result = json.loads(out)
            self.assertEqual(result["events"], len(answers))
            self.assertEqual(result["refused"], sum(a["verdict"] == "deny" for a in answers))
            self.assertEqual(result["allowed_if_inspected"],
                             sum(a["verdict"] == "deny" and a["tls"]["verdict"] == "allow"
                                 for a in answers if "tls" in a))
            for rule in result["rules"]:
                told = sum(a["line"] == rule["line"] or (a["verdict"] == "deny" and "tls" in a and
                                                         a["tls"]["rule"] == rule["rule"])
                           for a in answers)
                if rule["line"] not in (1, 5):
                    self.assertEqual(rule["uses"], told, rule)
                else:  # a resolver, and a rule that passes through what another allows
                    self.assertGreaterEqual(rule["uses"], told, rule)
            self.assertEqual(sum(r["count"] for r in result["refusals"]), result["refused"])
            self.assertEqual(sum(p["events"] for p in result["processes"]), result["events"])
            self.assertEqual(sum(s["refused"] for s in result["steps"]), result["refused"])


class Program(Case):
    LOG = ('{"type":"https","dst_ip":"192.0.2.1","dst_port":443,"host":"github.com",'
           '"exe":"/usr/bin/git"}\n'
           '{"type":"https","dst_ip":"192.0.2.1","dst_port":443,"host":"github.com",'
           '"exe":"/tmp/\\u001b[31m"}\n')

    def test_text(self):
        code, out, err = self.analyze(self.file("log", self.LOG))
        self.assertEqual((code, err), (1, ""))
        self.assertIn("2 events: 1 allowed, 1 refused", out)
        self.assertIn(f"{self.policy}:7: never.example.org", out)
        self.assertNotIn("\x1b", out)

    def test_allowed(self):
        code, _, err = self.analyze(self.file("log", self.LOG.splitlines()[0]))
        self.assertEqual((code, err), (0, ""))

    def test_standard_input_and_several(self):
        code, out, _ = self.run_program("analyze", "--json", self.policy, "-",
                                        self.file("log", self.LOG), stdin=self.LOG)
        self.assertEqual((code, json.loads(out)["events"]), (1, 4))

    def test_pieces_of_lines_are_left_out(self):
        code, out, err = self.analyze(self.file("log", self.LOG + '{"type":"ht'), "--json")
        self.assertEqual((code, json.loads(out)["bad_lines"]), (1, 1))
        self.assertIn("log:3: warning:", err)

    def test_what_is_no_log(self):
        code, out, err = self.analyze(self.file("log", "not a log\n" * 3))
        self.assertEqual((code, out), (2, ""))
        self.assertIn("3 such lines were left out", err)

    def test_usage(self):
        log = self.file("log", self.LOG)
        for arguments in ([], [self.policy], [self.policy, "/none"], ["/none", log],
                          [self.policy, self.folder], ["--top", "x", self.policy, log],
                          ["--nothing", self.policy, log], [self.file("b.egress", "?\n"), log]):
            with self.subTest(arguments):
                code, out, err = self.run_program("analyze", *arguments)
                self.assertEqual((code, out), (2, ""))
                self.assertTrue(err)

    def test_a_long_line_takes_no_memory(self):
        path = self.file("log", "")
        with open(path, "wb") as file:
            for _ in range(100):
                file.write(b"x" * (1 << 20))
            file.write(b"\n" + self.LOG.encode())
        code, out, err = self.analyze(path, "--json")
        self.assertEqual((code, json.loads(out)["events"]), (1, 2))
        self.assertIn("too long", err)

    def test_progress_on_a_terminal(self):
        line = self.LOG.splitlines()[0] + "\n"
        path = self.file("log", line * (40_000_000 // len(line)))
        leader, follower = pty.openpty()
        done = subprocess.Popen([PROGRAM, "analyze", self.policy, path], stderr=follower,
                                stdout=subprocess.DEVNULL)
        os.close(follower)
        seen = b""
        try:
            while chunk := os.read(leader, 4096):
                seen += chunk
        except OSError:
            pass
        self.assertEqual(done.wait(60), 0)
        os.close(leader)
        self.assertTrue(seen.endswith(b"\r\x1b[K"), seen[-80:])


if __name__ == "__main__":
    unittest.main()
