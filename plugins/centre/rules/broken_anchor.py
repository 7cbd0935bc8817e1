"""A link names a heading that its target does not have.

Why: the reader lands at the top of a page and looks for what was promised. Headings have the ids of the original
edition, in ASCII, the same in every language.
"""

import difflib
from collections.abc import Iterator

from centre.body import plain_id
from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.references import anchors_of, rewritten, split_target, target_of
from centre.rules import Found

SEVERITY = Severity.ERROR
BROKEN = Template("no heading of {path} has the id “{anchor}”")
NEAR = Template("did you mean #{anchor}?")
KNOWN = Template("ids there are: {anchors}")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
## First steps

See [above](#first-step).
"""
RIGHT = WRONG.replace("(#first-step)", "(#first-steps)")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report links to ids that are not there."""
    for edition in catalogue.editions:
        for reference in edition.body.references:
            anchor = split_target(reference.target)[2]
            if reference.kind != "link" or reference.scheme or not anchor:
                continue
            target = target_of(catalogue, edition, reference.target)
            if target is None or target.resource is None:
                continue
            anchors = anchors_of(target.resource)
            if anchor not in anchors:
                near = difflib.get_close_matches(anchor, anchors, n=1)
                help = NEAR(anchor=near[0]) if near else KNOWN(anchors=", ".join(anchors) or "–")
                path = target.resource.original.path
                meant = f"{reference.target.partition('#')[0]}#{plain_id(anchor)}"
                better = rewritten(edition, reference, meant) if plain_id(anchor) in anchors else None
                yield reference.span, BROKEN(path=path, anchor=anchor), help, better
