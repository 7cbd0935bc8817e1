"""A translation does not say which version of the original it was made from.

Why: without the fingerprint nobody can tell later whether the translation is behind. It is a line to paste.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span
from centre.translate import fingerprint

SEVERITY = Severity.NOTICE
UNSTAMPED = Template("this translation does not say which version of the original it was made from")
HELP = Template("if it matches the original of today, write: translation: {depth: {depth}, of: {fingerprint}}")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
-- guides/one/bg.md --
---
title: Ръководство
summary: Как едно училище да планира цифровите умения стъпка по стъпка.
text: {by: person}
translation: {depth: full}
---
"""
RIGHT = WRONG.replace("{depth: full}", "{depth: full, of: {fingerprint}}")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report translations without a fingerprint."""
    for resource in catalogue.resources:
        for edition in resource.editions.values():
            mark = edition.part("translation")
            if edition.is_translation and not mark.get("of"):
                key = edition.file.matter.key("translation")
                depth = str(mark.get("depth", "full"))
                help = HELP(depth=depth, fingerprint=fingerprint(resource.original, depth))
                yield key.span if key else Span(edition.path), UNSTAMPED(), help
