"""A fact has a name that its type does not know.

Why: a misspelt name would be lost without a word.
"""

import difflib
import re
from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.kinds import differs_by_one
from centre.matter import unknown_keys
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Scalar, Suggestion, instead, quoted

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
        for key, fields, siblings in unknown_keys(edition):
            names = [field.name for field in fields]
            near = difflib.get_close_matches(key.text, names, n=1)
            if " " in key.text:
                # What looks like a name is the rest of a text with a comma in it, between braces.
                yield key.span, REST(text=key.text), REST_HELP(), _whole(edition.file.lines, key)
                continue
            meant = near[0] if near and differs_by_one(key.text, near[0]) else ""
            given = {name.text for name in siblings}
            better = instead(edition.file.lines, key.span, meant) if meant and meant not in given else None
            help = NEAR(name=near[0]) if near else KNOWN(names=", ".join(names))
            yield key.span, UNKNOWN(key=key.text), help, better


def _whole(lines: tuple[str, ...], rest: Scalar) -> Suggestion | None:
    """Put the text that a comma cut off between quotation marks, together with what stands before it."""
    line = lines[rest.span.line - 1] if rest.span.line <= len(lines) else ""
    before, after = line[: rest.span.column - 1], line[rest.span.end_column - 1 :]
    text = re.fullmatch(r"(.*[{,] *[a-z_]+: +)([^\"'{}\[\],]+, *)", before)
    if not text or not re.match(r" *[,}]", after):
        return None
    return Suggestion(rest.span.line, f"{text[1]}{quoted(text[2] + rest.text)}{after}")
