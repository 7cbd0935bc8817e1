"""Runs Pagefind over the built pages: one index for each language, the same bytes for the same pages.

Pagefind's command line reads a folder in the order of the file system, which differs between machines; through its
service the pages come in our order. Its Python client waits a tenth of a second for each page, so we speak to the
service ourselves: messages are base64 of JSON, ended by commas, answered in their order.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread
from typing import IO, Any

import cbor2
from pagefind_bin import get_executable  # type: ignore[import-untyped]

BUNDLE = "pagefind"
WANTED = (
    "pagefind.js",
    "pagefind-entry.json",
    "pagefind-worker.js",
    "wasm.*",
    "*.pf_meta",
    "index",
    "fragment",
    "filter",
)
"""What our own search page needs of the bundle; Pagefind's own interface is not shipped."""
SIGNATURE = b"pagefind_dcd"
"""What each of Pagefind's files starts with once it is decompressed."""
CITATION = 'a[href^="#source-"]'
"""Numbers of sources, which are no words of the text."""
MARK = "data-pagefind-body"
"""Attribute of the pages that are searched; others are not sent to Pagefind."""


class IndexFailed(Exception):
    """Pagefind could not index the pages; its words are the message."""


def index(site: Path, languages: Iterable[str]) -> dict[str, int]:
    """Write the search index into the built site; return pages by language.

    Raises `IndexFailed` when Pagefind fails, or when a language of the site has no index: a search page without one
    would find nothing.
    """
    _ask(list(_requests(site)))
    bundle = site / BUNDLE
    _drop_unwanted(bundle)
    pages = _in_order(bundle)
    missing = [language for language in languages if language not in pages]
    if missing:
        raise IndexFailed(f"no page was indexed for: {', '.join(missing)}")
    return pages


def _requests(site: Path) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"exclude_selectors": [CITATION]}}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if MARK in text:
            address = path.relative_to(site).as_posix()
            yield {"type": "AddFile", "index_id": 0, "file_path": address, "file_contents": text}
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(site / BUNDLE)}


def _ask(requests: list[dict[str, Any]]) -> None:
    """Send all requests to the service and wait for as many answers."""
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as service:
        assert service.stdin is not None and service.stdout is not None
        writer = Thread(target=_send, args=(service.stdin, requests), daemon=True)
        writer.start()
        try:
            for _ in requests:
                _receive(service.stdout)
        finally:
            # The service ends when its input does, also in the middle of its work.
            service.kill()
            writer.join()


def _send(stream: IO[bytes], requests: list[dict[str, Any]]) -> None:
    try:
        for number, payload in enumerate(requests, 1):
            message = json.dumps({"message_id": number, "payload": payload})
            stream.write(base64.b64encode(message.encode()) + b",")
        stream.flush()
    except OSError:
        pass  # The service has ended; whoever waits for its answers says why.


def _receive(stream: IO[bytes]) -> None:
    answer = bytearray()
    while (byte := stream.read(1)) != b",":
        if not byte:
            raise IndexFailed("pagefind ended before it had answered")
        answer += byte
    payload = json.loads(base64.b64decode(answer))["payload"]
    if payload["type"] == "Error":
        raise IndexFailed(str(payload["message"]))


def _drop_unwanted(bundle: Path) -> None:
    kept = {path for pattern in WANTED for path in bundle.glob(pattern)}
    for path in bundle.iterdir():
        if path not in kept:
            path.unlink()


def _in_order(bundle: Path) -> dict[str, int]:
    """Sort what Pagefind 1.5 writes in the order of its hash maps: languages, and the values of a filter."""
    path = bundle / "pagefind-entry.json"
    entry = json.loads(path.read_text(encoding="utf-8"))
    for language, about in entry["languages"].items():
        about["hash"] = _sorted_filters(bundle, language, about["hash"])
    path.write_text(json.dumps(entry, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    return {language: about["page_count"] for language, about in sorted(entry["languages"].items())}


def _sorted_filters(bundle: Path, language: str, name: str) -> str:
    """Rewrite the filters of a language in order; return the new name of its metadata, which names them by hash."""
    meta = bundle / f"pagefind.{name}.pf_meta"
    data = _unpacked(meta)
    for path in sorted(bundle.glob(f"filter/{language}_*.pf_filter")):
        filter_name, values = cbor2.loads(_unpacked(path))
        content = cbor2.dumps([filter_name, sorted(values)])
        new = f"{language}_{_digest(content)}"
        data = data.replace(path.stem.encode(), new.encode())
        path.unlink()
        _pack(path.with_name(f"{new}.pf_filter"), content)
    meta.unlink()
    name = f"{language}_{_digest(data, 10)}"
    _pack(bundle / f"pagefind.{name}.pf_meta", data)
    return name


def _digest(data: bytes, size: int = 7) -> str:
    """A name of the length that Pagefind uses, so that its own references keep theirs."""
    return hashlib.sha256(data).hexdigest()[:size]


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def _pack(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + data, mtime=0))
