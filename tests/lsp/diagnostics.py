"""What is pushed is what `egress-policy check` says, whatever the way to the text was."""

import json
import pathlib
import subprocess
import sys

from client import Client, at
from cases import Cases

cases = Cases()
URI = "file:///ci.egress"
ROOT = pathlib.Path(__file__).resolve().parents[2]


def checked(program, path):
    """The diagnostics of the command line, as (code, start, end, message)."""
    policy = pathlib.Path(program).with_name("egress-policy")
    out = subprocess.run(
        [policy, "check", "--format", "json", path], capture_output=True, text=True, check=False
    ).stdout
    return [
        (d["code"], (d["line"], d["column"]), (d["end_line"], d["end_column"]), d["message"])
        for d in json.loads(out)["diagnostics"]
        if d["code"] not in ("E0901", "E0902", "E0903")
        and (d["code"] != "E0904" or "`policy`" in d["message"])
    ]


def pushed(found):
    """The same of a client that counts in bytes."""

    def place(p):
        return (p["line"] + 1, p["character"] + 1)

    return [
        (d["code"], place(d["range"]["start"]), place(d["range"]["end"]), d["message"])
        for d in found
    ]


def sources():
    for pattern in ("tests/golden/check/*", "tests/golden/lint/*", "examples/**/*"):
        for path in sorted(ROOT.glob(pattern)):
            if path.suffix in (".egress", ".yml", ".yaml"):
                yield path


@cases.case
def as_the_command_line(program):
    client = Client(program)
    client.initialize(
        {"general": {"positionEncodings": ["utf-8"]}}, {"maxProblems": 10000}
    )
    seen = 0
    for path in sources():
        data = path.read_bytes()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue  # no client can send it
        if "\r" in text.replace("\r\n", ""):
            continue  # a line end to LSP, an error to us: columns differ by design
        uri = path.as_uri()
        client.open(uri, text, "yaml" if path.suffix != ".egress" else "egress")
        wanted = checked(program, path)
        got = pushed(client.diagnostics(uri))
        # What has no place stands at the start of the document.
        wanted = [(c, s if s[0] else (1, 1), e if s[0] else (1, 1), m) for c, s, e, m in wanted]
        assert got == wanted, (path, wanted, got)
        seen += len(wanted)
    assert seen > 100, seen
    assert client.shutdown() == 0


@cases.case
def parts_of_a_diagnostic(program):
    client = Client(program, "--docs", "https://docs.example/d.md")
    publish = {
        "relatedInformation": True,
        "codeDescriptionSupport": True,
        "tagSupport": {"valueSet": [1, 2]},
    }
    client.initialize({"textDocument": {"publishDiagnostics": publish}})
    client.open(URI, "example.com\nexample.com\n")
    (found,) = client.diagnostics(URI)
    assert found == {
        "range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 11}},
        "severity": 2,
        "code": "W1101",
        "codeDescription": {"href": "https://docs.example/d.md#w1101-duplicate-rule"},
        "source": "egress",
        "message": "allows the same as `example.com`",
        "tags": [1],
        "relatedInformation": [
            {
                "location": {
                    "uri": URI,
                    "range": {
                        "start": {"line": 0, "character": 0},
                        "end": {"line": 0, "character": 11},
                    },
                },
                "message": "the same",
            }
        ],
    }, found
    client.change(URI, ((0, 0), (1, 0), ""))
    assert client.diagnostics(URI) == []
    assert client.shutdown() == 0


@cases.case
def closing_takes_them_away(program):
    client = Client(program)
    client.initialize()
    client.open(URI, "bad\n")
    assert len(client.diagnostics(URI)) == 1
    client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    last = client.wait_for("textDocument/publishDiagnostics")
    assert last == {"uri": URI, "diagnostics": []}, last
    assert client.shutdown() == 0


@cases.case
def yaml_is_not_ours(program):
    client = Client(program)
    client.initialize()
    for text in ("a: [\n", "a: b: c\n", "x: 1\nx: 2\n", "steps: *no\n", "\t- a\n"):
        client.open("file:///a.yml", text, "yaml")
        assert client.diagnostics("file:///a.yml") == [], text
    assert client.shutdown() == 0


@cases.case
def large_documents_settle(program):
    """Errors at once, warnings after a pause, and in the end what a fresh start says."""
    lines = [f"host{i}.example{i % 97}.com" for i in range(20000)]
    lines[100] = "host99.example2.com"
    text = "\n".join(lines) + "\n"
    client = Client(program)
    client.initialize()
    client.open(URI, text)

    def settled(accept):
        return client.wait_for(
            "textDocument/publishDiagnostics",
            lambda p: p.get("version") == client.versions[URI] and accept(p["diagnostics"]),
        )["diagnostics"]

    (warning,) = settled(lambda found: len(found) == 1)
    assert warning["code"] == "W1101", warning
    client.change(URI, ((50, 0), (50, 0), "bad\n"))
    both = settled(lambda found: len(found) == 2)
    assert [d["code"] for d in both] == ["E0202", "W1101"], both
    assert both[1]["range"]["start"]["line"] == 101, both
    # Other requests are about the text as it is, settled or not.
    client.change(URI, ((60, 0), (60, 0), "z.example.com\n"))
    hover = client.request("textDocument/hover", at(URI, 60, 3))
    assert "z.example.com" in hover["contents"]["value"], hover
    client.change(URI, ((60, 0), (61, 0), ""))
    client.change(URI, ((50, 0), (51, 0), ""), ((100, 0), (101, 0), ""))
    assert settled(lambda found: len(found) == 0) == []
    assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
