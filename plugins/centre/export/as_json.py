"""The catalogue as JSON: every resource with its facts and editions, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from centre.catalogue import Catalogue, Resource, Value
from centre.export import Artifact
from centre.site import address_of

PER_EDITION = frozenset({"title", "summary", "text", "checked", "reviewed", "translation"})
"""Fields that belong to an edition and not to the facts."""


def export(catalogue: Catalogue, base: str) -> Iterator[Artifact]:
    """Yield `catalogue.json`: facts by term keys, editions with their addresses and labels."""
    resources = [_resource(catalogue, one, base) for one in catalogue.resources if one.type.listed]
    text = json.dumps({"resources": resources}, ensure_ascii=False, indent=1, sort_keys=True)
    yield Artifact("catalogue.json", f"{text}\n".encode())


def _resource(catalogue: Catalogue, resource: Resource, base: str) -> dict[str, object]:
    facts = {name: _plain(value) for name, value in resource.facts.items() if name not in PER_EDITION}
    editions = {}
    for code, edition in sorted(resource.editions.items()):
        labels = {name: _plain(value) for name, value in edition.values.items() if name in PER_EDITION}
        address = address_of(catalogue, resource, code)
        editions[code] = {**labels, "address": f"{base.rstrip('/')}{address}"}
    return {
        "type": resource.type.name,
        "slug": resource.slug,
        "original": resource.original.language,
        "facts": facts,
        "editions": editions,
    }


def _plain(value: Value) -> object:
    match value:
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case tuple():
            return [_plain(part) for part in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value
