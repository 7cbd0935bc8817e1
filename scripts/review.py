"""Print the review of a change, for a forge to show beside the changed lines."""

from __future__ import annotations

import os
from pathlib import Path

import click

from centre import pipeline
from centre.problem import Severity
from centre.report import Context
from centre.report.review import changed_lines, review
from centre.source import read_text
from scripts.exits import guard

LARGEST = 5_000_000
"""Characters of a diff that are looked at; what is wrong with a larger change is told without places."""


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--diff", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--language", default="", help="Language of the messages, such as bg.")
def main(root: Path, diff: Path, language: str) -> None:
    """Judge the content at ROOT and print the review of the change whose unified diff is given, or nothing."""
    checked = pipeline.read(root, today=pipeline.today(os.environ))
    spoken = pipeline.contributor_language(checked.value, language, {})
    sentences = checked.value.languages[spoken].sentences if spoken in checked.value.languages else {}
    changed = changed_lines(diff.read_text(encoding="utf-8", errors="replace")[:LARGEST])
    problems = [one for one in checked.problems if one.span.path in changed or one.severity is Severity.ERROR]
    lines = {one.span.path: read_text(root, one.span.path)[0].split("\n") for one in problems}
    click.echo(review(problems, changed, Context(lines, sentences)), nl=False)


if __name__ == "__main__":
    guard(main)
