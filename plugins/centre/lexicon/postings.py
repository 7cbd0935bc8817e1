"""Where words stand: for each dictionary form the pages that have it, and how much they are about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from centre.lexicon.concepts import Concept, Keys, Recogniser
from centre.lexicon.fold import fold, words
from centre.lexicon.lemmas import ROOT, Lemmas, roots
from centre.lexicon.rules import rules_of

TITLE = 6
"""How many times in the text a word in the title counts for."""
LEAD_WORDS, LEAD = 60, 2
"""The first words, which hold the summary, count more often."""
SATURATION, LENGTH = 1.2, 0.75
"""The usual constants k1 and b of BM25 (Robertson and Zaragoza, 2009)."""
STEPS = 16
"""Weights are whole numbers below this; those below `DIRECT` are of parts of words."""
DIRECT = 4


@dataclass(frozen=True, slots=True)
class Text:
    """What a page says."""

    title: str
    body: str
    """All of it, the title included."""


@dataclass(slots=True)
class Postings:
    """What is known of the words of one language."""

    pages: int = 0
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """By key, number of page and weight, in order."""
    forms: dict[str, set[str]] = field(default_factory=dict)
    """By key, folded forms."""
    seen: Counter[str] = field(default_factory=Counter)
    """By folded form, how many pages have it as it is; those of concepts may have none."""
    meant: dict[int, dict[int, float]] = field(default_factory=dict)
    """By page, concepts found in its text, and how much it is about them, up to 1."""
    phrases: tuple[tuple[int, Keys], ...] = ()
    """Concepts, and words that stand for them."""

    def numbered(self, pages: Sequence[int]) -> Postings:
        """Return the same with other numbers of pages: for each of ours, the one that `pages` has in its place."""
        places = {key: sorted((pages[place], weight) for place, weight in found) for key, found in self.places.items()}
        return replace(self, places=places, meant={})

    def to_json(self) -> bytes:
        """Return everything as bytes, the same for the same."""
        phrases = [[number, [sorted(word) for word in phrase]] for number, phrase in self.phrases]
        forms = {key: sorted(forms) for key, forms in self.forms.items()}
        return json.dumps([self.pages, self.places, forms, self.seen, self.meant, phrases], sort_keys=True).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Postings:
        """Return what `to_json` wrote."""
        pages, places, forms, seen, meant, phrases = json.loads(content)
        return cls(
            pages,
            {key: [(number, weight) for number, weight in pairs] for key, pairs in places.items()},
            {key: set(some) for key, some in forms.items()},
            Counter(seen),
            {int(page): {int(number): weight for number, weight in found.items()} for page, found in meant.items()},
            tuple((number, tuple(frozenset(word) for word in phrase)) for number, phrase in phrases),
        )


def postings(texts: Mapping[int, Text], language: str, concepts: Sequence[Concept]) -> Postings:
    """Read all texts of a language; pages are known by their numbers."""
    rules = rules_of(language)
    read = {number: (list(words(one.title, rules)), list(words(one.body, rules))) for number, one in texts.items()}
    named = [word for one in concepts for phrase in one.phrases.get(language, ()) for word in words(phrase, rules)]
    lemmas = Lemmas(rules, dict.fromkeys(word for both in (*read.values(), (named,)) for some in both for word in some))
    recogniser = Recogniser(concepts, language, lemmas)
    known = _Vocabulary(lemmas, recogniser)
    made = Postings(pages=len(texts), phrases=recogniser.phrases)
    made.seen.update({known[word].folded: 0 for word in named})
    counted: dict[int, tuple[Counter[str], Counter[str]]] = {}
    for number in sorted(texts):
        title, body = read[number]
        counted[number] = _count(title, body, known)
        made.seen.update({known[word].folded for word in body})
        made.meant[number] = _meanings(title, body, known)
    _weigh(made, counted)
    made.forms = _forms(known, lemmas)
    return made


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of one word as it is written."""

    folded: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    """Keys of its parts, and its roots."""
    alone: tuple[frozenset[int], frozenset[int]]
    """Concepts that it names, and that it or its parts name."""
    starting: tuple[tuple[int, Keys], ...]
    """Phrases of several words that begin with it or with one of its parts."""


