"""The folder of a resource has a name that cannot be an address.

Why: the name is the address, in every language and for good: small ASCII letters, digits and single hyphens.
"""

import re
from collections.abc import Iterator

from anyascii import anyascii

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.ERROR
BAD = Template("“{slug}” cannot be part of an address")
HELP = Template("rename the folder to {better}")
SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST = 80
WRONG = """
-- guides/Häuser/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
"""
RIGHT = WRONG.replace("Häuser", "hauser")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report folder names that are not slugs."""
    seen: set[str] = set()
    for edition in catalogue.editions:
        slug = edition.slug
        if edition.folder in seen or (SHAPE.fullmatch(slug) and len(slug) <= LONGEST):
            continue
        seen.add(edition.folder)
        better = re.sub(r"[^a-z0-9]+", "-", anyascii(slug).lower()).strip("-")[:LONGEST] or "a-short-name"
        yield Span(edition.path), BAD(slug=slug), HELP(better=better)
