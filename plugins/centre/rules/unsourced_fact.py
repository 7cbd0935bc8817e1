"""A figure, a fact or a piece of evidence does not say in which source it stands, or names one that is not there.

Why: a number without a source is a rumour. Give the place of the source in the list: `source: 2`.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.kinds import as_items
from centre.matter import places
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Scalar

SEVERITY = Severity.ERROR
MISSING = Template("this entry of “{field}” does not say in which source it stands")
MISSING_HELP = Template("add source: with the place of the source in the list of sources (1 to {count})")
ABSENT = Template("there is no source {number}: the list of sources has {count}")
ABSENT_HELP = Template("correct the number, or add the source to the list")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
facts:
  - {text: Nine schools out of ten took part.}
{guide}
---
"""
RIGHT = WRONG.replace("part.}", "part., source: 1}")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report entries without a source, and sources that do not exist."""
    counts = {one.original.folder: _count(one.facts.get("sources")) for one in catalogue.resources}
    for edition in catalogue.editions:
        count = counts.get(edition.folder, _count(edition.values.get("sources")))
        for place in places(edition):
            if place.field.kind != "source":
                continue
            if place.node is None:
                if place.field.required and not edition.is_translation:
                    yield place.span, MISSING(field=place.above), MISSING_HELP(count=count)
                continue
            for item in as_items(place.node, place.field):
                if isinstance(item, Scalar) and item.text.isdecimal() and int(item.text) > count:
                    yield item.span, ABSENT(number=item.text, count=count), ABSENT_HELP()


def _count(sources: object) -> int:
    return len(sources) if isinstance(sources, tuple) else 0
