"""What a run could leave on the machine, before and after."""

import os
import pathlib
import re
import subprocess

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
        "file": {str(path) for pattern in ("/tmp/egress-*", "/run/egress*", "/run/lock/egress*",
                                           "/sys/fs/bpf/egress*", "/dev/shm/egress*")
                 for path in pathlib.Path("/").glob(pattern[1:])},
    }


def differences(before, after):
    """Sentences; none when the machine is as it was."""
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
    """Ours only: a machine's own groups come and go."""
    return {directory for directory, _, _ in os.walk("/sys/fs/cgroup")
            if os.path.basename(directory).startswith("egress-")}


def _programs():
    """Loaded programs that have the name of one of ours."""
    names = set()
    for source in (TOP / "bpf").glob("*.bpf.c"):
        names |= {name[:15] for name in
                  re.findall(r"^int (?:BPF_\w+\()?(\w+)", source.read_text(), re.MULTILINE)}
    return {line for line in _lines("bpftool", "prog", "list")
            if (match := re.search(r" name (\w+)", line)) and match[1] in names}


def _processes():
    """Started by a rig of this session, or running a program of this tree."""
    mark = f"{space.SESSION}={os.environ.get(space.SESSION)}".encode()
    found = set()
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            environment = (entry / "environ").read_bytes()
            program = os.readlink(entry / "exe")
        except OSError:
            continue
        if mark in environment.split(b"\0") or (
                program.startswith(str(TOP)) and "/bin/egress" in program):
            found.add(f"{entry.name} {program}")
    return found
