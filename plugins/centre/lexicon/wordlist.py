"""What simplemma's list of a language says of some words, without holding the list in memory.

A list has up to 3.7 million forms, which as a dictionary of Python take most of a gigabyte. So it is read in passes:
the first answers the words that are asked for, the second finds all forms of their dictionary forms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

# Not public, because simplemma itself reads whole lists only; a test holds the two readings against each other.
from simplemma.strategies.dictionaries.dictionary_factory import _read_decompressed
from simplemma.strategies.dictionaries.frontcode import _iter_records, _read_header

CREDIT = (
    "simplemma 2.0 (MIT): Michal Měchura (ODbL 1.0), Wiktionary / Kaikki (CC BY-SA 4.0), FreeLing, spaCy, UniMorph, "
    "Wikinflection / Eleni Metheniti (CC BY 4.0)"
)
"""Who made the lists; the search page and each language's file say it, as their licences ask."""


class WordList:
    """The dictionary forms of some words."""

    def __init__(self, code: str, asked: Collection[str]) -> None:
        """Look up all words in the list of a language; an empty code has no list."""
        self._data = _read_decompressed(code) if code else b""
        wanted = {word.encode() for word in asked}
        self.first: Mapping[str, str] = {
            form.decode(): lemma.decode() for form, lemma in self._records() if form in wanted
        }
        """By word, its dictionary form."""
        self.second: Mapping[str, str] = {}
        """By dictionary form, what the list has for that again."""
        self.forms: Mapping[str, list[str]] = {}
        """By dictionary form, all its forms."""

    def complete(self, lemmas: Collection[str]) -> None:
        """Look up dictionary forms once more, and collect their forms."""
        wanted = {lemma.encode() for lemma in lemmas}
        second: dict[str, str] = {}
        forms: dict[str, list[str]] = {}
        for form, lemma in self._records():
            if lemma in wanted:
                forms.setdefault(lemma.decode(), []).append(form.decode())
            if form in wanted:
                second[form.decode()] = lemma.decode()
        self.second, self.forms = second, forms
        self._data = b""

    def _records(self) -> Iterator[tuple[bytes, bytes]]:
        if not self._data:
            return
        is_reversed, _, start = _read_header(self._data)
        for _, form, lemma in _iter_records(self._data, start):
            yield (form[::-1], lemma[::-1]) if is_reversed else (form, lemma)
