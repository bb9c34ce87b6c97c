"""What a run leaves in this rig, told apart from what other runs on the same machine are doing:
rules by the network namespace, which is ours; entries by the namespace they name; cgroups by having
no entry; processes by the rig in their environment."""

import os
import pathlib
import re
import subprocess
import time

from rig import space

STATE = pathlib.Path("/run/egress")


def of_this_rig():
    """A set of sentences."""
    found = {f"rule: {line}" for program in ("iptables-save", "ip6tables-save")
             for line in _rules(program)}
    return found | _entries() | _cgroups() | _processes()


def wait_for(before, seconds=15):
    """What is there beyond `before`, once it is nothing or time is up."""
    deadline = time.monotonic() + seconds
    while (left := of_this_rig() ^ before) and time.monotonic() < deadline:
        time.sleep(0.03)
    return sorted(left)


def wait_gone(pid, seconds=10):
    """Until a process holds nothing any more."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return
        if stat[stat.rindex(")") + 2] in "ZX":
            return
        time.sleep(0.002)


def _rules(program):
    text = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return {re.sub(r"\[\d+:\d+\]", "", line).strip() for line in text.splitlines()
            if not line.startswith("#")}


def _entries():
    ours = f"netns={os.stat('/proc/self/ns/net').st_ino}\n"
    found = set()
    for entry in STATE.glob("*"):
        try:
            if entry.suffix == ".tables" and ours == f"netns={entry.stem}\n":
                found.add(f"entry {entry}")
            elif entry.suffix == ".run" and entry.read_text().startswith(ours):
                found.add(f"entry {entry}")
        except FileNotFoundError:
            pass
    return found


def _cgroups():
    found = set()
    for directory, below, _ in os.walk("/sys/fs/cgroup"):
        for name in below:
            if re.fullmatch("egress-[a-z2-7]{8}", name):
                path = pathlib.Path(directory, name)
                # The entry goes last: looked for first, it would be missing by chance.
                if not (STATE / f"{name.removeprefix('egress-')}.run").exists() and path.exists():
                    found.add(f"cgroup {path}")
    return found


def _processes():
    mark = f"{space.ENTERED}={os.environ[space.ENTERED]}".encode()
    own = {os.getpid()}
    found = set()
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) in own:
            continue
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
            program = os.readlink(entry / "exe")
        except OSError:
            continue
        if mark in environment:
            found.add(f"process {entry.name} {program}")
    return found
