"""No page makes a browser ask anyone else for anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from centre.gates import FinishedSite

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
RELATIONS = ("stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch")
"""Relations of `<link>` that a browser follows by itself."""


def check(site: FinishedSite) -> Iterator[str]:
    """Yield what would be fetched from another host."""
    for page in site.pages.values():
        for name, attributes in page.tags:
            target = _loaded(name, attributes)
            if target and (urlsplit(target).scheme or target.startswith("//")):
                yield f"{page.address}: {target} would be fetched from another host"


def _loaded(name: str, attributes: Mapping[str, str]) -> str:
    if name == "link":
        return attributes.get("href", "") if attributes.get("rel") in RELATIONS else ""
    return attributes.get(LOADED.get(name, ""), "")
