"""Preview: serve the site, drafts included, and build it again after each change, search included."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from scripts.exits import guard

ROOT = Path(__file__).resolve().parent.parent
WATCHED = ("content", "practices", "guides", "plugins", "mkdocs.yml")
SETTLE = 0.3
"""Seconds without a further change before a build starts: editors save in several steps."""


class _Preview(SimpleHTTPRequestHandler):
    """Serves files without letting a browser keep them, and the site's own page for what is not there."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: the terminal belongs to the messages of the build."""


class _Changes(FileSystemEventHandler):
    """Notes that something was written; reading is no change."""

    def __init__(self) -> None:
        self.happened = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "moved", "deleted") and not _is_ours(str(event.src_path)):
            self.happened.set()


def _is_ours(path: str) -> bool:
    """Say whether the build itself writes the file."""
    return "__pycache__" in path or Path(path).name.lstrip(".").startswith("addresses.txt")


def build(root: Path, site: Path) -> bool:
    """Build in a process of its own, so that changed code counts too; the old site stays on a failure."""
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(root), "--to", str(site), "--drafts"]
    done = subprocess.run(command, check=False)
    return done.returncode == 0


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--port", type=int, default=8000, show_default=True)
def main(root: Path, port: int) -> None:
    """Serve the site at http://127.0.0.1:PORT/ and build it again after each change."""
    site = root / "site"
    # The folder is looked up by name for each request, so a swapped site is served at once.
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Preview, directory=str(site)))
    except OSError as error:
        raise click.ClickException(
            f"Port {port} cannot be used ({error.strerror}); choose another with --port."
        ) from error
    changes, observer = _Changes(), Observer()
    build(root, site)
    site.mkdir(exist_ok=True)
    for name in WATCHED:
        if (root / name).exists():
            observer.schedule(changes, str(root / name), recursive=True)
    observer.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"The preview is at http://127.0.0.1:{server.server_port}/ – press Ctrl-C to stop.")
    try:
        while True:
            changes.happened.wait()
            while changes.happened.is_set():
                changes.happened.clear()
                changes.happened.wait(SETTLE)
            click.echo("Something changed; building again. Reload the page when it is done.")
            build(root, site)
    finally:
        server.shutdown()
        observer.stop()


if __name__ == "__main__":
    guard(main)
