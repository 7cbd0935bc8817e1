"""Write a start page into a built site that lists the pages which a change makes, alters or takes away."""

from __future__ import annotations

from pathlib import Path

import click

from centre.preview import NAME, changed_pages, start_page
from scripts.exits import guard


@click.command()
@click.option("--before", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(before: Path, site: Path) -> None:
    """Compare the built SITE with the one BEFORE the change; both must be built by the same program for one day."""
    (site / NAME).write_text(start_page(before, site), encoding="utf-8")
    counts = (f"{name.lower()} {len(pages)}" for name, pages in changed_pages(before, site).items())
    click.echo(f"{site / NAME}: {', '.join(counts)}")


if __name__ == "__main__":
    guard(main)
