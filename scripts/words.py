"""List the words, labels and terms that a language still takes from another one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from centre import pipeline
from centre.load import load
from centre.words import missing_words
from scripts.exits import WRONG_USE, guard

ROOT = Path(__file__).resolve().parent.parent


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.argument("codes", nargs=-1)
def main(root: Path, codes: tuple[str, ...]) -> None:
    """List missing words of the languages CODES, or of all; `group.key` says in which file they belong."""
    catalogue = load(root, today=pipeline.today(os.environ))
    unknown = [code for code in codes if code not in catalogue.languages]
    if unknown:
        click.echo(f"no such language: {', '.join(unknown)}", err=True)
        raise SystemExit(WRONG_USE)
    for code in codes or tuple(catalogue.languages):
        missing = missing_words(catalogue, catalogue.languages[code])
        click.echo(f"{code}: {len(missing)} missing")
        for key in missing:
            click.echo(f"  {key}")


if __name__ == "__main__":
    guard(main)
