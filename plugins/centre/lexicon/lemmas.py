"""Dictionary forms of words: by simplemma's word lists, and by rules where there is no list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from simplemma.strategies import DefaultStrategy, DictionaryFactory

from centre.lexicon.fold import fold, in_one_script
from centre.lexicon.rules import Rules
from centre.lexicon.wordlist import WordList

SHORTEST_STEM = 3
SHORTEST_HEAD, SHORTEST_TAIL = 2, 4
"""Letters of the parts of compounds."""
LONG_HEAD, LONG_TAIL = 4, 5
LONGEST_PART = 12
"""Letters of a part inside a compound that is looked for; those at its ends may be longer."""
VOWELS = "aeiou"
WEAK = "jw"
"""Maltese consonants that come and go between the forms of a word."""
FEWEST_CONSONANTS = 3
ROOT = "="
"""What the key of a root begins with."""


class Lemmas:
    """The dictionary forms of some words of one language; a form is known by its folded spelling, its key."""

    def __init__(self, rules: Rules, words: Iterable[str]) -> None:
        """Know all of `words`, written as in their texts, and the parts of compounds among them."""
        self.rules = rules
        known = dict.fromkeys(words)
        self._list = WordList(rules.dictionary, {one for word in known for one in self._asked(word)})
        self._strategy = DefaultStrategy(dictionary_factory=_Known(self._list.first))
        self.of = lru_cache(maxsize=None)(self._of)
        self.split = lru_cache(maxsize=None)(self._split)
        used = [*known, *(part for word in known for part in self.split(word))]
        lemmas = (lemma for word in used for lemma in self._firsts(word))
        # A word may be the dictionary form of others, whatever the list says of itself.
        self._list.complete({*lemmas, *(in_one_script(word.lower(), rules) for word in used)})
        self._keys: dict[str, set[str]] = {}

    def _asked(self, word: str) -> Iterator[str]:
        """Yield all that the list may be asked for because of a word."""
        plain = in_one_script(word.lower(), self.rules)
        yield from (word, plain, plain.capitalize())
        for beginning, without in self.rules.prefixes if self.rules.dictionary else ():
            if fold(plain[: len(beginning)], self.rules) == beginning:
                yield without + plain[len(beginning) :]
        if self.rules.links:
            for start in range(len(plain) - SHORTEST_TAIL + 1):
                for end in range(start + SHORTEST_TAIL, min(len(plain), start + LONGEST_PART) + 1):
                    yield from (plain[start:end], plain[start:end].capitalize())
            for end in range(SHORTEST_HEAD, len(plain)):
                yield from (plain[:end], plain[:end].capitalize(), plain[end:], plain[end:].capitalize())

    def _firsts(self, word: str) -> dict[str, None]:
        """Return what the list has for a word, written large or small, with its prefix or without."""
        plain = in_one_script(word.lower(), self.rules)
        first = self._list.first
        found = dict.fromkeys(first[one] for one in (plain, plain.capitalize(), word) if one in first)
        for beginning, without in () if found else self.rules.prefixes:
            rest = without + plain[len(beginning) :]
            if len(rest) > SHORTEST_STEM and rest in first and fold(plain[: len(beginning)], self.rules) == beginning:
                return {first[rest]: None}
        return found

    def _of(self, word: str) -> tuple[str, ...]:
        """Return the keys of the dictionary forms that a word may belong to, at least one."""
        found = self._firsts(word)
        plain = in_one_script(word.lower(), self.rules)
        for form in (*found, plain):
            if form in self._list.second:
                found[self._list.second[form]] = None
        if plain in self._list.forms:
            found[plain] = None
        if not found:
            found = {self._by_rules(plain): None}
        keys = dict.fromkeys(fold(form, self.rules).replace("-", "") for form in found)
        if not self.rules.dictionary:
            keys = dict.fromkeys(stems(next(iter(keys)), self.rules))
        for form in found:
            self._keys.setdefault(form, set()).update(keys)
        return tuple(keys)

    def _by_rules(self, word: str) -> str:
        return self._strategy.get_lemma(word, self.rules.dictionary) or word if self.rules.dictionary else word

    def __contains__(self, word: str) -> bool:
        """Whether the list has a word written in small letters."""
        return word in self._list.first or word.capitalize() in self._list.first

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound whose shortest is the longest possible, and their parts."""
        plain = in_one_script(word.lower(), self.rules)
        best: tuple[str, ...] = ()
        for cut in range(SHORTEST_HEAD, len(plain) - SHORTEST_TAIL + 1) if self.rules.links else ():
            tail = plain[cut:]
            head = self._head(plain[:cut]) if tail in self else ""
            if head and min(len(head), len(tail)) > min(map(len, best), default=0):
                best = head, tail
        if not best and self.rules.links:
            # The list lacks many a first part; a long last one says enough.
            cuts = range(LONG_HEAD, len(plain) - LONG_TAIL + 1)
            best = next(((plain[cut:],) for cut in cuts if plain[cut:] in self), ())
        return (*best, *(part for one in best for part in self.split(one)))

    def _head(self, text: str) -> str:
        """Return the word that stands before a tail, without the letters that join them; empty where it is none."""
        for link in self.rules.links:
            head = text.removesuffix(link)
            if text.endswith(link) and len(head) >= SHORTEST_HEAD and head in self:
                return head
        return ""

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the keys of the parts of a compound, none where it is no compound."""
        found = dict.fromkeys(key for part in self.split(word) for key in self.of(part))
        return tuple(key for key in found if key not in self.of(word))

    def forms(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield every listed form, folded, of the dictionary forms that were asked for so far, with their keys."""
        for lemma, forms in self._list.forms.items():
            keys = self._keys.get(lemma, ())
            yield from ((fold(form, self.rules), keys) for form in forms if keys)


class _Known(DictionaryFactory):
    """Gives simplemma's rules what was looked up already."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """Return the words that were asked for, whatever the language is called."""
        return self._known


def stems(folded: str, rules: Rules) -> tuple[str, ...]:
    """Return a folded word without beginnings and endings that inflection may have added, in all ways; itself first."""
    found = dict.fromkeys((folded,))
    for beginning, without in rules.prefixes:
        if folded.startswith(beginning) and len(folded) - len(beginning) > SHORTEST_STEM:
            found[without + folded[len(beginning) :]] = None
    for one in list(found):
        for ending in rules.endings:
            if one.endswith(ending) and len(one) - len(ending) >= SHORTEST_STEM:
                found[one[: -len(ending)]] = None
    return tuple(found)


def roots(folded: str, rules: Rules) -> tuple[str, ...]:
    """Return first letter and consonants of a word without its endings, doubled ones once; none without such roots."""
    found: dict[str, None] = {}
    for one in stems(folded, rules) if rules.has_roots else ():
        kept = one[:1] + "".join(letter for letter in one[1:] if letter not in VOWELS + WEAK)
        single = re.sub(r"(.)\1+", r"\1", kept)
        if len(single) >= FEWEST_CONSONANTS:
            found[f"{ROOT}{single}"] = None
    return tuple(found)
