"""Walks the front matter of an edition beside the fields of its type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from centre.catalogue import Catalogue, Edition, Field
from centre.kinds import Misfit, as_items, read_scalar, shape_misfit
from centre.source import Entries, Node, Scalar, Span


@dataclass(frozen=True, slots=True)
class Place:
    """One field at one place of a file, given or not."""

    field: Field
    node: Node | None
    parent: Entries
    above: str = ""
    """Name of the record field that it is part of; empty at the top."""

    @property
    def name(self) -> str:
        """How the author finds it, such as `figures.value`."""
        return f"{self.above}.{self.field.name}" if self.above else self.field.name

    @property
    def span(self) -> Span:
        """Where it stands, or where it should."""
        if self.node is not None:
            return self.node.span
        return self.parent.pairs[0][0].span if self.parent.pairs else self.parent.span


def places(edition: Edition) -> Iterator[Place]:
    """Yield every field of the edition's type and of its records, whether the edition gives it or not."""
    return _places(edition.file.matter, edition.type.fields)


def _places(entries: Entries, fields: tuple[Field, ...], above: str = "") -> Iterator[Place]:
    for one in fields:
        node = entries.get(one.name)
        place = Place(one, node, entries, above)
        yield place
        if node is None:
            continue
        for item in as_items(node, one):
            if isinstance(item, Entries):
                yield from _places(item, one.fields, place.name)


def unknown_keys(edition: Edition) -> Iterator[tuple[Scalar, tuple[Field, ...], tuple[Scalar, ...]]]:
    """Yield the keys that the type does not know, with the fields that it does and with the keys beside them."""
    return _unknown(edition.file.matter, edition.type.fields)


def _unknown(
    entries: Entries, fields: tuple[Field, ...]
) -> Iterator[tuple[Scalar, tuple[Field, ...], tuple[Scalar, ...]]]:
    known = {one.name: one for one in fields}
    for key, node in entries.pairs:
        one = known.get(key.text)
        if one is None:
            yield key, fields, tuple(name for name, _ in entries.pairs)
        elif one.fields:
            for item in as_items(node, one):
                if isinstance(item, Entries):
                    yield from _unknown(item, one.fields)


def misfits(edition: Edition, catalogue: Catalogue, rule: str) -> Iterator[tuple[Span, Misfit]]:
    """Yield the values that are none of their kind, as far as `rule` is the one to report them."""
    for place in places(edition):
        if place.node is None:
            continue
        for item in as_items(place.node, place.field):
            found = shape_misfit(item, place.field)
            if not found and isinstance(item, Scalar):
                reading = read_scalar(item.text, place.field, catalogue.vocabularies)
                found = reading if isinstance(reading, Misfit) else None
            if found and found.rule == rule:
                yield item.span, found
