"""A file beside a text is of a kind that is not published, or is not what its name says.

Why: opened by itself, a file can be a page with the rights of this site: an HTML page, a drawing with a program in it,
a picture that is also an archive.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.problem import Severity
from centre.rules import Found, faults_of

SEVERITY = Severity.ERROR
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
-- guides/one/class.svg --
<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><path d="M0 0h9"/></svg>
"""
RIGHT = WRONG.replace(' onload="alert(1)"', "")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report files that must not be published."""
    return faults_of(catalogue, "unsafe-file")
