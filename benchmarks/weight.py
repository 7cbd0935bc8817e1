"""Bytes and requests of a first view and of a first search, in real Chromium over a server that compresses."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browsing import served  # noqa: E402 – the tests' own server

PAGES = ("/", "/bg/", "/en/practices/", "/en/practices/progetiger/", "/fi/guides/selfie-in-schools/", "/ga/search/")
SEARCHES = {"/en/search/": "SELFIE", "/bg/search/": "училища", "/fi/search/": "koulut", "/ga/search/": "scoileanna"}
ARGUMENTS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync".split()


def counted(browser: Browser, address: str) -> tuple[Page, dict[str, int]]:
    """Open an address without any cache; return the page and what it fetched, in bytes as sent."""
    page = browser.new_context().new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page, sizes


@click.command()
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "site")
@click.option("--beside", multiple=True, type=(str, click.Path(exists=True, file_okay=False, path_type=Path)))
def main(site: Path, beside: tuple[tuple[str, Path], ...]) -> None:
    """Print a row for each page and each search; kB are 1,000 bytes over the wire, gzip.

    With --beside NAME FOLDER the front page of another built site is measured in the same run; what it fetches for
    its search is counted apart.
    """
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for path in PAGES:
            _, sizes = counted(browser, address + path)
            click.echo(f"first view   {path:32} {sum(sizes.values()) / 1000:7.1f} kB {len(sizes):3} requests")
        for path, query in SEARCHES.items():
            page, sizes = counted(browser, address + path)
            before = sum(sizes.values()), len(sizes)
            page.locator("#q").fill(query)
            page.locator("[data-result]").first.wait_for()
            page.wait_for_load_state("networkidle")
            added = (sum(sizes.values()) - before[0]) / 1000, len(sizes) - before[1]
            click.echo(f"first search {path + '?q=' + query:32} {added[0]:7.1f} kB {added[1]:3} requests more")
        for name, folder in beside:
            with served(folder) as other:
                _, sizes = counted(browser, f"{other}/")
            search = {url: size for url, size in sizes.items() if "/search" in url or "/pagefind/" in url}
            view = (sum(sizes.values()) - sum(search.values())) / 1000
            click.echo(
                f"first view   {name:32} {view:7.1f} kB {len(sizes) - len(search):3} requests without its search"
            )
            click.echo(f"             {name:32} {sum(sizes.values()) / 1000:7.1f} kB {len(sizes):3} requests in all")
        browser.close()


if __name__ == "__main__":
    main()
