"""The search page: its filters, the words that its script needs, and the data from which it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from centre.catalogue import Resource
from centre.collation import sort_key
from centre.lexicon.wordlist import CREDIT
from centre.pages import Finder, Scene, generated, terms_of
from centre.present import Presenter
from centre.site import Entry, Page, hashed, listing_address, search_address
from centre.translate import best_edition
from centre.views import Facet, Link, SearchView
from centre.words import Phrase, Words

SCRIPT_WORDS = [
    "results",
    "results-for",
    "no-results",
    "no-results-cure",
    "loosen",
    "searching",
    "more-results",
    "only-related",
    "none-here",
    "others-count",
    "search-instead",
    "search-plain",
    "suggestions",
    "filter-topic",
    "search-failed",
    "search-off",
    "search-prompt",
    "text-in",
    "evidence",
]


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the search page."""
    title = scene.words[language].say("search").text
    address, view = search_address(language), finder(scene, language).view
    page = generated(scene, language, address, "search.html", view, title=title, section="search")
    yield replace(page, indexable=False)


def finder(scene: Scene, language: str) -> Finder:
    """Return page, data and addresses of a language's search; made once."""
    if language not in scene.finders:
        scene.finders[language] = _finder(scene, language)
    return scene.finders[language]


def _finder(scene: Scene, language: str) -> Finder:
    words = scene.words[language]
    resources = sorted(
        (one for one in scene.catalogue.resources if not one.is_withdrawn),
        key=lambda one: (sort_key(best_edition(scene.catalogue, one, language).title, words.language), one.key),
    )
    terms = {one.key: _terms(scene, one) for one in resources}
    facets = _facets(scene, words, terms)
    text = json.dumps(_columns(scene, words, resources, terms, facets), ensure_ascii=False, separators=(",", ":"))
    data = hashed(f"finder/{language}.json", text.encode())
    lists = tuple(Link(words.type(kind, "other"), listing_address(kind, language)) for kind in scene.used_types)
    entries = tuple(_entry(scene, one, language) for one in resources)
    spoken = {key: words.forms(key) for key in SCRIPT_WORDS}
    credit = words.say("search-credit", sources=CREDIT)
    return Finder(SearchView(facets, lists, spoken, data.address, credit), data, entries)


def _entry(scene: Scene, resource: Resource, language: str) -> Entry:
    address = scene.address(resource, language) if language in resource.editions else ""
    concepts = (f"{scene.vocabulary_of(name)}/{key}" for name, key in terms_of(resource))
    return Entry(resource.key, address, tuple(concepts))


def _terms(scene: Scene, resource: Resource) -> Mapping[str, tuple[str, ...]]:
    """The terms of a resource by facet: those of its type's filters, its type, its evidence, its languages."""
    found: dict[str, list[str]] = {"type": [resource.type.name]}
    for name, key in terms_of(resource):
        found.setdefault(name, []).append(key)
    if any(field.grade for field in resource.type.fields):
        found["evidence"] = [str(scene.rank(resource))]
    found["language"] = [code for code in scene.languages if code in resource.editions]
    return {name: tuple(keys) for name, keys in found.items()}


def _facets(scene: Scene, words: Words, terms: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[Facet, ...]:
    used: dict[str, set[str]] = {}
    for one in terms.values():
        for name, keys in one.items():
            used.setdefault(name, set()).update(keys)
    names = dict.fromkeys(("type", *(name for name in used if name != "language"), "language"))
    return tuple(Facet(name, words.say(f"filter-{name}"), _options(scene, words, name, used[name])) for name in names)


def _options(scene: Scene, words: Words, name: str, keys: set[str]) -> tuple[tuple[str, Phrase], ...]:
    """Terms with their labels: languages in the order of the Official Journal, strengths downwards, else by label."""
    if name == "language":
        known = ((code, scene.catalogue.languages[code].endonym) for code in scene.languages if code in keys)
        return tuple((code, Phrase(endonym, code)) for code, endonym in known)
    if name == "evidence":
        return tuple((key, words.term("evidence-ranks", key)) for key in sorted(keys, reverse=True))
    types = scene.catalogue.types
    vocabulary = scene.vocabulary_of(name)
    labels = {key: words.type(types[key], "other") if name == "type" else words.term(vocabulary, key) for key in keys}
    return tuple(sorted(labels.items(), key=lambda item: (sort_key(item[1].text, words.language), item[0])))


def _columns(
    scene: Scene,
    words: Words,
    resources: list[Resource],
    terms: Mapping[str, Mapping[str, tuple[str, ...]]],
    facets: tuple[Facet, ...],
) -> dict[str, object]:
    """Return the data as columns, entries by title; a term is the place of its option on the page, from 0."""
    code = words.language.code
    best = [best_edition(scene.catalogue, one, code) for one in resources]
    places = {facet.name: {key: place for place, (key, _) in enumerate(facet.options)} for facet in facets}
    types = next(facet.options for facet in facets if facet.name == "type")
    return {
        "kinds": [words.type(scene.catalogue.types[key]).text for key, _ in types],
        "languages": {other: words.language_name(other) for other in sorted({one.language for one in best} - {code})},
        "titles": [edition.title for edition in best],
        "paths": [scene.address(one, edition.language)[1:] for one, edition in zip(resources, best, strict=True)],
        "texts": ["" if edition.language == code else edition.language for edition in best],
        "dates": [_date(scene, words, one) for one in resources],
        "facets": {
            name: [[place[key] for key in terms[one.key].get(name, ()) if key in place] for one in resources]
            for name, place in places.items()
        },
    }


def _date(scene: Scene, words: Words, resource: Resource) -> list[object]:
    """What sorts an entry by date, and the date as it is shown; nothing where its type has none."""
    order = resource.facts.get(resource.type.order) if resource.type.order else None
    if isinstance(order, str):
        return [order, words.partial_date(order)]
    for field in resource.type.fields:
        value = resource.facts.get(field.name)
        if field.range and isinstance(value, Mapping):
            edition = best_edition(scene.catalogue, resource, words.language.code)
            shown = Presenter(scene.catalogue, words, resource, edition).years(value)
            return [str(value.get("start", "")), shown.text]
    return []
