#!/usr/bin/env python3
"""`egress-policy check --fix`.

usage: fix.py EGRESS_POLICY [TEST...]
"""

import glob
import json
import os
import random
import re
import stat
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else sys.exit(__doc__)
GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden")

# What is wrong in one way only, and how it is right.
SURE = {
    "www.example.com:80| 8443\n": "www.example.com:80|8443\n",
    "www.example.com:8080,8443\n": "www.example.com:8080|8443\n",
    "dns: www.example.com\n": "dns:www.example.com\n",
    "[https://www.example.com\n/a\n": "[https://www.example.com]\n/a\n",
    "www.example.com exe:/usr/bin/curl\n": "www.example.com exe=/usr/bin/curl\n",
    "[8443]\nwww.example.com\n": "[:8443]\nwww.example.com\n",
    "www.example.com:https\n": "www.example.com:443\n",
    "https://www.example.com/a#b\n": "https://www.example.com/a\n",
    "https://me@www.example.com/a\n": "https://www.example.com/a\n",
    "www.example.com exe = /usr/bin/curl\n": "www.example.com exe=/usr/bin/curl\n",
    "www.example.com.\n": "www.example.com\n",
    "**.example.com\nexample.com\n": "*.example.com\nexample.com\n",
    "www.example.com exe=/usr/bin/curl insecure\n": "www.example.com insecure exe=/usr/bin/curl\n",
    "198.51.100.0/255.255.255.0\n": "198.51.100.0/24\n",
    "198.51.100.7/24\n": "198.51.100.0/24\n",
    "DNS:www.example.com\n": "dns:www.example.com\n",
    "https://www.example.com/**/b\n": "https://www.example.com/*/b\n",
    "www.example.com\nwww.example.com\n# end\n": "www.example.com\n# end\n",
    "GET|POST/a\n": "GET|POST /a\n",
    # Several on one line, and in one text.
    "www.example.com:https exe=/usr/bin/curl insecure # x\nwww.example.org.\n":
        "www.example.com:443 insecure exe=/usr/bin/curl # x\nwww.example.org\n",
    # The same rule once it is written right.
    "www.example.com\nwww.example.com:https\n": "www.example.com\n",
}

# What somebody has to decide.
GUESSES = {
    "GTE https://www.example.com/*\n": "GET https://www.example.com/*\n",
    "www.example.com exec=/usr/bin/curl\n": "www.example.com exe=/usr/bin/curl\n",
    "https://www.example.com\n": "https://www.example.com/*\n",
    "www.example.com/a\n": "https://www.example.com/a\n",
    ".example.com\nexample.com\n": "*.example.com\nexample.com\n",
    "https://www.example.com/{ower}/*\n": "https://www.example.com/{owner}/*\n",
    "www.example.com passthrugh\n": "www.example.com passthrough\n",
}

WORKFLOW = """# größe
on: push
jobs:
  a:
    steps:
      - uses: ./
        with:
          policy: |{eol}
{body}
          other: "x"  # stays
      - run: |
          www.example.com:https
"""


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text, name="p.egress"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def run_program(self, *arguments, stdin=b"", **environment):
        clean = {k: v for k, v in os.environ.items() if k not in ("GITHUB_REPOSITORY", "NO_COLOR")}
        return subprocess.run([PROGRAM, "check", *arguments], input=stdin, capture_output=True,
                              env={**clean, **environment}, timeout=60, cwd=self.folder.name,
                              check=False)

    def fixed(self, text, *arguments, name="p.egress"):
        path = self.file(text, name)
        self.run_program(*arguments or ["--fix"], path)
        return self.read(path).decode()


