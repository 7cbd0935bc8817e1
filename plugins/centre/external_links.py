"""Links to other sites: which the content has and where, what is remembered of each, and what people are told.

Nothing here asks anybody; `robot` does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from http import HTTPStatus
from urllib.parse import quote, urldefrag, urlsplit

from centre.catalogue import Catalogue, Edition
from centre.kinds import as_items
from centre.matter import places
from centre.source import Scalar, Span

MOST_STRIKES = 3
"""Failures in a row after which a link counts as broken: one may be an accident, two an outage."""
LONGEST_OUTAGE = timedelta(days=7)
"""Time between the first and the last of these failures: most repairs and moves of a site are done within a week."""
GONE = frozenset({404, 410})
"""Status codes by which a server says that nothing stands at the address (RFC 9110, 15.5.5 and 15.5.11).

Every other refusal may be meant for robots alone: many publishers answer them with 403 or 429.
"""
UNQUOTED = "!#$%&'()*+,/:;=?@[]~"
"""Marks that an address may hold as they are (RFC 3986, 2.2 and 2.3); all others are shown as their code."""
FEWEST_HOSTS = 5
"""Hosts of which at least one answers wherever there is a network."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside this site, without its fragment, and where the content names it."""

    address: str
    places: tuple[Span, ...]


class Verdict(Enum):
    """What an answer says about a link."""

    FINE = "fine"
    FAILED = "failed"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking for a link once."""

    verdict: Verdict
    said: str
    """In words, such as “404 Not Found”."""
    answered: bool = True
    """Whether any server answered."""
    moved_to: str = ""
    """Where permanent redirects led, if what stands there is fine."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a link from run to run."""

    address: str
    asked: date | None = None
    fine: date | None = None
    """When it was fine last."""
    failing: date | None = None
    """The first failure since then."""
    failed: date | None = None
    """The last failure since then."""
    strikes: int = 0
    """How many runs in a row failed, those that could not judge left out."""
    unjudged: int = 0
    """How many runs in a row could not judge."""
    said: str = ""
    """The last outcome in words."""
    moved_to: str = ""


class State(Enum):
    """What people are told of a link; its value is the heading."""

    BROKEN = "Broken"
    MOVED = "Moved for good"
    UNJUDGED = "Could not be judged"
    FAILING = "Failed lately"
    FINE = "Fine"
    NEW = "Not asked yet"


ADVICE: Mapping[State, str] = {
    State.BROKEN: f"Failed at least {MOST_STRIKES} times over at least {LONGEST_OUTAGE.days} days. "
    "Give the new address, or that of an archived copy.",
    State.MOVED: "The old address still leads there. Look at the new one, and write it instead.",
    State.UNJUDGED: "No sign that they are broken: many sites do not answer robots. Open those that are here for long.",
}
"""The groups that are listed link by link, and what to do about them."""


def links(catalogue: Catalogue) -> tuple[Link, ...]:
    """Return the links of all editions, drafts included, by address; each with its places in order."""
    found: dict[str, set[Span]] = defaultdict(set)
    for edition in catalogue.editions:
        for address, span in _named(edition):
            if _is_external(address):
                found[urldefrag(address).url].add(span)
    return tuple(
        Link(address, tuple(sorted(found[address], key=lambda span: (span.path, span.line, span.column))))
        for address in sorted(found)
    )


def _named(edition: Edition) -> Iterator[tuple[str, Span]]:
    """Yield what may be an address, in the text and in the facts."""
    for reference in edition.body.references:
        yield reference.address, reference.span
    for place in places(edition):
        if place.field.kind == "link" and place.node is not None:
            for item in as_items(place.node, place.field):
                if isinstance(item, Scalar):
                    yield item.text.strip(), item.span


