"""A source is a copy at a place where anyone can put anything.

Why: a reader can trust a figure only where its owner published it; copies are altered, outdated and taken down. Find
the original; where there is none to be found, say so: `standing: copy`.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Entries, Scalar, Sequence

SEVERITY = Severity.WARNING
COPIES = (
    "scribd.com",
    "slideshare.net",
    "docplayer.net",
    "docplayer.org",
    "fdocuments.us",
    "fdocuments.in",
    "academia.edu",
    "researchgate.net",
    "issuu.com",
    "coursehero.com",
    "studocu.com",
    "vdocuments.mx",
    "yumpu.com",
)
"""Places where people upload documents of others."""
COPY = Template("“{host}” holds copies, not originals")
HELP = Template("name the page of the owner instead, or add standing: copy")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide-without-sources}
sources:
  - {title: A report, url: "https://www.scribd.com/document/1/A-report", language: en}
---
"""
RIGHT = WRONG.replace("language: en}", "language: en, standing: copy}")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report sources at places for copies that do not say so."""
    for edition in catalogue.editions:
        sources = edition.file.matter.get("sources")
        for entry in sources.items if isinstance(sources, Sequence) else ():
            url = entry.get("url") if isinstance(entry, Entries) else None
            if isinstance(entry, Entries) and isinstance(url, Scalar) and not entry.get("standing"):
                host = _host(url.text)
                if any(host == one or host.endswith(f".{one}") for one in COPIES):
                    yield url.span, COPY(host=host), HELP()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
