#!/usr/bin/env python3
"""How long `check` takes for 100,000 rules of several shapes, `fmt` too, and `analyze` for a large log.

usage: tools.py EGRESS_POLICY [LOG_MEGABYTES]

Medians of three runs: elapsed and processor seconds, and the largest resident size. A busy machine shows in the
first only.
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time

SHAPES = {
    "hosts": lambda i: f"h{i}.example{i % 1000}.com",
    "requests": lambda i: f"POST https://api.example.com/repos/o{i % 500}/r{i}/*",
    "duplicates": lambda i: "example.com exe=/usr/bin/git",
    "wildcards": lambda i: f"pre{i}*.cdn.example.com exe=/opt/t{i % 50}/*",
    "blocks": lambda i: f"10.{i % 256}.{i // 256 % 256}.{i * 7 % 256}/{24 + i % 9}:{i % 3 + 1}",
    "programs": lambda i: f"example.com exe=*/tool{i}",
    "ports": lambda i: f"example.com:{i % 65000 + 1}|{i * 7 % 65000 + 1}",
}

POLICY = """\
127.0.0.53:53/udp
github.com exe=/usr/bin/git
GET https://api.github.com/*
registry.npmjs.org exe=/usr/bin/node
*.example.com
"""


def measure(*command):
    """Elapsed, processor seconds, megabytes: medians of three."""
    rows = []
    for _ in range(3):
        begun = time.monotonic()
        pid = os.fork()
        if pid == 0:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            os.execv(command[0], command)
        _, status, usage = os.wait4(pid, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 1), command
        rows.append((time.monotonic() - begun, usage.ru_utime + usage.ru_stime,
                     usage.ru_maxrss / 1024))
    return [statistics.median(column) for column in zip(*rows)]


def log_lines(count):
    rng = random.Random(5)
    hosts = ["github.com", "api.github.com", "registry.npmjs.org", "evil.example"]
    hosts += [f"h{i}.example.com" for i in range(200)]
    for i in range(count):
        host = rng.choice(hosts)
        exe = rng.choice(["/usr/bin/curl", "/usr/bin/git", "/usr/bin/node", "/usr/bin/python3"])
        kind = rng.choice(["https", "https", "http", "dns", "dns_response", "tcp", "udp"])
        event = {"ts": f"2026-01-02T03:{i // 1200 % 60:02}:{i // 20 % 60:02}.{i % 1000:03}Z",
                 "type": kind}
        if kind == "dns_response":
            event.update(name=host, answers=[f"192.0.2.{i % 250}"], ttl=60)
        else:
            event.update(dst_ip=f"192.0.2.{i % 250}", dst_port=53 if kind == "dns" else 443,
                         src_port=30000 + i % 20000, policy=rng.choice(["allow", "deny"]),
                         rule={"line": i % 200 + 1, "text": f"{host} exe={exe}"}, pid=1000 + i,
                         exe=exe, cmdline=[exe, "-s", "--retry", "3", f"https://{host}/{i}"],
                         cgroup="/system.slice/hosted-compute-agent.service", step=f"s{i % 7}")
        if kind in ("http", "https"):
            event.update(url=f"{kind}://{host}/repos/o{i % 9}/r{i}/releases", method="GET",
                         host=host)
        elif kind == "dns":
            event.update(dst_ip="127.0.0.53", name=host)
        yield json.dumps(event, separators=(",", ":")) + "\n"


def main(program, megabytes):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "p.egress")
        print(f"{'100,000 rules':16} {'elapsed s':>10} {'cpu s':>8} {'MB':>6}")
        for name, rule in SHAPES.items():
            with open(path, "w") as file:
                file.write("".join(rule(i) + "\n" for i in range(100000)))
            for command in (["check", "--format", "github"], ["fmt", "--check"]):
                row = measure(program, *command, path)
                print(f"{command[0] + ' ' + name:16} {row[0]:10.2f} {row[1]:8.2f} {row[2]:6.0f}")
        log = os.path.join(folder, "log.jsonl")
        block = "".join(log_lines(20000)).encode()
        with open(log, "wb") as file:
            for _ in range(max(1, megabytes * 1000000 // len(block))):
                file.write(block)
        with open(path, "w") as file:
            file.write(POLICY)
        row = measure(program, "analyze", "--json", path, log)
        size = os.path.getsize(log) / 1e6
        print(f"analyze of {size:.0f} MB: {row[0]:.2f} s elapsed, {row[1]:.2f} s cpu "
              f"({size / row[1]:.0f} MB per second of cpu), {row[2]:.0f} MB resident")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
