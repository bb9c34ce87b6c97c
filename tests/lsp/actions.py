"""Code actions, done: quick fixes make no error, fix-all does what `check --fix` does."""

import pathlib
import subprocess
import sys
import tempfile

from cases import Cases
from client import Client, apply_edits, at, range_of

cases = Cases()
ROOT = pathlib.Path(__file__).resolve().parents[2]
URI = "file:///ci.egress"


def policy(program):
    return program.replace("egress-lsp", "egress-policy")


def errors_of(client, uri, text, language):
    client.open(uri, text, language)
    return sum(d["severity"] == 1 for d in client.diagnostics(uri))


def actions(client, uri, start, end, **context):
    return client.request(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": uri},
            "range": range_of(start, end),
            "context": dict({"diagnostics": []}, **context),
        },
    )


def sources():
    for pattern in ("tests/golden/check/*", "tests/golden/lint/*", "examples/**/*"):
        for path in sorted(ROOT.glob(pattern)):
            if path.suffix in (".egress", ".yml", ".yaml") and path.stat().st_size < 100000:
                try:
                    text = path.read_bytes().decode()
                except UnicodeDecodeError:
                    continue
                if "\r" not in text.replace("\r\n", ""):
                    yield path, text, "egress" if path.suffix == ".egress" else "yaml"


@cases.case
def fix_all_is_check_fix(program):
    client = Client(program)
    client.initialize()
    changed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path, text, language in sources():
            copy = pathlib.Path(folder) / path.name
            copy.write_bytes(text.encode())
            subprocess.run([policy(program), "check", "--fix", copy], capture_output=True, check=False)
            wanted = copy.read_bytes().decode()
            uri = copy.as_uri()
            client.open(uri, text, language)
            found = actions(client, uri, (0, 0), (0, 0), only=["source.fixAll"])
            got = text
            if found:
                (action,) = found
                assert action["kind"] == "source.fixAll.egress"
                got = apply_edits(text, action["edit"]["changes"][uri])
                changed += 1
            assert got == wanted, (path, got, wanted)
    assert changed > 10, changed
    assert client.shutdown() == 0


@cases.case
def quick_fixes_make_no_error(program):
    client = Client(program)
    client.initialize()
    done = 0
    for path, text, language in sources():
        uri = path.as_uri()
        before = errors_of(client, uri, text, language)
        for line in range(text.count("\n") + 1):
            client.open(uri, text, language)
            for action in actions(client, uri, (line, 0), (line, 0)):
                if action["kind"] == "quickfix" and not action.get("isPreferred"):
                    continue  # a guess may uncover another mistake
                new = apply_edits(text, action["edit"]["changes"][uri])
                after = errors_of(client, uri, new, language)
                assert after <= before, (path, line, action["title"], new)
                done += 1
    assert done > 100, done
    assert client.shutdown() == 0


@cases.case
def silencing_silences(program):
    client = Client(program)
    client.initialize()
    for text in (
        "http://example.org/x\n",
        "http://example.org/x  # note\n",
        "http://example.org/x  # egress: allow W1206\n",
        "example.com\nexample.com",
    ):
        client.open(URI, text)
        for found in client.diagnostics(URI):
            if found["code"] in ("W1302",):
                continue
            place = found["range"]["start"]
            client.open(URI, text)
            (action,) = [
                a
                for a in actions(client, URI, (place["line"], 0), (place["line"], 0))
                if a["title"] == f"Silence {found['code']} here"
            ]
            new = apply_edits(text, action["edit"]["changes"][URI])
            client.open(URI, new)
            left = [d["code"] for d in client.diagnostics(URI)]
            assert found["code"] not in left and "W1301" not in left, (text, new, left)
    assert client.shutdown() == 0


@cases.case
def in_workflows(program):
    """What is done to a policy in YAML leaves the YAML as it is around it."""
    text = (ROOT / "tests/lsp/documents/build.yml").read_text()
    text = text.replace("nope", "http://example.org/x")
    uri = "file:///.github/workflows/w.yml"
    client = Client(program)
    client.initialize()
    line = text[: text.index("http://example.org")].count("\n")
    client.open(uri, text, "yaml")
    titles = []
    for action in actions(client, uri, (line, 0), (line, 0)):
        new = apply_edits(text, action["edit"]["changes"][uri])
        assert errors_of(client, uri, new, "yaml") == 0, (action["title"], new)
        titles.append(action["title"])
    assert "Silence W1207 here" in titles and "Only for `step=compile`" in titles, titles
    assert client.shutdown() == 0


@cases.case
def only_what_is_asked_for(program):
    client = Client(program)
    client.initialize()
    client.open(URI, "*.example.com\nhttp://example.com:80,443/x\n")
    for only, allowed in (
        (["quickfix"], {"quickfix"}),
        (["refactor"], {"refactor.rewrite"}),
        (["source"], {"source.fixAll.egress"}),
        (["nonsense"], set()),
        ([], set()),
    ):
        kinds = {a["kind"] for a in actions(client, URI, (0, 0), (1, 3), only=only)}
        assert kinds <= allowed, (only, kinds)
    assert {a["kind"] for a in actions(client, URI, (0, 0), (1, 3))} == {"quickfix", "refactor.rewrite"}
    assert client.shutdown() == 0


