"""A whole site as one string: `-- path --` lines start a file, the lines below are its text.

The blocks are laid over the project's own types, vocabularies and languages, so a test shows only what it is about.
`{guide}` and `{practice}` stand for the required facts of those types, `{fingerprint}` for that of the original,
`{home}` for the facts of a front page, `{picture}` for a GIF.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

from centre import pipeline
from centre.catalogue import Catalogue
from centre.load import load
from centre.translate import fingerprint
from centre.validate import validate
from centre_mkdocs.engine import render

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = tomllib.loads((ROOT / "tests/budgets.toml").read_text(encoding="utf-8"))
"""What pages may weigh."""
TODAY = date(2026, 11, 24)
"""The day on which test sites are built."""
DATA = ("content/kinds", "content/types", "content/vocabularies", "content/languages")
"""Not the synonyms and everyday words of the search: reading them takes longer than most tests."""

SOURCES = """sources:
  - {title: A source, url: "https://www.europa.eu/", language: en}"""
GUIDE = """text: {by: person}
kind: guidance
audiences: [educators]
topics: [inclusion]"""
PRACTICE = """text: {by: person}
countries: [EE]
level: project
sectors: [school]
topics: [inclusion]"""
PICTURE = "GIF87a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
"""A picture of one pixel, all of whose bytes are ASCII."""
SHORTHANDS = {
    "{guide}": f"{GUIDE}\n{SOURCES}",
    "{guide-without-sources}": GUIDE,
    "{practice}": f"{PRACTICE}\n{SOURCES}",
    "{home}": "title: Home\nsummary: The front page.\ntext: {by: person}",
    "{picture}": PICTURE,
}
SETTINGS = """
-- content/site.yml --
name: Test centre
operator: A body
contact: mail@centre.test
address: https://centre.test/
home: home
menu: []
footer: []
labels: en
"""


def blocks(site: str) -> dict[str, str]:
    """Return path and text of each block of a site in a string."""
    parts = re.split(r"^-- (.+) --\n", site, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def write(root: Path, site: str, *, languages: tuple[str, ...] = ()) -> Path:
    """Write a site in a string to `root` over the project's data; `languages` limits the interface languages."""
    for folder in DATA:
        shutil.copytree(ROOT / folder, root / folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("everyday.yml"))
    if languages:
        for language in (root / "content/languages").iterdir():
            if language.name not in languages:
                shutil.rmtree(language)
    for about in (root / "content/languages").glob("*/language.yml"):
        # A missing translation of a new word must not hide what a test is about.
        about.write_text(about.read_text(encoding="utf-8") + "partial: true\n", encoding="utf-8")
    for name, text in blocks(SETTINGS + site).items():
        for short, words in SHORTHANDS.items():
            text = text.replace(short, words)
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _stamp(root)
    return root


def _stamp(root: Path) -> None:
    for resource in load(root, today=TODAY, drafts=True).resources:
        for edition in resource.editions.values():
            path = root / edition.path
            text = path.read_bytes()
            if b"{fingerprint}" in text:
                depth = str(edition.part("translation").get("depth", "full"))
                path.write_bytes(text.replace(b"{fingerprint}", fingerprint(resource.original, depth).encode()))


def read(root: Path, site: str, **options: tuple[str, ...]) -> Catalogue:
    """Write a site and return its catalogue."""
    return load(write(root, site, **options), today=TODAY)


def problems(root: Path, site: str) -> list[str]:
    """Write a site and return what is wrong with it, as `rule path:line:column`."""
    found = validate(read(root, site)).problems
    return [f"{one.rule} {one.span.path}:{one.span.line}:{one.span.column}" for one in found]


def build(root: Path, site: str, *, base: str = "", **options: tuple[str, ...]) -> Path:
    """Write a site and build it with the real MkDocs and Pagefind; return the folder of the finished site."""
    checked = pipeline.read(write(root, site, **options), today=_today())
    assert not checked.has_errors, pipeline.report(root, checked.problems)
    return finish(root, checked.value, base=base)


def finish(root: Path, catalogue: Catalogue, *, base: str = "") -> Path:
    """Build what was read, whatever is wrong with it; return the folder of the finished site."""
    pipeline.build(root, catalogue, render, root / "site", base=base, say=lambda _: None)
    return root / "site"


def _today() -> date:
    return pipeline.today(os.environ) if "SOURCE_DATE_EPOCH" in os.environ else TODAY
