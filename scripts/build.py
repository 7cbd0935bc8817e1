"""Build the site: validate, render, index, and swap the finished site in."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import click

from centre import pipeline
from centre.search import IndexFailed
from centre_mkdocs.engine import RenderFailed, render
from scripts.exits import PROBLEMS, guard, set_today

ROOT = Path(__file__).resolve().parent.parent


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--to", "destination", type=click.Path(path_type=Path), help="Folder of the finished site.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Date of the build, for reproducible bytes.")
@click.option("--drafts", is_flag=True, help="Publish drafts too, for a preview.")
@click.option("--language", default="", help="Language of the messages.")
def main(root: Path, destination: Path | None, today: date | None, drafts: bool, language: str) -> None:
    """Validate the content and build the site into the folder `site`."""
    start = time.monotonic()
    set_today(today)
    destination = (destination or root / "site").absolute()
    pipeline.say_on_terminal("reading and checking the content")
    checked = pipeline.read(root, today=pipeline.today(os.environ), drafts=drafts)
    spoken = pipeline.contributor_language(checked.value, language)
    sentences = checked.value.languages[spoken].sentences if spoken in checked.value.languages else {}
    if checked.problems:
        colour = sys.stderr.isatty()
        click.echo(pipeline.report(root, checked.problems, sentences=sentences, colour=colour), err=True, nl=False)
    if checked.has_errors:
        click.echo("The site was not built; the old one, if there is one, is untouched.", err=True)
        sys.exit(PROBLEMS)
    base = pipeline.base_address(checked.value, os.environ.get("SITE_URL", ""))
    try:
        built = pipeline.build(root, checked.value, render, destination, base=base, say=pipeline.say_on_terminal)
    except (RenderFailed, IndexFailed, NotADirectoryError) as error:
        click.echo(f"The site was not built: {error}", err=True)
        sys.exit(PROBLEMS)
    editions = ", ".join(f"{code} {count}" for code, count in built.editions.items())
    if built.new_addresses:
        click.echo(f"{len(built.new_addresses)} new addresses were added to content/addresses.txt; commit it.")
    click.echo(f"{built.resources} resources, editions: {editions}; {built.pages} pages")
    click.echo(f"The site is in {destination} ({time.monotonic() - start:.1f} s). Open {destination}/index.html")


if __name__ == "__main__":
    guard(main)
