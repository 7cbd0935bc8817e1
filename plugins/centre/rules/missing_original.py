"""A resource has no original edition, or more than one.

Why: the original carries the facts. The editions that were made from it say so with `translation:`.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue, Edition
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.ERROR
NONE = Template("every edition of this resource is a translation; none carries the facts")
NONE_HELP = Template("remove the line translation: from the edition that was written first, and give it the facts")
TWO = Template("this resource has two originals: {paths}")
TWO_HELP = Template("add translation: {depth: full} to the edition that was translated")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
text: {by: person}
translation: {depth: full}
---
"""
RIGHT = WRONG.replace("text: {by: person}\ntranslation: {depth: full}", "{guide}")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report folders without exactly one original."""
    folders: dict[str, list[Edition]] = {}
    for edition in catalogue.editions:
        folders.setdefault(edition.folder, []).append(edition)
    for editions in folders.values():
        originals = [one for one in editions if not one.is_translation]
        readable = [one for one in originals if one.file.matter.pairs]
        if not originals:
            yield Span(editions[0].path), NONE(), NONE_HELP()
        elif len(readable) > 1:
            paths = ", ".join(one.path for one in readable)
            yield Span(readable[-1].path), TWO(paths=paths), TWO_HELP()
