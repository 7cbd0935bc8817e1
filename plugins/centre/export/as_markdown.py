"""A Markdown twin of each edition: the author's text with its facts in words, for programs and for reuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from centre.body import Reference, Resolve
from centre.catalogue import Edition, Resource
from centre.export import Artifact, full_address
from centre.pages import Scene
from centre.pages.edition import EditionPages
from centre.present import Presenter
from centre.source import Span
from centre.views import Block, Entry, Source
from centre.words import Words

TARGET = re.compile(r"(?<=\]\()<?([^)\s>]+)>?|(?<=\]: )(\S+)")
"""Targets of links and pictures as authors write them: inline, or in a definition below."""


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield `index.md` beside the page of each edition."""
    views = EditionPages(scene)
    for resource in scene.catalogue.resources:
        for edition in resource.editions.values():
            if edition.language in scene.languages:
                text = "\n\n".join(_parts(scene, views, resource, edition, base))
                folder = scene.address(resource, edition.language).strip("/")
                yield Artifact(f"{folder}/index.md", f"{text}\n".encode())


def _parts(scene: Scene, views: EditionPages, resource: Resource, edition: Edition, base: str) -> Iterator[str]:
    words = scene.words[edition.language]
    show = Presenter(scene.catalogue, words, resource, edition)
    yield f"# {_plain(edition.title)}"
    yield _plain(edition.summary)
    banners = views.banners(words, resource, edition)
    if banners:
        yield "> " + " ".join(map(str, banners))
    facts = [f"- {fact.label}: {', '.join(map(str, fact.values))}" for fact in show.facts() if fact.values]
    if facts:
        yield "\n".join(facts)
    if edition.body.text.strip():
        yield _led(edition.body.text.strip(), views.resolver(resource, edition))
    for block in show.blocks():
        yield from _block(words, block)
    sources = show.sources()
    if sources:
        yield f"## {words.say('sources')}"
        yield "\n".join(map(_source, sources))
    yield f"## {words.say('trust')}"
    address = full_address(base, scene.address(resource, edition.language))
    licence = resource.facts.get("licence")
    lines = [*map(str, views.trust(words, resource, edition)), address]
    if licence:
        lines.insert(-1, f"{words.say('licence')}: {words.term('licences', str(licence))}")
    yield "\n".join(f"- {line}" for line in lines)


def _block(words: Words, block: Block) -> Iterator[str]:
    if block.entries or block.grade:
        yield f"## {block.label}"
    if block.grade:
        yield f"{block.grade.label} ({words.say('evidence-scale', rank=block.grade.rank)})"
    rows = []
    for entry in block.entries:
        sources = "".join(f" [{number}]" for number in entry.sources)
        rows.append(f"- {' – '.join(_cells(entry))}{sources}")
    if rows:
        yield "\n".join(rows)


def _cells(entry: Entry) -> Iterator[str]:
    """The parts of an entry in words; a number stands before its unit."""
    for name, cell in entry.cells.items():
        words = str(cell) or ", ".join(str(one.title) for one in cell.resources)
        unit = f" {entry.cells['unit']}" if name == "value" and "unit" in entry.cells else ""
        if words and not (name == "unit" and "value" in entry.cells):
            yield _plain(words) + unit


def _source(one: Source) -> str:
    title = f"[{_plain(one.title)}]({one.address})" if one.address else _plain(one.title)
    about = [str(part) for part in (one.language_name, one.standing, one.note) if part]
    note = f" ({', '.join(about)})" if about else ""
    return f"{one.number}. {title}{note}"


def _led(text: str, resolve: Resolve) -> str:
    """Lead the links of a text where those of its page lead."""

    def target(found: re.Match[str]) -> str:
        written = found[1] or found[2]
        return resolve(Reference("link", written, "", Span(""))).address or written

    return TARGET.sub(target, text)


def _plain(text: str) -> str:
    """Escape what Markdown would take for a mark."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
