"""What a translation was made from, whether it is behind, and which edition serves a reader best."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from centre.catalogue import Catalogue, Edition, Field, Resource, Value
from centre.kinds import WORDING


def fingerprint(original: Edition) -> str:
    """Return twelve hex digits of everything in an original that has to be translated."""
    words = (*_texts(original.values, original.type.fields), original.body.text.strip())
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:12]


def _texts(values: Mapping[str, Value], fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        value = values.get(field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Mapping):
                yield from _texts(item, field.fields)
            elif field.kind in WORDING and isinstance(item, str):
                yield item


def is_behind(edition: Edition, original: Edition) -> bool:
    """Say whether a stamped translation was made from another version of its original."""
    stamp = edition.part("translation").get("of")
    return edition.is_translation and bool(stamp) and stamp != fingerprint(original)


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
