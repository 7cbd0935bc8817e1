"""A term is not in its vocabulary.

Why: filters, labels in every language and counts rest on the same few terms. A new term is one entry in
`content/vocabularies/`.
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
sectors: [shcool]
{guide}
---
"""
RIGHT = WRONG.replace("shcool", "school")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report terms that their vocabulary does not hold."""
    yield from faults_of(catalogue, "unknown-term")
    for edition in catalogue.editions:
        lines = edition.file.lines
        for span, misfit in misfits(edition, catalogue, "unknown-term"):
            better = instead(lines, span, misfit.better) if misfit.better else None
            yield span, misfit.message, misfit.help, better
