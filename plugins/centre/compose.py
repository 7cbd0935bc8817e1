"""Catalogue to site: one page for each existing edition, pages made from the collection, pages in all languages."""

from __future__ import annotations

from collections.abc import Iterator

from centre.catalogue import Catalogue, Edition, Resource
from centre.lexicon.concepts import concepts
from centre.pages import Scene, makers
from centre.pages.edition import EditionPages
from centre.pages.home import home_view
from centre.pages.search import finder
from centre.pages.shared import SharedPages
from centre.site import (
    Alternate,
    Asset,
    MenuItem,
    Page,
    Site,
    address_of,
    listing_address,
)
from centre.translate import best_edition


def compose(catalogue: Catalogue) -> Site:
    """Arrange a sound catalogue as the pages and files of a site."""
    scene = Scene(catalogue)
    shared = SharedPages(catalogue, scene.words)
    pages = (
        *_resource_pages(scene),
        *(page for maker in makers() for code in scene.languages for page in maker.pages(scene, code)),
        shared.chooser(),
        *shared.go(),
        shared.not_found(),
        *shared.moved(),
    )
    published = {one.original.folder for one in catalogue.resources}
    assets = (path for path in catalogue.assets if path.rpartition("/")[0] in published)
    settings = catalogue.settings
    finders = {code: finder(scene, code) for code in scene.languages}
    return Site(
        pages,
        (*(Asset(f"/{path}", path) for path in assets), *(one.data for one in finders.values())),
        {code: tuple(_menu(scene, settings.menu, code)) for code in scene.languages},
        {code: tuple(_menu(scene, settings.footer, code)) for code in scene.languages},
        {code: one.entries for code, one in finders.items()},
        {code: one.data.address for code, one in finders.items()},
        concepts(catalogue, scene.languages),
    )


def _menu(scene: Scene, keys: tuple[str, ...], language: str) -> Iterator[MenuItem]:
    """Items of a menu: a key names a type with a list, a page, or the page of all parts."""
    words = scene.words[language]
    for key in keys:
        kind = scene.catalogue.types.get(key)
        resource = scene.catalogue.page(key)
        if key == "explore":
            label = words.say("explore")
            yield MenuItem(key, label.text, label.language, f"/{language}/explore/")
        elif kind in scene.used_types and kind:
            label = words.type(kind, "other")
            yield MenuItem(kind.name, label.text, label.language, listing_address(kind, language))
        elif resource:
            edition = best_edition(scene.catalogue, resource, language)
            address = address_of(scene.catalogue, resource, edition.language)
            yield MenuItem(resource.key, edition.title, edition.language, address)


def _resource_pages(scene: Scene) -> Iterator[Page]:
    views = EditionPages(scene)
    for resource in scene.catalogue.resources:
        for code in scene.languages:
            if code in resource.editions:
                yield _resource_page(scene, views, resource, resource.editions[code])


def _resource_page(scene: Scene, views: EditionPages, resource: Resource, edition: Edition) -> Page:
    is_home = resource.key == f"page/{scene.catalogue.settings.home}"
    text = views.view(resource, edition)
    return Page(
        address=address_of(scene.catalogue, resource, edition.language),
        source=edition.path,
        language=edition.language,
        template="home.html" if is_home else "resource.html",
        view=home_view(scene, edition.language, text) if is_home else text,
        title=edition.title,
        description=edition.summary,
        alternates=_alternates(scene, resource, is_home),
        indexable=text.searchable and not edition.is_unrevised_machine_text,
        about=resource.key,
        section=resource.type.name if resource.type.listed else resource.key,
    )


def _alternates(scene: Scene, resource: Resource, is_home: bool) -> tuple[Alternate, ...]:
    """Existing editions, and the one for everybody else: the chooser for the home page, else the best."""
    catalogue = scene.catalogue
    codes = [code for code in scene.languages if code in resource.editions]
    found = [Alternate(code, address_of(catalogue, resource, code)) for code in codes]
    default = best_edition(catalogue, resource, catalogue.settings.labels).language
    address = "/" if is_home else address_of(catalogue, resource, default)
    return (*found, Alternate("x-default", address))
