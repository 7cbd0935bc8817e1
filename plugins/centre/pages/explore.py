"""All parts of the collection on one page: lists, and pages made from them."""

from __future__ import annotations

from collections.abc import Iterator

from centre.pages import Scene, overview
from centre.site import OVERVIEWS, TERM_PAGES, Page, listing_address
from centre.views import Count, CountGroup, OverviewView


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the page of all parts."""
    words = scene.words[language]
    title = words.say("explore")
    sizes = {kind.name: sum(one.type is kind for one in scene.catalogue.listed) for kind in scene.listed_types}
    lists = tuple(
        Count(words.type(kind, "other"), sizes[kind.name], listing_address(kind, language)) for kind in scene.used_types
    )
    terms = (
        Count(words.say(f"{name}-index"), len(scene.filed.get(name, {})), f"/{language}/{folder}/")
        for name, folder in TERM_PAGES.items()
    )
    made = (Count(words.say(word), 0, f"/{language}/{folder}/") for folder, word in OVERVIEWS.items())
    view = OverviewView(
        title=title,
        intro=(words.say("explore-text"),),
        counts=(
            CountGroup(words.say("explore-lists"), lists),
            CountGroup(words.say("explore-views"), (*terms, *made)),
        ),
        missing=tuple(words.type(kind, "other") for kind in scene.listed_types if not sizes[kind.name]),
        missing_label=words.say("nothing-yet"),
    )
    yield overview(scene, language, f"/{language}/explore/", view)
