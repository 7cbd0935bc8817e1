"""The list of all resources of a type, in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from centre.catalogue import Resource, ResourceType
from centre.pages import Scene, generated, has_feed
from centre.pages.pager import paged
from centre.present import sorted_resources
from centre.site import Page, finder_address, listing_address
from centre.views import ListingView, Pager


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the lists of all types that hold something."""
    for kind in scene.used_types:
        resources = sorted_resources(scene.catalogue, scene.words[language], kind)
        for address, members, pager in paged(listing_address(kind, language), resources):
            view = listing(scene, kind, language, resources, members, pager)
            yield generated(
                scene,
                language,
                address,
                "listing.html",
                view,
                title=view.title.text,
                section=kind.name,
                indexable=any(language in one.editions for one in resources),
                feed=f"{listing_address(kind, language)}feed.xml" if has_feed(resources, language) else "",
            )


def listing(
    scene: Scene,
    kind: ResourceType,
    language: str,
    resources: Sequence[Resource],
    shown: Sequence[Resource],
    pager: Pager = Pager(()),  # noqa: B008 – a frozen value
) -> ListingView:
    """Return the list of a type, of which only the resources `shown` become cards."""
    words = scene.words[language]
    own = sum(language in one.editions for one in resources)
    return ListingView(
        title=words.type(kind, "other"),
        count=words.say("listing-count", count=len(resources)),
        in_language=words.say("listing-in-language", count=own),
        cards=tuple(scene.card(language, one) for one in shown),
        address=listing_address(kind, language),
        finder=finder_address(language, "type", kind.name),
        pager=pager,
    )
