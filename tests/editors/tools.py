"""What the tests of the editors share: places, programs, packages, policies to try."""

import functools
import glob
import json
import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
EDITORS = TOP / "editors"
CACHE = TOP / "build" / "editors"
POLICY = TOP / "build" / "bin" / "egress-policy"
SERVER = TOP / "build" / "bin" / "egress-lsp"
SHARED = pathlib.Path(os.environ.get("EGRESS_CONFORMANCE") or TOP.parent / "shared" / "conformance")


def run(*command, cwd=None, input=None, env=None, check=True, timeout=120):
    """The finished process; its output is text. A failure tells what the program said."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, input=input, text=True,
                          stdin=None if input is not None else subprocess.DEVNULL,
                          capture_output=True, timeout=timeout, check=False, errors="replace",
                          env=None if env is None else {**os.environ, **env})
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                             f"{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done


@functools.lru_cache(None)
def tree_sitter():
    folder = CACHE / "tree-sitter"
    run(HERE / "fetch-tree-sitter", folder, timeout=300)
    return folder / "tree-sitter"


@functools.lru_cache(None)
def packages(source):
    """A folder whose node_modules holds what source/package-lock.json names, fetched once."""
    folder = CACHE / "npm" / source.name
    wanted = {name: (source / name).read_text() for name in ("package.json", "package-lock.json")}
    stamp = folder / "installed.json"
    if not stamp.exists() or json.loads(stamp.read_text()) != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        for name, text in wanted.items():
            (folder / name).write_text(text)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
            cwd=folder, timeout=600)
        stamp.write_text(json.dumps(wanted))
    return folder


def policies():
    """(name, text) of every policy in the tree that is UTF-8: good ones and bad ones."""
    files = sorted(glob.glob(f"{TOP}/examples/**/*.egress", recursive=True)
                   + glob.glob(f"{TOP}/tests/golden/*/*.egress")
                   + glob.glob(f"{TOP}/tests/fuzz/corpus/policy/*"))
    for path in files:
        try:
            yield os.path.relpath(path, TOP), pathlib.Path(path).read_bytes().decode()
        except UnicodeDecodeError:
            continue
    for path in sorted(glob.glob(f"{TOP}/tests/conformance/corpus/rules*.jsonl")
                       + glob.glob(f"{SHARED}/policy_*.jsonl")):
        for number, line in enumerate(pathlib.Path(path).read_text().splitlines(), 1):
            yield f"{os.path.basename(path)}:{number}", json.loads(line)["policy"]


def analysed(text):
    """What `egress-policy rules` says: rules, and diagnostics with their lines."""
    done = subprocess.run([POLICY, "rules", "--format", "json", "-"], input=text.encode(),
                          capture_output=True, check=False, timeout=60,
                          env={k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"})
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def is_screened(text):
    """Holds what is legal nowhere."""
    return re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]", text.replace("\r\n", "\n"))
