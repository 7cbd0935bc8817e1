"""The day on which a resource was to be looked at again is over.

Why: the page tells readers so. It is only a notice: time alone never stops a change.
"""

from collections.abc import Iterator
from datetime import date

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.NOTICE
DUE = Template("a review was due by {day}")
HELP = Template("compare the facts with their sources, then write checked: {on: {today}, …} and a later review_by")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
review_by: 2026-01-31
---
"""
RIGHT = WRONG.replace("2026", "2099")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report resources whose review is due."""
    for resource in catalogue.resources:
        day, node = resource.facts.get("review_by"), resource.original.file.matter.get("review_by")
        if isinstance(day, date) and node and day < catalogue.today and not resource.is_withdrawn:
            yield node.span, DUE(day=day.isoformat()), HELP(today=catalogue.today.isoformat())
