"""Publish: check, build, pass every gate, and put a whole release into service; or go back; or verify a copy."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from centre import hosting, pipeline, release
from centre.gates import FinishedSite, refused
from centre.release import ReleaseFailed
from centre.search import IndexFailed
from centre_mkdocs.engine import RenderFailed, render
from scripts.exits import PROBLEMS, guard

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 20
"""Findings of the gates that are printed."""


def fail(words: str) -> None:
    click.echo(f"Nothing was published: {words}", err=True)
    sys.exit(PROBLEMS)


def built(root: Path, folder: Path) -> FinishedSite:
    """Build the site into a folder and pass the gates; ends the program where something is wrong."""
    checked = pipeline.read(root, today=pipeline.today(os.environ))
    if checked.has_errors:
        click.echo(pipeline.report(root, checked.problems), err=True, nl=False)
        fail("the content has errors")
    base = pipeline.base_address(checked.value, os.environ.get("SITE_URL", ""))
    pipeline.build(root, checked.value, render, folder, base=base, say=pipeline.say_on_terminal)
    site = FinishedSite(folder, checked.value, base)
    pipeline.say_on_terminal("passing the gates")
    findings = list(refused(site))
    for gate, sentence in findings[:SHOWN]:
        click.echo(f"{gate}: {sentence}", err=True)
    if findings:
        gates = ", ".join(sorted({gate for gate, _ in findings}))
        fail(f"{len(findings)} findings at the gates {gates}")
    return site


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the releases.")
@click.option("--commit", default="local", help="What the release was made from; part of its name.")
@click.option("--rollback", is_flag=True, help="Put the release before the one in service back.")
@click.option("--verify", is_flag=True, help="Compare the release in service with its own manifest.")
def main(root: Path, to: Path, commit: str, rollback: bool, verify: bool) -> None:
    """Put a whole release into the folder that a server serves as `<to>/current`."""
    to = to.absolute()
    if verify:
        differences = list(release.differences(to / "current"))
        click.echo("\n".join(differences) if differences else "The release is what its manifest says.")
        sys.exit(PROBLEMS if differences else 0)
    try:
        with release.locked(to):
            if rollback:
                click.echo(f"In service: {release.roll_back(to)}")
                return
            site = built(root.absolute(), to / "site")
            (site.folder / "_headers").write_text(hosting.headers(), encoding="utf-8")
            (site.folder / "_redirects").write_text(hosting.redirects(site.catalogue), encoding="utf-8")
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{commit[:12]}"
            release.publish(site.folder, to, name)
            configuration = hosting.nginx(site.catalogue, str(to), "127.0.0.1:8080")
            (to / "nginx.conf").write_text(configuration, encoding="utf-8")
            shutil.rmtree(site.folder)
            click.echo(f"In service: {name}")
    except (ReleaseFailed, RenderFailed, IndexFailed, OSError) as error:
        fail(str(error))


if __name__ == "__main__":
    guard(main)
