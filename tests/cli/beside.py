#!/usr/bin/env python3
"""What other programs take from this one: the problem matcher against real output, and the hooks.

usage: beside.py EGRESS_POLICY
"""

import glob
import json
import os
import re
import subprocess
import sys

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
GOLDEN = os.path.join(TOP, "tests", "golden")


def run(*command):
    return subprocess.run(command, capture_output=True, cwd=GOLDEN, check=False)


def check_matcher(program):
    with open(os.path.join(TOP, "examples", "ci", "problem-matcher.json"), encoding="utf-8") as file:
        patterns = [matcher["pattern"][0] for matcher in json.load(file)["problemMatcher"]]
    failed = 0
    for path in sorted(glob.glob(os.path.join(GOLDEN, "*", "*.egress"))
                       + glob.glob(os.path.join(GOLDEN, "*", "*.yml"))):
        for options in ([], ["--repo", "none"]):
            text = run(program, "check", *options, path).stderr.decode()
            found = []
            for line in text.split("\n"):
                matched = [(p, m) for p in patterns for m in [re.match(p["regexp"], line)] if m]
                if len(matched) > 1:
                    print(f"{path}: two patterns match {line}")
                    failed += 1
                for pattern, match in matched[:1]:
                    found.append(tuple(match[pattern[k]] if k in pattern else "1"
                                       for k in ("file", "line", "column", "severity", "code")))
            document = json.loads(run(program, "check", *options, "--format", "json", path).stdout)
            wanted = [(path, str(d["line"]), str(d["column"]), d["severity"], d["code"])
                      for d in document["diagnostics"]]
            if found != wanted:
                print(f"{path}: {sorted(set(wanted) ^ set(found))[:3]}")
                failed += 1
    return failed


def check_hooks(program):
    """The file is simple enough to be read line by line."""
    failed = 0
    with open(os.path.join(TOP, ".pre-commit-hooks.yaml"), encoding="utf-8") as file:
        text = file.read()
    entries = re.findall(r"^  entry: egress-policy (.*)$", text, re.M)
    patterns = re.findall(r"^  files: '(.*)'$", text, re.M)
    if len(entries) != 3 or len(patterns) != 3:
        print("not three hooks")
        failed += 1
    for entry in entries:
        command, *options = entry.split()
        usage = run(program, command, "--help")
        if usage.returncode or any(o.encode() not in usage.stdout for o in options):
            print(f"there is no `{entry}`")
            failed += 1
    for path, wanted in (("ci.egress", 2), (".github/workflows/a.yml", 1), ("sub/action.yaml", 1),
                         ("ci.test", 1), ("a.yml", 0), ("egress", 0)):
        if sum(bool(re.search(p, path)) for p in patterns) != wanted:
            print(f"{path}: not {wanted} hooks")
            failed += 1
    return failed


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    PROGRAM = os.path.abspath(sys.argv[1])
    sys.exit(1 if check_matcher(PROGRAM) + check_hooks(PROGRAM) else 0)
