"""A picture is not there.

Why: the page would show a gap. Put the picture into the folder of the resource and name it as it is spelt there.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.references import asset_of, climbs
from centre.rules import Found

SEVERITY = Severity.ERROR
MISSING = Template("there is no picture “{target}”")
FOREIGN = Template("the picture “{target}” is on another server")
HELP = Template("put the picture into the folder of this resource, and name it by its path from here")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
![A class at work](class.svg)
"""
RIGHT = (
    WRONG.replace("{guide}", "{guide}\npictures:\n  - {file: class.svg, credit: A body, licence: CC-BY-4.0}")
    + "-- guides/one/class.svg --\n<svg/>\n"
)


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report pictures that are missing or foreign."""
    for edition in catalogue.editions:
        for reference in edition.body.references:
            if reference.kind != "image" or climbs(edition, reference.target):
                continue
            if reference.scheme in ("http", "https") or reference.target.startswith("//"):
                yield reference.span, FOREIGN(target=reference.target), HELP()
            elif not reference.scheme and asset_of(catalogue, edition, reference.target) is None:
                yield reference.span, MISSING(target=reference.target), HELP()
