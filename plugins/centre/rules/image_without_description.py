"""A picture has no description.

Why: who does not see it learns nothing from it (WCAG 2.2, 1.1.1).
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
MISSING = Template("the picture “{target}” has no description")
HELP = Template("say between the square brackets what it shows: ![Pupils program a robot]({target})")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
pictures:
  - {file: class.svg, credit: A body, licence: CC-BY-4.0}
---
![](class.svg)
-- guides/one/class.svg --
<svg/>
"""
RIGHT = WRONG.replace("![]", "![A class at work]")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report pictures without a description."""
    for edition in catalogue.editions:
        for reference in edition.body.references:
            if reference.kind == "image" and not reference.text.strip():
                yield reference.span, MISSING(target=reference.target), HELP(target=reference.target)
