"""The control socket (egress-run ctl), and what a run says of itself through it: who is believed, a
policy that is swapped, a log without room, rules that somebody removes."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time

import remains
from rig import internet, space
from rig.cases import Case
from rig.guard import binary
from rig.internet import OTHER, RESOLVER, WWW

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example:80|443\n"
OTHER_POLICY = f"{OTHER}:80\n"

# One word on standard input: one fetch, its status printed.
FETCHER = r"""
import socket, sys
for line in sys.stdin:
    host, port = line.split()
    try:
        with socket.create_connection((host, int(port)), 5) as s:
            s.sendall(b"GET / HTTP/1.1\r\nHost: " + host.encode() + b"\r\nConnection: close\r\n\r\n")
            print(s.recv(100).split(b"\r\n")[0].decode() or "closed", flush=True)
    except OSError as error:
        print(error.__class__.__name__, flush=True)
"""


# One word on standard input: a datagram from the one socket, its echo printed.
ECHO = f"""
import errno, socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(2)
s.connect(('{WWW}', 7000))
for line in sys.stdin:
    try:
        s.send(b"hello")
        print(s.recv(100).decode(), flush=True)
    except OSError as error:
        print(errno.errorcode.get(error.errno, type(error).__name__), flush=True)
"""


class Control(Case):
    def setUp(self):
        self.before = remains.of_this_rig()
        self.log = self.net.dir / f"control-{self.id().rpartition('.')[2]}.jsonl"
        self.socket = self.net.dir / "control.sock"
        self.run_ = None

    def start(self, argv=("/usr/bin/python3", "-c", FETCHER), policy=POLICY, log=None, options=()):
        self.run_ = subprocess.Popen(
            [binary("egress-run"), "--bytecode", self.machine.compile(policy), "--log",
             log or self.log, "--control", self.socket, *options, "--", *argv],
            cwd=self.net.home, env=self.machine.sudo_environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: space.die_with_parent(signal.SIGTERM))
        deadline = time.monotonic() + 10
        while not self.socket.exists():
            self.assertIsNone(self.run_.poll(), "it has ended")
            self.assertLess(time.monotonic(), deadline, "no control socket")
            time.sleep(0.01)
        self.addCleanup(self.stop)

    def stop(self):
        if self.run_.poll() is None:
            self.run_.terminate()
        out, err = self.run_.communicate(timeout=20)
        self.assertEqual(remains.wait_for(self.before), [], err)
        self.assertFalse(self.socket.exists())
        return out, err

    def ctl(self, *words, **options):
        return subprocess.run([binary("egress-run"), "ctl", "--control", self.socket, *map(str, words)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20,
                              check=False, **options)

    def status(self):
        done = self.ctl("status", "--json")
        return done.returncode, json.loads(done.stdout)

    def fetch(self, host, port=80):
        self.run_.stdin.write(f"{host} {port}\n")
        self.run_.stdin.flush()
        return self.run_.stdout.readline().strip()

    def events(self, **wanted):
        events = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [event for event in events
                if all(event.get(key) == value for key, value in wanted.items())]

    def wait_for(self, what, seconds=10):
        deadline = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def test_status_of_a_run_that_is_well(self):
        self.start()
        self.fetch("www.allowed.example")
        code, status = self.status()
        self.assertEqual((code, status["health"], status["mode"]), (0, "good", "enforce"), status)
        self.assertEqual(status["processes"]["supervisor"], self.run_.pid)
        for pid in status["processes"].values():
            self.assertTrue(pathlib.Path(f"/proc/{pid}").exists(), status)
        self.assertGreaterEqual(status["counters"]["connections"], 1, status)
        self.assertTrue(status["policy"].startswith("sha256:"))
        self.assertIn("health      good", self.ctl("status").stdout)

    def test_a_worker_that_does_not_answer_is_reported(self):
        self.start()
        _, status = self.status()
        worker = status["processes"]["worker"]
        os.kill(worker, signal.SIGSTOP)
        try:
            code, status = self.status()
        finally:
            os.kill(worker, signal.SIGCONT)
        self.assertEqual((code, status["health"]), (1, "bad"), status)
        self.wait_for(lambda: self.status()[0] == 0)

    def test_a_policy_is_swapped(self):
        self.start()
        self.assertIn("200", self.fetch("www.allowed.example"))
        self.assertNotIn("200", self.fetch(OTHER))
        before = self.status()[1]["policy"]
        done = self.ctl("reload", self.machine.compile(OTHER_POLICY))
        self.assertEqual(done.returncode, 0, done)
        self.assertNotEqual(self.status()[1]["policy"], before)
        self.assertIn("200", self.fetch(OTHER))
        self.assertNotIn("200", self.fetch(WWW))
        # A worker that is started later has it, too.
        first = self.status()[1]["processes"]["worker"]
        os.kill(first, signal.SIGKILL)
        self.wait_for(lambda: self.status()[1]["processes"]["worker"] not in (0, first))
        self.assertIn("200", self.fetch(OTHER))

    def test_flows_of_datagrams_are_judged_by_the_new_policy(self):
        self.start(("/usr/bin/python3", "-c", ECHO), f"{WWW}:7000/udp\n")
        self.assertEqual([self.fetch("") for _ in range(3)], ["hello"] * 3)
        self.assertEqual(self.ctl("reload", self.machine.compile(OTHER_POLICY)).returncode, 0)
        self.assertIn(self.fetch(""), ("EHOSTUNREACH", "EPERM", "ECONNREFUSED"))
        self.assertEqual(len(self.events(type="udp", policy="deny")), 1)
        self.assertEqual(self.ctl("reload", self.machine.compile(f"{WWW}:7000/udp\n")).returncode, 0)
        self.wait_for(lambda: self.fetch("") == "hello")

    def test_a_bad_policy_changes_nothing(self):
        self.start()
        before = self.status()[1]["policy"]
        good = self.machine.compile(OTHER_POLICY).read_bytes()
        bad = self.net.dir / "bad.egb"
        fifo = self.net.dir / "fifo"
        os.mkfifo(fifo)
        for content in (b"", good[:-1], b"#!/bin/sh\n", good[:200] + b"\xff" + good[201:]):
            bad.write_bytes(content)
            self.assertEqual(self.ctl("reload", bad).returncode, 1, content[:20])
        self.assertEqual(self.ctl("reload", fifo).returncode, 1)
        self.assertEqual(self.ctl("reload", self.net.dir).returncode, 1)
        self.assertEqual(self.status()[1]["policy"], before)
        self.assertIn("200", self.fetch("www.allowed.example"))

    def test_shutdown_is_orderly(self):
        self.start()
        self.assertEqual(self.ctl("shutdown").returncode, 0)
        self.assertEqual(self.run_.wait(timeout=20), 128 + signal.SIGTERM)
        self.assertEqual(len(self.events(type="stop")), 1)
        _, err = self.stop()
        self.assertNotIn("does not stop", err)

    def test_guarded_code_has_no_say(self):
        """By our own client, and by words of its own; as the very user who started the run."""
        word = ("import socket, sys; s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET); "
                "s.connect(sys.argv[1]); s.send(sys.argv[2].encode()); print(s.recv(1000).decode())")
        os.chmod(self.net.dir, 0o755)
        self.start(["sh", "-c", f"for v in status shutdown; do {binary('egress-run')} ctl --control "
                    f"{self.socket} $v; /usr/bin/python3 -c '{word}' {self.socket} $v; done; sleep 60"])
        self.wait_for(lambda: len(self.events(error="control_refused")) >= 4)
        self.assertIsNone(self.run_.poll(), "it was ended")
        _, err = self.stop()
        self.assertIn("guarded processes have no say", err)

    def test_strangers_have_no_say(self):
        self.start()
        uid, gid, _ = internet.USER
        done = self.ctl("shutdown", user=uid, group=gid, extra_groups=[])
        self.assertEqual(done.returncode, 1, done)
        done = self.ctl("shutdown", user=12345, group=12345, extra_groups=[])
        self.assertEqual(done.returncode, 1, done)
        self.assertIn("have a say", done.stderr)
        self.assertEqual(self.status()[0], 0)

    def test_nonsense_is_no_request(self):
        self.start()
        for message in (b"reload", b"statusstatusstatusstatus", b"", b"\0", b"disable"):
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as peer:
                peer.connect(str(self.socket))
                peer.send(message)
                peer.settimeout(5)
                self.assertNotIn(b'"ok":true', peer.recv(1000))
        idle = [socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(40)]
        for peer in idle:
            peer.setblocking(False)
            try:
                peer.connect(str(self.socket))
            except OSError:
                pass
        self.wait_for(lambda: self.ctl("status").returncode == 0)
        for peer in idle:
            peer.close()

    def test_rules_that_somebody_removes(self):
        self.start()
        self.wait_for(lambda: self.status()[1]["rules"]["state"] == "in place")
        chain = "EGRESS-" + self.status()[1]["run"]
        rules = subprocess.run(["iptables-save"], capture_output=True, text=True, check=True).stdout
        for table in ("nat", "filter"):
            jump = next(line for line in rules.partition(f"*{table}\n")[2].splitlines()
                        if line.startswith("-A OUTPUT") and line.endswith(chain))
            space.run("sh", "-c", f"iptables -t {table} {jump.replace('-A', '-D', 1)}")
        space.run("iptables", "-t", "nat", "-F", chain)
        self.oracle.mark()
        self.assertNotIn("200", self.fetch(internet.ATTACKER))  # meanwhile
        self.wait_for(lambda: self.status()[1]["rules"]["restored"] >= 1, seconds=5)
        after = subprocess.run(["iptables-save"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(after.count(chain), rules.count(chain))
        self.assertNotIn("200", self.fetch(internet.ATTACKER))
        self.assertIn("200", self.fetch("www.allowed.example"))
        self.assertEqual(len(self.events(error="rules_changed")), 1)
        self.oracle.fence()
        self.assertEqual(self.oracle.packets(), [])

    def test_a_log_without_room(self):
        """Refused while there is none, said aloud, and gone on with when there is again."""
        full = self.net.dir / "control-full"
        full.mkdir(exist_ok=True)
        space.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", full)
        self.addCleanup(lambda: subprocess.run(["umount", "-l", full], check=False))
        self.log = full / "log.jsonl"
        self.start(log=self.log)
        self.assertIn("200", self.fetch("www.allowed.example"))
        ballast = full / "ballast"
        with open(ballast, "wb") as file:
            try:
                while True:
                    os.write(file.fileno(), b"x" * 512)
            except OSError:
                pass
        # What is left of the log's last page may hold a few lines more.
        self.wait_for(lambda: "200" not in self.fetch("www.allowed.example"), seconds=20)
        code, status = self.status()
        self.assertEqual((code, status["health"]), (1, "bad"), status)
        self.assertGreater(status["log"]["lost"], 0, status)
        self.assertNotIn("200", self.fetch("www.allowed.example"))
        ballast.unlink()
        self.assertIn("200", self.fetch("www.allowed.example"))
        self.assertEqual(self.status()[0], 0)
        self.assertTrue(self.events(error="log_gap"))
        _, err = self.stop()
        self.assertIn("the log cannot be written: No space left", err)
        self.assertIn("can be written again", err)

    def test_what_the_kernel_refuses_is_summed_up(self):
        flood = ("import socket, time\n"
                 "for _ in range(500):\n"
                 "    try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)\n"
                 "    except OSError: pass\n"
                 "time.sleep(2.5)\n")
        self.start(["/usr/bin/python3", "-c", flood])
        self.assertEqual(self.run_.wait(timeout=20), 0)
        single = self.events(error="refused_by_kernel")
        more = [int(event["reason"].split()[0]) for event in self.events(error="refused_in_sum")]
        self.assertLessEqual(len(single), 60)
        self.assertLessEqual(len(more), 5)
        self.assertEqual(len(single) + sum(more), 500)
