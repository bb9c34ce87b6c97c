"""The extension for VS Code: its grammars, the package, what it starts."""

import functools
import json
import re
import shutil
import tempfile
import unittest
import zipfile
from pathlib import Path

import test_words
from tools import EDITORS, HERE, TOP, analysed, is_screened, packages, policies, run

EXTENSION = EDITORS / "vscode"
GRAMMAR = EXTENSION / "syntaxes" / "egress.tmLanguage.json"


def modules():
    return packages(EXTENSION) / "node_modules"


def tokens(texts):
    """Of each text a list of lines, each a list of (piece, scopes)."""
    said = run("node", HERE / "node" / "textmate.js", GRAMMAR, input=json.dumps(texts),
               env={"NODE_PATH": str(modules())}).stdout
    return [json.loads(line) for line in said.splitlines()]


@functools.lru_cache(None)
def package():
    """A folder with the sources, the bundle and the .vsix."""
    folder = Path(tempfile.mkdtemp(prefix="egress-vscode-"))
    unittest.addModuleCleanup(shutil.rmtree, folder)
    sources = folder / "editors" / "vscode"
    shutil.copytree(EXTENSION, sources)
    shutil.copy(TOP / "LICENSE", folder)
    (sources / "node_modules").symlink_to(modules())
    run("npm", "run", "package", "--", "--out", folder / "egress.vsix", cwd=sources)
    return folder


class Grammar(unittest.TestCase):
    def test_policies(self):
        self.assert_tested("test/policy.test.egress")

    def test_policies_in_workflows(self):
        self.assert_tested("--grammar", modules() / "tm-grammars/grammars/yaml.json",
                           "test/workflow.test.yml")

    def assert_tested(self, *words):
        said = run(modules() / ".bin/vscode-tmgrammar-test", *words, cwd=EXTENSION).stdout
        self.assertIn("✓", said)

    def test_no_good_line_is_shown_as_wrong(self):
        """Bad ones may look good: the server tells of them."""
        texts = [text for _, text in policies() if not is_screened(text)]
        faults = []
        seen = 0
        for text, lines in zip(texts, tokens(texts)):
            bad = {d["line"] for d in analysed(text)["diagnostics"] if d["severity"] == "error"}
            for number, line in enumerate(lines, 1):
                wrong = [piece for piece, scopes in line if "invalid" in scopes]
                if number not in bad and wrong and not line[0][0].startswith("/"):
                    faults.append((text.split("\n")[number - 1], wrong))
                seen += number in bad and bool(wrong)
        self.assertEqual(faults, [])
        self.assertGreater(seen, 100)

    def test_words_work(self):
        """Each word of the language is told from one that is almost it."""
        cases = [
            *((word, "{} /x", "support.function.method") for word in test_words.METHODS),
            *((word, "a.example {}=x", "entity.other.attribute-name") for word in test_words.KEYS),
            *((word, "a.example {}", "keyword.control.flag") for word in test_words.FLAGS),
            *((word, "a.example:1/{}", "storage.type.protocol") for word in test_words.PROTOCOLS),
            *((word, "{}://a.example/x", "keyword.other.scheme") for word in test_words.SCHEMES),
            *((word, "a.example cgroup={}", "constant.language.cgroup") for word in test_words.CGROUPS),
            *((word, "{}.example", "variable.other.placeholder") for word in test_words.PLACEHOLDERS)]
        good = tokens([line.format(word) for word, line, _ in cases])
        near = tokens([line.format(word[:-1] + "q" + word[-1:]) for word, line, _ in cases])
        for (word, _, scope), right, wrong in zip(cases, good, near):
            self.assertTrue(any(scope in scopes and word in piece for piece, scopes in right[0]), right)
            self.assertFalse(any(scope in scopes and word[:-1] in piece
                                 for piece, scopes in wrong[0]), wrong)


class Package(unittest.TestCase):
    def test_holds_what_it_needs(self):
        with zipfile.ZipFile(package() / "egress.vsix") as archive:
            names = {name.removeprefix("extension/") for name in archive.namelist()}
            manifest = json.loads(archive.read("extension/package.json"))
        self.assertEqual(names, {
            "[Content_Types].xml", "extension.vsixmanifest", "package.json", "README.md", "LICENSE.txt",
            "language-configuration.json", "dist/extension.js",
            "syntaxes/egress.tmLanguage.json", "syntaxes/workflow.tmLanguage.json"})
        contributes = manifest["contributes"]
        for path in [manifest["main"], *(each["path"] for each in contributes["grammars"]),
                     *(each["configuration"] for each in contributes["languages"])]:
            self.assertIn(path.removeprefix("./"), names)

    def test_starts_the_server_and_offers_its_commands(self):
        manifest = json.loads((EXTENSION / "package.json").read_text())
        said = json.loads(run("node", HERE / "node" / "activate.js", EXTENSION / "src/extension.js").stdout)
        self.assertEqual(sorted(said["commands"]),
                         sorted(each["command"] for each in manifest["contributes"]["commands"]))
        self.assertEqual(said["server"], {"command": "/opt/egress-lsp", "args": ["--stdio", "--no-lints"]})
        self.assertEqual((said["started"], said["stopped"]), (3, 3))
        self.assertEqual(said["section"], "egress")
        self.assertIn({"language": "egress"}, said["selector"])

    def test_settings_are_those_of_the_server(self):
        """Their names, and the words of those that take one of several; the client has some of its own."""
        source = (TOP / "lsp" / "settings.c").read_text()
        known = set(re.findall(r'object(?:_get\(object)?, "([A-Za-z]+)"', source))
        properties = json.loads((EXTENSION / "package.json").read_text())[
            "contributes"]["configuration"]["properties"]
        ours = {name.removeprefix("egress."): value for name, value in properties.items()}
        self.assertEqual({name for name in ours if "." not in name}, known)
        for name, array in (("diagnostics", "modes"), ("inlayHints", "hints")):
            words = re.search(rf"{array}\[\] = {{([^}}]*)}}", source)[1]
            self.assertEqual(ours[name]["enum"], re.findall(r'"([a-z]+)"', words))
