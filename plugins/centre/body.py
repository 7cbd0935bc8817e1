"""The Markdown body of an edition: what it refers to, with places, and its sanitised HTML.

The real parser decides what is a link; its place is then looked up in the author's text.
Raw HTML is never HTML: it is shown as text, and a rule reports it.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import nh3
from anyascii import anyascii
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from centre.source import Span

EXTENSIONS = ("attr_list", "fenced_code", "tables", "sane_lists", "def_list", "admonition")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_ESCAPED = re.compile("\x02(\\d+)\x03")
_TAGS = frozenset(
    """a abbr blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr img li ol p pre span strong sub sup table tbody
    td th thead tr ul""".split()
)
_ATTRIBUTES = {
    "a": {"href", "hreflang", "lang", "title"},
    "img": {"src", "alt", "title", "loading", "decoding", "width", "height"},
    "span": {"class"},
    "div": {"class"},
    "p": {"class"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
} | {level: {"id", "lang", "dir"} for level in HEADINGS[1:]}
_CLASSES = frozenset({"in-language", "admonition", "admonition-title", "note", "warning"})
"""Class names that a body may carry: any other could imitate the theme."""


OWN_IDS = re.compile(
    r"block-.+|(cards|closing|source|suggestions|tie)-\d+|announced|checked|citation|content|contents|copied|countries"
    r"|coverage|doors|editions|finder|found-.+|hint|instead|loosen|missing|newest|q|related|sort|sources|status"
    r"|suggestions|topics|trust|variants|where"
)
"""Ids of the templates: a heading that took one would lead links, labels and scripts astray."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a body."""

    level: int
    text: str
    identifier: str
    """An explicit `{#id}`, or nothing."""
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or picture of a body."""

    kind: str
    """`link` or `image`."""
    target: str
    text: str
    """The words of the link, or the picture's description."""
    span: Span

    @property
    def scheme(self) -> str:
        """The scheme that a browser would see, disguises taken off; empty for a path."""
        return scheme_of(self.target)

    @property
    def address(self) -> str:
        """The target as a browser asks for it, Markdown's escapes undone."""
        return _unescaped(self.target)


@dataclass(frozen=True, slots=True)
class Body:
    """The text below the facts."""

    text: str
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    raw_html: tuple[tuple[str, Span], ...] = ()
    """Tags that the author wrote, with their places."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reference of a body leads on one page."""

    address: str
    """Empty where nothing is published: then the words of the link or picture stay and lead nowhere."""
    language: str = ""
    """Language of the target, where it is not that of the page."""
    note: str = ""
    """Words that say so, such as “(in English)”."""
    title: str = ""
    """Words that a bare number needs, such as the title of a source."""
    width: int = 0
    """Pixels of a picture, so that the text does not jump when it arrives."""
    height: int = 0


Resolve = Callable[[Reference], Destination]


def scheme_of(target: str) -> str:
    """Return the scheme a browser would find in `target`, lower case, or an empty text."""
    seen = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", "", html.unescape(target))
    found = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", seen)
    return found[1].lower() if found else ""


class _RawHtml(InlineProcessor):
    """Keeps a tag as the text that it is, and remembers it."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(HTML_RE)
        self._found = found

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[AtomicString, int, int]:  # type: ignore[override]  # noqa: N802
        self._found.append(m[0])
        return AtomicString(m[0]), m.start(0), m.end(0)


class _Visit(Treeprocessor):
    """Shows the finished tree to whoever asked for it."""

    visitor: Callable[[etree.Element], None]

    def run(self, root: etree.Element) -> None:
        self.visitor(root)


class _Author(Extension):
    """Python-Markdown without raw HTML, and with a visitor of the tree."""

    def __init__(self) -> None:
        super().__init__()
        self.raw: list[str] = []
        self.visit = _Visit()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(self.raw), "raw_html", 90)
        # After attribute lists (8) have been read, before escapes are undone (0).
        md.treeprocessors.register(self.visit, "visit", 4)


_author = _Author()
_markdown = Markdown(extensions=[*EXTENSIONS, _author], output_format="html")


def _convert(text: str, visitor: Callable[[etree.Element], None]) -> str:
    _author.raw.clear()
    _author.visit.visitor = visitor
    return _markdown.reset().convert(text)


def _unescaped(text: str) -> str:
    return html.unescape(_ESCAPED.sub(lambda code: chr(int(code[1])), text))


def _words(element: etree.Element) -> str:
    """The text of an element and all in it, Markdown's escapes undone."""
    return _unescaped("".join(element.itertext())).strip()


