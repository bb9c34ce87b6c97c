#!/usr/bin/env python3
"""`egress-policy` as a program: exit codes, streams, formats, colour, bad files.

usage: check.py EGRESS_POLICY [TEST...]
"""

import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import urllib.parse

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)

FINE = "www.example.com\n"
FAULTY = "# größe \u202e\n[passthrough]\n8.8.8.8\na.example step=\"é\" exee=/x\nhttps://a.example\n"


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text, name="p.egress"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def run_program(self, *arguments, stdin=b"", **environment):
        clean = {k: v for k, v in os.environ.items()
                 if k not in ("GITHUB_REPOSITORY", "NO_COLOR")}
        done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True,
                              env={**clean, **environment}, timeout=60,
                              cwd=self.folder.name, check=False)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        return done


class ExitCodes(Case):
    def test_fine_is_silent(self):
        done = self.run_program("check", self.file(FINE))
        self.assertEqual((done.returncode, done.out, done.err), (0, "", ""))

    def test_warnings_alone_are_fine(self):
        done = self.run_program("check", self.file("10.0.0.1/8\n"))
        self.assertEqual(done.returncode, 0)
        self.assertIn("W0201", done.err)

    def test_errors_are_findings(self):
        for arguments in (["check"], ["rules"], ["rules", "--format", "json"]):
            self.assertEqual(self.run_program(*arguments, self.file(FAULTY)).returncode, 1)

    def test_usage(self):
        path = self.file(FINE)
        for arguments in ([], ["nothing"], ["check"], ["check", "--nothing", path],
                          ["check", "--format", "xml", path], ["rules"], ["rules", path, path],
                          ["rules", "--format", "sarif", path],
                          ["check", *["--scope", "step=x"] * 17, path]):
            done = self.run_program(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.out, "", arguments)
            self.assertTrue(done.err, arguments)

    def test_files_that_cannot_be_read(self):
        fifo = os.path.join(self.folder.name, "locked")
        for path in ("/nowhere/x", self.folder.name, "", fifo):
            done = self.run_program("check", path)
            self.assertEqual(done.returncode, 2, path)
            self.assertEqual(done.err.count("\n"), 1)

    def test_a_file_that_cannot_be_read_does_not_hide_the_others(self):
        done = self.run_program("check", "/nowhere", self.file(FAULTY))
        self.assertEqual(done.returncode, 2)
        self.assertIn("E0601", done.err)

    def test_output_that_does_not_arrive(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "rules", self.file(FINE)], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)

    def test_help_and_version(self):
        for arguments in (["--help"], ["help"], ["check", "--help"], ["rules", "-h"]):
            done = self.run_program(*arguments)
            self.assertEqual(done.returncode, 0)
            self.assertTrue(done.out.startswith("usage: "))
        self.assertRegex(self.run_program("--version").out, r"^egress-policy \d+\.\d+\.\d+\n$")


