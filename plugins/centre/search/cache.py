"""Keeps what an index of one language cost, until its pages, its words or the program change.

Each piece is one archive, named by a digest of all that it was made from and checked by the checksums inside; one that
is missing, cut short or damaged is made again. Only data are kept: scripts and WebAssembly always come from Pagefind.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1]
LIBRARIES = ("pagefind_bin", "simplemma")
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, which cannot be left out."""


class Cache:
    """A folder of pieces; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[Path] = set()

    def piece(
        self, name: str, made_from: Iterable[str], make: Callable[[], Mapping[str, bytes]]
    ) -> Mapping[str, bytes]:
        """Return the files of a piece: those kept if they were made from the same, else what `make` returns."""
        if self._folder is None:
            return make()
        path = self._folder / f"{name}.{_digest(made_from)}.zip"
        self._used.add(path)
        kept = _read(path)
        if kept is not None:
            return kept
        made = make()
        _store(path, made)
        return made

    def sweep(self) -> None:
        """Remove pieces that nothing asked for."""
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.glob("*.zip"):
                if path not in self._used:
                    path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        return None  # What cannot be read is not there; which error a damaged archive raises depends on the damage.


def _store(path: Path, files: Mapping[str, bytes]) -> None:
    """Keep files; a full disk costs time in the next build, nothing else."""
    temporary = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(temporary, "w") as archive:
            for name, content in sorted(files.items()):
                archive.writestr(zipfile.ZipInfo(name, OLDEST), content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def _digest(made_from: Iterable[str]) -> str:
    found = hashlib.sha256(_program().encode())
    for text in made_from:
        found.update(f"{len(text)} ".encode())
        found.update(text.encode())
    return found.hexdigest()[:24]


@cache
def _program() -> str:
    """Return what else decides: our own code, and the libraries."""
    code = (
        path.read_text(encoding="utf-8")
        for name in ("lexicon", "search")
        for path in sorted((PROGRAM / name).glob("*.py"))
    )
    return "\n".join((*(f"{name} {version(name)}" for name in LIBRARIES), *code))
