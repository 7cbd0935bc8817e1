"""Lists what a release is made of and with, as CycloneDX 1.6: others' work in it, and every package of the build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import PackageNotFoundError, metadata, version
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.component_evidence import ComponentEvidence, Occurrence
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.model.lifecycle import LifecyclePhase, PredefinedLifecycle
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

SBOM = "sbom.cdx.json"
"""Where it is published; the ending is the one that CycloneDX recommends."""
PROJECT = "resource-centre"
LICENCE = "EUPL-1.2 AND CC-BY-4.0"
"""Of what is our own: code and content."""
LOCKED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+).*\n"
    r"(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}.*\n)+)"
    r" +# via (?P<via>.+)$",
    re.MULTILINE,
)
"""A package in a list that `uv pip compile --generate-hashes --annotation-style line` wrote."""
OSI = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Shipped:
    """Work of others that readers get."""

    name: str
    version: str
    licence: str
    """An expression of SPDX."""
    source: PackageURL
    files: tuple[str, ...]
    """Where it is in a release, as patterns of paths."""


def shipped() -> tuple[Shipped, ...]:
    """Return all work of others in a release."""
    pagefind, material = version("pagefind-bin"), version("mkdocs-material")
    return (
        Shipped(
            "pagefind",
            pagefind,
            "MIT",
            PackageURL("github", "pagefind", "pagefind", f"v{pagefind}"),
            ("pagefind/pagefind.js", "pagefind/pagefind-worker.js", "pagefind/wasm.*.pagefind"),
        ),
        Shipped(
            "Word lists of simplemma: forms of words of the site",
            version("simplemma"),
            "MIT AND ODbL-1.0 AND CC-BY-SA-4.0 AND CC-BY-4.0",
            PackageURL("pypi", name="simplemma", version=version("simplemma"), subpath="simplemma/strategies"),
            ("lexicon/*.json",),
        ),
        Shipped(
            "Material Design Icons, as mkdocs-material brings them",
            material,
            "Apache-2.0",
            PackageURL("pypi", name="mkdocs-material", version=material, subpath="material/templates/.icons/material"),
            ("**/*.html",),
        ),
        Shipped(
            "DejaVu Sans Bold",
            "2.37",
            "Bitstream-Vera",
            PackageURL("github", "dejavu-fonts", "dejavu-fonts", "version_2_37"),
            ("**/share.png",),
        ),
    )


def bill_of_materials(locked: str, release: str, day: date) -> bytes:
    """Return the SBOM as JSON for a release, made on a day with the packages of a list that is locked by hashes.

    The same list, release and day give the same bytes in an environment that the list was installed in: licences are
    what the installed packages declare, and a package that is not installed has none.
    """
    ours = Component(
        name=PROJECT, version=release, type=ComponentType.APPLICATION, licenses=_licences([LICENCE]), bom_ref=PROJECT
    )
    bom = Bom(
        metadata=BomMetaData(
            component=ours,
            timestamp=datetime.combine(day, time(), UTC),
            lifecycles=[PredefinedLifecycle(LifecyclePhase.BUILD)],
        ),
        serial_number=uuid5(NAMESPACE_URL, PROJECT),
    )
    packages = {found["name"]: (found, _package(found)) for found in LOCKED.finditer(locked)}
    known = {PROJECT: ours, **{name: component for name, (_, component) in packages.items()}}
    others = [_part(one) for one in shipped()]
    bom.components.update(others, known.values())
    bom.components.discard(ours)
    bom.register_dependency(ours, others)
    for found, component in packages.values():
        bom.register_dependency(component)
        for parent in re.findall(r"[\w.-]+(?= \(|,|$)", found["via"]):
            if parent in known:
                bom.register_dependency(known[parent], [component])
    bom.serial_number = uuid5(NAMESPACE_URL, _json(bom))
    return f"{_json(bom)}\n".encode()


def _json(bom: Bom) -> str:
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)


def _part(one: Shipped) -> Component:
    return Component(
        name=one.name,
        version=one.version,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED,
        licenses=_licences([one.licence]),
        purl=one.source,
        bom_ref=one.source.to_string(),
        # Named, because the library sorts by name and would otherwise take one by chance.
        evidence=ComponentEvidence(occurrences=[Occurrence(bom_ref=path, location=path) for path in one.files]),
    )


def _package(found: re.Match[str]) -> Component:
    """Return a package that the build used; nothing of it is called once the pages are made, so it is `excluded`."""
    purl = PackageURL("pypi", name=found["name"], version=found["version"])
    hashes = re.findall("[0-9a-f]{64}", found["hashes"])
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(purl.to_string()),
        comment="one of the files with these hashes, by the platform",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in hashes],
    )
    return Component(
        name=found["name"],
        version=found["version"],
        type=ComponentType.LIBRARY,
        scope=ComponentScope.EXCLUDED,
        licenses=_licences(_declared(found["name"])),
        purl=purl,
        bom_ref=purl.to_string(),
        external_references=[files],
    )


def _declared(name: str) -> Iterator[str]:
    """Yield the licences that an installed package declares, in the first of three places where they may stand."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return
    for field in ("License-Expression", "License"):
        if field in about and about[field] != "UNKNOWN":
            yield about[field]
            return
    for classifier in about.get_all("Classifier") or ():
        if classifier.startswith(OSI):
            yield classifier.removeprefix(OSI)


def _licences(texts: Iterable[str]) -> list[License]:
    factory = LicenseFactory()
    return [factory.make_from_string(one, license_acknowledgement=LicenseAcknowledgement.DECLARED) for one in texts]
