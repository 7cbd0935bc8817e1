"""The catalogue as JSON with its schema: every resource with its facts and editions, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from centre.catalogue import Catalogue, Field, Resource, ResourceType, Value
from centre.export import Artifact, full_address
from centre.pages import Scene
from centre.site import address_of

PER_EDITION = frozenset({"title", "summary", "text", "checked", "reviewed", "translation"})
"""Fields that belong to an edition and not to the facts."""
SCHEMA = "catalogue.schema.json"


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield `catalogue.json`, facts by term keys and editions with their addresses, and its JSON Schema."""
    catalogue = scene.catalogue
    resources = [_resource(catalogue, one, base) for one in catalogue.resources if one.type.listed]
    yield _artifact("catalogue.json", {"$schema": SCHEMA, "resources": resources})
    yield _artifact(SCHEMA, _schema(catalogue))


def _artifact(path: str, data: object) -> Artifact:
    return Artifact(path, f"{json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode())


def _resource(catalogue: Catalogue, resource: Resource, base: str) -> dict[str, object]:
    facts = {name: _plain(value) for name, value in resource.facts.items() if name not in PER_EDITION}
    editions = {}
    for code, edition in sorted(resource.editions.items()):
        labels = {name: _plain(value) for name, value in edition.values.items() if name in PER_EDITION}
        editions[code] = {**labels, "address": full_address(base, address_of(catalogue, resource, code))}
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


def _schema(catalogue: Catalogue) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the catalogue, made from the types."""
    types = [kind for kind in catalogue.types.values() if kind.listed]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue",
        "type": "object",
        "required": ["resources"],
        "properties": {
            "$schema": {"type": "string"},
            "resources": {"type": "array", "items": {"oneOf": [_of_type(catalogue, kind) for kind in types]}},
        },
        "additionalProperties": False,
    }


def _of_type(catalogue: Catalogue, kind: ResourceType) -> dict[str, object]:
    facts = [field for field in kind.fields if field.name not in PER_EDITION]
    labels = [field for field in kind.fields if field.name in PER_EDITION]
    edition = _object(catalogue, labels)
    edition["properties"]["address"] = {"type": "string"}  # type: ignore[index]
    edition["required"] = ["address", "summary", "text", "title"]
    return {
        "title": kind.label.get("one", kind.name),
        "type": "object",
        "required": ["type", "slug", "original", "facts", "editions"],
        "properties": {
            "type": {"const": kind.name},
            "slug": {"type": "string"},
            "original": {"type": "string"},
            "facts": _object(catalogue, facts),
            "editions": {"type": "object", "minProperties": 1, "additionalProperties": edition},
        },
        "additionalProperties": False,
    }


def _object(catalogue: Catalogue, fields: list[Field]) -> dict[str, object]:
    return {
        "type": "object",
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: _of_field(catalogue, field) for field in fields},
        "additionalProperties": False,
    }


def _of_field(catalogue: Catalogue, field: Field) -> dict[str, object]:
    one = _object(catalogue, list(field.fields)) if field.fields else _scalar(catalogue, field)
    return {"title": field.label, **({"type": "array", "items": one} if field.many else one)}


def _scalar(catalogue: Catalogue, field: Field) -> dict[str, object]:
    match field.kind:
        case "term":
            return {"enum": sorted(catalogue.vocabularies[field.vocabulary].terms)}
        case "number":
            return {"type": "number"}
        case "year" | "source":
            return {"type": "integer"}
        case "date":
            return {"type": "string", "format": "date"}
        case "link":
            return {"type": "string", "format": "uri"}
        case _:
            return {"type": "string"}
