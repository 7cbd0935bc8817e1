"""A link seems to lead to another place than it does.

Why: readers trust the name of a site that they know. A name before an @ is not the site, a letter of another script can
look like one of ours, and words that are an address must be the address.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from centre.catalogue import Catalogue
from centre.kinds import mixes_scripts
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.ERROR
USER = Template("the words before @ in “{target}” hide where the link leads: to {host}")
MIXED = Template("the address “{host}” mixes letters of several scripts, which can look like another address")
OTHER = Template("the words of this link are an address, {shown}, but it leads to {host}")
HELP = Template("write the address of the site itself, and let the words say the same")
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
    """Report disguised links of bodies; a fact of kind link cannot hold them."""
    for edition in catalogue.editions:
        for reference in edition.body.references:
            if reference.kind != "link" or reference.scheme not in ("http", "https"):
                continue
            try:
                parts = urlsplit(reference.target)
                host = parts.hostname or ""
            except ValueError:
                continue  # No address at all; a browser leads it nowhere.
            shown = SHOWN.fullmatch(reference.text.strip())
            if parts.username is not None:
                yield reference.span, USER(target=reference.target, host=host), HELP()
            elif mixes_scripts(host):
                yield reference.span, MIXED(host=_as_asked(host)), HELP()
            elif shown and _site(shown[1]) != _site(host):
                yield reference.span, OTHER(shown=shown[1], host=host), HELP()


def _site(host: str) -> str:
    return host.lower().removeprefix("www.")


def _as_asked(host: str) -> str:
    """Return a name with the form that a browser asks for, in which a foreign letter can be seen (RFC 3492)."""
    try:
        return f"{host} ({host.encode('idna').decode()})"
    except UnicodeError:
        return host
