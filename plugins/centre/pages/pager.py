"""Lists cut into pages of one length, so that no page grows with the collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from centre.site import page_address
from centre.views import Link, Pager
from centre.words import Phrase

PER_PAGE = 24
"""Cards on one page of a list."""

T = TypeVar("T")


def paged(first: str, items: Sequence[T], per_page: int = PER_PAGE) -> Iterator[tuple[str, Sequence[T], Pager]]:
    """Yield address, items and pager of each page of a list that starts at the address `first`."""
    total = max(1, -(-len(items) // per_page))
    addresses = [page_address(first, number) for number in range(1, total + 1)]
    for place, address in enumerate(addresses):
        links = (Link(Phrase(str(one + 1), ""), addresses[one], one == place) for one in _near(place, total))
        pager = Pager(
            links=tuple(links) if total > 1 else (),
            previous=addresses[place - 1] if place else "",
            next=addresses[place + 1] if place + 1 < total else "",
        )
        yield address, items[place * per_page : (place + 1) * per_page], pager


def _near(place: int, total: int) -> list[int]:
    """The first page, the last, and those around the one at hand: a pager of one length, however long the list."""
    return sorted({0, total - 1, *range(max(0, place - 2), min(total, place + 3))})
