"""Pages in all languages at once: the chooser, the ways to the best edition, missing, moved, withdrawn addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from centre.catalogue import Catalogue, Resource
from centre.site import Alternate, Page, address_of, go_address, has_go, home_address, search_address
from centre.translate import best_edition
from centre.views import ChooserView, EditionLink, GoLink, GoView, Link, NoticePart, NoticeView
from centre.words import Words


@dataclass(frozen=True, slots=True)
class SharedPages:
    """Makes the pages that speak all languages of the site."""

    catalogue: Catalogue
    words: Mapping[str, Words]
    """Words of each published language, in the order of the Official Journal."""

    def _homes(self, current: str = "") -> tuple[EditionLink, ...]:
        known = (self.catalogue.languages[code] for code in self.words)
        return tuple(
            EditionLink(one.code, one.endonym, one.direction, home_address(one.code), one.code == current, ())
            for one in known
        )

    def _common_language(self) -> str:
        labels = self.catalogue.settings.labels
        return labels if labels in self.words or not self.words else next(iter(self.words))

    def chooser(self) -> Page:
        """Return the page at the root, where a reader chooses a language."""
        taglines = {code: self.words[code].say("site-name").text for code in self.words}
        alternates = [Alternate(code, home_address(code)) for code in self.words]
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
        for code in self.words:
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

    def go(self) -> Iterator[Page]:
        """Yield for each resource the page that leads a reader to the best edition: by script, or by choice."""
        for resource in self.catalogue.resources:
            codes = [code for code in self.words if code in resource.editions]
            if codes and has_go(self.catalogue, resource):
                yield self._go(resource, codes)

    def _go(self, resource: Resource, codes: list[str]) -> Page:
        default = best_edition(self.catalogue, resource, self._common_language())
        links = tuple(
            GoLink(code, language.direction, language.endonym, edition.title, self._address(resource, code))
            for code in codes
            for language, edition in [(self.catalogue.languages[code], resource.editions[code])]
        )
        fallbacks = {code: best_edition(self.catalogue, resource, code).language for code in self.words}
        return Page(
            address=go_address(resource),
            source=resource.original.path,
            language=default.language,
            template="go.html",
            view=GoView(links, fallbacks),
            title=default.title,
            description=default.summary,
            indexable=False,
            section="chooser",
        )

    def _address(self, resource: Resource, language: str) -> str:
        return address_of(self.catalogue, resource, language)

    def not_found(self) -> Page:
        """Return the page for addresses that do not exist."""
        return self._notice("/404.html", "not-found", "not-found-text")

    def moved(self) -> Iterator[Page]:
        """Yield a page for each address of the ledger that moved or was withdrawn."""
        for line in self.catalogue.ledger:
            if line.moved_to:
                yield self._notice(line.address, "moved", "moved-text", line.moved_to)
            elif line.gone:
                yield self._notice(line.address, "gone", "gone-text", reason=line.gone)