@cases.case
def rewriting_fixes_what_it_is_about(program):
    """A rewriting that answers a warning is a quick fix of it, and the warning goes."""
    client = Client(program)
    client.initialize()
    for text, code, title in (
        ("*.example.com exe=/x\n", "W1201", "Add `example.com` itself"),
        ("github.com\nexample.com exe=/usr/bin/git\n", "W1206", "Only for `exe=/usr/bin/git`"),
        ("github.com\n", "W1206", "Look at requests: `https://github.com/*`"),
        ("10.0.0.1\nexample.com exe=/usr/bin/git\n", "W1208", "Only for `exe=/usr/bin/git`"),
    ):
        client.open(URI, text)
        assert code in [d["code"] for d in client.diagnostics(URI)], text
        (action,) = [
            a for a in actions(client, URI, (0, 0), (0, 0), only=["quickfix"]) if a["title"] == title
        ]
        assert [d["code"] for d in action["diagnostics"]] == [code], action
        client.open(URI, apply_edits(text, action["edit"]["changes"][URI]))
        left = [d["code"] for d in client.diagnostics(URI)]
        assert code not in left, (text, left)
    assert client.shutdown() == 0


@cases.case
def rewriting_keeps_what_is_written(program):
    """Placeholders are not filled in, and a new line ends as the others of the file do."""
    client = Client(program)
    client.initialize(options={"repo": "acme/widget"})
    steps = "jobs:\r\n  a:\r\n    steps:\r\n      - uses: example/egress@v1\r\n        with:\r\n"
    block = steps + "          policy: |\r\n            "
    for text, language, line, title, old, new in (
        ("{owner}.github.io\n", "egress", 0, "Look at requests: `https://{owner}.github.io/*`",
         "{owner}.github.io", "https://{owner}.github.io/*"),
        ("*.{owner}.github.io:8443\n", "egress", 0, "Add `{owner}.github.io` itself",
         "*.", "{owner}.github.io:8443\n*."),
        ("*.example.com\r\n", "egress", 0, "Add `example.com` itself",
         "*.", "example.com\r\n*."),
        (block + "*.example.com\r\n", "yaml", 6, "Add `example.com` itself",
         "*.", "example.com\r\n            *."),
    ):
        uri = URI if language == "egress" else "file:///ci.yml"
        client.open(uri, text, language)
        (action,) = [a for a in actions(client, uri, (line, 0), (line, 0)) if a["title"] == title]
        assert apply_edits(text, action["edit"]["changes"][uri]) == text.replace(old, new), action
    assert client.shutdown() == 0


@cases.case
def renaming(program):
    client = Client(program)
    client.initialize()
    text = "a.example.com exe=/x\nhttps://A.example.com/p exe=\"/x\"\ndns:a.example.com\n"
    client.open(URI, text)
    edit = client.request("textDocument/rename", at(URI, 0, 2, newName="b.example.com"))
    assert apply_edits(text, edit["changes"][URI]) == text.replace("a.ex", "b.ex").replace(
        "A.ex", "b.ex"
    )
    for text_of_one, name in ((text, "10.0.0.1"), ("10.0.0.1\n10.0.0.1:53/udp\n", "b.example.com")):
        client.open(URI, text_of_one)
        assert client.error("textDocument/rename", at(URI, 0, 2, newName=name)) == -32602, name
    client.open(URI, text)
    edit = client.request("textDocument/rename", at(URI, 0, 19, newName="/usr/y"))
    assert apply_edits(text, edit["changes"][URI]) == text.replace("/x", "/usr/y")
    assert client.shutdown() == 0


@cases.case
def scalars_stay_whole(program):
    """No name and no hint is written where YAML would take it for something else."""
    client = Client(program)
    client.initialize()
    steps = "jobs:\n  a:\n    steps:\n      - uses: example/egress@v1\n        with:\n"
    uri = "file:///ci.yml"
    for scalar, names in (
        ("'example.com exe=/x'", {"/a'b": False, "/a\\b": True, "/y": True}),
        ('"example.com exe=/x"', {"/a'b": True, "/a\\b": False, "/y": True}),
        ("example.com exe=/x", {"/a'b": True, "/a:": False, "/y": True}),
    ):
        text = f"{steps}          policy: {scalar}\n"
        client.open(uri, text, "yaml")
        place = at(uri, 5, text.splitlines()[5].index("/x") + 1)
        for name, good in names.items():
            answer = client.wait(client.start("textDocument/rename", dict(place, newName=name)))
            assert ("result" in answer) == good, (scalar, name, answer)
            if good:
                assert apply_edits(text, answer["result"]["changes"][uri]) == text.replace("/x", name)
    header = '"[exe=\\"/a b\\" step=s]\\nexample.com"'
    client.open(uri, f"{steps}          policy: {header}\n", "yaml")
    hints = client.request(
        "textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": range_of((0, 0), (9, 0))}
    )
    assert {hint["label"]: "textEdits" in hint for hint in hints} == {
        ":443/tcp": True, 'exe="/a b"': False, "step=s": True,
    }
    assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
