"""Writes artifacts, keeps the ledger of addresses, and puts a finished site in place of the old one."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from centre import whole
from centre.catalogue import Catalogue
from centre.export import Artifact
from centre.load import LEDGER
from centre.site import all_addresses


def write(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Write artifacts into a folder."""
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)


@contextmanager
def workshop(destination: Path) -> Iterator[Path]:
    """Give an empty folder beside `destination` to build in; it is gone afterwards unless it was swapped in.

    It stands on the same file system, so that the swap is a rename.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(finished: Path, destination: Path) -> None:
    """Put the finished folder in place of `destination`, whole or not at all; both are real folders.

    Raises `NotADirectoryError` where something else than a folder stands in the way.
    """
    if destination.is_symlink() or (destination.exists() and not destination.is_dir()):
        raise NotADirectoryError(str(destination))
    if destination.exists() and _exchange(finished, destination):
        return  # The old site now stands where the new one was built, and goes with that folder.
    old = Path(tempfile.mkdtemp(prefix=f".{destination.name}-old-", dir=destination.parent))
    try:
        if destination.exists():
            destination.replace(old)
        try:
            finished.replace(destination)
        except OSError:
            if any(old.iterdir()):
                old.replace(destination)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once, so that a server between two requests never finds none (Linux 3.15).

    Says whether it could; not every system and file system can.
    """
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fs.h
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def record(catalogue: Catalogue, root: Path) -> tuple[str, ...]:
    """Add addresses that are new to the ledger; return them. Lines are only ever added."""
    known = {line.address for line in catalogue.ledger}
    new = tuple(sorted(all_addresses(catalogue) - known))
    if new:
        path = root / LEDGER
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if text and not text.endswith("\n"):
            text += "\n"
        whole.write(path, (text + "".join(f"{address}\n" for address in new)).encode())
    return new
