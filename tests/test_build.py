"""A whole site in a string, built with the real MkDocs and Pagefind."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from centre import pipeline
from centre.publish import swap, workshop
from centre.search import IndexFailed, index
from sites import PICTURE, ROOT, TODAY, build, finish, read, write

SITE = """
-- content/pages/home/en.md --
---
{home}
---
Welcome to [the guide](../../../guides/plan/bg.md#steps), [its sources](../../../guides/plan/en.md#source-1),
[the Bulgarian text](../../../guides/plan/en.md?edition=bg) and [a practice](../../../practices/robots/fi.md).
-- content/pages/home/bg.md --
---
title: Начало
summary: Началната страница.
text: {by: machine}
translation: {depth: full, of: {fingerprint}}
---
Добре дошли в [ръководството](../../../guides/plan/en.md#steps) и [практиката](../../../practices/robots/fi.md).
-- content/pages/home/fi.md --
---
title: Etusivu
summary: Etusivun tiivistelmä.
text: {by: person}
translation: {depth: full, of: {fingerprint}}
---
Tervetuloa.
-- guides/plan/en.md --
---
title: A plan & <script>alert("title")</script>
summary: How to plan digital skills in a school, <img src=x onerror=alert(1)> step by step.
facts:
  - {text: "Nine schools of ten took part <b onclick=x>.", source: 1}
pictures:
  - {file: class.gif, credit: A body, licence: CC-BY-4.0}
{guide}
---
## Steps

First ![A class](class.gif) then more.
-- guides/plan/bg.md --
---
title: План
summary: Как едно училище да планира цифровите умения стъпка по стъпка.
text: {by: machine}
translation: {depth: summary, of: 00000000}
facts:
  - {text: Девет от десет училища участваха.}
---
-- guides/plan/class.gif --
{picture}
-- practices/robots/fi.md --
---
title: Robotit
summary: Suomalainen ohjelma, jossa opitaan ohjelmoimaan robotteja.
years: {start: 2020, end: 2023}
figures:
  - {value: 1234.5, unit: euroa, what: Hinta, as_of: 2021, source: 1}
evidence:
  - {kind: audit, result: mixed, note: Tarkastus, source: 1}
  - {kind: pilot, note: Kokeilu, source: 1}
  - {kind: user-survey, note: Kysely, source: 1}
  - {kind: case-studies, note: Tapaukset, source: 1}
{practice}
---
## Mitä tehtiin

Teksti.
-- content/addresses.txt --
/en/guides/old/ -> /en/guides/plan/
/en/guides/withdrawn/ gone: its publisher <b>withdrew</b> it
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"), SITE, base="https://centre.test/sub/")


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [have for name, have in self.tags if name == tag and wanted.items() <= have.items()]


def pages(site: Path) -> dict[str, Page]:
    return {f"/{path.relative_to(site).as_posix()}": Page(path) for path in sorted(site.rglob("*.html"))}


def page(site: Path, address: str) -> Page:
    return Page(site / address.lstrip("/") / "index.html")


OVERVIEWS = (
    *("checks/", "countries/", "countries/ee/", "digital-content/", "evidence/", "explore/"),
    *("footprint/", "map/", "monitor/"),
)
TOPICS = (
    *("topics/", "topics/inclusion/", "sectors/", "sectors/school/"),
    *("audiences/", "audiences/educators/"),
)
LISTS = ("", "guides/", "practices/", "search/", *OVERVIEWS, *TOPICS)
"""What every language has: pages made from the collection, only where they hold something."""


def test_there_are_pages_for_existing_editions_only(site: Path) -> None:
    editions = ("bg/guides/plan/", "en/guides/plan/", "fi/practices/robots/")
    moved = ("en/guides/old/", "en/guides/withdrawn/")
    go = ("go/guide/plan/", "go/practice/robots/")
    lists = (f"{code}/{rest}" for code in ("bg", "en", "fi") for rest in LISTS)
    folders = sorted(["", *editions, *moved, *go, *lists])
    assert sorted(pages(site)) == sorted(["/404.html", *(f"/{one}index.html" for one in folders)])


def test_every_page_names_its_language_and_direction(site: Path) -> None:
    for address, one in pages(site).items():
        first = address.split("/")[1]
        expected = {"go": "fi" if "robots" in address else "en"}.get(first, first if address.count("/") > 1 else "en")
        assert one.all("html") == [{"lang": expected, "dir": "ltr"}]


def test_alternates_are_existing_editions_and_symmetric(site: Path) -> None:
    seen = {}
    for address, one in pages(site).items():
        links = one.all("link", rel="alternate")
        own = "https://centre.test/sub" + address.removesuffix("index.html")
        if links:
            assert one.all("link", rel="canonical")[0]["href"] == own
            seen[own] = {link["hreflang"]: link["href"] for link in links}
    assert seen["https://centre.test/sub/en/guides/plan/"] == {
        "bg": "https://centre.test/sub/bg/guides/plan/",
        "en": "https://centre.test/sub/en/guides/plan/",
        "x-default": "https://centre.test/sub/en/guides/plan/",
    }
    assert seen["https://centre.test/sub/fi/practices/robots/"]["x-default"].endswith("/fi/practices/robots/")
    assert seen["https://centre.test/sub/bg/"]["x-default"] == "https://centre.test/sub/"
    for own, alternates in seen.items():
        for target in alternates.values():
            assert seen[target] == alternates, f"{own} names {target}, which does not name it back in the same way"


def test_every_link_leads_to_a_page_and_every_anchor_to_an_id(site: Path) -> None:
    built = pages(site)
    for address, one in built.items():
        for tag, attributes in one.tags:
            target = attributes.get("href") or attributes.get("src") or attributes.get("action")
            if not target or (tag == "link" and attributes["rel"] in ("canonical", "alternate")):
                continue
            if urlsplit(target).scheme:
                continue
            # The page for addresses that do not exist is shown anywhere, so its links start with the sub-path.
            here = urlsplit(urljoin(f"http://x/sub{address}", target))
            path = here.path.removeprefix("/sub")
            file = path + "index.html" if path.endswith("/") else path
            assert (site / file.lstrip("/")).is_file(), f"{address} links to {target}"
            if here.fragment and file in built:
                assert f'id="{here.fragment}"' in built[file].text, f"{address} links to {target}"


def test_a_link_to_any_edition_means_the_resource(site: Path) -> None:
    english, bulgarian = page(site, "/en/"), page(site, "/bg/")
    assert english.all("a", href="guides/plan/#steps") == [{"href": "guides/plan/#steps"}]
    assert english.all("a", href="guides/plan/#source-1")
    assert english.all("a", href="../bg/guides/plan/", hreflang="bg")
    assert bulgarian.all("a", href="guides/plan/"), "the summary has no such heading"
    assert bulgarian.all("a", href="../fi/practices/robots/", hreflang="fi")
    assert "(in Finnish)" in english.text


def test_machine_text_is_labelled_and_not_indexed(site: Path) -> None:
    bulgarian, english = page(site, "/bg/guides/plan/"), page(site, "/en/guides/plan/")
    assert bulgarian.all("meta", name="robots", content="noindex")
    assert bulgarian.all("div", **{"class": "banner"})
    assert not english.all("meta", name="robots")
    assert not english.all("div", **{"class": "banner"})


def test_a_demonstration_says_so_on_every_page_and_is_not_indexed(tmp_path: Path) -> None:
    settings = "-- content/site.yml --\nname: A demonstration\nhome: home\nlabels: en\n"
    for one in pages(build(tmp_path, SITE + settings)).values():
        assert one.all("meta", name="robots", content="noindex")
        assert "demonstration" in one.text or "демонстра" in one.text or "esittely" in one.text or "demo" in one.text


def test_every_page_can_report_an_error_by_mail(site: Path) -> None:
    for address, one in pages(site).items():
        mails = [link["href"] for link in one.all("a") if link["href"].startswith("mailto:")]
        assert len(mails) == 1, address
        assert mails[0].startswith("mailto:mail@centre.test?subject=")
        assert "https%3A//centre.test/sub/" in mails[0]


def test_nothing_runs_inline(site: Path) -> None:
    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
    for one in pages(site).values():
        assert one.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"] == policy
        assert not one.all("style")
        for script in one.all("script"):
            # Data is not run, so the policy has nothing to say about it.
            assert script.get("src") or script["type"] == "application/ld+json"
        for _, attributes in one.tags:
            assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_hostile_words_stay_words(site: Path) -> None:
    text = page(site, "/en/guides/plan/").text
    assert (
        '<h1 data-pagefind-meta="title">A plan &amp; &lt;script&gt;alert(&#34;title&#34;)&lt;/script&gt;</h1>' in text
    )
    assert "<img src=x" not in text
    assert "<b onclick" not in text


def test_material_ships_nothing(site: Path) -> None:
    names = {re.sub(r"\.[0-9a-f]{8}\.", ".", path.name) for path in (site / "assets").iterdir()}
    assert names == {
        *("centre.css", "engine.js", "excerpt.js", "finder.js", "go.js", "icon.svg", "lexicon.js", "page.js"),
        *("query.js", "suggest.js", "words.js"),
    }
    assert {path.name for path in site.iterdir()} == {
        *(
            "404.html",
            "index.html",
            "assets",
            "bg",
            "en",
            "fi",
            "finder",
            "guides",
            "lexicon",
            "pagefind",
            "catalogue.json",
            "catalogue.schema.json",
            "go",
            "sitemap.xml",
        )
    }
    assert (site / "guides/plan/class.gif").read_text() == f"{PICTURE}\n"


def test_facts_speak_the_readers_language(site: Path) -> None:
    finnish = page(site, "/fi/practices/robots/").text
    assert "1\xa0234,5" in finnish
    assert "Viro" in finnish
    bulgarian = page(site, "/bg/practices/").text
    assert "Естония" in bulgarian
    assert 'lang="fi" hreflang="fi">Robotit</a>' in bulgarian


def test_a_moved_address_leads_on_and_a_withdrawn_one_says_why(site: Path) -> None:
    moved, gone = page(site, "/en/guides/old/"), page(site, "/en/guides/withdrawn/")
    assert moved.all("meta", **{"http-equiv": "refresh", "content": "0; url=../plan/"})
    assert moved.all("meta", name="robots", content="noindex")
    assert "its publisher &lt;b&gt;withdrew&lt;/b&gt; it" in gone.text


def test_the_ledger_learns_new_addresses_and_keeps_old_lines(site: Path) -> None:
    lines = (site.parent / "content/addresses.txt").read_text().splitlines()
    assert lines[:2] == [
        "/en/guides/old/ -> /en/guides/plan/",
        "/en/guides/withdrawn/ gone: its publisher <b>withdrew</b> it",
    ]
    assert "/bg/guides/plan/" in lines
    assert len(lines) == len(set(lines))


def test_each_language_has_its_index(tmp_path: Path) -> None:
    catalogue = read(tmp_path, SITE)
    arranged = pipeline.arrange(catalogue)
    folder = finish(tmp_path, catalogue)
    shutil.rmtree(folder / "pagefind")
    assert index(folder, arranged) == {"bg": 2, "en": 2, "fi": 2}
    about = json.loads((folder / "pagefind/lexicon.bg.json").read_text())
    assert [bool(name) for name in about["fragments"]] == [bool(one.address) for one in arranged.found["bg"]]
    for name in filter(None, about["fragments"]):
        assert (folder / f"pagefind/fragment/bg_{name}.pf_fragment").is_file()
    bare = replace(arranged, found={**arranged.found, "ga": ()}, data={**arranged.data, "ga": "/"})
    with pytest.raises(IndexFailed, match="no page was indexed for: ga"):
        index(folder, bare)


def test_only_a_language_that_changed_is_indexed_again(tmp_path: Path) -> None:
    def indexed(text: str) -> dict[str, str]:
        catalogue = read(tmp_path, SITE.replace("Добре дошли в", text))
        folder = finish(tmp_path, catalogue)
        shutil.rmtree(folder / "pagefind")
        index(folder, pipeline.arrange(catalogue), tmp_path / "cache")
        return {path.name.split(".")[0]: path.name for path in (tmp_path / "cache").iterdir()}

    before, after = indexed("Заповядайте в"), indexed("Вижте")
    assert {name for name in before if before[name] != after[name]} == {"pages-bg", "words-bg"}
    assert set(before) == {f"{kind}-{code}" for kind in ("pages", "words") for code in ("bg", "en", "fi")}


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_same_content_and_date_give_the_same_bytes(tmp_path: Path) -> None:
    """In processes of their own, because the order of sets differs from process to process, and on two paths."""
    folders = [tmp_path / "one", tmp_path / "another place" / "two"]
    for seed, root in enumerate(folders, 1):
        build(root, SITE)
        command = [sys.executable, "-m", "scripts.build", "--root", str(root), "--to", str(root / "again")]
        seeded = {"PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": "1764000000", "SITE_URL": "https://centre.test/"}
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, **seeded})
    one, two = (root / "again" for root in folders)
    assert files_of(one) == files_of(two)
    _, different, errors = filecmp.cmpfiles(one, two, files_of(one), shallow=False)
    assert (different, errors) == ([], [])


