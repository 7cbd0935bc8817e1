"""What is promised is there: every sentence in every language, every public thing documented."""

import ast
import importlib
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest

import centre
from centre import views
from centre.body import OWN_IDS
from centre.load import load
from centre.message import Template
from centre.words import missing_words
from sites import ROOT, TODAY

CATALOGUE = load(ROOT, today=TODAY)
COMPLETE = [one for one in CATALOGUE.languages.values() if not one.partial and one.code != "en"]


def sentences() -> set[str]:
    names = [module.name for module in pkgutil.walk_packages(centre.__path__, "centre.")]
    modules = [importlib.import_module(name) for name in names]
    return {str(value) for module in modules for value in vars(module).values() if isinstance(value, Template)}


@pytest.mark.parametrize("language", COMPLETE, ids=lambda one: one.code)
def test_every_sentence_of_the_checks_is_translated_with_its_values(language: object) -> None:
    translated = language.sentences  # type: ignore[attr-defined]
    assert sorted(sentences() - set(translated)) == []
    assert sorted(set(translated) - sentences()) == [], "translations of sentences that nothing says any more"
    for english, words in translated.items():
        assert sorted(set(re.findall(r"\{\w+\}", english))) == sorted(set(re.findall(r"\{\w+\}", words))), english


@pytest.mark.parametrize("language", COMPLETE, ids=lambda one: one.code)
def test_a_complete_language_lacks_no_word(language: object) -> None:
    assert missing_words(CATALOGUE, language) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("language", COMPLETE, ids=lambda one: one.code)
def test_words_keep_their_places_for_values(language: object) -> None:
    english = CATALOGUE.languages["en"].words
    for key, forms in language.words.items():  # type: ignore[attr-defined]
        allowed = set(re.findall(r"\{\w+\}", english[key]["other"]))
        for form, words in forms.items():
            found = set(re.findall(r"\{\w+\}", words))
            assert found <= allowed, f"{key}.{form}"
            # A form for exactly one or two may say the number in words.
            assert allowed - found <= {"{count}"}, f"{key}.{form}"


def used_words() -> set[str]:
    theme = ROOT / "plugins/centre_mkdocs/theme"
    templates = "".join(path.read_text() for path in theme.rglob("*.html"))
    code = "".join(path.read_text() for path in (ROOT / "plugins/centre").glob("*.py"))
    return set(re.findall(r"""(?:say|plain)\(\s*["']([a-z-]+)["']""", templates + code))


def test_every_word_that_a_template_says_exists() -> None:
    assert sorted(used_words() - set(CATALOGUE.languages["en"].words)) == []


def test_every_word_is_said_somewhere() -> None:
    text = "".join(
        path.read_text()
        for folder in ("centre", "centre_mkdocs")
        for path in (ROOT / "plugins" / folder).rglob("*")
        if path.suffix in (".py", ".html", ".js")
    )
    computed = [re.sub(r"\{.+?\}", "[a-z-]+", words) for words in re.findall(r"""\bsay\(f"([a-z{][^" ]+)\"""", text)]
    unused = [
        key
        for key in CATALOGUE.languages["en"].words
        if not any(re.fullmatch(words, key) for words in computed) and not re.search(rf"(?<![\w-]){key}(?![\w-])", text)
    ]
    assert unused == []


@pytest.mark.parametrize("path", sorted((ROOT / "plugins/centre").rglob("*.py")), ids=lambda path: path.stem)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_fields_of_views_that_are_not_plain_are_documented() -> None:
    tree = ast.parse(Path(views.__file__).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            assert ast.get_docstring(node), node.name


def test_the_repository_names_no_registry_and_no_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [Path(name) for name in listed.decode().split("\0") if name and "vectors" not in name]
    assert len(names) > 400
    for name in names:
        if name.suffix != ".ttf" and name != Path("tests/test_documentation.py"):
            text = (ROOT / name).read_text(encoding="utf-8")
            assert not re.search(r"//pypi\.org|pythonhosted|registry\.npmjs|(?<![\w}])/(home|root)/\w", text), name


def test_no_heading_of_a_text_can_take_an_id_of_the_templates() -> None:
    templates = "".join(path.read_text() for path in (ROOT / "plugins/centre_mkdocs/theme").rglob("*.html"))
    ids = {re.sub(r"\{\{.+?\}\}", "1", name) for name in re.findall(r' id="([^"]+)"', templates)}
    named = {name for name in ids if not name.startswith("1")}
    assert {"content", "sources", "source-1", "tie-1"} <= named
    assert [name for name in sorted(named) if not OWN_IDS.fullmatch(name)] == []
