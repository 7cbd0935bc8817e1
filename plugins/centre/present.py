"""Turns facts into what a template shows: labels, terms, dates and texts in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from centre.catalogue import Catalogue, Edition, Field, Resource, ResourceType, Value, many
from centre.charts import bars
from centre.collation import sort_key
from centre.kinds import WORDING, is_partial_date
from centre.site import address_of
from centre.ties import Ties
from centre.translate import best_edition
from centre.views import (
    Block,
    Card,
    Cell,
    Chart,
    Count,
    EditionLink,
    Entry,
    Fact,
    Grade,
    LinkGroup,
    ResourceLink,
    Source,
)
from centre.words import Phrase, Words

ABOUT_THE_TEXT = frozenset(
    {"title", "summary", "attribution", "sources", "licence", "status", "from", "withdrawn", "review_by"}
)
"""Fields that a page shows at places of their own."""


@dataclass(frozen=True, slots=True)
class Presenter:
    """Shows one resource to readers of one language."""

    catalogue: Catalogue
    words: Words
    resource: Resource
    edition: Edition
    """The edition whose wording is shown; words it lacks come from the original."""

    def facts(self) -> tuple[Fact, ...]:
        """Return the short facts: every field that is no list of records."""
        return tuple(self._facts())

    def _facts(self) -> Iterator[Fact]:
        for field in self._fact_fields():
            value = self.resource.facts.get(field.name)
            if value is None or (field.kind == "record" and not field.range and not field.headline):
                continue
            label = self.words.field(self.resource.type, field)
            if field.kind == "relation":
                if field.short:
                    yield Fact(field.name, label, (), field.short, field.card, self._resources(value))
            elif not field.headline or field.card:
                yield Fact(field.name, label, self._short(field, value), field.short, field.card)

    def _short(self, field: Field, value: Value) -> tuple[Phrase, ...]:
        """The values of a fact in one line; of a list of records, the headline of the last."""
        if field.range:
            return (self.years(value),)
        if field.headline:
            last = many(value)[-1]
            part = next(one for one in field.fields if one.name == field.headline)
            return self._phrases(part, last.get(part.name), None) if isinstance(last, Mapping) else ()
        return self._phrases(field, value, self._own(field))

    def _named(self, value: Value) -> tuple[Resource, ...]:
        """The resources that a relation names, as far as they are published."""
        found = (self.catalogue.by_key.get(str(key)) for key in many(value))
        return tuple(one for one in found if one)

    def _resources(self, value: Value) -> tuple[ResourceLink, ...]:
        return tuple(resource_link(self.catalogue, self.words, one) for one in self._named(value))

    def _fact_fields(self) -> Iterator[Field]:
        for field in self.resource.type.fields:
            if field.per == "resource" and field.name not in ABOUT_THE_TEXT:
                yield field

    def blocks(self) -> tuple[Block, ...]:
        """Return the lists of records: figures, facts, evidence, organisations, outputs."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        for field in self._fact_fields():
            if field.kind != "record" or field.range:
                continue
            value = self.resource.facts.get(field.name, ())
            records = value if isinstance(value, tuple) else (value,)
            if not records and not field.grade:
                continue
            own = self._own(field)
            wording = own if isinstance(own, tuple) else ()
            entries = tuple(
                self._entry(field, record, wording[number] if number < len(wording) else {})
                for number, record in enumerate(records)
                if isinstance(record, Mapping)
            )
            label = self.words.field(self.resource.type, field)
            chart = self._chart(label, records) if field.show == "reading" and len(records) > 1 else None
            yield Block(field.name, label, field.show, entries, self._grade(field, records), chart)

    def _chart(self, label: Phrase, records: tuple[Value, ...]) -> Chart:
        """The readings of an indicator as bars, with its target as a line."""
        numbers = ((one.get("as_of", ""), one.get("value")) for one in records if isinstance(one, Mapping))
        values = [(str(when), one, self.words.number(one)) for when, one in numbers if isinstance(one, Decimal)]
        target = self.resource.original.part("target")
        goal = target.get("value")
        line = (goal, f"{self.words.number(goal)} ({target.get('year', '')})") if isinstance(goal, Decimal) else None
        title = Phrase(f"{self.edition.title}: {label}", self.edition.language)
        said = "; ".join(f"{when}: {shown}" for when, _, shown in values)
        return bars(title, Phrase(said, self.words.language.code), values, line)

    def _own(self, field: Field) -> Value | None:
        """The wording that this edition gives, if it is a translation."""
        return self.edition.values.get(field.name) if self.edition is not self.resource.original else None

    def _entry(self, field: Field, record: Mapping[str, Value], wording: Value) -> Entry:
        own = wording if isinstance(wording, Mapping) else {}
        cells: dict[str, Cell] = {}
        sources: tuple[int, ...] = ()
        for part in field.fields:
            value = record.get(part.name)
            if value is None:
                continue
            if part.kind == "source":
                sources += tuple(one for one in many(value) if isinstance(one, int))
                continue
            label = self.words.field(self.resource.type, part)
            if part.kind == "relation":
                cells[part.name] = self._relation(label, part, value)
            elif part.range:
                cells[part.name] = Cell(label, (self.years(value),))
            else:
                cells[part.name] = Cell(label, self._phrases(part, value, own.get(part.name)), self._link(part, value))
        return Entry(cells, sources)

    def _relation(self, label: Phrase, part: Field, value: Value) -> Cell:
        named = self._named(value)
        links = tuple(resource_link(self.catalogue, self.words, one) for one in named)
        cards = tuple(card(self.catalogue, self.words, one) for one in named) if part.told else ()
        return Cell(label, (), resources=links, cards=cards)

    def _link(self, part: Field, value: Value) -> str:
        """Where a web address or the name of a file beside the text leads."""
        if part.kind == "file":
            return f"/{self.resource.original.folder}/{value}"
        return str(value) if part.kind == "link" else ""

    def _phrases(self, field: Field, value: Value | None, own: Value | None) -> tuple[Phrase, ...]:
        if field.kind in WORDING and own is not None:
            return tuple(Phrase(str(one), self.edition.language) for one in many(own))
        return tuple(self._phrase(field, one) for one in many(value))

    def _phrase(self, field: Field, value: Value) -> Phrase:
        if field.kind == "term":
            return self.words.term(field.vocabulary, str(value))
        if isinstance(value, date):
            return self._plain(self.words.date(value))
        if field.kind == "partial-date" or (field.kind == "moment" and is_partial_date(str(value))):
            return self._plain(self.words.partial_date(str(value)))
        if isinstance(value, Decimal):
            return self._plain(self.words.number(value))
        return Phrase(str(value), self.resource.original.language if field.kind in (*WORDING, "name", "moment") else "")

    def _plain(self, text: str) -> Phrase:
        return Phrase(text, self.words.language.code)

    def years(self, value: Value) -> Phrase:
        """Return a span of years in words."""
        years = value if isinstance(value, Mapping) else {}
        start, end = years.get("start", ""), years.get("end")
        if end is None:
            return self.words.say("since", year=start)
        if start == end:
            return self._plain(str(start))
        return self.words.say("years-range", start=start, end=end)

    def results(self) -> tuple[Count, ...]:
        """Return what the evidence found, in the order of the vocabulary."""
        found: Counter[str] = Counter()
        vocabulary = ""
        for field in self.resource.type.fields:
            part = next((one for one in field.fields if field.grade and one.name == field.grade.get("result")), None)
            if part:
                vocabulary = part.vocabulary
                records = many(self.resource.facts.get(field.name))
                found.update(str(one[part.name]) for one in records if isinstance(one, Mapping) and part.name in one)
        order = self.catalogue.vocabularies[vocabulary].terms if vocabulary else ()
        return tuple(Count(self.words.term(vocabulary, key), found[key]) for key in order if found[key])

    def grade(self) -> Grade | None:
        """Return how strong the evidence is, where the type has a scale for it."""
        for field in self.resource.type.fields:
            if field.grade:
                return self._grade(field, many(self.resource.facts.get(field.name, ())))
        return None

    def _grade(self, field: Field, records: tuple[Value, ...]) -> Grade | None:
        by, scale = field.grade.get("by"), field.grade.get("scale", "")
        part = next((one for one in field.fields if one.name == by), None)
        if part is None or scale not in self.catalogue.vocabularies:
            return None
        terms = self.catalogue.vocabularies[part.vocabulary].terms
        result, still_open = field.grade.get("result", ""), field.grade.get("open", "")
        known = (one for one in records if isinstance(one, Mapping) and one.get(result, "-") != still_open)
        keys = [str(one.get(part.name)) for one in known]
        rank = max((terms[key].rank for key in keys if key in terms), default=0)
        top = max(term.rank for term in self.catalogue.vocabularies[scale].terms.values())
        label = self.words.term(scale, str(rank))
        return Grade(rank, label, tuple(mark <= rank for mark in range(1, top + 1)))

    def sources(self) -> tuple[Source, ...]:
        """Return the sources with their numbers."""
        own = self.edition.values.get("sources") if self.edition is not self.resource.original else None
        notes = own if isinstance(own, tuple) else ()
        found = []
        for number, source in enumerate(many(self.resource.facts.get("sources", ())), 1):
            if not isinstance(source, Mapping):
                continue
            note = notes[number - 1] if number <= len(notes) else {}
            language = str(source.get("language", ""))
            found.append(
                Source(
                    number=number,
                    title=str(source.get("title", "")),
                    address=str(source.get("url", "")),
                    language=language,
                    note=self._note(source, note),
                    language_name=self.words.language_name(language) if language else "",
                    standing=self._standing(source),
                )
            )
        return tuple(found)

    def _standing(self, source: Mapping[str, Value]) -> Phrase | None:
        key = str(source.get("standing", "original"))
        return None if key == "original" else self.words.term("source-standings", key)

    def _note(self, source: Mapping[str, Value], own: Value) -> Phrase | None:
        if isinstance(own, Mapping) and own.get("note"):
            return Phrase(str(own["note"]), self.edition.language)
        return Phrase(str(source["note"]), self.resource.original.language) if source.get("note") else None

    def ties(self, ties: Ties) -> tuple[LinkGroup, ...]:
        """Return what the resource names and who names it, by label; facts and entries show some already."""
        groups: dict[str, tuple[Phrase, dict[str, Resource]]] = {}
        for tie in ties.of(self.resource):
            if tie.field in self.resource.type.fields and not tie.field.short:
                label = self.words.field(self.resource.type, tie.field)
                groups.setdefault(label.text, (label, {}))[1][tie.target.key] = tie.target
        for tie in ties.to(self.resource):
            label = self.words.inverse(tie.source.type, tie.field)
            groups.setdefault(label.text, (label, {}))[1][tie.source.key] = tie.source
        return tuple(self._group(label, members.values()) for label, members in groups.values())

    def _group(self, label: Phrase, members: Iterable[Resource]) -> LinkGroup:
        links, rest = first_of(self.catalogue, self.words, members)
        return LinkGroup(label, links, rest=rest)

    def editions(self) -> tuple[EditionLink, ...]:
        """Return all editions in the order of the Official Journal."""
        found = []
        for language in self.catalogue.languages_in_order:
            edition = self.resource.editions.get(language.code)
            if edition:
                address = address_of(self.catalogue, self.resource, language.code)
                current = edition is self.edition
                found.append(
                    EditionLink(
                        language.code,
                        language.endonym,
                        language.direction,
                        address,
                        current,
                        self._notes(edition),
                    )
                )
        return tuple(found)

    def _notes(self, edition: Edition) -> tuple[Phrase, ...]:
        depth = "summary" if edition.is_summary else "full" if edition.is_translation else "original"
        notes = [self.words.say(f"edition-{depth}")]
        if edition.is_unrevised_machine_text:
            notes.append(self.words.say("edition-machine"))
        return tuple(notes)


