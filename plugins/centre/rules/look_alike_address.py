"""The name of a folder looks like that of another resource of the same type.

Why: readers and agencies would take one for the other: a hyphen more, 0 for o, 1 for l or rn for m is hardly seen.
"""

import re
from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.WARNING
ALIKE = Template("“{slug}” looks like “{other}”, the name of another resource")
HELP = Template("if they are the same, keep one; else give this folder a name that says what is different")
WRONG = """
-- guides/learn-online/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
-- guides/leam-0nline/en.md --
---
title: Another guide
summary: How to plan something else in a school, step by step.
{guide}
---
"""
RIGHT = WRONG.replace("leam-0nline", "learn-abroad")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report the later of two names that look alike."""
    seen: dict[tuple[str, str], str] = {}
    for resource in catalogue.resources:
        slug = resource.slug
        other = seen.setdefault((resource.type.name, skeleton(slug)), slug)
        if other != slug:
            yield Span(resource.original.path), ALIKE(slug=slug, other=other), HELP()


def skeleton(slug: str) -> str:
    """Return what is left of a name when signs that look alike are one (Unicode Technical Standard 39, section 4)."""
    plain = slug.lower().replace("rn", "m").replace("vv", "w").translate(str.maketrans("015", "ols"))
    return re.sub(r"[^a-z0-9]", "", plain)
