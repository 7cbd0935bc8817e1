"""Check the content: every problem with its place and its cure."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from centre import pipeline
from centre.report import FIXED, printers
from scripts.exits import PROBLEMS, guard

ROOT = Path(__file__).resolve().parent.parent


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--format", "form", type=click.Choice(sorted(printers())), default="text", help="Who reads the result.")
@click.option("--language", default="", help="Language of the messages, such as bg.")
@click.option("--fix", is_flag=True, help="First mend what has one cure only; nothing changes its meaning.")
def main(root: Path, form: str, language: str, fix: bool) -> None:
    """Check the content and print what is wrong, with its place and its cure."""
    today = pipeline.today(os.environ)
    checked, mended = pipeline.fix(root, today=today) if fix else (pipeline.read(root, today=today), ())
    spoken = pipeline.contributor_language(checked.value, language)
    sentences = checked.value.languages[spoken].sentences if spoken in checked.value.languages else {}
    for problem in mended:
        click.echo(FIXED(place=f"{problem.span.path}:{problem.span.line}").say(sentences), err=True)
    colour = sys.stdout.isatty()
    click.echo(pipeline.report(root, checked.problems, form, sentences=sentences, colour=colour), nl=False)
    sys.exit(PROBLEMS if checked.has_errors else 0)


if __name__ == "__main__":
    guard(main)
