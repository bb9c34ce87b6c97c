#!/usr/bin/env python3
"""`egress-policy compile`, `eval` and `disasm` as programs: what is written when, exit codes, streams.

usage: compile.py EGRESS_POLICY [TEST...]
"""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)

FINE = "github.com\n10.0.0.0/8:53/udp\nhttps://api.github.com/repos/* exe=/usr/bin/*\n"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
EVENT = {"type": "https", "dst_ip": "1.2.3.4", "dst_port": 443, "host": "github.com"}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.image = self.path("p.egb")

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def file(self, text, name="p.egress"):
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return self.path(name)

    def run_program(self, *arguments, stdin=b""):
        environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, env=environment,
                              input=stdin if isinstance(stdin, bytes) else stdin.encode(),
                              timeout=60, cwd=self.folder.name, check=False)
        done.out, done.err = done.stdout.decode(errors="replace"), done.stderr.decode()
        return done

    def compile(self, text, *options):
        done = self.run_program("compile", *options, "-o", self.image, "-", stdin=text)
        self.assertEqual(done.returncode, 0, done.err)
        return self.read(self.image)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()


class Compile(Case):
    def test_writes_an_image_and_says_nothing(self):
        done = self.run_program("compile", "-o", self.image, self.file(FINE))
        self.assertEqual((done.returncode, done.out, done.err), (0, "", ""))
        self.assertTrue(self.read(self.image).startswith(b"\x89EGB"))
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["p.egb", "p.egress"])

    def test_the_same_policy_and_options_give_the_same_bytes(self):
        first = self.compile(FINE)
        self.assertEqual(first, self.compile(FINE))
        self.assertNotEqual(first, self.compile(FINE, "--scope", "cgroup=/x"))
        self.assertEqual(self.compile(FINE, "--defaults", "gha"),
                         self.compile(FINE, "--defaults", "gha"))

    def test_a_bad_policy_leaves_what_was_there(self):
        self.file("old", "p.egb")
        for bad in ("github.com\nnonsense\n", "{owner}.example.com\n", "\x00"):
            done = self.run_program("compile", "-o", self.image, "-", stdin=bad)
            self.assertEqual(done.returncode, 1, done.err)
            self.assertIn("error[E", done.err)
            self.assertEqual(self.read(self.image), b"old")
        self.assertEqual(os.listdir(self.folder.name), ["p.egb"])

    def test_over_the_budget_names_the_rules(self):
        text = "b.example\n" + "".join(f"a.example exe=*{a}?{b}*\n" for a in LETTERS for b in LETTERS)
        done = self.run_program("compile", "-o", self.image, "-", stdin=text)
        self.assertEqual(done.returncode, 1)
        self.assertIn("<stdin>:2:1: error[E1001]", done.err)
        self.assertIn("676 rules for one destination take part: lines 2, 3", done.err)
        self.assertFalse(os.path.exists(self.image))

    def test_replaces_whole_files_with_ordinary_modes(self):
        self.file("old", "p.egb")
        with open(self.image, "rb") as old:
            self.compile(FINE)
            self.assertEqual(old.read(), b"old")
        mode = stat.S_IMODE(os.stat(self.image).st_mode)
        umask = os.umask(0)
        os.umask(umask)
        self.assertEqual(mode, 0o666 & ~umask)

    def test_writes_to_standard_output(self):
        done = self.run_program("compile", "-o", "-", self.file(FINE))
        self.assertEqual(done.stdout, self.compile(FINE))

    def test_special_files_are_written_to_not_replaced(self):
        done = self.run_program("compile", "-o", "/dev/null", self.file(FINE))
        self.assertEqual(done.returncode, 0, done.err)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_a_place_that_cannot_be_written(self):
        done = self.run_program("compile", "-o", self.path("no/p.egb"), self.file(FINE))
        self.assertEqual(done.returncode, 2)
        self.assertIn("No such file", done.err)

    def test_usage(self):
        path = self.file(FINE)
        for arguments in ([path], ["-o", self.image], ["-o", self.image, path, path],
                          ["--nothing", "-o", self.image, path]):
            done = self.run_program("compile", *arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertNotEqual(done.err, "")
        self.assertFalse(os.path.exists(self.image))

    def test_verbose_and_verify(self):
        done = self.run_program("compile", "-v", "--verify", "-o", self.image, self.file(FINE))
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn("3 rules", done.err)
        self.assertIn("instructions", done.err)
        self.assertRegex(done.err, r"agree on \d\d+ events at the boundaries of all rules")


class Eval(Case):
    def ask(self, *events, way=None):
        lines = "".join(e if isinstance(e, str) else json.dumps(e) + "\n" for e in events)
        done = self.run_program("eval", *(way or ["--policy", self.file(FINE)]), stdin=lines)
        done.answers = [json.loads(line) for line in done.out.splitlines()]
        return done

    def test_answers_have_the_promised_shape(self):
        self.compile(FINE)
        wanted = {"verdict": "allow", "rule": 0, "line": 1, "passthrough": False,
                  "insecure": False, "tls": {"verdict": "allow", "rule": 0, "passthrough": False,
                                             "insecure": False}}
        for way in (None, ["--bytecode", self.image]):
            done = self.ask(EVENT, way=way)
            self.assertEqual((done.returncode, done.answers), (0, [wanted]))

    def test_denials_are_findings(self):
        done = self.ask({**EVENT, "host": "evil.example"})
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.answers[0]["verdict"], "deny")
        self.assertIsNone(done.answers[0]["rule"])
        self.assertIsNone(done.answers[0]["line"])

    def test_inspection_is_a_second_answer(self):
        answer = self.ask({**EVENT, "host": "api.github.com", "exe": "/usr/bin/x"}).answers[0]
        self.assertEqual((answer["verdict"], answer["tls"]["verdict"], answer["tls"]["rule"]),
                         ("deny", "allow", 2))

    def test_an_https_event_with_a_url_is_a_request(self):
        answer = self.ask({**EVENT, "host": None, "exe": "/usr/bin/x",
                           "url": "https://api.github.com/repos/x?token=1"}).answers[0]
        self.assertEqual((answer["verdict"], answer["rule"]), ("allow", 2))
        self.assertNotIn("tls", answer)

    def test_nulls_are_as_good_as_nothing(self):
        nulls = dict.fromkeys(["url", "method", "name", "exe", "cmdline", "cgroup", "step",
                               "action", "image", "pid", "rule"])
        self.assertEqual(self.ask({**EVENT, **nulls}).answers[0]["verdict"], "allow")

    def test_answers_bind_names_until_their_time_is_up(self):
        tcp = {"type": "tcp", "dst_ip": "9.9.9.9", "dst_port": 443}
        done = self.ask(
            tcp,
            {"type": "dns_response", "ts": "2030-01-01T00:00:00.000Z", "name": "GitHub.com.",
             "answers": ["9.9.9.9", "::1", "x"], "ttl": 100},
            {**tcp, "ts": "2030-01-01T00:01:39.999Z"},
            {**tcp, "ts": "2030-01-01T00:01:40.000Z"})
        self.assertEqual([a["verdict"] for a in done.answers], ["deny", None, "allow", "deny"])

    def test_other_lines_of_a_log_and_blank_ones(self):
        done = self.ask({"type": "start"}, "\n", "  \t\r\n", {"type": "stop"}, EVENT)
        self.assertEqual([a["verdict"] for a in done.answers], [None, None, "allow"])
        self.assertEqual(done.returncode, 0)

    def test_a_bad_line_is_named(self):
        bad = ["{\n", "[]\n", "7\n", '"x"\n', "{}\n", "\x00\n", '{"type":"x"}\n',
               '{"type":"tcp","type":"tcp"}\n', json.dumps(EVENT)[:-1] + "\n",
               json.dumps(EVENT) + "\x00\n", json.dumps(EVENT) + " x\n", "x" * 5000000 + "\n"]
        for field, value in (("dst_ip", None), ("dst_ip", "1.2.3"), ("dst_ip", "::1"),
                             ("dst_ip", 7), ("dst_port", None), ("dst_port", -1),
                             ("dst_port", 65536), ("dst_port", "443"), ("host", 7),
                             ("cmdline", "x"), ("cmdline", [1]), ("exe", {})):
            bad.append(json.dumps({**EVENT, field: value}) + "\n")
        for line in bad:
            done = self.ask(EVENT, "\n", line, EVENT)
            self.assertEqual(done.returncode, 2, line[:80])
            self.assertIn("<stdin>:3: error: ", done.err, line[:80])
            self.assertEqual(len(done.answers), 1)

    def test_a_policy_with_errors_or_a_bad_image_answers_nothing(self):
        bad = self.file("github.com\nnonsense\n", "bad.egress")
        noise = self.file(b"\x89EGB\r\n\x1a\n" + bytes(2000), "noise.egb")
        for way in (["--policy", bad], ["--bytecode", noise], ["--bytecode", self.path("none")],
                    ["--policy", self.path("none")], ["--bytecode", self.folder.name]):
            done = self.ask(EVENT, way=way)
            self.assertEqual((done.returncode, done.out), (2, ""), way)
            self.assertNotEqual(done.err, "")

    def test_usage(self):
        path = self.file(FINE)
        self.compile(FINE)
        for arguments in ([], ["--policy", path, "--bytecode", self.image],
                          ["--bytecode", self.image, "--defaults", "gha"],
                          ["--policy", path, "a", "b"], ["--policy", path, self.path("none")]):
            self.assertEqual(self.run_program("eval", *arguments).returncode, 2, arguments)

    def test_answers_at_once(self):
        with subprocess.Popen([PROGRAM, "eval", "--policy", self.file(FINE)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:
            for _ in range(3):
                asked.stdin.write(json.dumps(EVENT).encode() + b"\n")
                asked.stdin.flush()
                self.assertEqual(json.loads(asked.stdout.readline())["verdict"], "allow")
            asked.stdin.close()
            self.assertEqual(asked.wait(10), 0)

    def test_defaults_and_scope(self):
        done = self.ask({"type": "dns", "dst_ip": "127.0.0.53", "dst_port": 53,
                         "name": "github.com"},
                        way=["--policy", self.file(FINE), "--defaults", "gha"])
        self.assertEqual(done.answers[0]["verdict"], "allow")
        done = self.ask(EVENT, way=["--policy", self.path("p.egress"), "--scope", "cgroup=/x"])
        self.assertEqual(done.answers[0]["verdict"], "deny")


class Disasm(Case):
    def test_lists_and_draws(self):
        self.compile(FINE)
        listing = self.run_program("disasm", self.image)
        self.assertEqual((listing.returncode, listing.err), (0, ""))
        self.assertIn("github.com (none) ->", listing.out)
        self.assertIn("10.0.0.0-10.255.255.255", listing.out)
        dot = self.run_program("disasm", "--dot", self.image)
        self.assertTrue(dot.out.startswith("digraph policy {"))

    def test_text_of_an_image_stays_on_its_line(self):
        self.compile("github.com exe=\"a\\b\" step=`x\"y[!z]*`\n")
        for arguments in ([], ["--dot"]):
            out = self.run_program("disasm", *arguments, self.image).out
            for line in out.splitlines():
                quotes = line.replace("\\\\", "").replace('\\"', "").count('"')
                self.assertTrue(arguments == [] or quotes % 2 == 0, line)

    def test_refuses_what_is_no_image(self):
        for text in (b"", b"x", bytes(5000)):
            done = self.run_program("disasm", self.file(text, "x.egb"))
            self.assertEqual((done.returncode, done.out), (2, ""))


if __name__ == "__main__":
    unittest.main()
