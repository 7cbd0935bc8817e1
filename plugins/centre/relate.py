"""Which resources belong together: the more topics they share, the closer they are."""

from __future__ import annotations

from collections.abc import Iterable

from centre.catalogue import Resource, many

MOST_RELATED = 3
Related = tuple[tuple[Resource, tuple[str, ...]], ...]
"""Other resources, closest first, each with the topics that both have."""


class Relations:
    """Finds related resources through an index of topics, so that its cost does not grow with their square."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._filed: dict[str, list[Resource]] = {}
        self._known: dict[str, Related] = {}
        for resource in resources:
            for topic in topics_of(resource):
                self._filed.setdefault(topic, []).append(resource)

    def of(self, resource: Resource) -> Related:
        """Return the closest resources of a resource."""
        if resource.key not in self._known:
            self._known[resource.key] = self._related(resource)
        return self._known[resource.key]

    def _related(self, resource: Resource) -> Related:
        shared: dict[str, tuple[Resource, list[str]]] = {}
        for topic in topics_of(resource):
            for other in self._filed.get(topic, ()):
                if other.key != resource.key:
                    shared.setdefault(other.key, (other, []))[1].append(topic)
        closest = sorted(shared.items(), key=lambda item: (-len(item[1][1]), item[0]))[:MOST_RELATED]
        return tuple((other, tuple(topics)) for _, (other, topics) in closest)


def topics_of(resource: Resource) -> tuple[str, ...]:
    """Return the keys of the terms under which a resource is filed as its topics."""
    return tuple(
        str(key)
        for field in resource.type.fields
        if field.filter == "topic"
        for key in many(resource.facts.get(field.name))
    )
