"""Runs Pagefind over the built pages: one index for each language, the same bytes for the same pages.

Pagefind's command line reads a folder in the order of the file system, which differs between machines; through its
service the pages come in our order. Its Python client waits a tenth of a second for each page, so we speak to the
service ourselves: messages are base64 of JSON, ended by commas, answered in their order.
"""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import IO, Any

from pagefind_bin import get_executable  # type: ignore[import-untyped]

BUNDLE = "pagefind"
WANTED = (
    "pagefind.js",
    "pagefind-entry.json",
    "pagefind-worker.js",
    "wasm.*",
    "*.pf_meta",
    "index/*",
    "fragment/*",
)
"""What our own search page needs of the bundle; Pagefind's own interface is not shipped."""
SIGNATURE = b"pagefind_dcd"
"""What each of Pagefind's files starts with once it is decompressed."""
NO_WORDS = ['a[href^="#source-"]', "a.anchor"]
"""Numbers of sources and links of headings to themselves, which are no words of the text."""
MARK = "data-pagefind-body"
"""Attribute of the pages that are searched; others are not sent to Pagefind."""


CHUNK = 1 << 16
"""Bytes of the service's answers that are read at once."""


class IndexFailed(Exception):
    """Pagefind could not index the pages; its words are the message."""


def index(site: Path, found: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Write the search index into the built site; return pages by language.

    `found` names by language the addresses that a search can find, in the order of the search page's data. Raises
    `IndexFailed` when Pagefind fails, or when a language of the site has no index: a search page without one would
    find nothing.
    """
    bundle = site / BUNDLE
    for answer in _ask(list(_requests(site))):
        for file in answer.get("files", ()):
            _write(bundle, str(file["path"]), base64.b64decode(file["content"]))
    pages = _in_order(bundle)
    missing = [language for language in found if language not in pages]
    if missing:
        raise IndexFailed(f"no page was indexed for: {', '.join(missing)}")
    for language, addresses in found.items():
        _number(bundle, language, addresses)
    return pages


def _write(bundle: Path, name: str, content: bytes) -> None:
    """Write one file of the bundle, where our search page needs it."""
    if any(PurePosixPath(name).match(pattern) for pattern in WANTED):
        path = bundle / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _requests(site: Path) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"exclude_selectors": NO_WORDS}}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if MARK in text:
            address = path.relative_to(site).as_posix()
            yield {"type": "AddFile", "index_id": 0, "file_path": address, "file_contents": text}
    # Not `WriteFiles`: its answer comes before the last bytes are on the disk.
    yield {"type": "GetFiles", "index_id": 0}


def _ask(requests: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Send all requests to the service and yield as many answers."""
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as service:
        assert service.stdin is not None and service.stdout is not None
        writer = Thread(target=_send, args=(service.stdin, requests), daemon=True)
        writer.start()
        try:
            yield from islice(_answers(service.stdout), len(requests))
        finally:
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


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield what the service answers; raises `IndexFailed` when it refuses or ends."""
    rest = bytearray()
    while chunk := stream.read1(CHUNK):  # type: ignore[attr-defined]
        rest += chunk
        *messages, rest = rest.split(b",")
        for message in messages:
            payload = json.loads(base64.b64decode(message))["payload"]
            if payload["type"] == "Error":
                raise IndexFailed(str(payload["message"]))
            yield payload
    raise IndexFailed("pagefind ended before it had answered")


def _in_order(bundle: Path) -> dict[str, int]:
    """Sort the languages, which Pagefind 1.5 writes in the order of its hash maps; return their pages."""
    path = bundle / "pagefind-entry.json"
    entry = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(entry, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    return {language: about["page_count"] for language, about in sorted(entry["languages"].items())}


def _number(bundle: Path, language: str, addresses: tuple[str, ...]) -> None:
    """Write which entry of the search page's data each of Pagefind's results is, by the names of its fragments."""
    numbers = {address: number for number, address in enumerate(addresses) if address}
    names = {}
    for path in sorted(bundle.glob(f"fragment/{language}_*.pf_fragment")):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        names[path.stem.removeprefix(f"{language}_")] = numbers[fragment["url"]]
    text = json.dumps(names, separators=(",", ":"))
    (bundle / f"numbers.{language}.json").write_text(text, encoding="utf-8")