class Input(Case):
    def test_standard_input(self):
        done = self.run_program("check", "-", stdin=FAULTY.encode())
        self.assertIn("<stdin>:4:21: error[E0601]", done.err)

    def test_every_byte(self):
        for byte in range(256):
            done = self.run_program("rules", "--format", "json", "-",
                                    stdin=b"a.example " + bytes([byte]) + b"\nb.example\n")
            targets = [rule["target"] for rule in json.loads(done.stdout)["rules"]]
            self.assertEqual(targets[-1], "b.example", byte)
            self.assertEqual(len(targets), 2 if byte in b" \t\n\r#" else 1, byte)

    def test_too_large(self):
        path = self.file(b"# 45678901234567" * (1 << 20) + b"x")
        done = self.run_program("check", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[E0101]", done.err)
        done = self.run_program("check", "/dev/zero")
        self.assertEqual((done.returncode, done.err.count("error[E0101]")), (1, 1))

    def test_repository_from_the_environment(self):
        path = self.file("{owner}.example.com\n")
        rules = ["rules", "--format", "json", path]
        for arguments, environment, target in (
                ([], {}, "{owner}.example.com"),
                ([], {"GITHUB_REPOSITORY": ""}, "{owner}.example.com"),
                ([], {"GITHUB_REPOSITORY": "octo/x"}, "octo.example.com"),
                (["--repo", "hex/x"], {"GITHUB_REPOSITORY": "octo/x"}, "hex.example.com")):
            done = self.run_program(*rules, *arguments, **environment)
            self.assertEqual(json.loads(done.stdout)["rules"][0]["target"], target)


class Formats(Case):
    def test_text_is_safe_for_a_terminal(self):
        done = self.run_program("check", self.file(FAULTY.encode() + b"\x1b[31m\x07\xff\xc2\x9b\n"))
        for character in "\x1b\x07\u202e\x9b":
            self.assertNotIn(character, done.err)

    def test_carets_stand_under_what_they_mean(self):
        """In columns of a terminal: wide characters take two, marks that join take none."""
        for value in ("", "\t", "\u65e5\u672c\u8a9e", "e\u0301", "\uff21\u20e3", "\U0001f512",
                      "\u0e01\u0e34", "\ud55c"):
            text = f'a.example step="{value}" exee=/x\n'
            lines = self.run_program("check", "--no-lints", self.file(text)).err.split("\n")
            shown, marks = lines[1:3]
            columns = sum(0 if unicodedata.category(c) in ("Mn", "Me") else
                          2 if unicodedata.east_asian_width(c) in "WF" else 1
                          for c in shown[:shown.index("exee")])
            self.assertEqual(marks.index("^"), columns, text)

    def test_colour_only_on_a_terminal(self):
        path = self.file(FAULTY)
        for environment, wanted in (({}, True), ({"NO_COLOR": "1"}, False)):
            parent, child = pty.openpty()
            clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
            subprocess.run([PROGRAM, "check", path], stderr=child, check=False,
                           env={**clean, **environment})
            os.close(child)
            with os.fdopen(parent, "rb") as terminal:
                self.assertEqual(b"\x1b[" in terminal.read1(65536), wanted)
        self.assertNotIn("\x1b[", self.run_program("check", path).err)

    def test_json(self):
        done = self.run_program("check", "--format", "json", self.file(FAULTY), self.file(FINE, "q"))
        found = json.loads(done.stdout)["diagnostics"]
        self.assertEqual([d["code"] for d in found], ["W0101", "E0701", "E0601", "E0403"])
        by_code = {d["code"]: d for d in found}
        self.assertEqual(by_code["E0601"]["line"], 4)
        self.assertEqual((by_code["E0601"]["column"], by_code["E0601"]["end_column"]), (21, 25))
        self.assertEqual(by_code["E0701"]["labels"][0]["line"], 2)
        self.assertEqual([f["replacement"] for f in by_code["E0403"]["fixes"]],
                         ["https://a.example/*", "a.example"])
        self.assertTrue(all(d["file"].endswith("p.egress") for d in found))

    def test_fixes_fix(self):
        """What a fix replaces makes the error go away."""
        text = FAULTY.encode()
        done = self.run_program("check", "--format", "json", self.file(text))
        lines = text.split(b"\n")
        for error in json.loads(done.stdout)["diagnostics"]:
            for fix in error.get("fixes", []):
                line = lines[fix["line"] - 1]
                fixed = (line[:fix["column"] - 1] + fix["replacement"].encode()
                         + line[fix["end_column"] - 1:])
                again = self.run_program("check", "-", stdin=fixed + b"\n")
                self.assertEqual(again.returncode, 0, fixed)

    def test_github(self):
        path = self.file(FAULTY, "a,b:c%.egress")
        done = self.run_program("check", "--format", "github", path)
        escaped = path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        lines = done.out.splitlines()
        self.assertEqual(len(lines), 4)
        for line in lines:
            self.assertRegex(line, r"^::(error|warning) file=[^,:]+,line=\d+,col=\d+,endLine=\d+,"
                                   r"endColumn=\d+,title=[EW]\d{4} [^:,]+::.+$")
            self.assertIn("file=" + escaped + ",", line)

    def test_what_is_not_shown_is_counted(self):
        path = self.file("foo\n" * 10003)
        for arguments in (["check"], ["rules"]):
            done = self.run_program(*arguments, "--format", "json", path)
            document = json.loads(done.stdout)
            self.assertEqual(len(document["diagnostics"]), 10000)
            self.assertEqual(document["diagnostics_dropped"], 3)
        self.assertIn("3 more", self.run_program("check", "--format", "github", path).out)
        self.assertIn("3 more", self.run_program("check", path).err)

    def test_codes(self):
        done = self.run_program("check", "--codes")
        self.assertEqual(done.returncode, 0)
        self.assertIn("## E0601: unknown attribute\n", done.out)


class Sarif(Case):
    """The parts of SARIF 2.1.0 (OASIS, section 3) that are used, and nothing else."""

    def check_keys(self, value, required, optional=()):
        self.assertLessEqual(set(required), set(value))
        self.assertLessEqual(set(value), set(required) | set(optional))

    def check_region(self, region, lines):
        self.check_keys(region, ["startLine", "startColumn", "endLine", "endColumn"])
        for end in ("start", "end"):
            line, column = region[end + "Line"], region[end + "Column"]
            self.assertTrue(1 <= line <= len(lines))
            self.assertTrue(1 <= column <= len(lines[line - 1]) + 1)
        self.assertLessEqual((region["startLine"], region["startColumn"]),
                             (region["endLine"], region["endColumn"]))

    def check_artifact(self, artifact):
        self.check_keys(artifact, ["uri"])
        self.assertRegex(artifact["uri"], r"^[A-Za-z0-9._~/%:-]+$")

    def check_location(self, location, lines, optional=()):
        self.check_keys(location, ["physicalLocation"], optional)
        self.check_keys(location["physicalLocation"], ["artifactLocation", "region"])
        self.check_artifact(location["physicalLocation"]["artifactLocation"])
        self.check_region(location["physicalLocation"]["region"], lines)

    def check_fix(self, fix, lines):
        self.check_keys(fix, ["description", "artifactChanges"])
        for change in fix["artifactChanges"]:
            self.check_keys(change, ["artifactLocation", "replacements"])
            self.check_artifact(change["artifactLocation"])
            for replacement in change["replacements"]:
                self.check_keys(replacement, ["deletedRegion", "insertedContent"])
                self.check_region(replacement["deletedRegion"], lines)
                self.check_keys(replacement["insertedContent"], ["text"])

    def check_result(self, result, rules, lines):
        self.check_keys(result, ["ruleId", "ruleIndex", "level", "message", "locations"],
                        ["relatedLocations", "fixes"])
        self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
        self.assertIn(result["level"], ("error", "warning"))
        self.check_keys(result["message"], ["text"])
        self.assertEqual(len(result["locations"]), 1)
        self.check_location(result["locations"][0], lines)
        for location in result.get("relatedLocations", []):
            self.check_location(location, lines, ["message"])
        for fix in result.get("fixes", []):
            self.check_fix(fix, lines)

    def test_document(self):
        path = self.file(FAULTY, "größe ]#.egress")
        document = json.loads(self.run_program("check", "--format", "sarif", path).stdout)
        self.check_keys(document, ["$schema", "version", "runs"])
        self.assertEqual(document["version"], "2.1.0")
        run, = document["runs"]
        self.check_keys(run, ["tool", "columnKind", "results"])
        driver = run["tool"]["driver"]
        self.check_keys(driver, ["name", "version", "rules"])
        for rule in driver["rules"]:
            self.check_keys(rule, ["id", "shortDescription", "fullDescription", "help",
                                   "defaultConfiguration"])
        self.assertEqual(len(run["results"]), 4)
        for result in run["results"]:
            self.check_result(result, driver["rules"], FAULTY.split("\n"))
            location = result["locations"][0]["physicalLocation"]
            self.assertEqual(urllib.parse.unquote(location["artifactLocation"]["uri"]),
                             "file://" + path)

    def test_columns_are_code_points(self):
        path = self.file(FAULTY)
        document = json.loads(self.run_program("check", "--format", "sarif", path).stdout)
        result, = [r for r in document["runs"][0]["results"] if r["ruleId"] == "E0601"]
        region = result["locations"][0]["physicalLocation"]["region"]
        self.assertEqual(region["startColumn"], FAULTY.split("\n")[3].index("exee") + 1)

    def test_no_findings_is_a_document_too(self):
        document = json.loads(self.run_program("check", "--format", "sarif", self.file(FINE)).stdout)
        self.assertEqual(document["runs"][0]["results"], [])


class Rules(Case):
    def test_text_is_a_policy_again(self):
        """What the text form prints behind number, line and kind means the same without headers."""
        policy = ("[:22 exe=/x]\na.example arg[1]=`a b`\n[*]\nhttps://*.a.example:80|81/x\n"
                  "[insecure step=\"s\"]\n10.0.0.0/8:53/udp\n[]\ndns:*.b.example\n"
                  "c.example:* passthrough\n")
        def rules(text):
            done = self.run_program("rules", "--format", "json", "-", stdin=text.encode())
            return [{k: v for k, v in rule.items() if k != "line"}
                    for rule in json.loads(done.stdout)["rules"]]
        printed = self.run_program("rules", self.file(policy)).out
        again = "".join(re.sub(r"^ *\d+  line \d+ +[a-z_]+ +", "", line) + "\n"
                        for line in printed.splitlines())
        self.assertEqual(rules(again), rules(policy))


if __name__ == "__main__":
    unittest.main()
