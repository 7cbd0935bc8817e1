"""A heading skips a level.

Why: who listens to a page jumps from heading to heading, and a missing level sounds like a missing part
(WCAG 2.2, 1.3.1). The title of the page is level one, so a text begins with `##`.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.WARNING
SKIPPED = Template("the heading “{text}” has level {level}, but the one before it has level {before}")
HELP = Template("write it with {marks}")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
## First steps

#### Ask everyone
"""
RIGHT = WRONG.replace("####", "###")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report headings that are more than one level below the one before."""
    for edition in catalogue.editions:
        before = 1
        for heading in edition.body.headings:
            level = max(2, heading.level)
            if level > before + 1:
                message = SKIPPED(text=heading.text, level=level, before=before)
                yield heading.span, message, HELP(marks="#" * (before + 1))
            before = level
