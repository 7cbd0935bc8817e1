"""The front page: search, a door for each kind of reader, what is new, topics, Europe, what is in which language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from centre.catalogue import Resource
from centre.pages import Scene
from centre.pages.term import labelled
from centre.present import order_key
from centre.site import listing_address, term_address
from centre.views import Count, Coverage, Door, HomeView, ResourceView

SHOWN_AT_HOME = 4
"""Cards of each list on the front page."""


def home_view(scene: Scene, language: str, text: ResourceView) -> HomeView:
    """Return the front page of a language around the text of its edition."""
    words = scene.words[language]
    topics = labelled(scene, words, "topic", {key: len(found) for key, found in scene.filed.get("topic", {}).items()})
    countries = {key: len(found) for key, found in scene.filed.get("country", {}).items()}
    newest = _latest(scene, language, "from")
    return HomeView(
        text=text,
        doors=tuple(_doors(scene, language)),
        tiles=scene.tiles.of(words),
        countries=labelled(scene, words, "country", countries),
        newest=tuple(scene.card(language, one) for one in newest),
        checked=tuple(scene.card(language, one) for one in _latest(scene, language, "checked", newest)),
        topics=topics,
        coverage=tuple(_coverage(scene, language)),
    )


def _doors(scene: Scene, language: str) -> Iterator[Door]:
    """One door for each audience that the settings name and for which there is something."""
    words = scene.words[language]
    for key in scene.catalogue.settings.doors:
        resources = scene.filed.get("audience", {}).get(key, ())
        if resources:
            label = words.term(scene.vocabulary_of("audience"), key)
            yield Door(label, _holdings(scene, language, resources), term_address(language, "audience", key))


def _holdings(scene: Scene, language: str, resources: tuple[Resource, ...]) -> tuple[Count, ...]:
    """What an audience finds, by type: those made for tasks first."""
    words = scene.words[language]
    sizes = ((kind, sum(one.type is kind for one in resources)) for kind in scene.used_types)
    return tuple(Count(words.type(kind, "other"), size) for kind, size in sizes if size)


def _latest(scene: Scene, language: str, name: str, shown: Iterable[Resource] = ()) -> list[Resource]:
    """The resources whose original has the latest date in a field, newest first; of one day, one of each type first."""
    words = scene.words[language]
    taken = {one.key for one in shown}
    dated = [(day, one) for one in scene.catalogue.listed if one.key not in taken and (day := _day(one, name))]
    dated.sort(key=lambda item: order_key(scene.catalogue, words, item[1]))
    turn: Counter[tuple[date, str]] = Counter()
    ranked = []
    for day, one in dated:
        ranked.append((-day.toordinal(), turn[day, one.type.name], one))
        turn[day, one.type.name] += 1
    place = {kind.name: number for number, kind in enumerate(scene.used_types)}
    ranked.sort(key=lambda item: (item[0], item[1], place[item[2].type.name]))
    return [one for _, _, one in ranked[:SHOWN_AT_HOME]]


def _day(resource: Resource, name: str) -> date | None:
    value = resource.original.part(name).get("on") or resource.facts.get(name)
    return value if isinstance(value, date) else None


def _coverage(scene: Scene, language: str) -> Iterator[Coverage]:
    """For each type how much can be read in the language, and how much only in others."""
    words = scene.words[language]
    for kind in scene.used_types:
        members = [one for one in scene.catalogue.listed if one.type is kind]
        full = sum(language in one.editions and not one.editions[language].is_summary for one in members)
        summaries = sum(language in one.editions and one.editions[language].is_summary for one in members)
        rest = len(members) - full - summaries
        yield Coverage(words.type(kind, "other"), listing_address(kind, language), full, summaries, rest)
