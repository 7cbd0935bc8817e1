"""Sorts titles by the rules of a language: letters first, then accents, then case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from centre.catalogue import Language

SortKey = tuple[tuple[int, ...], tuple[str, ...], str]


def sort_key(text: str, language: Language) -> SortKey:
    """Return a key that puts titles in the order of the language's alphabet.

    Letters of the alphabet keep its order; other letters are read without their accents; foreign scripts follow.
    The levels are those of the Unicode Collation Algorithm (UTS #10): letters, accents, case.
    """
    return _key(text, language.alphabet)


@lru_cache(maxsize=1 << 16)
def _key(text: str, alphabet: str) -> SortKey:
    letters: list[int] = []
    accents: list[str] = []
    for character in unicodedata.normalize("NFC", text).casefold():
        place = alphabet.find(character)
        if place >= 0:
            letters.append(_LETTERS + place)
            continue
        if character.isspace():
            letters.append(_SPACE)
            continue
        first, *marks = list(unicodedata.normalize("NFD", character))
        if not first.isalnum():
            continue
        place = alphabet.find(first)
        letters.append(_LETTERS + place if place >= 0 else _weight(first, bool(alphabet)))
        accents.append("".join(marks))
    return tuple(letters), tuple(accents), text.swapcase()


_SPACE = -1
"""Weight of a space: a word ends before its longer relatives."""
_LETTERS = 0x1000
"""First weight of an alphabet's letters: behind digits, before foreign scripts."""


def _weight(character: str, has_alphabet: bool) -> int:
    """Digits before letters; without an alphabet the order of the code points is the language's own."""
    if character.isdigit():
        return unicodedata.digit(character, 0)
    return (0x10000 if has_alphabet else _LETTERS) + ord(character)
