#!/usr/bin/env python3
"""SARIF reports against the schema of the standard, which comes from a package of npm's registry.

usage: sarif_schema.py EGRESS_POLICY FOLDER    FOLDER is kept: the package is fetched once

Ends with 77 (skipped) where the package cannot be had.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


def fetch(folder):
    path = os.path.join(folder, SCHEMA)
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        try:
            subprocess.run(["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit",
                            "--no-fund", "--no-save", PACKAGE], check=True, capture_output=True,
                           timeout=300)
        except (OSError, subprocess.SubprocessError) as error:
            print("skipped:", error)
            sys.exit(77)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def complain(validator, name, document):
    """How many documents are wrong: 0 or 1."""
    errors = list(validator.iter_errors(document))
    for error in errors[:3]:
        print(name, list(error.absolute_path), error.message[:200])
    return bool(errors)


def main(program, folder):
    try:
        import jsonschema
    except ImportError as error:
        print("skipped:", error)
        sys.exit(77)
    validator = jsonschema.Draft4Validator(fetch(folder))
    golden = sorted(glob.glob(os.path.join(HERE, "..", "golden", "*", "*.egress"))
                    + glob.glob(os.path.join(HERE, "..", "golden", "*", "*.yml")))
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        copied = os.path.join(scratch, "copied")
        os.mkdir(copied)
        many = os.path.join(scratch, "m\u00e4ny, with: 100%.egress")
        with open(many, "w", encoding="utf-8") as file:
            file.write("foo\n" * 10003)
        for files in [[path] for path in golden] + [golden, [many], [many, many], ["/dev/null"]]:
            done = subprocess.run([program, "check", "--format", "sarif", *files],
                                  capture_output=True, check=False)
            failed += complain(validator, files[0], json.loads(done.stdout))
            # What could be fixed, and what is left once it is.
            copies = [shutil.copy(path, copied) for path in files if path != "/dev/null"]
            for how in (["--fix=all", "--diff"], ["--fix=all"]):
                done = subprocess.run([program, "check", "--format", "sarif", *how, *copies],
                                      capture_output=True, check=False)
                if copies:
                    failed += complain(validator, files[0], json.loads(done.stdout))
        said = document_of(program, many)["runs"][0]["invocations"][0]
        if "3 more" not in json.dumps(said):
            print("what is left out is not counted")
            failed += 1
    # A schema that takes anything would not be one.
    if validator.is_valid({"version": "2.1.0"}):
        print("the schema takes anything")
        failed += 1
    return 1 if failed else 0


def document_of(program, path):
    return json.loads(subprocess.run([program, "check", "--format", "sarif", path],
                                     capture_output=True, check=False).stdout)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2]))
