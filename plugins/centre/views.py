"""What templates see: plain values with their language, nothing to compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from centre.words import Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address of this site."""

    label: Phrase
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """A resource named by another one or in a short list."""

    title: Phrase
    address: str
    kind: Phrase
    note: Phrase | None = None
    """Year, country or the like, where the list needs it."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Resources that have one thing in common."""

    label: Phrase
    links: tuple[ResourceLink, ...]
    more: str = ""
    """Address of the whole list, where only the first are shown."""
    rest: Phrase | None = None
    """How many are not shown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One short fact: its label and its values, localised."""

    name: str
    label: Phrase
    values: tuple[Phrase, ...]
    short: bool
    """Whether it is among the few shown first."""
    card: bool
    """Whether it is shown in lists."""
    links: tuple[ResourceLink, ...] = ()
    """Resources, where the fact is a relation; then there are no values."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of an entry."""

    label: Phrase
    values: tuple[Phrase, ...]
    link: str = ""
    """A web address or the address of a file of this site, where the part is one."""
    resources: tuple[ResourceLink, ...] = ()
    """Resources, where the part is a relation; then there are no values."""
    cards: tuple[Card, ...] = ()
    """The same resources told in short, where the field asks for it."""

    def __str__(self) -> str:
        """The values in one line."""
        return ", ".join(str(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list of records, such as a piece of evidence."""

    cells: Mapping[str, Cell]
    sources: tuple[int, ...] = ()
    """Numbers of the sources in which it was read."""


@dataclass(frozen=True, slots=True)
class Grade:
    """Strength on a scale of marks."""

    rank: int
    label: Phrase
    marks: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One rectangle of a picture, on its own grid."""

    x: int
    y: int
    width: int
    height: int
    level: int
    """Shade, from 0 for nothing to 4 for the most."""


@dataclass(frozen=True, slots=True)
class ChartText:
    """Words at a place of a picture."""

    x: int
    y: int
    text: str
    anchor: str = "middle"
    """Which end of the words stands at the place."""
    on: int = 0
    """Shade of what lies beneath."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A static picture of numbers."""

    title: Phrase
    description: Phrase
    """What it shows, for those who do not see it."""
    width: int
    height: int
    shapes: tuple[Shape, ...]
    texts: tuple[ChartText, ...]
    line: int = 0
    """Height of a line across, such as a target; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Block:
    """All entries of one record field."""

    name: str
    label: Phrase
    show: str
    """Name of the layout; empty for the general one."""
    entries: tuple[Entry, ...]
    grade: Grade | None = None
    chart: Chart | None = None
    """Its numbers as a picture, where its layout has one."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a resource."""

    number: int
    title: str
    address: str
    language: str
    """Code of its language, or nothing."""
    note: Phrase | None
    language_name: str = ""
    standing: Phrase | None = None
    """Secondary source or copy; nothing for an original."""


@dataclass(frozen=True, slots=True)
class EditionLink:
    """One edition of a resource."""

    language: str
    endonym: str
    direction: str
    address: str
    current: bool
    notes: tuple[Phrase, ...]
    """What it is: original, full translation, summary, machine-made."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One country on the grid of Europe."""

    key: str
    name: Phrase
    column: int
    row: int
    count: int
    """Resources about it."""
    address: str
    """The page about them; empty where there are none."""
    here: bool = False
    """Whether the page at hand is about it."""


@dataclass(frozen=True, slots=True)
class Card:
    """A resource in a list, in the reader's language as far as it goes."""

    kind: Phrase
    title: Phrase
    summary: Phrase
    address: str
    facts: tuple[Fact, ...]
    grade: Grade | None
    languages: tuple[str, ...] = ()
    """Codes of all its editions, in the order of the Official Journal."""
    other_language: str = ""
    """Endonym of the language of the text, where it is not the reader's."""
    reason: Phrase | None = None
    """Why it is shown here, for related resources."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What is different about a piece of guidance in some countries."""

    countries: tuple[Phrase, ...]
    link: ResourceLink
    differences: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A thing with a number of resources."""

    label: Phrase
    count: int
    address: str = ""
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table: words, several counted things, or resources."""

    counts: tuple[Count, ...] = ()
    links: tuple[ResourceLink, ...] = ()
    rest: Phrase | None = None
    """How many more resources there are than are shown."""
    words: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table."""

    head: Phrase
    address: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a head."""

    caption: Phrase
    heads: tuple[Phrase, ...]
    rows: tuple[TableRow, ...]
    folded: bool = False
    """Whether it only repeats a picture and opens on demand."""


@dataclass(frozen=True, slots=True)
class ResourceView:
    """The page of an edition."""

    kind: Phrase | None
    """Name of its type; nothing for an ordinary page."""
    title: Phrase
    summary: Phrase
    body: str
    """Sanitised HTML."""
    contents: tuple[tuple[int, str, str], ...]
    """Level, words and id of each heading."""
    banners: tuple[Phrase, ...]
    """What a reader must know before reading: machine text, behind its original, a summary only."""
    changed: tuple[Link, ...]
    """Parts of the original that have changed since this translation was made, with their anchors on this page."""
    banner_links: tuple[Link, ...]
    """The original or the full text, and how to improve a machine-made one."""
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    results: tuple[Count, ...]
    """What the evidence found, each result with the number of its entries."""
    sources: tuple[Source, ...]
    editions: tuple[EditionLink, ...]
    trust: tuple[Phrase, ...]
    """Who made the text, when facts were compared with which sources, who reviewed it."""
    licence: Phrase | None
    licence_address: str
    attribution: Phrase | None
    ties: tuple[LinkGroup, ...]
    """Resources that this one names, and those that name it."""
    variants: tuple[Variant, ...]
    """National variants of guidance, by country."""
    related: tuple[Card, ...]
    """Resources on the same topics."""
    tiles: tuple[Tile, ...]
    """The grid of Europe with the places of this resource; empty where it has none."""
    searchable: bool
    """Whether the search finds it: nothing withdrawn, no draft."""
    go: str
    """Address that leads each reader to the best edition, for links from elsewhere."""
    tests: Table | None
    """What the tests of this site found, on the page that tells it."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way into the collection for one kind of reader, from the home page."""

    label: Phrase
    holds: tuple[Count, ...]
    """What stands behind it, by type."""
    address: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a type can be read in a language."""

    label: Phrase
    address: str
    full: int
    """Resources with the whole text in the language."""
    summaries: int
    rest: int
    """Resources with editions in other languages only."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page of a language."""

    text: ResourceView
    doors: tuple[Door, ...]
    tiles: tuple[Tile, ...]
    """The grid of Europe with counts."""
    countries: tuple[Count, ...]
    """The same as a list."""
    newest: tuple[Card, ...]
    checked: tuple[Card, ...]
    """Those whose facts were compared with their sources last."""
    topics: tuple[Count, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands in a list that is cut into several."""

    links: tuple[Link, ...]
    """The first page, the last and those around, labelled with their numbers; none where one page is enough."""
    previous: str = ""
    """Address of the page before; empty on the first."""
    next: str = ""


@dataclass(frozen=True, slots=True)
class ListingView:
    """All resources of a type, or the first of them."""

    title: Phrase
    count: Phrase
    in_language: Phrase
    cards: tuple[Card, ...]
    address: str
    finder: str
    """Address of the search with this type chosen."""
    pager: Pager = Pager(())


@dataclass(frozen=True, slots=True)
class CountGroup:
    """Things of one kind with their numbers."""

    label: Phrase
    counts: tuple[Count, ...]
    text: Phrase | None = None


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards of one type."""

    label: Phrase
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """A page made from the collection: a country, a topic, the evidence, who works with whom, all parts."""

    title: Phrase
    intro: tuple[Phrase, ...]
    counts: tuple[CountGroup, ...] = ()
    """Ways on, before everything else."""
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    beside: tuple[CountGroup, ...] = ()
    """What the resources have in common otherwise, behind everything else."""
    cards: tuple[CardGroup, ...] = ()
    pager: Pager = Pager(())
    finder: str = ""
    """Address of the search with the same thing chosen; empty where there is none."""
    closing: tuple[LinkGroup, ...] = ()
    """Resources behind the tables and the numbers."""
    missing: tuple[Phrase, ...] = ()
    """What nothing is known about here."""
    missing_label: Phrase | None = None
    tiles: tuple[Tile, ...] = ()
    kind: Phrase | None = None
    """What it is, above the title."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule of the checks, for contributors."""

    name: str
    severity: Phrase
    reason: Phrase
    explanation: Phrase
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class RulesView:
    """What the checks look at."""

    title: Phrase
    intro: Phrase
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One search filter with the terms that occur."""

    name: str
    label: Phrase
    options: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page of a language."""

    facets: tuple[Facet, ...]
    lists: tuple[Link, ...]
    words: Mapping[str, Mapping[str, str]]
    """Words that the script needs, with all plural forms."""
    data: str
    """Address of the data from which the script counts."""
    credit: Phrase
    """Whose word lists the search uses."""


@dataclass(frozen=True, slots=True)
class ChooserView:
    """The page at the root, where a reader chooses a language."""

    languages: tuple[EditionLink, ...]
    taglines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoLink:
    """One edition on the page that leads to the best one."""

    language: str
    direction: str
    endonym: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class GoView:
    """The page that leads a reader to the best edition of a resource."""

    links: tuple[GoLink, ...]
    fallbacks: Mapping[str, str]
    """For each language of the site the language of its best edition."""


@dataclass(frozen=True, slots=True)
class NoticePart:
    """One language's words on a page for everybody."""

    language: str
    direction: str
    title: Phrase
    text: Phrase
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A page that says the same in several languages: not found, moved, withdrawn."""

    parts: tuple[NoticePart, ...]
    moved_to: str = ""
    """Address to which a browser goes on by itself."""


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A `<link>` in the head: canonical, alternate."""

    rel: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page."""

    language: str
    direction: str
    title: str
    """For `<title>`: page and site."""
    description: str
    robots: str
    """`noindex` or nothing."""
    head_links: tuple[HeadLink, ...]
    site_name: Phrase
    home: str
    search: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    switcher: tuple[EditionLink, ...]
    """Languages of this page, then the homes of the others."""
    breadcrumb: tuple[Link, ...]
    identity: tuple[Phrase, ...]
    """Who publishes the site, or that nobody does."""
    mail: str
    """`mailto:` address with subject and page, to report an error."""
    edit: str
    """Where the text can be changed, or nothing."""
    citation: str
    """Reference to the page as a sentence; empty where it shows no resource of the collection."""
    linked_data: Mapping[str, object]
    """What the page is about, in the vocabulary of schema.org; empty where it shows no resource."""
    feed: str
    """Address of the feed of the same things; empty where there is none."""
    address: str
    """Full address of the page; empty where the address of the site is not known."""
    picture: str
    """Full address of the picture for sharing; empty where there is none."""
    notes: tuple[Phrase, ...]
    """Licence of the texts, who wrote the words of the interface, date of the build."""
    base: str
    """Relative way to the root of the site, ending with a slash."""
