"""Text of a machine that no person has revised says so above its title and asks not to be indexed."""

from __future__ import annotations

from collections.abc import Iterator

from centre.gates import FinishedSite
from centre.site import address_of
from centre.translate import published_languages

NOINDEX = '<meta name="robots" content="noindex">'


def check(site: FinishedSite) -> Iterator[str]:
    """Yield pages of such text without their label, and, while nobody publishes the site, pages that may be indexed."""
    languages = published_languages(site.catalogue)
    for resource in site.catalogue.resources:
        for code, edition in resource.editions.items():
            address = f"{address_of(site.catalogue, resource, code)}index.html"
            page = site.pages.get(address)
            if page and code in languages and edition.is_unrevised_machine_text:
                before = page.text.partition("<h1")[0]
                if 'class="banner"' not in before or NOINDEX not in before:
                    yield f"{address}: text of a machine without its label"
    if site.catalogue.settings.is_demonstration:
        for page in site.pages.values():
            if NOINDEX not in page.text:
                yield f"{page.address}: a page of the demonstration that may be indexed"
