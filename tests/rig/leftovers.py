"""What a run could leave on the machine, before and after."""

import json
import os
import pathlib
import re
import subprocess
import time

from . import space

TOP = pathlib.Path(__file__).resolve().parents[2]


def snapshot():
    """{kind: set of lines}"""
    return {
        "packet filter rule": _rules("iptables-save"),
        "packet filter rule (IPv6)": _rules("ip6tables-save"),
        "network namespace": _lines("ip", "netns", "list"),
        "network device": {line.split(":")[1].strip() for line in _lines("ip", "-o", "link")},
        "control group": _cgroups(),
        "BPF program": _programs(),
        "process": _processes(),
        "entry of a run": _state(),
        "file": {str(path) for pattern in ("run/lock/egress*", "sys/fs/bpf/egress*", "dev/shm/egress*",
                                           "tmp/egress-*")
                 for path in pathlib.Path("/").glob(pattern) if not _is_anothers(path)},
    }


def differences(before, seconds=10):
    """Sentences; none when the machine is as it was. Another run may just be ending: it is given
    some time to be gone."""
    deadline = time.monotonic() + seconds
    while (found := _compare(before, snapshot())) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def _compare(before, after):
    found = []
    for kind, lines in after.items():
        found += [f"{kind} {line}" for line in sorted(lines - before[kind])]
        if kind.startswith("packet filter"):
            found += [f"{kind} gone: {line}" for line in sorted(before[kind] - lines)]
    return found


def _lines(*argv):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)
    return set(done.stdout.splitlines())


def _rules(program):
    """Without comments and counters. Chains that a table has by itself are there or not as
    somebody looks, so those with the default policy do not count."""
    lines = {re.sub(r"\[\d+:\d+\]", "", line).strip() for line in _lines(program)
             if not line.startswith("#")}
    builtin = re.compile(r"^(\*\w+|COMMIT|:(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING) ACCEPT)$")
    return {line for line in lines if not builtin.match(line)}


def _cgroups():
    """Ours only: a machine's own groups come and go. What another run is still using is its own."""
    found = set()
    for directory, _, _ in os.walk("/sys/fs/cgroup"):
        if os.path.basename(directory).startswith("egress-"):
            users = [pid for procs in pathlib.Path(directory).rglob("cgroup.procs")
                     for pid in procs.read_text().split()]
            if not users or any(_is_ours(pid) for pid in users):
                found.add(directory)
    return found


def _programs():
    """Loaded programs that have the name of one of ours, likewise."""
    names = set()
    for source in (TOP / "bpf").glob("*.bpf.[ch]"):
        names |= {name[:15] for name in
                  re.findall(r"^int (?:BPF_\w+\()?(\w+)", source.read_text(), re.MULTILINE)}
    done = subprocess.run(["bpftool", "--json", "prog", "list"], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    programs = json.loads(done.stdout) if done.returncode == 0 else []
    others = _programs_of_others()
    return {f"{program['id']} {program['name']}" for program in programs
            if program.get("name") in names and program["id"] not in others}


def _programs_of_others():
    """Numbers of programs that a process of another run holds."""
    held = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if _is_ours(pid):
            continue
        try:
            for fd in os.scandir(f"/proc/{pid}/fdinfo"):
                text = pathlib.Path(fd.path).read_text()
                held |= {int(number) for number in re.findall(r"^prog_id:\s*(\d+)", text, re.MULTILINE)}
        except OSError:
            continue
    return held


def _state():
    """Entries of runs, but for those in a network namespace where another run lives."""
    alive = set()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if not _is_ours(pid):
                alive.add(str(os.stat(f"/proc/{pid}/ns/net").st_ino))
        except OSError:
            continue
    found = set()
    for entry in pathlib.Path("/run/egress").glob("*"):
        try:
            netns = re.match(r"netns=(\d+)", entry.read_text())
        except OSError:
            continue
        if (netns[1] if netns else entry.stem) not in alive:
            found.add(str(entry))
    return found


def _is_ours(pid):
    """Started by a rig of this session, or running a program of this tree."""
    mark = f"{space.SESSION}={os.environ.get(space.SESSION)}".encode()
    try:
        environment = pathlib.Path(f"/proc/{pid}/environ").read_bytes()
        program = os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return False
    return mark in environment.split(b"\0") or (
        program.startswith(f"{TOP}/") and "/bin/egress" in program)


def _is_anothers(path):
    """The working directory of a rig that is still there has its process id at the end."""
    pid = path.name.rpartition("-")[2]
    return pid.isdigit() and os.path.exists(f"/proc/{pid}") and not _is_ours(pid)


def _processes():
    return {f"{pid} {pathlib.Path(f'/proc/{pid}/cmdline').read_bytes()[:80]}"
            for pid in os.listdir("/proc")
            if pid.isdigit() and int(pid) != os.getpid() and _is_ours(pid)}
