"""Each gate lets a good site pass and refuses one that is broken in its way."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from centre.catalogue import Measured
from centre.gates import FinishedSite, all_gates, refused, validity
from centre.load import load
from sites import ROOT, TODAY, build

CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
BASE = "https://centre.test/sub/"
SITE = """
-- content/addresses.txt --
/en/guides/old/ -> /en/guides/plan/
/en/guides/gone/ gone: its publisher withdrew it
-- content/pages/home/en.md --
---
{home}
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
    build(folder, SITE, base=BASE, languages=("bg", "en"))
    return folder


def finished(root: Path, folder: Path, checker: Path = CHECKER) -> FinishedSite:
    catalogue = load(root, today=TODAY)
    return FinishedSite(folder, replace(catalogue, measured=Measured(TODAY, 30_000, 6, (), ())), BASE, checker)


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_only_a_good_site_passes_all_gates(root: Path, tmp_path: Path) -> None:
    assert list(refused(finished(root, root / "site"))) == []
    shutil.copytree(root / "site", tmp_path / "site")
    (tmp_path / "site/en/search/index.html").unlink()
    assert {name for name, _ in refused(finished(root, tmp_path / "site"))} == {"alternates", "links", "vanished"}


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
    "an element that HTML does not have": (
        "validity",
        edit("bg/guides/index.html", "</main>", "<blink>!</blink></main>"),
    ),
    "style against its own policy": ("validity", edit("en/index.html", "<main", '<p style="color: red">!</p><main')),
    "a page is gone": ("vanished", lambda folder: shutil.rmtree(folder / "go/guide/plan")),
    "a page that leads on is gone": ("vanished", lambda folder: shutil.rmtree(folder / "en/guides/old")),
    "a page that says why is gone": ("vanished", lambda folder: shutil.rmtree(folder / "en/guides/gone")),
    "too heavy": ("weight", edit("en/index.html", "</main>", f"{''.join(map(str, range(40_000)))}</main>")),
}


@pytest.mark.parametrize(("gate", "change"), BROKEN.values(), ids=BROKEN)
def test_a_broken_site_is_refused(root: Path, tmp_path: Path, gate: str, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "site"
    shutil.copytree(root / "site", folder)
    change(folder)
    assert list(dict(all_gates())[gate].check(finished(root, folder)))


def test_without_java_or_checker_nobody_passes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = root / "site"
    missing = tmp_path / "vnu.jar"
    assert list(validity.check(finished(root, site, missing))) == [
        f"the Nu HTML Checker is not in {missing}; `npm ci` beside package.json installs it"
    ]
    missing.write_text("no program")
    assert [one[:30] for one in validity.check(finished(root, site, missing))] == ["the Nu HTML Checker failed: Er"]
    monkeypatch.setenv("PATH", "")
    assert list(validity.check(finished(root, site))) == [
        "Java is missing, which the checker needs; install it, on Debian: apt-get install default-jre-headless"
    ]


def test_a_page_that_the_checker_did_not_look_at_is_named(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Център"
    shutil.copytree(root / "site", folder)
    site = finished(root, folder)
    assert "/en/index.html" in site.pages and list(validity.check(site)) == []
    (folder / "en/index.html").unlink()
    assert list(validity.check(site)) == ["/en/index.html: the Nu HTML Checker did not look at it"]


def test_every_gate_was_made_to_fail() -> None:
    assert {name for name, _ in all_gates()} == {gate for gate, _ in BROKEN.values()}
