"""A list for each country, topic, sector and audience that the collection knows something about, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from centre.catalogue import Resource
from centre.collation import sort_key
from centre.pages import Scene, has_feed, overview, terms_under
from centre.pages.evidence import kinds_table
from centre.pages.pager import paged
from centre.present import order_key
from centre.site import FEEDS, TERM_PAGES, Page, finder_address, term_address
from centre.views import CardGroup, Count, CountGroup, OverviewView, Pager
from centre.words import Phrase, Words

FIRST = {
    "country": ("initiative", "organisation", "output"),
    "audience": ("pathway", "guide", "publication"),
}
"""Types on top of a list: for a country what is decided, for an audience what helps with a task."""


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the lists of all terms in use, and one page for each filter."""
    for name in TERM_PAGES:
        for key, resources in sorted(scene.filed.get(name, {}).items()):
            yield from _term(scene, language, name, key, resources)
        view = _index(scene, language, name)
        address = f"/{language}/{TERM_PAGES[name]}/"
        yield overview(scene, language, address, view)


def labelled(scene: Scene, words: Words, name: str, found: dict[str, int]) -> tuple[Count, ...]:
    """Return terms of a filter with their numbers, most first, then by label."""
    vocabulary = scene.vocabulary_of(name)
    code = words.language.code
    counts = [Count(words.term(vocabulary, key), count, term_address(code, name, key)) for key, count in found.items()]
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


def _term(scene: Scene, language: str, name: str, key: str, resources: tuple[Resource, ...]) -> Iterator[Page]:
    """Yield the pages of one term: what is known about it on the first, the list on all."""
    words = scene.words[language]
    ordered = _in_order(scene, words, name, resources)
    indexable = any(language in one.editions for one in resources)
    first = term_address(language, name, key)
    for address, members, pager in paged(first, ordered):
        view = _view(scene, words, name, key, ordered, members, pager)
        feed = f"{first}feed.xml" if name in FEEDS and has_feed(resources, language) else ""
        yield overview(scene, language, address, view, indexable=indexable, feed=feed)


def _view(
    scene: Scene,
    words: Words,
    name: str,
    key: str,
    resources: Sequence[Resource],
    shown: Sequence[Resource],
    pager: Pager,
) -> OverviewView:
    code = words.language.code
    first = not pager.previous
    beside = (
        CountGroup(words.say(f"filter-{other}"), labelled(scene, words, other, terms_under(resources, other)))
        for other in TERM_PAGES
        if other != name and first
    )
    with_evidence = [one for one in resources if any(field.grade for field in one.type.fields)]
    topic = key if name == "topic" else ""
    own = sum(code in one.editions for one in resources)
    return OverviewView(
        title=words.term(scene.vocabulary_of(name), key),
        intro=(
            words.say("listing-count", count=len(resources)),
            words.say("listing-in-language", count=own),
        ),
        beside=tuple(group for group in beside if group.counts),
        tables=kinds_table(scene, words, with_evidence, topic) if first else (),
        cards=tuple(_groups(scene, words, shown)),
        pager=pager,
        finder=finder_address(code, name, key),
        missing=tuple(_missing(scene, words, name, resources)) if first else (),
        missing_label=words.say("what-is-missing"),
        kind=words.say(f"filter-{name}"),
    )


def _in_order(scene: Scene, words: Words, name: str, resources: Sequence[Resource]) -> list[Resource]:
    """By type, then in the order of each type's list."""
    first = FIRST.get(name, ())
    place = {kind.name: number for number, kind in enumerate(scene.used_types)}

    def key(resource: Resource) -> tuple[object, ...]:
        kind = resource.type.name
        return kind not in first, place[kind], order_key(scene.catalogue, words, resource)

    return sorted(resources, key=key)


def _groups(scene: Scene, words: Words, shown: Sequence[Resource]) -> Iterator[CardGroup]:
    for kind, members in groupby(shown, key=lambda one: one.type):
        cards = tuple(scene.card(words.language.code, one) for one in members)
        yield CardGroup(words.type(kind, "other"), cards)


def _missing(scene: Scene, words: Words, name: str, resources: Sequence[Resource]) -> Iterator[Phrase]:
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