class Texts(Case):
    def test_sure(self):
        for wrong, right in SURE.items():
            with self.subTest(wrong):
                self.assertEqual(self.fixed(wrong), right)

    def test_guesses(self):
        for wrong, right in GUESSES.items():
            with self.subTest(wrong):
                self.assertEqual(self.fixed(wrong), wrong)
                self.assertEqual(self.fixed(wrong, "--fix=all"), right)

    def test_line_ends_stay(self):
        for wrong, right in {**SURE}.items():
            with self.subTest(wrong):
                self.assertEqual(self.fixed(wrong.replace("\n", "\r\n")),
                                 right.replace("\n", "\r\n"))

    def test_without_a_final_line_end(self):
        self.assertEqual(self.fixed("www.example.com:https"), "www.example.com:443")
        self.assertEqual(self.fixed("a.example\na.example"), "a.example")

    def test_a_fix_that_makes_an_error_is_left_out(self):
        """Closed, the header would forbid what stands below it."""
        text = "[passthrough\n203.0.113.7\nwww.example.com:https\n"
        path = self.file(text)
        done = self.run_program("--fix", path)
        self.assertEqual(self.read(path).decode(), text.replace("https", "443"))
        self.assertIn(b"1 fix applied", done.stderr)
        self.assertIn(b"1 fix left out", done.stderr)
        self.assertEqual(done.returncode, 1)

    def test_placeholders_are_not_replaced(self):
        path = self.file("https://www.example.com/{owner}/**/{repo}\n{owner}.example.com:https\n")
        self.run_program("--fix", "--repo", "octo/tools", path, GITHUB_REPOSITORY="a/b")
        self.assertEqual(self.read(path).decode(),
                         "https://www.example.com/{owner}/*/{repo}\n{owner}.example.com:443\n")

    def test_nothing_to_fix_is_nothing_written(self):
        path = self.file("www.example.com\nfoo\n")
        before = os.stat(path)
        self.assertEqual(self.run_program("--fix", path).returncode, 1)
        self.assertEqual(os.stat(path).st_ino, before.st_ino)

    def test_the_golden_policies(self):
        """Stable, never more errors, and without a fix that is sure what is left has none."""
        for path in sorted(glob.glob(os.path.join(GOLDEN, "*", "*.egress"))
                           + glob.glob(os.path.join(GOLDEN, "*", "*.yml"))):
            for how in ("--fix", "--fix=all"):
                with self.subTest(path, how=how):
                    self.check_fixed(self.read(path), os.path.basename(path), how)

    def check_fixed(self, text, name, how):
        path = self.file(text, name)
        before = json.loads(self.run_program("--format", "json", path).stdout)["diagnostics"]
        done = self.run_program(how, path)
        once = self.read(path)
        after = json.loads(self.run_program("--format", "json", path).stdout)["diagnostics"]
        errors = [[d for d in found if d["severity"] == "error"] for found in (before, after)]
        self.assertLessEqual(len(errors[1]), len(errors[0]))
        if b"left out" not in done.stderr:
            left = [f for d in after for f in d.get("fixes", []) if f["sure"] or how != "--fix"]
            self.assertEqual(left, [])
        self.run_program(how, path)
        self.assertEqual(self.read(path), once)

    def test_random_mixtures(self):
        lines = [line for path in sorted(glob.glob(os.path.join(GOLDEN, "*", "*.egress")))
                 for line in self.read(path).split(b"\n")
                 if not line.startswith(b"# options") and len(line) < 300]
        source = random.Random(7)
        for i in range(60):
            text = b"\n".join(source.choices(lines, k=source.randrange(1, 40)))
            with self.subTest(text):
                self.check_fixed(text, "p.egress", "--fix" if i % 2 else "--fix=all")


class Files(Case):
    def test_mode_and_link_stay(self):
        path = self.file("www.example.com:https\n")
        os.chmod(path, 0o640)
        link = os.path.join(self.folder.name, "link.egress")
        os.symlink("p.egress", link)
        self.assertEqual(self.run_program("--fix", link).returncode, 0)
        self.assertTrue(os.path.islink(link))
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o640)
        self.assertEqual(self.read(path), b"www.example.com:443\n")
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["link.egress", "p.egress"])

    def test_standard_input(self):
        done = self.run_program("--fix", "-", stdin=b"www.example.com:https\nfoo\n")
        self.assertEqual(done.stdout, b"www.example.com:443\nfoo\n")
        self.assertIn(b"<stdin>:2:1: error[E0202]", done.stderr)
        self.assertEqual(done.returncode, 1)

    def test_diff_writes_nothing(self):
        text = "a.example\n" * 1 + "".join(f"h{i}.example\n" for i in range(20)) + \
            "www.example.com:https\na.example\nz.example\n"
        path = self.file(text)
        done = self.run_program("--fix", "--diff", path)
        self.assertEqual(self.read(path).decode(), text)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(re.findall(r"^[-+][^-+].*", done.stdout.decode(), re.M),
                         ["-www.example.com:https", "-a.example", "+www.example.com:443"])
        patched = subprocess.run(["patch", "-s", path], input=done.stdout, check=False,
                                 capture_output=True)
        if patched.returncode == 0:
            self.assertEqual(self.read(path).decode(),
                             text.replace(":https", ":443")[:-len("a.example\nz.example\n")]
                             + "z.example\n")

    def test_diff_of_nothing(self):
        done = self.run_program("--fix", "--diff", self.file("www.example.com\n"))
        self.assertEqual((done.returncode, done.stdout), (0, b""))

    def test_usage(self):
        path = self.file("www.example.com\n")
        for arguments in (["--diff", path], ["--fix=some", path], ["--fix", "--format", "sarif", "-"],
                          ["--fix", "--format", "github", "-"], ["--fix", "/nowhere"], ["--fix", self.folder.name]):
            self.assertEqual(self.run_program(*arguments).returncode, 2, arguments)

    def test_many(self):
        path = self.file("".join(f"h{i}.example:https\n" for i in range(20000)))
        self.run_program("--fix", "--no-lints", path)
        self.assertNotIn(b"https", self.read(path))


