"""Write the fingerprint of today's original into translations that match it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from centre import pipeline
from centre.load import load
from centre.translate import fingerprint
from scripts.exits import PROBLEMS, guard

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^translation: \{depth: (full|summary)(?:, of: [0-9a-f-]+)?\}[ ]*$", re.MULTILINE)


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.argument("paths", nargs=-1, required=True)
def main(root: Path, paths: tuple[str, ...]) -> None:
    """Stamp the translations at PATHS: you say that each matches the original of today."""
    catalogue = load(root, today=pipeline.today(os.environ))
    failed = False
    for given in paths:
        path = Path(os.path.relpath(Path(given).absolute(), root.absolute())).as_posix()
        resource = catalogue.resource_of.get(path)
        text = (root / path).read_text(encoding="utf-8") if resource else ""
        line = LINE.search(text)
        if resource is None or resource.original.path == path or not line:
            click.echo(f"{given}: not a translation with a line translation: {{depth: …}}", err=True)
            failed = True
            continue
        stamp = f"translation: {{depth: {line[1]}, of: {fingerprint(resource.original, line[1])}}}"
        stamped = f"{text[: line.start()]}{stamp}{text[line.end() :]}"
        if stamped != text:
            (root / path).write_text(stamped, encoding="utf-8")
            click.echo(f"stamped {path}")
    sys.exit(PROBLEMS if failed else 0)


if __name__ == "__main__":
    guard(main)
