"""The text holds HTML.

Why: HTML can run programs in a reader's browser and breaks easily; here it is shown as plain text. Markdown has signs
for everything that a text needs.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
HTML = Template("“{tag}” is HTML, and texts are written in Markdown only")
HELP = Template("use Markdown instead; to show the tag itself, put it between backticks: `{tag}`")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
This is <b>bold</b>.
"""
RIGHT = WRONG.replace("<b>bold</b>", "**bold**")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report tags in bodies."""
    for edition in catalogue.editions:
        for tag, span in edition.body.raw_html:
            short = tag if len(tag) <= 40 else f"{tag[:39]}…"
            yield span, HTML(tag=short), HELP(tag=short)
