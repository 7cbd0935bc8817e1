"""The search, as readers use it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from anyascii import anyascii
from playwright.sync_api import Page, expect

from browsing import Open, served, violations


def results(page: Page) -> list[str]:
    page.locator("[data-result]").first.wait_for()
    return [str(one.get_attribute("data-result")) for one in page.locator("[data-result]").all()]


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("en", "robotics", "/en/practices/progetiger/"),
        ("bg", "SELFIE", "/bg/practices/selfie/"),
        ("fi", "lukutaidot", "/fi/practices/new-literacies/"),
        ("ga", "SELFIE", "/ga/practices/selfie/"),
    ],
)
def test_a_query_in_the_address_finds_the_page(
    language: str, query: str, expected: str, root_address: str, open_page: Open
) -> None:
    page = open_page(f"{root_address}/{language}/search/?q={query}")
    assert expected in results(page)
    own = page.locator("#found-own [data-result]").evaluate_all("all => all.map((one) => one.dataset.result)")
    assert expected in own and all(one.startswith(f"/{language}/") for one in own)


def test_the_form_on_every_page_leads_to_the_results(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/guides/")
    page.locator("header input[type=search]").fill("robotics")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root_address}/en/search/?q=robotics")
    assert "/en/practices/progetiger/" in results(page)


def test_filters_stand_in_the_address_and_the_back_button_returns(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?type=practice")
    results(page)
    page.locator("summary", has_text="Country").click()
    page.get_by_label("Estonia").check()
    page.wait_for_url("**/en/search/?type=practice&country=EE")
    expect(page.locator("[data-result='/en/practices/territoires-numeriques-educatifs/']")).to_have_count(0)
    estonian = results(page)
    assert "/en/practices/progetiger/" in estonian
    page.get_by_label("Practices").uncheck()
    page.get_by_label("Guides").check()
    page.wait_for_url("**/en/search/?type=guide&country=EE")
    expect(page.locator("[data-result^='/en/practices/']")).to_have_count(0)
    page.go_back()
    page.go_back()
    expect(page.locator("[data-result='/en/practices/progetiger/']")).to_be_visible()
    assert results(page) == estonian
    page.goto(f"{root_address}/en/search/?country=EE&country=FI&type=practice")
    page.locator("[data-result='/en/practices/new-literacies/']").wait_for()
    assert set(estonian) < set(results(page))


def test_without_a_query_everything_can_be_filtered_counted_and_sorted(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?sort=title&type=practice")
    results(page)
    shown = page.locator("[data-result] h2").all_inner_texts()
    titles = [re.sub(r"[^a-z0-9 ]", "", anyascii(title).casefold()) for title in shown]
    assert len(titles) == 24 and titles == sorted(titles)
    page.goto(f"{root_address}/bg/search/?sort=title")
    results(page)
    expect(page.locator("[data-result] .chip").first).to_have_text("Текст на език: английски")
    box = page.locator("input[name=language][value=fi]")
    page.locator("details[data-facet=language] summary").click()
    counted = int(page.locator("label", has=box).locator(".count").inner_text())
    box.check()
    expect(page.locator("#status")).to_contain_text(str(counted))
    page.locator("#sort").select_option("date")
    page.wait_for_url("**/bg/search/?language=fi&sort=date")


def test_back_to_the_bare_page_leaves_no_result_behind(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/")
    prompt = page.locator("#status").inner_text()
    page.locator("details[data-facet=type] summary").click()
    page.get_by_label("Guides").check()
    results(page)
    page.go_back()
    expect(page.locator("[data-result]")).to_have_count(0)
    expect(page.locator("#status")).to_have_text(prompt)
    assert not page.get_by_label("Guides").is_checked() and page.locator("#found-own > button").is_hidden()


def test_an_empty_result_says_which_filter_to_loosen(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?type=guide&country=EE")
    page.get_by_role("button", name="Without the filter “Type”").click()
    assert "/en/practices/progetiger/" in results(page)
    assert page.url.endswith("?country=EE")
    assert page.evaluate("document.activeElement.id") == "q"


def test_the_count_is_announced_in_the_language(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/fi/search/?q=SELFIE")
    results(page)
    status = page.locator("#status")
    assert status.get_attribute("role") == "status"
    expect(status).to_contain_text("SELFIE")
    expect(status).to_contain_text(re.compile(r"\d"))


def test_nothing_found_says_what_to_do(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?q=qqqqxyzzy")
    expect(page.locator("#status")).to_contain_text("Nothing found for “qqqqxyzzy”. Try fewer or other words")


def test_a_hostile_query_stays_text(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?q=%24%26%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&topic=%3Cb%3E")
    expect(page.locator("#status")).to_contain_text("“$&<img src=x onerror=alert(1)>”")
    assert page.locator("main img").count() == 0


def test_by_keyboard_alone(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab_to(page, "document.activeElement.id === 'q'")
    page.keyboard.type("robotics")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=robotics")
    results(page)
    page.locator("#q").focus()
    tab_to(page, "document.activeElement.closest('[data-result]') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/practices/**")


@pytest.mark.parametrize("width", [360, 1280])
def test_from_a_search_to_another_language_and_back_by_keyboard_alone(
    width: int, root_address: str, open_page: Open
) -> None:
    page = open_page(f"{root_address}/en/search/", viewport={"width": width, "height": 800})
    tab_to(page, "document.activeElement.id === 'q'")
    page.keyboard.type("SELFIE")
    page.keyboard.press("Enter")
    results(page)
    tab_to(page, "document.activeElement.parentElement.dataset.facet === 'type'")
    page.keyboard.press("Enter")
    tab_to(page, "document.activeElement.value === 'practice'")
    page.keyboard.press("Space")
    page.wait_for_url("**/en/search/?q=SELFIE&type=practice")
    assert page.evaluate("document.activeElement.value") == "practice", "focus stays where the reader is"
    expect(page.locator("[data-result^='/en/guides/']")).to_have_count(0)
    tab_to(page, "document.activeElement.closest('[data-result=\"/en/practices/selfie/\"]') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/practices/selfie/")
    tab_to(page, "document.activeElement.closest('.languages') !== null")
    page.keyboard.press("Enter")
    tab_to(page, "document.activeElement.lang === 'bg'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bg/practices/selfie/")
    assert page.evaluate("document.documentElement.lang") == "bg"
    # Chromium without a window has no shortcut for going back.
    page.go_back()
    page.go_back()
    page.wait_for_url("**/en/search/?q=SELFIE&type=practice")
    assert "/en/practices/selfie/" in results(page)
    assert page.locator("input[value=practice]").is_checked()


def tab_to(page: Page, condition: str) -> None:
    """Press Tab until the condition holds; what has the focus must always be seen (WCAG 2.2, 2.4.7 and 2.4.11)."""
    for _ in range(120):
        page.keyboard.press("Tab")
        width, height = page.evaluate(
            "(({width, height}) => [width, height])(document.activeElement.getBoundingClientRect())"
        )
        assert width > 0 and height > 0, "focus is on something that cannot be seen"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", "focus is on something that does not show it"
        if page.evaluate(condition):
            return
    raise AssertionError(f"the keyboard does not reach {condition}")


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the built site, to break."""
    shutil.copytree(site, tmp_path / "site")
    return tmp_path / "site"


