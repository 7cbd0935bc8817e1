"""States what a release consists of, and tells how a folder differs from what is stated.

A manifest is JSON: under `files` the SHA-256 and the size of every file. Compressed twins are not in it: they hold what
their text holds.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

import brotli

MANIFEST = "manifest.json"
TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".bib", ".ris"})
"""Endings of files that servers send compressed; all others are so already."""
TWINS = {".gz": gzip.decompress, ".br": brotli.decompress}
"""Endings of compressed twins, and how each is read."""


class Unreadable(Exception):
    """A manifest that is missing or is none."""

    def __init__(self) -> None:
        super().__init__(f"{MANIFEST} is missing or cannot be read")


@dataclass(frozen=True, slots=True)
class Digest:
    """What a manifest states of a file."""

    sha256: str
    """In hexadecimal digits."""
    bytes: int
    """Its size."""


def is_twin(path: PurePath) -> bool:
    """Whether a file is by its name the compressed twin of a text; an archive such as `data.tar.gz` is none."""
    return path.suffix in TWINS and path.with_suffix("").suffix in TEXT


def digest(data: bytes) -> Digest:
    """Return the digest of the content of a file."""
    return Digest(hashlib.sha256(data).hexdigest(), len(data))


def state(folder: Path) -> Mapping[str, Digest]:
    """Return the digest of every file of a folder by its path; the manifest itself and twins are left out."""
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / MANIFEST and not is_twin(path)
    }


def write(files: Mapping[str, Digest]) -> bytes:
    """Return a manifest as bytes, the same each time."""
    stated = {path: asdict(one) for path, one in files.items()}
    return (json.dumps({"files": stated}, indent=1, sort_keys=True) + "\n").encode()


def read(text: bytes) -> Mapping[str, Digest]:
    """Return what a manifest states; raises `Unreadable`."""
    try:
        stated = json.loads(text)["files"].items()
        return {path: Digest(str(parts["sha256"]), int(parts["bytes"])) for path, parts in stated}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Unreadable from error


def text_in(folder: Path) -> bytes:
    """Return the manifest in a folder as it stands there; raises `Unreadable`."""
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise Unreadable from error


def differences(folder: Path, stated: Mapping[str, Digest]) -> Iterator[str]:
    """Yield how a folder differs from what is stated: what is missing, changed or added, and twins that are none."""
    found = state(folder)
    for path in sorted({*stated, *found}):
        if path not in found:
            yield f"{path} is missing"
        elif path not in stated:
            yield f"{path} was added"
        elif stated[path] != found[path]:
            yield f"{path} was changed"
    for twin in sorted(folder.rglob("*")):
        if is_twin(twin) and not _holds_its_text(twin):
            yield f"{twin.relative_to(folder).as_posix()} is no twin of its text"


def _holds_its_text(twin: Path) -> bool:
    text = twin.with_suffix("")
    try:
        return text.is_file() and TWINS[twin.suffix](twin.read_bytes()) == text.read_bytes()
    except (OSError, EOFError, zlib.error, brotli.error):
        return False
