"""The facts at the top of a file cannot be read.

Why: a file that cannot be read is missing from the site. Mend the line that the message names; the other files are
judged all the same.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.problem import Severity
from centre.rules import Found, faults_of

SEVERITY = Severity.ERROR
WRONG = """
-- guides/one/en.md --
---
title: Digital skills: a guide
summary: How to plan digital skills in a school, step by step.
---
"""
RIGHT = WRONG.replace("title: Digital skills: a guide", 'title: "Digital skills: a guide"').replace(
    "step.\n", "step.\n{guide}\n"
)


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report what the reader could not read."""
    return faults_of(catalogue, "unreadable-yaml")
