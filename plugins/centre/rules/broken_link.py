"""A link leads to nothing in this repository.

Why: a reader who follows it meets an error page. Link to the Markdown file of any edition, by its path from here.
"""

import difflib
from collections.abc import Iterator
from posixpath import relpath

from centre.catalogue import Catalogue, Edition
from centre.message import Message, Template
from centre.problem import Severity
from centre.references import climbs, rewritten, target_of
from centre.rules import Found

SEVERITY = Severity.ERROR
BROKEN = Template("nothing stands at “{target}”")
ABSOLUTE = Template("“{target}” starts at the root of a server, which is not the root of this site everywhere")
NEAR = Template("did you mean {target}?")
HELP = Template("link to a file, for example ../../practices/name/en.md")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
See [the other guide](../tow/en.md).
-- guides/two/en.md --
---
title: Another guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
"""
RIGHT = WRONG.replace("../tow/", "../two/")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report links to files that do not exist."""
    for edition in catalogue.editions:
        for reference in edition.body.references:
            if reference.kind != "link" or reference.scheme or climbs(edition, reference.target):
                continue
            if reference.target.startswith("/"):
                yield reference.span, ABSOLUTE(target=reference.target), HELP()
            elif target_of(catalogue, edition, reference.target) is None:
                same = _same(catalogue, edition, reference.target)
                better = rewritten(edition, reference, same) if same else None
                yield (
                    reference.span,
                    BROKEN(target=reference.target),
                    _help(catalogue, edition, reference.target),
                    better,
                )


def _same(catalogue: Catalogue, edition: Edition, target: str) -> str:
    """Return the only path that differs from `target` in capital letters alone, or nothing."""
    paths = (relpath(one.path, edition.folder) for one in catalogue.editions)
    found = [path for path in paths if path.casefold() == target.casefold()]
    return found[0] if len(found) == 1 else ""


def _help(catalogue: Catalogue, edition: Edition, target: str) -> Message:
    paths = [relpath(one.path, edition.folder) for one in catalogue.editions]
    near = difflib.get_close_matches(target, paths, n=1, cutoff=0.75)
    return NEAR(target=near[0]) if near else HELP()
