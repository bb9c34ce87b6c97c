"""Clients that die, flood, lie, or do not listen: the server ends or goes on, and never grows."""

import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time

from cases import Cases
from client import Client, at, range_of

cases = Cases()
URI = "file:///a.egress"


def memory_mb(client):
    if "EGRESS_SLOW_BUILD" in os.environ:
        return 0  # a sanitizer's memory is not the program's
    status = pathlib.Path(f"/proc/{client.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def frame(message):
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


@cases.case
def a_gigabyte_is_announced(program):
    client = Client(program)
    client.initialize()
    client.send_raw(b"Content-Length: 1073741824\r\n\r\n")
    client.receive()
    assert client.responses.pop(None)["error"]["code"] == -32600
    block = b"x" * (1 << 20)
    for _ in range(64):
        client.send_raw(block)
    assert memory_mb(client) < 60, memory_mb(client)
    client.process.stdin.close()
    assert client.process.wait(timeout=10) == 1
    client.process.stdout.close()


@cases.case
def headers_that_are_none(program):
    for data in (b"GET / HTTP/1.1\r\n\r\n", b"Content-Length: x\r\n\r\n", b"\0" * 100000, b"a" * 100000):
        client = Client(program)
        client.initialize()
        try:
            client.send_raw(data)
        except BrokenPipeError:
            pass
        client.receive()
        assert client.responses.pop(None)["error"]["code"] == -32700
        assert client.process.wait(timeout=10) == 1
        client.process.stdout.close()


@cases.case
def dies_in_a_message(program):
    for cut in (1, 10, 20, 21, 30, 60):
        client = Client(program)
        client.initialize()
        client.send_raw(frame({"method": "textDocument/didOpen", "params": {}})[:cut])
        client.process.stdin.close()
        assert client.process.wait(timeout=10) == 1
        client.process.stdout.close()


@cases.case
def does_not_listen(program):
    """Asks without reading: what it sends is taken, what it gets waits, within bounds."""
    client = Client(program)
    client.initialize()
    client.open(URI, "example.com\n" * 3000)
    request = {"textDocument": {"uri": URI}}
    for number in range(300):
        client.send({"id": 10000 + number, "method": "textDocument/documentSymbol", "params": request})
    time.sleep(0.5)  # for it to fill the pipe; nothing waits for this
    assert memory_mb(client) < 120, memory_mb(client)
    for number in range(300):
        assert "result" in client.wait(10000 + number)
    assert client.shutdown() == 0


@cases.case
def closes_its_ear(program):
    client = Client(program)
    client.initialize()
    client.process.stdout.close()
    client.open(URI, "bad\n")
    assert client.process.wait(timeout=10) == 1
    client.process.stdin.close()


@cases.case
def process_is_gone(program):
    """The process that it was told of ends, and nobody closes the pipes."""
    parent = subprocess.Popen(["sleep", "1000"])
    client = Client(program)
    client.request("initialize", {"processId": parent.pid, "capabilities": {}})
    client.notify("initialized", {})
    parent.kill()
    parent.wait()
    assert client.process.wait(timeout=10) == 1
    client.process.stdin.close()
    client.process.stdout.close()


@cases.case
def lies_about_places_and_versions(program):
    rng = random.Random(7)
    client = Client(program)
    client.initialize()
    client.open(URI, "example.com\nbad\n")
    for _ in range(300):
        numbers = [rng.choice((0, 1, 2, 99, 2**31, 2**40)) for _ in range(4)]
        client.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": URI, "version": rng.choice((-5, 0, 7, 2**50, None, "x"))},
                "contentChanges": [
                    {
                        "range": range_of(numbers[:2], numbers[2:]),
                        "text": rng.choice(("", "x\n", "é", "\r")),
                        "rangeLength": rng.choice((-1, 10**9)),
                    }
                ],
            },
        )
        client.request("textDocument/hover", at(URI, *numbers[:2]))
    client.notifications.clear()
    client.versions[URI] = 7000
    client.change(URI, "bad\n")
    assert [d["code"] for d in client.diagnostics(URI)] == ["E0202"]
    assert client.shutdown() == 0


@cases.case
def opens_and_closes_thousands(program):
    client = Client(program)
    client.initialize()
    for number in range(5000):
        client.open(f"file:///{number}.egress", "example.com\n")
    client.request("workspace/symbol", {"query": "no such"})
    assert any("more than" in n["params"].get("message", "") for n in client.notifications)
    for number in range(5000):
        client.notify(
            "textDocument/didClose", {"textDocument": {"uri": f"file:///{number}.egress"}}
        )
    assert client.request("workspace/symbol", {"query": ""}) == []
    assert memory_mb(client) < 200, memory_mb(client)
    assert client.shutdown() == 0


@cases.case
def deeply_nested(program):
    client = Client(program)
    client.initialize()
    body = b'{"id":1,"method":"x","params":' + b"[" * 500000 + b"]" * 500000 + b"}"
    client.send_raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    client.receive()
    assert client.responses.pop(None)["error"]["code"] == -32700
    assert client.shutdown() == 0


@cases.case
def yaml_made_to_be_slow(program):
    """A bomb of aliases, half typed again and again."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [{', '.join(['*a%d' % (i - 1)] * 9)}]" for i in range(1, 40)]
    text = "\n".join(lines) + "\njobs: *a39\n"
    client = Client(program)
    client.initialize()
    client.open("file:///w.yml", text, "yaml")
    start = time.monotonic()
    for _ in range(20):
        client.change("file:///w.yml", ((0, 0), (0, 0), "#"))
        client.diagnostics("file:///w.yml")
    assert time.monotonic() - start < 20
    assert client.shutdown() == 0


@cases.case
def over_a_socket(program):
    process = subprocess.Popen([program, "--socket", "0"], stderr=subprocess.PIPE, text=True)
    port = int(process.stderr.readline().rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(frame({"id": 1, "method": "initialize", "params": {"capabilities": {}}}))
        assert b"serverInfo" in line.recv(65536)
        line.sendall(frame({"id": 2, "method": "shutdown"}) + frame({"method": "exit"}))
    assert process.wait(timeout=10) == 0
    process.stderr.close()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "s")
        process = subprocess.Popen([program, "--socket", path])
        deadline = time.monotonic() + 10
        line = socket.socket(socket.AF_UNIX)
        while line.connect_ex(path):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        line.close()
        assert process.wait(timeout=10) == 1
        assert not os.path.exists(path)


@cases.case
def command_line(program):
    def run(*options):
        done = subprocess.run(
            [program, *options], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        return done.returncode, done.stdout, done.stderr

    assert run("--version")[:2] == (0, run("--version")[1]) and "egress-lsp " in run("--version")[1]
    assert run("--help")[0] == 0 and run("--help")[1].startswith("usage: egress-lsp")
    assert run("--no-such")[0] == 2
    assert run("file.egress")[0] == 2
    assert run("--socket", "99999")[0] == 2
    assert run()[0] == 1  # the client is gone before it came


@cases.case
def killed(program):
    """Nothing of it stays."""
    client = Client(program)
    client.initialize()
    client.process.send_signal(signal.SIGTERM)
    assert client.process.wait(timeout=10) == -signal.SIGTERM
    client.process.stdin.close()
    client.process.stdout.close()


if __name__ == "__main__":
    sys.exit(cases.main())
