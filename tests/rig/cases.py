"""Tests over one shared small internet: `main(directory)` runs the test_*.py of a directory.

Written with unittest; rows(table) makes one test of each row of a table. Prints one line a test and
a closing line "N passed, M failed, K skipped"; --results FILE has it as JSON for tests/run.
"""

import argparse
import functools
import json
import signal
import sys
import time
import unittest

from . import guard, internet, space

_shared = {}


def machine():
    """The one machine of this process; its internet is machine().net."""
    if not _shared:
        _shared["net"] = internet.Internet()
        _shared["machine"] = guard.Machine(_shared["net"])
    return _shared["machine"]


class Case(unittest.TestCase):
    longMessage = True
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.machine = machine()
        cls.net = cls.machine.net
        cls.oracle = cls.net.oracle


def rows(table, name=lambda row: row[0]):
    """Decorates a method(self, *row): becomes one test a row, called test_<name of the row>."""
    def decorate(method):
        method.rows = [(name(row), row) for row in table]
        return method
    return decorate


def expand(cls):
    """Class decorator that carries out `rows`."""
    for attribute, method in list(vars(cls).items()):
        for label, row in getattr(method, "rows", ()):
            test = functools.partialmethod(method, *row)
            word = "".join(c if c.isalnum() else "_" for c in label)
            unique = f"test_{attribute}_{word}"
            assert not hasattr(cls, unique), f"two rows are called {label}"
            setattr(cls, unique, test)
            _labels[f"{cls.__module__}.{cls.__qualname__}.{unique}"] = label
    return cls


_labels = {}


class _Report(unittest.TestResult):
    def __init__(self, verbose):
        super().__init__()
        self._verbose = verbose
        self.passed = 0

    def startTest(self, test):
        super().startTest(test)
        self._started = time.monotonic()

    def _say(self, word, test, more=""):
        module, _, name = test.id().rpartition(".")
        label = _labels.get(test.id(), name.removeprefix("test_").replace("_", " "))
        seconds = time.monotonic() - self._started
        print(f"{word:4} {module.rpartition('.')[2]}: {label} ({seconds:.2f} s){more}", flush=True)

    def addSuccess(self, test):
        self.passed += 1
        self._say("ok", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._started = time.monotonic()
        self._say("skip", test, f": {reason}")

    def _bad(self, test, error):
        self._say("FAIL", test)
        text = self._exc_info_to_string(error, test)
        print("     " + text.rstrip().replace("\n", "\n     "), flush=True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._bad(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._bad(test, err)


def main(directory, with_internet=True):
    """Without `with_internet`: tests that need neither machine() nor its namespaces."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*", help="only tests whose names hold one of these words")
    parser.add_argument("--results", help="write the counts to this file, as JSON")
    options = parser.parse_args()
    if with_internet:
        space.enter()
    # A shell ignores these for what it starts in the background, and every command would inherit it.
    for number in (signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    suite = unittest.defaultTestLoader.discover(directory, pattern="test_*.py")
    tests = [test for test in _flatten(suite)
             if not options.words or any(word in test.id() for word in options.words)]
    report = _Report(options)
    try:
        if with_internet:
            machine()
        unittest.TestSuite(tests).run(report)
    except space.RigError as error:
        sys.exit(f"{sys.argv[0]}: {error}")
    finally:
        if "net" in _shared:
            _shared["net"].close()
    failed = len(report.failures) + len(report.errors) + len(report.unexpectedSuccesses)
    counts = {"passed": report.passed, "failed": failed, "skipped": len(report.skipped)}
    if options.results:
        with open(options.results, "w", encoding="utf-8") as out:
            json.dump(counts, out)
    else:
        print(f"{counts['passed']} passed, {failed} failed, {counts['skipped']} skipped")
    sys.exit(1 if failed else 0)


def _flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _flatten(test)
        else:
            yield test
