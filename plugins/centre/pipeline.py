"""The order of everything: read, arrange, render, finish. Reading this file is reading the architecture."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from centre import publish, search
from centre.catalogue import Catalogue
from centre.compose import compose
from centre.export import artifacts
from centre.fix import fix as take_suggestions
from centre.load import load
from centre.problem import Checked, Problem
from centre.report import Context, printers
from centre.site import Site
from centre.source import read_text
from centre.translate import published_languages
from centre.validate import validate

Render = Callable[[Path, Catalogue, Site, Path, str], None]
"""An engine: from the repository at the first path, writes a site into the folder at the second, for a base address."""
PROGRAM = Path(__file__).resolve().parents[2]
CACHE = PROGRAM / ".cache/search"
"""Where an index keeps what the next one may use; never what stands in a repository of others."""
MOST_ROUNDS = 10
"""How often files are read again for what a mended line has uncovered."""
Say = Callable[[str], None]
"""Where progress goes."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    resources: int
    editions: Mapping[str, int]
    """Editions by language."""
    pages: int
    new_addresses: tuple[str, ...]


def read(root: Path, *, today: date, drafts: bool = False) -> Checked[Catalogue]:
    """Read the repository as of `today` and judge it; `drafts` are published only in a preview."""
    return validate(load(root, today=today, drafts=drafts))


def fix(root: Path, *, today: date) -> tuple[Checked[Catalogue], tuple[Problem, ...]]:
    """Mend what has one cure only; return what is then read, and the problems that are gone."""
    mended: list[Problem] = []
    checked = read(root, today=today)
    for _ in range(MOST_ROUNDS):
        cured = take_suggestions(root, checked.problems)
        if not cured:
            break
        mended += cured
        checked = read(root, today=today)
    return checked, tuple(mended)


def arrange(catalogue: Catalogue) -> Site:
    """Arrange a sound catalogue as a site."""
    return compose(catalogue)


def build(root: Path, catalogue: Catalogue, render: Render, destination: Path, *, base: str, say: Say) -> Built:
    """Build the site beside `destination` and swap it in; a failure on the way leaves the old site as it was."""
    site = arrange(catalogue)
    with publish.workshop(destination) as folder:
        say(f"rendering {len(site.pages)} pages")
        render(root, catalogue, site, folder, base)
        say("indexing for the search")
        search.index(folder, site, CACHE if root.resolve() == PROGRAM else None)
        publish.write(artifacts(catalogue, base), folder)
        publish.swap(folder, destination)
    editions = Counter(language for one in catalogue.resources for language in one.editions)
    return Built(
        resources=len(catalogue.resources),
        editions={code: editions[code] for code in published_languages(catalogue)},
        pages=len(site.pages),
        new_addresses=publish.record(catalogue, root),
    )


def report(
    root: Path,
    problems: Sequence[Problem],
    form: str = "text",
    *,
    sentences: Mapping[str, str] | None = None,
    colour: bool = False,
) -> str:
    """Return problems as text for people or machines."""
    paths = {problem.span.path for problem in problems}
    lines = {path: read_text(root, path)[0].split("\n") for path in sorted(paths)}
    return printers()[form].report(problems, Context(lines, sentences or {}, colour))


def base_address(catalogue: Catalogue, given: str) -> str:
    """Return where the site is published, ending with a slash; empty where nobody said."""
    base = given or catalogue.settings.address
    return "" if base in ("", "/") else base.rstrip("/") + "/"


def today(environment: Mapping[str, str]) -> date:
    """Return the date of the build: an input, so that the same content and date give the same bytes.

    `SOURCE_DATE_EPOCH` is that of reproducible-builds.org, in seconds; raises `ValueError` when it is no number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def contributor_language(catalogue: Catalogue, wanted: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak to the person at the terminal: the one asked for, else that of the system."""
    for name in (wanted, environment.get("LC_ALL"), environment.get("LC_MESSAGES"), environment.get("LANG")):
        code = (name or "").partition(".")[0].partition("_")[0].lower()
        if code in catalogue.languages:
            return code
    return catalogue.settings.labels


def say_on_terminal(text: str) -> None:
    """Print a line of progress to standard error."""
    print(text, file=sys.stderr, flush=True)
