#!/usr/bin/env python3
"""How long egress-lsp takes from a document or a key to its diagnostics, and what it holds.

usage: lsp.py EGRESS_LSP [RULES...]        default: 1000 100000

Each session of lsp_sessions.json is typed key by key into a policy of so many rules, one change a
key, each answered before the next. Times are from the write of the change to the last byte of the
diagnostics of that version, through pipes, one client, one server. "settled" is from the last key to
the diagnostics of the whole check: at once for small documents, after a pause for large ones.
"""

import json
import os
import pathlib
import select
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lsp"))
from client import Client  # noqa: E402  (the path is set above)

URI = "file:///bench.egress"
SESSIONS = json.loads(pathlib.Path(__file__).with_name("lsp_sessions.json").read_text())


def policy(rules):
    """Of all kinds, a header every hundred lines, few warnings."""
    lines = []
    for i in range(rules):
        kind = i % 10
        if i % 100 == 0:
            lines += [f"# part {i // 100}", f"[https://api{i}.example.com/v1 step=s{i % 7}]"]
        if kind < 4:
            lines.append(f"host{i}.example{i % 97}.com")
        elif kind < 6:
            lines.append(f"w{i}.example.org:8443 exe=/usr/bin/tool{i % 5}")
        elif kind == 6:
            lines.append(f"{1 + i % 9}.{i // 65536 % 256}.{i // 256 % 256}.{i % 256}:53/udp")
        elif kind == 7:
            lines.append(f"https://h{i}.example.net/p/*/q  # note")
        elif kind == 8:
            lines.append(f"POST /item{i}/*")
        else:
            lines.append(f"dns:d{i}.example.com")
    return "\n".join(lines) + "\n"


def await_diagnostics(client, accept):
    """The time at which such diagnostics had arrived."""
    while True:
        message = client._take()
        if message is None:
            select.select([client.process.stdout], [], [], client.timeout)
            client.buffer += os.read(client.process.stdout.fileno(), 1 << 20)
            arrived = time.perf_counter()
            continue
        if message.get("method") == "textDocument/publishDiagnostics":
            if accept(message["params"]):
                return arrived


def memory_kb(client, field="VmHWM"):
    status = pathlib.Path(f"/proc/{client.process.pid}/status").read_text()
    return int(status.split(field + ":")[1].split()[0])


class Typist:
    def __init__(self, client, text):
        self.client, self.lines, self.times = client, text.split("\n"), []

    def key(self, key):
        """One key at the cursor; the change that a client sends for it."""
        line, column = self.line, self.column
        if key == "\b":
            change = ((line, column - 1), (line, column), "")
            self.column -= 1
        else:
            change = ((line, column), (line, column), key)
            self.line, self.column = (line + 1, 0) if key == "\n" else (line, column + 1)
        start = time.perf_counter()
        self.client.change(URI, change)
        version = self.client.versions[URI]
        self.times.append(
            await_diagnostics(self.client, lambda p: p.get("version") == version) - start
        )

    def type(self, session):
        last = len(self.lines) - 2
        self.line = int(last * session["at"])
        self.column = len(self.lines[self.line]) if session["at"] else 0
        for key in session["keys"]:
            self.key(key)


def processor_ms(client):
    """Of the thread that answers; another checks large documents beside."""
    schedstat = pathlib.Path(f"/proc/{client.process.pid}/schedstat").read_text()
    return int(schedstat.split()[0]) / 1e6


def milliseconds(seconds):
    return f"{seconds * 1000:.2f}"


def measure(program, rules):
    text = policy(rules)
    client = Client(program, timeout=60)
    client.initialize({"general": {"positionEncodings": ["utf-8"]}})
    start = time.perf_counter()
    client.open(URI, text)
    opened = await_diagnostics(client, lambda p: True) - start
    times, slowest, processor = [], ("", 0), 0
    for session in SESSIONS:
        typist = Typist(client, text)
        before = processor_ms(client)
        typist.type(session)
        processor += processor_ms(client) - before
        times += typist.times
        slowest = max(slowest, (session["name"], max(typist.times)), key=lambda pair: pair[1])
        start = time.perf_counter()
        client.change(URI, text)  # back to where it was
        version = client.versions[URI]
        await_diagnostics(client, lambda p: p.get("version") == version)
    # The first diagnostics of a large document are its errors; a second message brings the rest.
    start = time.perf_counter()
    client.change(URI, ((0, 0), (0, 0), "same.example.com\nsame.example.com\n"))
    settled = (
        await_diagnostics(
            client, lambda p: any(d.get("code") == "W1101" for d in p["diagnostics"])
        )
        - start
    )
    memory = memory_kb(client)
    client.shutdown()
    times.sort()
    print(
        f"| {rules:,} | {len(text) // 1024:,} KB | {milliseconds(opened)} | {len(times)} | "
        f"{milliseconds(statistics.median(times))} | "
        f"{milliseconds(times[int(len(times) * 0.95)])} | {milliseconds(times[-1])} | {processor / len(times):.2f} | "
        f"{milliseconds(settled)} | {memory / 1024:.1f} MB |"
    )
    print(f"slowest key at {rules:,} rules: in \"{slowest[0]}\"", file=sys.stderr)


def main():
    program, *sizes = sys.argv[1:]
    print(
        "| rules | text | opened, ms | keys | key: median, ms | 95 % | slowest | processor a key, ms "
        "| settled, ms | peak memory |"
    )
    print("|---" * 10 + "|")
    for size in sizes or ["1000", "100000"]:
        measure(program, int(size))


if __name__ == "__main__":
    main()
