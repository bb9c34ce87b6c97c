#!/usr/bin/env python3
"""What bash, zsh and fish offer behind `egress-policy ...`, each asked as a person would ask it.

usage: completions.py EGRESS_POLICY [SHELL...]
"""

import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

COMPLETIONS = pathlib.Path(__file__).resolve().parents[2] / "completions"
POLICIES = {"policy.egress", "ci.yml", "action.yaml"}
FILES = POLICIES | {"policy.test", "policy.egb", "notes.txt"}

# Behind these words, the last one begun: exactly this.
WANTED = [
    (["comp"], {"compile"}),
    (["check", "--rep"], {"--repo"}),
    (["check", "--format", ""], {"text", "json", "sarif", "github"}),
    (["rules", "--format", ""], {"text", "json"}),
    (["test", "--format", ""], {"text", "json", "junit", "github"}),
    (["test", "--format", "ju"], {"junit"}),
    (["check", "--deny", "war"], {"warnings"}),
    (["compile", "--defaults", ""], {"gha"}),
    (["check", "--repo", ""], set()),
    (["check", ""], POLICIES),
    (["check", "policy.egress", "ci"], {"ci.yml"}),
    (["fmt", ""], POLICIES),
    (["explain", ""], POLICIES),
    (["explain", "policy.egress", "--exe", ""], set()),
    (["test", ""], POLICIES | {"policy.test"}),
    (["test", "--policy", ""], POLICIES),
    (["disasm", ""], {"policy.egb"}),
    (["eval", "--bytecode", ""], {"policy.egb"}),
    (["eval", "--policy", ""], POLICIES),
    (["eval", ""], FILES),
    (["compile", "-o", ""], FILES),
    (["analyze", "policy.egress", ""], FILES),
    (["explain", "policy.egress", "--log", ""], FILES),
]


class Bash:
    """Without the package bash-completion: of its functions the two that ours calls stand here."""

    SCRIPT = r"""
_init_completion() {
    words=("${COMP_WORDS[@]}") cword=$COMP_CWORD cur=${words[cword]} prev=${words[cword-1]}
}
_filedir() {
    local file
    shopt -s extglob nullglob
    for file in "$cur"*; do
        [[ -z ${1-} || $file == *.$1 ]] && COMPREPLY+=("$file")
    done
}
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _egress_policy
printf '%s\n' "${COMPREPLY[@]}"
"""

    def __init__(self, folder, environment):
        self.how = {"cwd": folder, "env": environment}

    def offers(self, words):
        done = subprocess.run(["bash", "-c", self.SCRIPT, "bash",
                               COMPLETIONS / "egress-policy.bash", "egress-policy", *words],
                              capture_output=True, text=True, check=True, **self.how)
        return set(done.stdout.split())

    def close(self):
        pass


class Fish:
    def __init__(self, folder, environment):
        self.how = {"cwd": folder, "env": environment}

    def offers(self, words):
        script = ('source $argv[1]/egress-policy.fish; '
                  'complete -C (string join " " -- egress-policy $argv[2..-1])')
        done = subprocess.run(["fish", "--no-config", "-c", script, COMPLETIONS, *words],
                              capture_output=True, text=True, check=True, **self.how)
        assert not done.stderr, done.stderr
        return {line.split("\t")[0] for line in done.stdout.split("\n") if line}

    def close(self):
        pass


class Zsh:
    """A shell on a terminal. Tab writes what every completer adds to a file, then `end`."""

    SETUP = r"""
PS1='ready> '; fpath=(%(completions)s $fpath); autoload -Uz compinit; compinit -u -D
compadd() {
    local -a hits
    if [[ ! " $* " =~ " -[a-zA-Z]*[AOD] " ]]; then
        builtin compadd -O hits "$@"; print -rl -- $hits >>%(found)s
    fi
    builtin compadd "$@"
}
collect() { _main_complete; compstate[insert]=; compstate[list]=; print end >>%(found)s; }
zle -C collect complete-word collect; bindkey '^I' collect
"""
    PATIENCE = 30

    def __init__(self, folder, environment):
        self.found = os.path.join(folder, ".found")
        with open(os.path.join(folder, ".zshrc"), "w", encoding="utf-8") as file:
            file.write(self.SETUP % {"completions": COMPLETIONS, "found": self.found})
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-d", "-i"], {**environment, "ZDOTDIR": folder})
        shown, end = b"", time.monotonic() + self.PATIENCE
        while b"ready> " not in shown:
            if time.monotonic() > end:
                raise TimeoutError(f"zsh is not ready: {shown!r}")
            if select.select([self.terminal], [], [], 1)[0]:
                shown += os.read(self.terminal, 65536)

    def offers(self, words):
        with open(self.found, "w", encoding="utf-8"):
            pass
        line = b"\x15" + " ".join(["egress-policy", *words]).encode() + b"\t"  # ^U: a new line
        os.write(self.terminal, line)
        end = time.monotonic() + self.PATIENCE
        while time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.02)[0]:
                os.read(self.terminal, 65536)
            with open(self.found, encoding="utf-8") as file:
                found = file.read().split("\n")
            if "end" in found:
                return set(found) - {"end", ""}
        raise TimeoutError(f"no answer behind {words}")

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


SHELLS = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def help_of(program, *words):
    return subprocess.run([program, *words, "--help"], capture_output=True, text=True,
                          check=True).stdout


def from_the_program(program):
    """Commands, options and codes: what the program itself says it has."""
    commands = set(re.findall(r"^  ([a-z]+) ", help_of(program).partition("commands:")[2], re.M))
    pages = subprocess.run([program, "check", "--codes"], capture_output=True, text=True,
                           check=True).stdout
    codes = set(re.findall(r"^## ([EW]\d+)", pages, re.M))
    yield [""], commands | {"--help", "--version"}
    yield ["explain", "E0"], {code for code in codes if code.startswith("E0")}
    yield ["check", "--deny", "W"], {code for code in codes if code.startswith("W")}
    for command in sorted(commands):
        options = set(re.findall(r"(?:^|[ ,(])(--[a-z-]+)", help_of(program, command), re.M))
        yield [command, "--"], options | {"--help"}


def main(program, names):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            with open(os.path.join(folder, name), "w", encoding="utf-8"):
                pass
        environment = {**os.environ, "LC_ALL": "C", "HOME": folder, "TERM": "dumb",
                       "PATH": os.path.dirname(program) + ":" + os.environ["PATH"]}
        for name in names:
            shell = SHELLS[name](folder, environment)
            for words, wanted in [*WANTED, *from_the_program(program)]:
                found = shell.offers(words)
                if found != wanted:
                    failed += 1
                    print(f"{name}, behind {words}: lacks {sorted(wanted - found)}, "
                          f"has {sorted(found - wanted)} too many")
            shell.close()
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:] or list(SHELLS)))
