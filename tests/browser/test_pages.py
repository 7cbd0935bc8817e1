"""Every kind of page, in every language: accessible, valid, light, whole without JavaScript and under a sub-path."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Measurements
from browsing import KINDS, LANGUAGES, LIMITED, PAGES_OF, SHARED, Open, violations
from centre.gates import FinishedSite, validity
from centre.load import load
from sites import BUDGETS, ROOT

VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
EVERY_KIND = [*SHARED, *(address for pages in PAGES_OF.values() for address in pages)]
IN_TURN = (LIMITED.get(kind, LANGUAGES) for kind in KINDS)
PAGES = [
    *SHARED,
    *(f"/{codes[n % len(codes)]}/{kind}" for n, (kind, codes) in enumerate(zip(KINDS, IN_TURN, strict=True))),
]
"""Every kind of page in one language each, all languages in turn."""
SCHEMES = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"})
BUDGET = BUDGETS["first-view"]


SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""What readers may set (WCAG 2.2, 1.4.12)."""
CUT = """[...document.querySelectorAll("main *:not(.hidden)")].filter((one) => {
  const style = getComputedStyle(one);
  return style.overflowX === "hidden" && style.position !== "absolute" && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 80))"""


def scan(address: str, open_page: Open, **options: object) -> str:
    """Check a page with axe; return the version of axe."""
    page = open_page(address, **options)
    page.wait_for_timeout(300)
    assert violations(page) == []
    return str(page.evaluate("axe.version"))


@pytest.mark.parametrize("path", PAGES)
def test_axe(path: str, root_address: str, open_page: Open, measurements: Measurements) -> None:
    for scheme in SCHEMES:
        measurements.checked("axe-core", scan(root_address + path, open_page, **scheme), path)


@pytest.mark.long
@pytest.mark.parametrize("path", EVERY_KIND)
def test_axe_on_every_kind_in_every_language(
    path: str, root_address: str, open_page: Open, measurements: Measurements
) -> None:
    for scheme in SCHEMES:
        for width in (360, 768, 1440):
            viewport = {"width": width, "height": 900}
            measurements.checked("axe-core", scan(root_address + path, open_page, viewport=viewport, **scheme), path)


@pytest.mark.long
def test_axe_on_every_page(site: Path, root_address: str, open_page: Open, measurements: Measurements) -> None:
    for file in sorted(site.rglob("*.html")):
        path = f"/{file.relative_to(site).as_posix()}".removesuffix("index.html")
        measurements.checked("axe-core", scan(root_address + path, open_page), path)


@pytest.mark.parametrize("path", ["/bg/", "/en/practices/selfie/", "/fi/search/?q=SELFIE", "/ga/practices/"])
def test_axe_on_a_phone_with_open_menus(path: str, root_address: str, open_page: Open) -> None:
    page = open_page(root_address + path, viewport={"width": 360, "height": 740})
    page.locator("header details summary").first.click()
    assert violations(page) == []


def test_html_is_valid(site: Path, measurements: Measurements) -> None:
    finished = FinishedSite(site, load(site.parent, today=date.today()), "", VNU)
    assert list(validity.check(finished)) == []
    version = json.loads((VNU.parents[2] / "package.json").read_text())["version"]
    for address in finished.pages:
        measurements.checked("Nu HTML Checker", version, address)


@pytest.mark.parametrize("path", [path for path in PAGES if "?" not in path])
def test_first_view_is_light_and_fetches_no_search(
    path: str, root_address: str, open_page: Open, measurements: Measurements
) -> None:
    page = open_page(f"{root_address}/404.html")
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}))
    page.goto(root_address + path)
    page.wait_for_load_state("networkidle")
    assert not [url for url in sizes if "/pagefind/" in url]
    assert len(sizes) <= BUDGET["requests"], sorted(sizes)
    assert sum(sizes.values()) <= BUDGET["bytes"], sizes
    measurements.weights[path] = sum(sizes.values()), len(sizes)


@pytest.mark.parametrize("language", ["bg", "en", "fi", "ga"])
def test_everything_but_the_search_works_without_scripts(language: str, root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/{language}/", java_script_enabled=False)
    page.locator("main .doors a").first.click()
    page.locator("main article.card a").first.click()
    assert page.locator("main article.resource").count() == 1
    page.goto(f"{root_address}/go/practice/selfie/")
    page.locator(f"main a[lang={language}]").click()
    assert page.url == f"{root_address}/{language}/practices/selfie/"
    page.goto(f"{root_address}/{language}/search/")
    assert page.locator("noscript").inner_text().strip()
    assert page.locator(".lists a").count() >= 2


@pytest.mark.parametrize("language", ["bg", "de", "el", "mt"])
def test_nothing_is_wider_than_a_phone_at_large_zoom(language: str, root_address: str, open_page: Open) -> None:
    """1,280 px at 400 % are 320 px (WCAG 2.2, 1.4.10); more space in the text must fit as well (1.4.12)."""
    page = open_page(f"{root_address}/{language}/", viewport={"width": 320, "height": 640}, bypass_csp=True)
    for address in PAGES_OF[language]:
        page.goto(root_address + address)
        page.wait_for_load_state("networkidle")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{address} is {width} px wide"
        page.add_style_tag(content=SPACING)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{address} with more space is {width} px wide"
        assert page.evaluate(CUT) == [], f"{address} cuts text"


def test_under_a_sub_path(sub_address: str, open_page: Open) -> None:
    page = open_page(f"{sub_address}/")
    page.locator("main a[lang=bg]").click()
    assert page.url == f"{sub_address}/bg/"
    page.locator("main section.list article a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1
    page.goto(f"{sub_address}/go/practice/selfie/")
    page.wait_for_url(f"{sub_address}/en/practices/selfie/")
    page.goto(f"{sub_address}/en/search/?q=SELFIE")
    result = page.locator("[data-result] a").first
    result.wait_for()
    result.click()
    page.wait_for_url(f"{sub_address}/en/**")
    assert page.locator("article.resource").count() == 1


@pytest.mark.parametrize(
    ("locale", "language"), [("bg-BG", "bg"), ("fi", "fi"), ("nb-NO", "nb"), ("ro-RO", "en"), ("el-GR", "el")]
)
def test_a_permanent_link_leads_to_the_best_edition(
    locale: str, language: str, root_address: str, open_page: Open
) -> None:
    page = open_page(f"{root_address}/go/practice/selfie/#sources", locale=locale)
    page.wait_for_url(f"{root_address}/{language}/practices/selfie/#sources")


def test_the_link_of_a_heading_and_the_reference_are_copied(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/practices/selfie/", permissions=["clipboard-read", "clipboard-write"])
    anchor = page.locator(".prose h2 a.anchor").first
    anchor.click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == f"{root_address}/en/practices/selfie/{anchor.get_attribute('href')}"
    )
    page.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()


def test_the_first_answer_comes_first_on_a_phone(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/practices/selfie/", viewport={"width": 360, "height": 740})
    order = page.evaluate(
        "['h1', '.summary', '.facts', '.prose'].map((one) => document.querySelector(one).getBoundingClientRect().top)"
    )
    assert order == sorted(order)
    assert page.locator(".facts details").evaluate("(one) => one.open") is False


def test_print_shows_the_text_and_nothing_to_click(root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/en/practices/selfie/")
    page.emulate_media(media="print")
    for shown in ("h1", ".prose", ".facts dl", ".sources", ".trust"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in ("header.site .search", ".menu", ".languages", ".breadcrumb", ".anchor", ".reuse"):
        assert not page.locator(hidden).first.is_visible(), hidden
