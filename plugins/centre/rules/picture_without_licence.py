"""A picture does not say whose it is and what others may do with it.

Why: nobody can reuse a page whose pictures may not be copied, and the owner may ask for it to be taken down. List the
picture under `pictures` in the original, with credit and licence.
"""

from collections.abc import Iterator, Mapping

from centre.catalogue import Catalogue, Resource, many
from centre.message import Template
from centre.problem import Severity
from centre.references import asset_of
from centre.rules import Found

SEVERITY = Severity.ERROR
MISSING = Template("nothing says whose the picture “{name}” is and under which licence")
HELP = Template("add to the original: pictures: then - {file: {name}, credit: …, licence: CC-BY-4.0}")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
![A class at work](class.svg)
-- guides/one/class.svg --
<svg/>
"""
RIGHT = WRONG.replace(
    "{guide}",
    "{guide}\npictures:\n  - {file: class.svg, credit: A body, licence: CC-BY-4.0}",
)


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report pictures of bodies that their resource does not list."""
    for resource in catalogue.resources:
        known = _listed(resource)
        for edition in resource.editions.values():
            for reference in edition.body.references:
                path = asset_of(catalogue, edition, reference.target) if reference.kind == "image" else None
                if path and path not in known:
                    name = path.rpartition("/")[2]
                    yield reference.span, MISSING(name=name), HELP(name=name)


def _listed(resource: Resource) -> set[str]:
    pictures = many(resource.facts.get("pictures"))
    folder = resource.original.folder
    return {f"{folder}/{one['file']}" for one in pictures if isinstance(one, Mapping) and "file" in one}
