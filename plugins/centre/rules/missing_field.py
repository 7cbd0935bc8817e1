"""A fact that the type needs is not given.

Why: without it the page, a listing or a filter would have a hole.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue, Edition
from centre.matter import Place, places
from centre.message import Message, Template
from centre.problem import Severity
from centre.rules import Found, faults_of

SEVERITY = Severity.ERROR
MISSING = Template("“{field}” is missing")
MISSING_HELP = Template("add a line {field}: …")
MISSING_TERM_HELP = Template("add a line {field}: … with a term of the vocabulary “{vocabulary}”")
MISSING_TEXT_HELP = Template("add a line text: {by: person}, or text: {by: machine} if a machine wrote it")
WRONG = """
-- guides/one/en.md --
---
title: A guide
{guide}
---
"""
RIGHT = WRONG.replace("A guide\n", "A guide\nsummary: How to plan digital skills in a school, step by step.\n")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report required fields that an edition does not give."""
    yield from faults_of(catalogue, "missing-field")
    for edition in catalogue.editions:
        if not edition.file.matter.pairs:
            continue  # Nothing could be read: that is reported already.
        for place in places(edition):
            if place.node is None and _is_due(place, edition):
                yield place.span, MISSING(field=place.name), _help(place)


def _is_due(place: Place, edition: Edition) -> bool:
    """Facts are due in the original, labels of the text in every edition; a fact's source has a rule of its own."""
    field = place.field
    if not field.required or field.kind == "source" or field.per == "translation":
        return False
    if place.above:
        return not edition.is_translation or _is_per_edition(place.above, edition)
    return field.per == "edition" or not edition.is_translation


def _is_per_edition(above: str, edition: Edition) -> bool:
    top = edition.type.field(above.partition(".")[0])
    return top is not None and top.per != "resource"


def _help(place: Place) -> Message:
    if place.field.name == "text" and place.field.kind == "record":
        return MISSING_TEXT_HELP()
    if place.field.vocabulary:
        return MISSING_TERM_HELP(field=place.field.name, vocabulary=place.field.vocabulary)
    return MISSING_HELP(field=place.field.name)
