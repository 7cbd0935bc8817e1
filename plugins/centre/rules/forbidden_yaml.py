"""The facts use a part of YAML that is not allowed: anchors, aliases, tags, deep nesting.

Why: these parts make a short file grow without limit or name program objects; nothing that people write needs them.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.problem import Severity
from centre.rules import Found, faults_of

SEVERITY = Severity.ERROR
WRONG = """
-- guides/one/en.md --
---
title: &name A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
"""
RIGHT = WRONG.replace("&name ", "")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report forbidden YAML."""
    return faults_of(catalogue, "forbidden-yaml")
