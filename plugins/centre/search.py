"""Runs Pagefind over the built pages: one index for each language."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

BUNDLE = "pagefind"
WANTED = ("pagefind.js", "pagefind-entry.json", "pagefind-worker.js", "wasm.*", "*.pf_meta", "index", "fragment", "filter")
"""What our own search page needs of the bundle; Pagefind's own interface is not shipped."""


class IndexFailed(Exception):
    """Pagefind could not index the pages; its words are the message."""


def index(site: Path, languages: Iterable[str]) -> dict[str, int]:
    """Write the search index into the built site; return pages by language.

    Raises `IndexFailed` when Pagefind fails, or when a language of the site has no index: a search page without one
    would find nothing.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", BUNDLE, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    bundle = site / BUNDLE
    if done.returncode or not (bundle / "pagefind-entry.json").is_file():
        raise IndexFailed((done.stderr or done.stdout).strip())
    _drop_unwanted(bundle)
    pages = _sorted_entry(bundle / "pagefind-entry.json")
    missing = [language for language in languages if language not in pages]
    if missing:
        raise IndexFailed(f"no page was indexed for: {', '.join(missing)}")
    return pages


def _drop_unwanted(bundle: Path) -> None:
    kept = {path for pattern in WANTED for path in bundle.glob(pattern)}
    for path in bundle.iterdir():
        if path not in kept:
            path.unlink()


def _sorted_entry(path: Path) -> dict[str, int]:
    """Pagefind writes its languages in any order; the same site must give the same bytes."""
    entry = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(entry, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    return {language: about["page_count"] for language, about in sorted(entry["languages"].items())}
