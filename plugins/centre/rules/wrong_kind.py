"""A value is not of the kind that its field takes: a date that does not exist, a text where a number is due.

Why: only values that are understood can be shown in every language, counted and compared.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.matter import misfits
from centre.problem import Severity
from centre.rules import Found, faults_of
from centre.source import instead

SEVERITY = Severity.ERROR
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
checked: {on: 2026-02-30, against: [1]}
{guide}
---
"""
RIGHT = WRONG.replace("02-30", "02-28")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report values that their kind cannot read."""
    yield from faults_of(catalogue, "wrong-kind")
    for edition in catalogue.editions:
        lines = edition.file.lines
        for span, misfit in misfits(edition, catalogue, "wrong-kind"):
            better = instead(lines, span, misfit.better) if misfit.better else None
            yield span, misfit.message, misfit.help, better
