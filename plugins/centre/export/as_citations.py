"""References to each edition, for programs that keep them: BibTeX, RIS and CSL-JSON beside its page."""

from __future__ import annotations

from collections.abc import Iterator

from centre.citation import citation_of
from centre.export import Artifact, full_address
from centre.pages import Scene


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield three files for each edition of a listed resource."""
    for resource in scene.catalogue.resources:
        for edition in resource.editions.values() if resource.type.listed else ():
            if edition.language in scene.languages:
                words = scene.words[edition.language]
                address = full_address(base, scene.address(resource, edition.language))
                found = citation_of(words, resource, edition, address)
                folder = scene.address(resource, edition.language).strip("/")
                yield Artifact(f"{folder}/cite.bib", found.bibtex().encode())
                yield Artifact(f"{folder}/cite.ris", found.ris().encode())
                yield Artifact(f"{folder}/cite.json", found.csl().encode())
