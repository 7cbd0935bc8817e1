"""Publish: check, build, pass every gate, and put a whole release into service; or go back; or verify a copy."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from centre import hosting, live, manifest, pipeline, release, sbom
from centre.gates import FinishedSite, refused
from centre.live import Unreachable
from centre.manifest import Unreadable
from centre.release import ReleaseFailed
from centre.search import IndexFailed
from centre_mkdocs.engine import RenderFailed, render
from scripts.exits import PROBLEMS, guard

ROOT = Path(__file__).resolve().parent.parent
CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
LOCKED = ROOT / "requirements.txt"
SHOWN = 20
"""Findings of the gates that are printed."""
IN_SERVICE = "current"
"""What `--verify` looks at when no copy is named: the link in the folder of the releases."""


def fail(words: str) -> NoReturn:
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
    site = FinishedSite(folder, checked.value, base, CHECKER)
    pipeline.say_on_terminal("passing the gates")
    findings = list(refused(site))
    for gate, sentence in findings[:SHOWN]:
        click.echo(f"{gate}: {sentence}", err=True)
    if findings:
        gates = ", ".join(sorted({gate for gate, _ in findings}))
        fail(f"{len(findings)} findings at the gates {gates}")
    return site


def put_into_service(root: Path, to: Path, workshop: Path, commit: str) -> str:
    """Build in the workshop and publish from there; return the name of the release."""
    site = built(root, workshop / "site")
    bill = sbom.bill_of_materials(LOCKED.read_text(encoding="utf-8"), commit, site.catalogue.today)
    (site.folder / sbom.SBOM).write_bytes(bill)
    (site.folder / "_headers").write_text(hosting.headers(), encoding="utf-8")
    (site.folder / "_redirects").write_text(hosting.redirects(site.catalogue), encoding="utf-8")
    # Written before and moved after, when nothing can fail for want of room any more.
    configuration = workshop / "nginx.conf"
    configuration.write_text(hosting.nginx(site.catalogue, str(to), "127.0.0.1:8080"), encoding="utf-8")
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{commit[:12]}"
    release.publish(site.folder, to, name)
    configuration.replace(to / configuration.name)
    return name


def verify(copy: str, to: Path | None) -> Iterator[str]:
    """Yield how a copy, at an address or in a folder, differs from our release in service, else from its manifest."""
    is_remote = copy.startswith(("http://", "https://"))
    copy = f"{copy.rstrip('/')}/"
    text = live.fetch_manifest(copy) if is_remote else manifest.text_in(Path(copy))
    theirs = manifest.read(text)
    ours = manifest.read(manifest.text_in(to / IN_SERVICE)) if to else theirs
    if ours != theirs:
        yield f"{manifest.MANIFEST} is not that of the release in service"
    if is_remote:
        yield from live.differences(copy, {**ours, manifest.MANIFEST: manifest.digest(text)})
    else:
        yield from manifest.differences(Path(copy), ours)


def compare(copy: str, to: Path | None) -> NoReturn:
    """Tell what is wrong with a copy, and end the program."""
    try:
        found = list(verify(copy, to))
    except (Unreachable, Unreadable, OSError) as error:
        found = [str(error)]
    click.echo("\n".join(found) if found else "The copy is what its manifest says.")
    sys.exit(PROBLEMS if found else 0)


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Folder of the releases.")
@click.option("--commit", default="local", help="What the release was made from; part of its name.")
@click.option("--rollback", is_flag=True, help="Put the release before the one in service back.")
@click.option(
    "--verify",
    "copy",
    is_flag=False,
    flag_value=IN_SERVICE,
    metavar="[COPY]",
    help="Compare a copy, by its address or folder, with the release in service; alone, that release with itself.",
)
def main(root: Path, to: Path | None, commit: str, rollback: bool, copy: str | None) -> None:
    """Put a whole release into the folder that a server serves as `<to>/current`."""
    to = to.absolute() if to else None
    if to is None and copy in (None, IN_SERVICE):
        raise click.UsageError("--to is missing, the folder of the releases")
    if copy:
        compare(str(to / IN_SERVICE) if to and copy == IN_SERVICE else copy, to)
    assert to is not None
    try:
        with release.locked(to) as workshop:
            name = release.roll_back(to) if rollback else put_into_service(root.absolute(), to, workshop, commit)
    except (ReleaseFailed, RenderFailed, IndexFailed, OSError) as error:
        fail(str(error))
    click.echo(f"In service: {name}")


if __name__ == "__main__":
    guard(main)
