"""A summary is longer than a card or a search result shows.

Why: what stands behind the cut is not read, on a phone first of all. Two sentences are enough: what it is and what
came of it.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.WARNING
LONGEST = 320
"""Characters; a card holds about five lines of sixty on a desktop."""
LONG = Template("the summary has {size} characters; cards and results show at most {most}")
HELP = Template("shorten it; details belong into the text below")
WRONG = f"""
-- guides/one/en.md --
---
title: A guide
summary: {" ".join(["How to plan digital skills in a school, step by step."] * 7)}
{{guide}}
---
"""
RIGHT = WRONG.replace(" How to plan digital skills in a school, step by step." * 2, "")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report summaries that will be cut."""
    for edition in catalogue.editions:
        node = edition.file.matter.get("summary")
        if node and len(edition.summary) > LONGEST:
            yield node.span, LONG(size=len(edition.summary), most=LONGEST), HELP()
