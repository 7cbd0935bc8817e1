"""Compares what a server gives to readers with what a manifest states, file by file and compression by compression."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import PurePath
from urllib.parse import quote, urljoin

from requests import RequestException, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ContentDecodingError

from centre.manifest import MANIFEST, TEXT, Digest

TOGETHER = 4
"""Connections that are kept open; few, because readers come first."""
PATIENCE = (5, 30)
"""Seconds to wait for a connection, and for the next bytes."""
TRIES = 3
"""Connections that may fail before an answer begins; a server may close one at any time."""
CODINGS = ("identity", "gzip", "br")
"""In which forms a reader may get a text: a twin that is wrong shows only to those who ask for it."""
PLAIN = CODINGS[:1]
UNSERVED = frozenset({"_headers", "_redirects"})
"""Settings that hosts read and need not give out."""
CHUNK = 1 << 16


class Unreachable(Exception):
    """Why nothing could be compared."""


def fetch_manifest(address: str) -> bytes:
    """Return the manifest of the copy at an address that ends with a slash; raises `Unreachable`."""
    with _session() as session:
        try:
            plain = {"Accept-Encoding": CODINGS[0]}
            with session.get(
                urljoin(address, MANIFEST), headers=plain, timeout=PATIENCE, allow_redirects=False
            ) as answer:
                if answer.status_code != HTTPStatus.OK:
                    raise Unreachable(f"{answer.url} answers {answer.status_code}")
                return answer.content
        except RequestException as error:
            raise Unreachable(f"{address} does not answer: {error}") from error


def differences(address: str, stated: Mapping[str, Digest]) -> Iterator[str]:
    """Yield how the copy at an address that ends with a slash differs from what is stated.

    Files that were added cannot be seen from outside.
    """
    files = sorted((path, digest) for path, digest in stated.items() if path not in UNSERVED)
    with ThreadPoolExecutor(TOGETHER) as pool:
        parts = pool.map(lambda part: list(_of_part(address, part)), (files[n::TOGETHER] for n in range(TOGETHER)))
        yield from sorted(sentence for part in parts for sentence in part)


def _session() -> Session:
    session = Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=TRIES))
    return session


def _of_part(address: str, files: Sequence[tuple[str, Digest]]) -> Iterator[str]:
    """Compare files over one connection; where it fails, the rest is not tried."""
    with _session() as session:
        for path, digest in files:
            try:
                for coding in CODINGS if PurePath(path).suffix in TEXT else PLAIN:
                    wrong = _difference(session, address, path, digest, coding)
                    if wrong:
                        yield f"{path} {wrong}" if coding in PLAIN else f"{path} {wrong}, for those who take {coding}"
                        break
            except RequestException as error:
                yield f"{path} could not be fetched, and what follows it was not tried: {error}"
                return


def _difference(session: Session, address: str, path: str, stated: Digest, coding: str) -> str:
    """Return what is wrong with a file, or nothing.

    A page is asked for by its file first and then by its folder, because servers keep the file of a page that is gone
    to themselves.
    """
    wrong = ""
    for name in dict.fromkeys((path, path.removesuffix("index.html"))):
        headers = {"Accept-Encoding": coding}
        with session.get(
            urljoin(address, quote(name)), headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True
        ) as answer:
            if answer.is_redirect:
                wrong = f"leads to {answer.headers['Location']}"
            elif answer.status_code in (HTTPStatus.OK, HTTPStatus.GONE):
                return "" if _is(answer, stated) else "was changed"
            else:
                wrong = wrong or f"is missing: the server answers {answer.status_code}"
    return wrong


def _is(answer: Response, stated: Digest) -> bool:
    """Read no more than is stated, because a wrong answer may have no end."""
    sha256, size = hashlib.sha256(), 0
    try:
        for chunk in answer.iter_content(CHUNK):
            sha256.update(chunk)
            size += len(chunk)
            if size > stated.bytes:
                return False
    except ContentDecodingError:
        return False
    return (sha256.hexdigest(), size) == (stated.sha256, stated.bytes)
