#!/usr/bin/env python3
"""The manual page has every command of --help and none besides.

usage: manual.py EGRESS_POLICY
"""

import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]


def commands(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  ([a-z]+) ", text.partition("commands:")[2], re.MULTILINE))


def main():
    program = sys.argv[1]
    wanted = commands(program)
    page = (TOP / "docs" / "man" / "egress-policy.1").read_text().replace("\\~", " ")
    described = set(re.findall(r"^\.BI ([a-z]+) ", page, re.MULTILINE))
    if described != wanted:
        sys.exit(f"lacks {sorted(wanted - described)}, has {sorted(described - wanted)} too many")


if __name__ == "__main__":
    main()
