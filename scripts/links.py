"""Ask other sites whether the links to them still lead somewhere, and keep a record of each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from centre import external_links, pipeline, whole
from centre.external_links import Record
from centre.load import load
from centre.robot import Limits, Robot
from scripts.exits import guard

ROOT = Path(__file__).resolve().parent.parent
MOST = 600
"""Links a run: with two runs a week and some thousand links each is asked about once a week."""


def read(path: Path) -> Mapping[str, Record]:
    """Return the records of earlier runs; a file that is damaged is no reason to stop, only to begin anew."""
    if not path.exists():
        return {}
    try:
        return external_links.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        click.echo(f"The record {path} cannot be read and is begun anew: {error}", err=True)
        return {}


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="File kept from run to run.")
@click.option("--most", type=click.IntRange(0), default=MOST, show_default=True, help="Links to ask, 0 for none.")
@click.option("--report", is_flag=True, help="Print in Markdown what to look at.")
@click.pass_obj
def main(limits: Limits | None, root: Path, record: Path | None, most: int, report: bool) -> None:
    """Ask for links to other sites, those asked longest ago first; what is found is never an error."""
    today = pipeline.today(os.environ)
    catalogue = load(root, today=today)
    found = external_links.links(catalogue)
    path = (record or root / "build" / "links.json").absolute()
    records = read(path)
    chosen = external_links.due(found, records, most)
    base = pipeline.base_address(catalogue, os.environ.get("SITE_URL", ""))
    pipeline.say_on_terminal(f"asking for {len(chosen)} of {len(found)} links")
    outcomes = Robot(f"{base} {catalogue.settings.contact}", limits or Limits()).ask_all(chosen)
    if external_links.is_offline(outcomes):
        click.echo("No site answered: this machine seems to have no network, and nothing was recorded.", err=True)
        outcomes = {}
    records = external_links.renewed(found, records, outcomes, today)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.write(path, external_links.as_json(records).encode())
    except OSError as error:
        raise click.ClickException(f"the record {path} cannot be written: {error.strerror}") from error
    click.echo(external_links.report(found, records) if report else external_links.counts(records))


if __name__ == "__main__":
    guard(main)
