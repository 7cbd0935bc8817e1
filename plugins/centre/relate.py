"""Which resources belong together: the more of their terms they share, the closer they are."""

from __future__ import annotations

from centre.catalogue import Catalogue, Resource, many

MOST_RELATED = 3


def related(catalogue: Catalogue, resource: Resource) -> tuple[tuple[Resource, tuple[str, ...]], ...]:
    """Return the closest resources, each with the topics that both have, best first."""
    own = topics_of(resource)
    found = []
    for other in catalogue.resources:
        shared = tuple(topic for topic in own if topic in topics_of(other))
        if shared and other.key != resource.key:
            found.append((-len(shared), other.key, other, shared))
    return tuple((other, shared) for _, _, other, shared in sorted(found, key=lambda one: one[:2])[:MOST_RELATED])


def topics_of(resource: Resource) -> tuple[str, ...]:
    """Return the keys of the terms under which a resource is filed as its topics."""
    return tuple(
        str(key)
        for field in resource.type.fields
        if field.filter == "topic"
        for key in many(resource.facts.get(field.name))
    )
