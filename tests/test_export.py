"""What other programs get is read by readers that others wrote."""

import json
import xml.etree.ElementTree as etree
from pathlib import Path

import bibtexparser
import feedparser
import jsonschema
import pytest
import rispy
from PIL import Image
from rdflib import Graph, URIRef
from rdflib.namespace import Namespace

from sites import build

BASE = "https://centre.test/sub/"
SCHEMA = Namespace("https://schema.org/")
SITE = """
-- content/pages/home/en.md --
---
{home}
---
-- content/pages/home/bg.md --
---
title: Начало
summary: Началната страница.
text: {by: person}
translation: {depth: full, of: {fingerprint}}
---
-- practices/robots/en.md --
---
title: "Robots & {braces}: 100 % \\\\ of_it"
summary: Pupils program <b>robots</b>.
from: 2026-03-01
checked: {on: 2026-04-02, against: [1]}
licence: CC-BY-4.0
pictures:
  - {file: class.gif, credit: A body, licence: CC-BY-4.0}
years: {start: 2020, end: 2023}
figures:
  - {value: 1234.5, unit: euro, what: Price, as_of: "2021", source: 1}
evidence:
  - {kind: audit, result: mixed, note: An audit, source: 1}
{practice}
---
## What was done

See [the guide](../../guides/plan/bg.md) and ![a class](class.gif).
-- practices/robots/bg.md --
---
title: Роботи
summary: Ученици програмират роботи.
text: {by: person}
translation: {depth: summary, of: {fingerprint}}
---
-- practices/robots/class.gif --
{picture}
-- guides/plan/bg.md --
---
title: План
summary: Как се планира.
from: 2026-01-01
{guide}
---
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("exports"), SITE, base=BASE)


def test_the_catalogue_follows_its_schema(site: Path) -> None:
    catalogue = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))
    schema = json.loads((site / catalogue["$schema"]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(catalogue, schema)
    assert [(one["type"], one["slug"]) for one in catalogue["resources"]] == [("guide", "plan"), ("practice", "robots")]
    catalogue["resources"][1]["facts"]["level"] = "nonsense"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(catalogue, schema)


def test_feeds(site: Path) -> None:
    feeds = sorted(path.relative_to(site).as_posix() for path in site.rglob("feed.xml"))
    assert feeds == [
        "bg/countries/ee/feed.xml",
        "bg/feed.xml",
        "bg/guides/feed.xml",
        "bg/practices/feed.xml",
        "bg/topics/inclusion/feed.xml",
        "en/countries/ee/feed.xml",
        "en/feed.xml",
        "en/practices/feed.xml",
        "en/topics/inclusion/feed.xml",
    ]
    feed = feedparser.parse(site / "bg/feed.xml")
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.language == "bg" and feed.feed.updated == "2026-04-02T00:00:00Z"
    assert [(one.title, one.link, one.updated[:10]) for one in feed.entries] == [
        ("Роботи", f"{BASE}bg/practices/robots/", "2026-04-02"),
        ("План", f"{BASE}bg/guides/plan/", "2026-01-01"),
    ]
    listing = (site / "bg/guides/index.html").read_text()
    assert f'type="application/atom+xml" href="{BASE}bg/guides/feed.xml"' in listing
    assert "atom+xml" not in (site / "en/guides/index.html").read_text(), "nothing is written in that language"


def test_citations(site: Path) -> None:
    folder = site / "en/practices/robots"
    library = bibtexparser.parse_string((folder / "cite.bib").read_text())
    assert not library.failed_blocks
    fields = library.entries[0].fields_dict
    assert fields["title"].value == r"{Robots \& \{braces\}: 100 \% \textbackslash  of\_it}"
    assert (fields["url"].value, fields["date"].value) == (f"{BASE}en/practices/robots/", "2026-04-02")
    [reference] = rispy.loads((folder / "cite.ris").read_bytes().decode())
    assert reference["title"] == "Robots & {braces}: 100 % \\ of_it"
    assert reference["urls"] == [f"{BASE}en/practices/robots/"]
    [item] = json.loads((folder / "cite.json").read_text())
    assert item["issued"] == {"date-parts": [[2026, 4, 2]]}
    assert "Robots &amp; {braces}" in (folder / "index.html").read_text()


def linked(site: Path, address: str) -> Graph:
    """The page's data as triples; the context of schema.org is named, not fetched."""
    text = (site / address.strip("/") / "index.html").read_text(encoding="utf-8")
    data = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    about = {**json.loads(data), "@context": {"@vocab": str(SCHEMA), "url": {"@type": "@id"}}}
    return Graph().parse(data=json.dumps(about), format="json-ld")


def test_pages_say_what_they_are(site: Path) -> None:
    english, bulgarian = URIRef(f"{BASE}en/practices/robots/"), URIRef(f"{BASE}bg/practices/robots/")
    graph = linked(site, "/en/practices/robots/")
    assert [str(one) for one in graph.objects(english, SCHEMA.inLanguage)] == ["en"]
    assert [str(one) for one in graph.objects(english, SCHEMA.license)] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert list(graph.objects(english, SCHEMA.workTranslation)) == [bulgarian]
    assert str(next(graph.objects(english, SCHEMA.description))) == "Pupils program <b>robots</b>."
    graph = linked(site, "/bg/practices/robots/")
    assert list(graph.objects(bulgarian, SCHEMA.translationOfWork)) == [english]
    places = [str(graph.value(one, SCHEMA.name)) for one in graph.objects(bulgarian, SCHEMA.spatialCoverage)]
    assert places == ["Естония"]


def test_an_edition_has_a_picture_for_sharing(site: Path) -> None:
    page = (site / "bg/practices/robots/index.html").read_text()
    assert f'<meta property="og:image" content="{BASE}bg/practices/robots/share.png">' in page
    for address in ("bg/practices/robots", "en/practices/robots", "bg/guides/plan"):
        path = site / address / "share.png"
        assert path.stat().st_size < 30_000
        with Image.open(path) as picture:
            assert picture.size == (1200, 630)
            # Colours by their share: paper, some ink of the title, the accent of the bar.
            counts = {index: count for count, index in picture.getcolors() or []}
            assert counts[0] > 500_000 and counts[1] > 1_000 and counts[3] > 16_000


def test_the_markdown_twin_carries_text_and_facts(site: Path) -> None:
    text = (site / "en/practices/robots/index.md").read_text()
    assert text.startswith("# Robots & {braces}: 100 % \\\\ of\\_it\n\nPupils program \\<b\\>robots\\</b\\>.")
    assert "- Countries: Estonia\n" in text
    assert "[the guide](../../../bg/guides/plan/)" in text and "![a class](../../../practices/robots/class.gif)" in text
    assert "- 1,234.5 euro – Price – 2021 [1]\n" in text
    assert "- audit – mixed – An audit [1]\n" in text


def test_the_sitemap_names_every_edition(site: Path) -> None:
    root = etree.parse(site / "sitemap.xml").getroot()
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {
        url.findtext("s:loc", "", names): len(url.findall("x:link", names)) for url in root.findall("s:url", names)
    }
    assert found == {
        f"{BASE}bg/guides/plan/": 1,
        f"{BASE}bg/": 2,
        f"{BASE}en/": 2,
        f"{BASE}bg/practices/robots/": 2,
        f"{BASE}en/practices/robots/": 2,
    }
