"""Who works with whom on what: topics with their countries, sectors and audiences; partners in the same work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from centre.catalogue import Resource
from centre.collation import sort_key
from centre.pages import Scene, overview, terms_of, terms_under
from centre.pages.pager import paged
from centre.pages.term import labelled
from centre.present import first_of, resource_link, sorted_resources
from centre.site import Page, term_address
from centre.views import Count, CountGroup, LinkGroup, OverviewView, Table, TableCell, TableRow
from centre.words import Words

WHOLE_UNION = "EU"
"""The term for work in the whole Union, which is no partner."""


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the map of who works on what: topics and partners on its first page, organisations on all."""
    words = scene.words[language]
    title = words.say("knowledge-map")
    for address, members, pager in paged(f"/{language}/map/", _active(scene, words)):
        first = not pager.previous
        view = OverviewView(
            title=title,
            intro=(words.say("knowledge-map-text"),),
            tables=_topics(scene, words) if first else (),
            beside=tuple(_partners(scene, words)) if first else (),
            closing=tuple(_organisation(scene, words, one) for one in members),
            pager=pager,
        )
        yield overview(scene, language, address, view)


def _topics(scene: Scene, words: Words) -> tuple[Table, ...]:
    """One row a topic: countries, sectors and audiences of the resources about it."""
    vocabulary = scene.vocabulary_of("topic")
    rows = []
    for topic, resources in scene.filed.get("topic", {}).items():
        cells = tuple(
            TableCell(labelled(scene, words, name, terms_under(resources, name)))
            for name in ("country", "sector", "audience")
        )
        rows.append(TableRow(words.term(vocabulary, topic), term_address(words.language.code, "topic", topic), cells))
    rows.sort(key=lambda row: sort_key(row.head.text, words.language))
    heads = tuple(words.say(f"filter-{name}") for name in ("topic", "country", "sector", "audience"))
    return (Table(words.say("knowledge-map-caption"), heads, tuple(rows)),) if rows else ()


def _countries(resource: Resource) -> set[str]:
    return {key for name, key in terms_of(resource) if name == "country" and key != WHOLE_UNION}


def _partners(scene: Scene, words: Words) -> Iterator[CountGroup]:
    """For each country those with which it appears in the same resource."""
    together: dict[str, Counter[str]] = {}
    for resource in scene.catalogue.listed:
        for one, other in permutations(sorted(_countries(resource)), 2):
            together.setdefault(one, Counter())[other] += 1
    vocabulary = scene.vocabulary_of("country")
    groups = []
    for key, partners in together.items():
        label = words.say("works-with", country=words.term(vocabulary, key))
        counts: tuple[Count, ...] = labelled(scene, words, "country", dict(partners))
        groups.append(CountGroup(label, counts))
    yield from sorted(groups, key=lambda group: sort_key(group.label.text, words.language))


def _active(scene: Scene, words: Words) -> list[Resource]:
    """Organisations that take part in something, by title."""
    kind = scene.catalogue.types.get("organisation")
    found = sorted_resources(scene.catalogue, words, kind) if kind else []
    return [one for one in found if scene.ties.to(one)]


def _organisation(scene: Scene, words: Words, organisation: Resource) -> LinkGroup:
    """What an organisation takes part in."""
    work = {tie.source.key: tie.source for tie in scene.ties.to(organisation)}
    link = resource_link(scene.catalogue, words, organisation)
    links, rest = first_of(scene.catalogue, words, work.values())
    return LinkGroup(link.title, links, link.address, rest)
