"""The command as a process: whose it is, how it ends, and that it is named however short it lives."""

import json
import os
import pathlib
import subprocess
import time
import unittest

from rig.cases import Case, expand, rows
from rig.guard import TOP
from rig.internet import OTHER, RESOLVER, USER, WWW

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example:80|443\n{WWW}:7000\n"

STATUSES = [
    ("true", ["true"], 0),
    ("false", ["false"], 1),
    ("a number", ["sh", "-c", "exit 42"], 42),
    ("a signal", ["sh", "-c", "kill -TERM $$"], 128 + 15),
    ("not found", ["no-such-command"], 127),
    ("not executable", ["/etc/passwd"], 126),
]

# A connection whose process is gone before anybody can look.
SEND_AND_EXIT = f"""
import os, socket, sys
s = socket.create_connection(("{WWW}", 7000)); s.sendall(b"bye"); os._exit(0)
"""


@expand
class Process(Case):
    @rows(STATUSES)
    def status(self, _, argv, expected):
        result = self.machine.guarded(argv, POLICY)
        self.assertEqual(result.status, expected, result)

    def test_runs_as_the_calling_user_without_a_way_back(self):
        result = self.machine.guarded(
            ["sh", "-c", "id -u; id -g; id -G; grep -E '^(NoNewPrivs|CapEff|CapBnd)' /proc/self/status"],
            POLICY)
        words = result.out.split()
        self.assertEqual(words[:2], [str(USER[0]), str(USER[1])], result)
        self.assertNotIn("0", words[2:words.index("NoNewPrivs:")] if "NoNewPrivs:" in words else [],
                         result)
        self.assertIn("NoNewPrivs:\t1", result.out, result)
        self.assertIn("CapEff:\t0000000000000000", result.out, result)

    def test_environment_directory_and_streams_are_the_callers(self):
        result = self.machine.guarded(["sh", "-c", "pwd; echo $COLOUR; echo words >&2"], POLICY,
                                      env={"COLOUR": "blue"})
        self.assertEqual(result.out.split(), [str(self.net.home), "blue"], result)
        self.assertIn("words", result.err)

    def test_no_descriptor_of_ours_is_passed_on(self):
        result = self.machine.guarded(["ls", "-l", "/proc/self/fd"], POLICY)
        for word in ("bpf", "socket:", ".jsonl", ".egb"):
            self.assertNotIn(word, result.out, result)

    def test_a_process_that_exits_at_once_is_named(self):
        result = self.machine.guarded(
            ["sh", "-c", "for i in 1 2 3 4 5 6 7 8; do /usr/bin/python3 -c '%s' & done; wait" %
             SEND_AND_EXIT], POLICY)
        events = result.events(type="tcp", dst_ip=WWW, dst_port=7000)
        self.assertEqual(len(events), 8, result)
        self.assertEqual(len({event["pid"] for event in events}), 8, result)
        for event in events:
            self.assertIn("python3", event["exe"], result)
            self.assertIn("-c", event["cmdline"], result)

    def test_grandchildren_and_daemons_are_guarded(self):
        result = self.machine.guarded(
            ["sh", "-c", "(setsid sh -c 'curl -sSk -m 3 https://%s/ ; echo $? >out' &) ;"
             " while ! [ -s out ]; do sleep 0.05; done; cat out; rm out" % OTHER], POLICY)
        self.assertNotEqual(result.out.strip(), "0", result)
        event, = result.events(type="https", policy="deny", dst_ip=OTHER)
        self.assertIn("curl", event["exe"], result)

    def test_what_the_command_leaves_running_is_ended_with_it(self):
        result = self.machine.guarded(["sh", "-c", "sleep 300 & echo $!"], POLICY)
        self.assertLess(result.seconds, 5, result)
        pid = result.out.strip()
        listed = subprocess.run(["ps", "-o", "args=", "-p", pid], capture_output=True, text=True,
                                check=False).stdout
        self.assertNotIn("sleep 300", listed)

    def test_log_starts_and_stops(self):
        result = self.machine.guarded(["true"], POLICY)
        self.assertEqual(result.log[0]["type"], "start", result)
        self.assertEqual(result.log[-1]["type"], "stop", result)

    def test_two_runs_at_once_do_not_disturb_each_other(self):
        inner = ("curl -sS https://www.allowed.example/ && touch {} && "
                 "while ! [ -e {} ]; do sleep 0.02; done && curl -sS https://www.allowed.example/")
        image = self.machine.compile(POLICY)
        first, second = self.net.home / "first", self.net.home / "second"
        runs = []
        for mine, other in ((first, second), (second, first)):
            log = self.net.dir / f"{mine.name}.jsonl"
            runs.append((log, self.machine.start_guarded(
                ["sh", "-c", inner.format(mine, other)], image, log)))
        for log, process in runs:
            out, err = process.communicate(timeout=20)
            self.assertEqual(process.returncode, 0, err)
            self.assertEqual(out.count("says hello"), 2)
            events = [json.loads(line) for line in log.read_text().splitlines()]
            self.assertEqual(sum(event["type"] == "https" for event in events), 2, events)


