"""What the browser tests share: where things are, and a small server."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES = ("bg", "de", "el", "en", "fi", "fr", "ga", "mt", "nb")
"""Languages of the interface, one test each."""
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Nothing of Chromium may look for the world outside."""
KINDS = (
    "",
    "practices/",
    "practices/selfie/",
    "guides/selfie-in-schools/",
    "about/",
    "search/?q=SELFIE",
    "explore/",
    "topics/",
    "topics/inclusion/",
    "countries/",
    "countries/ee/",
    "audiences/educators/",
    "evidence/",
    "map/",
    "monitor/",
    "publications/device-for-every-pupil/",
    "paths/first-digital-project/",
    "indicators/adults-basic-digital-skills/",
    "footprint/",
    "digital-content/",
    "checks/",
)
"""Every kind of page, behind the code of a language."""
LIMITED = {
    "publications/device-for-every-pupil/": ("bg", "en"),
    "paths/first-digital-project/": ("bg", "en"),
    "indicators/adults-basic-digital-skills/": ("en",),
}
"""Kinds whose page exists in some languages only."""
PAGES_OF = {
    language: tuple(f"/{language}/{kind}" for kind in KINDS if language in LIMITED.get(kind, LANGUAGES))
    for language in LANGUAGES
}
SHARED = ("/", "/404.html", "/go/practice/selfie/")
"""Pages in all languages at once."""
Open = Callable[..., Page]
"""Opens an address in a new context."""


def violations(page: Page) -> list[str]:
    """Return what axe finds on an open page as it is."""
    # The page's policy forbids scripts that are not its own; axe comes in as a debugger would.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    return [
        f"{one['id']}: {one['nodes'][0]['html']} {one['nodes'][0]['failureSummary']}" for one in found["violations"]
    ]


class _Server(SimpleHTTPRequestHandler):
    """Serves texts compressed, as every real server does, and the page for missing addresses."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        path = path if path.is_file() else Path(self.directory) / "404.html"
        body = path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in (".html", ".css", ".js", ".svg", ".json"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Listener(ThreadingHTTPServer):
    request_queue_size = 128
    """A browser asks for all parts of a page at once; the default of 5 lets some of its connections fail."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback interface; gives the address without a closing slash."""
    server = _Listener(("127.0.0.1", 0), partial(_Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
