"""From when to when a piece of guidance holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from centre.catalogue import Resource


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