class OwnProcesses(Case):
    """What the tool's own processes have left once a run is under way."""

    def setUp(self):
        self.run_ = self.machine.start_guarded(["sh", "-c", "echo up; sleep 30"],
                                               self.machine.compile(POLICY), "/dev/null")
        self.assertEqual(self.run_.stdout.readline(), "up\n")
        self.addCleanup(self.end)

    def end(self):
        self.run_.terminate()
        self.run_.communicate(timeout=20)

    def child(self, name):
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            children = pathlib.Path(f"/proc/{self.run_.pid}/task/{self.run_.pid}/children")
            for pid in children.read_text().split():
                if pathlib.Path(f"/proc/{pid}/comm").read_text() == f"{name}\n":
                    return pid
        raise AssertionError(f"no {name}")

    @staticmethod
    def facts(pid):
        return dict(line.split(":\t", 1) for line in
                    pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)

    def test_worker(self):
        pid = self.child("egress-worker")
        facts = self.facts(pid)
        for capabilities in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            self.assertEqual(int(facts[capabilities], 16), 0, facts)
        self.assertEqual((facts["NoNewPrivs"], facts["Seccomp"]), ("1", "2"), facts)
        self.assertEqual(len(set(facts["Uid"].split())), 1, facts)
        self.assertNotIn(facts["Uid"].split()[0], ("0", str(USER[0])), facts)
        # Not dumpable: its files in /proc are root's, not its own user's.
        self.assertEqual(os.stat(f"/proc/{pid}/mem").st_uid, 0)
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0")
        self.assertRegex(limits, r"Max processes +16 +16")

    def test_supervisor_and_janitor(self):
        self.child("egress-worker")
        for pid in (self.run_.pid, self.child("egress-janitor")):
            self.assertEqual(self.facts(pid)["NoNewPrivs"], "1")


class Log(Case):
    """Every line of every log that this process has seen fits the schema that ships."""

    def test_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((TOP / "docs" / "log.schema.json").read_text())
        validator = jsonschema.validators.validator_for(schema)(schema)
        validator.check_schema(schema)
        count = 0
        for log in self.net.dir.glob("*.jsonl"):
            for line in log.read_text().splitlines():
                validator.validate(json.loads(line))
                count += 1
        self.assertGreater(count, 0)


def load_tests(loader, tests, pattern):
    """The schema comes last, when there are logs to look at."""
    suite = unittest.TestSuite()
    suite.addTests(loader.loadTestsFromTestCase(Process))
    suite.addTests(loader.loadTestsFromTestCase(OwnProcesses))
    suite.addTests(loader.loadTestsFromTestCase(Log))
    return suite
