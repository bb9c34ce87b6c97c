"""Any of our processes may be killed at any moment: guarded traffic is refused, never let through,
and the machine is afterwards as it was. Rounds come from a seed, so that a failure can be repeated:
EGRESS_KILL_SEED=n EGRESS_KILL_ROUNDS=n."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import remains
from rig import guard, internet, space
from rig.cases import Case

SEED = int(os.environ.get("EGRESS_KILL_SEED", "20"))
ROUNDS = int(os.environ.get("EGRESS_KILL_ROUNDS", "40"))

# Sends a marker by every way it knows, again and again. Run unguarded first: it does arrive then.
FLOOD = r"""
import socket, sys, time
marker, address, address6, seconds = sys.argv[1].encode(), sys.argv[2], sys.argv[3], float(sys.argv[4])
def tcp(family, host, port):
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(1)
        s.connect((host, port))
        s.send(b"GET /" + marker + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        s.recv(1000)
def udp(family, host, port):
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        s.sendto(marker, (host, port))
def ping(*_):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP) as s:
        s.sendto(b"\x08\x00\x00\x00\x00\x00\x00\x01" + marker, (address, 0))
ways = [(tcp, socket.AF_INET, address, 80), (tcp, socket.AF_INET6, address6, 80),
        (udp, socket.AF_INET, address, 53), (udp, socket.AF_INET, address, 4444),
        (udp, socket.AF_INET6, address6, 4444), (ping,)]
end = time.monotonic() + seconds
print("started", flush=True)
while time.monotonic() < end:
    for way, *arguments in ways:
        try:
            way(*arguments)
        except OSError:
            pass
