"""Something ends before it begins.

Why: one of the two dates is wrong, and readers cannot know which.
"""

from collections.abc import Iterator, Mapping

from centre.catalogue import Catalogue, Value, many
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Entries, Node, Sequence, Span

SEVERITY = Severity.ERROR
PAIRS = (("start", "end"), ("from", "until"), ("date", "end"))
"""Names of fields that begin and end something."""
BACKWARDS = Template("“{end}” lies before “{start}”")
HELP = Template("correct one of the two")
WRONG = """
-- practices/one/en.md --
---
title: A project
summary: Pupils of a school learn to program robots together.
{practice}
years: {start: 2024, end: 2019}
---
"""
RIGHT = WRONG.replace("2019", "2025")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report spans whose end comes first."""
    for edition in catalogue.editions:
        yield from _spans(edition.values, edition.file.matter)


def _spans(values: Mapping[str, Value], entries: Entries) -> Iterator[Found]:
    for first, last in PAIRS:
        start, end = values.get(first), values.get(last)
        if start and end and _is_before(end, start):
            node = entries.get(last)
            yield node.span if node else Span(entries.span.path), BACKWARDS(start=start, end=end), HELP()
    for name, value in values.items():
        for record, node in zip(many(value), _nodes(entries.get(name)), strict=False):
            if isinstance(record, Mapping) and isinstance(node, Entries):
                yield from _spans(record, node)


def _nodes(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def _is_before(end: Value, start: Value) -> bool:
    """Compare days, months and years; a month that is the same as far as it is known is not before."""
    one, other = str(end), str(start)
    size = min(len(one), len(other))
    return one[:size] < other[:size]
