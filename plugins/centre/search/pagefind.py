"""Runs Pagefind over the pages of one language: the same bytes for the same pages.

Pagefind's command line reads a folder in the order of the file system, which differs between machines; through its
service the pages come in our order. Its Python client waits a tenth of a second for each page, so we speak to the
service ourselves: messages are base64 of JSON, ended by commas, answered in their order.
"""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath
from threading import Thread
from typing import IO, Any

from pagefind_bin import get_executable  # type: ignore[import-untyped]

ENTRY = "pagefind-entry.json"
FRAGMENTS = "fragment/"
DATA = (ENTRY, "*.pf_meta", "index/*", f"{FRAGMENTS}*")
RUNNING = (ENTRY, "pagefind.js", "pagefind-worker.js", "wasm.*")
"""What our own search page needs of the bundle; Pagefind's own interface is not shipped."""
SIGNATURE = b"pagefind_dcd"
"""What each of Pagefind's files starts with once it is decompressed."""
NO_WORDS = ['a[href^="#source-"]', "a.anchor"]
"""Numbers of sources and links of headings to themselves, which are no words of the text."""
CHUNK = 1 << 16
"""Bytes of the service's answers that are read at once."""


class IndexFailed(Exception):
    """Pagefind could not index the pages; its words are the message."""


def bundle(pages: Mapping[str, str]) -> dict[str, bytes]:
    """Index pages, given as HTML by address, of one language; return its files by name, without what runs.

    Raises `IndexFailed` when Pagefind fails.
    """
    return _bundle(pages, DATA)


def _bundle(pages: Mapping[str, str], wanted: Sequence[str]) -> dict[str, bytes]:
    found = {}
    for answer in _ask(list(_requests(pages))):
        for file in answer.get("files", ()):
            if any(PurePosixPath(file["path"]).match(pattern) for pattern in wanted):
                found[str(file["path"])] = base64.b64decode(file["content"])
    return found


def joined(languages: Iterable[str], bundles: Iterable[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the bundles of several languages as one; Pagefind names the files of a language by its code.

    What runs in a browser is asked of Pagefind anew, with an almost empty page in each language.
    """
    found = _bundle({f"/{code}/": f'<html lang="{code}"><body><p>x</p></body></html>' for code in languages}, RUNNING)
    about: dict[str, object] = {}
    for one in bundles:
        found.update(one)
        about.update(json.loads(one[ENTRY])["languages"])
    # Pagefind 1.5 writes languages in the order of its hash maps.
    entry = {**json.loads(found[ENTRY]), "languages": about}
    found[ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
    return found


def fragments(files: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield name and content of what Pagefind keeps of each page of a bundle."""
    for name, content in sorted(files.items()):
        if name.startswith(FRAGMENTS):
            yield PurePosixPath(name).stem, json.loads(gzip.decompress(content).removeprefix(SIGNATURE))


def _requests(pages: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"exclude_selectors": NO_WORDS}}
    for address, text in sorted(pages.items()):
        path = f"{address.strip('/')}/index.html"
        yield {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": text}
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
