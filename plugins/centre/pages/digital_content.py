"""One thread through all types: digital learning content, and whether what Erasmus+ paid for is openly licensed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from centre.catalogue import Resource, Value, many
from centre.pages import Scene, generated
from centre.present import in_order
from centre.site import Page, term_address
from centre.views import Count, CountGroup, OverviewView, Table, TableCell, TableRow
from centre.words import Phrase, Words

THREAD = (
    "digital-content",
    "interoperability",
    "quality-assurance",
    "digital-sustainability",
    "accessibility",
    "inclusion",
    "standards",
    "open-educational-resources",
)
"""Topics of the thread, as the Hub's page names them."""
DUTY = frozenset({"erasmus-2014-2020", "erasmus-2021-2027"})
"""Programmes whose beneficiaries publish what they make under an open licence (Erasmus+ Programme Guide, part C)."""
OPEN = frozenset({"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "EUPL-1.2", "Apache-2.0", "MIT"})
"""Licences that let everyone use, adapt and pass on (Open Definition 2.1)."""


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the page of the thread."""
    words = scene.words[language]
    title = words.say("content-thread")
    filed = scene.filed.get("topic", {})
    vocabulary = scene.vocabulary_of("topic")
    counts = tuple(
        Count(words.term(vocabulary, key), len(filed[key]), term_address(language, "topic", key))
        for key in THREAD
        if key in filed
    )
    view = OverviewView(
        title=title,
        intro=(words.say("content-thread-text"), words.say("open-licence-duty")),
        counts=(CountGroup(words.say("filter-topic"), counts),) if counts else (),
        tables=_licences(scene, words),
        missing=tuple(words.term(vocabulary, key) for key in THREAD if key not in filed) if vocabulary else (),
        missing_label=words.say("nothing-yet"),
    )
    yield generated(scene, language, "/digital-content/", "overview.html", view, title=title.text, section="explore")


def _licences(scene: Scene, words: Words) -> tuple[Table, ...]:
    """Rows are practices paid by Erasmus+ with outputs; the cell tells what is known of each licence."""
    rows = []
    for link, resource in _funded(scene, words):
        outputs = [one for one in many(resource.facts.get("outputs")) if isinstance(one, Mapping)]
        verdicts: dict[str, int] = {}
        for one in outputs:
            verdicts[_verdict(one)] = verdicts.get(_verdict(one), 0) + 1
        names = sorted({str(one["licence"]) for one in outputs if one.get("licence")})
        cells = (
            TableCell(tuple(Count(words.say(f"licence-{key}"), count) for key, count in sorted(verdicts.items()))),
            TableCell(words=tuple(words.term("licences", name) for name in names)),
        )
        rows.append(TableRow(link[0], link[1], cells))
    heads = (words.say("open-licence-practice"), words.say("open-licence-outputs"), words.say("open-licence-stated"))
    return (Table(words.say("open-licence-caption"), heads, tuple(rows)),) if rows else ()


def _funded(scene: Scene, words: Words) -> Iterator[tuple[tuple[Phrase, str], Resource]]:
    for resource in scene.catalogue.listed:
        paid = DUTY & {str(key) for key in many(resource.facts.get("programme"))}
        if paid and resource.facts.get("outputs"):
            link = in_order(scene.catalogue, words, [resource])[0]
            yield (link.title, link.address), resource


def _verdict(output: Mapping[str, Value]) -> str:
    licence = str(output.get("licence", ""))
    if not licence or licence == "LicenseRef-all-rights-reserved":
        return "unknown"
    return "open" if licence in OPEN else "restricted"
