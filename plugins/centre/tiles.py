"""The grid of Europe: one tile a country, with counts, or with the places of one resource."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from centre.catalogue import Catalogue, Resource, many
from centre.site import term_address
from centre.views import Tile
from centre.words import Words


@dataclass(frozen=True)
class TileMap:
    """Every term of a vocabulary that has a place on the grid, and how much there is about it."""

    catalogue: Catalogue

    def of(self, words: Words, resource: Resource | None = None) -> tuple[Tile, ...]:
        """The grid of Europe: with counts for all resources, or with the places of one."""
        here = self._places(resource) if resource else set()
        if resource and not any(self._on_map(vocabulary, key) for vocabulary, key in here):
            return ()
        found = []
        for vocabulary, key in self._map:
            term = self.catalogue.vocabularies[vocabulary].terms[key]
            assert term.tile is not None
            count = 0 if resource else self._counts[vocabulary, key]
            address = term_address(words.language.code, self._map[vocabulary, key], key) if count else ""
            name = words.term(vocabulary, key)
            found.append(Tile(key, name, *term.tile, count, address, (vocabulary, key) in here))
        return tuple(found)

    def _on_map(self, vocabulary: str, key: str) -> bool:
        return (vocabulary, key) in self._map

    @cached_property
    def _map(self) -> dict[tuple[str, str], str]:
        """Terms that have a place on the grid, row by row, with the filter that finds them."""
        filters = {
            field.vocabulary: field.filter
            for kind in self.catalogue.types.values()
            if kind.listed
            for field in kind.fields
            if field.filter
        }
        tiles = [
            (term.tile[::-1], name, term.key)
            for name in filters
            for term in self.catalogue.vocabularies[name].terms.values()
            if term.tile
        ]
        return {(name, key): filters[name] for _, name, key in sorted(tiles)}

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        """How many listed resources there are, by term."""
        return Counter(place for resource in self.catalogue.listed for place in self._places(resource))

    @staticmethod
    def _places(resource: Resource) -> set[tuple[str, str]]:
        return {
            (field.vocabulary, str(key))
            for field in resource.type.fields
            if field.filter
            for key in many(resource.facts.get(field.name))
        }