def _is_external(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def outcome_of(status: int, moved_to: str = "") -> Outcome:
    """Return what a status code says; `moved_to` is where permanent redirects led before it."""
    try:
        said = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        said = str(status)
    if 200 <= status < 300:
        return Outcome(Verdict.FINE, said, moved_to=moved_to)
    return Outcome(Verdict.FAILED if status in GONE else Verdict.UNJUDGED, said)


def after(record: Record, outcome: Outcome, today: date) -> Record:
    """Return the record of a link after it was asked once more."""
    asked = replace(record, asked=today, said=outcome.said)
    if outcome.verdict is Verdict.FINE:
        return Record(record.address, today, fine=today, said=outcome.said, moved_to=outcome.moved_to)
    if outcome.verdict is Verdict.FAILED:
        failing = record.failing or today
        return replace(asked, failing=failing, failed=today, strikes=record.strikes + 1, unjudged=0)
    return replace(asked, unjudged=record.unjudged + 1)


def state(record: Record) -> State:
    """Return what is told of a link: broken only after enough failures over enough time."""
    if record.failing and record.failed:
        lasting = record.failed - record.failing >= LONGEST_OUTAGE
        return State.BROKEN if record.strikes >= MOST_STRIKES and lasting else State.FAILING
    if record.unjudged:
        return State.UNJUDGED
    if record.moved_to:
        return State.MOVED
    return State.FINE if record.fine else State.NEW


def due(found: Sequence[Link], records: Mapping[str, Record], most: int) -> tuple[str, ...]:
    """Return the addresses to ask next, at most `most`: new ones first, then those asked longest ago."""

    def turn(address: str) -> tuple[date, str]:
        record = records.get(address)
        return (record and record.asked) or date.min, address

    return tuple(sorted((link.address for link in found), key=turn)[:most])


def renewed(
    found: Iterable[Link], records: Mapping[str, Record], outcomes: Mapping[str, Outcome], today: date
) -> dict[str, Record]:
    """Return the records after a run, by address; those of links that left the content are gone."""
    kept = {link.address: records.get(link.address, Record(link.address)) for link in found}
    return {
        address: after(record, outcomes[address], today) if address in outcomes else record
        for address, record in kept.items()
    }


def is_offline(outcomes: Mapping[str, Outcome]) -> bool:
    """Say whether so many hosts were silent that it is our own network that failed, and nothing was learned."""
    hosts = {urlsplit(address).hostname for address in outcomes}
    return len(hosts) >= FEWEST_HOSTS and not any(outcome.answered for outcome in outcomes.values())


# The record as text


def as_json(records: Mapping[str, Record]) -> str:
    """Return the records as JSON, by address, each a block of lines, so that a comparison of two is readable."""
    blocks = {
        address: {
            "asked": _iso(record.asked),
            "fine": _iso(record.fine),
            "failing": _iso(record.failing),
            "failed": _iso(record.failed),
            "strikes": record.strikes,
            "unjudged": record.unjudged,
            "said": record.said,
            "moved_to": record.moved_to,
        }
        for address, record in sorted(records.items())
    }
    return json.dumps({"links": blocks}, ensure_ascii=False, indent=1) + "\n"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def from_json(text: str) -> dict[str, Record]:
    """Return the records that `as_json` wrote; raises `ValueError` for any other text."""
    try:
        blocks = json.loads(text)["links"]
        return {address: _record(address, block) for address, block in blocks.items()}
    except (AttributeError, KeyError, RecursionError, TypeError) as error:
        raise ValueError(str(error)) from error


def _record(address: str, block: Mapping[str, object]) -> Record:
    """Read one block; a value of a wrong kind raises `ValueError`, `KeyError` or `TypeError`."""
    record = Record(
        address,
        asked=_day(block["asked"]),
        fine=_day(block["fine"]),
        failing=_day(block["failing"]),
        failed=_day(block["failed"]),
        strikes=_count(block["strikes"]),
        unjudged=_count(block["unjudged"]),
        said=str(block["said"]),
        moved_to=str(block["moved_to"]),
    )
    if bool(record.strikes) != bool(record.failing) or bool(record.failing) != bool(record.failed):
        raise ValueError("failures without days")
    return record


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value} is no count")
    return value


# What people are told


def counts(records: Mapping[str, Record]) -> str:
    """Return one sentence with the number of links in each state."""
    states = [state(record) for record in records.values()]
    told = ", ".join(f"{one.value.lower()} {states.count(one)}" for one in State if one in states)
    return f"{len(records)} links: {told}." if told else "There are no links to other sites."


def report(found: Sequence[Link], records: Mapping[str, Record]) -> str:
    """Return what to look at, in Markdown: each link once, with the files and lines that name it."""
    parts = ["# Links to other sites", counts(records)]
    for group, advice in ADVICE.items():
        listed = [link for link in found if state(records[link.address]) is group]
        if listed:
            lines = "\n".join(_line(link, records[link.address], group) for link in listed)
            parts += [f"## {group.value} ({len(listed)})", advice, lines]
    return "\n\n".join(parts)


def _line(link: Link, record: Record, group: State) -> str:
    lines = dict.fromkeys(f"`{span.path}:{span.line}`" for span in link.places)
    return f"- {_shown(link.address)} – {_known(record, group)}: {', '.join(lines)}"


def _known(record: Record, group: State) -> str:
    if group is State.MOVED:
        return f"now {_shown(record.moved_to)}"
    times = f", {record.unjudged} times in a row" if group is State.UNJUDGED and record.unjudged > 1 else ""
    since = f", failing since {record.failing}" if group is State.BROKEN else ""
    fine = f"last fine {record.fine}" if record.fine else "never seen fine"
    return f"{record.said}{times}{since}, {fine}"


def _shown(address: str) -> str:
    """Return an address as a link that no mark in it can end."""
    return f"<{quote(address, safe=UNQUOTED)}>"
