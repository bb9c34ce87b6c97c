"""Completion where policies are written: at `|` of each text the cursor stands."""

import sys

from cases import Cases
from client import Client, apply_edits, at

cases = Cases()
YAML = """\
jobs:
  a:
    steps:
      - id: s1
        uses: example/tool@v1
      - uses: example/egress@v1
        with:
          policy: >-
"""
BLOCK = YAML.replace(">-", "|")
AFTER = "      - id: s2\n"


def complete(client, text, language="egress"):
    """The text without its mark, and the items there."""
    before, _, after = text.partition("¦")
    uri = f"file:///{len(client.versions)}.{'yml' if language == 'yaml' else 'egress'}"
    client.open(uri, before + after, language)
    column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    result = client.request("textDocument/completion", at(uri, before.count("\n"), column))
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    return before + after, result["items"]


def labels(items):
    return [item["label"] for item in sorted(items, key=lambda item: item["sortText"])]


@cases.case
def in_policies(program):
    client = Client(program)
    client.initialize()
    for text, first, absent in (
        ("¦", "*", "passthrough"),
        ("git¦", "github.com", "GET"),
        ("PO¦", "POST", "github.com"),
        ("POST|¦", "*", "github.com"),
        ("example.com ¦", "insecure", "GET"),
        ("example.com exe=/x ¦", "action=", "exe="),
        ("example.com exe=/x ¦", "action=", "insecure"),
        ("example.com passthrough ¦", "action=", "insecure"),
        ("example.com:80/tcp ¦", "insecure", None),
        ("https://example.com/* ¦", "insecure", "passthrough"),
        ("POST|GET /x ¦", "insecure", "passthrough"),
        ("10.0.0.0/8 ¦", "insecure", "passthrough"),
        ("dns:example.com ¦", "action=", "insecure"),
        ("example.com ¦ exe=/x", "insecure", "# egress: allow "),
        ("example.com ¦ # why", "insecure", "# egress: allow "),
        ("GET ¦", "https://api.github.com", "github.com"),
        ("GET ¦", "https://api.github.com", "dns:"),
        ("example.com exe=¦", "*/go", "GET"),
        ("example.com exe=/usr/bin/g¦", "/usr/bin/git", "/usr/bin/curl"),
        ("example.com cgroup=¦", "@docker", None),
        ("example.com:¦", "*", "GET"),
        ("10.0.0.1:53/¦", "tcp", "443"),
        ("[¦", "*", "dns:"),
        ("[exe=¦", "*/go", None),
        ("[https://api.github.com]\n/¦", "/repos/{owner}/{repo}/*", "github.com"),
        ("[https://a.example]\n/v1/x\nGET /¦", "/v1/x", "github.com"),
        ("[https://a.example]\n/{¦", "{owner}", None),
        ("https://¦", "https://api.github.com", "api.github.com"),
        ("dns:¦", "dns:api.github.com", "github.com"),
        ("example.com # egress: allow ¦", "W0101", "E0102"),
    ):
        _, items = complete(client, text)
        assert labels(items)[0] == first, (text, labels(items))
        assert absent not in labels(items), (text, absent)
    for text in ("# a comment¦", 'example.com exe="/x"¦', "example.com exe=/no/such¦"):
        assert not [i for i in complete(client, text)[1] if not i["label"].startswith("#")], text
    assert client.shutdown() == 0


@cases.case
def done_they_stand_there(program):
    """What is chosen replaces what was typed and nothing else."""
    client = Client(program)
    client.initialize()
    for text, label, wanted in (
        ("# é😀\ngit¦ exe=/x\n", "github.com", "# é😀\ngithub.com exe=/x\n"),
        ("example.com ste¦\n", "step=", "example.com step=\n"),
        ('example.com exe="/usr/bin/n" arg=`é` ex¦', None, None),
        ("example.com:80|4¦", "443", "example.com:80|443"),
        ("[GET|P¦]", "POST", "[GET|POST]"),
        ("/{ow¦/x", "{owner}", "/{owner}/x"),
    ):
        plain, items = complete(client, text)
        if label is None:
            assert "exe=" not in labels(items), labels(items)
            continue
        (item,) = [item for item in items if item["label"] == label]
        assert apply_edits(plain, [item["textEdit"]]) == wanted, item
    assert client.shutdown() == 0


@cases.case
def in_yaml(program):
    """In lines that YAML takes for nothing yet, too; and nowhere else."""
    client = Client(program)
    client.initialize()
    for text, some in (
        (BLOCK + "            ¦", "github.com"),
        (BLOCK + "            ¦\n", "github.com"),
        (BLOCK + "            ¦\n" + AFTER, "github.com"),
        (BLOCK + "\n\n            ¦\n" + AFTER, "github.com"),
        (YAML + "            a.example.com\n            ¦\n" + AFTER, "a.example.com"),
        (BLOCK + "            a.example.com\n            ¦\n" + AFTER, "a.example.com"),
        (BLOCK + "            a.example.com\n            ¦\n\n            b.example.com\n", "b.example.com"),
        (BLOCK + "            a.example.com\n            git¦\n" + AFTER, "github.com"),
        (BLOCK + "            a.example.com step=¦\n" + AFTER, "s2"),
        (BLOCK + "            a.example.com action=¦\n" + AFTER, "example/tool"),
        (BLOCK + "            [https://a.example]\n            /x\n            ¦\n" + AFTER, "/x"),
        (BLOCK.replace("|\n", '"a.example.com ex¦"\n') + AFTER, "exe="),
    ):
        plain, items = complete(client, text, "yaml")
        assert some in labels(items), (text, labels(items)[:5])
        line = text.partition("¦")[0].count("\n")
        for item in items:
            assert item["textEdit"]["range"]["start"]["line"] == line, item
        if some == "github.com":
            (item,) = [item for item in items if item["label"] == some]
            new = apply_edits(plain, [item["textEdit"]])
            client.open("file:///after.yml", new, "yaml")
            names = client.request("workspace/symbol", {"query": "github.com"})
            assert any(n["location"]["uri"] == "file:///after.yml" for n in names), new
            client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///after.yml"}})
    for text in (
        "¦" + BLOCK,
        BLOCK + "¦" + AFTER,
        BLOCK.replace(" |\n", "¦\n") + AFTER,
        BLOCK + "            a.example.com\n          ¦\n" + AFTER,
        BLOCK + "            a.example.com\n" + AFTER + "¦",
        BLOCK + "            a.example.com\n" + AFTER + "        name: ¦\n",
        BLOCK.replace("policy", "other") + "            ¦\n",
        BLOCK.replace("example/egress", "example/other") + "            ¦\n",
    ):
        assert complete(client, text, "yaml")[1] == [], text
    assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
