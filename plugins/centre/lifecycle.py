"""From when to when a piece of guidance holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from centre.catalogue import Edition, Resource


def ends_on(resource: Resource) -> date | None:
    """Return the last day on which a piece of guidance is valid, where it says so."""
    return _limit(resource, "until")


def begins_on(resource: Resource) -> date | None:
    """Return the first day on which a piece of guidance is valid, where it says so."""
    return _limit(resource, "from")


def _limit(resource: Resource, name: str) -> date | None:
    validity = resource.facts.get("valid_for")
    value = validity.get(name) if isinstance(validity, Mapping) else None
    return value if isinstance(value, date) else None


def changed_on(resource: Resource, edition: Edition) -> date | None:
    """Return the last day on which the metadata says that something was published, compared, reviewed or withdrawn."""
    days = [
        resource.facts.get("from"),
        *(one.part(name).get("on") for one in (edition, resource.original) for name in ("checked", "reviewed")),
        resource.original.part("withdrawn").get("on"),
    ]
    return max((day for day in days if isinstance(day, date)), default=None)
