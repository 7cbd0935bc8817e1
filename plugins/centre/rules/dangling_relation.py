"""A field names a resource that does not exist.

Why: the reader would be promised a page that is not there. Name it by its type and folder, such as
`practice/progetiger`.
"""

import difflib
from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.kinds import as_items, read_scalar
from centre.matter import places
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Scalar

SEVERITY = Severity.ERROR
DANGLING = Template("there is no resource “{key}”")
NEAR = Template("did you mean {keys}?")
HELP = Template("correct the name, or add the resource first")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
related: [guide/tow]
---
-- guides/two/en.md --
---
title: Another guide
summary: How to choose a digital tool for a class, step by step.
{guide}
---
"""
RIGHT = WRONG.replace("guide/tow", "guide/two")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report relations to nothing."""
    known = {edition.key for edition in catalogue.editions}
    for edition in catalogue.editions:
        for place in places(edition):
            if place.field.kind != "relation" or place.node is None:
                continue
            for item in as_items(place.node, place.field):
                key = read_scalar(item.text, place.field, {}) if isinstance(item, Scalar) else None
                if isinstance(key, str) and key not in known:
                    near = difflib.get_close_matches(key, known, n=3, cutoff=0.7)
                    yield item.span, DANGLING(key=key), NEAR(keys=", ".join(near)) if near else HELP()
