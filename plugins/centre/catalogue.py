"""The frozen core: what a type, a vocabulary, a language, an edition and a resource are.

Code names only what every resource has (type, slug, title, summary, language); everything that belongs to one
type stays in `facts` and is shown through its `Field`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Union

from centre.body import Body
from centre.source import Fault, SourceFile

Value = Union[str, int, Decimal, date, tuple["Value", ...], Mapping[str, "Value"]]  # noqa: UP007 – it names itself
"""What a fact can be once its kind has read it."""


def many(value: Value | None) -> tuple[Value, ...]:
    """Return a value as several: a fact may be given once, many times, or not at all."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary."""

    key: str
    label: str
    """The source label, in the site's label language."""
    uri: str = ""
    rank: int = 0
    """Strength on a scale, where the vocabulary has one."""
    tile: tuple[int, int] | None = None
    """Column and row on a grid map, counted from 1, where the vocabulary has one."""
    broader: tuple[str, ...] = ()
    """Topics under which pages about it are filed, the most probable first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The allowed values of fields of kind term."""

    name: str
    terms: Mapping[str, Term]
    aliases: Mapping[str, str]
    """Other codes that are understood, such as EL for GR."""
    names: str = ""
    """`territories` or `languages`: CLDR knows the labels; `source`: the label is official; `search`: they are
    shown nowhere; else our own words."""

    def find(self, text: str) -> Term | None:
        """Return the term that `text` means, aliases included."""
        return self.terms.get(self.aliases.get(text, text))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a type, read from data."""

    name: str
    path: str
    """Name inside its type, or inside the kind of record that it is part of, such as `evidence.kind`."""
    kind: str
    label: str
    required: bool = False
    many: bool = False
    per: str = "resource"
    """Who gives it: `resource` (a fact, said once), `edition`, or `translation`."""
    vocabulary: str = ""
    fields: tuple[Field, ...] = ()
    filter: str = ""
    """Name of the search filter that it feeds."""
    short: bool = False
    """Whether it is among the few facts shown first."""
    card: bool = False
    """Whether it is shown in lists."""
    longest: int = 0
    """Most characters of a text; 0 means no limit."""
    range: bool = False
    """Whether it is a span of years with start and end."""
    show: str = ""
    """How its entries are laid out: a template of that name draws them."""
    grade: Mapping[str, str] = field(default_factory=dict)
    """How its entries are ranked: `by` a field, on the `scale` of a vocabulary; none whose `result` is still `open`."""
    headline: str = ""
    """The part of its last entry that stands for a list of records in one line."""
    to: tuple[str, ...] = ()
    """Types that a relation may lead to; `any` means all."""
    inverse: str = ""
    """Label of a relation at the resource to which it leads."""
    told: bool = False
    """Whether a relation shows what it leads to in short, not only its title."""


@dataclass(frozen=True, slots=True)
class ResourceType:
    """What a resource of this type is: where it lives and which fields it has."""

    name: str
    label: Mapping[str, str]
    """Plural forms in the label language."""
    folder: str
    address: str
    """First part of the address behind the language; empty for ordinary pages."""
    fields: tuple[Field, ...]
    listed: bool = False
    """Whether it has a listing and is found by search filters."""
    require: tuple[str, ...] = ()
    """Fields of every resource that this type makes necessary."""
    schema: str = "CreativeWork"
    """What it is in the vocabulary of schema.org."""
    order: str = ""
    """Field by which its list is sorted, latest or highest last; empty for the order of titles."""

    def field(self, name: str) -> Field | None:
        """Return a field by name."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Language:
    """An interface language: everything in one folder of `content/languages/`."""

    code: str
    endonym: str
    direction: str
    locale: str
    """The CLDR locale for dates, numbers and names, such as `en_IE`."""
    fallback: tuple[str, ...]
    """Languages to read instead, best first."""
    alphabet: str
    """Its letters in order, lower case; empty where the order of the code points is right."""
    partial: bool
    """Whether interface words may still be missing."""
    by_machine: bool
    """Whether a machine wrote its interface words and no person has revised them."""
    words: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Interface words: key to plural forms (`other` at least)."""
    labels: Mapping[str, Mapping[str, Mapping[str, str]]] = field(repr=False)
    """Labels: `types`, `fields` or a vocabulary's name, then key, then plural forms."""
    sentences: Mapping[str, str] = field(repr=False)
    """Translations of what the checks say: English template to template."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Who we are, from `content/site.yml`."""

    name: str
    operator: str
    contact: str
    controller: str
    address: str
    """Where the site is published, ending with a slash."""
    repository: str
    edit: str
    """Address under which a file can be edited, with `{path}`."""
    home: str
    """Slug of the front page."""
    improve: str
    """Slug of the page that tells how to improve a text."""
    statement: str
    """Slug of the accessibility statement, which tells what the tests found."""
    doors: tuple[str, ...]
    """Audiences that the front page leads in."""
    menu: tuple[str, ...]
    footer: tuple[str, ...]
    labels: str
    """Language of the labels in types and vocabularies, last in every fallback chain."""

    @property
    def is_demonstration(self) -> bool:
        """While nobody operates the site, it says so and asks not to be indexed."""
        return not self.operator


