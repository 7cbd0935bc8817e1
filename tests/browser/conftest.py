"""The real site in a real Chromium: built once, served at the root of a server and under a sub-path."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from browsing import CHROMIUM, Open, served
from centre import pipeline
from centre_mkdocs.engine import render
from sites import BUDGETS, ROOT

BUDGET = BUDGETS["first-view"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are the slow ones: last, and marked."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


class Measurements:
    """What the tests of one run found, for the pages that tell it to readers."""

    def __init__(self) -> None:
        self.pages: dict[str, set[str]] = {}
        """Pages that each tool has checked without a finding."""
        self.versions: dict[str, str] = {}
        self.weights: dict[str, tuple[int, int]] = {}
        """Bytes and requests of the first view, by address."""

    def checked(self, tool: str, version: str, page: str) -> None:
        self.versions[tool] = version
        self.pages.setdefault(tool, set()).add(page)

    def text(self, budget: dict[str, int]) -> str:
        """The file that the site reads."""
        lines = [
            "# Written by the browser tests with RECORD=1; pages for readers tell what stands here.",
            f"on: {date.today().isoformat()}",
            f"budget: {{bytes: {budget['bytes']}, requests: {budget['requests']}}}",
            "tools:",
        ]
        lines += [
            f'  - {{name: {tool}, version: "{self.versions[tool]}", pages: {len(pages)}, findings: 0}}'
            for tool, pages in sorted(self.pages.items())
        ]
        lines.append("weights:")
        lines += [
            f'  - {{address: "{address}", bytes: {size}, requests: {requests}}}'
            for address, (size, requests) in sorted(self.weights.items())
        ]
        return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def measurements(request: pytest.FixtureRequest) -> Iterator[Measurements]:
    """Collects what the tests find; with RECORD=1 a run without a failure writes it for the site."""
    found = Measurements()
    yield found
    whole = found.weights and len(found.pages) > 1 and not request.session.testsfailed
    if os.environ.get("RECORD") and whole:
        (ROOT / "content/measured.yml").write_text(found.text(BUDGET), encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built as `make site` builds it, in a copy that keeps the ledger as it is."""
    root = tmp_path_factory.mktemp("repository")
    for name in ("content", "practices", "guides"):
        shutil.copytree(ROOT / name, root / name)
    checked = pipeline.read(root, today=date.today())
    assert not checked.has_errors, pipeline.report(root, checked.problems)
    pipeline.build(root, checked.value, render, root / "site", base="", say=lambda _: None)
    return root / "site"


@pytest.fixture(scope="session")
def root_address(site: Path) -> Iterator[str]:
    """The site at the root of a server."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def sub_address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site below a path, as project pages of a forge have it."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(site, folder / "some" / "where")
    with served(folder) as address:
        yield f"{address}/some/where"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium; without it the tests skip, which CI does not allow."""
    found = shutil.which("chromium")
    if not found:
        assert not os.environ.get("CI"), "CI has to run the browser tests: install chromium"
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Open an address; foreign requests, errors of the console and of scripts fail the test.

    With `is_broken` a file is missing on purpose, which the console may say.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(address: str, *, is_broken: bool = False, **options: Any) -> Page:
        options = {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 900}, **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        host = address.split("/")[2]

        def gate(route: Route) -> None:
            if route.request.url.split("/")[2] == host:
                route.continue_()
            else:
                wrong.append(f"foreign request: {route.request.url}")
                route.abort()

        context.route("**/*", gate)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        if not is_broken:
            page.on("console", lambda one: wrong.append(f"console: {one.text}") if one.type == "error" else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
