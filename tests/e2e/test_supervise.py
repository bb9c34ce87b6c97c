"""egress-run as a command: how it starts, refuses to start, passes things on, and ends."""

import os
import pathlib
import pty
import pwd
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest

import remains
from rig import guard, internet, space
from rig.cases import Case, expand, rows

POLICY = "203.0.113.10:80\n"
UID, GID, NAME = internet.USER
SUDO = {"SUDO_UID": str(UID), "SUDO_GID": str(GID), "SUDO_USER": NAME}


def own_words(text):
    """Without what a start says about runs of others, which were killed."""
    return "".join(line for line in text.splitlines(keepends=True)
                   if not line.startswith("egress-run: cleaned up after "))


def cgroup_mount():
    lines = pathlib.Path("/proc/self/mountinfo").read_text().splitlines()
    return next(line.split()[4] for line in reversed(lines) if " - cgroup2 " in line)


class Run(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.image = str(cls.machine.compile(POLICY))
        cls.program = str(guard.binary("egress-run"))
        cls.environment = {**cls.machine.environment, **SUDO}

    def setUp(self):
        self.before = remains.of_this_rig()

    def assert_as_before(self):
        self.assertEqual(remains.wait_for(self.before), [])

    def call(self, *arguments, env=None, **options):
        options = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True,
                   "timeout": 30, "cwd": self.net.home, "check": False, **options}
        return subprocess.run([self.program, *arguments], env=env or self.environment, **options)

    def guarded(self, *command, options=(), **keywords):
        return self.call("--bytecode", self.image, *options, "--", *command, **keywords)

    def popen(self, *command, options=(), **keywords):
        keywords = {"preexec_fn": lambda: space.die_with_parent(signal.SIGTERM),
                    "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
                    "stderr": subprocess.PIPE, "text": True, "cwd": self.net.home, **keywords}
        return subprocess.Popen(
            [self.program, "--bytecode", self.image, *options, "--", *command],
            env=self.environment, **keywords)


STATUSES = [
    ("success", ["true"], 0),
    ("failure", ["false"], 1),
    ("a number", ["sh", "-c", "exit 77"], 77),
    ("a signal", ["sh", "-c", "kill -SEGV $$"], 128 + signal.SIGSEGV),
    ("killed", ["sh", "-c", "kill -KILL $$"], 128 + signal.SIGKILL),
    ("no such program", ["/no/such/program"], 127),
    ("not a program", ["/etc/passwd"], 126),
    ("a directory", ["/"], 126),
]


