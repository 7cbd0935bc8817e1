"""Each gate lets a good site pass and refuses one that is broken in its way."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from centre.catalogue import Measured
from centre.gates import FinishedSite, all_gates, refused
from centre.load import load
from sites import TODAY, build

BASE = "https://centre.test/sub/"
SITE = """
-- content/pages/home/en.md --
---
title: Home
summary: The front page.
text: {by: person}
---
See [the guide](../../../guides/plan/en.md#steps).
-- content/pages/home/bg.md --
---
title: Начало
summary: Началната страница.
text: {by: machine}
translation: {depth: full, of: {fingerprint}}
---
-- guides/plan/en.md --
---
title: A plan
summary: How to plan.
{guide}
---
## Steps

First.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gates")
    build(folder, SITE, base=BASE)
    return folder


def finished(root: Path, folder: Path) -> FinishedSite:
    catalogue = load(root, today=TODAY)
    return FinishedSite(folder, replace(catalogue, measured=Measured(TODAY, 30_000, 6, (), ())), BASE)


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_a_good_site_passes(root: Path) -> None:
    assert list(refused(finished(root, root / "site"))) == []


BROKEN = {
    "a file is gone": ("links", lambda folder: (folder / "en/search/index.html").unlink()),
    "an anchor is gone": ("links", edit("en/guides/plan/index.html", 'id="steps"', 'id="other"')),
    "an id stands twice": ("links", edit("en/guides/plan/index.html", 'id="steps"', 'id="content"')),
    "an alternate is not given back": ("alternates", edit("bg/index.html", 'hreflang="en"', 'hreflang="fi"')),
    "a picture of others": (
        "foreign",
        edit("en/index.html", "<main", '<img src="https://a.test/a.png" alt=""><main'),
    ),
    "a style of others": (
        "foreign",
        edit("en/index.html", "</head>", '<link rel="icon" href="//a.test/a"></head>'),
    ),
    "no label": ("labels", edit("bg/index.html", 'class="banner"', 'class="other"')),
    "not kept from the index": ("labels", edit("bg/index.html", '<meta name="robots" content="noindex">', "")),
    "too heavy": ("weight", edit("en/index.html", "</main>", f"{''.join(map(str, range(40_000)))}</main>")),
}


@pytest.mark.parametrize(("gate", "change"), BROKEN.values(), ids=BROKEN)
def test_a_broken_site_is_refused(root: Path, tmp_path: Path, gate: str, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "site"
    shutil.copytree(root / "site", folder)
    change(folder)
    assert gate in {name for name, _ in refused(finished(root, folder))}


def test_every_gate_was_made_to_fail() -> None:
    assert {name for name, _ in all_gates()} == {gate for gate, _ in BROKEN.values()}
