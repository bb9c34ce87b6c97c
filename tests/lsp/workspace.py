"""Folders: what is not open, progress, cancellation, configuration, steps of workflows."""

import json
import pathlib
import sys
import tempfile

from cases import Cases
from client import Client, at

cases = Cases()
WORKFLOW = """\
jobs:
  a:
    steps:
      - id: compile
        uses: example/setup@v1
      - uses: example/egress@v1
        with:
          policy: |
            bad
"""


def make(folder):
    root = pathlib.Path(folder)
    for name, text in {
        "a.egress": "example.com\nexample.com\n",
        "deep/er/b.egress": "bad\n",
        ".github/workflows/ci.yml": WORKFLOW,
        ".github/workflows/note.txt": "bad\n",
        "other.yml": "policy: bad\n",
        ".hidden/c.egress": "bad\n",
        "node_modules/d.egress": "bad\n",
        ".git/config": '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://git.example/o/r\n',
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def start(program, root, *options, capabilities=None, **more):
    client = Client(program, *options)
    client.initialize(
        capabilities, workspaceFolders=[{"uri": root.as_uri(), "name": "w"}], **more
    )
    return client


def by_name(root, result):
    return {
        item["uri"][len(root.as_uri()) + 1 :]: [d["code"] for d in item.get("items", [])]
        for item in result["items"]
    }


EXPECTED = {
    "a.egress": ["W1101"],
    "deep/er/b.egress": ["E0202"],
    ".github/workflows/ci.yml": ["E0202"],
}


@cases.case
def diagnostics(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        client = start(program, root)
        result = client.request("workspace/diagnostic", {"previousResultIds": []})
        assert by_name(root, result) == EXPECTED, result
        known = [{"uri": i["uri"], "value": i["resultId"]} for i in result["items"]]
        (root / "a.egress").write_text("example.com\n")
        again = client.request("workspace/diagnostic", {"previousResultIds": known})
        kinds = {i["uri"][len(root.as_uri()) + 1 :]: i["kind"] for i in again["items"]}
        assert kinds.pop("a.egress") == "full" and set(kinds.values()) == {"unchanged"}, again
        # What is open counts as it is in the editor.
        client.open((root / "a.egress").as_uri(), "worse\n")
        result = client.request("workspace/diagnostic", {"previousResultIds": []})
        assert by_name(root, result)["a.egress"] == ["E0202"], result
        assert client.shutdown() == 0


@cases.case
def progress_and_parts(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        for i in range(100):
            (root / f"p{i}.egress").write_text("bad\n" * 20)
        client = start(program, root)
        result = client.request(
            "workspace/diagnostic",
            {"previousResultIds": [], "workDoneToken": 7, "partialResultToken": "part"},
        )
        assert result == {"items": []}, result
        values = [n["params"] for n in client.notifications if n["method"] == "$/progress"]
        kinds = [v["value"]["kind"] for v in values if v["token"] == 7]
        assert kinds[0] == "begin" and kinds[-1] == "end" and "report" in kinds, kinds
        items = [i for v in values if v["token"] == "part" for i in v["value"]["items"]]
        assert len(items) == 103, len(items)
        assert client.shutdown() == 0


@cases.case
def progress_of_our_own(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        client = start(program, root, capabilities={"window": {"workDoneProgress": True}})
        client.request("workspace/diagnostic", {"previousResultIds": []})
        (create,) = client.requests
        assert create["method"] == "window/workDoneProgress/create"
        tokens = {n["params"]["token"] for n in client.notifications}
        assert tokens == {create["params"]["token"]}, tokens
        assert client.shutdown() == 0


@cases.case
def cancellation(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        for i in range(2000):
            (root / f"p{i}.egress").write_text("example.com\n" * 50)
        client = start(program, root)
        number = client.start("workspace/diagnostic", {"previousResultIds": []})
        # Other requests are answered while it goes on.
        assert client.request("workspace/symbol", {"query": "no such"}) == []
        assert number not in client.responses
        client.notify("$/cancelRequest", {"id": number})
        assert client.wait(number)["error"]["code"] == -32800
        number = client.start("workspace/diagnostic", {"workDoneToken": "t", "previousResultIds": []})
        client.notify("window/workDoneProgress/cancel", {"token": "t"})
        assert client.wait(number)["error"]["code"] == -32800
        # One that waits in the queue behind others.
        first = client.start("workspace/symbol", {"query": ""})
        second = client.start("workspace/symbol", {"query": ""})
        client.notify("$/cancelRequest", {"id": second})
        client.notify("$/cancelRequest", {"id": 10**6})
        assert "result" in client.wait(first)
        client.wait(second)
        assert client.shutdown() == 0


@cases.case
def folders_change(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        client = start(program, root)
        event = {"removed": [{"uri": root.as_uri(), "name": "w"}], "added": []}
        client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        assert client.request("workspace/diagnostic", {"previousResultIds": []}) == {"items": []}
        event = {"added": [{"uri": (root / "deep").as_uri(), "name": "d"}], "removed": []}
        client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        result = client.request("workspace/diagnostic", {"previousResultIds": []})
        assert by_name(root, result) == {"deep/er/b.egress": ["E0202"]}, result
        assert client.shutdown() == 0


@cases.case
def symbols_and_steps(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        client = start(program, root)
        uri = (root / "a.egress").as_uri()
        names = {s["name"] for s in client.request("workspace/symbol", {"query": "example"})}
        assert names == {"example.com"}, names
        client.open(uri, "example.com step=\nexample.com step=compile\n/{owner}\nexample.com action=\n")
        items = client.request("textDocument/completion", at(uri, 0, 17))["items"]
        assert items[0]["label"] == "compile", items
        items = client.request("textDocument/completion", at(uri, 3, 19))["items"]
        assert {i["label"] for i in items} == {"example/setup", "example/egress"}, items
        (step,) = client.request("textDocument/definition", at(uri, 1, 20))
        assert step["uri"].endswith("ci.yml") and step["range"]["start"]["line"] == 3, step
        (origin,) = client.request("textDocument/definition", at(uri, 2, 3))
        assert origin["uri"].endswith(".git/config"), origin
        assert origin["range"]["start"] == {"line": 3, "character": 7}, origin
        assert client.shutdown() == 0


@cases.case
def configuration(program):
    uri = "file:///a.egress"

    def codes(client):
        return [d["code"] for d in client.diagnostics(uri)]

    client = Client(program)
    client.initialize(options={"lint": False, "repo": "o/r"})
    client.open(uri, "example.com\nexample.com\n[https://a.example]\n/{owner}\n")
    assert codes(client) == []
    client.notify("workspace/didChangeConfiguration", {"settings": {"egress": {"repo": "o/r"}}})
    assert codes(client) == ["W1101"]
    client.notify("workspace/didChangeConfiguration", {"settings": {"egress": {"repo": "-"}}})
    assert codes(client) == ["W1101", "E0803"]
    client.notify(
        "workspace/didChangeConfiguration", {"settings": {"egress": {"repo": 7, "lint": "no"}}}
    )
    assert codes(client) == ["W1101", "W0801"]
    assert client.shutdown() == 0

    client = Client(program, "--no-lints", "--repo", "o/r")
    client.configuration = {"maxProblems": 1}
    client.initialize({"workspace": {"configuration": True}})
    client.open(uri, "bad\nworse\n")
    found = client.wait_for(
        "textDocument/publishDiagnostics", lambda p: len(p["diagnostics"]) == 2 and
        p["diagnostics"][1]["severity"] == 3
    )["diagnostics"]
    assert "1 more problems" in found[1]["message"], found
    assert client.shutdown() == 0


@cases.case
def pulled(program):
    uri = "file:///a.egress"
    client = Client(program)
    client.initialize({"textDocument": {"diagnostic": {}}})
    client.open(uri, "bad\n")
    params = {"textDocument": {"uri": uri}}
    first = client.request("textDocument/diagnostic", params)
    assert [d["code"] for d in first["items"]] == ["E0202"], first
    params["previousResultId"] = first["resultId"]
    second = client.request("textDocument/diagnostic", params)
    assert second == {"kind": "unchanged", "resultId": first["resultId"]}, second
    client.change(uri, ((0, 0), (0, 3), "example.com"))
    third = client.request("textDocument/diagnostic", params)
    assert third["kind"] == "full" and third["items"] == [], third
    assert not client.notifications, client.notifications
    assert client.shutdown() == 0


@cases.case
def watched_files(program):
    with tempfile.TemporaryDirectory() as folder:
        root = make(folder)
        log = root / "run.jsonl"
        log.write_text("")
        capabilities = {
            "workspace": {
                "didChangeWatchedFiles": {"dynamicRegistration": True},
                "codeLens": {"refreshSupport": True},
            }
        }
        client = start(program, root, "--log", str(log), capabilities=capabilities)
        uri = (root / "a.egress").as_uri()
        client.open(uri, "example.com\n")
        params = {"textDocument": {"uri": uri}}

        def titles():
            lenses = client.request("textDocument/codeLens", params)
            return [lens["command"]["title"] for lens in lenses]

        assert titles() == ["not used in the last log"]
        (register,) = client.requests
        watchers = register["params"]["registrations"][0]["registerOptions"]["watchers"]
        assert [w["globPattern"] for w in watchers][2] == str(log), watchers
        event = {"type": "tcp", "dst_ip": "192.0.2.1", "dst_port": 443, "host": "example.com"}
        log.write_text(json.dumps(event) + "\n")
        assert titles() == ["not used in the last log"]
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        assert titles() == ["used 1 time in the last log"]
        assert client.requests[-1]["method"] == "workspace/codeLens/refresh"
        assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
