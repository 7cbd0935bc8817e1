"""A file is named for a language that the site does not have.

Why: an edition is found by its name, `<language>.md`; a file with another name would be lost without a word.
"""

import difflib
from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.ERROR
UNKNOWN = Template("“{code}” is not a language of this site")
NEAR = Template("did you mean {code}.md?")
KNOWN = Template("name the file for one of: {codes}; a new language is a folder in content/languages/")
WRONG = """
-- guides/one/eng.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
"""
RIGHT = WRONG.replace("eng.md", "en.md")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report editions in languages that are not there."""
    for edition in catalogue.editions:
        code = edition.language
        if code not in catalogue.languages:
            near = difflib.get_close_matches(code.lower(), catalogue.languages, n=1)
            help = NEAR(code=near[0]) if near else KNOWN(codes=", ".join(catalogue.languages))
            yield Span(edition.path), UNKNOWN(code=code), help