def configure(root: Path) -> None:
    """A configuration for a bare `mkdocs build`, with the project's own theme."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    theme = "plugins/centre_mkdocs/theme"
    (root / "mkdocs.yml").write_text(config.replace(theme, str(ROOT / theme)), encoding="utf-8")


def test_bare_mkdocs_makes_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    built = build(tmp_path, SITE)
    configure(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "bare"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env={**os.environ, "SITE_URL": ""})
    bare = tmp_path / "bare"
    exported = re.compile(r"pagefind/|lexicon/|catalogue\.|.*/(cite\.\w+|index\.md)$")
    assert files_of(bare) == [name for name in files_of(built) if not exported.match(name)]
    for name in files_of(bare):
        assert (bare / name).read_bytes() == (built / name).read_bytes(), name


def test_bare_mkdocs_refuses_bad_content_before_it_empties_the_site(tmp_path: Path) -> None:
    built = build(tmp_path, SITE)
    configure(tmp_path)
    (tmp_path / "guides/plan/en.md").write_text("---\ntitle: A: b\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "guides/plan/en.md:2:9" in done.stderr
    assert (built / "en/guides/plan/index.html").is_file()


def test_a_failed_render_leaves_the_old_site(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("old")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        pipeline.build(root, pipeline.read(root, today=TODAY).value, fail, root / "site", base="", say=lambda _: None)
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]
    assert not [path.name for path in root.iterdir() if path.name.startswith(".site")]


def test_swap_refuses_a_link_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with workshop(tmp_path / "site") as folder, pytest.raises(NotADirectoryError):
        swap(folder, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()


def test_the_page_for_missing_addresses_works_at_any_depth(site: Path) -> None:
    links = [one["href"] for one in Page(site / "404.html").all("a")]
    inside = [link for link in links if not link.startswith(("mailto:", "#"))]
    assert inside and all(link.startswith("/sub/") for link in inside)
