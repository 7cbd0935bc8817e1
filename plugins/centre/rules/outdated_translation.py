"""The original has changed since this translation was made.

Why: readers of the translation are told so on the page; whoever knows the language can bring it up to date. It is
only a notice: nobody has to translate in order to correct an original.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Entries, Span
from centre.translate import drift, fingerprint

SEVERITY = Severity.NOTICE
BEHIND = Template("the original ({path}) has changed since this translation was made")
HELP = Template("compare the two, mend the translation, then write of: {fingerprint}")
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
translation: {depth: full, of: 01234567-89ab}
---
"""
RIGHT = WRONG.replace("01234567-89ab", "{fingerprint}")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report translations of an older original."""
    for resource in catalogue.resources:
        for edition in resource.editions.values():
            if drift(edition, resource.original):
                node = edition.file.matter.get("translation")
                place = node.get("of") if isinstance(node, Entries) else None
                help = HELP(fingerprint=fingerprint(resource.original, str(edition.part("translation").get("depth"))))
                span = place.span if place else Span(edition.path)
                yield span, BEHIND(path=resource.original.path), help
