"""A translation repeats a fact: a term, a date, a number, a name or a link.

Why: a fact that is said once cannot drift. A translation gives title, summary, its labels and, where it wants, the
wording of texts; everything else comes from the original.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue, Field
from centre.kinds import WORDING, as_items
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Entries

SEVERITY = Severity.ERROR
FACT = Template("“{field}” is a fact, and facts stand in the original only")
FACT_HELP = Template("delete it here; if it is wrong, correct it in the original")
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
translation: {depth: full, of: {fingerprint}}
sectors: [school]
---
"""
RIGHT = WRONG.replace("sectors: [school]\n", "")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report facts in translations."""
    for edition in catalogue.editions:
        if edition.is_translation:
            for field in edition.type.fields:
                if field.per == "resource":
                    yield from _facts(field, edition.file.matter)


def _facts(field: Field, entries: Entries) -> Iterator[Found]:
    node, key = entries.get(field.name), entries.key(field.name)
    if node is None or key is None or field.kind in WORDING:
        return
    if field.kind != "record":
        yield key.span, FACT(field=field.name), FACT_HELP()
        return
    for item in as_items(node, field):
        if isinstance(item, Entries):
            for part in field.fields:
                yield from _facts(part, item)
