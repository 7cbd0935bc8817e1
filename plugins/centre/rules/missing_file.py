"""A field names a file that is not in the folder of its resource.

Why: the reader would be offered a download or a picture that is not there.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.kinds import as_items
from centre.matter import places
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Scalar

SEVERITY = Severity.ERROR
MISSING = Template("there is no file “{name}” in {folder}")
HELP = Template("add the file to this folder, or correct the name; capital letters count")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
files:
  - {name: A plan to fill in, file: Plan.odt, format: odt}
---
-- guides/one/plan.odt --
PK\3\4
"""
RIGHT = WRONG.replace("Plan.odt", "plan.odt")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report names of files that are not there."""
    assets = frozenset(catalogue.assets)
    for edition in catalogue.editions:
        for place in places(edition):
            if place.field.kind != "file" or place.node is None:
                continue
            for item in as_items(place.node, place.field):
                if isinstance(item, Scalar) and f"{edition.folder}/{item.text.strip()}" not in assets:
                    yield item.span, MISSING(name=item.text, folder=edition.folder), HELP()
