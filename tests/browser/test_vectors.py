"""Cross-site-scripting vectors in every place a contributor can write to, in a real Chromium: none runs.

The checks refuse most of them (the first wall); here the site is built in spite of that, and looked at with the
security policy of the pages and without it: what is left must be harmless by itself.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Route, expect
from playwright.sync_api import Error as BrowserError

import hostile
from browsing import served
from centre import pipeline
from sites import TODAY, finish, write

SHARES = [pytest.param(48, id="sample"), pytest.param(1, id="all", marks=pytest.mark.long)]
"""Each test takes every n-th vector: a few on every change, all of them in the long run."""

OURS = re.compile(r"\{http://(www.w3.org/2005/Atom|www.sitemaps.org/schemas/sitemap/0.9)\}|.*/xhtml\}link$")
"""Elements of feeds and sitemaps; any other of XHTML could run."""

TELL = """(() => {
  const tell = (what) => { try { window.told(what); } catch {} };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => tell(`${name}()`);
  for (const name of ["write", "writeln"]) document[name] = () => tell(`document.${name}()`);
  for (const name of ["log", "info", "warn"]) console[name] = () => tell(`console.${name}()`);
  document.addEventListener("securitypolicyviolation", (event) => {
    tell(`stopped by the policy: ${event.effectiveDirective} ${event.blockedURI}`);
  });
})();"""
"""Before any script of a page: what none of our pages ever does tells on itself."""

TOUCH = """async () => {
  const scheme = (one) => (URL.canParse(one, document.baseURI) ? new URL(one, document.baseURI).protocol : "");
  const isScript = (one) => /^(javascript|vbscript|data):$/.test(scheme(one ?? ""));
  addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!isScript(link?.href?.baseVal ?? link?.href)) event.preventDefault();
  }, true);
  addEventListener("submit", (event) => {
    if (!isScript(event.submitter?.getAttribute("formaction") ?? event.target.action)) event.preventDefault();
  }, true);
  for (const one of document.querySelectorAll("body, body *:not(fieldset *)")) {
    for (const name of ["pointerover", "mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "wheel",
      "contextmenu", "dblclick", "keydown", "input", "change", "scroll", "copy", "toggle", "animationstart"])
      one.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    if (one.tabIndex >= 0) one.focus();
    one.click ? one.click() : one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  await new Promise((done) => setTimeout(done, 10));
}"""
"""Touch everything as a reader could, all filters of the search left out; only links that lead away are held."""

SCAN = """() => {
  const found = [];
  const never = "iframe, frame, object, embed, applet, base, style, math, audio, video, template, textarea, marquee";
  const script = /\\/assets\\/(page|go|finder)\\.\\w+\\.js$/;
  const isOurData = (text) => JSON.parse(text)["@context"] === "https://schema.org";
  for (const one of document.querySelectorAll("*")) {
    const tell = (what) => found.push(`${what}: ${one.outerHTML.slice(0, 160)}`);
    if (one.matches(never)) tell("an element that we never write");
    if (one.matches("meta[http-equiv=refresh i]") && !one.content.startsWith("0; url=.")) tell("another way on");
    if (one.matches("form") && !/^[./]*(search\\/)?$/.test(one.getAttribute("action"))) tell("another form");
    if (one.matches("link[rel=stylesheet i]") && !one.href.startsWith(location.origin)) tell("another style");
    if (one.matches("script[src]") && !script.test(one.src)) tell("another script");
    if (one.matches("script:not([src])") && one.type !== "application/ld+json") tell("a script in the page");
    if (one.matches("script:not([src])") && !isOurData(one.text)) tell("other data");
    for (const { name, value } of one.attributes) {
      if (/^(on|formaction|style|srcdoc|ping|background)/i.test(name)) tell(`an attribute ${name}`);
      if (!/^(href|src|action|data|poster|srcset|cite|xlink:href)$/i.test(name)) continue;
      const address = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : null;
      if (!address) continue;
      if (!["http:", "https:", "mailto:"].includes(address.protocol)) tell("an unsafe address");
      if (name === "src" && address.origin !== location.origin) tell("something from another host");
    }
  }
  return found;
}"""
"""What must not be in a page, whether it ran or not."""

ASK = """async (queries) => {
  const status = document.getElementById("status");
  const lost = [];
  for (const query of queries) {
    const wanted = `“${query.trim().replaceAll(/[\\r\\n]/g, "")}”`;
    const asked = new URLSearchParams([["q", query], ["topic", query], ["sort", query]]);
    history.replaceState(null, "", `?${asked}#${encodeURIComponent(query)}`);
    dispatchEvent(new PopStateEvent("popstate"));
    const start = Date.now();
    while (!status.textContent.includes(wanted) && Date.now() - start < 5000)
      await new Promise((done) => setTimeout(done, 5));
    if (!status.textContent.includes(wanted)) lost.push(`${query}: ${status.textContent}`);
  }
  return lost;
}"""
"""Search for what the address says, again and again; return what is not shown as it was asked."""


class Watch:
    """A reader who touches everything and notices what a page tries."""

    def __init__(self, browser: Browser, address: str, *, policy: bool) -> None:
        self.address = address
        self.policy = policy
        self.ran: dict[str, str] = {}
        """What ran, or would have run without the policy, by the page on which it did."""
        self.wrong: list[str] = []
        """What must not be there, whether it ran or not."""
        self.opened = 0
        self._here = ""
        self._context = browser.new_context(bypass_csp=not policy, reduced_motion="reduce", service_workers="block")
        self._context.expose_binding("told", lambda _, what: self._run(str(what)))
        self._context.add_init_script(TELL)
        self._context.route(re.compile(rf"^(?!{re.escape(address)}/)"), self._refuse)
        # A page that leads on by script is looked at before it does.
        self._context.route(
            re.compile(r"/assets/go\."), lambda route: route.fulfill(body="", content_type="text/javascript")
        )
        self.turn()

    def turn(self) -> None:
        """Go on in a new window."""
        self.page = page = self._context.new_page()
        page.set_default_timeout(5_000)
        page.on("dialog", self._dismiss)
        page.on("popup", self._shut)
        page.on("pageerror", lambda error: self._tell(f"script error: {error}"))
        page.on("console", self._hear)

    def visit(self, path: str, tail: str = "") -> None:
        """Open a page, with a hostile tail of the address, and look through it.

        Without the policy everything is touched as well; with it, what could run has been stopped by then, and told.
        """
        self._here = path
        self.opened += 1
        self.page.goto(f"{self.address}{path}{tail}")
        if not self.policy:
            self.page.evaluate(TOUCH)
        if path.endswith("/search/"):
            self.page.wait_for_load_state("networkidle")
        self.look()
        if urlsplit(self.page.url).path != path:
            self._tell(f"led away to {self.page.url}")

    def look(self) -> None:
        """Look through the page as it is now."""
        self.wrong += [f"{self._here}: {one}" for one in self.page.evaluate(SCAN)]

    def _run(self, what: str) -> None:
        self.ran.setdefault(self._here, what)

    def _tell(self, what: str) -> None:
        self.wrong.append(f"{self._here}: {what}")

    def _hear(self, one: ConsoleMessage) -> None:
        # What is missing on our own host is no matter of vectors; any other host has been refused already.
        if one.type == "error" and not one.text.startswith("Failed to load resource"):
            self._tell(one.text)

    def _refuse(self, route: Route) -> None:
        self._tell(f"foreign request: {route.request.url}")
        route.abort()

    def _dismiss(self, dialog: Dialog) -> None:
        self._run(f"dialog {dialog.message}")
        dialog.dismiss()

    def _shut(self, window: Page) -> None:
        self._tell(f"a new window: {window.url}")
        window.close()

    def close(self) -> None:
        """Leave."""
        self._context.close()


@dataclass(frozen=True)
class Hostile:
    """A share of the vectors, and the site that is made of them."""

    vectors: tuple[str, ...]
    site: Path
    survived: str
    """Where vectors are left in the catalogue, and how many."""


@pytest.fixture(scope="module", params=SHARES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    vectors = hostile.vectors()[:: request.param]
    root = write(tmp_path_factory.mktemp("hostile"), hostile.content(vectors), languages=("bg", "en"))
    checked = pipeline.read(root, today=TODAY)
    assert checked.has_errors, "the checks refuse what is built here in spite of them"
    survived = ", ".join(f"{place} {count}" for place, count in sorted(hostile.survivors(checked.value).items()))
    return Hostile(vectors, finish(root, checked.value, base="https://centre.test/"), survived)


def pages(site: Path) -> list[str]:
    """Every page, those left out that lead on by themselves."""
    found = (f"/{one.relative_to(site).as_posix()}".removesuffix("index.html") for one in sorted(site.rglob("*.html")))
    return [one for one in found if one not in hostile.MOVED]


def tail(vector: str) -> str:
    """A vector as a query and as the place in a page."""
    return f"?q={quote(vector)}&topic={quote(vector)}&sort={quote(vector)}#{quote(vector)}"


@pytest.fixture
def watch(chromium: Browser) -> Iterator[Callable[..., Watch]]:
    """Make watchful readers; none of them may have noticed anything in the end."""
    readers: list[Watch] = []

    def come(address: str, *, policy: bool) -> Watch:
        readers.append(Watch(chromium, address, policy=policy))
        return readers[-1]

    yield come
    for one in readers:
        one.close()
    assert [one.ran for one in readers if one.ran] == []
    assert [wrong for one in readers for wrong in one.wrong] == []


@pytest.mark.parametrize(
    "policy", [pytest.param(False, id="no-policy"), pytest.param(True, id="policy", marks=pytest.mark.long)]
)
def test_no_vector_runs_on_any_page(
    policy: bool, made: Hostile, watch: Callable[..., Watch], capsys: pytest.CaptureFixture[str]
) -> None:
    with served(made.site) as address:
        reader = watch(address, policy=policy)
        for path, vector in zip(pages(made.site), cycle(made.vectors), strict=False):
            reader.visit(path, tail(vector))
    with capsys.disabled():
        print(f"\n{len(made.vectors)} vectors ({made.survived}), {reader.opened} pages opened, ran: {len(reader.ran)}")


def test_vectors_in_the_search_stay_text(made: Hostile, watch: Callable[..., Watch]) -> None:
    with served(made.site) as address:
        reader = watch(address, policy=False)
        reader.visit("/en/search/")
        assert reader.page.evaluate(ASK, made.vectors) == []
        reader.look()
        for vector in made.vectors[:3]:
            reader.page.locator("#q").fill(vector)
            reader.page.keyboard.press("Enter")
            expect(reader.page.locator("#status")).to_contain_text(f"“{' '.join(vector.split())}”")
            reader.look()
        reader.visit("/en/search/", "?sort=title")
        while reader.page.locator("#found-own > button").is_visible():
            reader.page.locator("#found-own > button").click()
        expect(reader.page.locator("[data-result]")).to_have_count(len(made.vectors) + 2)
        reader.look()


def test_vectors_in_the_address_of_no_page_stay_there(made: Hostile, watch: Callable[..., Watch]) -> None:
    with served(made.site) as address:
        reader = watch(address, policy=False)
        for vector in made.vectors[:: len(made.vectors) // 5]:
            reader.visit(f"/en/{quote(vector, safe='')}/", tail(vector))


def test_data_for_machines_holds_vectors_as_text(made: Hostile, watch: Callable[..., Watch]) -> None:
    feeds = sorted(made.site.rglob("feed.xml"))
    assert feeds
    for file in made.site.rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))
    for file in made.site.rglob("*.xml"):
        assert [one.tag for one in etree.parse(file).iter() if not OURS.match(one.tag)] == [], file
    with served(made.site) as address:
        reader = watch(address, policy=False)
        for file in feeds:
            reader.page.goto(f"{address}/{file.relative_to(made.site).as_posix()}")


@pytest.mark.parametrize(("old", "new"), hostile.MOVED.items())
def test_an_address_moves_within_the_site(old: str, new: str, made: Hostile, chromium: Browser) -> None:
    with served(made.site) as address:
        page = chromium.new_context().new_page()
        page.goto(address + old)
        page.wait_for_url(address + new)
        page.context.close()


def test_a_way_to_the_best_edition_leads_there_and_nowhere_else(made: Hostile, chromium: Browser) -> None:
    with served(made.site) as address:
        page = chromium.new_context(bypass_csp=True).new_page()
        for vector in made.vectors[:: len(made.vectors) // 5]:
            page.goto(f"{address}/go/practice/v0000/{tail(vector)}")
            page.wait_for_url(f"{address}/en/practices/v0000/#**")
        page.context.close()


def test_vectors_that_stand_as_html_do_run(
    made: Hostile, chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The proof that the watch notices: the same vectors, written into a page as they are."""
    addresses = hostile.write_lone_pages(tmp_path, made.vectors)
    with served(tmp_path) as address:
        reader = Watch(chromium, address, policy=False)
        for path in addresses:
            try:
                reader.visit(path)
            except BrowserError:
                reader.turn()
        reader.close()
    noticed = {one.partition(": ")[0] for one in reader.wrong}
    with capsys.disabled():
        print(f"\n{len(made.vectors)} vectors as HTML: {len(reader.ran)} ran, {len(noticed)} noticed otherwise")
    assert len(reader.ran) > len(made.vectors) / 4
