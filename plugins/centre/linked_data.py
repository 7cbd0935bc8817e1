"""What a page is about, for machines that read schema.org: the work, its language, licence, audience, translations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from centre.catalogue import Catalogue, Edition, Field, Resource, many
from centre.lifecycle import changed_on
from centre.site import address_of
from centre.words import Words

Full = Callable[[str], str]
"""Turns an address of the site into one that others can use."""
AS_PROPERTY = {"topic": "about", "country": "spatialCoverage", "sector": "educationalLevel", "audience": "audience"}
"""Filters whose terms schema.org has a property for."""


def linked_data(
    catalogue: Catalogue, words: Words, resource: Resource, edition: Edition, full: Full
) -> dict[str, object]:
    """Return the JSON-LD of an edition, in the vocabulary of schema.org (version 29)."""
    day = changed_on(resource, edition)
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": resource.type.schema,
        "@id": full(address_of(catalogue, resource, edition.language)),
        "url": full(address_of(catalogue, resource, edition.language)),
        "name": edition.title,
        "description": edition.summary,
        "inLanguage": edition.language,
        "isAccessibleForFree": True,
        "identifier": resource.key,
        **({"dateModified": day.isoformat()} if day else {}),
        **_licence(catalogue, resource),
        **_terms(catalogue, words, resource),
        **_translations(catalogue, resource, edition, full),
    }
    sources = (one for one in many(resource.facts.get("sources")) if isinstance(one, Mapping))
    citations = [str(one["url"]) for one in sources if "url" in one]
    if citations:
        found["citation"] = citations
    if catalogue.settings.operator:
        found["publisher"] = {"@type": "Organization", "name": catalogue.settings.operator}
    return found


def _licence(catalogue: Catalogue, resource: Resource) -> dict[str, object]:
    term = catalogue.vocabularies["licences"].terms.get(str(resource.facts.get("licence", "")))
    return {"license": term.uri or term.label} if term else {}


def _terms(catalogue: Catalogue, words: Words, resource: Resource) -> dict[str, object]:
    found: dict[str, list[object]] = {}
    for field in resource.type.fields:
        name = AS_PROPERTY.get(field.filter)
        if name:
            found.setdefault(name, []).extend(_nodes(catalogue, words, resource, field))
    return {name: nodes for name, nodes in found.items() if nodes}


def _nodes(catalogue: Catalogue, words: Words, resource: Resource, field: Field) -> Iterator[object]:
    for key in many(resource.facts.get(field.name)):
        label = words.term(field.vocabulary, str(key)).text
        uri = catalogue.vocabularies[field.vocabulary].terms[str(key)].uri
        match field.filter:
            case "topic":
                yield {"@type": "DefinedTerm", "name": label, **({"@id": uri} if uri else {})}
            case "country":
                yield {"@type": "Place", "name": label, "identifier": str(key)}
            case "audience":
                yield {"@type": "Audience", "audienceType": label}
            case _:
                yield label


def _translations(catalogue: Catalogue, resource: Resource, edition: Edition, full: Full) -> dict[str, object]:
    """Name the original of a translation, and the translations of an original."""

    def node(one: Edition) -> dict[str, object]:
        return {"@type": resource.type.schema, "@id": full(address_of(catalogue, resource, one.language))}

    if edition.is_translation:
        return {"translationOfWork": node(resource.original)}
    others = [node(one) for one in resource.editions.values() if one is not edition]
    return {"workTranslation": others} if others else {}
