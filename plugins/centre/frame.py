"""What surrounds every page: head, menus, language switcher, footer."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

from centre.catalogue import Catalogue
from centre.citation import citation_of
from centre.linked_data import linked_data
from centre.site import SHARE_PICTURE, MenuItem, Page, Site, home_address, listing_address, relative, search_address
from centre.translate import published_languages
from centre.views import EditionLink, Frame, HeadLink, Link
from centre.words import Phrase, Words

CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
"""On every page; `wasm-unsafe-eval` lets the search run its WebAssembly and allows no script."""


class Framer:
    """Builds the frame of each page of a site."""

    def __init__(self, catalogue: Catalogue, site: Site, *, base: str) -> None:
        """`base` is the address of the published site with a closing slash, or empty where it is not known."""
        self._catalogue = catalogue
        self._site = site
        self._base = base
        self._languages = published_languages(catalogue)
        self._words = {code: Words(catalogue, language) for code, language in catalogue.languages.items()}

    def link(self, page: Page, address: str) -> str:
        """Return the link from a page to an address of the site.

        The page for addresses that do not exist is shown at any depth, so its links start at the root.
        """
        if page.address == "/404.html":
            return urlsplit(self._base).path.rstrip("/") + address
        return relative(page.address, address)

    def words(self, page: Page) -> Words:
        """Return the words of the page's language."""
        return self._words[page.language]

    def frame(self, page: Page) -> Frame:
        """Return everything around the content of a page."""
        words = self._words[page.language]
        name = words.say("site-name")
        settings = self._catalogue.settings
        indexable = page.indexable and not settings.is_demonstration
        return Frame(
            language=page.language,
            direction=words.language.direction,
            title=f"{page.title} – {name.text}" if page.title else name.text,
            description=page.description or words.say("site-tagline").text,
            robots="" if indexable else "noindex",
            head_links=self._head_links(page),
            site_name=name,
            home=self.link(page, home_address(page.language)),
            search=self.link(page, search_address(page.language)),
            menu=self._links(page, self._site.menus.get(page.language, ())),
            footer=self._links(page, self._site.footers.get(page.language, ())),
            switcher=self._switcher(page),
            breadcrumb=self._breadcrumb(page, words),
            identity=self._identity(words),
            mail=self._mail(page, words),
            edit=settings.edit.replace("{path}", page.source) if settings.edit else "",
            citation=self._citation(page),
            linked_data=self._linked_data(page),
            feed=self._full(page, page.feed) if page.feed and self._base else "",
            address=urljoin(self._base, page.address.lstrip("/")) if self._base else "",
            picture=self._picture(page),
            notes=self._notes(words),
            base=self.link(page, "/"),
        )

    def _full(self, page: Page, address: str) -> str:
        """A full address where the base is known: search engines want no relative ones."""
        return urljoin(self._base, address.lstrip("/")) if self._base else self.link(page, address)

    def _head_links(self, page: Page) -> tuple[HeadLink, ...]:
        if not page.alternates:
            return ()
        canonical = HeadLink("canonical", self._full(page, page.address))
        others = (HeadLink("alternate", self._full(page, one.address), one.language) for one in page.alternates)
        return (canonical, *others)

    def _citation(self, page: Page) -> str:
        resource = self._catalogue.by_key.get(page.about)
        if resource is None or not resource.type.listed:
            return ""
        address = self._full(page, page.address) if self._base else page.address
        return citation_of(self._words[page.language], resource, resource.editions[page.language], address).text()

    def _picture(self, page: Page) -> str:
        resource = self._catalogue.by_key.get(page.about)
        has_one = self._base and resource and resource.type.listed and not resource.is_withdrawn
        return urljoin(self._base, f"{page.address.lstrip('/')}{SHARE_PICTURE}") if has_one else ""

    def _linked_data(self, page: Page) -> dict[str, object]:
        resource = self._catalogue.by_key.get(page.about)
        if resource is None:
            return {}
        words, edition = self._words[page.language], resource.editions[page.language]
        return linked_data(self._catalogue, words, resource, edition, lambda address: self._full(page, address))

    def _links(self, page: Page, items: tuple[MenuItem, ...]) -> tuple[Link, ...]:
        return tuple(
            Link(Phrase(item.label, item.language), self.link(page, item.address), item.key == page.section)
            for item in items
        )

    def _switcher(self, page: Page) -> tuple[EditionLink, ...]:
        """Editions of this page; for a language without one, its home page, said to be so."""
        here = {one.language: one.address for one in page.alternates}
        found = []
        for code in self._languages:
            language = self._catalogue.languages[code]
            address = self.link(page, here.get(code, home_address(code)))
            notes = () if code in here else (self._words[page.language].say("only-in"),)
            current = code == page.language and code in here and page.section != "chooser"
            found.append(EditionLink(code, language.endonym, language.direction, address, current, notes))
        return tuple(found)

    def _breadcrumb(self, page: Page, words: Words) -> tuple[Link, ...]:
        if page.section in ("", "chooser") or page.address == home_address(page.language):
            return ()
        found = [Link(words.say("home"), self.link(page, home_address(page.language)))]
        menu = {item.key: item for item in self._site.menus.get(page.language, ())}
        kind = self._catalogue.types.get(page.section)
        parent = "explore" if kind and page.section not in menu else page.section
        above = [menu[parent]] if parent in menu else []
        found += [Link(Phrase(one.label, one.language), self.link(page, one.address)) for one in above]
        if kind and kind.listed and kind.name not in menu:
            found.append(Link(words.type(kind, "other"), self.link(page, listing_address(kind, page.language))))
        here = self.link(page, page.address)
        return tuple(one for one in found if one.address != here)

    def _identity(self, words: Words) -> tuple[Phrase, ...]:
        settings = self._catalogue.settings
        if settings.is_demonstration:
            return (words.say("demonstration"), words.say("not-official"))
        said = [words.say("operated-by", operator=settings.operator)]
        if settings.controller:
            said.append(words.say("controller-is", controller=settings.controller))
        return (*said, words.say("not-official"))

    def _notes(self, words: Words) -> tuple[Phrase, ...]:
        found = [words.say("licence-note")]
        if words.language.by_machine:
            found.append(words.say("interface-by-machine"))
        return (*found, words.say("built-on", date=words.date(self._catalogue.today)))

    def _mail(self, page: Page, words: Words) -> str:
        """A mail with subject and address of the page; without an operator there is no mailbox to name (RFC 6068)."""
        address = urljoin(self._base, page.address.lstrip("/")) if self._base else page.address
        subject = quote(words.say("report-subject", title=page.title or words.say("site-name")).text)
        body = quote(words.say("report-body", address=address).text)
        return f"mailto:{quote(self._catalogue.settings.contact, safe='@')}?subject={subject}&body={body}"
