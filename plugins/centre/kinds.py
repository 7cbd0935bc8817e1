"""Kinds of field: each turns the text an author wrote into a value, or into a reason with a cure."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from centre.catalogue import Field, Value, Vocabulary
from centre.message import Message, Template
from centre.source import DIRECTION_MARKS, Entries, Node, Scalar, Sequence, quoted

NOT_TEXT = Template("“{field}” takes one text, not a list")
NOT_TEXT_HELP = Template("write {field}: followed by the text")
NOT_RECORD = Template("“{field}” takes named parts ({parts}), not a single text")
NOT_RECORD_HELP = Template("write for example {field}: {{example}: …}")
EMPTY = Template("“{field}” is empty")
EMPTY_HELP = Template("write a value, or delete the line")
TOO_LONG = Template("“{field}” has {size} characters; at most {most} are shown")
TOO_LONG_HELP = Template("shorten it; details belong into the text below")
DIRECTION = Template("“{field}” holds an invisible mark that turns the direction of writing")
DIRECTION_HELP = Template("type the value again without copying it")
NOT_DATE = Template("“{text}” is not a date of the calendar")
NOT_DATE_HELP = Template("write year, month and day, for example 2026-11-24")
NOT_YEAR = Template("“{text}” is not a year")
NOT_YEAR_HELP = Template("write four digits, for example 2024")
NOT_NUMBER = Template("“{text}” is not a number")
NOT_NUMBER_HELP = Template("write digits only, with a point for decimals, for example 830000 or 2.5")
NOT_LINK = Template("“{text}” is not a web address")
NOT_LINK_HELP = Template("write the whole address, starting with https://")
USER = Template("the words before @ in “{target}” hide where the link leads: to {host}")
MIXED = Template("the address “{host}” mixes letters of several scripts, which can look like another address")
DISGUISE_HELP = Template("write the address of the site itself, and let the words say the same")
NOT_SOURCE = Template("“{text}” is not the number of a source")
NOT_SOURCE_HELP = Template("give the place of the source in the list of sources: 1 for the first")
NOT_PARTIAL_DATE = Template("“{text}” is neither a date of the calendar nor a month or a year")
NOT_PARTIAL_DATE_HELP = Template("write as much as is known: 2026, 2026-11 or 2026-11-24")
NOT_RELATION = Template("“{text}” does not name a resource")
NOT_RELATION_HELP = Template("write its folder name, with its type before it where several are possible: {example}")
NOT_FILE = Template("“{text}” is not the name of a file in this folder")
NOT_FILE_HELP = Template("put the file beside this text and write its name only, for example plan.pdf")
NOT_PROJECT_NUMBER = Template("“{text}” is not the number of a project")
NOT_PROJECT_NUMBER_HELP = Template("copy it as the funding programme writes it, for example 2020-1-IT01-KA202-008380")
NO_TERM = Template("“{text}” is not in the vocabulary “{vocabulary}”")
NO_TERM_NEAR = Template("did you mean {terms}?")
NO_TERM_HELP = Template("choose one of: {terms}")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a text is no value of its kind."""

    message: Message
    help: Message
    rule: str = "wrong-kind"
    better: str = ""
    """The only thing that can have been meant, as YAML writes it."""


Reading = Value | Misfit
Vocabularies = Mapping[str, Vocabulary]


def read_scalar(text: str, field: Field, vocabularies: Vocabularies) -> Reading:
    """Return the value of one text under its field's kind, or the reason why it has none."""
    if not text.strip():
        return Misfit(EMPTY(field=field.name), EMPTY_HELP())
    if DIRECTION_MARKS.search(text):
        plain = DIRECTION_MARKS.sub("", text)
        return Misfit(DIRECTION(field=field.name), DIRECTION_HELP(), better=quoted(plain) if plain.strip() else "")
    return KINDS[field.kind](text.strip(), field, vocabularies)


def _text(text: str, field: Field, _: Vocabularies) -> Reading:
    words = unicodedata.normalize("NFC", " ".join(text.split()))
    if field.longest and len(words) > field.longest:
        too_long = TOO_LONG(field=field.name, size=len(words), most=field.longest)
        return Misfit(too_long, TOO_LONG_HELP())
    return words


def _date(text: str, _: Field, __: Vocabularies) -> Reading:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        return Misfit(NOT_DATE(text=text), NOT_DATE_HELP(), better=_meant_date(text))


