"""A resource names no source.

Why: a reader can trust only what can be looked up. Every practice and guide names at least one source.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.ERROR
MISSING = Template("“{field}” is empty or missing, and this type needs it")
HELP = Template('add the entry that this was read in: {field}: then - {title: …, url: "https://…"}')
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
""".replace("{guide}", "{guide-without-sources}")
RIGHT = WRONG.replace("{guide-without-sources}", "{guide}")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report originals without what their type requires of every resource."""
    for edition in catalogue.editions:
        if edition.is_translation or not edition.file.matter.pairs:
            continue
        for name in edition.type.require:
            if not edition.values.get(name):
                key = edition.file.matter.key(name)
                span = key.span if key else Span(edition.path, 2)
                yield span, MISSING(field=name), HELP(field=name)