class Machines(Case):
    """Reports as JSON and SARIF; sarif_schema.py has the schema."""

    TEXT = "www.example.com:https\nfoo\nwww.example.net:https # ö\n"
    RIGHT = TEXT.replace("https", "443")

    def report(self, form, *arguments, stdin=None):
        done = self.run_program("--fix", "--format", form, *arguments, stdin=stdin)
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        return json.loads(done.stdout)

    def test_json(self):
        path, fine = self.file(self.TEXT), self.file("www.example.com\n", "fine.egress")
        report = self.report("json", path, fine)
        self.assertEqual(self.read(path).decode(), self.RIGHT)
        self.assertEqual(report["fixed"], [{"file": path, "applied": 2, "left_out": 0},
                                           {"file": fine, "applied": 0, "left_out": 0}])
        self.assertEqual([(d["code"], d["line"]) for d in report["diagnostics"]], [("E0202", 2)])

    def test_json_of_what_would_change(self):
        path = self.file(self.TEXT)
        report = self.report("json", "--diff", path)
        self.assertEqual(self.read(path).decode(), self.TEXT)
        self.assertEqual(report["fixed"][0]["applied"], 2)
        self.assertIn("\n-www.example.com:https\n", report["fixed"][0]["diff"])
        # Places are those of the file, which is as it was.
        self.assertEqual([(d["code"], d["line"]) for d in report["diagnostics"]],
                         [("E0302", 1), ("E0202", 2), ("E0302", 3)])

    def test_json_of_standard_input(self):
        report = self.report("json", "-", stdin=self.TEXT.encode())
        self.assertEqual(report["fixed"], [{"file": "<stdin>", "applied": 2, "left_out": 0,
                                            "text": self.RIGHT}])

    def test_sarif(self):
        path = self.file(self.TEXT)
        for arguments, notes, rules in ((["--diff"], "2 fixes possible", ["E0302", "E0202", "E0302"]),
                                        ([], "2 fixes applied", ["E0202"])):
            run, = self.report("sarif", *arguments, path)["runs"]
            note, = run["invocations"][0]["toolExecutionNotifications"]
            self.assertEqual(note, {"level": "note", "message": {"text": f"{path}: {notes}"}})
            self.assertEqual([r["ruleId"] for r in run["results"]], rules)
        self.assertEqual(self.read(path).decode(), self.RIGHT)

    def test_applying_the_fixes_of_sarif(self):
        """Another program that takes them from the report comes to what --fix writes."""
        path = self.file(self.TEXT)
        run, = self.report("sarif", "--diff", path)["runs"]
        lines = self.TEXT.split("\n")
        for result in run["results"]:
            for change in [c for f in result.get("fixes", []) for c in f["artifactChanges"]]:
                replacement, = change["replacements"]
                region = replacement["deletedRegion"]
                self.assertEqual(region["startLine"], region["endLine"])
                line = lines[region["startLine"] - 1]
                lines[region["startLine"] - 1] = (
                    line[:region["startColumn"] - 1] + replacement["insertedContent"]["text"]
                    + line[region["endColumn"] - 1:])
        self.assertEqual("\n".join(lines), self.RIGHT)


class Workflows(Case):
    def test_a_list_becomes_a_block(self):
        head = WORKFLOW.partition("          policy:")[0]
        right = head + "          policy: |\n            a.example\n            b.example\n"
        for value in ("\n            - a.example\n            - b.example\n",
                      "\n          - a.example\n          - 'b.example'\n",
                      " [a.example, \"b.example\"]\n"):
            self.assertEqual(self.fixed(head + "          policy:" + value, "--fix=all", name="a.yml"),
                             right)
        for value in (" [a.example, [b.example]]\n", "\n          - a.example # why\n          - b.example\n"):
            text = head + "          policy:" + value
            self.assertEqual(self.fixed(text, "--fix=all", name="a.yml"), text)

    def test_joined_lines_are_kept_apart(self):
        for chomp in ("", "-", "+"):
            right = self.workflow(["a.example", "b.example # ö"], chomp)
            self.assertEqual(self.fixed(right.replace("|", ">", 1), name="a.yml"), right)

    def workflow(self, body, chomp=""):
        lines = "".join(f"            {line}\n" if line else "\n" for line in body)
        return WORKFLOW.replace("{eol}", chomp).replace("{body}\n", lines)

    def test_block(self):
        for chomp in ("", "-", "+"):
            wrong = self.workflow(["www.example.com:https # ö", "", "[8443]", "www.example.org.",
                                   "a.example:443", "a.example:443"], chomp)
            right = self.workflow(["www.example.com:443 # ö", "", "[:8443]", "www.example.org",
                                   "a.example:443"], chomp)
            self.assertEqual(self.fixed(wrong, name="a.yml"), right)

    def test_inline(self):
        text = self.workflow(["www.example.com"]).replace(
            "policy: |\n            www.example.com\n", "policy: 'www.example.com:https'\n")
        self.assertEqual(self.fixed(text, name="a.yml"), text.replace(":https'", ":443'"))

    def test_crlf(self):
        wrong = self.workflow(["www.example.com:https"]).replace("\n", "\r\n")
        right = self.workflow(["www.example.com:443"]).replace("\n", "\r\n")
        self.assertEqual(self.fixed(wrong, name="a.yml"), right)

    def test_broken_yaml_is_left_alone(self):
        text = self.workflow(["www.example.com:https"]) + "\n x: [\n"
        self.assertEqual(self.fixed(text, name="a.yml"), text)


if __name__ == "__main__":
    unittest.main()
