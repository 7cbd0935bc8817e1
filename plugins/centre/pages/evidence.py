"""What is known of results: by topic and strength for the whole collection, by kind for one topic or country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from centre.catalogue import Field, Resource, Value, many
from centre.charts import fields
from centre.collation import sort_key
from centre.pages import Scene, overview
from centre.present import first_of
from centre.relate import topics_of
from centre.site import Page, finder_address, term_address
from centre.views import Chart, Count, LinkGroup, OverviewView, Table, TableCell, TableRow
from centre.words import Phrase, Words

UNSTATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence of one resource about one topic."""

    resource: Resource
    field: Field
    topic: str
    kind: str
    result: str
    """Key of the result, or `not-stated`."""


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the map of evidence."""
    words = scene.words[language]
    title = words.say("evidence-map")
    view = OverviewView(
        title=title,
        intro=(words.say("evidence-map-text"), words.say("evidence-scale-text")),
        charts=_picture(scene, words),
        tables=_topics_table(scene, words),
        closing=tuple(_silent(scene, words)),
        missing=tuple(_gaps(scene, words)),
        missing_label=words.say("evidence-gaps"),
    )
    yield overview(scene, language, f"/{language}/evidence/", view)


def _silent(scene: Scene, words: Words) -> Iterator[LinkGroup]:
    silent = [one for one in scene.catalogue.listed if _grades(one) and not any(findings(one))]
    if silent:
        links, rest = first_of(scene.catalogue, words, silent)
        more = finder_address(words.language.code, "evidence", "0")
        yield LinkGroup(words.say("evidence-nothing"), links, more, rest)


def findings(resource: Resource) -> Iterator[Finding]:
    """Yield the evidence of a resource, once for each topic that it is about."""
    for field in _grades(resource):
        for entry in many(resource.facts.get(field.name)):
            if isinstance(entry, Mapping):
                yield from _of_entry(resource, field, entry)


def _of_entry(resource: Resource, field: Field, entry: Mapping[str, Value]) -> Iterator[Finding]:
    kind, result = str(entry.get(field.grade["by"], "")), str(entry.get("result", UNSTATED))
    for topic in many(entry.get("topics")) or topics_of(resource):
        yield Finding(resource, field, str(topic), kind, result)


def _grades(resource: Resource) -> tuple[Field, ...]:
    return tuple(field for field in resource.type.fields if field.grade)


def _topics_table(scene: Scene, words: Words) -> tuple[Table, ...]:
    """Rows are topics, columns the strengths of the scale, cells the results with their numbers."""
    found = [one for resource in scene.catalogue.listed for one in findings(resource)]
    if not found:
        return ()
    scale = found[0].field.grade["scale"]
    ranks = [key for key in scene.catalogue.vocabularies[scale].terms if key != "0"]
    vocabulary = scene.vocabulary_of("topic")
    topics = sorted(
        {one.topic for one in found}, key=lambda key: sort_key(words.term(vocabulary, key).text, words.language)
    )
    rows = []
    for topic in topics:
        members = [one for one in found if one.topic == topic]
        cells = tuple(_cell(scene, words, [one for one in members if _rank(scene, one) == rank]) for rank in ranks)
        rows.append(TableRow(words.term(vocabulary, topic), term_address(words.language.code, "topic", topic), cells))
    heads = (words.say("filter-topic"), *(words.term(scale, rank) for rank in ranks))
    return (Table(words.say("evidence-map-caption"), heads, tuple(rows)),)


def _picture(scene: Scene, words: Words) -> tuple[Chart, ...]:
    """The same as a grid of fields: how many pieces of evidence of each strength there are on each topic."""
    table = _topics_table(scene, words)
    if not table:
        return ()
    rows = [(row.head.text, [sum(one.count for one in cell.counts) for cell in row.cells]) for row in table[0].rows]
    columns = [str(rank) for rank in range(1, len(table[0].heads))]
    return (fields(table[0].caption, words.say("evidence-map-picture"), columns, rows),)


def kinds_table(scene: Scene, words: Words, resources: Iterable[Resource], topic: str = "") -> tuple[Table, ...]:
    """Rows are kinds of evidence, strongest first; cells the results with their numbers, and the resources."""
    found = [one for resource in resources for one in findings(resource) if not topic or one.topic == topic]
    if not found:
        return ()
    vocabulary = _vocabulary(found[0].field)
    terms = scene.catalogue.vocabularies[vocabulary].terms
    have = {one.kind for one in found}
    kinds = sorted((key for key in terms if key in have), key=lambda key: -terms[key].rank)
    rows = []
    for kind in kinds:
        members = [one for one in found if one.kind == kind]
        resources_of = {one.resource.key: one.resource for one in members}
        links, rest = first_of(scene.catalogue, words, resources_of.values())
        cells = (_cell(scene, words, members), TableCell(links=links, rest=rest))
        rows.append(TableRow(words.term(vocabulary, kind), "", cells))
    heads = (words.say("evidence-kind"), words.say("evidence-results"), words.say("evidence-read-in"))
    return (Table(words.say("evidence-known"), heads, tuple(rows)),)


def _cell(scene: Scene, words: Words, found: list[Finding]) -> TableCell:
    """Count results, each piece of evidence once."""
    pieces = {(one.resource.key, one.kind, one.result) for one in found}
    counts = Counter(result for _, _, result in pieces)
    order = [*scene.catalogue.vocabularies["evidence-results"].terms, UNSTATED]
    shown = sorted(counts.items(), key=lambda item: order.index(item[0]))
    return TableCell(tuple(Count(_result(words, key), count) for key, count in shown))


def _result(words: Words, key: str) -> Phrase:
    return words.say("result-not-stated") if key == UNSTATED else words.term("evidence-results", key)


def _vocabulary(field: Field) -> str:
    return next(part.vocabulary for part in field.fields if part.name == field.grade["by"])


def _rank(scene: Scene, finding: Finding) -> str:
    term = scene.catalogue.vocabularies[_vocabulary(finding.field)].terms.get(finding.kind)
    return str(term.rank) if term else ""


def _gaps(scene: Scene, words: Words) -> Iterator[Phrase]:
    """Topics about which no independent or repeated evaluation is documented here."""
    strong = {
        one.topic
        for resource in scene.catalogue.listed
        for one in findings(resource)
        if _rank(scene, one) in ("3", "4")
    }
    vocabulary = scene.vocabulary_of("topic")
    weak = (key for key in scene.filed.get("topic", {}) if key not in strong)
    labels = (words.term(vocabulary, key) for key in weak)
    yield from sorted(labels, key=lambda one: sort_key(one.text, words.language))