def test_a_language_without_an_index_does_not_search_another(copy: Path, open_page: Open) -> None:
    (copy / "pagefind/lexicon.ga.json").unlink()
    entry = copy / "pagefind/pagefind-entry.json"
    entry.write_text(entry.read_text().replace('"ga":', '"xx":'))
    with served(copy) as address:
        page = open_page(f"{address}/ga/search/?q=SELFIE", is_broken=True)
        expect(page.locator("#status")).to_contain_text("Níl innéacs cuardaigh sa teanga seo fós")
        assert page.locator("[data-result]").count() == 0
        # The server ends before the page does, and must not be asked any more.
        page.wait_for_load_state("networkidle")


def test_without_its_words_the_search_still_finds_what_is_typed(copy: Path, open_page: Open) -> None:
    for shard in (copy / "lexicon").glob("en-*"):
        shard.unlink()
    with served(copy) as address:
        page = open_page(f"{address}/en/search/?q=robotics", is_broken=True)
        expect(page.locator("#status")).to_contain_text("Word forms could not be loaded")
        assert "/en/practices/progetiger/" in results(page)
        expect(page.locator(".excerpt").first).to_contain_text("robotics")
        page.wait_for_load_state("networkidle")


def test_no_search_bytes_before_the_box_has_focus(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/")
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.url))
    page.wait_for_timeout(300)
    assert not [url for url in fetched if "/pagefind/" in url or "/lexicon/" in url]
    page.locator("#q").focus()
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "lexicon.en.json" in url]


