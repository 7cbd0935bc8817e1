"""Reads files as positioned text: nothing is interpreted, every value keeps its place.

YAML is read event by event into a tree of our own, so that deep nesting cannot exhaust the C stack
(60 kB of `[` crash PyYAML's own composer) and every scalar stays the text its author wrote (`NO`, `010`, `12:30`).
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from centre.message import Message, Template

LARGEST_FILE = 256 * 1024
"""Bytes of a file that is read at all; a longer one is not text that a person wrote for one page."""
LARGEST_MATTER = 32 * 1024
"""Bytes of front matter or of a YAML file of one resource."""
LARGEST_BODY = 96 * 1024
"""Bytes of Markdown in one edition."""
DEEPEST_NESTING = 12
MOST_REPEATED_MARK = 1500
"""How often one Markdown mark may stand in a body."""
MOST_IN_PARAGRAPH = 200
"""How often it may stand between two empty lines: Markdown's time grows with the square of it."""
MOST_LINES = 3000
"""Lines of one body: thousands of headings or list items take a Markdown parser seconds as well."""
DEEPEST_MARKDOWN = 20
"""Lists and quotes inside each other: deeper ones exhaust the stack of a Markdown parser."""
MARKS = "[]<>*_`!()~\\&{}"

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that turn the direction of writing."""
LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML 1.1 but not to YAML 1.2, to editors or to forges: a fact could hide behind one."""
_CONTAINERS = re.compile(r"(?:[^\S\n]{0,3}(?:[-+*>]|\d+[.)])(?=\s)|[^\S\n]{4}|>)+", re.MULTILINE)
_CONTAINER = re.compile(r"[-+*>]|\d+[.)]|\s{4}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What no XML, so no feed, can hold (XML 1.0, 2.2); between double quotation marks YAML takes it as an escape."""
_PLAIN_VALUE = re.compile(r"([ ]*(?:- )?[a-z_]+: +)([^\s\"'\[\]{}|>&*!%@`#,?-](?:(?! #).)*\S)[ ]*")
"""A name and one value behind it that is all the rest of its line."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file; lines and columns count from 1 and columns count characters."""

    path: str
    """The file's path inside the repository, with forward slashes."""
    line: int = 1
    column: int = 1
    end_column: int = 1
    """The first column behind the place, on the same line."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as its author wrote it, quotes taken off."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entries:
    """A YAML mapping, in the order of the file."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or nothing."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself with its place, or nothing."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node = Scalar | Sequence | Entries


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line as it is certainly meant; taking it changes no value that could be read before."""

    line: int
    """The line of the file, counted from 1, that it replaces."""
    text: str


def instead(lines: tuple[str, ...], span: Span, text: str) -> Suggestion | None:
    """Suggest `text` in place of what stands at `span`, or nothing where that is not on one line of the file."""
    if not 0 < span.line <= len(lines):
        return None
    line = lines[span.line - 1]
    return Suggestion(span.line, f"{line[: span.column - 1]}{text}{line[span.end_column - 1 :]}")


def quoted(text: str) -> str:
    """Return a text as YAML reads it without taking any of its signs for its own."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file, or a part of it, could not be read; a rule turns it into a problem."""

    rule: str
    """Name of the rule that reports it."""
    span: Span
    message: Message
    help: Message
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One text file: its front matter as a tree, its body as text."""

    path: str
    matter: Entries
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body starts."""
    faults: tuple[Fault, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)
    """All lines, for messages that show the place."""


TOO_LARGE = Template("this file has {size} kB; at most {most} kB are read")
TOO_LARGE_HELP = Template("split the text, or leave out what is not text")
NOT_A_FILE = Template("this is a link or a special file, and such files are not read")
NOT_A_FILE_HELP = Template("put the file itself here")
NOT_UTF8 = Template("this file is not UTF-8 text: byte {byte} cannot be read")
NOT_UTF8_HELP = Template("save the file with the encoding UTF-8")
NO_MATTER = Template("the facts between two lines of three dashes are missing at the top of this file")
NO_MATTER_HELP = Template("start the file with a line of ---, then title: …, and close with another line of ---")
OPEN_MATTER = Template("the facts at the top start with --- but never end")
OPEN_MATTER_HELP = Template("put a line of --- below the last fact")
NOT_ENTRIES = Template("the facts are not a list of “name: value” lines")
NOT_ENTRIES_HELP = Template("write one fact a line, for example: title: Digital skills for all")
TAB = Template("a tab stands where YAML wants spaces")
TAB_HELP = Template("replace the tab by two spaces")
COLON = Template("a colon followed by a space inside a value ends it too early")
COLON_HELP = Template("put the whole value between double quotation marks")
SYNTAX = Template("this cannot be read as YAML: {detail}")
SYNTAX_HELP = Template("compare the line with a similar file; quotation marks and brackets must be closed")
CONTROL = Template("an invisible control character stands here")
CONTROL_HELP = Template("delete the character, or type the word again")
MATTER_LARGE = Template("the facts have {size} kB; at most {most} kB are read")
MATTER_LARGE_HELP = Template("move prose from the facts into the text below them")
TOO_DEEP = Template("brackets or lists are nested deeper than {most} levels")
TOO_DEEP_HELP = Template("write the facts flat, as in the other files of this type")
ALIAS = Template("anchors and aliases (& and *) are not allowed")
ALIAS_HELP = Template("write the value out, or put it between quotation marks if it starts with & or *")
TAG = Template("YAML tags (!) are not allowed")
TAG_HELP = Template("remove the word that starts with !, or put the value between quotation marks")
SECOND = Template("a second document or a directive of YAML stands here")
SECOND_HELP = Template("delete the lines that start with ..., --- or % inside the facts")
MERGE = Template("merge keys (<<) are not allowed")
TWICE = Template("“{key}” is given twice, first in line {line}")
TWICE_HELP = Template("keep one of the two")
BODY_LARGE = Template("the text has {size} kB; at most {most} kB are allowed")
LINES = Template("the text has {count} lines; at most {most} are allowed")
FLOOD = Template("the mark “{mark}” stands {count} times in this text; at most {most} are allowed")
FLOOD_PARAGRAPH = Template("the mark “{mark}” stands {count} times in this paragraph; at most {most} are allowed")
FLOOD_HELP = Template("remove the repeated marks: such a text takes minutes to lay out")


class _Refused(Exception):
    """Stops reading at the first place that must not be interpreted further."""

    def __init__(self, rule: str, span: Span, message: Message, help: Message) -> None:
        super().__init__(rule)
        self.fault = Fault(rule, span, message, help)


def regular_file(root: Path, path: str) -> bool:
    """Say whether `path` is a plain file reached without any symbolic link below `root`."""
    here = root
    for part in PurePosixPath(path).parts:
        here = here / part
        if here.is_symlink() or part == "..":
            return False
    try:
        return stat.S_ISREG(os.lstat(here).st_mode)
    except OSError:
        return False


def read_text(root: Path, path: str) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of a file with line ends as `\\n`, or an empty text and the reason."""
    span = Span(path)
    if not regular_file(root, path):
        return "", (Fault("outside-tree", span, NOT_A_FILE(), NOT_A_FILE_HELP()),)
    size = (root / path).stat().st_size
    if size > LARGEST_FILE:
        large = TOO_LARGE(size=size // 1024, most=LARGEST_FILE // 1024)
        return "", (Fault("oversized-body", span, large, TOO_LARGE_HELP()),)
    data = (root / path).read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        byte = f"0x{data[error.start]:02x}"
        place = Span(path, line, column, column + 1)
        return "", (Fault("unreadable-yaml", place, NOT_UTF8(byte=byte), NOT_UTF8_HELP()),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def read_edition(root: Path, path: str) -> SourceFile:
    """Read a Markdown file with front matter. Whatever is wrong is in `faults`; nothing is raised."""
    text, faults = read_text(root, path)
    lines = tuple(text.split("\n"))
    nothing = SourceFile(path, Entries((), Span(path)), faults=faults, lines=lines)
    if faults:
        return nothing
    if lines[0].rstrip() != "---":
        start = Span(path, 1, 1, max(2, len(lines[0]) + 1))
        return _with(nothing, Fault("unreadable-yaml", start, NO_MATTER(), NO_MATTER_HELP()))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return _with(nothing, Fault("unreadable-yaml", Span(path, 1, 1, 4), OPEN_MATTER(), OPEN_MATTER_HELP()))
    matter, problems = read_entries("\n".join(lines[1:end]) + "\n", path, first_line=2)
    body = "\n".join(lines[end + 1 :])
    flood = _flood(body, path, end + 2)
    if flood:
        body = ""
    return SourceFile(path, matter, body, end + 2, problems + flood, lines)


def _with(file: SourceFile, fault: Fault) -> SourceFile:
    return SourceFile(file.path, file.matter, faults=(*file.faults, fault), lines=file.lines)


def _flood(body: str, path: str, line: int) -> tuple[Fault, ...]:
    """Refuse bodies on which a Markdown parser would work for minutes."""
    size = len(body.encode())
    if size > LARGEST_BODY:
        large = BODY_LARGE(size=size // 1024, most=LARGEST_BODY // 1024)
        return (Fault("oversized-body", Span(path, line), large, TOO_LARGE_HELP()),)
    lines = body.count("\n")
    if lines > MOST_LINES:
        return (Fault("oversized-body", Span(path, line), LINES(count=lines, most=MOST_LINES), TOO_LARGE_HELP()),)
    for mark in MARKS:
        if body.count(mark) > MOST_REPEATED_MARK:
            return (_flooded(body, mark, 0, len(body), FLOOD, MOST_REPEATED_MARK, path, line),)
    deep = _deepest(body, path, line)
    if deep:
        return (deep,)
    for paragraph in _PARAGRAPH.finditer(body):
        for mark in MARKS:
            if body.count(mark, *paragraph.span()) > MOST_IN_PARAGRAPH:
                return (_flooded(body, mark, *paragraph.span(), FLOOD_PARAGRAPH, MOST_IN_PARAGRAPH, path, line),)
    return ()


def _deepest(body: str, path: str, line: int) -> Fault | None:
    """Refuse a line that starts with very many marks of lists and quotes, or very far to the right."""
    for row, text in enumerate(body.split("\n")):
        start = _CONTAINERS.match(text.expandtabs(4))
        if start and len(_CONTAINER.findall(start[0])) > DEEPEST_MARKDOWN:
            span = Span(path, line + row, 1, min(len(text), 80) + 1)
            return Fault("oversized-body", span, TOO_DEEP(most=DEEPEST_MARKDOWN), FLOOD_HELP())
    return None


def _flooded(body: str, mark: str, start: int, end: int, message: Template, most: int, path: str, line: int) -> Fault:
    """Say that a mark stands too often between two places of a body, at the first of them."""
    first = body.index(mark, start)
    row, column = body.count("\n", 0, first), first - body.rfind("\n", 0, first)
    flood = message(mark=mark, count=body.count(mark, start, end), most=most)
    return Fault("oversized-body", Span(path, line + row, column, column + 1), flood, FLOOD_HELP())


def read_data(root: Path, path: str) -> SourceFile:
    """Read a plain YAML file (a type, a vocabulary, words of a language) the same careful way."""
    text, faults = read_text(root, path)
    lines = tuple(text.split("\n"))
    if faults:
        return SourceFile(path, Entries((), Span(path)), faults=faults, lines=lines)
    matter, problems = read_entries(text, path, first_line=1, largest=LARGEST_FILE)
    return SourceFile(path, matter, faults=problems, lines=lines)


def read_entries(
    text: str, path: str, *, first_line: int, largest: int = LARGEST_MATTER
) -> tuple[Entries, tuple[Fault, ...]]:
    """Read a YAML mapping. On a fault the mapping is empty, or holds what could still be read."""
    empty = Entries((), Span(path, first_line))
    size = len(text.encode())
    if size > largest:
        large = MATTER_LARGE(size=size // 1024, most=largest // 1024)
        return empty, (Fault("unreadable-yaml", empty.span, large, MATTER_LARGE_HELP()),)
    hidden = LINE_BREAKS.search(text)
    if hidden:
        line, column = text.count("\n", 0, hidden.start()), hidden.start() - text.rfind("\n", 0, hidden.start())
        place = Span(path, first_line + line, column, column + 1)
        return empty, (Fault("unreadable-yaml", place, CONTROL(), CONTROL_HELP()),)
    try:
        tree, twice = _Builder(path, first_line).build(text)
    except _Refused as refused:
        return empty, (refused.fault,)
    except yaml.YAMLError as error:
        return empty, (_syntax_fault(error, text, path, first_line),)
    if tree is None:
        return empty, ()
    if not isinstance(tree, Entries):
        return empty, (Fault("unreadable-yaml", tree.span, NOT_ENTRIES(), NOT_ENTRIES_HELP()),)
    return tree, twice


class _Builder:
    """Turns parser events into a tree with a stack of its own."""

    def __init__(self, path: str, first_line: int) -> None:
        self._path = path
        self._offset = first_line
        self._twice: list[Fault] = []

    def build(self, text: str) -> tuple[Node | None, tuple[Fault, ...]]:
        stack: list[tuple[Span, bool, list[Node]]] = []
        done: list[Node] = []
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            self._refuse(event, len(stack))
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _Refused("forbidden-yaml", self._span(event), SECOND(), SECOND_HELP())
            if isinstance(event, yaml.ScalarEvent):
                (stack[-1][2] if stack else done).append(Scalar(event.value, self._span(event)))
            elif isinstance(event, yaml.CollectionStartEvent):
                stack.append((self._span(event), isinstance(event, yaml.MappingStartEvent), []))
            elif isinstance(event, yaml.CollectionEndEvent):
                span, is_mapping, nodes = stack.pop()
                node = self._entries(nodes, span) if is_mapping else Sequence(tuple(nodes), span)
                (stack[-1][2] if stack else done).append(node)
        return (done[0] if done else None), tuple(self._twice)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None, "the parser marks every event"
        last = end.column + 1 if end.line == start.line else start.column + 2
        return Span(self._path, start.line + self._offset, start.column + 1, max(last, start.column + 2))

    def _refuse(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("forbidden-yaml", self._span(event), ALIAS(), ALIAS_HELP())
        if getattr(event, "tag", None):
            raise _Refused("forbidden-yaml", self._span(event), TAG(), TAG_HELP())
        if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
            raise _Refused("forbidden-yaml", self._span(event), SECOND(), SECOND_HELP())
        if isinstance(event, yaml.ScalarEvent) and _CONTROLS.search(event.value):
            raise _Refused("unreadable-yaml", self._span(event), CONTROL(), CONTROL_HELP())
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
            raise _Refused("forbidden-yaml", self._span(event), MERGE(), ALIAS_HELP())
        if isinstance(event, yaml.CollectionStartEvent) and depth >= DEEPEST_NESTING:
            raise _Refused("forbidden-yaml", self._span(event), TOO_DEEP(most=DEEPEST_NESTING), TOO_DEEP_HELP())

    def _entries(self, nodes: list[Node], span: Span) -> Entries:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _Refused("unreadable-yaml", key.span, NOT_ENTRIES(), NOT_ENTRIES_HELP())
            if key.text in pairs:
                first = pairs[key.text][0].span.line
                message = TWICE(key=key.text, line=first)
                self._twice.append(Fault("unreadable-yaml", key.span, message, TWICE_HELP()))
            else:
                pairs[key.text] = (key, value)
        return Entries(tuple(pairs.values()), span)


def _syntax_fault(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Fault:
    """Say in an author's words what PyYAML says in a parser's."""
    mark = getattr(error, "problem_mark", None)
    row, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position] if isinstance(error.position, int) else ""
        row, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        span = Span(path, row + first_line, column + 1, column + 2)
        clean = Suggestion(span.line, _CONTROLS.sub("", lines[row]))
        return Fault("unreadable-yaml", span, CONTROL(), CONTROL_HELP(), clean)
    row = min(row, len(lines) - 1)
    line = lines[row]
    span = Span(path, row + first_line, column + 1, column + 2)
    if "\t" in line[: column + 1]:
        tab = line.index("\t") + 1
        return Fault("unreadable-yaml", Span(path, span.line, tab, tab + 1), TAB(), TAB_HELP())
    detail = str(getattr(error, "problem", None) or error).split("\n")[0]
    if "mapping values are not allowed" in detail:
        value = _PLAIN_VALUE.fullmatch(line)
        # A colon before the value is that of its name, on a line that is in the wrong place altogether.
        whole = Suggestion(span.line, f"{value[1]}{quoted(value[2])}") if value and column > len(value[1]) else None
        return Fault("unreadable-yaml", span, COLON(), COLON_HELP(), whole)
    return Fault("unreadable-yaml", span, SYNTAX(detail=detail), SYNTAX_HELP())


def plain(node: Node | None) -> object:
    """Return a node as plain lists, dictionaries and texts, without places."""
    match node:
        case None:
            return None
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Entries():
            return {key.text: plain(value) for key, value in node.pairs}


def scalars(node: Node | None) -> Mapping[str, Scalar]:
    """Return the scalar values of a mapping by key; anything else counts as empty."""
    if not isinstance(node, Entries):
        return {}
    return {key.text: value for key, value in node.pairs if isinstance(value, Scalar)}


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Yield the repository paths of all files below a folder in order, links included but never followed."""
    if any((root / part).is_symlink() for part in (folder, *map(str, PurePosixPath(folder).parents))):
        yield folder
        return
    for here, folders, names in os.walk(root / folder, followlinks=False):
        folders.sort()
        inside = Path(here).relative_to(root).as_posix()
        yield from (f"{inside}/{name}" for name in sorted(names))
        yield from (f"{inside}/{name}" for name in folders if (Path(here) / name).is_symlink())
        folders[:] = [name for name in folders if not (Path(here) / name).is_symlink()]
