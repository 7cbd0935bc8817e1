"""Pages that are made from the collection: one file a kind of page, found by its place in this folder.

A module with a function `pages(scene, language)` yields its pages in one language. What no file of its own makes
(editions, pages in all languages at once) is called by `compose`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast

from centre.catalogue import Catalogue, Resource, ResourceType, many
from centre.lifecycle import changed_on
from centre.present import Presenter, card
from centre.relate import Relations
from centre.site import Alternate, Asset, Entry, Page, address_of, page_number
from centre.ties import Ties
from centre.tiles import TileMap
from centre.translate import published_languages
from centre.views import Card, OverviewView, SearchView
from centre.words import Words


@dataclass(frozen=True, slots=True)
class Finder:
    """What the search page of a language needs beside its HTML."""

    view: SearchView
    data: Asset
    entries: tuple[Entry, ...]
    """What can be found, in the order of the data."""


@dataclass(frozen=True)
class Scene:
    """The catalogue with everything that pages are made with."""

    catalogue: Catalogue

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of the site, in the order of the Official Journal."""
        return published_languages(self.catalogue)

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """The words of each language."""
        return {code: Words(self.catalogue, self.catalogue.languages[code]) for code in self.languages}

    @cached_property
    def listed_types(self) -> tuple[ResourceType, ...]:
        """Types with a list, those of the menu first and in its order."""
        order = {name: place for place, name in enumerate(self.catalogue.settings.menu)}
        listed = (kind for kind in self.catalogue.types.values() if kind.listed)
        return tuple(sorted(listed, key=lambda kind: (order.get(kind.name, len(order)), kind.name)))

    @cached_property
    def used_types(self) -> tuple[ResourceType, ...]:
        """Types with a list that holds something."""
        return tuple(kind for kind in self.listed_types if kind in self.catalogue.used_types)

    @cached_property
    def tiles(self) -> TileMap:
        """The grid of Europe."""
        return TileMap(self.catalogue)

    @cached_property
    def relations(self) -> Relations:
        """Which resources share topics."""
        return Relations(self.catalogue.listed)

    @cached_property
    def ties(self) -> Ties:
        """Which resources name each other."""
        return Ties(self.catalogue)

    @cached_property
    def filed(self) -> Mapping[str, Mapping[str, tuple[Resource, ...]]]:
        """Listed resources by filter and by term, such as `topic`, `inclusion`."""
        found: dict[str, dict[str, list[Resource]]] = {}
        for resource in self.catalogue.listed:
            for name, key in terms_of(resource):
                found.setdefault(name, {}).setdefault(key, []).append(resource)
        return {name: {key: tuple(members) for key, members in terms.items()} for name, terms in found.items()}

    def rank(self, resource: Resource) -> int:
        """Return the strength of a resource's evidence."""
        grade = Presenter(self.catalogue, self.words[self.languages[0]], resource, resource.original).grade()
        return grade.rank if grade else 0

    def address(self, resource: Resource, language: str) -> str:
        """Return the address of a resource in a language."""
        return address_of(self.catalogue, resource, language)

    @cached_property
    def finders(self) -> dict[str, Finder]:
        """What the search page of each language is made of, once it is made."""
        return {}

    def card(self, language: str, resource: Resource) -> Card:
        """Return a resource as a card for readers of a language; made once, because many lists show it."""
        found = self._cards.get((language, resource.key))
        if found is None:
            found = self._cards[language, resource.key] = card(self.catalogue, self.words[language], resource)
        return found

    @cached_property
    def _cards(self) -> dict[tuple[str, str], Card]:
        return {}

    def vocabulary_of(self, filter_name: str) -> str:
        """Return the vocabulary whose terms a filter takes."""
        fields = (field for kind in self.listed_types for field in kind.fields)
        return next((field.vocabulary for field in fields if field.filter == filter_name), "")


def terms_of(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield the filters and terms under which a resource is found."""
    for field in resource.type.fields:
        if field.filter:
            for key in many(resource.facts.get(field.name)):
                yield field.filter, str(key)


def terms_under(resources: Iterable[Resource], filter_name: str) -> dict[str, int]:
    """Count the terms of a filter among some resources."""
    found: dict[str, int] = {}
    for resource in resources:
        for name, key in terms_of(resource):
            if name == filter_name:
                found[key] = found.get(key, 0) + 1
    return found


def generated(
    scene: Scene,
    language: str,
    address: str,
    template: str,
    view: object,
    *,
    title: str,
    section: str,
    description: str = "",
    indexable: bool = True,
    feed: str = "",
) -> Page:
    """Return the page at `address` in `language`; the other languages have it behind their own code."""
    rest = address.removeprefix(f"/{language}")
    addresses = {code: f"/{code}{rest}" for code in scene.languages}
    default = scene.catalogue.settings.labels
    default = default if default in addresses else next(iter(addresses))
    number = page_number(address)
    alternates = [Alternate(code, there) for code, there in addresses.items()]
    return Page(
        address=addresses[language],
        source=f"content/languages/{language}/words.yml",
        language=language,
        template=template,
        view=view,
        title=f"{title} – {scene.words[language].say('page-number', number=number)}" if number else title,
        description=description or scene.words[language].say("site-tagline").text,
        alternates=(*alternates, Alternate("x-default", addresses[default])),
        section=section,
        indexable=indexable,
        feed=feed,
    )


def has_feed(resources: Iterable[Resource], language: str) -> bool:
    """Say whether a list has a feed in a language: one of its editions in it has a date."""
    return any(language in one.editions and changed_on(one, one.editions[language]) for one in resources)


def overview(
    scene: Scene, language: str, address: str, view: OverviewView, *, indexable: bool = True, feed: str = ""
) -> Page:
    """Return a page that is made from the whole collection."""
    return generated(
        scene,
        language,
        address,
        "overview.html",
        view,
        title=view.title.text,
        section="explore",
        indexable=indexable,
        feed=feed,
    )


class Maker(Protocol):
    """What a module of this folder must contain to be called for every language."""

    def pages(self, scene: Scene, language: str) -> Iterator[Page]:
        """Yield pages in a language."""
        ...


def makers() -> tuple[Maker, ...]:
    """Return every maker of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(cast(Maker, module) for module in modules if hasattr(module, "pages"))
