"""Every request with the answers that were read and found right: golden/METHOD.json.

`requests.py EGRESS_LSP --update` writes them anew; the difference is for people to read.
"""

import json
import pathlib
import re
import sys

from client import Client, at, range_of
from cases import Cases

cases = Cases()
HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
POLICY, WORKFLOW = "file:///ci.egress", "file:///.github/workflows/build.yml"
TEXTS = {
    POLICY: (HERE / "documents" / "ci.egress").read_text(),
    WORKFLOW: (HERE / "documents" / "build.yml").read_text(),
}
CAPABILITIES = {
    "textDocument": {
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {
            "relatedInformation": True,
            "codeDescriptionSupport": True,
            "tagSupport": {"valueSet": [1]},
        },
    },
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
UPDATE = "--update" in sys.argv
if UPDATE:
    sys.argv.remove("--update")


def find(uri, text, shift=0, nth=0):
    """The position of the nth occurrence of a text, and `shift` characters on."""
    whole = TEXTS[uri]
    index = -1
    for _ in range(nth + 1):
        index = whole.index(text, index + 1)
    before = whole[: index + shift]
    line = before.count("\n")
    column = before.rpartition("\n")[2]
    return {"line": line, "character": len(column.encode("utf-16-le")) // 2}


def spot(uri, text, shift=0, nth=0, **more):
    place = find(uri, text, shift, nth)
    return at(uri, place["line"], place["character"], **more)


def lines(uri, first, last, **more):
    return dict({"textDocument": {"uri": uri}, "range": range_of((first, 0), (last, 0))}, **more)


def document(uri, **more):
    return dict({"textDocument": {"uri": uri}}, **more)


NO_CONTEXT = {"context": {"diagnostics": []}}
FORMAT = {"options": {"tabSize": 4, "insertSpaces": True}}

REQUESTS = {
    "textDocument/hover": [
        spot(POLICY, "github.com"),
        spot(POLICY, "*.example.org", 3),
        spot(POLICY, "80|443"),
        spot(POLICY, "exe="),
        spot(POLICY, "/usr/bin/node", 2),
        spot(POLICY, "[https"),
        spot(POLICY, "{owner}", 2),
        spot(POLICY, "/releases/*", 3),
        spot(POLICY, "POST|GET"),
        spot(POLICY, "W1206", 1),
        spot(POLICY, "[:22]", 2),
        spot(POLICY, "passthrough", 2),
        spot(POLICY, "10.0.0.0/8", 2),
        spot(POLICY, "dns:*", 6),
        spot(POLICY, "udp", 1),
        spot(POLICY, "bad"),
        spot(POLICY, "# Two", 3),
        spot(WORKFLOW, "github.com", 2),
        spot(WORKFLOW, "/v1/*", 1),
        spot(WORKFLOW, "plain.example.com", 4),
        spot(WORKFLOW, "runs-on", 2),
        spot(WORKFLOW, "policy: none", 2),
    ],
    "textDocument/completion": [
        at(POLICY, 2, 0),
        spot(POLICY, "github.com", 3),
        spot(POLICY, "step=install", 5),
        spot(POLICY, "80|443", 0),
        spot(POLICY, "{owner}", 1),
        spot(POLICY, "[https", 1),
        spot(POLICY, "allow W1206", 6),
        spot(WORKFLOW, "step=compile", 5),
        spot(WORKFLOW, "/v1/*", 1),
        spot(WORKFLOW, "runs-on", 2),
    ],
    "completionItem/resolve": [
        {"label": "exe=", "kind": 5},
        {"label": "github.com"},
        {"label": "W1206"},
        {"label": "something else", "data": [1, 2]},
    ],
    "textDocument/signatureHelp": [
        spot(POLICY, "127.0.0.53", 3),
        spot(POLICY, "127.0.0.53:53", 12),
        spot(POLICY, "GET /issues", 4),
        spot(POLICY, "git.example.com ", 16),
        spot(POLICY, "exe=/usr/bin/node step", 18),
        spot(POLICY, "[:22]", 2),
        spot(POLICY, "# Two", 3),
        spot(WORKFLOW, "/v1/*", 6),
        spot(WORKFLOW, "jobs"),
    ],
    "textDocument/linkedEditingRange": [
        spot(POLICY, "github.com", 3),
        spot(POLICY, "exe=/usr/bin/node", 6),
        spot(POLICY, "# Two", 3),
    ],
    "inlayHint/resolve": [
        {"label": "x", "data": {"uri": POLICY, "header": find(POLICY, "[:22]")}},
        {"label": "x", "data": {"uri": POLICY}},
    ],
    "codeLens/resolve": [
        {"range": range_of((4, 0), (4, 3)), "data": POLICY},
        {"range": range_of((10, 12), (10, 15)), "data": WORKFLOW},
    ],
    "workspace/willRenameFiles": [{"files": [{"oldUri": POLICY, "newUri": "file:///b.egress"}]}],
    "workspace/willDeleteFiles": [{"files": [{"uri": POLICY}]}],
    "textDocument/definition": [
        spot(POLICY, "/releases"),
        spot(POLICY, "git.example.com"),
        spot(POLICY, "step=install", 6),
        spot(POLICY, "step=publish", 6),
        spot(POLICY, "github.com"),
        spot(WORKFLOW, "step=compile", 6),
        spot(WORKFLOW, "/v1/*"),
        spot(WORKFLOW, "uses"),
    ],
    "textDocument/references": [
        spot(POLICY, "[https", context={"includeDeclaration": True}),
        spot(POLICY, "[:22]", context={"includeDeclaration": False}),
        spot(POLICY, "github.com", context={"includeDeclaration": True}),
        spot(POLICY, "exe=/usr/bin/node", 6, context={"includeDeclaration": True}),
        spot(POLICY, "# Two", context={"includeDeclaration": True}),
    ],
    "textDocument/documentHighlight": [
        spot(POLICY, "github.com"),
        spot(POLICY, "[:22]"),
        spot(POLICY, "{owner}", 1),
        spot(WORKFLOW, "github.com"),
        spot(WORKFLOW, "jobs"),
    ],
    "textDocument/prepareRename": [
        spot(POLICY, "registry.npmjs.org"),
        spot(WORKFLOW, "step=compile", 6),
    ],
    "textDocument/rename": [
        spot(POLICY, "github.com", newName="example.net"),
        spot(POLICY, "exe=/usr/bin/node", 6, newName="/opt/node"),
        spot(WORKFLOW, "plain.example.com", newName="*.plain.example.com"),
    ],
    "textDocument/documentSymbol": [document(POLICY), document(WORKFLOW)],
    "workspace/symbol": [{"query": "git"}, {"query": "PLAIN"}, {"query": "no such"}],
    "textDocument/semanticTokens/full": [document(POLICY), document(WORKFLOW)],
    "textDocument/semanticTokens/full/delta": [
        document(POLICY, previousResultId="1"),
        document(POLICY, previousResultId="no such"),
    ],
    "textDocument/semanticTokens/range": [lines(POLICY, 8, 10), lines(WORKFLOW, 0, 8)],
    "textDocument/foldingRange": [document(POLICY), document(WORKFLOW)],
    "textDocument/selectionRange": [
        document(POLICY, positions=[find(POLICY, "/releases", 3), find(POLICY, "install", 2)]),
        document(WORKFLOW, positions=[find(WORKFLOW, "/v1/*", 3), find(WORKFLOW, "jobs")]),
    ],
    "textDocument/documentLink": [document(POLICY), document(WORKFLOW)],
    "textDocument/inlayHint": [lines(POLICY, 0, 30), lines(POLICY, 8, 10), lines(WORKFLOW, 0, 30)],
    "textDocument/codeLens": [document(POLICY), document(WORKFLOW)],
    "textDocument/codeAction": [
        lines(POLICY, 5, 5, **NO_CONTEXT),
        lines(POLICY, 4, 4, **NO_CONTEXT),
        lines(POLICY, 17, 19, **NO_CONTEXT),
        lines(POLICY, 0, 19, context={"diagnostics": [], "only": ["source.fixAll"]}),
        lines(WORKFLOW, 10, 10, **NO_CONTEXT),
        lines(WORKFLOW, 0, 5, **NO_CONTEXT),
    ],
    "workspace/executeCommand": [
        {"command": "egress.explain", "arguments": [POLICY, {"line": 4, "character": 0}]},
        {"command": "egress.explain", "arguments": [WORKFLOW, find(WORKFLOW, "/v1/*")]},
        {"command": "egress.ask", "arguments": [POLICY, {"line": 0, "character": 0}, "github.com:22"]},
        {
            "command": "egress.ask",
            "arguments": [POLICY, {"line": 0, "character": 0}, "registry.npmjs.org:443",
                          "exe=/usr/bin/curl", "step=install", "arg=x"],
        },
        {"command": "egress.ask", "arguments": [POLICY, {"line": 0, "character": 0}, "dns:github.com"]},
        {
            "command": "egress.ask",
            "arguments": [WORKFLOW, find(WORKFLOW, "/v1/*"), "GET https://api.example.com/v1/x",
                          "exe=/usr/bin/curl"],
        },
    ],
    "textDocument/formatting": [document(POLICY, **FORMAT), document(WORKFLOW, **FORMAT)],
    "textDocument/rangeFormatting": [lines(WORKFLOW, 13, 14, **FORMAT)],
    "textDocument/onTypeFormatting": [spot(WORKFLOW, "nope", 0, ch="\n", **FORMAT)],
    "textDocument/diagnostic": [document(POLICY), document(WORKFLOW)],
    "workspace/diagnostic": [{"previousResultIds": []}],
}

# Answered, and tested elsewhere: lifecycle.py.
ELSEWHERE = {"initialize", "shutdown"}


def open_all(client):
    client.initialize(CAPABILITIES)
    for uri, text in TEXTS.items():
        client.open(uri, text, "yaml" if uri == WORKFLOW else "egress")
        client.diagnostics(uri)


def answers(program, method):
    client = Client(program, "--docs", "https://docs.example/d.md", "--log",
                    str(HERE / "documents" / "run.jsonl"))
    open_all(client)
    if method.endswith("/delta"):
        client.request("textDocument/semanticTokens/full", document(POLICY))
        client.change(POLICY, ((4, 0), (4, 0), "example.com\n"))
    result = [{"params": params, "result": client.request(method, params)}
              for params in REQUESTS[method]]
    assert client.shutdown() == 0
    # What a rule costs is the compiler's to change.
    return json.loads(re.sub(r"Costs -?\d+ bytes", "Costs N bytes", json.dumps(result)))


def differences(method, wanted, got):
    for before, now in zip(wanted, got):
        if before != now:
            return (f"{method} {json.dumps(now['params'])}\nwanted {json.dumps(before['result'])}"
                    f"\ngot    {json.dumps(now['result'])}")
    return f"{method}: {len(got)} answers, {len(wanted)} wanted"


def golden_case(method):
    def run(program):
        path = GOLDEN / (method.replace("/", ".") + ".json")
        got = answers(program, method)
        if UPDATE:
            text = ",\n".join(
                ' {"params": %s,\n  "result": %s}'
                % (json.dumps(a["params"]), json.dumps(a["result"], ensure_ascii=False, indent=1))
                for a in got
            )
            path.write_text("[\n" + text + "\n]\n")
        wanted = json.loads(path.read_text())
        assert wanted == got, differences(method, wanted, got)

    run.__name__ = method
    cases.case(run)


for name in REQUESTS:
    golden_case(name)


@cases.case
def nothing_is_left_out(program):
    """Every method of the table in dispatch.c has answers here."""
    del program
    table = (HERE.parents[1] / "lsp" / "dispatch.c").read_text()
    known = set(re.findall(r'\{"([^"]+)",', table.partition("notifications[]")[0]))
    assert known == set(REQUESTS) | ELSEWHERE, known ^ (set(REQUESTS) | ELSEWHERE)


@cases.case
def refused(program):
    """Parameters that are none, of every request."""
    client = Client(program)
    open_all(client)
    for method in REQUESTS:
        if method in ("workspace/symbol", "workspace/diagnostic") or "/will" in method:
            continue
        for params in ({}, [], {"textDocument": {"uri": 7}}, {"textDocument": {"uri": "x:"}}):
            code = client.error(method, params)
            assert code in (-32602, -32803), (method, params, code)
        params = {"textDocument": {"uri": POLICY}, "position": {"line": -1, "character": "x"}}
        if "position" in json.dumps(REQUESTS[method][0]) and method != "workspace/executeCommand":
            if "positions" not in REQUESTS[method][0]:
                assert client.error(method, params) == -32602, method
    for place in ((10**9, 0), (0, 10**9), (2**40, 2**40)):
        client.request("textDocument/hover", at(POLICY, *place))
    for event in ([], ["h:x"], [7], ["h:22", "nose=long"], ["h:22", 7]):
        arguments = {"command": "egress.ask", "arguments": [POLICY, {"line": 0, "character": 0}, *event]}
        assert client.error("workspace/executeCommand", arguments) == -32602, event
    for name in ("", "a b", "x\n", "a#b", "`"):
        assert client.error("textDocument/rename", spot(POLICY, "github.com", newName=name)) == -32602
    assert client.error("textDocument/rename", spot(POLICY, "# Two", newName="x")) == -32803
    assert client.shutdown() == 0


if __name__ == "__main__":
    sys.exit(cases.main())
