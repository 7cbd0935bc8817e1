"""How long a build takes, stage by stage: the project's own content, copied as often as asked."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from centre import pipeline, search
from centre_mkdocs.engine import render

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")


def repository(folder: Path, copies: int) -> Path:
    """Copy the content, and each practice and guide so many times under other names."""
    shutil.copytree(ROOT / "content", folder / "content")
    theme = "plugins/centre_mkdocs/theme"
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace(theme, str(ROOT / theme))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name in ("practices", "guides"):
        shutil.copytree(ROOT / name, folder / name)
        for resource in [path for path in (ROOT / name).iterdir() if path.is_dir()]:
            for number in range(2, copies + 1):
                shutil.copytree(resource, folder / name / f"{resource.name}-{number}")
    return folder


@click.command()
@click.option("--copies", default=1, show_default=True, help="How often each practice and guide is there.")
def main(copies: int) -> None:
    """Print seconds by stage, and milliseconds for each page."""
    with tempfile.TemporaryDirectory() as folder:
        root = repository(Path(folder), copies)
        rows: list[tuple[str, float]] = []

        def timed(stage: str, work: Callable[[], T]) -> T:
            start = time.perf_counter()
            done = work()
            rows.append((stage, time.perf_counter() - start))
            return done

        catalogue = timed("read and check", lambda: pipeline.read(root, today=date.today())).value
        site = timed("arrange", lambda: pipeline.arrange(catalogue))
        timed("render", lambda: render(root, catalogue, site, root / "out", ""))
        timed("index", lambda: search.index(root / "out", site))
        total = sum(seconds for _, seconds in rows)
        for stage, seconds in (*rows, ("all", total)):
            click.echo(f"{stage:16} {seconds:7.2f} s  {seconds / len(site.pages) * 1000:6.2f} ms a page")
        click.echo(f"{len(catalogue.resources)} resources, {len(site.pages)} pages, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
