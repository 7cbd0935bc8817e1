"""Write a start page into a built site that lists the pages which a change makes, alters or takes away."""

from __future__ import annotations

import filecmp
import html
import re
from collections.abc import Iterator
from pathlib import Path

import click

from scripts.exits import guard

NAME = "changed.html"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {NAME}


def titled(site: Path, page: str) -> str:
    """The page's own title, or its path; what a template has escaped stays so."""
    found = TITLE.search((site / page).read_text(encoding="utf-8"))
    return " ".join(found[1].split()) if found else html.escape(page)


def groups(before: Path, site: Path) -> Iterator[tuple[str, list[str]]]:
    old, new = pages(before), pages(site)
    link = '<a href="{}">{}</a> <code>{}</code>'
    altered = [page for page in sorted(old & new) if not filecmp.cmp(before / page, site / page, shallow=False)]
    for name, found in (("New", sorted(new - old)), ("Changed", altered)):
        yield name, [link.format(html.escape(page), titled(site, page), html.escape(page)) for page in found]
    yield "Gone", [f"{titled(before, page)} <code>{html.escape(page)}</code>" for page in sorted(old - new)]


@click.command()
@click.option("--before", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(before: Path, site: Path) -> None:
    """Compare the built SITE with the one BEFORE the change; both must be built by the same program on one day."""
    found = [(name, rows) for name, rows in groups(before, site) if rows]
    lists = "".join(f"<h2>{name}: {len(rows)}</h2><ul><li>{'<li>'.join(rows)}</ul>" for name, rows in found)
    text = f"{HEAD}<title>Changed pages</title><h1>Changed pages</h1>{lists or '<p>No page changes.</p>'}\n"
    (site / NAME).write_text(text, encoding="utf-8")
    click.echo(f"{site / NAME}: " + (", ".join(f"{name.lower()} {len(rows)}" for name, rows in found) or "nothing"))


if __name__ == "__main__":
    guard(main)
