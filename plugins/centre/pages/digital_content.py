"""One thread through all types: digital learning content, and whether what Erasmus+ paid for is openly licensed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from centre.catalogue import Resource, Value, many
from centre.pages import Scene, overview
from centre.pages.pager import paged
from centre.present import resource_link, sorted_resources
from centre.site import Page, term_address
from centre.views import Count, CountGroup, OverviewView, Table, TableCell, TableRow
from centre.words import Words

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
VERDICTS = ("open", "restricted", "unknown")


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the pages of the thread: its topics on the first, the check of licences on all."""
    words = scene.words[language]
    title = words.say("content-thread")
    filed = scene.filed.get("topic", {})
    vocabulary = scene.vocabulary_of("topic")
    counts = tuple(
        Count(words.term(vocabulary, key), len(filed[key]), term_address(language, "topic", key))
        for key in THREAD
        if key in filed
    )
    for address, funded, pager in paged(f"/{language}/digital-content/", _funded(scene, words)):
        view = OverviewView(
            title=title,
            intro=(words.say("content-thread-text"), words.say("open-licence-duty")),
            counts=(CountGroup(words.say("filter-topic"), counts),) if counts and not pager.previous else (),
            tables=_licences(scene, words, funded),
            pager=pager,
            missing=tuple(words.term(vocabulary, key) for key in THREAD if key not in filed) if vocabulary else (),
            missing_label=words.say("nothing-yet"),
        )
        yield overview(scene, language, address, view)


def _funded(scene: Scene, words: Words) -> list[Resource]:
    """Resources paid by the programmes that have the duty, as far as they name outputs."""
    return [
        resource
        for kind in scene.used_types
        for resource in sorted_resources(scene.catalogue, words, kind)
        if resource.facts.get("outputs") and DUTY & {str(key) for key in many(resource.facts.get("programme"))}
    ]


def _licences(scene: Scene, words: Words, funded: Sequence[Resource]) -> tuple[Table, ...]:
    """Rows are resources; the cells tell what is known of the licences of their outputs."""
    heads = (words.say("open-licence-practice"), words.say("open-licence-outputs"), words.say("open-licence-stated"))
    rows = tuple(_row(scene, words, one) for one in funded)
    return (Table(words.say("open-licence-caption"), heads, rows),) if rows else ()


def _row(scene: Scene, words: Words, resource: Resource) -> TableRow:
    link = resource_link(scene.catalogue, words, resource)
    outputs = [one for one in many(resource.facts.get("outputs")) if isinstance(one, Mapping)]
    verdicts = Counter(_verdict(one) for one in outputs)
    names = sorted({str(one["licence"]) for one in outputs if one.get("licence")})
    cells = (
        TableCell(tuple(Count(words.say(f"licence-{key}"), verdicts[key]) for key in VERDICTS if verdicts[key])),
        TableCell(words=tuple(words.term("licences", name) for name in names)),
    )
    return TableRow(link.title, link.address, cells)


def _verdict(output: Mapping[str, Value]) -> str:
    licence = str(output.get("licence", ""))
    if not licence or licence == "LicenseRef-all-rights-reserved":
        return "unknown"
    return "open" if licence in OPEN else "restricted"
