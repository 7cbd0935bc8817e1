"""A resource is withdrawn without saying since when and why.

Why: agencies link to it; who follows their link must learn what happened and what to read instead.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
UNEXPLAINED = Template("this is withdrawn, and nothing says since when and why")
HELP = Template("add withdrawn: {on: 2026-11-24, reason: …}, and successor: … if something follows it")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
status: withdrawn
---
"""
RIGHT = WRONG.replace(
    "status: withdrawn", "status: withdrawn\nwithdrawn: {on: 2026-01-31, reason: The programme has ended.}"
)


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report withdrawals without a reason."""
    for resource in catalogue.resources:
        node = resource.original.file.matter.get("status")
        if node and resource.is_withdrawn and not resource.original.part("withdrawn"):
            yield node.span, UNEXPLAINED(), HELP()
