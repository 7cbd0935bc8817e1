"""The files that a browser reads: words by their first letters, so that a query fetches a few kB and not a dictionary.

A shard is an object: key of a dictionary form → `[forms, pages]`, and where the key itself belongs to the shard
`[forms, pages, places, phrases]`. `forms` are the folded forms of the shard's letters, `places` numbers of pages as
differences, times 16, plus the weight; `phrases` are `[concept, other words of the phrase]`. `#7` is concept 7, `=ktb`
a root, and `~ке` has the words that begin so as they stand in pages, the most frequent first, for completing and
correcting.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from centre.lexicon.postings import STEPS, Postings

LARGEST = 20_000
"""Characters of a shard before it is divided by one more letter: about 6 kB gzip."""
SMALL = 8_000
"""Characters up to which neighbours share a file, so that there are not thousands of tiny ones."""
LONGEST_PREFIX = 6
SPELLED = "~"
CONCEPT = "#"


@dataclass(frozen=True, slots=True)
class Shard:
    """Words that begin alike, or with one of a few beginnings of which each has little."""

    prefixes: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing that a shard tells of an entry."""

    filed: str
    """The letters under which it is looked up."""
    key: str
    text: str = ""
    """A form, or several."""
    home: list[object] | None = None
    """Places and phrases, where the key belongs to the shard."""


def shards(made: Postings, meant: Mapping[int, Sequence[tuple[int, int]]]) -> tuple[Shard, ...]:
    """Divide what is known of a language into files, in order; `meant` holds the places of concepts."""
    pages = {key: len(places) for key, places in made.places.items()}
    found = []
    prefixes: tuple[str, ...] = ()
    rows: list[_Row] = []
    for prefix, more in sorted(_divided(list(_rows(made, meant)), pages, ""), key=lambda one: one[0]):
        if prefixes and len(_content([*rows, *more], pages)) > SMALL:
            found.append(Shard(prefixes, _content(rows, pages).encode()))
            prefixes, rows = (), []
        prefixes, rows = (*prefixes, prefix), [*rows, *more]
    return (*found, Shard(prefixes, _content(rows, pages).encode()))


def _rows(made: Postings, meant: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[_Row]:
    anchored = _anchored(made)
    for key in sorted(made.forms.keys() | made.places.keys()):
        yield _Row(key, key, home=[_packed(made.places.get(key, ())), anchored.get(key, [])])
        yield from (_Row(form, key, form) for form in sorted(made.forms.get(key, ())))
    beginnings: dict[str, list[str]] = {}
    for form in sorted(made.seen, key=lambda one: (-made.seen[one], one)):
        beginnings.setdefault(f"{SPELLED}{form[:2]}", []).append(form)
    for beginning, forms in sorted(beginnings.items()):
        yield _Row(beginning, beginning, " ".join(forms))
    for number, places in sorted(meant.items()):
        yield _Row(f"{CONCEPT}{number}", f"{CONCEPT}{number}", home=[_packed(places), []])


def _packed(places: Sequence[tuple[int, int]]) -> list[int]:
    found, before = [], 0
    for number, weight in sorted(places):
        found.append((number - before) * STEPS + weight)
        before = number
    return found


def _anchored(made: Postings) -> dict[str, list[list[object]]]:
    """Return phrases by the word under which they are looked up: the rarest, and all forms that it may have."""
    found: dict[str, list[list[object]]] = {}
    for number, words in made.phrases:
        needed = [word for word in words if _counts(made, word)] or list(words)
        anchor = max(needed, key=lambda word: (-min(len(made.places.get(key, ())) for key in word), len(min(word))))
        rest = [" ".join(sorted(word)) for word in needed if word is not anchor]
        for key in sorted(anchor):
            entry: list[object] = [number, rest] if rest else [number]
            if entry not in found.setdefault(key, []):
                found[key].append(entry)
    return found


def _counts(made: Postings, word: frozenset[str]) -> bool:
    """Whether a word of a phrase must be in a query: not where every second page has it, or it is a letter or two."""
    return len(min(word, key=len)) > 2 and max(len(made.places.get(key, ())) for key in word) * 2 <= max(2, made.pages)


def _divided(rows: Sequence[_Row], pages: Mapping[str, int], prefix: str) -> Iterator[tuple[str, Sequence[_Row]]]:
    """Divide rows that are all filed under a prefix until each part is small enough."""
    if prefix and (len(_content(rows, pages)) <= LARGEST or len(prefix) >= LONGEST_PREFIX):
        yield prefix, rows
        return
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.filed[: len(prefix) + 1], []).append(row)
    for longer, group in groups.items():
        if longer == prefix:
            yield prefix, group
        else:
            yield from _divided(group, pages, longer)


def _content(rows: Sequence[_Row], pages: Mapping[str, int]) -> str:
    texts: dict[str, list[str]] = {}
    homes: dict[str, list[object]] = {}
    for row in rows:
        texts.setdefault(row.key, []).extend([row.text] if row.text else [])
        if row.home is not None:
            homes[row.key] = row.home
    made = {key: [" ".join(some), pages.get(key, 0), *homes.get(key, ())] for key, some in sorted(texts.items())}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
