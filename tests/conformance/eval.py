#!/usr/bin/env python3
"""Conformance of `egress-policy eval`, asked of policy text and of the compiled image alike.

Each line of a case file is one case, in one of three shapes:

    {"name", "policy", "connections": [{"event", "verdict"}]}
    {"policy", "connections": [{"event", "verdict", "match", "sni": {"verdict", "match", ...}}]}
    {"name", "policy", "dns_cache", "audit_mode", "checks": [{event's fields, "verdict", ...}]}

`match` is the rule's number, or null. `sni` is the answer of a proxy that can inspect; in the third
shape `can_mitm` says that this is the one meant. `audit_mode` lets a runtime pass what the policy
denies: eval says what the policy says, so such a verdict is not compared.

usage: eval.py EGRESS_POLICY [CASES.jsonl...]

Without files: corpus/eval*.jsonl here, and the shared cases (see rules.py).
"""

import glob
import json
import os
import subprocess
import sys
import tempfile

from rules import HERE, SHARED, scope_options

SHARED_FILES = ["policy_match.jsonl", "policy_enforcer.jsonl", "differential.jsonl"]
VERDICTS = {"allow": "allow", "block": "deny", "deny": "deny"}


def events_of_check(check):
    """The event of a check, under the names that the log uses."""
    names = {"sni": "host", "query_name": "name", "ips": "answers"}
    event = {names.get(key, key): value for key, value in check.items()
             if key not in ("verdict", "proc", "can_mitm", "passthrough", "insecure")}
    event.update(check.get("proc", {}))
    return event


def steps_of(case):
    """Pairs of an event and what its answer must hold: a list of (place, field, value)."""
    for entry in case.get("dns_cache", []):
        yield {"type": "dns_response", "name": entry["hostname"], "answers": entry["ips"],
               "ttl": entry["ttl"]}, []
    for connection in case.get("connections", []):
        wanted = [((), "verdict", VERDICTS[connection["verdict"]])]
        if "match" in connection:
            wanted.append(((), "rule", connection["match"]))
        for field, value in connection.get("sni", {}).items():
            field = {"match": "rule"}.get(field, field)
            wanted.append((("tls",), field, VERDICTS[value] if field == "verdict" else value))
        yield connection["event"], wanted
    for check in case.get("checks", []):
        place = ("tls",) if check.get("can_mitm") else ()
        wanted = [(place, field, check[field]) for field in ("passthrough", "insecure")
                  if field in check]
        if "verdict" in check and not case.get("audit_mode"):
            wanted.append((place, "verdict", VERDICTS[check["verdict"]]))
        yield events_of_check(check), wanted


def ask(program, arguments, events):
    text = "".join(json.dumps(event) + "\n" for event in events)
    done = subprocess.run([program, "eval", *arguments], input=text.encode(), capture_output=True,
                          timeout=60)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    denied = any(answer["verdict"] == "deny" for answer in answers)
    if done.returncode != (1 if denied else 0):
        raise RuntimeError(f"exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    if len(answers) != len(events):
        raise RuntimeError(f"{len(answers)} answers to {len(events)} events")
    return answers


def compare(steps, answers):
    faults = []
    for (event, wanted), answer in zip(steps, answers):
        for place, field, value in wanted:
            got = answer
            for name in place:
                got = got.get(name, {})
            if got.get(field) != value:
                faults.append(f"{'.'.join((*place, field))} is {got.get(field)!r}, not {value!r}: "
                              + json.dumps(event))
    return faults


def compile_policy(program, case, folder):
    text, image = os.path.join(folder, "case.egress"), os.path.join(folder, "case.egb")
    with open(text, "w", encoding="utf-8") as file:
        file.write(case["policy"])
    done = subprocess.run([program, "compile", *scope_options(case), "-o", image, text],
                          capture_output=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"compile: exit {done.returncode}: "
                           + done.stderr.decode(errors="replace"))
    return text, image


def run_case(program, case, folder):
    steps = list(steps_of(case))
    events = [event for event, _ in steps]
    faults = []
    try:
        text, image = compile_policy(program, case, folder)
        for way in (["--policy", text, *scope_options(case)], ["--bytecode", image]):
            faults += [f"{way[0]}: {fault}"
                       for fault in compare(steps, ask(program, way, events))]
    except (RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
        faults.append(str(error))
    return faults


def run_file(program, path, folder):
    failed = count = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            count += 1
            faults = run_case(program, case, folder)
            if faults:
                failed += 1
                print(f"FAIL {os.path.basename(path)}:{count}: {case.get('name', '')}\n    "
                      + "\n    ".join(faults) + f"\n    policy: {case['policy']!r}")
    print(f"{os.path.basename(path)}: {count - failed} of {count} cases")
    return failed


def default_paths():
    paths = sorted(glob.glob(os.path.join(HERE, "corpus", "eval*.jsonl")))
    if os.path.isdir(SHARED):
        return paths + [os.path.join(SHARED, name) for name in SHARED_FILES]
    print(f"{SHARED}: not there, its cases are skipped")
    return paths


def main(program, paths):
    with tempfile.TemporaryDirectory() as folder:
        return 1 if sum([run_file(program, path, folder) for path in paths]) else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:] or default_paths()))
