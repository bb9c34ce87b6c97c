"""The options, settings and methods that are documented are those that there are."""

import pathlib
import re
import subprocess
import sys

from cases import Cases

cases = Cases()
ROOT = pathlib.Path(__file__).resolve().parents[2]

# Every message of the specification of LSP 3.17.
LSP_METHODS = """
initialize initialized client/registerCapability client/unregisterCapability $/setTrace
$/logTrace shutdown exit $/cancelRequest $/progress textDocument/didOpen textDocument/didChange
textDocument/willSave textDocument/willSaveWaitUntil textDocument/didSave textDocument/didClose
notebookDocument/didOpen notebookDocument/didChange notebookDocument/didSave
notebookDocument/didClose textDocument/declaration textDocument/definition
textDocument/typeDefinition textDocument/implementation textDocument/references
textDocument/prepareCallHierarchy callHierarchy/incomingCalls callHierarchy/outgoingCalls
textDocument/prepareTypeHierarchy typeHierarchy/supertypes typeHierarchy/subtypes
textDocument/documentHighlight textDocument/documentLink documentLink/resolve textDocument/hover
textDocument/codeLens codeLens/resolve workspace/codeLens/refresh textDocument/foldingRange
textDocument/selectionRange textDocument/documentSymbol textDocument/semanticTokens/full
textDocument/semanticTokens/full/delta textDocument/semanticTokens/range
workspace/semanticTokens/refresh textDocument/inlineValue workspace/inlineValue/refresh
textDocument/inlayHint inlayHint/resolve workspace/inlayHint/refresh textDocument/moniker
textDocument/completion completionItem/resolve textDocument/publishDiagnostics
textDocument/diagnostic workspace/diagnostic workspace/diagnostic/refresh
textDocument/signatureHelp textDocument/codeAction codeAction/resolve textDocument/documentColor
textDocument/colorPresentation textDocument/formatting textDocument/rangeFormatting
textDocument/onTypeFormatting textDocument/rename textDocument/prepareRename
textDocument/linkedEditingRange workspace/symbol workspaceSymbol/resolve workspace/configuration
workspace/didChangeConfiguration workspace/workspaceFolders workspace/didChangeWorkspaceFolders
workspace/willCreateFiles workspace/didCreateFiles workspace/willRenameFiles
workspace/didRenameFiles workspace/willDeleteFiles workspace/didDeleteFiles
workspace/didChangeWatchedFiles workspace/executeCommand workspace/applyEdit window/showMessage
window/showMessageRequest window/showDocument window/logMessage window/workDoneProgress/create
window/workDoneProgress/cancel telemetry/event
""".split()


def read(path):
    return (ROOT / path).read_text()


def options_of(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"(?:^  |, )(--[a-z-]+)", text, re.MULTILINE))


def same(found, wanted, where):
    assert found == wanted, f"{where}: {sorted(found ^ wanted)}"


@cases.case
def options(program):
    wanted = options_of(program)
    page = read("docs/man/egress-lsp.1").partition(".SH SETTINGS")[0].replace("\\-", "-")
    headings = re.findall(r"^\.(?:B|BI|BR) (--.*)$", page, re.MULTILINE)
    same(set(re.findall(r"--[a-z-]+", " ".join(headings))), wanted, "manual")
    for name, pattern in (
        ("egress-lsp.bash", r"--[a-z-]+"),
        ("_egress-lsp", r"\)?'?\*?(--[a-z-]+)\["),
        ("egress-lsp.fish", r"-l ([a-z-]+)"),
    ):
        found = set(re.findall(pattern, read(f"completions/{name}")))
        same({o if o.startswith("--") else f"--{o}" for o in found}, wanted, name)


@cases.case
def settings(program):
    del program
    wanted = set(re.findall(r'object(?:_get\(object)?, "([a-zA-Z]+)"', read("lsp/settings.c")))
    table = read("docs/language-server.md").partition("## Settings")[2].partition("\n## ")[0]
    same(set(re.findall(r"^\| `([a-zA-Z]+)`", table, re.MULTILINE)), wanted, "language-server.md")
    page = read("docs/man/egress-lsp.1").partition(".SH SETTINGS")[2].partition(".SH")[0]
    named = " ".join(re.findall(r"^\.BR? (.*)$", page, re.MULTILINE))
    for name in wanted:
        assert name in named, f"manual lacks {name}"


@cases.case
def whole_protocol(program):
    """Each message has a row, and what is said to be sent is what the sources send."""
    del program
    table = read("docs/language-server.md").partition("## Every request")[2]
    same(set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)), set(LSP_METHODS), "the tables")
    sources = "".join(path.read_text() for path in (ROOT / "lsp").glob("*.c"))
    sends = set(re.findall(r'message_(?:notification|request|refresh)\(\w+, "([^"]+)"', sources))
    rows = re.findall(r"^\| `([^`]+)` \| sent \|", table, re.MULTILINE)
    same(set(rows), sends, "what is sent")


@cases.case
def methods(program):
    """Each method that is answered is "yes" in the table, and no other."""
    del program
    answered = set(re.findall(r'\{"([^"]+)", [a-z_]+\}', read("lsp/dispatch.c")))
    answered |= {"exit", "$/cancelRequest"}
    table = read("docs/language-server.md")
    rows = re.findall(r"^\| `([^`]+)` \| (yes|no)\b", table, re.MULTILINE)
    assert len(rows) == len({method for method, _ in rows})
    same({method for method, state in rows if state == "yes"}, answered, "language-server.md")


if __name__ == "__main__":
    sys.exit(cases.main())
