#!/usr/bin/env python3
"""Conformance of `egress-policy rules --format json`.

Each line of a case file is one case:

    {"name", "policy", "rules": [...]}             the rules must be these, field by field
    {..., "defaults": {"attrs": {key: value}}}     attributes that go in with --scope
    {..., "options": [...]}                        more options of `rules`
    {..., "errors": [[code, line, column], ...]}   all errors and warnings, in order

A field that a case leaves out of a rule is not compared, except that `passthrough` and `insecure`
are then false. Without "errors" nothing is asked of the diagnostics.

usage: rules.py EGRESS_POLICY [CASES.jsonl...]

Without files: corpus/rules*.jsonl here, and the cases shared with other implementations, which lie in
the folder EGRESS_CONFORMANCE, else in ../shared/conformance beside the project. Where that folder is
missing, it is said and skipped.
"""

import glob
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("EGRESS_CONFORMANCE") or os.path.normpath(
    os.path.join(HERE, "..", "..", "..", "shared", "conformance"))
SHARED_FILES = ["policy_flatten.jsonl", "policy_default_context.jsonl"]


def scope_options(case):
    options = []
    for key, value in case.get("defaults", {}).get("attrs", {}).items():
        if isinstance(value, dict):
            quote = '"' if value["literal"] else "`"
            value = quote + value["value"] + quote
        options += ["--scope", f"{key}={value}"]
    return options


def ask(program, case):
    command = [program, "rules", "--format", "json", *scope_options(case),
               *case.get("options", []), "-"]
    environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
    done = subprocess.run(command, input=case["policy"].encode(), capture_output=True,
                          env=environment, timeout=60)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    answer = json.loads(done.stdout)
    errors = any(d["severity"] == "error" for d in answer["diagnostics"])
    if errors != (done.returncode == 1):
        raise RuntimeError(f"exit {done.returncode}, but errors: {errors}")
    return answer


def compare_rule(number, wanted, got):
    wanted = {"passthrough": False, "insecure": False, **wanted}
    return [f"rule {number}: {key} is {got.get(key)!r}, not {value!r}"
            for key, value in wanted.items() if got.get(key) != value]


def compare(case, answer):
    faults = []
    if len(case["rules"]) != len(answer["rules"]):
        faults.append(f"{len(answer['rules'])} rules, not {len(case['rules'])}")
    for number, (wanted, got) in enumerate(zip(case["rules"], answer["rules"])):
        faults += compare_rule(number, wanted, got)
    if "errors" in case:
        got = [[d["code"], d["line"], d["column"]] for d in answer["diagnostics"]]
        if got != case["errors"]:
            faults.append(f"diagnostics {got}, not {case['errors']}")
    return faults


def run_file(program, path):
    failed = count = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            count += 1
            try:
                faults = compare(case, ask(program, case))
            except (RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
                faults = [str(error)]
            if faults:
                failed += 1
                print(f"FAIL {os.path.basename(path)}: {case['name']}\n    "
                      + "\n    ".join(faults) + f"\n    policy: {case['policy']!r}")
    print(f"{os.path.basename(path)}: {count - failed} of {count} cases")
    return failed


def default_paths():
    paths = sorted(glob.glob(os.path.join(HERE, "corpus", "rules*.jsonl")))
    if os.path.isdir(SHARED):
        return paths + [os.path.join(SHARED, name) for name in SHARED_FILES]
    print(f"{SHARED}: not there, its cases are skipped")
    return paths


def main(program, paths):
    return 1 if sum([run_file(program, path) for path in paths]) else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:] or default_paths()))
