"""The sitemap for search engines, with the other editions of each page (sitemaps.org 0.9, Google's hreflang)."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from centre.catalogue import Catalogue, Edition
from centre.export import Artifact, full_address
from centre.pages import Scene
from centre.site import address_of

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield `sitemap.xml` once the site has an operator and an address; before that nothing is to be indexed."""
    catalogue = scene.catalogue
    if not base or catalogue.settings.is_demonstration:
        return
    etree.register_namespace("", SITEMAP)
    etree.register_namespace("xhtml", XHTML)
    root = etree.Element(f"{{{SITEMAP}}}urlset")
    for resource in catalogue.resources:
        editions = [one for one in map(resource.editions.get, scene.languages) if one]
        shown = [one for one in editions if not one.is_unrevised_machine_text]
        for edition in shown:
            _add(root, catalogue, base, edition, editions)
    etree.indent(root, " ")
    yield Artifact("sitemap.xml", etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _add(root: etree.Element, catalogue: Catalogue, base: str, edition: Edition, all_: list[Edition]) -> None:
    def full(one: Edition) -> str:
        return full_address(base, address_of(catalogue, one, one.language))

    url = etree.SubElement(root, f"{{{SITEMAP}}}url")
    etree.SubElement(url, f"{{{SITEMAP}}}loc").text = full(edition)
    for other in all_:
        attributes = {"rel": "alternate", "hreflang": other.language, "href": full(other)}
        etree.SubElement(url, f"{{{XHTML}}}link", attributes)
