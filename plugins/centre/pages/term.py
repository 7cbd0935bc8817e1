"""A page for each country and each topic that the collection knows something about, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator

from centre.catalogue import Resource
from centre.collation import sort_key
from centre.pages import Scene, generated, terms_under
from centre.pages.evidence import kinds_table
from centre.present import in_order
from centre.site import TERM_PAGES, Page, search_address, term_address
from centre.views import Count, CountGroup, LinkGroup, OverviewView
from centre.words import Phrase, Words

FROM_ABOVE = ("initiative", "organisation", "output")
"""Types that tell what is decided and who decides; all others tell what is done."""
BESIDE = {"country": ("topic", "sector", "audience"), "topic": ("country", "sector", "audience")}
"""Filters whose terms are counted on the page of a term."""


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the pages of all terms in use, and one list for each filter."""
    for name, folder in TERM_PAGES.items():
        terms = scene.filed.get(name, {})
        for key, resources in sorted(terms.items()):
            view = _term(scene, language, name, key, resources)
            address = term_address("", name, key)
            title = view.title.text
            yield generated(scene, language, address, "overview.html", view, title=title, section="explore")
        view = _index(scene, language, name)
        title = view.title.text
        yield generated(scene, language, f"/{folder}/", "overview.html", view, title=title, section="explore")


def labelled(scene: Scene, words: Words, name: str, found: dict[str, int]) -> tuple[Count, ...]:
    """Return terms of a filter with their numbers, most first, then by label."""
    vocabulary = scene.vocabulary_of(name)
    code = words.language.code
    counts = []
    for key, count in found.items():
        address = term_address(code, name, key) if name in TERM_PAGES else f"{search_address(code)}?{name}={key}"
        counts.append(Count(words.term(vocabulary, key), count, address))
    return tuple(sorted(counts, key=lambda one: (-one.count, sort_key(one.label.text, words.language))))


def _index(scene: Scene, language: str, name: str) -> OverviewView:
    words = scene.words[language]
    found = {key: len(members) for key, members in scene.filed.get(name, {}).items()}
    counts = labelled(scene, words, name, found)
    by_label = tuple(sorted(counts, key=lambda one: sort_key(one.label.text, words.language)))
    vocabulary = scene.catalogue.vocabularies.get(scene.vocabulary_of(name))
    unused = [key for key in (vocabulary.terms if vocabulary else {}) if key not in found]
    labels = sorted(
        (words.term(vocabulary.name, key) for key in unused) if vocabulary else (),
        key=lambda one: sort_key(one.text, words.language),
    )
    return OverviewView(
        title=words.say(f"{name}-index"),
        intro=(words.say(f"{name}-index-text"),),
        counts=(CountGroup(words.say(f"filter-{name}"), by_label),),
        missing=tuple(labels),
        missing_label=words.say("nothing-yet"),
        tiles=scene.tiles.of(words) if name == "country" else (),
    )


def _term(scene: Scene, language: str, name: str, key: str, resources: tuple[Resource, ...]) -> OverviewView:
    words = scene.words[language]
    beside = (
        CountGroup(words.say(f"filter-{other}"), labelled(scene, words, other, terms_under(resources, other)))
        for other in BESIDE[name]
    )
    with_evidence = [one for one in resources if any(field.grade for field in one.type.fields)]
    topic = key if name == "topic" else ""
    return OverviewView(
        title=words.term(scene.vocabulary_of(name), key),
        intro=(
            words.say("listing-count", count=len(resources)),
            words.say("listing-in-language", count=_own(resources, language)),
        ),
        counts=tuple(group for group in beside if group.counts),
        tables=kinds_table(scene, words, with_evidence, topic),
        groups=tuple(_groups(scene, words, name, resources)),
        missing=tuple(_missing(scene, words, name, resources)),
        missing_label=words.say("what-is-missing"),
        kind=words.say(f"filter-{name}"),
    )


def _own(resources: tuple[Resource, ...], language: str) -> int:
    return sum(language in one.editions for one in resources)


def _groups(scene: Scene, words: Words, name: str, resources: tuple[Resource, ...]) -> Iterator[LinkGroup]:
    """Resources by type: what is decided first, then what is done."""
    kinds = sorted(scene.used_types, key=lambda kind: kind.name not in FROM_ABOVE)
    for kind in kinds:
        members = [one for one in resources if one.type is kind]
        if members:
            yield LinkGroup(words.type(kind, "other"), in_order(scene.catalogue, words, members))


def _missing(scene: Scene, words: Words, name: str, resources: tuple[Resource, ...]) -> Iterator[Phrase]:
    """What the collection holds of other terms and not of this one, and what is not known about results."""
    have = {one.type.name for one in resources}
    for kind in scene.used_types:
        fields = {field.filter for field in kind.fields if field.required}
        if name in fields and kind.name not in have:
            yield words.say("missing-type", type=words.type(kind, "other"))
    silent = [one for one in resources if _is_silent(one)]
    if silent:
        yield words.say("missing-evidence", count=len(silent))


def _is_silent(resource: Resource) -> bool:
    """Whether a type knows evidence and the resource has none."""
    return any(field.grade and not resource.facts.get(field.name) for field in resource.type.fields)
