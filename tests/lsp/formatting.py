"""Formatting: the edits, done, make what `egress-policy fmt` prints."""

import subprocess
import sys

from client import Client, apply_edits, at, range_of
from cases import Cases

cases = Cases()
URI = "file:///ci.egress"
OPTIONS = {"options": {"tabSize": 4, "insertSpaces": True}}

MESSY = (
    "\n\n  get|head   https://a.example.com/x  # é\n\t[ :80 ]\nb.example.com    exe=/x\n"
    "\n\n\n\nbad  line  here\nc.example.com# no\n   # \U0001F600   \n d.example.com\n\n"
)

WORKFLOW = """\
jobs:
  a:
    steps:
      - uses:   o/egress@v1
        with:
          policy: |
              get   https://a.example.com/x
            b.example.com    exe=/x

            c.example.com
      - uses: ./
        with: {policy: "d.example.com   step=x"}
"""


def formatted(program, text, name):
    policy = program.replace("egress-lsp", "egress-policy")
    return subprocess.run(
        [policy, "fmt", "--stdin-name", name, "-"],
        input=text.encode(),
        capture_output=True,
        check=False,
    ).stdout.decode()


@cases.case
def documents(program):
    client = Client(program)
    client.initialize()
    for text, uri, language in (
        (MESSY, URI, "egress"),
        (MESSY.replace("\n", "\r\n"), URI, "egress"),
        ("", URI, "egress"),
        ("a.example.com", URI, "egress"),
        (WORKFLOW.replace("              get", "            get"), "file:///w.yml", "yaml"),
    ):
        client.open(uri, text, language)
        edits = client.request(
            "textDocument/formatting", dict(OPTIONS, textDocument={"uri": uri})
        )
        wanted = formatted(program, text, uri[len("file:///") :])
        assert apply_edits(text, edits) == wanted, (edits, apply_edits(text, edits), wanted)
        client.open(uri, wanted, language)
        again = client.request(
            "textDocument/formatting", dict(OPTIONS, textDocument={"uri": uri})
        )
        assert again == [], again
    assert client.shutdown() == 0


@cases.case
def ranges(program):
    client = Client(program)
    client.initialize()
    text = "a.example.com   exe=/x\nb.example.com   exe=/x\nc.example.com   exe=/x\n"
    client.open(URI, text)
    edits = client.request(
        "textDocument/rangeFormatting",
        dict(OPTIONS, textDocument={"uri": URI}, range=range_of((1, 0), (2, 0))),
    )
    lines = text.split("\n")
    lines[1] = "b.example.com exe=/x"
    assert apply_edits(text, edits) == "\n".join(lines), edits
    edits = client.request(
        "textDocument/onTypeFormatting", dict(OPTIONS, **at(URI, 1, 0), ch="\n")
    )
    lines = text.split("\n")
    lines[0] = "a.example.com exe=/x"
    assert apply_edits(text, edits) == "\n".join(lines), edits
    assert (
        client.request("textDocument/onTypeFormatting", dict(OPTIONS, **at(URI, 0, 0), ch="\n"))
        == []
    )
    assert client.shutdown() == 0


@cases.case
def yaml_with_an_error(program):
    client = Client(program)
    client.initialize()
    client.open("file:///w.yml", "a: [\n", "yaml")
    params = dict(OPTIONS, textDocument={"uri": "file:///w.yml"})
    assert client.error("textDocument/formatting", params) == -32803
    assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
