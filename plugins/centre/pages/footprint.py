"""What a page weighs, as the tests measured it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from centre.catalogue import Measured
from centre.pages import Scene, overview
from centre.site import Page
from centre.views import OverviewView, Table, TableCell, TableRow
from centre.words import Phrase, Words


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the page of weights."""
    words, measured = scene.words[language], scene.catalogue.measured
    intro = [words.say("footprint-text")]
    if measured:
        kb = words.number(kilobytes(measured.most_bytes))
        intro.append(words.say("footprint-budget", kb=kb, requests=measured.most_requests))
        intro.append(words.say("measured-on", date=words.date(measured.on)))
    view = OverviewView(
        title=words.say("footprint"), intro=tuple(intro), tables=(_weights(words, measured),) if measured else ()
    )
    yield overview(scene, language, f"/{language}/footprint/", view)


def kilobytes(size: int) -> Decimal:
    """Return bytes as kB of 1,000 bytes with one decimal."""
    return (Decimal(size) / 1000).quantize(Decimal("0.1"))


def _weights(words: Words, measured: Measured) -> Table:
    rows = tuple(
        TableRow(
            Phrase(one.address, ""),
            one.address,
            (_cell(words.number(kilobytes(one.size))), _cell(words.number(one.requests))),
        )
        for one in measured.weights
    )
    heads = tuple(words.say(f"footprint-{name}") for name in ("kind", "kb", "requests"))
    return Table(words.say("footprint"), heads, rows)


def tests_table(words: Words, measured: Measured) -> Table:
    """Return what each tool found."""
    rows = tuple(
        TableRow(
            Phrase(f"{one.name} {one.version}", ""),
            "",
            (_cell(words.number(one.pages)), _cell(words.number(one.findings))),
        )
        for one in measured.tools
    )
    heads = tuple(words.say(f"test-results-{name}") for name in ("tool", "pages", "findings"))
    caption = words.say("test-results")
    day = words.say("measured-on", date=words.date(measured.on))
    return Table(Phrase(f"{caption}. {day}", caption.language), heads, rows)


def _cell(text: str) -> TableCell:
    return TableCell(words=(Phrase(text, ""),))
