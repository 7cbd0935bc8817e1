"""A comparison or a review is dated in the future.

Why: the page would tell readers that something was done which was not done yet. It is only a warning, because the
calendar of the machine may be wrong.
"""

from collections.abc import Iterator
from datetime import date

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Entries

SEVERITY = Severity.WARNING
TO_COME = Template("{day} has not come yet")
HELP = Template("write the day on which it was done")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
checked: {on: 2099-01-31, against: [1]}
{guide}
---
"""
RIGHT = WRONG.replace("2099", "2026")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report labels of the text with a day to come."""
    for edition in catalogue.editions:
        for name in ("checked", "reviewed"):
            node, day = edition.file.matter.get(name), edition.part(name).get("on")
            if isinstance(node, Entries) and isinstance(day, date) and day > catalogue.today:
                place = node.get("on") or node
                yield place.span, TO_COME(day=day.isoformat()), HELP()