def _meant_date(text: str) -> str:
    """Return the day that a text means beyond doubt: year first, or day.month.year with points; else nothing."""
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text, re.ASCII)
    pointed = re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text, re.ASCII)
    year, month, day = found.groups() if found else reversed(pointed.groups()) if pointed else ("0", "0", "0")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _partial_date(text: str, _: Field, __: Vocabularies) -> Reading:
    """Read a day, a month or a year, as level 0 of the Extended Date/Time Format (ISO 8601-2) has them."""
    return text if is_partial_date(text) else Misfit(NOT_PARTIAL_DATE(text=text), NOT_PARTIAL_DATE_HELP())


def is_partial_date(text: str) -> bool:
    """Say whether a text is a day of the calendar, a month or a year, such as 2026-11."""
    if re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", text, re.ASCII):
        return True
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) and date.fromisoformat(text))
    except ValueError:
        return False


def _year(text: str, _: Field, __: Vocabularies) -> Reading:
    if re.fullmatch(r"(19|20)\d\d", text):
        return int(text)
    return Misfit(NOT_YEAR(text=text), NOT_YEAR_HELP())


def _number(text: str, _: Field, __: Vocabularies) -> Reading:
    try:
        if re.fullmatch(r"-?(0|[1-9]\d{0,17})(\.\d{1,6})?", text, re.ASCII):
            return Decimal(text)
    except InvalidOperation:
        pass
    # A space between thousands can mean nothing else; a comma or a point can.
    grouped = re.fullmatch(r"-?[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+", text)
    return Misfit(NOT_NUMBER(text=text), NOT_NUMBER_HELP(), better=re.sub(r"[^-\d]", "", text) if grouped else "")


def _link(text: str, _: Field, __: Vocabularies) -> Reading:
    hidden = disguise(text)
    if hidden:
        return Misfit(hidden, DISGUISE_HELP(), "disguised-link")
    return text if is_link(text) else Misfit(NOT_LINK(text=text), NOT_LINK_HELP())


def is_link(text: str) -> bool:
    """Say whether a text is a whole web address that can stand in a page."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = parts.hostname and not disguise(text)
    return bool(parts.scheme in ("http", "https") and plain and not re.search(r"[\s<>\"`\\]", text))


def disguise(address: str) -> Message | None:
    """Say how a web address seems to lead to another place than it does, or nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None  # No address at all; a browser leads it nowhere.
    host = parts.hostname or ""
    if parts.username is not None:
        return USER(target=address, host=host)
    return MIXED(host=_as_asked(host)) if mixes_scripts(host) else None


def _as_asked(host: str) -> str:
    """Return a name with the form that a browser asks for, in which a foreign letter can be seen (RFC 3492)."""
    try:
        return f"{host} ({host.encode('idna').decode()})"
    except UnicodeError:
        return host


def mixes_scripts(host: str) -> bool:
    """Say whether a part of a host's name has letters of several scripts (Unicode Technical Standard 39, section 5.1).

    Punycode is read as what a browser may show.
    """
    for part in host.split("."):
        try:
            shown = part.encode("ascii").decode("idna") if part.startswith("xn--") else part
        except UnicodeError:
            return True
        if len({unicodedata.name(one, "").split(" ")[0] for one in shown if one.isalpha()}) > 1:
            return True
    return False


def _source(text: str, _: Field, __: Vocabularies) -> Reading:
    if re.fullmatch(r"[1-9]\d?", text, re.ASCII):
        return int(text)
    return Misfit(NOT_SOURCE(text=text), NOT_SOURCE_HELP())


def _term(text: str, field: Field, vocabularies: Vocabularies) -> Reading:
    vocabulary = vocabularies[field.vocabulary]
    found = vocabulary.find(text)
    if found:
        return found.key
    message = NO_TERM(text=text, vocabulary=vocabulary.name)
    near = _near(text, vocabulary)
    if near:
        return Misfit(message, NO_TERM_NEAR(terms=", ".join(near)), "unknown-term", _meant_term(text, vocabulary))
    shown = ", ".join(sorted(vocabulary.terms)[:30])
    return Misfit(message, NO_TERM_HELP(terms=shown), "unknown-term")


def _relation(text: str, field: Field, __: Vocabularies) -> Reading:
    """Read `practice/name` or, where one type only is possible, `name`; the value is always type and slug."""
    kind, _, slug = text.rpartition("/")
    kind = kind or (field.to[0] if len(field.to) == 1 and field.to[0] != "any" else "")
    allowed = kind in field.to or "any" in field.to
    if kind and slug and allowed and not re.search(r"[\s/]", slug):
        return f"{kind}/{slug}"
    example = "practice/progetiger" if "any" in field.to else " | ".join(f"{one}/…" for one in field.to)
    return Misfit(NOT_RELATION(text=text), NOT_RELATION_HELP(example=example))


def _file(text: str, _: Field, __: Vocabularies) -> Reading:
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*\.[a-z0-9]{2,5}", text, re.ASCII):
        return text
    return Misfit(NOT_FILE(text=text), NOT_FILE_HELP())


