"""The search page: its filters, and the words that its script needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from centre.catalogue import many
from centre.collation import sort_key
from centre.pages import Scene, generated
from centre.site import Page, listing_address, search_address
from centre.views import Facet, Link, SearchView
from centre.words import Phrase, Words

SCRIPT_WORDS = [
    "results",
    "results-for",
    "no-results",
    "no-results-cure",
    "searching",
    "more-results",
    "search-failed",
    "search-off",
    "search-prompt",
]


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the search page."""
    title = scene.words[language].say("search").text
    address, view = search_address(language), _view(scene, language)
    page = generated(scene, language, address, "search.html", view, title=title, section="search")
    yield replace(page, indexable=False)


def _view(scene: Scene, language: str) -> SearchView:
    words = scene.words[language]
    used: dict[str, dict[str, Phrase]] = {"type": {}}
    for resource in scene.catalogue.resources:
        if language not in resource.editions or resource.is_withdrawn:
            continue
        used["type"][resource.type.name] = words.type(resource.type, "other")
        for field in resource.type.fields:
            for key in many(resource.facts.get(field.name)) if field.filter else ():
                used.setdefault(field.filter, {})[str(key)] = words.term(field.vocabulary, str(key))
    facets = tuple(
        Facet(name, words.say(f"filter-{name}"), _by_label(terms, words)) for name, terms in used.items() if terms
    )
    lists = tuple(Link(words.type(kind, "other"), listing_address(kind, language)) for kind in scene.used_types)
    return SearchView(facets, lists, {key: words.forms(key) for key in SCRIPT_WORDS})


def _by_label(terms: Mapping[str, Phrase], words: Words) -> tuple[tuple[str, Phrase], ...]:
    return tuple(sorted(terms.items(), key=lambda item: (sort_key(item[1].text, words.language), item[0])))
