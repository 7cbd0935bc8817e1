"""A file or a text is too large, or repeats one Markdown mark without end.

Why: a page that long is not read, and some texts take a Markdown parser minutes.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.problem import Severity
from centre.rules import Found, faults_of

SEVERITY = Severity.ERROR
WRONG = (
    """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
"""
    + "[" * 2000
)
RIGHT = WRONG.replace("[" * 2000, "Text.")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report what is too large to publish."""
    return faults_of(catalogue, "oversized-body")