def _project_number(text: str, _: Field, __: Vocabularies) -> Reading:
    """Read a grant number: letters, digits and marks, as the programmes since 2007 write them."""
    if re.fullmatch(r"(?=.*\d{4})[A-Z0-9][A-Z0-9./-]{4,48}[A-Z0-9]", text, re.ASCII):
        return text
    return Misfit(NOT_PROJECT_NUMBER(text=text), NOT_PROJECT_NUMBER_HELP())


def _meant_term(text: str, vocabulary: Vocabulary) -> str:
    """Return the only term that has this name but for capital letters and spaces, or one sign in six; else nothing."""
    plain = {key: re.sub(r"[\W_]+", "-", key.casefold()) for key in vocabulary.terms}
    names = {key: {plain[key], re.sub(r"[\W_]+", "-", term.label.casefold())} for key, term in vocabulary.terms.items()}
    wanted = re.sub(r"[\W_]+", "-", text.casefold())
    same = [key for key, known in names.items() if wanted in known]
    close = [key for key, name in plain.items() if differs_by_one(wanted, name)]
    found = same or close
    return found[0] if len(found) == 1 else ""


def differs_by_one(one: str, other: str) -> bool:
    """Say whether two words of six signs or more differ by one sign more, less, other or by two that changed places."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1 or one == other:
        return False
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[first:], other[first:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _near(text: str, vocabulary: Vocabulary) -> list[str]:
    """Terms that look like `text`, by key or by label, with the label shown."""
    names = {key.casefold(): key for key in (*vocabulary.terms, *vocabulary.aliases)}
    names.update({term.label.casefold(): term.key for term in vocabulary.terms.values()})
    hits = difflib.get_close_matches(text.casefold(), names, n=3, cutoff=0.7)
    keys = dict.fromkeys(names[hit] for hit in hits)
    found = [term for term in map(vocabulary.find, keys) if term]
    return [f"{term.key} ({term.label})" for term in found]


KINDS: Mapping[str, Callable[[str, Field, Vocabularies], Reading]] = {
    "text": _text,
    "paragraph": _text,
    "name": _text,
    "date": _date,
    "partial-date": _partial_date,
    "moment": _text,
    "year": _year,
    "number": _number,
    "link": _link,
    "source": _source,
    "term": _term,
    "relation": _relation,
    "file": _file,
    "project-number": _project_number,
}
"""Kinds of single values; kinds made of named parts are data, in `content/kinds/`.

A moment is a day, a month or a year where these are known, else a span or words.
"""
WORDING = frozenset({"text", "paragraph"})
"""Kinds that a translation may word again; every other value is a fact."""


def as_items(node: Node, field: Field) -> tuple[Node, ...]:
    """Return the entries of a field: a field that takes many may also be given a single one."""
    if field.many and isinstance(node, Sequence):
        return node.items
    return (node,)


def shape_misfit(node: Node, field: Field) -> Misfit | None:
    """Say whether an entry has the wrong shape for its field: a list for a text, a text for a record."""
    if field.kind == "record":
        if isinstance(node, Entries):
            return None
        parts = ", ".join(part.name for part in field.fields)
        return Misfit(
            NOT_RECORD(field=field.name, parts=parts),
            NOT_RECORD_HELP(field=field.name, example=field.fields[0].name),
        )
    if isinstance(node, Scalar):
        return None
    return Misfit(NOT_TEXT(field=field.name), NOT_TEXT_HELP(field=field.name))


def value_of(node: Node | None, field: Field, vocabularies: Vocabularies) -> Value | None:
    """Return what can be read of a node; what cannot is left out, and a rule says why."""
    if node is None:
        return None
    values = [_entry(item, field, vocabularies) for item in as_items(node, field)]
    if field.many:
        # A record that cannot be read keeps its place: translations refer to entries by position.
        return tuple({} if value is None else value for value in values if value is not None or field.fields)
    return values[0]


def _entry(node: Node, field: Field, vocabularies: Vocabularies) -> Value | None:
    if shape_misfit(node, field):
        return None
    if isinstance(node, Entries):
        return values_of(node, field.fields, vocabularies)
    assert isinstance(node, Scalar)
    reading = read_scalar(node.text, field, vocabularies)
    return None if isinstance(reading, Misfit) else reading


def values_of(entries: Entries, fields: tuple[Field, ...], vocabularies: Vocabularies) -> dict[str, Value]:
    """Return the readable values of a mapping under the fields of its type."""
    values = {one.name: value_of(entries.get(one.name), one, vocabularies) for one in fields}
    return {name: value for name, value in values.items() if value is not None}