class _Vocabulary(dict[str, _Word]):
    """All words that were met, each looked up once."""

    def __init__(self, lemmas: Lemmas, recogniser: Recogniser) -> None:
        super().__init__()
        self._lemmas = lemmas
        self._recogniser = recogniser

    def __missing__(self, word: str) -> _Word:
        folded = fold(word, self._lemmas.rules)
        keys, parts = self._lemmas.of(word), self._lemmas.parts(word)
        both = (*keys, *parts)
        alone = self._recogniser.alone(keys), self._recogniser.alone(both)
        parts = (*parts, *roots(folded, self._lemmas.rules))
        self[word] = known = _Word(folded, keys, parts, alone, self._recogniser.starting(both))
        return known


def _count(title: Sequence[str], body: Sequence[str], known: _Vocabulary) -> tuple[Counter[str], Counter[str]]:
    """Count dictionary forms and, apart from them, parts of words."""
    times = Counter(body)
    for word in body[:LEAD_WORDS]:
        times[word] += LEAD - 1
    for word in title:
        times[word] += TITLE
    direct: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for word, count in times.items():
        one = known[word]
        for key in one.keys:
            direct[key] += count
        for key in one.parts:
            parts[key] += count
    return direct, parts


def _meanings(title: Sequence[str], body: Sequence[str], known: _Vocabulary) -> dict[int, float]:
    """Return how much a text is about the concepts that it names: most in its title, least by a part of a word."""
    found: dict[int, float] = {}
    for text, weights in ((title, (1.0, 0.7)), (body, (0.5, 0.3))):
        for place, weight in enumerate(weights):
            for number, times in _named(text, known, place).items():
                found[number] = min(1.0, max(found.get(number, 0), weight * (1 + 0.2 * (times - 1))))
    return found


def _named(text: Sequence[str], known: _Vocabulary, kind: int) -> Counter[int]:
    """Count the concepts that a text names by whole words (0), or by parts of words as well (1)."""
    found: Counter[int] = Counter()
    for word, times in Counter(text).items():
        for number in known[word].alone[kind]:
            found[number] += times
    for place, word in enumerate(text):
        for number, phrase in known[word].starting:
            if place + len(phrase) <= len(text) and all(
                not keys.isdisjoint(_keys(known[text[place + step]], kind)) for step, keys in enumerate(phrase)
            ):
                found[number] += 1
    return found


def _keys(word: _Word, kind: int) -> tuple[str, ...]:
    return (*word.keys, *word.parts) if kind else word.keys


def _forms(known: _Vocabulary, lemmas: Lemmas) -> dict[str, set[str]]:
    """Return by key the forms that were met, and those that the list has."""
    found: dict[str, set[str]] = {}
    for word in known.values():
        for key in word.keys:
            found.setdefault(key, {key}).add(word.folded)
        for key in word.parts:
            if not key.startswith(ROOT):
                found.setdefault(key, {key})
    for form, keys in lemmas.forms():
        for key in keys:
            if key in found:
                found[key].add(form)
    return found


def _weigh(made: Postings, counted: Mapping[int, tuple[Counter[str], Counter[str]]]) -> None:
    """Turn counts into weights that do not favour long pages."""
    lengths = {number: direct.total() for number, (direct, _) in counted.items()}
    average = sum(lengths.values()) / max(1, len(lengths))
    for number, (direct, parts) in counted.items():
        norm = SATURATION * (1 - LENGTH + LENGTH * lengths[number] / max(1, average))
        for key in direct.keys() | parts.keys():
            if key in direct:
                times = direct[key]
                weight = DIRECT + round((STEPS - 1 - DIRECT) * times / (times + norm))
            else:
                weight = 1 + round((DIRECT - 2) * parts[key] / (parts[key] + norm))
            made.places.setdefault(key, []).append((number, weight))
