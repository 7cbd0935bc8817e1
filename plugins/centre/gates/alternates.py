"""Editions name each other: where one page gives another as its alternate, that one gives it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from centre.gates import FinishedPage, FinishedSite


def check(site: FinishedSite) -> Iterator[str]:
    """Yield pages whose alternates are missing or do not answer."""
    named = {page.address: _alternates(site, page) for page in site.pages.values()}
    for address, alternates in named.items():
        for language, target in alternates.items():
            if target not in named:
                yield f"{address}: the alternate for {language}, {target}, is not there"
            elif language != "x-default" and address not in named[target].values():
                yield f"{address}: {target} does not name it back"
            elif language not in ("x-default", _language(site.pages[target])):
                yield f"{address}: {target} is not in the language {language}"


def _language(page: FinishedPage) -> str:
    return next((attributes.get("lang", "") for name, attributes in page.tags if name == "html"), "")


def _alternates(site: FinishedSite, page: FinishedPage) -> Mapping[str, str]:
    """The alternates of a page by language, as paths of this site."""
    found = {}
    for name, attributes in page.tags:
        if name == "link" and attributes.get("rel") == "alternate" and "hreflang" in attributes:
            target = attributes["href"].removeprefix(site.base) if site.base else attributes["href"]
            path = urljoin("/" if site.base else page.address, target)
            found[attributes["hreflang"]] = f"{path}index.html" if path.endswith("/") else path
    return found
