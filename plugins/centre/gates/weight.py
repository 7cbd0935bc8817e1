"""No page weighs more than its budget, as far as files tell: its HTML with the style and scripts that it names."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from centre.gates import FinishedPage, FinishedSite


def check(site: FinishedSite) -> Iterator[str]:
    """Yield pages above the budget that the tests recorded; without a record there is none."""
    if site.catalogue.measured is None:
        return
    most = site.catalogue.measured.most_bytes
    for page in site.pages.values():
        size = len(gzip.compress(page.text.encode())) + sum(_size(site.folder / path) for path in _named(page))
        if size > most:
            yield f"{page.address}: {size} bytes, and {most} are allowed"


def _named(page: FinishedPage) -> Iterator[str]:
    for name, attributes in page.tags:
        if name == "script" and "src" in attributes:
            yield urljoin(page.address, attributes["src"]).lstrip("/")
        elif name == "link" and attributes.get("rel") in ("stylesheet", "icon"):
            yield urljoin(page.address, attributes["href"]).lstrip("/")


@cache
def _size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes())) if path.is_file() else 0
