"""What keeps egress-run from starting, and from going on: one sentence, and nothing is let through.
(test_kill.py: when its processes are killed.)"""

import os
import random
import subprocess

import remains
from rig.cases import Case
from rig.guard import binary
from rig.internet import RESOLVER

POLICY = f"{RESOLVER}:53/udp\nwww.allowed.example:80|443\n"

class Start(Case):
    """All or nothing."""

    def refused(self, *argv, **options):
        """A start that must not happen: one sentence, status 2, no trace, and no command."""
        before = remains.of_this_rig()
        touched = self.net.fresh_directory() / "touched"
        done = subprocess.run([str(word) for word in (*argv, "--", "touch", touched)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20,
                              check=False, **{"env": self.machine.sudo_environment, **options})
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(done.stdout, "", done)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("egress-run: "), done.stderr)
        self.assertFalse(touched.exists())
        self.assertEqual(remains.wait_for(before), [])
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
                             "--log", "/dev/null", env={**self.machine.sudo_environment,
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
