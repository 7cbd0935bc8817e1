"""What a change does to the built pages: those that it makes, alters or takes away, as a page to start from."""

from __future__ import annotations

import filecmp
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

NAME = "changed.html"
"""The start page, at the top of the built site."""
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Changed pages</title><h1>Changed pages</h1>"
)
NOTHING = "<p>No page changes.</p>"


def changed_pages(before: Path, site: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of new, changed and gone pages of a built site, compared with the one before the change.

    Both must be built by the same program for the same day, or everything differs.
    """
    old, new = _pages(before), _pages(site)
    altered = (page for page in sorted(old & new) if not filecmp.cmp(before / page, site / page, shallow=False))
    return {"New": tuple(sorted(new - old)), "Changed": tuple(altered), "Gone": tuple(sorted(old - new))}


def start_page(before: Path, site: Path) -> str:
    """Return a page that lists what changes, with links to what can be opened."""
    parts = []
    for heading, pages in changed_pages(before, site).items():
        if pages:
            rows = (_row(before if heading == "Gone" else site, page, linked=heading != "Gone") for page in pages)
            parts.append(f"<h2>{heading}: {len(pages)}</h2><ul><li>{'<li>'.join(rows)}</ul>")
    return f"{HEAD}{''.join(parts) or NOTHING}\n"


def _pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {NAME}


def _row(site: Path, page: str, *, linked: bool) -> str:
    """Name a page by its title, which its template has escaped."""
    found = TITLE.search((site / page).read_text(encoding="utf-8"))
    words = " ".join(found[1].split()) if found else escape(page)
    name = f'<a href="{escape(page)}">{words}</a>' if linked else words
    return f"{name} <code>{escape(page)}</code>"
