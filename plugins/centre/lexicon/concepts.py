"""What words mean across languages: a concept is a term of a vocabulary with the words that readers have for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from centre.catalogue import Catalogue
from centre.lexicon.fold import words
from centre.lexicon.lemmas import Lemmas
from centre.words import Words

UNSEEN = "search"
"""What a vocabulary says of its names when its terms are shown nowhere."""
Keys = tuple[frozenset[str], ...]
"""A phrase as the search sees it: for each word, the keys of its dictionary forms."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One term, and what it is called in every language."""

    key: str
    """Vocabulary and term, such as `topics/inclusion`."""
    labels: Mapping[str, str]
    """What pages call it, by language; nothing where only the search knows it."""
    phrases: Mapping[str, tuple[str, ...]]
    """By language, its label and the words that readers use instead."""
    broader: tuple[str, ...] = ()
    """Keys of the concepts under which it falls."""


def concepts(catalogue: Catalogue, languages: Sequence[str]) -> tuple[Concept, ...]:
    """Return the concepts of all filters and of all vocabularies that have synonyms, in order."""
    spoken = {code: Words(catalogue, catalogue.languages[code]) for code in languages}
    filters = {one.vocabulary for kind in catalogue.types.values() for one in kind.fields if one.filter}
    named = {group for groups in catalogue.synonyms.values() for group in groups}
    return tuple(
        _concept(catalogue, spoken, vocabulary, key)
        for vocabulary in sorted((filters | named) & set(catalogue.vocabularies))
        for key in sorted(catalogue.vocabularies[vocabulary].terms)
    )


def _concept(catalogue: Catalogue, spoken: Mapping[str, Words], vocabulary: str, key: str) -> Concept:
    phrases = {code: _phrases(catalogue, words, vocabulary, key) for code, words in spoken.items()}
    labels = {}
    if catalogue.vocabularies[vocabulary].names != UNSEEN:
        labels = {code: (*phrases[code], words.term(vocabulary, key).text)[0] for code, words in spoken.items()}
    broader = tuple(f"topics/{topic}" for topic in catalogue.vocabularies[vocabulary].terms[key].broader)
    return Concept(f"{vocabulary}/{key}", labels, phrases, broader)


def _phrases(catalogue: Catalogue, words: Words, vocabulary: str, key: str) -> tuple[str, ...]:
    """Return the label of a term and its synonyms in a language; none that is borrowed from another one."""
    code = words.language.code
    label = words.term(vocabulary, key)
    is_own = label.language == code and catalogue.vocabularies[vocabulary].names != UNSEEN
    synonyms = catalogue.synonyms.get(code, {}).get(vocabulary, {}).get(key, ())
    return tuple(dict.fromkeys((*([label.text] if is_own else []), *synonyms)))


def keys_of(phrase: str, lemmas: Lemmas) -> Keys:
    """Return the words of a phrase as keys."""
    return tuple(frozenset(lemmas.of(word)) for word in words(phrase, lemmas.rules))


class Recogniser:
    """Finds the phrases of concepts in a text of their language."""

    def __init__(self, concepts: Sequence[Concept], language: str, lemmas: Lemmas) -> None:
        self.phrases: tuple[tuple[int, Keys], ...] = tuple(
            (number, keys)
            for number, concept in enumerate(concepts)
            for phrase in concept.phrases.get(language, ())
            if (keys := keys_of(phrase, lemmas))
        )
        self._alone: dict[str, list[int]] = {}
        self._starting: dict[str, list[tuple[int, Keys]]] = {}
        for number, keys in self.phrases:
            for key in keys[0]:
                if len(keys) == 1:
                    self._alone.setdefault(key, []).append(number)
                else:
                    self._starting.setdefault(key, []).append((number, keys))

    def alone(self, word: Sequence[str]) -> frozenset[int]:
        """Return the concepts that one word names, which is given as its keys."""
        return frozenset(number for key in word for number in self._alone.get(key, ()))

    def starting(self, word: Sequence[str]) -> tuple[tuple[int, Keys], ...]:
        """Return the phrases of several words, with their concepts, that begin with a word."""
        return tuple(phrase for key in word for phrase in self._starting.get(key, ()))
