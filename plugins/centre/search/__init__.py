"""Makes the search of a built site: Pagefind's index, and beside it what we know of the words of each language.

Each language is a piece of work of its own: only where its pages, its words or the program changed is it done again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centre.lexicon import fold
from centre.lexicon.concepts import Concept
from centre.lexicon.postings import DIRECT, STEPS, Postings, Text, postings
from centre.lexicon.rules import rules_of
from centre.lexicon.shards import shards
from centre.lexicon.wordlist import CREDIT
from centre.search import pagefind
from centre.search.cache import Cache
from centre.search.pagefind import IndexFailed
from centre.site import Site, hashed

__all__ = ["IndexFailed", "index"]

BUNDLE = "pagefind"
LEXICON = "lexicon"
WORDS = "words.json"
NAMED = DIRECT / (STEPS - 1)
"""How much a resource is at least about what its text names."""
NEAR = 2 / (STEPS - 1)
"""How much it may be about what falls under its terms; less, so that the search can tell."""
MARK = "data-pagefind-body"
"""Attribute of the pages that are searched."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is known of one language before the languages are put together."""

    files: Mapping[str, bytes]
    """Pagefind's bundle."""
    pages: Sequence[int]
    """Numbers of the entries that have a page, in the order in which the words know them."""
    fragments: Mapping[int, str]
    """By number of entry, the name of the fragment that holds its text."""
    words: Postings


def index(site: Path, arranged: Site, cache: Path | None = None) -> dict[str, int]:
    """Write the search into the built site; return pages by language.

    `cache` is a folder that makes the next index faster; it may be deleted at any time. Raises `IndexFailed` when
    Pagefind fails, or when a language of the site has no page: a search page without an index would find nothing.
    """
    kept = Cache(cache)
    indexed = {code: _indexed(site, arranged, code, kept) for code in arranged.found}
    missing = [code for code, one in indexed.items() if not one.pages]
    if missing:
        raise IndexFailed(f"no page was indexed for: {', '.join(missing)}")
    for name, content in pagefind.joined(indexed, (one.files for one in indexed.values())).items():
        _write(site / BUNDLE / name, content)
    meant = _meant(arranged, indexed)
    for code, one in indexed.items():
        _write_lexicon(site, arranged, code, one, meant)
    kept.sweep()
    return {code: len(one.pages) for code, one in sorted(indexed.items())}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _indexed(site: Path, arranged: Site, language: str, kept: Cache) -> Indexed:
    numbers = {one.address: number for number, one in enumerate(arranged.found[language]) if one.address}
    read = ((address, _page(site, address)) for address in sorted(numbers))
    pages = {address: text for address, text in read if MARK in text}
    if not pages:
        return Indexed({}, (), {}, Postings())
    made_from = [part for page in pages.items() for part in page]
    files = kept.piece(f"pages-{language}", made_from, lambda: pagefind.bundle(pages))
    fragments = {str(content["url"]): (name, content) for name, content in pagefind.fragments(files)}
    texts = {place: _text(fragments[address][1]) for place, address in enumerate(pages)}
    words = _words(language, texts, arranged.concepts, kept)
    names = {numbers[address]: name.removeprefix(f"{language}_") for address, (name, _) in fragments.items()}
    return Indexed(files, [numbers[address] for address in pages], names, words)


def _page(site: Path, address: str) -> str:
    return (site / f"{address.strip('/')}/index.html").read_text(encoding="utf-8")


def _text(fragment: Mapping[str, Any]) -> Text:
    return Text(str(fragment["meta"].get("title", "")), str(fragment["content"]))


def _words(language: str, texts: Mapping[int, Text], concepts: Sequence[Concept], kept: Cache) -> Postings:
    def make() -> Mapping[str, bytes]:
        return {WORDS: postings(texts, language, concepts).to_json()}

    phrases = (f"{one.key} {'|'.join(one.phrases.get(language, ()))}" for one in concepts)
    made_from = [*(part for one in texts.values() for part in (one.title, one.body)), *phrases]
    return Postings.from_json(kept.piece(f"words-{language}", made_from, make)[WORDS])


def _meant(arranged: Site, indexed: Mapping[str, Indexed]) -> dict[str, dict[int, float]]:
    """Return by resource how much it is about concepts: wholly about its terms, else as its texts are."""
    numbers = {one.key: number for number, one in enumerate(arranged.concepts)}
    narrower = _narrower(arranged.concepts)
    found: dict[str, dict[int, float]] = {}
    for code, entries in arranged.found.items():
        for entry in entries:
            about = found.setdefault(entry.resource, {})
            for key in entry.concepts:
                about.update({number: about.get(number, NEAR) for number in narrower.get(key, ())})
            about.update({numbers[key]: 1.0 for key in entry.concepts if key in numbers})
        one = indexed[code]
        for place, concepts in one.words.meant.items():
            about = found[entries[one.pages[place]].resource]
            for number, weight in concepts.items():
                about[number] = max(about.get(number, 0), weight, NAMED)
    return found


def _narrower(concepts: Sequence[Concept]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts):
        for key in concept.broader:
            found.setdefault(key, []).append(number)
    return found


def _write_lexicon(
    site: Path, arranged: Site, language: str, one: Indexed, meant: Mapping[str, Mapping[int, float]]
) -> None:
    """Write the files of a language: shards whose names hold their hash, and one that names them."""
    concepts: dict[int, list[tuple[int, int]]] = {}
    for number, entry in enumerate(arranged.found[language]):
        for concept, weight in meant[entry.resource].items():
            concepts.setdefault(concept, []).append((number, max(1, round(weight * (STEPS - 1)))))
    numbered = one.words.numbered(one.pages)
    names, beginnings = [], []
    for place, shard in enumerate(shards(numbered, concepts)):
        asset = hashed(f"{LEXICON}/{language}-{place}.json", shard.content)
        _write(site / asset.address.lstrip("/"), asset.content)
        beginnings.append(" ".join(shard.prefixes))
        names.append(asset.address.split(".")[-2])
    rules = rules_of(language)
    about = {
        "credit": CREDIT if rules.dictionary else "",
        "entries": arranged.data[language].lstrip("/"),
        "pages": numbered.pages,
        "beginnings": "|".join(beginnings),
        "files": " ".join(names),
        "letters": {**rules.letters, **fold.LETTERS},
        "rules": rules.for_browser(),
        "concepts": [concept.labels.get(language, "") for concept in arranged.concepts],
        "fragments": [one.fragments.get(number, "") for number in range(len(arranged.found[language]))],
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    _write(site / BUNDLE / f"lexicon.{language}.json", text.encode())
