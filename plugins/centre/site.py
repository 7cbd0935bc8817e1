"""Addresses and pages as values: all that an engine has to render."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from centre.catalogue import Catalogue, Edition, Resource, ResourceType, many
from centre.lexicon.concepts import Concept
from centre.translate import published_languages

TERM_PAGES = {"topic": "topics", "country": "countries", "sector": "sectors", "audience": "audiences"}
"""Filters whose terms have pages, and the first part of their addresses."""
FEEDS = ("topic", "country")
"""Filters whose terms have feeds."""
SHARE_PICTURE = "share.png"
"""Name of the picture beside a page that is shown where its address is shared."""
OVERVIEWS = {
    "evidence": "evidence-map",
    "map": "knowledge-map",
    "monitor": "plan-monitor",
    "digital-content": "content-thread",
    "footprint": "footprint",
    "checks": "checks",
}
"""Pages made from the whole collection: their addresses behind the language, and the words of their titles."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language."""

    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site."""

    address: str
    """Where it stands below the site's root, such as `/bg/guides/name/`; a file name at the end is kept."""
    source: str
    """The repository path that it comes from, for messages and edit links."""
    language: str
    template: str
    view: object = field(repr=False)
    """All that its template may see beside the frame."""
    title: str = ""
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    """Existing editions only, this one included."""
    indexable: bool = True
    """Whether search engines may keep it."""
    section: str = ""
    """Key of the menu item that it belongs to."""
    about: str = ""
    """Key of the resource whose edition it shows; empty for a page made from the collection."""
    feed: str = ""
    """Address of the feed of the same things; empty where there is none."""

    @property
    def destination(self) -> str:
        """The file to write, relative to the site's folder."""
        inside = self.address.lstrip("/")
        return f"{inside}index.html" if not inside or inside.endswith("/") else inside


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is."""

    address: str
    source: str = ""
    """The file in the repository; empty where the content is given."""
    content: bytes = field(default=b"", repr=False)


def hashed(path: str, content: bytes) -> Asset:
    """Return a file whose name holds a hash of its content, so that browsers may keep it for good."""
    stem, _, ending = path.rpartition(".")
    return Asset(f"/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}", content=content)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu."""

    key: str
    label: str
    language: str
    """The language of the label."""
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search page of a language can find: a resource, in the language or in another one."""

    resource: str
    """Its key."""
    address: str
    """Where its edition in the language stands; empty where there is none."""
    concepts: tuple[str, ...]
    """Keys of the concepts that its terms are."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    menus: Mapping[str, tuple[MenuItem, ...]]
    """Main menu by language."""
    footers: Mapping[str, tuple[MenuItem, ...]]
    """Footer links by language."""
    found: Mapping[str, tuple[Entry, ...]]
    """By language what the search finds, in the order of the search page's data."""
    data: Mapping[str, str]
    """Address of the search page's data by language."""
    concepts: tuple[Concept, ...]
    """What words mean across languages."""


def relative(source: str, target: str) -> str:
    """Return the relative link from the page at address `source` to the address `target`.

    Relative links work at the root of a domain and under a sub-path alike.
    """
    path, mark, rest = _split(target)
    here = source.split("/")[1:-1]
    *there, name = path.split("/")[1:]
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    steps = ["../"] * (len(here) - shared) + [f"{folder}/" for folder in there[shared:]]
    link = f"{''.join(steps)}{name}"
    if not link or re.match(r"/|[^/]*:", link):
        link = f"./{link}"  # Or a browser would take the first name for a scheme or a host (RFC 3986, 4.2).
    return f"{link}{mark}{rest}"


def _split(target: str) -> tuple[str, str, str]:
    for mark in ("?", "#"):
        path, found, rest = target.partition(mark)
        if found:
            return path, mark, rest
    return target, "", ""


def home_address(language: str) -> str:
    """Return the address of a language's home page."""
    return f"/{language}/"


def go_address(resource: Resource | Edition) -> str:
    """Return the address that leads each reader to the best edition of a resource; made to be linked to."""
    return f"/go/{resource.type.name}/{resource.slug}/"


def has_go(catalogue: Catalogue, resource: Resource | Edition) -> bool:
    """Whether a resource has such an address; the front page needs none, because `/` leads to it."""
    return resource.key != f"page/{catalogue.settings.home}"


def search_address(language: str) -> str:
    """Return the address of a language's search page."""
    return f"/{language}/search/"


def listing_address(kind: ResourceType, language: str) -> str:
    """Return the address of the list of all resources of a type."""
    return f"/{language}/{kind.address}/"


def page_address(first: str, number: int) -> str:
    """Return the address of a page of a list that starts at `first`; its pages count from 1."""
    return first if number == 1 else f"{first}page/{number}/"


def page_number(address: str) -> str:
    """Return the number of a later page of a list, or nothing."""
    first, _, number = address.rstrip("/").rpartition("/page/")
    return number if first else ""


def finder_address(language: str, name: str, key: str) -> str:
    """Return the address of the search with one term of a filter chosen."""
    return f"{search_address(language)}?{name}={key}"


def term_address(language: str, name: str, key: str) -> str:
    """Return the address of the page of a term of a filter; without a language, what follows the language."""
    return f"{f'/{language}' if language else ''}/{TERM_PAGES[name]}/{key.lower()}/"


def address_of(catalogue: Catalogue, resource: Resource | Edition, language: str) -> str:
    """Return the address of a resource in a language."""
    if (resource.type.name, resource.slug) == ("page", catalogue.settings.home):
        return home_address(language)
    parts = (language, resource.type.address, resource.slug)
    return "".join(f"/{part}" for part in parts if part) + "/"


def reserved_addresses(catalogue: Catalogue) -> frozenset[str]:
    """Return the addresses that lists and the search page take, in every language of the interface."""
    languages = tuple(catalogue.languages)
    lists = [listing_address(kind, code) for kind in catalogue.types.values() if kind.listed for code in languages]
    later = (f"{address}page/" for address in lists)
    return frozenset((*lists, *later, *_generated(catalogue, languages)))


def _generated(catalogue: Catalogue, languages: tuple[str, ...]) -> Iterator[str]:
    terms = sorted(_terms(catalogue))
    for language in languages:
        yield search_address(language)
        yield from (f"/{language}/{name}/" for name in ("explore", *OVERVIEWS, *TERM_PAGES.values()))
        yield from (term_address(language, name, key) for name, key in terms)
        yield from (listing_address(kind, language) for kind in catalogue.used_types)


def _terms(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Filters and terms that have a page: those of anything listed."""
    return {
        (field.filter, str(key))
        for resource in catalogue.listed
        for field in resource.type.fields
        if field.filter in TERM_PAGES
        for key in many(resource.facts.get(field.name))
    }


def all_addresses(catalogue: Catalogue) -> frozenset[str]:
    """Return every address at which this catalogue puts a page, redirects left out.

    A file that cannot be read counts: what is wrong with it is reported there, and its address has not vanished.
    """
    languages = published_languages(catalogue)
    editions = (address_of(catalogue, one, one.language) for one in catalogue.editions if one.language in languages)
    go = (go_address(one) for one in catalogue.editions if one.language in languages and has_go(catalogue, one))
    return frozenset(("/", *_generated(catalogue, languages), *editions, *go))
