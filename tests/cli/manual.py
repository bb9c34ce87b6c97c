#!/usr/bin/env python3
"""The manual page has every command of --help and none besides; so do the completions, which ask.

usage: manual.py EGRESS_POLICY
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]


def commands(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  ([a-z]+) ", text.partition("commands:")[2], re.MULTILINE))


def completed(program, *words):
    """What bash offers behind these words."""
    script = """
_init_completion() { words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD cur=${words[cword]} prev=${words[cword-1]}; }
_filedir() { :; }
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _egress_policy; printf '%s\\n' "${COMPREPLY[@]}"
"""
    done = subprocess.run(["bash", "-c", script, "bash", TOP / "completions" / "egress-policy.bash",
                           program, *words], capture_output=True, text=True, check=True,
                          env={**os.environ, "LC_ALL": "C"})
    return set(done.stdout.split())


def options(program, command):
    text = subprocess.run([program, command, "--help"], capture_output=True, text=True,
                          check=True).stdout
    return set(re.findall(r"(?:^|[ ,(])(--[a-z-]+)", text, re.MULTILINE))


def completed_by_fish(program, *words):
    script = 'source $argv[1]; complete -C (string join " " -- egress-policy $argv[2..-1])'
    done = subprocess.run(["fish", "--no-config", "-c", script,
                           TOP / "completions" / "egress-policy.fish", *words],
                          capture_output=True, text=True, check=True,
                          env={**os.environ, "HOME": "/nonexistent",
                               "PATH": os.path.dirname(os.path.abspath(program)) + ":"
                                       + os.environ["PATH"]})
    return {line.split("\t")[0] for line in done.stdout.split("\n") if line.startswith("--")}


def main():
    program = sys.argv[1]
    wanted = commands(program)
    page = (TOP / "docs" / "man" / "egress-policy.1").read_text().replace("\\~", " ")
    described = set(re.findall(r"^\.BI ([a-z]+) ", page, re.MULTILINE))
    checks = [("the manual page", described, wanted),
              ("completion of commands", completed(program, "") - {"--help", "--version"}, wanted),
              ("completion of options", completed(program, "compile", "--rep"), {"--repo"}),
              ("completion of formats", completed(program, "test", "--format", ""),
               {"text", "json", "junit", "github"}),
              ("completion of codes", completed(program, "explain", "E010") >= {"E0101", "E0109"},
               True)]
    for command in sorted(wanted):
        every = options(program, command)
        checks.append((f"bash, options of {command}", completed(program, command, "--"), every))
        if shutil.which("fish"):
            checks.append((f"fish, options of {command}",
                           completed_by_fish(program, command, "--") - {"--help"}, every))
    failed = False
    for what, found, expected in checks:
        if found == expected:
            continue
        failed = True
        if isinstance(found, bool):
            print(f"{what}: not as it should be")
        else:
            print(f"{what}: lacks {sorted(expected - found)}, has {sorted(found - expected)} too many")
    sys.exit(failed)


if __name__ == "__main__":
    main()
