"""Namespaces that leave nothing behind.

The process that asks for a rig lives in a network and a mount namespace of its own: it *is* the
guarded machine. Every other machine is a Space: network, mount and process namespaces held by one
process that ends when the pipe to its creator closes. Nothing is named and nothing is pinned, so
the kernel takes everything away when the creator ends, by kill -9 too.
"""

import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

PR_SET_PDEATHSIG = 1
# In the environment of all that a rig starts: which process it is for, and which run of tests/run.
ENTERED = "EGRESS_RIG_ENTERED"
SESSION = "EGRESS_RIG_SESSION"
_libc = ctypes.CDLL(None, use_errno=True)


class RigError(Exception):
    """The rig could not be set up: one sentence for a person."""


def enter():
    """Re-executes this program inside its own network and mount namespace, once."""
    if os.geteuid() != 0:
        sys.exit(f"{sys.argv[0]}: must be root: namespaces and packet filters are made here")
    if os.environ.get(ENTERED) == str(os.getpid()):
        return
    os.environ[ENTERED] = str(os.getpid())
    os.execvp("unshare", ["unshare", "--net", "--mount", "--propagation", "private", "--",
                          sys.executable, "-B", *sys.argv])


def die_with_parent(how=signal.SIGKILL):
    """For preexec_fn: the child gets this signal when the thread that made it ends."""
    _libc.prctl(PR_SET_PDEATHSIG, how)


def run(*argv, **options):
    """Runs a set-up command; raises RigError with its words if it fails."""
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=60, check=False, **options)
    if done.returncode != 0:
        raise RigError(f"{' '.join(map(str, argv))}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def make_workdir():
    """A directory on a tmpfs that only this mount namespace sees; stale ones are removed."""
    base = pathlib.Path(tempfile.gettempdir())
    for stale in base.glob("egress-rig-*"):
        pid = stale.name.rpartition("-")[2]
        if pid.isdigit() and not os.path.exists(f"/proc/{pid}"):
            try:
                stale.rmdir()  # empty outside: the files were on the tmpfs
            except OSError:
                pass
    path = base / f"egress-rig-{os.getpid()}"
    path.mkdir(mode=0o755)
    run("mount", "-t", "tmpfs", "-o", "mode=755,size=512m", "egress-rig", path)
    return path


def remove_workdir(path):
    subprocess.run(["umount", "-l", path], check=False, stderr=subprocess.DEVNULL)
    shutil.rmtree(path, ignore_errors=True)


def cover(target, source):
    """Lays a file or directory of ours over one of the machine's, in this mount namespace."""
    target = pathlib.Path(os.path.realpath(target))
    if target.exists():
        run("mount", "--bind", source, target)


class Space:
    """A machine of its own, with no way out but the links it is given."""

    def __init__(self, name):
        self.name = name
        # /proc is still the outer one in there, so the holder can tell its outer process id.
        script = "read -r pid rest </proc/self/stat; echo $pid; exec cat >/dev/null"
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child",
             "--propagation", "private", "sh", "-c", script],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            preexec_fn=die_with_parent)
        answer = self._holder.stdout.readline().strip()
        if not answer:
            raise RigError("cannot make namespaces here (unshare failed)")
        self.pid = int(answer)
        self._enter = ["nsenter", "--target", answer, "--net", "--mount", "--pid", "--"]
        self.run("mount", "-t", "proc", "proc", "/proc")
        self.run("ip", "link", "set", "lo", "up")

    def run(self, *argv, **options):
        return run(*self._enter, *map(str, argv), **options)

    def start(self, *argv, log):
        """Starts a server of ours, which prints a line when it listens; errors go to `log`."""
        with open(log, "wb") as errors:
            server = subprocess.Popen([*self._enter, *map(str, argv)], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=errors,
                                      preexec_fn=die_with_parent)
        if not server.stdout.readline():
            raise RigError(f"{argv[1]} did not start: {log.read_text().strip()}")
        return server

    def close(self):
        """Ends every process in here; the kernel takes the namespaces away."""
        self._holder.stdin.close()
        self._holder.wait(timeout=10)
        self._holder.stdout.close()
