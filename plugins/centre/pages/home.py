"""The front page: its text, the way to every part, the grid of Europe, the first resources of the main lists."""

from __future__ import annotations

from centre.pages import Scene
from centre.pages.listing import listing
from centre.site import listing_address
from centre.views import Door, HomeView, ResourceView

SHOWN_AT_HOME = 4
"""Cards of each main list on the front page."""


def home_view(scene: Scene, language: str, text: ResourceView) -> HomeView:
    """Return the front page of a language around the text of its edition."""
    words = scene.words[language]
    sizes = {kind.name: sum(one.type is kind for one in scene.catalogue.listed) for kind in scene.used_types}
    doors = tuple(
        Door(
            words.type(kind, "other"),
            words.say("listing-count", count=sizes[kind.name]),
            listing_address(kind, language),
        )
        for kind in scene.used_types
    )
    main = [kind for kind in scene.used_types if kind.name in scene.catalogue.settings.menu]
    lists = tuple(listing(scene, kind, language, SHOWN_AT_HOME) for kind in main)
    return HomeView(text, doors, scene.tiles.of(words), lists)