def card(catalogue: Catalogue, words: Words, resource: Resource, reason: Phrase | None = None) -> Card:
    """Return a resource as a card for readers of a language: its best edition, facts in their language."""
    edition = best_edition(catalogue, resource, words.language.code)
    presenter = Presenter(catalogue, words, resource, edition)
    foreign = edition.language != words.language.code
    return Card(
        kind=words.type(resource.type),
        title=Phrase(edition.title, edition.language),
        summary=Phrase(edition.summary, edition.language),
        address=address_of(catalogue, resource, edition.language),
        facts=tuple(fact for fact in presenter.facts() if fact.card),
        grade=presenter.grade(),
        languages=tuple(one.code for one in catalogue.languages_in_order if one.code in resource.editions),
        other_language=edition.language if foreign else "",
        reason=reason,
    )


def resource_link(catalogue: Catalogue, words: Words, resource: Resource) -> ResourceLink:
    """Return a resource as a link for readers of a language, to its best edition, with its date where it has one."""
    edition = best_edition(catalogue, resource, words.language.code)
    order = resource.facts.get(resource.type.order) if resource.type.order else None
    note = Phrase(words.partial_date(order), words.language.code) if isinstance(order, str) else None
    address = address_of(catalogue, resource, edition.language)
    return ResourceLink(Phrase(edition.title, edition.language), address, words.type(resource.type), note)


