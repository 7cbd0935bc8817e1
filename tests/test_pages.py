"""Pages made from the collection: each answers its reader's question from the facts of the entries."""

import html
import re
from pathlib import Path

import pytest

from sites import build

SITE = """
-- content/pages/home/en.md --
---
title: Home
summary: The front page.
text: {by: person}
---
-- content/plans/plan/en.md --
---
title: The plan
summary: What the Union wants to do.
text: {by: person}
years: {start: 2021, end: 2027}
{sources}
---
-- content/actions/one/en.md --
---
title: Dialogue
summary: A dialogue with the Member States.
text: {by: person}
from: 2026-11-01
number: 1
plan: plan
priority: p1
progress:
  - {state: ongoing, as_of: 2021-10, source: 1}
  - {state: completed, as_of: 2023-03, source: 1}
{sources}
---
-- content/actions/hub/en.md --
---
title: The hub
summary: A hub for both priorities.
text: {by: person}
number: 14
plan: plan
{sources}
---
-- content/indicators/skills/en.md --
---
title: Adults with basic skills
summary: How many adults can do the basic things.
text: {by: person}
unit: "%"
target: {bound: at-least, value: 80, year: 2030, source: 1}
readings:
  - {value: 54, area: EU, as_of: "2021", source: 1}
  - {value: 56, area: EU, as_of: "2023", source: 1}
{sources}
---
-- content/organisations/body/en.md --
---
title: The body
summary: A public body.
text: {by: person}
kind: agency
countries: [EE]
{sources}
---
-- practices/robots/en.md --
---
title: Robots
summary: Pupils program robots.
from: 2026-11-02
checked: {on: 2026-11-20, against: [1]}
text: {by: person}
countries: [EE, LV]
level: project
sectors: [school]
topics: [stem, inclusion]
programme: [erasmus-2021-2027]
actions: [one]
organisations:
  - {name: The body, role: leader, country: EE, page: body}
evidence:
  - {kind: controlled-study, result: mixed, topics: [stem], note: "Pupils knew more, teachers did not.", source: 1}
outputs:
  - {name: A course, licence: CC-BY-4.0}
  - {name: A film, licence: CC-BY-NC-ND-4.0}
  - {name: A game}
{sources}
---
-- practices/tablets/en.md --
---
title: Tablets
summary: Pupils got tablets.
checked: {on: 2026-11-10, against: [1]}
text: {by: person}
countries: [LV]
level: programme
sectors: [school]
topics: [equipment]
{sources}
---
-- practices/old/en.md --
---
title: An old practice
summary: It stood here once.
text: {by: person}
countries: [MT]
level: project
sectors: [school]
topics: [gender]
status: withdrawn
withdrawn: {on: 2026-03-01, reason: The project asked for it., successor: practice/robots}
{sources}
---
-- practices/coming/en.md --
---
title: A draft
summary: It is not finished.
text: {by: person}
countries: [MT]
level: project
sectors: [school]
topics: [gender]
status: draft
{sources}
---
-- guides/data/en.md --
---
title: Data protection
summary: How a school protects data.
text: {by: person}
kind: guidance
audiences: [educators]
topics: [data-protection]
valid_for: {until: 2025-12-31}
{sources}
---
-- guides/data-ireland/en.md --
---
title: Data protection in Ireland
summary: How an Irish school protects data.
text: {by: person}
kind: guidance
audiences: [educators]
topics: [data-protection]
adapts: data
applies_in: [IE]
differs:
  - {text: The age of consent is 16., source: 1}
{sources}
---
-- content/publications/book/en.md --
---
title: Robots in schools
summary: What is known, in one place.
text: {by: person}
audiences: [educators]
topics: [stem]
date: 2026-11
chapters:
  - {title: What was tried, text: Two practices side by side., resources: [practice/robots, practice/tablets]}
---
Introduction.
-- content/pathways/first/en.md --
---
title: A first project
summary: Steps for a newcomer.
text: {by: person}
audiences: [applicants]
steps:
  - {title: Read what others did, text: It saves you a detour., resources: [practice/robots]}
---
""".replace("{sources}", 'sources:\n  - {title: A source, url: "https://www.europa.eu/", language: en}')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("pages"), SITE)


def said(site: Path, address: str) -> str:
    """The words of a page's main part, in one line."""
    text = (site / address.strip("/") / "index.html").read_text(encoding="utf-8")
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/monitor/", "1. Dialogue completed March 2023 Robots"),
        ("/en/", "Newest Practice Robots"),
        ("/en/", "Compared with their sources last Practice Tablets"),
        ("/en/", "What you can read in English Type whole text summary only in other languages"),
        ("/en/monitor/", "14. The hub – – –"),
        ("/en/monitor/", "at least 80 % by 2030"),
        ("/en/monitor/", "European Union: 54 % (2021), European Union: 56 % (2023)"),
        ("/en/monitor/", "1 action to which no entry of this collection belongs 1 action without a dated state"),
        ("/en/evidence/", "STEM and STEAM – – – mixed 1"),
        ("/en/evidence/", "Entries without documented evidence Tablets"),
        ("/en/countries/lv/", "1 entry without documented evidence of results"),
        ("/en/countries/lv/", "No entries yet: Organisations"),
        ("/en/countries/ee/", "study with a control group mixed 1 Robots"),
        ("/en/topics/stem/", "study with a control group mixed 1 Robots"),
        ("/en/map/", "Estonia appears together with Latvia 1"),
        ("/en/map/", "The body Robots"),
        ("/en/digital-content/", "Robots openly licensed 1 , licensed with limits 1 , licence not stated 1"),
        ("/en/practices/old/", "Withdrawn on 1 March 2026. The project asked for it. Robots"),
        ("/en/guides/data/", "This was valid until 31 December 2025."),
        ("/en/guides/data/", "National variants Ireland Data protection in Ireland The age of consent is 16."),
        ("/en/guides/data-ireland/", "National variant of Data protection"),
        ("/en/publications/book/", "What was tried Two practices side by side. Practice Robots Pupils program robots."),
        ("/en/paths/first/", "Read what others did It saves you a detour. Robots"),
        ("/en/practices/robots/", "Part of A first project Robots in schools"),
        ("/en/organisations/body/", "Takes part in Robots"),
    ],
)
def test_a_page_says(site: Path, address: str, words: str) -> None:
    assert words in said(site, address)


def test_what_is_withdrawn_or_a_draft_is_in_no_list(site: Path) -> None:
    assert "An old practice" not in said(site, "/en/practices/")
    assert not (site / "en/practices/coming").exists()
    assert not (site / "en/countries/mt").exists()
    assert "data-pagefind-body" not in (site / "en/practices/old/index.html").read_text()
