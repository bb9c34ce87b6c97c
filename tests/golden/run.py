#!/usr/bin/env python3
"""Golden files of the front end.

For each check/NAME.egress or .yml: NAME.rules.jsonl is what `rules --format json` lists, a rule a line, and
NAME.diagnostics what `check --no-lints` says. For each lint/NAME.egress or .yml: NAME.diagnostics is what `check`
says. For each image/NAME.egress: NAME.listing is what `disasm` lists of its image, sizes and digest left out.
A first line `# options: ...` gives options to both.

For each command/NAME.*: NAME.diagnostics is what the command of its first line says on standard error, and how it
ends: `# command: compile -o OUT FILE`. With a second line `# repeat: N` the FILE is its last line N times. Files
without such a line belong to others.

Every code that there is must be seen in one of these.

usage: run.py EGRESS_POLICY [--update] [NAME...]

--update writes the files anew; read the diff before you commit it.
"""

import difflib
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

def options_of(path):
    with open(path, "rb") as file:
        first = file.readline().decode("utf-8", "replace").strip()
    return first.split()[2:] if first.startswith("# options:") else []


def environment():
    return {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}


def run(program, command, path):
    return subprocess.run([program, *command, *options_of(path), os.path.basename(path)],
                          cwd=os.path.dirname(path), capture_output=True, env=environment(),
                          timeout=60)


def listing(program, path):
    """What is in the image of a policy; what changes with every byte of it is left out."""
    with tempfile.NamedTemporaryFile(suffix=".egb") as image:
        run(program, ["compile", "-o", image.name], path)
        text = subprocess.run([program, "disasm", image.name], capture_output=True,
                              timeout=60).stdout
    text = re.sub(rb"^image:.*\n", b"", text)
    return re.sub(rb"sections\n.*?\n\n", b"", text, flags=re.S)


def outputs(program, path):
    """What the golden files should hold, by their endings."""
    kind = os.path.basename(os.path.dirname(path))
    if kind == "image":
        return {".listing": listing(program, path)}
    if kind == "command":
        said = command_output(program, path)
        return {} if said is None else {".diagnostics": said}
    if kind == "lint":
        return {".diagnostics": run(program, ["check"], path).stderr}
    rules = json.loads(run(program, ["rules", "--format", "json"], path).stdout)["rules"]
    lines = "".join(json.dumps(rule, ensure_ascii=False) + "\n" for rule in rules)
    return {".rules.jsonl": lines.encode(),
            ".diagnostics": run(program, ["check", "--no-lints"], path).stderr}


def comment(lines, number, key):
    """What stands behind `# key:` on that line, or None."""
    found = re.match(rb"# " + key + rb": (.*)", lines[number]) if number < len(lines) else None
    return found[1].decode() if found else None


def command_output(program, path):
    """None where the file is no golden file of its own."""
    lines = read(path).splitlines()
    command = comment(lines, 0, b"command")
    if command is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.dirname(path), folder, dirs_exist_ok=True)
        count = comment(lines, 1, b"repeat")
        if count:
            with open(os.path.join(folder, os.path.basename(path)), "wb") as file:
                file.write((lines[-1] + b"\n") * int(count))
        words = {"FILE": os.path.basename(path), "OUT": os.path.join(folder, "out")}
        done = subprocess.run([program, *(words.get(word, word) for word in command.split())],
                              cwd=folder, capture_output=True, env=environment(), timeout=60)
    return done.stderr + b"exit %d\n" % done.returncode


def compare(path, wanted, got):
    if wanted == got:
        return 0
    sys.stdout.writelines(difflib.unified_diff(
        wanted.decode("utf-8", "replace").splitlines(True),
        got.decode("utf-8", "replace").splitlines(True), path, "now"))
    return 1


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def check_codes(program, seen):
    """Every code that there is must be seen in some golden file."""
    text = subprocess.run([program, "check", "--codes"], capture_output=True, check=True).stdout
    codes = set(re.findall(r"^## ([EW]\d{4})", text.decode(), re.M))
    missing = sorted(codes - seen)
    if missing:
        print("no golden file shows:", " ".join(missing))
    return 1 if missing else 0


def main(program, arguments):
    update = "--update" in arguments
    names = [a for a in arguments if a != "--update"]
    failed, seen = 0, set()
    for path in sorted(path for ending in ("egress", "yml", "test")
                       for path in glob.glob(os.path.join(HERE, "*", "*." + ending))):
        base = os.path.splitext(path)[0]
        if names and os.path.basename(base) not in names:
            continue
        for ending, got in outputs(program, path).items():
            if update:
                with open(base + ending, "wb") as file:
                    file.write(got)
            failed += compare(base + ending, read(base + ending), got)
            seen |= set(re.findall(r"\[([EW]\d{4})\]", got.decode("utf-8", "replace")))
    return 1 if failed or (not names and check_codes(program, seen)) else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
