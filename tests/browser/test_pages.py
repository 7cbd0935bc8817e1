"""Every kind of page, in every language: accessible, valid, light, whole without JavaScript and under a sub-path."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from browsing import LANGUAGES, Open
from sites import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = (
    "",
    "practices/",
    "guides/",
    "practices/selfie/",
    "guides/selfie-in-schools/",
    "about/",
    "search/?q=SELFIE",
)
PAGES = ["/", "/404.html", *(f"/{language}/{kind}" for language in LANGUAGES for kind in KINDS)]
FIRST_VIEW_BYTES = 30_000
"""Most bytes over the wire, gzip, of a first view without pictures."""
FIRST_VIEW_REQUESTS = 6


def scan(address: str, open_page: Open, **options: object) -> None:
    page = open_page(address, **options)
    page.wait_for_timeout(300)
    # The page's policy forbids scripts that are not its own; axe comes in as a debugger would.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    seen = [
        f"{one['id']}: {one['nodes'][0]['html']} {one['nodes'][0]['failureSummary']}" for one in found["violations"]
    ]
    assert seen == []


@pytest.mark.parametrize("path", PAGES)
def test_axe(path: str, root_address: str, open_page: Open) -> None:
    for scheme in ("light", "dark"):
        scan(root_address + path, open_page, color_scheme=scheme)


@pytest.mark.long
def test_axe_on_every_page(site: Path, root_address: str, open_page: Open) -> None:
    for path in sorted(site.rglob("*.html")):
        for scheme in ("light", "dark"):
            scan(f"{root_address}/{path.relative_to(site).as_posix()}", open_page, color_scheme=scheme)


@pytest.mark.parametrize("path", ["/bg/", "/en/practices/selfie/", "/fi/search/?q=SELFIE", "/ga/practices/"])
def test_axe_on_a_phone_with_open_menus(path: str, root_address: str, open_page: Open) -> None:
    page = open_page(root_address + path, viewport={"width": 360, "height": 740})
    page.locator("header details summary").first.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [one["id"] for one in found["violations"]] == []


def test_html_is_valid(site: Path, root_address: str) -> None:
    """Over HTTP: to a file, the policy's `'self'` is nothing."""
    java = shutil.which("java")
    assert java, "java is needed to check HTML"
    addresses = [f"{root_address}/{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*.html"))]
    loopback = [f"-Dnu.validator.servlet.{name}" for name in ("allow-forbidden-hosts=true", "allowed-address-type=all")]
    command = [
        java,
        *loopback,
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--also-check-css",
        "--also-check-svg",
        *addresses,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert [f"{one['url'].removeprefix(root_address)}: {one['message']}" for one in messages] == []


@pytest.mark.parametrize("path", ["/", "/bg/", "/en/practices/", "/en/practices/selfie/", "/fi/guides/", "/ga/search/"])
def test_first_view_is_light_and_fetches_no_search(path: str, root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/404.html")
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}))
    page.goto(root_address + path)
    page.wait_for_load_state("networkidle")
    assert not [url for url in sizes if "/pagefind/" in url]
    assert len(sizes) <= FIRST_VIEW_REQUESTS, sorted(sizes)
    assert sum(sizes.values()) <= FIRST_VIEW_BYTES, sizes


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_but_the_search_works_without_scripts(language: str, root_address: str, open_page: Open) -> None:
    page = open_page(f"{root_address}/{language}/", java_script_enabled=False)
    page.locator("main section.list a", has_text="").first.click()
    assert page.locator("main article.card").count() > 3 or page.locator("main article.resource").count() == 1
    page.goto(f"{root_address}/{language}/search/")
    assert page.locator("noscript").inner_text().strip()
    assert page.locator(".lists a").count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone_at_large_zoom(language: str, root_address: str, open_page: Open) -> None:
    """1,280 px at 400 % are 320 px (WCAG 2.2, 1.4.10)."""
    for kind in KINDS:
        page = open_page(f"{root_address}/{language}/{kind}", viewport={"width": 320, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{kind} is {width} px wide"


def test_under_a_sub_path(sub_address: str, open_page: Open) -> None:
    page = open_page(f"{sub_address}/")
    page.locator("main a[lang=bg]").click()
    assert page.url == f"{sub_address}/bg/"
    page.locator("main section.list article a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1
    page.goto(f"{sub_address}/en/search/?q=SELFIE")
    result = page.locator("[data-result] a").first
    result.wait_for()
    result.click()
    page.wait_for_url(f"{sub_address}/en/**")
    assert page.locator("article.resource").count() == 1