def in_order(catalogue: Catalogue, words: Words, resources: Iterable[Resource]) -> tuple[ResourceLink, ...]:
    """Return resources as links, in the order of their types' lists."""
    members = sorted(resources, key=lambda one: (one.type.name, order_key(catalogue, words, one)))
    return tuple(resource_link(catalogue, words, one) for one in members)


MOST_NAMED = 12
"""Resources that one place of a page names, so that no page grows with the collection."""


def first_of(
    catalogue: Catalogue, words: Words, resources: Iterable[Resource]
) -> tuple[tuple[ResourceLink, ...], Phrase | None]:
    """Return the first few resources as links, and how many there are beside them."""
    members = list(resources)
    rest = len(members) - MOST_NAMED
    links = in_order(catalogue, words, members)[:MOST_NAMED]
    return links, words.say("and-more", count=rest) if rest > 0 else None


def order_key(catalogue: Catalogue, words: Words, resource: Resource) -> tuple[object, ...]:
    """Return what sorts a resource among those of its type: newest first, numbers upwards, else by title."""
    edition = best_edition(catalogue, resource, words.language.code)
    title = sort_key(edition.title, words.language)
    value = resource.facts.get(resource.type.order) if resource.type.order else None
    newest = tuple(-ord(letter) for letter in value) if isinstance(value, str) else ()
    return newest, value if isinstance(value, Decimal) else 0, title, resource.slug


def sorted_resources(catalogue: Catalogue, words: Words, kind: ResourceType) -> list[Resource]:
    """Return the listed resources of a type in the order of its list."""
    members = (one for one in catalogue.listed if one.type is kind)
    return sorted(members, key=lambda one: order_key(catalogue, words, one))
