"""The search beside plain Pagefind and Material's search: the same pages, the same queries, one run, in real Chromium.

Prints a table in Markdown of recall@10 by language and kind, then MRR, precision@5, bytes and times.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click
import material as theme
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import evaluation  # noqa: E402 – the pages and queries of the tests
from browsing import CHROMIUM, served  # noqa: E402 – the tests' own server
from evaluation import Answer, Query  # noqa: E402

KINDS = ("inflected", "folded", "compound", "typo", "pair", "cross", "none")
SETTLED = 400
"""Milliseconds after which Material's list does not change any more."""
PLAIN = """async ([root, language, query]) => {
  window.plain ??= import(root + "/pagefind/pagefind.js").then(async (one) => {
    await one.options({ baseUrl: "/" });
    await one.init();
    return one;
  });
  const pagefind = await window.plain;
  const start = performance.now();
  const { results } = await pagefind.search(query);
  const time = performance.now() - start;
  const pages = await Promise.all(results.slice(0, 10).map((one) => one.data()));
  return [pages.map((one) => one.url.split("/")[3] ?? ""), time];
}"""
MATERIAL = """() => {
  const links = [...document.querySelectorAll(".md-search-result__item > a.md-search-result__link")];
  return links.map((one) => one.href.split("/").at(-2) ?? "");
}"""


def ours(page: Page, address: str, query: Query) -> Answer:
    """Ask our search page, twice: the second time is that of a warm search."""
    evaluation.ask(page, query)
    return evaluation.ask(page, query)


def plain(page: Page, address: str, query: Query) -> Answer:
    """Ask Pagefind's own script on our page, whose index is Pagefind's; the second time is that of a warm search."""
    values = [address, query.language, query.text]
    page.evaluate(PLAIN, values)
    found, milliseconds = page.evaluate(PLAIN, values)
    return Answer(query, tuple(found), not found, milliseconds)


def materials(page: Page, address: str, query: Query) -> Answer:
    """Type into Material's box, and read its list once it has settled."""
    box = page.locator(".md-search__input")
    box.click()
    box.fill(query.text)
    page.keyboard.press("End")  # Material listens to keys.
    page.wait_for_timeout(SETTLED)
    found = page.evaluate(MATERIAL)
    return Answer(query, tuple(dict.fromkeys(found)), not found)


def material(folder: Path, language: str) -> Path:
    """Build the made-up pages of a language with Material and its search as it comes; return the folder of the site."""
    docs = folder / language / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    for slug, page in evaluation.pages(language):
        text = f"# {page['title']}\n\n{page['summary']}\n\n{page['body']}\n"
        (docs / f"{slug}.md").write_text(text, encoding="utf-8")
    known = (Path(theme.__file__).parent / f"templates/partials/languages/{language}.html").exists()
    config = {
        "site_name": "Pages",
        "theme": {"name": "material", "font": False, "language": language if known else "en"},
        "plugins": ["search"],
    }
    (folder / language / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        str(folder / language / "mkdocs.yml"),
    ]
    subprocess.run(command, check=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": ""})
    return folder / language / "site"


def asked(
    browser: Browser, address: str, path: str, queries: Iterable[Query], ask: Callable[[Page, str, Query], Answer]
) -> list[Answer]:
    """Put queries to a page."""
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    answers = [ask(page, address, one) for one in queries]
    page.context.close()
    return answers


def shown(systems: dict[str, list[Answer]], languages: Sequence[str], value: str) -> None:
    """Print a table: one line for each language, in each cell the systems in their order."""
    tables = {name: evaluation.table(answers) for name, answers in systems.items()}
    click.echo(f"\n{value}: {' / '.join(systems)}\n\n| | {' | '.join(KINDS)} |\n| --- |{' --- |' * len(KINDS)}")
    for language in (*languages, "all"):
        cells = []
        for kind in KINDS:
            found = [table.get((language, kind)) for table in tables.values()]
            cells.append(" / ".join(f"{one[value]:.2f}" for one in found if one) or "–")
        click.echo(f"| {language} | {' | '.join(cells)} |")


@click.command()
@click.argument("languages", nargs=-1)
def main(languages: tuple[str, ...]) -> None:
    """Compare the searches in some languages, or in all that have pages."""
    chosen = languages or tuple(evaluation.FILES)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        site = evaluation.build_pages(folder / "ours", tuple(evaluation.FILES))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        systems: dict[str, list[Answer]] = {"ours": [], "Pagefind": [], "Material": []}
        for language in chosen:
            queries = evaluation.queries([language])
            with served(site) as address:
                path = f"{language}/search/"
                systems["ours"] += asked(browser, address, path, queries, ours)
                systems["Pagefind"] += asked(browser, address, path, queries, plain)
            with served(material(folder, language)) as address:
                systems["Material"] += asked(browser, address, "", queries, materials)
        for value in ("recall", "mrr", "precision"):
            shown(systems, chosen, value)
        answered = [place for place, one in enumerate(systems["Pagefind"]) if any(one.hits)]
        means = {name: statistics.fmean(some[place].precision for place in answered) for name, some in systems.items()}
        click.echo(f"\nprecision@5 on the {len(answered)} queries that Pagefind answers: {means}")
        times = {name: [one.milliseconds for one in systems[name]] for name in ("ours", "Pagefind")}
        medians = (f"{name} {statistics.median(some):.1f}" for name, some in times.items())
        ratios = [one / max(other, 0.1) for one, other in zip(*times.values(), strict=True)]
        click.echo(f"\nwarm search, median ms: {', '.join(medians)}; of the ratios: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
