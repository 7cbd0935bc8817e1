"""A picture is too heavy or too wide.

Why: readers pay for each byte, on a phone most of all, and nobody sees more than a screen is wide.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.WARNING
MOST_BYTES = 300_000
WIDEST = 2_400
"""Pixels: twice the width of the text on a large screen."""
HEAVY = Template("this picture has {size} kB; at most {most} kB are good for a phone")
WIDE = Template("this picture is {width} pixels wide; more than {most} nobody sees")
HELP = Template("save it as WebP, at most {most} pixels wide")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
-- guides/one/class.gif --
GIF87aa\x09\1\0\0\0\0,\0\0\0\0a\x09\1\0\0\2\2D\1\0;
"""
RIGHT = WRONG.replace("a\x09", "`\x09")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report pictures beside the editions."""
    for path, file in catalogue.assets.items():
        if not file.is_picture:
            continue
        if file.width > WIDEST:
            yield Span(path), WIDE(width=file.width, most=WIDEST), HELP(most=WIDEST)
        if file.size > MOST_BYTES:
            yield Span(path), HEAVY(size=file.size // 1000, most=MOST_BYTES // 1000), HELP(most=WIDEST)
