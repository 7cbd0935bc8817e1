"""Catalogue to site: one page for each existing edition, lists, search, chooser, and pages for moved addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from centre.catalogue import Catalogue, Edition, Resource, ResourceType, many
from centre.collation import sort_key
from centre.edition_page import EditionPages
from centre.present import card
from centre.relate import Relations
from centre.shared_pages import SharedPages
from centre.site import (
    Alternate,
    Asset,
    MenuItem,
    Page,
    Site,
    address_of,
    listing_address,
    search_address,
)
from centre.tiles import TileMap
from centre.translate import best_edition, published_languages
from centre.views import (
    Door,
    Facet,
    HomeView,
    Link,
    ListingView,
    ResourceView,
    SearchView,
)
from centre.words import Phrase, Words

SHOWN_AT_HOME = 4
"""Cards of each type on the front page."""
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


def compose(catalogue: Catalogue) -> Site:
    """Arrange a sound catalogue as the pages and files of a site."""
    return _Composer(catalogue).site()


def listed_types(catalogue: Catalogue) -> list[ResourceType]:
    """Return the types with a list, those of the menu first and in its order."""
    order = {name: place for place, name in enumerate(catalogue.settings.menu)}
    listed = (kind for kind in catalogue.types.values() if kind.listed)
    return sorted(listed, key=lambda kind: (order.get(kind.name, len(order)), kind.name))


class _Composer:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.languages = published_languages(catalogue)
        self.words = {code: Words(catalogue, catalogue.languages[code]) for code in self.languages}
        self.listed = listed_types(catalogue)
        self.tiles = TileMap(catalogue)
        self.editions = EditionPages(catalogue, self.words, self.tiles, Relations(catalogue.resources))

    def site(self) -> Site:
        shared = SharedPages(self.catalogue, self.words)
        pages = (
            *self._resource_pages(),
            *(page for code in self.languages for page in self._generated_pages(code)),
            shared.chooser(),
            shared.not_found(),
            *shared.moved(),
        )
        assets = tuple(Asset(f"/{path}", path) for path in self.catalogue.assets)
        settings = self.catalogue.settings
        return Site(
            pages,
            assets,
            {code: tuple(self._menu(settings.menu, code)) for code in self.languages},
            {code: tuple(self._menu(settings.footer, code)) for code in self.languages},
        )

    # Menus

    def _menu(self, keys: tuple[str, ...], language: str) -> Iterator[MenuItem]:
        """Items of a menu: a key names a type with a list, or a page."""
        for key in keys:
            kind = self.catalogue.types.get(key)
            resource = self.catalogue.page(key)
            if kind and kind.listed:
                label = self.words[language].type(kind, "other")
                yield MenuItem(kind.name, label.text, label.language, listing_address(kind, language))
            elif resource:
                edition = best_edition(self.catalogue, resource, language)
                address = address_of(self.catalogue, resource, edition.language)
                yield MenuItem(resource.key, edition.title, edition.language, address)

    # Editions

    def _resource_pages(self) -> Iterator[Page]:
        for resource in self.catalogue.resources:
            for code in self.languages:
                if code in resource.editions:
                    yield self._resource_page(resource, resource.editions[code])

    def _resource_page(self, resource: Resource, edition: Edition) -> Page:
        is_home = resource.key == f"page/{self.catalogue.settings.home}"
        text = self.editions.view(resource, edition)
        return Page(
            address=address_of(self.catalogue, resource, edition.language),
            source=edition.path,
            language=edition.language,
            template="home.html" if is_home else "resource.html",
            view=self._home_view(edition.language, text) if is_home else text,
            title=edition.title,
            description=edition.summary,
            alternates=self._alternates(resource, is_home),
            indexable=not edition.is_unrevised_machine_text,
            section=resource.type.name if resource.type.listed else resource.key,
        )

    def _alternates(self, resource: Resource, is_home: bool) -> tuple[Alternate, ...]:
        """Existing editions, and the one for everybody else: the chooser for the home page, else the best."""
        codes = [code for code in self.languages if code in resource.editions]
        found = [Alternate(code, address_of(self.catalogue, resource, code)) for code in codes]
        default = best_edition(self.catalogue, resource, self.catalogue.settings.labels).language
        address = "/" if is_home else address_of(self.catalogue, resource, default)
        return (*found, Alternate("x-default", address))

    # Lists, search, home

    def _sorted(self, kind: ResourceType, words: Words) -> list[Resource]:
        """Resources by title in the order of the language; those in other languages stay in their place."""
        language = words.language.code

        def key(resource: Resource) -> tuple[object, str]:
            title = best_edition(self.catalogue, resource, language).title
            return sort_key(title, words.language), resource.slug

        return sorted((one for one in self.catalogue.resources if one.type is kind), key=key)

    def _listing(self, kind: ResourceType, language: str) -> ListingView:
        words = self.words[language]
        resources = self._sorted(kind, words)
        own = sum(language in one.editions for one in resources)
        return ListingView(
            title=words.type(kind, "other"),
            count=words.say("listing-count", count=len(resources)),
            in_language=words.say("listing-in-language", count=own),
            cards=tuple(card(self.catalogue, words, one) for one in resources),
            address=listing_address(kind, language),
        )

    def _home_view(self, language: str, text: ResourceView) -> HomeView:
        lists = tuple(self._listing(kind, language) for kind in self.listed)
        doors = tuple(Door(one.title, one.count, one.address) for one in lists)
        return HomeView(
            text,
            doors,
            self.tiles.of(self.words[language]),
            tuple(replace(one, cards=one.cards[:SHOWN_AT_HOME]) for one in lists),
        )

    def _generated_pages(self, language: str) -> Iterator[Page]:
        words = self.words[language]
        for kind in self.listed:
            view = self._listing(kind, language)
            addresses = {code: listing_address(kind, code) for code in self.languages}
            title = view.title.text
            yield self._generated(language, "listing.html", view, title, addresses, kind.name)
        addresses = {code: search_address(code) for code in self.languages}
        title = words.say("search").text
        page = self._generated(language, "search.html", self._search_view(words), title, addresses, "search")
        yield replace(page, indexable=False)

    def _generated(
        self,
        language: str,
        template: str,
        view: object,
        title: str,
        addresses: Mapping[str, str],
        section: str,
    ) -> Page:
        default = self.catalogue.settings.labels
        default = default if default in addresses else next(iter(addresses))
        alternates = [Alternate(code, address) for code, address in addresses.items()]
        return Page(
            address=addresses[language],
            source=f"content/languages/{language}/words.yml",
            language=language,
            template=template,
            view=view,
            title=title,
            description=self.words[language].say("site-tagline").text,
            alternates=(*alternates, Alternate("x-default", addresses[default])),
            section=section,
        )

    def _search_view(self, words: Words) -> SearchView:
        code = words.language.code
        used: dict[str, dict[str, Phrase]] = {"type": {}}
        for resource in self.catalogue.resources:
            if code not in resource.editions:
                continue
            used["type"][resource.type.name] = words.type(resource.type, "other")
            for field in resource.type.fields:
                for key in many(resource.facts.get(field.name)) if field.filter else ():
                    used.setdefault(field.filter, {})[str(key)] = words.term(field.vocabulary, str(key))
        facets = tuple(
            Facet(name, words.say(f"filter-{name}"), _by_label(terms, words)) for name, terms in used.items() if terms
        )
        lists = tuple(Link(words.type(kind, "other"), listing_address(kind, code)) for kind in self.listed)
        return SearchView(facets, lists, {key: words.forms(key) for key in SCRIPT_WORDS})


def _by_label(terms: Mapping[str, Phrase], words: Words) -> tuple[tuple[str, Phrase], ...]:
    return tuple(sorted(terms.items(), key=lambda item: (sort_key(item[1].text, words.language), item[0])))
