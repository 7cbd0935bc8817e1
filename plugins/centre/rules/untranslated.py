"""A translation repeats the words of its original.

Why: a page that says it is in a reader's language and is not disappoints, and search engines and screen readers treat
it wrongly. A language without an edition is better served by the original, which every list shows.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.WARNING
SAME = Template("the {part} is the same as in the original ({path})")
HELP = Template("translate it, or delete this file: readers then get the original")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: SELFIE, DigComp, eTwinning.
{guide}
---
-- guides/one/bg.md --
---
title: Ръководство
summary: SELFIE, DigComp, eTwinning.
text: {by: person}
translation: {depth: full, of: {fingerprint}}
---
"""
RIGHT = WRONG.replace("eTwinning.\ntext: {by: person}\ntr", "и eTwinning накратко.\ntext: {by: person}\ntr")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report summaries and texts that were not translated."""
    for resource in catalogue.resources:
        original = resource.original
        for edition in resource.editions.values():
            if edition is original:
                continue
            node = edition.file.matter.get("summary")
            if node and edition.summary == original.summary:
                yield node.span, SAME(part="summary", path=original.path), HELP()
            body = edition.body.text.strip()
            if body and body == original.body.text.strip():
                yield Span(edition.path, edition.file.body_line), SAME(part="text", path=original.path), HELP()
