"""A piece of guidance is no longer valid.

Why: the page tells readers so; someone has to say what holds now, or withdraw it. It is only a notice: time alone
never stops a change.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.lifecycle import ends_on
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.NOTICE
EXPIRED = Template("this was valid until {day}")
HELP = Template("write what holds now and a new valid_for, or set status: withdrawn and name what follows")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
valid_for: {until: 2025-12-31}
---
"""
RIGHT = WRONG.replace("2025", "2099")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report guidance whose last day is over."""
    for resource in catalogue.resources:
        until, node = ends_on(resource), resource.original.file.matter.get("valid_for")
        if until and node and until < catalogue.today and not resource.is_withdrawn:
            yield node.span, EXPIRED(day=until.isoformat()), HELP()