@dataclass(frozen=True, slots=True)
class Edition:
    """One file: a resource in one language, possibly with faults."""

    type: ResourceType
    slug: str
    language: str
    file: SourceFile = field(repr=False)
    body: Body = field(repr=False)
    values: Mapping[str, Value] = field(repr=False)
    """What could be read of its front matter."""

    @property
    def path(self) -> str:
        """The file's path in the repository."""
        return self.file.path

    @property
    def folder(self) -> str:
        """The folder it shares with the other editions of its resource."""
        return f"{self.type.folder}/{self.slug}"

    @property
    def key(self) -> str:
        """The identity of its resource: type and slug, as relations name it."""
        return f"{self.type.name}/{self.slug}"

    @property
    def is_translation(self) -> bool:
        """A translation says what it was made from; the original does not."""
        return self.file.matter.get("translation") is not None

    @property
    def title(self) -> str:
        """The title, or the slug where it is missing."""
        return str(self.values.get("title", self.slug))

    @property
    def summary(self) -> str:
        """The summary, or nothing."""
        return str(self.values.get("summary", ""))

    def part(self, name: str) -> Mapping[str, Value]:
        """Return a record field such as `text` or `checked`; empty where it is missing."""
        value = self.values.get(name)
        return value if isinstance(value, Mapping) else {}

    @property
    def is_summary(self) -> bool:
        """Whether the edition holds title, summary and facts, but not the full text."""
        return self.part("translation").get("depth") == "summary"

    @property
    def is_unrevised_machine_text(self) -> bool:
        """Whether a machine wrote the text and no person has revised it."""
        return self.part("text").get("by") == "machine" and not self.part("text").get("revised_by")


@dataclass(frozen=True, slots=True)
class Resource:
    """A folder: one original with the facts, and its translations."""

    original: Edition
    editions: Mapping[str, Edition]
    """All editions by language, the original included."""

    @property
    def type(self) -> ResourceType:
        """Its type."""
        return self.original.type

    @property
    def slug(self) -> str:
        """Its name in addresses, the same in every language."""
        return self.original.slug

    @property
    def key(self) -> str:
        """Its identity: type and slug."""
        return self.original.key

    @property
    def facts(self) -> Mapping[str, Value]:
        """All facts, as the original gives them."""
        return self.original.values

    @property
    def is_withdrawn(self) -> bool:
        """Whether the page only stays to say so."""
        return self.facts.get("status") == "withdrawn"

    def is_draft(self, today: date) -> bool:
        """Whether it is not published yet."""
        begins = self.facts.get("from")
        return self.facts.get("status") == "draft" or (isinstance(begins, date) and begins > today)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside an edition."""

    size: int
    """Bytes."""
    is_picture: bool
    """Whether its name says that it is a picture made of pixels."""
    width: int = 0
    """Pixels of a picture that can be read."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Tool:
    """A checker of pages, and what it found."""

    name: str
    version: str
    pages: int
    findings: int


@dataclass(frozen=True, slots=True)
class Weight:
    """The first view of one page."""

    address: str
    size: int
    """Bytes over the wire, gzip."""
    requests: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What the browser tests found, from `content/measured.yml`."""

    on: date
    most_bytes: int
    """Budget of a first view."""
    most_requests: int
    tools: tuple[Tool, ...]
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of `content/addresses.txt`: an address that was published."""

    address: str
    line: int
    moved_to: str = ""
    """Where the address leads now, if it moved."""
    gone: str = ""
    """Why nothing stands there any more, if it was withdrawn."""


@dataclass(frozen=True)
class Catalogue:
    """Everything that was read, in a fixed order."""

    settings: Settings
    languages: Mapping[str, Language]
    vocabularies: Mapping[str, Vocabulary]
    types: Mapping[str, ResourceType]
    editions: tuple[Edition, ...]
    """Every edition file found, sound or not, by path."""
    resources: tuple[Resource, ...]
    """Folders with exactly one original, by type and slug; drafts only in a preview."""
    assets: Mapping[str, Attachment]
    """Pictures and other files beside the editions."""
    faults: tuple[Fault, ...]
    """What is wrong outside the editions: settings, types, vocabularies, languages."""
    synonyms: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
    """By language, vocabulary and term: words that readers use beside the label."""
    today: date
    """The date of the build: what is expired, due or not published yet depends on it."""
    ledger: tuple[LedgerLine, ...] = ()
    drafts: tuple[Resource, ...] = ()
    """What is not published yet."""
    measured: Measured | None = None
    """What the browser tests found; nothing where no run was recorded."""

    @cached_property
    def resource_of(self) -> Mapping[str, Resource]:
        """Resources by the path of each of their files."""
        return {edition.path: one for one in self.resources for edition in one.editions.values()}

    @cached_property
    def by_key(self) -> Mapping[str, Resource]:
        """Published resources by type and slug."""
        return {one.key: one for one in self.resources}

    @cached_property
    def listed(self) -> tuple[Resource, ...]:
        """Resources of the collection: no ordinary pages, nothing withdrawn."""
        return tuple(one for one in self.resources if one.type.listed and not one.is_withdrawn)

    @cached_property
    def used_types(self) -> tuple[ResourceType, ...]:
        """Types with a list that holds something, by name."""
        used = {one.type.name for one in self.listed}
        return tuple(kind for name, kind in sorted(self.types.items()) if name in used)

    def page(self, slug: str) -> Resource | None:
        """Return an ordinary page by its slug."""
        return self.by_key.get(f"page/{slug}")

    @cached_property
    def paths(self) -> frozenset[str]:
        """Paths of all edition files, sound or not."""
        return frozenset(edition.path for edition in self.editions)

    @cached_property
    def languages_in_order(self) -> tuple[Language, ...]:
        """Languages in the order of the Official Journal, then others, as the vocabulary of languages has them."""
        order = list(self.vocabularies["languages"].terms) if "languages" in self.vocabularies else []
        rank = {code: place for place, code in enumerate(order)}
        known = sorted(self.languages.values(), key=lambda one: (rank.get(one.code, len(rank)), one.code))
        return tuple(known)
