"""Every suite, one after the other, and one closing line over all of them. See tests/run."""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

from rig import leftovers, space

TESTS = pathlib.Path(__file__).resolve().parent
TOP = TESTS.parent
PYTHON = [sys.executable, "-B"]


class Counts(dict):
    def __init__(self, passed=0, failed=0, skipped=0):
        super().__init__(passed=passed, failed=failed, skipped=skipped)

    def add(self, other):
        for key, value in other.items():
            self[key] += value

    def __str__(self):
        line = f"{self['passed']} passed, {self['failed']} failed"
        return line + (f", {self['skipped']} skipped" if self["skipped"] else "")


def build(preset, *options):
    subprocess.run([TOP / "tools" / "build", preset, *options], check=True)


def ctest(directory, *selection):
    """Runs part of ctest; a Criterion suite counts as the number of its tests, a file of cases as
    that of its cases."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as scratch:
        report = pathlib.Path(scratch) / "junit.xml"
        done = subprocess.run(["ctest", "--test-dir", TOP / directory, "--output-junit", report,
                               "--timeout", "600", "--no-tests=ignore", *selection],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if not report.exists():
            print(done.stdout[-3000:], done.stderr[-3000:])
            return Counts(failed=1)
        for case in xml.etree.ElementTree.parse(report).iter("testcase"):
            counts.add(_one_ctest(case))
    return counts


def _one_ctest(case):
    output = case.findtext("system-out") or ""
    status = case.get("status")
    synthesis = re.search(r"Tested: (\d+) \| Passing: (\d+) \| Failing: (\d+) \| Crashing: (\d+)",
                          output)
    cases = sum(int(count) for count in re.findall(r": (\d+) of \d+ cases", output))
    if status == "run":
        print(f"ok   {case.get('name')} ({float(case.get('time', 0)):.2f} s)")
        for note in re.findall(r"^.*\bskipped\b.*$", output, re.MULTILINE):
            print(f"     {note}")
        return Counts(passed=int(synthesis[2]) if synthesis else cases or 1)
    if status in ("notrun", "disabled"):
        print(f"skip {case.get('name')}")
        return Counts(skipped=1)
    print(f"FAIL {case.get('name')}\n{output[-6000:]}")
    if synthesis:
        bad = int(synthesis[3]) + int(synthesis[4])
        return Counts(passed=int(synthesis[2]), failed=max(bad, 1))
    return Counts(failed=1)


def script(path, *arguments):
    """A suite of ours that writes its counts to --results FILE."""
    with started(path, *arguments) as suite:
        return suite.finish()


class started:
    """The same, begun and not waited for. With `quiet` its output is kept until it has ended."""

    def __init__(self, path, *arguments, quiet=False):
        self._path = path
        self._scratch = tempfile.TemporaryDirectory()
        self._results = pathlib.Path(self._scratch.name) / "results.json"
        self._output = tempfile.TemporaryFile("w+") if quiet else None
        self._process = subprocess.Popen([*PYTHON, path, *arguments, "--results", self._results],
                                         stdin=subprocess.DEVNULL, stdout=self._output)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()
        self._scratch.cleanup()

    def finish(self):
        status = self._process.wait()
        if self._output:
            self._output.seek(0)
            print(self._output.read(), end="")
        if not self._results.exists():
            print(f"FAIL {self._path}: ended with status {status} and told no results")
            return Counts(failed=1)
        return Counts(**json.loads(self._results.read_text()))


NO_PRIVILEGE = ("-LE", "root", "-E", "^conformance", "-j", str(os.cpu_count()))


def unit():
    return ctest("build", *NO_PRIVILEGE)


def root():
    return ctest("build", "-L", "root")


def conformance():
    return ctest("build", "-R", "^conformance")


def examples():
    """Every example policy compiles; the quickstart ends as it should."""
    counts = Counts()
    compiler = TOP / "build" / "bin" / "egress-policy"
    for policy in sorted((TOP / "examples").rglob("*.egress")):
        placeholders = ["--repo", "octo-org/octo-repo"] if "{owner}" in policy.read_text() else []
        commands = (["check", *placeholders, policy],
                    ["compile", *placeholders, "-o", "/dev/null", policy])
        counts.add(_check(f"{policy.relative_to(TOP)}", *([compiler, *each] for each in commands)))
    with tempfile.NamedTemporaryFile("w", suffix=".egress") as policy:
        policy.write(_readme_policy())
        policy.flush()
        counts.add(_check("the policy of README.md", [compiler, "compile", "-o", "/dev/null", policy.name]))
    counts.add(_check("quickstart", [*PYTHON, TOP / "examples" / "quickstart" / "tour.py"]))
    return counts


def _readme_policy():
    """The indented block that begins with "# ci.egress"."""
    block = re.search(r"(?:^ {4}.*\n)+", (TOP / "README.md").read_text().partition("refused.\n\n")[2],
                      re.MULTILINE)[0]
    assert block.startswith("    # ci.egress"), block
    return block


def _check(label, *commands, show=False):
    """One test: every command must end with 0."""
    for command in commands:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=120, check=False)
        if done.returncode != 0:
            print(f"FAIL {label}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
            return Counts(failed=1)
        if show:
            print(done.stdout, end="")
    print(f"ok   {label}")
    return Counts(passed=1)


def editors():
    return script(TESTS / "editors" / "run")


def rig():
    return script(TESTS / "rig" / "run")


def e2e():
    return script(TESTS / "e2e" / "run")


def attack():
    """Every attack, and every one in audit mode: side by side, for both mostly wait."""
    with started(TESTS / "attack" / "audit", quiet=True) as audit:
        counts = script(TESTS / "attack" / "run")
        print("-- in audit mode:")
        counts.add(audit.finish())
    return counts


def clang():
    build("clang")
    return ctest("build-clang", *NO_PRIVILEGE)


def sanitizers():
    build("asan-ubsan")
    return ctest("build-asan", *NO_PRIVILEGE)


def bench():
    """What starting and resting cost: shown, not judged, for a busy machine misses any target."""
    build("release", "-DBUILD_TESTING=OFF")
    return _check("benchmark of starting", [*PYTHON, TESTS / "bench" / "start", "--rounds", "15"],
                  show=True)


PARTS = {part.__name__: part for part in
         (unit, conformance, root, rig, examples, editors, e2e, attack, bench, clang, sanitizers)}


def main():
    parser = argparse.ArgumentParser(
        prog="tests/run", description="Runs all tests of Egress, or the named parts.",
        epilog="A part's own runner takes more: tests/e2e/run --help, tests/attack/run --help.")
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help=f"one of: {', '.join(PARTS)}")
    options = parser.parse_args()
    for part in options.parts:
        if part not in PARTS:
            parser.error(f"no part is called '{part}'")
    os.chdir(TOP)
    sys.exit(run_parts(options.parts or list(PARTS)))


def run_parts(names):
    os.environ[space.SESSION] = str(os.getpid())
    before = leftovers.snapshot()
    total, started = Counts(), time.monotonic()
    try:
        print("== build", flush=True)
        build("dev")
        for name in names:
            print(f"== {name}", flush=True)
            counts = PARTS[name]()
            print(f"-- {name}: {counts}", flush=True)
            total.add(counts)
    except subprocess.CalledProcessError:
        total.add(Counts(failed=1))
    finally:
        _give_back_builds()
    print("== machine", flush=True)
    differences = leftovers.differences(before)
    for difference in differences:
        print(f"FAIL left behind: {difference}")
    total.add(Counts(failed=len(differences)) if differences else Counts(passed=1))
    print(f"took {time.monotonic() - started:.0f} s")
    print(total, flush=True)
    return 1 if total["failed"] else 0


def _give_back_builds():
    """ctest as root writes into the build folders of whoever owns the tree."""
    owner = TOP.stat()
    if owner.st_uid != 0:
        for folder in TOP.glob("build*"):
            subprocess.run(["chown", "-R", f"{owner.st_uid}:{owner.st_gid}", folder], check=False)


if __name__ == "__main__":
    main()