"""


def children(pid):
    """{comm: pid} of the processes whose parent is pid."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        comm, rest = stat[stat.index("(") + 1:stat.rindex(")")], stat[stat.rindex(")") + 2:].split()
        if int(rest[1]) == pid:
            found[comm] = int(entry.name)
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Kill(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.image = cls.machine.compile("203.0.113.10:80\n")
        uid, gid, name = internet.USER
        cls.environment = {**cls.machine.environment, "SUDO_UID": str(uid), "SUDO_GID": str(gid),
                           "SUDO_USER": name}

    def setUp(self):
        self.marker = os.urandom(8).hex()
        self.oracle.mark()
        self.before = remains.of_this_rig()

    def start(self, seconds):
        return subprocess.Popen(
            [str(guard.binary("egress-run")), "--bytecode", str(self.image), "--log",
             str(self.net.dir / "kill.jsonl"), "--", sys.executable, "-c", FLOOD, self.marker,
             internet.ATTACKER, internet.ATTACKER6, str(seconds)],
            cwd=self.net.home, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: space.die_with_parent(signal.SIGTERM))

    def wait_as_before(self, what):
        self.assertEqual(remains.wait_for(self.before), [], what)

    def assert_closed(self, what):
        self.oracle.fence()
        self.assertFalse(self.oracle.holds(self.marker.encode()), f"{what}: the marker got out")
        self.assertEqual(self.oracle.packets(), [], f"{what}: packets got out")

    def finish(self, run):
        try:
            _, err = run.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            run.kill()
            self.fail("egress-run does not end")
        return err

    def test_the_flood_arrives_when_nothing_guards(self):
        self.machine.plain([sys.executable, "-c", FLOOD, self.marker, internet.ATTACKER,
                            internet.ATTACKER6, "0.3"])
        self.assertTrue(self.oracle.wait_for(self.marker.encode()))

    def test_the_flood_is_stopped_when_nothing_is_killed(self):
        run = self.start(0.5)
        err = self.finish(run)
        self.assertEqual(run.returncode, 0, err)
        self.assert_closed("undisturbed")
        self.wait_as_before("undisturbed")

    def test_a_process_is_killed_at_any_moment(self):
        dice = random.Random(SEED)
        for number in range(ROUNDS):
            victim = dice.choice(("supervisor", "egress-worker", "egress-janitor", "command"))
            delay = dice.choice((dice.uniform(0, 0.08), dice.uniform(0, 0.6)))
            what = f"seed {SEED}, round {number}: {victim} after {delay:.3f} s"
            run = self.start(0.4)
            time.sleep(delay)
            if victim == "supervisor":
                kill(run.pid)
            else:
                names = children(run.pid)
                for name, pid in names.items():
                    if name == victim or (victim == "command" and not name.startswith("egress-")):
                        kill(pid)
            self.finish(run)
            self.wait_as_before(what)
            self.assert_closed(what)

    def test_the_worker_again_and_again(self):
        run = self.start(8)
        self.assertEqual(run.stdout.readline(), "started\n")
        deadline = time.monotonic() + 20
        while run.poll() is None and time.monotonic() < deadline:
            pid = children(run.pid).get("egress-worker")
            if pid:
                kill(pid)
            time.sleep(0.01)
        err = self.finish(run)
        self.assertEqual(run.returncode, 2, err)
        self.assertIn("cannot be started again", err)
        self.wait_as_before("worker storm")
        self.assert_closed("worker storm")

    def test_what_was_still_to_be_sent_dies_with_the_run(self):
        """A connection closed with bytes on their way goes on sending without a process; it must
        not outlive the rules that redirect it."""
        program = ("import os, socket, sys, time\n"
                   "print('up', flush=True); sys.stdin.readline()\n"
                   "for _ in range(20):\n"
                   "    s = socket.socket(); s.connect((sys.argv[2], 80)); s.setblocking(False)\n"
                   "    try:\n"
                   "        while True: s.send(sys.argv[1].encode() * 1000)\n"
                   "    except BlockingIOError: pass\n"
                   "    s.close()\n")
        for killed in ("nobody", "supervisor", "worker"):
            run = subprocess.Popen(
                [str(guard.binary("egress-run")), "--bytecode", str(self.image), "--",
                 sys.executable, "-c", program, self.marker, internet.ATTACKER],
                env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True)
            self.assertEqual(run.stdout.readline(), "up\n")
            worker = children(run.pid)["egress-worker"]
            os.kill(worker, signal.SIGSTOP)  # nobody takes the bytes
            if killed == "nobody":
                run.communicate("go\n", timeout=60)
                self.assertEqual(run.returncode, 0)
            else:
                run.stdin.write("go\n")
                run.stdin.flush()
                time.sleep(0.3)
                kill(run.pid if killed == "supervisor" else worker)
                run.communicate(timeout=60)
            self.wait_as_before(killed)
            time.sleep(1)  # as long as the kernel would take to send again, and more
            self.assert_closed(killed)

    def test_another_worker_goes_on(self):
        run = self.start(1)
        self.assertEqual(run.stdout.readline(), "started\n")
        first = children(run.pid)["egress-worker"]
        kill(first)
        deadline = time.monotonic() + 5
        while children(run.pid).get("egress-worker", first) == first:
            self.assertLess(time.monotonic(), deadline, "no other worker was started")
            time.sleep(0.01)
        err = self.finish(run)
        self.assertEqual(run.returncode, 0, err)
        self.assertIn("starting another", err)
        self.wait_as_before("worker")
        self.assert_closed("worker")

    def test_another_janitor_takes_its_place(self):
        run = self.start(1)
        self.assertEqual(run.stdout.readline(), "started\n")
        first = children(run.pid)["egress-janitor"]
        kill(first)
        deadline = time.monotonic() + 5
        while children(run.pid).get("egress-janitor", first) == first:
            self.assertLess(time.monotonic(), deadline, "no other janitor was started")
            time.sleep(0.01)
        kill(run.pid)
        self.finish(run)
        self.wait_as_before("janitor, then supervisor")
        self.assert_closed("janitor, then supervisor")

    def test_supervisor_and_janitor_at_once(self):
        for number in range(4):
            run = self.start(1.5)
            self.assertEqual(run.stdout.readline(), "started\n")
            janitor = children(run.pid)["egress-janitor"]
            # Stopped first, so that neither sees the other die.
            os.kill(janitor, signal.SIGSTOP)
            kill(run.pid)
            kill(janitor)
            self.finish(run)
            remains.wait_gone(janitor)
            time.sleep(0.3)
            self.assert_closed("nobody watches")
            rules = subprocess.run(["iptables-save"], capture_output=True, text=True, check=True)
            # Unless a run of somebody else's has just cleaned up here, too.
            if any(entry.startswith("entry") for entry in remains.of_this_rig()):
                self.assertIn("EGRESS-", rules.stdout, "it stays closed")
            done = self.machine_run("--cleanup") if number % 2 else \
                self.machine_run("--bytecode", str(self.image), "--", "true")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.wait_as_before("cleaned up")
            self.assert_closed("cleaned up")

    def machine_run(self, *arguments):
        return subprocess.run([str(guard.binary("egress-run")), *arguments], env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30,
                              check=False)
