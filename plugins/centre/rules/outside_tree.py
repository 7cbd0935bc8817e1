"""A file is a link or a special file, or a reference climbs out of the repository.

Why: a link can publish a file of the machine that builds the site.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.references import climbs
from centre.rules import Found, faults_of

SEVERITY = Severity.ERROR
CLIMBS = Template("“{target}” leads outside the repository")
CLIMBS_HELP = Template("link to a file of this repository, or to a full web address")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
See [this](../../../etc/passwd).
"""
RIGHT = WRONG.replace("../../../etc/passwd", "https://www.europa.eu/")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report links of the file system and references that climb out."""
    yield from faults_of(catalogue, "outside-tree")
    for edition in catalogue.editions:
        for reference in edition.body.references:
            if not reference.scheme and climbs(edition, reference.target):
                yield reference.span, CLIMBS(target=reference.target), CLIMBS_HELP()
