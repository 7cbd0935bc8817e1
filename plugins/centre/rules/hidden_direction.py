"""An invisible mark in the text turns the direction of writing.

Why: the text then shows something else than it holds, to those who check it as well: a link may seem to lead elsewhere
(Unicode Technical Report 36, section 3.4).
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import DIRECTION_MARKS, Span, Suggestion

SEVERITY = Severity.ERROR
HIDDEN = Template("an invisible mark that turns the direction of writing stands here")
HELP = Template("delete the mark, or type the words again without copying them")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
Plan the \u202elloohcs\u202c year.
"""
RIGHT = WRONG.replace("\u202elloohcs\u202c", "school")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report the marks in bodies, one a line; those in facts are reported with their field."""
    for edition in catalogue.editions:
        for number, line in enumerate(edition.file.body.split("\n"), edition.file.body_line):
            found = DIRECTION_MARKS.search(line)
            if found:
                place = Span(edition.path, number, found.start() + 1, found.end() + 1)
                yield place, HIDDEN(), HELP(), Suggestion(number, DIRECTION_MARKS.sub("", line))
