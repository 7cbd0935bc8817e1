"""A fact has a name that its type does not know.

Why: a misspelt name would be lost without a word.
"""

import difflib
from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.matter import unknown_keys
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
UNKNOWN = Template("“{key}” is not a field of this type")
NEAR = Template("did you mean “{name}”?")
KNOWN = Template("fields here are: {names}")
REST = Template("a comma cuts the text off before “{text}”")
REST_HELP = Template("put the whole text between double quotation marks: between { and } a comma starts a new part")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
vaild_for: {call_years: [2026]}
{guide}
---
"""
RIGHT = WRONG.replace("vaild_for", "valid_for")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report names that no field has."""
    for edition in catalogue.editions:
        for key, fields in unknown_keys(edition):
            names = [field.name for field in fields]
            near = difflib.get_close_matches(key.text, names, n=1)
            if " " in key.text:
                # What looks like a name is the rest of a text with a comma in it, between braces.
                yield key.span, REST(text=key.text), REST_HELP()
                continue
            help = NEAR(name=near[0]) if near else KNOWN(names=", ".join(names))
            yield key.span, UNKNOWN(key=key.text), help
