"""A link or picture uses a scheme that can run a program or hide its content, such as `javascript:` or `data:`.

Why: one click would hand the reader's browser to a stranger. Only http, https and mailto lead out of this site.
"""

from collections.abc import Iterator

from centre.body import SAFE_SCHEMES
from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
UNSAFE = Template("a link that starts with “{scheme}:” is not allowed")
HELP = Template("use an address that starts with https://, or mailto: for a mail address")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
See [this](JavaScript:alert).
"""
RIGHT = WRONG.replace("JavaScript:alert", "https://www.europa.eu/")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report schemes that are not safe."""
    for edition in catalogue.editions:
        for reference in edition.body.references:
            if reference.scheme and reference.scheme not in SAFE_SCHEMES:
                yield reference.span, UNSAFE(scheme=reference.scheme), HELP()
