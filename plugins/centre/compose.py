"""Catalogue to site: one page for each existing edition, lists, search, chooser, and pages for moved addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from centre.body import Destination, Reference, Resolve, render, sections, shared_ids
from centre.catalogue import Catalogue, Edition, Resource, ResourceType
from centre.collation import sort_key
from centre.present import Presenter, card
from centre.references import anchors_of, split_target, target_of
from centre.relate import related
from centre.site import (
    Alternate,
    Asset,
    MenuItem,
    Page,
    Site,
    address_of,
    home_address,
    listing_address,
    relative,
    search_address,
)
from centre.translate import best_edition, is_behind, published_languages
from centre.views import (
    Card,
    ChooserView,
    Door,
    EditionLink,
    Facet,
    HomeView,
    Link,
    ListingView,
    NoticePart,
    NoticeView,
    ResourceView,
    SearchView,
    Tile,
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

    def site(self) -> Site:
        pages = (
            *self._resource_pages(),
            *(page for code in self.languages for page in self._generated_pages(code)),
            self._chooser(),
            self._not_found(),
            *self._moved_pages(),
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
            resource = self._page(key)
            if kind and kind.listed:
                label = self.words[language].type(kind, "other")
                yield MenuItem(kind.name, label.text, label.language, listing_address(kind, language))
            elif resource:
                edition = best_edition(self.catalogue, resource, language)
                address = address_of(self.catalogue, resource, edition.language)
                yield MenuItem(resource.key, edition.title, edition.language, address)

    def _page(self, slug: str) -> Resource | None:
        return next((one for one in self.catalogue.resources if one.key == f"page/{slug}"), None)

    # Editions

    def _resource_pages(self) -> Iterator[Page]:
        for resource in self.catalogue.resources:
            for code in self.languages:
                if code in resource.editions:
                    yield self._resource_page(resource, resource.editions[code])

    def _resource_page(self, resource: Resource, edition: Edition) -> Page:
        is_home = resource.key == f"page/{self.catalogue.settings.home}"
        view: object = self._resource_view(resource, edition)
        if is_home:
            view = self._home_view(edition.language, self._resource_view(resource, edition))
        return Page(
            address=address_of(self.catalogue, resource, edition.language),
            source=edition.path,
            language=edition.language,
            template="home.html" if is_home else "resource.html",
            view=view,
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

    def _resource_view(self, resource: Resource, edition: Edition) -> ResourceView:
        words = self.words[edition.language]
        show = Presenter(self.catalogue, words, resource, edition)
        ids = shared_ids(edition.body, resource.original.body)
        facts = resource.facts
        licence = facts.get("licence")
        terms = self.catalogue.vocabularies["licences"].terms if licence else {}
        return ResourceView(
            kind=words.type(resource.type),
            title=Phrase(edition.title, edition.language),
            summary=Phrase(edition.summary, edition.language),
            body=render(edition.body, ids, self._resolver(resource, edition)),
            contents=tuple(one for one in sections(edition.body, ids) if one[0] <= 3),
            banners=self._banners(words, resource, edition),
            banner_links=tuple(self._banner_links(words, resource, edition)),
            facts=show.facts(),
            blocks=show.blocks(),
            sources=show.sources(),
            editions=show.editions(),
            trust=tuple(self._trust(words, resource, edition)),
            licence=words.term("licences", str(licence)) if licence else None,
            licence_address=terms[str(licence)].uri if licence else "",
            attribution=self._attribution(resource, edition),
            related=self._related(words, resource),
            tiles=self._tiles(words, resource),
            filters=show.filters(),
            is_summary=edition.is_summary,
        )

    def _attribution(self, resource: Resource, edition: Edition) -> Phrase | None:
        for one in (edition, resource.original):
            if one.values.get("attribution"):
                return Phrase(str(one.values["attribution"]), one.language)
        return None

    def _related(self, words: Words, resource: Resource) -> tuple[Card, ...]:
        found = []
        for other, topics in related(self.catalogue, resource):
            labels = ", ".join(str(words.term("topics", topic)) for topic in topics)
            found.append(card(self.catalogue, words, other, words.say("related-by", topics=labels)))
        return tuple(found)

    def _banners(self, words: Words, resource: Resource, edition: Edition) -> tuple[Phrase, ...]:
        """What must be known before reading, most important first."""
        found = []
        original = words.language_name(resource.original.language)
        if edition.is_unrevised_machine_text:
            if edition.is_translation:
                found.append(words.say("machine-banner-translation", language=original))
            else:
                found.append(words.say("machine-banner"))
        if is_behind(edition, resource.original):
            found.append(words.say("behind"))
        if edition.is_summary:
            found.append(words.say("summary-edition", language=original))
        return tuple(found)

    def _banner_links(self, words: Words, resource: Resource, edition: Edition) -> Iterator[Link]:
        if edition.is_translation:
            label = words.say("read-full" if edition.is_summary else "see-original")
            yield Link(label, address_of(self.catalogue, resource, resource.original.language))
        how = self._page(self.catalogue.settings.improve)
        if how and edition.is_unrevised_machine_text:
            best = best_edition(self.catalogue, how, edition.language)
            yield Link(words.say("improve"), address_of(self.catalogue, how, best.language))

    def _trust(self, words: Words, resource: Resource, edition: Edition) -> Iterator[Phrase]:
        text = edition.part("text")
        names = ", ".join(str(name) for name in _many(text.get("revised_by")))
        revised = "-revised" if names else ""
        yield words.say(f"text-by-{text.get('by', 'person')}{revised}", names=names)
        if edition.is_translation:
            yield words.say("translated-from", language=words.language_name(resource.original.language))
        yield from self._checked(words, resource, edition)
        reviewed = edition.part("reviewed")
        if isinstance(reviewed.get("on"), date):
            yield words.say("reviewed", names=reviewed.get("by"), date=_day(words, reviewed["on"]))

    def _checked(self, words: Words, resource: Resource, edition: Edition) -> Iterator[Phrase]:
        checked = edition.part("checked") or resource.original.part("checked")
        if isinstance(checked.get("on"), date):
            numbers = ", ".join(str(number) for number in _many(checked.get("against")))
            against = words.say("checked-against", sources=words.say("source-short", number=numbers))
            said = words.say("checked", date=_day(words, checked["on"]))
            yield Phrase(f"{said.text} ({against.text}).", said.language)
        elif resource.facts.get("sources"):
            yield words.say("not-checked")

    def _resolver(self, resource: Resource, edition: Edition) -> Resolve:
        """Lead the references of a body to what they mean for readers of this edition."""
        here = address_of(self.catalogue, resource, edition.language)
        words = self.words[edition.language]

        def resolve(reference: Reference) -> Destination:
            if reference.scheme:
                return Destination(reference.target)
            anchor = split_target(reference.target)[2]
            target = target_of(self.catalogue, edition, reference.target)
            if target is None:
                return Destination(reference.target)
            if target.asset:
                return Destination(relative(here, f"/{target.asset}"))
            if target.listing:
                return Destination(relative(here, listing_address(target.listing, edition.language)))
            if target.resource is None or (target.resource is resource and not target.pinned):
                return Destination(f"#{anchor}" if anchor else "./")
            best = best_edition(self.catalogue, target.resource, target.pinned or edition.language)
            if anchor and anchor not in anchors_of(target.resource, best):
                anchor = ""  # A summary has no headings of its own: its top is the nearest place.
            address = address_of(self.catalogue, target.resource, best.language)
            link = relative(here, f"{address}#{anchor}" if anchor else address)
            if best.language == edition.language:
                return Destination(link)
            note = words.say("in-language", language=words.language_name(best.language))
            return Destination(link, best.language, note.text)

        return resolve

    def _tiles(self, words: Words, resource: Resource | None = None) -> tuple[Tile, ...]:
        """The grid of Europe: with counts for all resources, or with the places of one."""
        here = self._places(resource) if resource else set()
        if resource and not any(self._on_map(vocabulary, key) for vocabulary, key in here):
            return ()
        found = []
        for vocabulary, key in self._map:
            term = self.catalogue.vocabularies[vocabulary].terms[key]
            assert term.tile is not None
            count = 0 if resource else self._counts[words.language.code][vocabulary, key]
            address = f"{search_address(words.language.code)}?{self._map[vocabulary, key]}={key}" if count else ""
            name = words.term(vocabulary, key)
            found.append(Tile(key, name, *term.tile, count, address, (vocabulary, key) in here))
        return tuple(found)

    def _on_map(self, vocabulary: str, key: str) -> bool:
        return (vocabulary, key) in self._map

    @cached_property
    def _map(self) -> dict[tuple[str, str], str]:
        """Terms that have a place on the grid, row by row, with the filter that finds them."""
        filters = {field.vocabulary: field.filter for kind in self.listed for field in kind.fields if field.filter}
        tiles = [
            (term.tile[::-1], name, term.key)
            for name in filters
            for term in self.catalogue.vocabularies[name].terms.values()
            if term.tile
        ]
        return {(name, key): filters[name] for _, name, key in sorted(tiles)}

    @cached_property
    def _counts(self) -> dict[str, Counter[tuple[str, str]]]:
        """How many resources can be read in a language, by term."""
        found: dict[str, Counter[tuple[str, str]]] = {code: Counter() for code in self.languages}
        for resource in self.catalogue.resources:
            for code in resource.editions.keys() & found.keys():
                found[code].update(self._places(resource))
        return found

    @staticmethod
    def _places(resource: Resource) -> set[tuple[str, str]]:
        return {
            (field.vocabulary, str(key))
            for field in resource.type.fields
            if field.filter
            for key in _many(resource.facts.get(field.name))
        }

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
            self._tiles(self.words[language]),
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
                for key in _many(resource.facts.get(field.name)) if field.filter else ():
                    used.setdefault(field.filter, {})[str(key)] = words.term(field.vocabulary, str(key))
        facets = tuple(
            Facet(name, words.say(f"filter-{name}"), _by_label(terms, words)) for name, terms in used.items() if terms
        )
        lists = tuple(Link(words.type(kind, "other"), listing_address(kind, code)) for kind in self.listed)
        return SearchView(facets, lists, {key: words.forms(key) for key in SCRIPT_WORDS})

    # Pages for everybody

    def _homes(self, current: str = "") -> tuple[EditionLink, ...]:
        known = (self.catalogue.languages[code] for code in self.languages)
        return tuple(
            EditionLink(one.code, one.endonym, one.direction, home_address(one.code), one.code == current, ())
            for one in known
        )

    def _common_language(self) -> str:
        labels = self.catalogue.settings.labels
        return labels if labels in self.languages or not self.languages else self.languages[0]

    def _chooser(self) -> Page:
        taglines = {code: self.words[code].say("site-name").text for code in self.languages}
        alternates = [Alternate(code, home_address(code)) for code in self.languages]
        return Page(
            address="/",
            source="content/site.yml",
            language=self._common_language(),
            template="chooser.html",
            view=ChooserView(self._homes(), taglines),
            title="",
            alternates=(*alternates, Alternate("x-default", "/")),
            section="chooser",
        )

    def _notice(self, address: str, title: str, text: str, target: str = "", **values: str) -> Page:
        parts = []
        for code in self.languages:
            words = self.words[code]
            links = (
                Link(words.say("home"), home_address(code)),
                Link(words.say("search"), search_address(code)),
            )
            parts.append(NoticePart(code, words.language.direction, words.say(title), words.say(text, **values), links))
        language = self._common_language()
        return Page(
            address=address,
            source="content/addresses.txt",
            language=language,
            template="notice.html",
            view=NoticeView(tuple(parts), target),
            title=self.words[language].say(title).text if language in self.words else "",
            indexable=False,
        )

    def _not_found(self) -> Page:
        return self._notice("/404.html", "not-found", "not-found-text")

    def _moved_pages(self) -> Iterator[Page]:
        for line in self.catalogue.ledger:
            if line.moved_to:
                yield self._notice(line.address, "moved", "moved-text", line.moved_to)
            elif line.gone:
                yield self._notice(line.address, "gone", "gone-text", reason=line.gone)


def _by_label(terms: Mapping[str, Phrase], words: Words) -> tuple[tuple[str, Phrase], ...]:
    return tuple(sorted(terms.items(), key=lambda item: (sort_key(item[1].text, words.language), item[0])))


def _many(value: object) -> tuple[object, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _day(words: Words, value: object) -> str:
    return words.date(value) if isinstance(value, date) else str(value)
