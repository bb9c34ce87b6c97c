#!/usr/bin/python3 -B
"""Every option that --help names is in the man page and in the completions, and none is there that
is not: words.py PATH-OF-EGRESS-RUN"""

import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[3]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def options(text):
    return set(OPTION.findall(text))


wanted = set()
for words in (["--help"], ["ctl", "--help"]):
    wanted |= options(subprocess.run([sys.argv[1], *words], capture_output=True, text=True,
                                     check=True).stdout)
failed = False
for file in ("docs/man/egress-run.1", "completions/egress-run.bash", "completions/_egress-run"):
    found = options((TOP / file).read_text().replace("\\-", "-"))
    if found != wanted:
        print(f"{file}: lacks {sorted(wanted - found)}, has {sorted(found - wanted)} too many")
        failed = True
sys.exit(failed)
