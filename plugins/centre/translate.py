"""What a translation was made from, whether it is behind, and which edition serves a reader best."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from centre.catalogue import Catalogue, Edition, Field, Resource, Value
from centre.kinds import WORDING


def fingerprint(original: Edition, depth: str = "full") -> str:
    """Return hex digits of everything in an original that has to be translated, part by part.

    The first part stands for title, summary and the wording of facts; a full translation has one more for the text
    above the first heading of the second level, and one for each section under such a heading. So a page can say
    where its translation is behind, without any history.
    """
    head = _digest("\x1f".join(_texts(original.values, original.type.fields)), 8)
    bodies = () if depth == "summary" else (_digest(text, 4) for _, text in _sections(original))
    return "-".join((head, *bodies))


def _digest(text: str, size: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:size]


def _sections(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the words of each heading of the second level, nothing for what stands above the first, and the text."""
    starts = [one for one in edition.body.headings if one.level <= 2]
    lines = edition.body.text.split("\n")
    places = [0, *(one.span.line - edition.file.body_line for one in starts), len(lines)]
    words = ["", *(one.text for one in starts)]
    for heading, first, last in zip(words, places, places[1:], strict=False):
        yield heading, "\n".join(lines[first:last]).strip()


def _texts(values: Mapping[str, Value], fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        value = values.get(field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Mapping):
                yield from _texts(item, field.fields)
            elif field.kind in WORDING and isinstance(item, str):
                yield item


@dataclass(frozen=True, slots=True)
class Drift:
    """Where an original has changed since a translation was made."""

    facts: bool
    """Whether the title, the summary or the wording of a fact has."""
    sections: tuple[int, ...]
    """Places of the changed and the new sections; 0 is what stands above the first heading."""


def drift(edition: Edition, original: Edition) -> Drift | None:
    """Say where a stamped translation is behind its original, or nothing where it is not."""
    stamp = str(edition.part("translation").get("of", ""))
    now = fingerprint(original, "summary" if edition.is_summary else "full")
    if not edition.is_translation or not stamp or stamp == now:
        return None
    old, new = stamp.split("-"), now.split("-")
    changes = SequenceMatcher(None, old[1:], new[1:], autojunk=False).get_opcodes()
    places = (place for kind, _, _, first, last in changes if kind != "equal" for place in range(first, last))
    return Drift(old[0] != new[0], tuple(places))


def best_edition(catalogue: Catalogue, resource: Resource, language: str) -> Edition:
    """Return the edition in `language`, else the first of its fallback chain, else the original."""
    reader = catalogue.languages.get(language)
    for code in (language, *(reader.fallback if reader else ())):
        if code in resource.editions:
            return resource.editions[code]
    return resource.original


def published_languages(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the languages that have a home page, in the order of the Official Journal."""
    home = ("page", catalogue.settings.home)
    have = {one.language for one in catalogue.editions if (one.type.name, one.slug) == home}
    return tuple(one.code for one in catalogue.languages_in_order if one.code in have)
