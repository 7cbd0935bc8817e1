"""Two resources would stand at the same address.

Why: one of them would vanish.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.site import address_of, reserved_addresses
from centre.source import Span

SEVERITY = Severity.ERROR
TAKEN = Template("the address {address} is taken already, by {path}")
RESERVED = Template("the address {address} belongs to a list of the site")
HELP = Template("rename the folder")
WRONG = """
-- content/pages/practices/en.md --
---
title: A page
summary: A page that stands where the list of practices stands.
text: {by: person}
---
"""
RIGHT = WRONG.replace("pages/practices/", "pages/experience/")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report addresses that are given twice."""
    reserved = reserved_addresses(catalogue)
    taken: dict[str, str] = {}
    for resource in catalogue.resources:
        for language, edition in resource.editions.items():
            address = address_of(catalogue, resource, language)
            if address in reserved:
                yield Span(edition.path), RESERVED(address=address), HELP()
            elif address in taken:
                yield Span(edition.path), TAKEN(address=address, path=taken[address]), HELP()
            taken.setdefault(address, edition.path)
