#!/usr/bin/env python3
"""The manual page has every command of --help and none besides; so do the completions, which ask.

usage: manual.py EGRESS_POLICY
"""

import os
import pathlib
import re
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


def main():
    program = sys.argv[1]
    wanted = commands(program)
    page = (TOP / "docs" / "man" / "egress-policy.1").read_text().replace("\\~", " ")
    described = set(re.findall(r"^\.BI ([a-z]+) ", page, re.MULTILINE))
    checks = [("the manual page", described, wanted),
              ("completion of commands", completed(program, "") - {"--help", "--version"}, wanted),
              ("completion of options", completed(program, "compile", "--rep"), {"--repo"})]
    failed = False
    for what, found, expected in checks:
        if found != expected:
            print(f"{what}: lacks {sorted(expected - found)}, has {sorted(found - expected)} too many")
            failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
