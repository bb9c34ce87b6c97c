#!/usr/bin/env python3
"""What is no policy, no log and no image, given to every command: each ends soon, says why, is not
killed, and needs no more memory than its limit. And output that nobody takes is an error.

usage: broken.py EGRESS_POLICY [TEST...]
"""

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)
SLOW = bool(os.environ.get("EGRESS_SLOW_BUILD"))  # sanitizers take memory and time of their own
MEMORY_BYTES = 384 << 20
SECONDS = 60 if SLOW else 15
# Root may read and write everything.
AS_NOBODY = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
EVENT = b'{"type":"dns","name":"a.example","dst_ip":"8.8.8.8","dst_port":53}\n'


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = cls.scratch.name
        os.chmod(cls.folder, 0o755)
        cls.good = cls.file("good.egress", b"www.example.com\n")
        cls.event = cls.file("event.jsonl", EVENT)
        cls.tests = cls.file("good.test", b"deny GET https://a.example/x\n")
        cls.image = cls.path("good.egb")
        subprocess.run([PROGRAM, "compile", "-o", cls.image, cls.good], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def file(cls, name, content):
        with open(cls.path(name), "wb") as file:
            file.write(content)
        return cls.path(name)

    def commands(self, path):
        """Every command that reads a file, and each place that a file can take."""
        return {
            "check": ["check", path],
            "check as JSON": ["check", "--format", "json", path],
            "check as SARIF": ["check", "--format", "sarif", path],
            "check for GitHub": ["check", "--format", "github", path],
            "what --fix would do": ["check", "--fix=all", "--diff", path],
            "fmt": ["fmt", path],
            "what fmt would do": ["fmt", "--diff", "--check", path],
            "compile": ["compile", "-o", self.path("out.egb"), path],
            "rules": ["rules", path],
            "rules as JSON": ["rules", "--format", "json", path],
            "eval, policy": ["eval", "--policy", path, self.event],
            "eval, image": ["eval", "--bytecode", path, self.event],
            "eval, events": ["eval", "--policy", self.good, path],
            "explain": ["explain", path, "GET https://a.example/x"],
            "explain, log": ["explain", self.good, "--log", path],
            "analyze, policy": ["analyze", path, self.event],
            "analyze, log": ["analyze", self.good, path],
            "test": ["test", path],
            "test, policy": ["test", "--policy", path, self.tests],
            "disasm": ["disasm", path],
        }

    def run_program(self, arguments, **how):
        def limit():
            if not SLOW:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
        return subprocess.run([PROGRAM, *arguments], env=environment, timeout=SECONDS, check=False,
                              **{"stdin": subprocess.DEVNULL, "preexec_fn": limit, **how,
                                 "stdout": how.get("stdout", subprocess.PIPE),
                                 "stderr": how.get("stderr", subprocess.PIPE)})

    def check_refused(self, path, exits, **how):
        """Each command says something and ends with one of the codes; compile writes nothing."""
        for name, arguments in self.commands(path).items():
            with self.subTest(name, path=path):
                done = self.run_program(arguments, **how)
                self.assertIn(done.returncode, exits, done.stderr)
                self.assertTrue(done.stderr or done.stdout)
                if done.returncode == 2:
                    self.assertNotEqual(done.stderr, b"")
                self.assertFalse(os.path.exists(self.path("out.egb")))


class Unreadable(Case):
    """Nothing comes of them: exit 2."""

    def refused(self, path, **how):
        # `test` takes a file for tests by its name, so each comes by all names.
        self.check_refused(path, {2}, **how)

    def each(self, make):
        for ending in ("egress", "yml", "test", "egb"):
            path = self.path(f"x.{ending}")
            make(path)
            self.refused(path)
            (os.rmdir if os.path.isdir(path) and not os.path.islink(path) else os.unlink)(path)

    def test_a_directory(self):
        self.each(os.mkdir)

    def test_a_link_to_itself(self):
        self.each(lambda path: os.symlink(path, path))

    def test_a_file_that_fails(self):
        """Reading gives EIO."""
        self.each(lambda path: os.symlink("/proc/self/mem", path))

    def test_a_socket(self):
        def listen(path):
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(path)
        self.each(listen)

    def test_missing(self):
        for path in (self.path("none.egress"), self.path("none.yml"), self.path("none.test"), "",
                     "x" * 5000 + ".egress", self.good + "/x.egress"):
            self.refused(path)

    def test_without_permission(self):
        for ending in ("egress", "yml", "test", "egb"):
            path = self.file(f"secret.{ending}", b"a.example\n")
            os.chmod(path, 0)
            self.refused(path, **AS_NOBODY)

    def test_closed_and_odd_standard_input(self):
        folder = os.open(self.folder, os.O_RDONLY)
        for arguments in (["check", "-"], ["fmt", "-"], ["rules", "-"], ["compile", "-o", "-", "-"],
                          ["analyze", "-", self.event], ["analyze", self.good, "-"],
                          ["eval", "--policy", self.good], ["explain", self.good, "--log", "-"]):
            with self.subTest(arguments):
                self.assertEqual(self.run_program(arguments, stdin=folder).returncode, 2)
                done = self.run_program(arguments, preexec_fn=lambda: os.close(0))
                self.assertEqual(done.returncode, 2)
                self.assertIn(b"Bad file descriptor", done.stderr)
        os.close(folder)


class Unusable(Case):
    """They can be read, and are not what they should be: exit 1 or 2."""

    TEXTS = {
        "binary": lambda: random.Random(1).randbytes(1 << 20),
        "latin1": lambda: b"www.ex\xe4mple.com # caf\xe9\n",
        "nul": lambda: b"www.example.com\0\n",
        "utf16": lambda: "www.example.com\n".encode("utf-16"),
        "line100": lambda: b"a" * (100 << 20),
        "words": lambda: b"what is this\n" * 10000,
    }
    DEEP = {
        "flow": lambda: b"on: " + b"[" * 1000000,
        "map": lambda: b"{a: " * 200000,
        "list": lambda: b"- " * 500000,
        "indented": lambda: b"".join(b" " * i + b"a:\n" for i in range(4000)),
        "anchors": lambda: b"a: &a0 [x]\n" + b"".join(
            b"b%d: &a%d [*a%d, *a%d]\n" % (i, i, i - 1, i - 1) for i in range(1, 100)),
        "keys": lambda: b"".join(b"k%d: x\n" % i for i in range(400000)),
    }

    def write(self, name, make):
        """By another process: our memory is part of what is counted for our children."""
        if os.fork() == 0:
            self.file(name, make())
            os._exit(0)
        os.wait()
        return self.path(name)

    def test_texts(self):
        for name, make in self.TEXTS.items():
            for ending in ("egress", "yml", "test", "egb"):
                # As YAML, words are words: a file without a policy, which is said.
                exits = {0, 1, 2} if (name, ending) == ("words", "yml") else {1, 2}
                path = self.write(f"{name}.{ending}", make)
                self.check_refused(path, exits)
                os.unlink(path)

    def test_deep_yaml(self):
        for name, make in self.DEEP.items():
            path = self.write(f"{name}.yml", make)
            self.check_refused(path, {0, 1, 2} if name == "anchors" else {1, 2})

    def test_devices_without_end(self):
        for ending in ("egress", "yml", "test", "egb"):
            path = self.path(f"zero.{ending}")
            os.symlink("/dev/zero", path)
            self.check_refused(path, {1, 2})

    def test_files_that_say_they_are_empty(self):
        """Those of /proc have a size of 0: they are read all the same."""
        path = self.path("status.egress")
        os.symlink("/proc/self/status", path)
        self.check_refused(path, {1, 2})
        done = self.run_program(["check", path])
        self.assertIn(b":1:", done.stderr)

    def test_empty_is_a_policy(self):
        for path in (self.file("empty.egress", b""), "/dev/null"):
            for command in (["check"], ["fmt"], ["rules"]):
                self.assertEqual(self.run_program([*command, path]).returncode, 0)
            done = self.run_program(["eval", "--policy", path, self.event])
            self.assertEqual(done.returncode, 1, "an empty policy refuses")
            self.assertEqual(self.run_program(["disasm", path]).returncode, 2)


class Moving(Case):
    """Pipes, and files that change while they are read."""

    def test_process_substitution(self):
        script = '"$0" check <(cat "$1") && "$0" rules <(cat "$1") && ' \
                 '"$0" analyze <(cat "$1") <(cat "$2"); echo $?'
        done = subprocess.run(["bash", "-c", script, PROGRAM, self.good, self.event],
                              capture_output=True, check=False, timeout=SECONDS)
        self.assertEqual(done.stderr, b"")
        self.assertIn(b"www.example.com", done.stdout)
        self.assertEqual(done.stdout.split()[-1], b"1")

    def test_a_fifo_is_waited_for(self):
        """Whoever names one means to write to it: it is read to its end, however slowly it comes."""
        path = self.path("fifo.egress")
        os.mkfifo(path)
        process = subprocess.Popen([PROGRAM, "rules", path], stdout=subprocess.PIPE)
        with open(path, "wb", buffering=0) as fifo:
            for byte in b"a.example\nb.example\n":
                fifo.write(bytes([byte]))
        out, _ = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(out.count(b".example"), 2)

    def test_a_file_that_changes(self):
        path, done = self.path("moving.egress"), threading.Event()

        def change():
            text = b"".join(b"h%d.example\n" % i for i in range(20000))
            while not done.is_set():
                with open(path, "wb") as file:
                    file.write(text)
                    file.flush()
                    os.ftruncate(file.fileno(), 100000)
                    os.ftruncate(file.fileno(), 400000)  # with NULs at the end
        thread = threading.Thread(target=change)
        self.file("moving.egress", b"")
        thread.start()
        try:
            for _ in range(5):
                for name, arguments in self.commands(path).items():
                    code = self.run_program(arguments).returncode
                    self.assertIn(code, (0, 1, 2), name)
        finally:
            done.set()
            thread.join()


class Output(Case):
    """What could not be written was not done."""

    def printing(self):
        bad = self.file("bad.egress", b"a.example:https\n")
        return [["--help"], ["--version"], ["check", "--help"], ["check", "--codes"],
                ["check", "--format", "json", self.good], ["check", "--format", "sarif", self.good],
                ["check", "--format", "github", bad], ["check", "--fix", "--diff", bad],
                ["fmt", self.good], ["rules", self.good],
                ["rules", "--format", "json", self.good], ["compile", "-o", "-", self.good],
                ["eval", "--policy", self.good, self.event], ["explain", "E0101"],
                ["explain", self.good, "dns:www.example.com"], ["analyze", self.good, self.event],
                ["analyze", "--json", self.good, self.event], ["test", self.tests],
                ["test", "--format", "junit", self.tests], ["disasm", self.image],
                ["disasm", "--tables"]]

    def refused(self, arguments, why, **how):
        with self.subTest(arguments):
            done = self.run_program(arguments, **how)
            self.assertEqual(done.returncode, 2)
            self.assertIn(why, done.stderr)

    def test_a_full_disk(self):
        for arguments in self.printing():
            with open("/dev/full", "wb") as full:
                self.refused(arguments, b"No space left", stdout=full)

    def test_closed(self):
        for arguments in self.printing():
            self.refused(arguments, b"Bad file descriptor", preexec_fn=lambda: os.close(1))

    def test_nobody_reads(self):
        """Ended by SIGPIPE, as filters are; where that is ignored, an error."""
        for arguments in self.printing():
            for restore, wanted in ((True, -signal.SIGPIPE), (False, 2)):
                reader, writer = os.pipe()
                os.close(reader)
                done = self.run_program(arguments, stdout=writer, restore_signals=restore)
                os.close(writer)
                self.assertEqual(done.returncode, wanted, arguments)

    def test_files_do_not_take_the_place_of_closed_streams(self):
        """With descriptor 2 free, the image would be opened as it, and messages go into it."""
        with open(self.image, "rb") as file:
            wanted = file.read()
        for closed in (0, 1, 2):
            out = self.path("closed.egb")
            self.run_program(["compile", "--verbose", "-o", out, self.good],
                             preexec_fn=lambda closed=closed: os.close(closed))
            with open(out, "rb") as file:
                self.assertEqual(file.read(), wanted, closed)
            os.unlink(out)

    def test_compile_to_what_cannot_be_written(self):
        for out, why in (("/dev/full", b"No space"), (self.folder, b"directory"),
                         (self.path("none/x.egb"), b"No such file"), ("", b"No such file")):
            self.refused(["compile", "-o", out, self.good], why)

    def test_in_place_where_nothing_can_be_written(self):
        path = self.file("locked.egress", b"a.example:https\n")
        os.chmod(path, 0o444)
        os.chmod(self.folder, 0o555)
        self.refused(["check", "--fix", path], b"ermission denied", **AS_NOBODY)
        os.chmod(self.folder, 0o755)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), b"a.example:https\n")


if __name__ == "__main__":
    unittest.main()
