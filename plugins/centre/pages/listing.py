"""The list of all resources of a type."""

from __future__ import annotations

from collections.abc import Iterator

from centre.catalogue import ResourceType
from centre.pages import Scene, generated
from centre.present import card, sorted_resources
from centre.site import Page, listing_address
from centre.views import ListingView


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield one list for each type that holds something."""
    for kind in scene.used_types:
        view = listing(scene, kind, language)
        title = view.title.text
        yield generated(scene, language, f"/{kind.address}/", "listing.html", view, title=title, section=kind.name)


def listing(scene: Scene, kind: ResourceType, language: str, most: int | None = None) -> ListingView:
    """Return the list of a type, or its first `most` cards."""
    words = scene.words[language]
    resources = sorted_resources(scene.catalogue, words, kind)
    own = sum(language in one.editions for one in resources)
    return ListingView(
        title=words.type(kind, "other"),
        count=words.say("listing-count", count=len(resources)),
        in_language=words.say("listing-in-language", count=own),
        cards=tuple(card(scene.catalogue, words, one) for one in resources[:most]),
        address=listing_address(kind, language),
    )
