#!/usr/bin/env python3
"""Texts that cost as much as a text can: everything ends soon, in bounded memory, and in an error.

usage: hostile.py EGRESS_POLICY
"""

import os
import subprocess
import sys
import tempfile

SIZE = 16 << 20
LINES = 524288
MEMORY_MIB = 256
SLOW = bool(os.environ.get("EGRESS_SLOW_BUILD"))  # sanitizers take memory and time of their own


def fill(unit):
    return unit * (SIZE // len(unit))


def lists(front, unit, back):
    """Lines as long as a line may be."""
    return fill(front + unit * ((65000 - len(front)) // len(unit)) + back)


# What to write, and how `check` ends.
TEXTS = {
    "newlines": (lambda: fill(b"\n"), 1),
    "as many lines as there may be": (lambda: b"\n" * LINES, 0),
    "headers": (lambda: b"[:1]\n" * LINES, 0),
    "more headers": (lambda: fill(b"[:1]\n"), 1),
    "rules that are wrong": (lambda: (b"a_" + b"b" * 28 + b"\n") * LINES, 1),
    "as many rules as there may be": (lambda: b"a.b\n" * 262144, 0),
    "attributes": (lambda: lists(b"a.b", b" exe=x", b"\n"), 1),
    "attributes of headers": (lambda: lists(b"[exe=x", b" exe=x", b"]\n"), 1),
    "flags": (lambda: lists(b"a.b", b" insecure", b"\n"), 1),
    "ports": (lambda: lists(b"a.b:1", b"|1", b"\n"), 0),
    "ports of URLs": (lambda: lists(b"https://a.b:1", b"|1", b"/\n"), 0),
    "methods": (lambda: lists(b"GET", b"|GET", b" https://a.b/\n"), 0),
    "segments": (lambda: lists(b"https://a.b", b"/a", b"\n"), 1),
    "inherited attributes": (lambda: fill(b"[" + b" ".join(b"arg[%d]=x" % i for i in range(32))
                                          + b"]\na.b\n"), 0),
    "placeholders": (lambda: fill(b"{owner}"), 1),
    "NUL": (lambda: fill(b"\0"), 1),
    "not UTF-8": (lambda: fill(b"\xff"), 1),
    "one line": (lambda: fill(b"a"), 1),
    "one line of 100 MB": (lambda: b"a" * (100 << 20), 1),
    "binary": (lambda: bytes(range(256)) * 65536, 1),
}


def measure(program, path):
    process = subprocess.Popen([program, "check", "--no-lints", path], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss // 1024, usage.ru_utime


def main(program):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, wanted) in TEXTS.items():
            path = os.path.join(folder, "p.egress")
            # By another process, as ours is part of what the kernel counts for its children.
            with open(path, "wb") as file:
                if os.fork() == 0:
                    file.write(text())
                    file.flush()
                    os._exit(0)
                os.wait()
            code, memory, seconds = measure(program, path)
            good = SLOW or (memory <= MEMORY_MIB and seconds < 10)
            print(f"{name}: {memory} MB, {seconds:.2f} s, exit {code}")
            if not good or (code != wanted and wanted is not None):
                print(f"  FAILED: wanted exit {wanted} within {MEMORY_MIB} MB")
                failed += 1
        done = subprocess.run([program, "check", folder], capture_output=True, check=False)
        if done.returncode != 2 or b"directory" not in done.stderr:
            print("a directory is not refused")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1])))
