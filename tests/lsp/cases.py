"""Cases of one file: functions that are given the program, run one after the other."""

import pathlib
import sys
import traceback


class Cases:
    def __init__(self):
        self.functions = []

    def case(self, function):
        self.functions.append(function)
        return function

    def main(self):
        """`FILE.py EGRESS_LSP [CASE...]`; the exit code of the process."""
        program, *chosen = sys.argv[1:]
        functions = [f for f in self.functions if not chosen or f.__name__ in chosen]
        passed = 0
        for function in functions:
            try:
                function(str(pathlib.Path(program).resolve()))
                passed += 1
            except Exception:  # whatever it is, the others still run
                print(f"FAILED {function.__name__}")
                traceback.print_exc(file=sys.stdout)
        name = pathlib.Path(sys.argv[0]).stem
        print(f"{name}: {passed} of {len(functions)} cases")
        return 0 if passed == len(functions) else 1
