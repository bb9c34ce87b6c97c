"""From initialize to exit: the order of messages, what is refused, and how the program ends."""

import sys

from client import Client, at
from cases import Cases

cases = Cases()
URI = "file:///ci.egress"


@cases.case
def orderly(program):
    client = Client(program)
    result = client.initialize()
    assert result["serverInfo"]["name"] == "egress-lsp"
    assert result["capabilities"]["positionEncoding"] == "utf-16"
    assert client.shutdown() == 0


@cases.case
def before_initialize(program):
    client = Client(program)
    assert client.error("textDocument/formatting", {}) == -32002
    client.notify("textDocument/didOpen", {})
    client.initialize()
    assert client.error("initialize", {"capabilities": {}}) == -32600
    assert client.shutdown() == 0


@cases.case
def after_shutdown(program):
    client = Client(program)
    client.initialize()
    client.request("shutdown")
    assert client.error("textDocument/formatting", {}) == -32600
    client.notify("exit")
    assert client.process.wait(timeout=10) == 0


@cases.case
def exit_without_shutdown(program):
    client = Client(program)
    client.initialize()
    client.notify("exit")
    assert client.process.wait(timeout=10) == 1


@cases.case
def client_is_gone(program):
    client = Client(program)
    client.initialize()
    client.process.stdin.close()
    assert client.process.wait(timeout=10) == 1


@cases.case
def unknown_methods(program):
    client = Client(program)
    client.initialize()
    assert client.error("textDocument/moniker", {}) == -32601
    client.notify("$/unknown", {})
    client.notify("no/such", {})
    assert client.shutdown() == 0


@cases.case
def encodings(program):
    for offered, chosen in (
        (["utf-16"], "utf-16"),
        (["utf-32", "utf-8"], "utf-8"),
        (["utf-32"], "utf-32"),
        (["utf-16", "utf-8"], "utf-8"),
        ([], "utf-16"),
        (["utf-7"], "utf-16"),
    ):
        client = Client(program)
        result = client.initialize({"general": {"positionEncodings": offered}})
        assert result["capabilities"]["positionEncoding"] == chosen, offered
        # 0x1F600 is 4 bytes, 2 units or 1 character; the bad word starts behind it.
        client.open(URI, "example.com x # \n# \U0001F600\n# \U0001F600x\n")
        width = {"utf-8": 4, "utf-16": 2, "utf-32": 1}[chosen]
        client.change(URI, ((2, 2 + width), (2, 3 + width), "yz"), ((0, 12), (0, 14), ""))
        client.change(URI, ((1, 0), (1, 2 + width), "bad"))
        (found,) = client.diagnostics(URI)
        assert found["range"]["start"]["line"] == 1, found
        assert client.shutdown() == 0


@cases.case
def documents_must_be_open(program):
    client = Client(program)
    client.initialize()
    assert client.error("textDocument/formatting", {"textDocument": {"uri": URI}}) == -32602
    assert client.error("textDocument/formatting", {}) == -32602
    client.notify("textDocument/didChange", at(URI, 0, 0))
    assert client.wait_for("window/logMessage")["type"] == 1
    assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