@expand
class PassesOn(Run):
    @rows(STATUSES)
    def status(self, _, command, status):
        done = self.guarded(*command)
        self.assertEqual(done.returncode, status, done)
        if status in (126, 127):
            self.assertIn(f"egress-run: cannot run {command[0]}: ", done.stderr)
        else:
            self.assertEqual(own_words(done.stderr), "")
        self.assert_as_before()

    def test_words_directory_and_streams(self):
        done = self.guarded("sh", "-c", 'cat; pwd; printf "<%s>" "$@"; echo oops >&2', "sh", "a b",
                            "", "--log", stdin=None, input="in\n")
        self.assertEqual(done.stdout, f"in\n{self.net.home}\n<a b><><--log>")
        self.assertEqual(own_words(done.stderr), "oops\n")

    def test_large_output(self):
        done = self.guarded("head", "-c", "3000000", "/dev/zero")
        self.assertEqual(len(done.stdout), 3000000)

    def test_the_user_and_nothing_more(self):
        facts = self.guarded(
            "sh", "-c", "id -u; id -g; id -G; echo $HOME $USER $LOGNAME; echo [$SUDO_UID$SUDO_USER];"
            "grep -E '^(Cap|NoNewPrivs|SigIgn|SigBlk)' /proc/self/status; ls /proc/self/fd").stdout
        home = pwd.getpwuid(UID).pw_dir
        head = f"{UID}\n{GID}\n{GID}\n{home} {NAME} {NAME}\n[]\n"
        self.assertTrue(facts.startswith(head), facts)
        for line in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "SigBlk"):
            self.assertIn(f"{line}:\t0000000000000000\n", facts)
        self.assertIn("NoNewPrivs:\t1\n", facts)
        self.assertTrue(facts.endswith("\n0\n1\n2\n3\n"), facts)  # 3 is ls's own

    def test_new_privileges_where_they_are_allowed(self):
        done = self.guarded("grep", "NoNewPrivs", "/proc/self/status",
                            options=["--allow-new-privs"])
        self.assertEqual(done.stdout, "NoNewPrivs:\t0\n")
        self.assertIn("warning", done.stderr)

    def test_descriptors_of_the_caller_do_not_pass(self):
        read, write = os.pipe()
        self.addCleanup(os.close, read)
        done = self.guarded("ls", "/proc/self/fd", pass_fds=[write])
        os.close(write)
        self.assertEqual(done.stdout, "0\n1\n2\n3\n")

    def test_ignored_signals_stay_ignored(self):
        run = self.popen("sh", "-c", "echo up; sleep 0.3; echo done",
                         preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.assertEqual(run.stdout.readline(), "up\n")
        run.send_signal(signal.SIGHUP)
        out, err = run.communicate(timeout=10)
        self.assertEqual((run.returncode, out), (0, "done\n"), err)


@expand
class Signals(Run):
    @rows([(name,) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")])
    def reach_the_command(self, name):
        number = getattr(signal, name)
        run = self.popen(sys.executable, "-c",
                         "import signal, sys\n"
                         f"signal.signal({int(number)}, lambda *_: sys.exit(42))\n"
                         "print('up', flush=True)\n"
                         "while True: signal.pause()")
        self.assertEqual(run.stdout.readline(), "up\n")
        run.send_signal(number)
        _, err = run.communicate(timeout=10)
        self.assertEqual(run.returncode, 42, err)
        self.assert_as_before()

    def test_end_it_as_they_end_a_command(self):
        run = self.popen("sh", "-c", "echo up; exec sleep 60")
        self.assertEqual(run.stdout.readline(), "up\n")
        run.terminate()
        run.communicate(timeout=10)
        self.assertEqual(run.returncode, 128 + signal.SIGTERM)
        self.assert_as_before()

    def test_while_it_starts(self):
        for delay_ms in range(0, 60, 3):
            run = self.popen("sleep", "60")
            time.sleep(delay_ms / 1000)
            run.terminate()
            run.communicate(timeout=10)
            self.assertIn(run.returncode, (128 + signal.SIGTERM, -signal.SIGTERM), delay_ms)
            self.assert_as_before()


class Ends(Run):
    def test_what_the_command_leaves_running_is_killed(self):
        done = self.guarded("sh", "-c", "sleep 1000 & setsid sh -c 'trap \"\" TERM; sleep 1001' &"
                            " echo $!")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(os.path.exists(f"/proc/{done.stdout.strip()}"))
        self.assert_as_before()

    def test_a_fork_bomb_of_sorts(self):
        done = self.guarded(sys.executable, "-c",
                            "import os, time\n"
                            "for _ in range(200):\n"
                            "    if os.fork() == 0: time.sleep(1000)\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_as_before()

    def test_two_at_once_do_not_disturb_each_other(self):
        slow = self.popen("sh", "-c", f"echo up; read x; curl -sS -m 5 http://{internet.WWW}/",
                          stdin=subprocess.PIPE)
        self.assertEqual(slow.stdout.readline(), "up\n")
        for _ in range(3):
            self.assertEqual(self.guarded("true").returncode, 0)
        rules = subprocess.run(["iptables-save"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(rules.count(" -j REDIRECT "), 2, rules)
        out, err = slow.communicate("\n", timeout=10)
        self.assertEqual(slow.returncode, 0, err)
        self.assertIn("hello", out)
        self.assert_as_before()

    def test_many_at_once(self):
        runs = [self.popen("sh", "-c", f"exit {number}") for number in range(12)]
        for number, run in enumerate(runs):
            _, err = run.communicate(timeout=60)
            self.assertEqual(run.returncode, number, err)
        self.assert_as_before()

    def test_rules_of_others_stay(self):
        rule = ["OUTPUT", "-p", "tcp", "--dport", "4321", "-j", "ACCEPT"]
        space.run("iptables", "-A", *rule)
        self.addCleanup(space.run, "iptables", "-D", *rule)
        before = remains.of_this_rig()
        run = self.popen("sh", "-c", "echo up; read x", stdin=subprocess.PIPE)
        self.assertEqual(run.stdout.readline(), "up\n")
        space.run("iptables", "-t", "nat", "-A", "OUTPUT", "-d", "192.0.2.77", "-j", "ACCEPT")
        self.addCleanup(space.run, "iptables", "-t", "nat", "-D", "OUTPUT", "-d", "192.0.2.77",
                        "-j", "ACCEPT")
        run.communicate("\n", timeout=10)
        left = set(remains.wait_for(before, seconds=1))
        self.assertIn("rule: -A OUTPUT -d 192.0.2.77/32 -j ACCEPT", left)
        self.assertFalse([line for line in left if "EGRESS" in line], left)


class RefusesToStart(Run):
    def refused(self, sentence, *arguments, status=2, **keywords):
        keywords.setdefault("env", self.environment)
        done = self.call(*arguments, **keywords)
        self.assertEqual(done.returncode, status, done)
        self.assertEqual(done.stdout, "")
        self.assertRegex(own_words(done.stderr), rf"^egress-run: [^\n]*{sentence}[^\n]*\n$")
        self.assert_as_before()

    def test_usage(self):
        self.refused("--bytecode FILE is missing", "true")
        self.refused("command to run is missing", "--bytecode", self.image)
        self.refused("no option --nonsense", "--nonsense", "--bytecode", self.image, "true")

    def test_a_policy_that_is_not_there(self):
        self.refused("cannot read the policy /no/such: No such file", "--bytecode", "/no/such", "true")

    def test_policies_that_are_none(self):
        good = pathlib.Path(self.image).read_bytes()
        bad = self.net.dir / "bad.egb"
        for content in (b"", b"x", os.urandom(4096), b"203.0.113.10:80\n", good[:-1],
                        bytes([good[0] ^ 1]) + good[1:]):
            bad.write_bytes(content)
            self.refused("is not a compiled policy: ", "--bytecode", str(bad), "true")

    def test_a_user_that_is_not_there(self):
        self.refused("there is no user nobody-at-all", "--bytecode", self.image, "--user",
                     "nobody-at-all", "true")

    def test_root_that_nobody_asked_for(self):
        self.refused("would run as root", "--bytecode", self.image, "true",
                     env=self.machine.environment)

    def test_anybody_but_root(self):
        self.refused("must be started by root", "--bytecode", self.image, "true", user=UID,
                     group=GID, extra_groups=[])

    def test_a_log_that_cannot_be(self):
        self.refused("cannot open the log /no/such/log: No such file", "--bytecode", self.image,
                     "--log", "/no/such/log", "true")
        theirs = pathlib.Path(self.net.home) / "log"
        theirs.write_text("")
        os.chown(theirs, UID, GID)
        self.addCleanup(theirs.unlink)
        self.refused("could rewrite the log", "--bytecode", self.image, "--log", str(theirs), "true")

    def test_no_tools(self):
        empty = self.net.dir / "empty"
        empty.mkdir(exist_ok=True)
        log = self.net.dir / "not-started.jsonl"
        self.refused("cannot find ip6?tables-restore in PATH", "--bytecode", self.image, "--log",
                     str(log), "true", env={**self.environment, "PATH": str(empty)})
        self.assertFalse(log.exists() and log.read_text())

    def test_tools_that_others_can_change(self):
        """PATH may be the caller's: what the user, or everybody, can write is not run as root."""
        directory = self.net.fresh_directory()
        fake = directory / "iptables-restore"
        fake.write_text(f"#!/bin/sh\ntouch {self.net.dir}/fake-ran\nexec /usr/sbin/iptables-restore \"$@\"\n")
        fake.chmod(0o755)
        env = {**self.environment, "PATH": f"{directory}:{self.environment['PATH']}"}
        for file_owner, directory_owner, mode in ((UID, UID, 0o755), (0, UID, 0o755), (UID, 0, 0o755),
                                                  (0, 0, 0o777), (0, 0, 0o1777)):
            os.chown(fake, file_owner, 0)
            os.chown(directory, directory_owner, 0)
            directory.chmod(mode)
            done = self.guarded("true", env=env)
            self.assertEqual(done.returncode, 0, done)
            self.assertFalse((self.net.dir / "fake-ran").exists(), (file_owner, directory_owner, mode))
        directory.chmod(0o755)
        self.guarded("true", env=env)
        self.assertTrue((self.net.dir / "fake-ran").exists(), "it would never have run")

    def test_tools_that_fail(self):
        """Each of them, at whatever call: what was done before it is undone."""
        for tool in ("iptables-restore", "ip6tables-restore"):
            for failing_call in (1, 2):
                directory = self.net.dir / f"{tool}-{failing_call}"
                directory.mkdir()
                fake = directory / tool
                fake.write_text(f"#!/bin/sh\necho x >>{directory}/calls\n"
                                f"[ $(wc -l <{directory}/calls) = {failing_call} ] &&"
                                " { echo 'no such table' >&2; exit 3; }\n"
                                f"exec {shutil.which(tool)} \"$@\"\n")
                fake.chmod(0o755)
                done = self.call("--bytecode", self.image, "true", env={
                    **self.environment, "PATH": f"{directory}:{self.environment['PATH']}"})
                self.assertEqual(done.returncode, 2, done)
                self.assertIn(f"{tool} failed: no such table", done.stderr)
                if failing_call == 2:  # the removal: the janitor tries again
                    time.sleep(1)
                self.assert_as_before()

    def test_no_right_to_load_bpf(self):
        done = subprocess.run(
            ["setpriv", "--bounding-set=-sys_admin,-bpf,-perfmon", self.program, "--bytecode",
             self.image, "--", "true"], env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 2, done)
        self.assertRegex(own_words(done.stderr), r"^egress-run: [^\n]*BPF[^\n]*\n$")
        self.assert_as_before()

    def test_no_right_to_make_cgroups(self):
        point = cgroup_mount()
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", f"mount -o remount,bind,ro {point} && exec \"$@\"", "sh",
             self.program, "--bytecode", self.image, "--", "true"], env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 2, done)
        self.assertRegex(own_words(done.stderr), r"^egress-run: cannot make the cgroup [^\n]*\n$")
        self.assert_as_before()

    def test_a_network_socket_as_standard_input(self):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
            self.refused("standard input is a network socket", "--bytecode", self.image, "cat",
                         stdin=sock)


class Terminal(Run):
    def session(self, script, *keys):
        """What appears on a terminal in which `script` runs and these are typed, each after the
        text it waits for."""
        pid, master = pty.fork()
        if pid == 0:
            os.chdir(self.net.home)
            os.execve("/bin/bash", ["bash", "--norc", "-c", script], self.environment)
        seen = b""
        for wait_for, typed in [*keys, (None, None)]:
            deadline = time.monotonic() + 15
            while wait_for is None or wait_for not in seen:
                ready, _, _ = select.select([master], [], [], max(0, deadline - time.monotonic()))
                try:
                    data = os.read(master, 4096) if ready else b""
                except OSError:
                    data = b""
                if not data:
                    break
                seen += data
            if typed is not None:
                os.write(master, typed)
        _, status = os.waitpid(pid, 0)
        os.close(master)
        return seen.decode(), os.waitstatus_to_exitcode(status)

    def run_words(self, command):
        return f"{self.program} --bytecode {self.image} -- {command}"

    def test_it_is_a_terminal(self):
        seen, _ = self.session(self.run_words("sh -c 'test -t 0 && test -t 1 && tty'"))
        self.assertIn("/dev/pts/", seen)
        self.assert_as_before()

    def test_control_c(self):
        seen, status = self.session(
            self.run_words("sh -c 'trap \"echo caught; exit 5\" INT; echo up; sleep 30 & wait'")
            + "; echo status $?", (b"up", b"\x03"))
        self.assertIn("caught", seen)
        self.assertEqual(seen.count("caught"), 1, "once, not once more by us")
        self.assert_as_before()
        del status

    def test_control_z_and_fg(self):
        seen, _ = self.session(
            "set -m; " + self.run_words("sh -c 'echo up; read x; echo got $x'")
            + "; echo stopped $?; fg; echo status $?", (b"up", b"\x1a"), (b"stopped", b"hello\n"))
        self.assertIn("stopped 148", seen)  # 128 + SIGTSTP
        self.assertIn("got hello", seen)
        self.assertIn("status 0", seen)
        self.assert_as_before()

    def test_a_shell_with_job_control(self):
        seen, _ = self.session(self.run_words("bash --norc -i"), (b"$ ", b"sh -c 'echo $((40+2)); exec sleep 30'\n"),
                               (b"42\r\n", b"\x03"), (b"^C\r\n", b"echo result $?\n"),
                               (b"result 130", b"exit 3\n"))
        self.assertIn("result 130", seen)
        self.assert_as_before()


# Run inside; says what became of each attempt.
WAYS_OUT = r"""
import ctypes, errno, fcntl, os, socket, struct
libc = ctypes.CDLL(None, use_errno=True)
def name(number): return errno.errorcode.get(number, "done") if number else "done"
for family in range(48):
    for high in (0, 1 << 32):
        fd = libc.syscall(41, ctypes.c_long(family | high), ctypes.c_long(2), ctypes.c_long(0))
        print("family", family, "done" if fd >= 0 else name(ctypes.get_errno()))
        if fd >= 0: os.close(fd)
buffer = ctypes.create_string_buffer(256)
print("io_uring", name(ctypes.get_errno()) if libc.syscall(425, 1, buffer) < 0 else "done")
print("request_key", name(ctypes.get_errno()) if libc.syscall(249, b"user", b"a", b"b", -3) < 0 else "done")
print("pidfd_getfd", name(ctypes.get_errno()) if libc.syscall(438, libc.syscall(434, os.getpid(), 0), 0, 0) < 0 else "done")
index = socket.if_nametoindex("lo")
group, group6 = socket.inet_aton("239.1.2.3"), socket.inet_pton(socket.AF_INET6, "ff05::1:3")
here, mreqn = socket.inet_aton("127.0.0.1"), group + bytes(4) + struct.pack("=i", index)
grouped = struct.pack("=IxxxxHxx4s120x", index, 2, group)
grouped6 = struct.pack("=IxxxxHHI16s100x", index, 10, 0, 0, group6)
for version, level, option, value in (
        (4, 0, 35, mreqn), (4, 0, 39, group + here + here), (4, 0, 42, grouped),
        (4, 0, 46, grouped + grouped[8:]), (6, 41, 20, group6 + struct.pack("=i", index)),
        (6, 41, 27, group6 + struct.pack("=i", index)), (6, 41, 42, grouped6),
        (6, 41, 46, grouped6 + grouped6[8:])):
    s = socket.socket({4: socket.AF_INET, 6: socket.AF_INET6}[version], socket.SOCK_DGRAM)
    for high in (0, 1 << 32):
        ctypes.set_errno(0)
        libc.syscall(54, s.fileno(), ctypes.c_long(level | high), ctypes.c_long(option | high), value, len(value))
        print("join", version, option, name(ctypes.get_errno()))
for request in (0x5412, 0x541C):
    for high in (0, 1 << 32):
        ctypes.set_errno(0)
        libc.syscall(16, 0, ctypes.c_long(request | high), buffer)
        print("ioctl", request, name(ctypes.get_errno()))
"""


class Confined(Run):
    @unittest.skipUnless(os.uname().machine == "x86_64", "written with the call numbers of x86-64")
    def test_calls_that_lead_out_unseen(self):
        out = self.guarded("/usr/bin/python3", "-c", WAYS_OUT).stdout
        for family in range(48):
            words = set(re.findall(rf"^family {family} (\w+)$", out, re.MULTILINE))
            if family in (socket.AF_UNIX, socket.AF_INET, socket.AF_NETLINK):
                self.assertIn("done", words, out)
            elif family not in (socket.AF_UNSPEC, socket.AF_INET6):
                self.assertEqual(words, {"EAFNOSUPPORT"}, f"family {family}: {out}")
        self.assertIn("io_uring ENOSYS\n", out)
        self.assertIn("request_key ENOSYS\n", out)
        self.assertIn("pidfd_getfd EPERM\n", out)
        self.assertEqual(re.findall(r"^join .* (\w+)$", out, re.MULTILINE), ["EPERM"] * 16, out)
        self.assertEqual(out.count("ioctl 21522 EPERM\n"), 2, out)
        self.assertEqual(out.count("ioctl 21532 EPERM\n"), 2, out)

    def test_nothing_typed_into_our_terminal(self):
        """The classic: a command types a line that the calling shell runs when it has ended."""
        script = ("import fcntl, sys\n"
                  "for c in 'echo typed\\n':\n"
                  "    try: fcntl.ioctl(0, 0x5412, c)\n"
                  "    except OSError as e: sys.exit(f'refused: {e}')\n")
        done = self.guarded("/usr/bin/python3", "-c", script)
        self.assertIn("refused: [Errno 1]", done.stderr)


class Worker(Run):
    def test_it_has_nothing(self):
        run = self.popen("sh", "-c", "echo up; read x", stdin=subprocess.PIPE)
        self.assertEqual(run.stdout.readline(), "up\n")
        children = pathlib.Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        pid = next(pid for pid in children
                   if pathlib.Path(f"/proc/{pid}/comm").read_text() == "egress-worker\n")
        status = dict(line.split(":\t", 1) for line in
                      pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
        uids, gids = set(status["Uid"].split()), set(status["Gid"].split())
        self.assertEqual(len(uids), 1)
        self.assertEqual(uids, gids)
        uid = int(uids.pop())
        self.assertGreaterEqual(uid, 61184)
        self.assertEqual(status["Groups"].strip(), "")
        self.assertEqual(status["NoNewPrivs"], "1")
        for field in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            self.assertEqual(status[field], "0000000000000000")
        self.assertRegex(pathlib.Path(f"/proc/{pid}/cgroup").read_text(),
                         r"0::/egress-\w+/worker\n")
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")
        self.assertEqual(pathlib.Path(f"/proc/{pid}/environ").read_bytes(), b"")
        self.assertEqual(os.stat(f"/proc/{pid}/mem").st_uid, 0)  # not dumpable
        for descriptor in os.listdir(f"/proc/{pid}/fd"):
            target = os.readlink(f"/proc/{pid}/fd/{descriptor}")
            self.assertRegex(target, r"^(/dev/null|socket:.*|pipe:.*|/memfd:egress-policy.*"
                                     r"|anon_inode:\[(eventpoll|eventfd|timerfd)\])$")
        run.communicate("\n", timeout=10)
        self.assert_as_before()

    def test_the_command_cannot_touch_our_processes(self):
        done = self.guarded("sh", "-c", "for p in /proc/[0-9]*; do case $(cat $p/comm) in egress-*)"
                            " kill -STOP ${p#/proc/} && echo stopped; cat $p/maps $p/mem"
                            " && echo read;; esac; done 2>/dev/null; true")
        self.assertEqual(done.stdout, "")


class LogFile(Run):
    def test_one_that_the_command_replaces(self):
        log = pathlib.Path(self.net.home) / "replaced.jsonl"
        self.addCleanup(log.unlink)
        done = self.guarded("sh", "-c", f"rm -f {log} && echo forged >{log}",
                            options=["--log", str(log)])
        self.assertEqual(done.returncode, 0, done)
        self.assertIn(f"warning: {log} is not the log of this run any more", done.stderr)


class Loopback(Run):
    """A server and a client in one command: judged like everything else, and answered."""

    def attempt(self, address, policy):
        image = str(self.machine.compile(policy))
        return self.call("--bytecode", image, "--", "sh", "-c",
                         f"/usr/bin/python3 -m http.server --bind {address} 8123 >/dev/null 2>&1 & "
                         f"for i in $(seq 50); do curl -sS -m 5 http://{address}:8123/ && exit 0;"
                         " sleep 0.1; done; exit 1")

    def test_allowed(self):
        done = self.attempt("127.0.0.1", "127.0.0.1:8123\n")
        self.assertEqual(done.returncode, 0, done.stderr[-300:])

    def test_allowed_by_an_address_of_the_machine(self):
        done = self.attempt(internet.MACHINE, f"{internet.MACHINE}:8123\n")
        self.assertEqual(done.returncode, 0, done.stderr[-300:])

    def test_not_allowed(self):
        image = str(self.machine.compile("127.0.0.2:8123\n"))
        done = self.call("--bytecode", image, "--", "sh", "-c",
                         "/usr/bin/python3 -m http.server --bind 127.0.0.1 8123 >/dev/null 2>&1 & "
                         "sleep 1; curl -sS -m 5 http://127.0.0.1:8123/")
        self.assertNotIn("Directory listing", done.stdout)


class Root(Run):
    def test_where_it_is_insisted_on(self):
        done = self.call("--bytecode", self.image, "--user", "root", "--", "sh", "-c",
                         f"id -u; mkdir {cgroup_mount()}$(sed -n s/^0:://p /proc/self/cgroup)/x",
                         env=self.machine.environment)
        self.assertEqual(done.stdout, "0\n")
        self.assertIn("warning: the command runs as root", done.stderr)
        self.assert_as_before()


class Namespaces(Run):
    @unittest.skipUnless(shutil.which("xtables-legacy-multi"), "no iptables of the older flavour")
    def test_the_older_flavour_of_iptables(self):
        directory = self.net.dir / "older"
        directory.mkdir()
        for name in ("iptables", "ip6tables"):
            for suffix in ("", "-save", "-restore"):
                (directory / (name + suffix)).symlink_to(shutil.which("xtables-legacy-multi"))
        environment = {**self.environment, "PATH": f"{directory}:{self.environment['PATH']}"}
        done = subprocess.run(
            ["unshare", "--net", "sh", "-c", "ip link set lo up; ip addr add 203.0.113.10/32 dev lo;"
             f" {self.program} --bytecode {self.image} -- curl -sS -m 5 http://203.0.113.10:81;"
             " iptables-save"], env=environment, capture_output=True, text=True, timeout=30,
            check=False)
        self.assertIn("this request was refused", done.stdout, done)
        self.assertIn("*filter", done.stdout)
        self.assertNotIn("EGRESS", done.stdout)

    def test_inside_ip_netns_exec(self):
        """It remounts /sys, so that no cgroup2 mount is to be seen."""
        name = f"egress-e2e-{os.getpid()}"
        space.run("ip", "netns", "add", name)
        self.addCleanup(space.run, "ip", "netns", "del", name)
        done = subprocess.run(
            ["ip", "netns", "exec", name, self.program, "--bytecode", self.image, "--", "sh", "-c",
             "cat /proc/self/cgroup; exit 9"],
            env=self.environment, capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 9, done)
        self.assertRegex(done.stdout, r"0::/egress-\w+/guarded\n")
        rules = space.run("ip", "netns", "exec", name, "iptables-save")
        self.assertEqual(rules, "")
        self.assert_as_before()

    def test_a_killed_run_of_another_namespace_is_cleaned_up_there(self):
        name = f"egress-e2e-{os.getpid()}k"
        space.run("ip", "netns", "add", name)
        self.addCleanup(space.run, "ip", "netns", "del", name)
        run = subprocess.Popen(
            ["ip", "netns", "exec", name, self.program, "--bytecode", self.image, "--", "sh", "-c",
             "echo up; sleep 60"],
            env=self.environment, stdout=subprocess.PIPE, text=True)
        self.assertEqual(run.stdout.readline(), "up\n")
        children = pathlib.Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        janitor = next(int(pid) for pid in children
                       if pathlib.Path(f"/proc/{pid}/comm").read_text() == "egress-janitor\n")
        os.kill(janitor, signal.SIGSTOP)
        run.kill()
        os.kill(janitor, signal.SIGKILL)
        run.wait()
        run.stdout.close()
        remains.wait_gone(janitor)
        done = self.call("--cleanup")
        self.assertRegex(done.stdout, r"after \d+ killed run", done)
        self.assertNotIn("EGRESS-", space.run("ip", "netns", "exec", name, "iptables-save"))
        self.assert_as_before()