def parse(text: str, path: str, first_line: int) -> Body:
    """Return what a body holds; `first_line` is the line of the file on which it starts."""
    headings: list[tuple[int, str, str]] = []
    found: list[tuple[str, str, str]] = []

    def collect(root: etree.Element) -> None:
        for element in root.iter():
            if element.tag in HEADINGS:
                headings.append((int(element.tag[1]), _words(element), element.get("id", "")))
            elif element.tag == "a" and "href" in element.attrib:
                found.append(("link", element.attrib["href"], _words(element)))
            elif element.tag == "img":
                found.append(("image", element.get("src", ""), element.get("alt", "")))

    _convert(text, collect)
    place = _Places(text, path, first_line)
    return Body(
        text,
        tuple(Heading(level, words, name, place.of(words)) for level, words, name in headings),
        tuple(Reference(kind, target, words, place.of(target)) for kind, target, words in found),
        tuple((tag, place.of(tag)) for tag in _author.raw),
    )


class _Places:
    """Finds where a piece of text stands, the first time, the second time, and so on."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text, self._path, self._line = text, path, first_line
        self._next: dict[str, int] = {}

    def of(self, piece: str) -> Span:
        start = self._text.find(piece, self._next.get(piece, 0)) if piece else -1
        if start < 0:
            return Span(self._path, self._line)
        self._next[piece] = start + 1
        line = self._text.count("\n", 0, start)
        column = start - self._text.rfind("\n", 0, start)
        length = len(piece.split("\n")[0])
        return Span(self._path, self._line + line, column, column + max(1, length))


def plain_id(words: str) -> str:
    """Return words as an id: small ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(words).lower()).strip("-")


def heading_ids(headings: Sequence[Heading]) -> tuple[str, ...]:
    """Return an id for each heading: the explicit one, or ASCII made from its words, each only once."""
    taken: set[str] = set()
    ids = []
    for heading in headings:
        wanted = plain_id(heading.identifier or heading.text)
        wanted = f"text-{wanted}" if OWN_IDS.fullmatch(wanted) else wanted or "section"
        number, unique = 2, wanted
        while unique in taken:
            unique, number = f"{wanted}-{number}", number + 1
        taken.add(unique)
        ids.append(unique)
    return tuple(ids)


def shared_ids(body: Body, original: Body) -> tuple[str, ...]:
    """Return the ids of a translation's headings: those of the original where the structure matches."""
    same = [one.level for one in body.headings] == [one.level for one in original.headings]
    return heading_ids((original if same else body).headings)


def render(body: Body, ids: Sequence[str], resolve: Resolve) -> str:
    """Return sanitised HTML: references led to their destinations, headings with their ids.

    A heading of the first level becomes one of the second: the page's title is its only first heading.
    """
    references, names = iter(body.references), iter(ids)

    def rewrite(root: etree.Element) -> None:
        for element in list(root.iter()):
            if element.tag in HEADINGS:
                element.set("id", next(names))
                element.tag = f"h{max(2, int(element.tag[1]))}"
            elif (element.tag == "a" and "href" in element.attrib) or element.tag == "img":
                _lead(element, next(references), resolve)

    return sanitise(_convert(body.text, rewrite))


def with_anchors(markup: str, label: str) -> str:
    """Add to each heading of sanitised HTML a link to itself, named by `label` with the heading's words for {title}."""
    label = html.escape(label)

    def add(found: re.Match[str]) -> str:
        tag, identifier, words = found[1], found[2], found[3]
        name = label.replace("{title}", re.sub(r"<[^>]+>", "", words))
        anchor = f'<a class="anchor" href="#{identifier}"><span class="hidden">{name}</span></a>'
        return f'<{tag} id="{identifier}">{words} {anchor}</{tag}>'

    return re.sub(r'<(h[2-6]) id="([a-z0-9-]+)">(.*?)</\1>', add, markup, flags=re.DOTALL)


def _lead(element: etree.Element, reference: Reference, resolve: Resolve) -> None:
    destination = resolve(reference)
    if not destination.address:
        if element.tag == "img":
            element.text = reference.text
        element.tag = "span"
        element.attrib.pop("href", None)
        return
    element.set("src" if element.tag == "img" else "href", destination.address)
    if element.tag == "img":
        element.set("loading", "lazy")
        element.set("decoding", "async")
        if destination.width:
            element.set("width", str(destination.width))
            element.set("height", str(destination.height))
    if destination.title:
        element.set("title", destination.title)
    if destination.language:
        element.set("hreflang", destination.language)
        note = etree.SubElement(element, "span", {"class": "in-language"})
        note.text = f" {destination.note}"


def sanitise(markup: str) -> str:
    """Return `markup` with nothing left but the tags, attributes, classes and schemes that a text needs."""
    return nh3.clean(
        markup,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_known_class,
        url_schemes=set(SAFE_SCHEMES),
        link_rel=None,
    )


def _known_class(_: str, attribute: str, value: str) -> str | None:
    if attribute != "class":
        return value
    kept = [name for name in value.split() if name in _CLASSES]
    return " ".join(kept) or None


def sections(body: Body, ids: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield level, words and id of each heading, for a table of contents."""
    for heading, identifier in zip(body.headings, ids, strict=True):
        yield max(2, heading.level), heading.text, identifier