def test_a_search_costs_few_bytes(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/bg/search/")
    sizes: list[int] = []
    page.on("response", lambda one: sizes.append(int(one.headers.get("content-length", 0))))
    for query, most in (("обучение на учители", 90_000), ("роботи", 30_000)):
        sizes.clear()
        page.locator("#q").fill(query)
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_contain_text(query)
        page.wait_for_load_state("networkidle")
        assert 0 < sum(sizes) < most, f"{query}: {sum(sizes)} bytes"


def test_what_only_other_languages_have_is_found_with_its_language(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/bg/search/?q=роботите")
    others = page.locator("#found-others")
    expect(others.get_by_role("heading", level=2)).to_have_text("На други езици")
    first = others.locator("[data-result]").first
    assert first.locator("a").get_attribute("lang") == "en"
    expect(first.locator(".chip")).to_have_text("Текст на език: английски")
    expect(first.locator(".kind")).to_contain_text("Практика")
    keys = others.locator("[data-result]").evaluate_all("all => all.map((one) => one.dataset.result.slice(3))")
    assert len(keys) == len(set(keys)), "one card for each resource"


def test_an_error_is_corrected_unless_the_reader_means_it(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?q=robtics")
    expect(page.locator("#status")).to_have_text(
        re.compile(r"^Nothing found for “robtics”\. \d+ results for “robotics”")
    )
    assert "/en/practices/progetiger/" in results(page)
    page.get_by_role("button", name="Search for “robtics” as typed").click()
    page.wait_for_url("**/en/search/?q=robtics&as=typed")
    expect(page.locator("#status")).to_contain_text("Nothing found for “robtics”. Try fewer")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#q").fill("robtic")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=robtic")


def test_an_excerpt_marks_every_form_and_shows_no_keys(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/bg/search/?q=училището")
    marks = page.locator("mark")
    marks.first.wait_for()
    assert {"училища", "училищата"} & {text.lower() for text in marks.all_inner_texts()}
    shown = " ".join(page.locator(".excerpt").all_inner_texts())
    assert not re.search(r"[#~=]\w|\[\d", shown)


def test_a_phrase_in_quotes_is_found_as_it_stands(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/?q=%22teacher%20training%22")
    expect(page.locator("#status")).to_contain_text("results for")
    phrase = int(re.sub(r"\D.*", "", page.locator("#status").inner_text()))
    page.locator("#q").fill("teacher training")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("“teacher training”.")
    assert phrase < int(re.sub(r"\D.*", "", page.locator("#status").inner_text()))


def test_suggestions_are_reached_by_keyboard_and_announced(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/search/")
    box = page.locator("#q")
    box.press_sequentially("robot")
    options = page.locator("#suggestions [role=option]")
    options.first.wait_for()
    expect(page.locator("#announced")).to_have_text(re.compile(r"^\d+ suggestions?$"))
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    assert box.input_value() == "robot" and box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("i")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("robotics")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=robotics")
    assert "/en/practices/progetiger/" in results(page)
    box.fill("ProgeT")
    options.first.wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/practices/progetiger/")


@pytest.mark.parametrize(
    ("language", "query"), [("bg", "роботи"), ("de", "Schule"), ("el", "σχολεία"), ("fi", "koulut"), ("mt", "skola")]
)
def test_results_and_suggestions_by_keyboard_and_for_axe(
    language: str, query: str, root_address: str, open_page: Open
) -> None:
    page = open_page(f"{root_address}/{language}/search/?q={query}")
    results(page)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    box = page.locator("#q")
    box.press("End")
    page.keyboard.press("Backspace")
    page.locator("#suggestions [role=option]").first.wait_for()
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "suggestions-0"
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    results(page)
    tab_to(page, "document.activeElement.closest('[data-result]') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/[a-z]{2}/(?!search/).+"))
