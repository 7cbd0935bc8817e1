"""Every link inside the site leads to a file, and every anchor to the one id of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from centre.gates import FinishedPage, FinishedSite

NOT_FOUND = "/404.html"
"""Its links start at the root of the address, which a folder does not know."""


def check(site: FinishedSite) -> Iterator[str]:
    """Yield links that lead nowhere."""
    for page in site.pages.values():
        if page.address != NOT_FOUND:
            yield from _of_page(site, page)


def _of_page(site: FinishedSite, page: FinishedPage) -> Iterator[str]:
    counted = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    yield from (f"{page.address}: the id {name} stands {count} times" for name, count in counted.items() if count > 1)
    for _, attributes in page.tags:
        for name in ("href", "src"):
            target = attributes.get(name, "")
            if not target or urlsplit(target).scheme or target.startswith("//"):
                continue
            path, anchor = urldefrag(urljoin(page.address, target))
            path = unquote(path.partition("?")[0])
            path = f"{path}index.html" if path.endswith("/") else path
            if path not in site.files:
                yield f"{page.address}: {target} leads to nothing"
            elif anchor and path in site.pages and unquote(anchor) not in site.pages[path].ids:
                yield f"{page.address}: {target} names an anchor that is not there"
