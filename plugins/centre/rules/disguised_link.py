"""A link seems to lead to another place than it does.

Why: readers trust the name of a site that they know. A name before an @ is not the site, a letter of another script can
look like one of ours, and words that are an address must be the address.
"""

import re
from collections.abc import Iterator

from centre.body import Reference
from centre.catalogue import Catalogue
from centre.kinds import DISGUISE_HELP, disguise
from centre.matter import misfits
from centre.message import Message, Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
OTHER = Template("the words of this link are an address, {shown}, but it leads to {host}")
SHOWN = re.compile(r"(?:https?://(?=\w)|(?=www\.))((?:[\w-]+\.)+\w{2,})(?:[/?#:]\S*)?", re.IGNORECASE)
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
See [the portal of the Union](https://www.eur\u043epa.eu/).
"""
RIGHT = WRONG.replace("\u043e", "o")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report disguised links of bodies and of facts."""
    for edition in catalogue.editions:
        for span, misfit in misfits(edition, catalogue, "disguised-link"):
            yield span, misfit.message, misfit.help
        for reference in edition.body.references:
            if reference.kind == "link" and reference.scheme in ("http", "https"):
                hidden = disguise(reference.target) or _other(reference)
                if hidden:
                    yield reference.span, hidden, DISGUISE_HELP()


def _other(reference: Reference) -> Message | None:
    """Say that the words of a link are the address of another site."""
    shown, target = SHOWN.fullmatch(reference.text.strip()), SHOWN.fullmatch(reference.target)
    if shown and target and _site(shown[1]) != _site(target[1]):
        return OTHER(shown=shown[1], host=target[1])
    return None


def _site(host: str) -> str:
    return host.lower().removeprefix("www.")
