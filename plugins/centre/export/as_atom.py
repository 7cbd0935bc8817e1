"""Feeds of what is new or was checked anew (Atom, RFC 4287): by language for everything, types, topics, countries."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence

from centre.catalogue import Edition, Resource
from centre.export import Artifact, full_address
from centre.lifecycle import changed_on
from centre.pages import Scene
from centre.site import FEEDS, home_address, listing_address, term_address
from centre.words import Phrase, Words

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
"""Entries of one feed, the latest first."""


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield the feeds that hold something, once the address of the site is known: an entry needs a full one."""
    etree.register_namespace("", ATOM)
    for language in scene.languages if base else ():
        words = scene.words[language]
        listed = scene.catalogue.listed
        yield from _feed(words, base, home_address(language), words.say("site-name"), listed, scene)
        for kind in scene.used_types:
            members = [one for one in listed if one.type is kind]
            yield from _feed(words, base, listing_address(kind, language), words.type(kind, "other"), members, scene)
        for name in FEEDS:
            for key, found in sorted(scene.filed.get(name, {}).items()):
                title = words.term(scene.vocabulary_of(name), key)
                yield from _feed(words, base, term_address(language, name, key), title, found, scene)


def _feed(
    words: Words, base: str, address: str, title: Phrase, resources: Sequence[Resource], scene: Scene
) -> Iterator[Artifact]:
    language = words.language.code
    dated = [
        (day, one, one.editions[language])
        for one in resources
        if language in one.editions and (day := changed_on(one, one.editions[language]))
    ]
    if not dated:
        return
    dated.sort(key=lambda item: (item[0].toordinal() * -1, item[1].key))
    root = etree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    site = words.say("site-name").text
    _text(root, "id", full_address(base, address))
    _text(root, "title", title.text if title.text == site else f"{title.text} – {site}")
    _text(root, "updated", f"{dated[0][0].isoformat()}T00:00:00Z")
    _link(root, "self", full_address(base, f"{address}feed.xml"), "application/atom+xml")
    _link(root, "alternate", full_address(base, address), "text/html")
    author = etree.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", scene.catalogue.settings.operator or site)
    for day, resource, edition in dated[:MOST]:
        _entry(root, scene, base, resource, edition, day.isoformat())
    etree.indent(root, " ")
    path = f"{address.strip('/')}/feed.xml"
    yield Artifact(path, etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(root: etree.Element, scene: Scene, base: str, resource: Resource, edition: Edition, day: str) -> None:
    address = full_address(base, scene.address(resource, edition.language))
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", address)
    _text(entry, "title", edition.title)
    _text(entry, "updated", f"{day}T00:00:00Z")
    _link(entry, "alternate", address, "text/html")
    _text(entry, "summary", edition.summary)
    label = scene.words[edition.language].type(resource.type).text
    etree.SubElement(entry, f"{{{ATOM}}}category", {"term": resource.type.name, "label": label})


def _text(parent: etree.Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: etree.Element, rel: str, address: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": address, "type": kind})
