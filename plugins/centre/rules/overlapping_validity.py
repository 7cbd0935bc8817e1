"""Two pieces of guidance that exclude each other are valid at the same time.

Why: a reader would find two answers to one question. A guide that replaces another begins when that one ends; two
variants of a guide for the same country do not hold on the same day.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from centre.catalogue import Catalogue, Resource, many
from centre.lifecycle import begins_on, ends_on
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.WARNING
OVERLAP = Template("this and “{other}” are valid at the same time")
HELP = Template("let one end (valid_for: {until: …}) before the other begins (valid_for: {from: …})")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
valid_for: {until: 2099-06-30}
---
-- guides/two/en.md --
---
title: A new guide
summary: How to plan digital skills in a school in fewer steps.
{guide}
supersedes: [guide/one]
valid_for: {from: 2099-01-01}
---
"""
RIGHT = WRONG.replace("2099-06-30", "2098-12-31")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report guidance that excludes other guidance of the same days."""
    for one, other in (*_successions(catalogue), *_variants(catalogue)):
        if _overlap(one, other):
            node = one.original.file.matter.get("valid_for")
            yield node.span if node else Span(one.original.path), OVERLAP(other=other.original.title), HELP()


def _successions(catalogue: Catalogue) -> Iterator[tuple[Resource, Resource]]:
    for resource in catalogue.listed:
        for key in many(resource.facts.get("supersedes")):
            former = catalogue.by_key.get(str(key))
            if former and not former.is_withdrawn:
                yield resource, former


def _variants(catalogue: Catalogue) -> Iterator[tuple[Resource, Resource]]:
    families: dict[str, list[Resource]] = {}
    for resource in catalogue.listed:
        if resource.facts.get("adapts"):
            families.setdefault(str(resource.facts["adapts"]), []).append(resource)
    for members in families.values():
        for one, other in combinations(members, 2):
            if set(many(one.facts.get("applies_in"))) & set(many(other.facts.get("applies_in"))):
                yield one, other


def _overlap(one: Resource, other: Resource) -> bool:
    begin = max(begins_on(one) or date.min, begins_on(other) or date.min)
    end = min(ends_on(one) or date.max, ends_on(other) or date.max)
    return begin <= end
