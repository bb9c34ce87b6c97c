#!/usr/bin/env python3
"""The pages of diagnostics: each has its examples, and the examples are what they are called.

usage: pages.py EGRESS_POLICY [CODE...]
"""

import os
import re
import subprocess
import sys
import tempfile


def expand(text):
    """An example with its marks (lang/source/pages.h) replaced, as bytes."""
    out, at = b"", 0
    while at < len(text):
        mark = re.compile(r"<(?:byte ([0-9A-F]{2})>|U\+([0-9A-F]{4})>|(\d+) times )").match(text, at)
        if not mark:
            out += text[at].encode()
            at += 1
        elif mark[1]:
            out += bytes([int(mark[1], 16)])
            at = mark.end()
        elif mark[2]:
            out += chr(int(mark[2], 16)).encode()
            at = mark.end()
        else:
            end = at = mark.end()
            depth = 1
            while depth:
                depth += {"<": 1, ">": -1}.get(text[end], 0)
                end += 1
            piece = text[at:end - 1].replace("\\n", "\n").encode()
            if b"<n>" in piece:
                out += b"".join(piece.replace(b"<n>", b"%d" % n) for n in range(int(mark[3])))
            else:
                out += piece * int(mark[3])
            at = end
    return out


def pages(text):
    """For each code: its body, and the (command, text) of both examples."""
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        code = section[:5]
        found = re.findall(r"^(Wrong|Right)(?:, with `egress-policy (.*?) ci\.(?:egress|yml|test)`)?:\n\n"
                           r"((?:    .*\n|\n(?=    ))+)", section, re.M)
        yield code, [(kind, command.split() or ["check"], re.sub(r"^    ", "", body, flags=re.M))
                     for kind, command, body in found]


def codes_of(program, folder, code, command, text):
    name = {"09": "ci.yml", "14": "ci.test"}.get(code[1:3], "ci.egress")
    with open(os.path.join(folder, "ci.egress"), "w", encoding="utf-8") as file:
        file.write("https://www.example.com/api/*\n")  # what tests are of
    with open(os.path.join(folder, name), "wb") as file:
        file.write(expand(text))
    environment = {k: v for k, v in os.environ.items() if k != "GITHUB_REPOSITORY"}
    done = subprocess.run([program, *command, name], cwd=folder, capture_output=True,
                          env=environment, timeout=120, check=False)
    return re.findall(r"^[^ ]*: (?:error|warning)\[(.*?)\]", done.stderr.decode(), re.M), done


def main(program, wanted):
    failed = 0
    text = subprocess.run([program, "check", "--codes"], capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        for code, examples in pages(text.decode()):
            if wanted and code not in wanted:
                continue
            page = subprocess.run([program, "explain", code.lower()], capture_output=True,
                                  check=False)
            if page.returncode or f"[{code}]: ".encode() not in page.stdout:
                print(f"{code}: `explain` does not print it")
                failed += 1
            if [kind for kind, *_ in examples] != ["Wrong", "Right"]:
                print(f"{code}: no two examples")
                failed += 1
                continue
            for kind, command, body in examples:
                seen, done = codes_of(program, folder, code, command, body)
                good = set(seen) == {code} if kind == "Wrong" else not seen and not done.stderr
                exit_code = 1 if kind == "Wrong" and code[0] == "E" else 0
                if not good or done.returncode != exit_code:
                    print(f"{code}: the {kind.lower()} example gives {seen}, exit {done.returncode}")
                    print(done.stderr.decode()[:600])
                    failed += 1
    for word, status in (("E9999", 2), ("x", 2), ("E01021", 2)):
        done = subprocess.run([program, "explain", word], capture_output=True, check=False)
        if done.returncode != status or done.stdout or not done.stderr:
            print(f"`explain {word}` is not refused")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
