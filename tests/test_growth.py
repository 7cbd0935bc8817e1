"""No page grows with the collection, and the data of the search page keeps its budget at 2,000 resources."""

import gzip
import re
from pathlib import Path
from random import Random

from centre.pages import Scene
from centre.pages.search import finder
from sites import BUDGETS, ROOT, build, read

TOPICS = "inclusion stem equipment ethics wellbeing gender accessibility assessment".split()
COUNTRIES = "EE LV LT FI SE DK DE FR IT ES PT GR BG RO HU PL".split()
WORDS = sorted(set(re.findall(r"[a-z]{4,}", (ROOT / "content/languages/en/words.yml").read_text(encoding="utf-8"))))
"""Words for titles, so that data compress no better than those of real titles."""
HOME = """
-- content/pages/home/en.md --
---
title: Home
summary: The front page.
text: {by: person}
---
"""


def practices(count: int) -> str:
    """As many practices as asked for, each with a title, places, topics and evidence of usual size."""
    return HOME + "".join(map(practice, range(count)))


def practice(number: int) -> str:
    countries = {COUNTRIES[number % 16], COUNTRIES[(number * 7 + 3) % 16]}
    topics = {TOPICS[number % 8], TOPICS[(number * 3 + 1) % 8]}
    words = Random(number).sample(WORDS, 8)
    return f"""
-- practices/{"-".join(words[:3])}-{number}/en.md --
---
title: {" ".join(words)}
summary: What {number} schools tried with devices, what came of it, and what nobody has looked at yet.
text: {{by: person}}
checked: {{on: 2026-03-0{number % 9 + 1}, against: [1]}}
countries: [{", ".join(sorted(countries))}]
level: project
sectors: [school, vet]
topics: [{", ".join(sorted(topics))}]
audiences: [educators]
programme: [erasmus-2021-2027]
years: {{start: {2005 + number % 20}}}
evidence:
  - {{kind: audit, result: mixed, note: An audit, source: 1}}
outputs:
  - {{name: A course}}
sources:
  - {{title: A source, url: "https://www.europa.eu/"}}
---
"""


def test_no_page_grows_with_the_collection(tmp_path: Path) -> None:
    few = build(tmp_path / "few", practices(200), languages=("en",))
    many = build(tmp_path / "many", practices(800), languages=("en",))
    for address in (
        "en",
        "en/practices",
        "en/practices/page/2",
        "en/topics/inclusion",
        "en/countries/ee",
        "en/countries",
        "en/evidence",
        "en/map",
        "en/digital-content",
        "en/explore",
        "en/search",
    ):
        before, after = ((site / address / "index.html").stat().st_size for site in (few, many))
        assert after <= before * BUDGETS["growth"]["most"], f"{address}: {before} → {after} bytes"


def test_the_data_of_the_search_page_keeps_its_budget(tmp_path: Path) -> None:
    catalogue = read(tmp_path, practices(BUDGETS["finder"]["resources"]), languages=("en",))
    data = finder(Scene(catalogue), "en").data.content
    assert len(gzip.compress(data)) <= BUDGETS["finder"]["bytes"]
