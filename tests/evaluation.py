"""How well the search finds: made-up pages and queries by writers who did not see the search.

`tests/search/` holds one file for each language. Every query goes through the box of the search page in Chromium.
"""

from __future__ import annotations

import shutil
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from playwright.sync_api import Page

from sites import ROOT, build

SEARCH = ROOT / "tests/search"
THEMES: Mapping[str, Mapping[str, Any]] = yaml.safe_load((SEARCH / "themes.yml").read_text(encoding="utf-8"))
FILES = {path.stem: path for path in sorted(SEARCH.glob("*.yml")) if path.stem != "themes"}
TOP = 10
"""Results that a reader looks at."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the themes of the pages that answer it."""

    language: str
    kind: str
    text: str
    find: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search showed."""

    query: Query
    found: tuple[str, ...]
    """Slugs of pages in their order: theme, hyphen, language."""
    says_nothing: bool
    """Whether nothing was found, or it was said that nothing answers the query as it stands."""
    milliseconds: float = 0

    @property
    def hits(self) -> tuple[bool, ...]:
        """Which of the first results are right."""
        return tuple(self._is_right(slug) for slug in self.found[:TOP])

    def _is_right(self, slug: str) -> bool:
        theme, _, language = slug.rpartition("-")
        return theme in self.query.find and (language == self.query.language) != (self.query.kind == "cross")

    @property
    def recall(self) -> float:
        """The part of the right pages among the first ten; across languages one is enough, without an answer none."""
        if self.query.kind == "none":
            return float(self.says_nothing)
        if self.query.kind == "cross":
            return float(any(self.hits))
        return sum(self.hits) / min(len(self.query.find), TOP)

    @property
    def reciprocal_rank(self) -> float:
        """One divided by the place of the first right page; without an answer, whether that was said."""
        if self.query.kind == "none":
            return float(self.says_nothing)
        return next((1 / place for place, hit in enumerate(self.hits, 1) if hit), 0.0)

    @property
    def precision(self) -> float:
        """The part of right pages among as many of the first five as there are right ones; one across languages."""
        if self.query.kind in ("none", "cross"):
            return self.recall
        return sum(self.hits[:5]) / min(5, len(self.query.find))


def queries(languages: Iterable[str] = FILES) -> tuple[Query, ...]:
    """Return the queries of some languages."""
    return tuple(
        Query(language, one["kind"], one["query"], frozenset(one.get("find", ())))
        for language in languages
        for one in yaml.safe_load(FILES[language].read_text(encoding="utf-8"))["queries"]
    )


def build_pages(root: Path, languages: Sequence[str]) -> Path:
    """Build a site of the made-up pages of some languages; return its folder."""
    for language in languages:
        folder = root / "content/languages" / language
        if not (ROOT / "content/languages" / language).exists():
            folder.mkdir(parents=True)
            text = f"endonym: {Locale.parse(language).get_display_name()}\nlocale: {language}\nfallback: [en]\n"
            (folder / "language.yml").write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "content/vocabularies", root / "content/vocabularies", dirs_exist_ok=True)
    (root / "content/synonyms").mkdir(parents=True)
    for language in languages:
        shutil.copy(ROOT / f"content/synonyms/{language}.yml", root / "content/synonyms")
    return build(root, "".join(_blocks(languages)), languages=("en", *languages))


def pages(language: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield slug and texts of the made-up pages of a language."""
    for theme, page in yaml.safe_load(FILES[language].read_text(encoding="utf-8"))["pages"].items():
        yield f"{theme}-{language}", page


def _blocks(languages: Sequence[str]) -> Iterator[str]:
    yield HOME
    for language in languages:
        if language != "en":
            yield TRANSLATED_HOME.replace("xx", language)
        for slug, page in pages(language):
            theme = THEMES[slug.removesuffix(f"-{language}")]
            matter = {"title": page["title"], "summary": page["summary"], "topics": theme["topics"]}
            matter |= {"sectors": theme["sectors"], "text": {"by": "person"}, "countries": ["EE"], "level": "project"}
            matter |= {"sources": [{"title": "A source", "url": "https://www.europa.eu/"}]}
            text = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False)
            yield f"-- practices/{slug}/{language}.md --\n---\n{text}---\n{page['body']}\n"


HOME = """-- content/pages/home/en.md --
---
{home}
---
"""
TRANSLATED_HOME = """-- content/pages/home/xx.md --
---
title: Home
summary: The front page xx.
text: {by: person}
translation: {depth: full, of: "{fingerprint}"}
---
"""


FINISHED = """() => new Promise((done) => {
  const look = () => (performance.getEntriesByName("results").length ? done() : setTimeout(look, 5));
  look();
})"""
"""Waits for the results; the security policy of the page forbids what Playwright would wait with."""


def ask(page: Page, query: Query) -> Answer:
    """Type a query into the box of the open search page, and read what is shown."""
    page.evaluate("performance.clearMeasures()")
    page.locator("#q").fill(query.text)
    page.keyboard.press("Enter")
    page.evaluate(FINISHED)
    found = page.locator("[data-result]").evaluate_all(
        "all => all.map((one) => one.dataset.result.split('/')[3] ?? '')"
    )
    milliseconds = page.evaluate("performance.getEntriesByName('results').at(-1).duration")
    says_nothing = not found or not page.locator("#status").inner_text()[:1].isdigit()
    return Answer(query, tuple(found), says_nothing, milliseconds)


def table(answers: Iterable[Answer]) -> dict[tuple[str, str], dict[str, float]]:
    """Return recall, reciprocal rank and precision by language and kind; language `all` is all queries of a kind."""
    grouped: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for one in answers:
        for language in (one.query.language, "all"):
            grouped[language, one.query.kind].append(one)
    return {
        key: {
            "recall": statistics.fmean(one.recall for one in some),
            "mrr": statistics.fmean(one.reciprocal_rank for one in some),
            "precision": statistics.fmean(one.precision for one in some),
            "queries": len(some),
        }
        for key, some in sorted(grouped.items())
    }
