"""Who names whom: the relations between resources, followed in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from centre.catalogue import Catalogue, Field, Resource, Value, many


@dataclass(frozen=True, slots=True)
class Tie:
    """One resource names another in a field."""

    source: Resource
    field: Field
    target: Resource


@dataclass(frozen=True)
class Ties:
    """All relations of a catalogue that lead to something published."""

    catalogue: Catalogue

    def of(self, resource: Resource) -> tuple[Tie, ...]:
        """Return what a resource names, in the order of its fields."""
        return self._outgoing.get(resource.key, ())

    def to(self, resource: Resource) -> tuple[Tie, ...]:
        """Return who names a resource, by type and slug."""
        return self._incoming.get(resource.key, ())

    @cached_property
    def _outgoing(self) -> dict[str, tuple[Tie, ...]]:
        return {one.key: tuple(self._ties(one)) for one in self.catalogue.resources}

    @cached_property
    def _incoming(self) -> dict[str, tuple[Tie, ...]]:
        found: dict[str, list[Tie]] = {}
        for ties in self._outgoing.values():
            for tie in ties:
                if not tie.source.is_withdrawn:
                    found.setdefault(tie.target.key, []).append(tie)
        return {key: tuple(ties) for key, ties in found.items()}

    def _ties(self, resource: Resource) -> Iterator[Tie]:
        for field, key in named(resource.facts, resource.type.fields):
            target = self.catalogue.by_key.get(key)
            if target and target is not resource:
                yield Tie(resource, field, target)


def named(values: Mapping[str, Value], fields: tuple[Field, ...]) -> Iterator[tuple[Field, str]]:
    """Yield every relation among the values of some fields, records included, with the key that it names."""
    for field in fields:
        for value in many(values.get(field.name)):
            if field.kind == "relation":
                yield field, str(value)
            elif isinstance(value, Mapping):
                yield from named(value, field.fields)
