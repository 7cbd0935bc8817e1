"""Puts a finished site into service: a folder for each release, and a link that always points to a whole one.

`<to>/releases/<name>/` is written beside and renamed when it is complete; `<to>/current` is a link that is replaced by
a rename, so a server never finds none and never a half one. A lock keeps two publications apart; what a killed one left
behind is removed by the next.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import brotli

KEPT = 5
"""Releases that stay for going back."""
MANIFEST = "manifest.json"
TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".bib", ".ris"})
"""Endings of files that servers send compressed; all others are so already."""
SMALLEST = 200
"""Bytes below which a compressed twin is not worth a file."""
TWINS = {".gz": gzip.decompress, ".br": brotli.decompress}
"""Endings of compressed twins, and how each is read."""
HASHED = ("assets", "finder")
"""Folders of files whose names hold a hash of their content."""
DAY = 24 * 60 * 60
"""Seconds for which a page may stay open in a browser and still find its files."""
SHARED = "shared"
"""Folder of such files of every kept release, for servers to fall back on."""
PART = ".part"


class ReleaseFailed(Exception):
    """Why nothing was published; the old release is still in service."""


@contextmanager
def locked(to: Path) -> Iterator[None]:
    """Hold the only lock of a publishing folder; raises `ReleaseFailed` when somebody else has it."""
    (to / "releases").mkdir(parents=True, exist_ok=True)
    with (to / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ReleaseFailed("another publication is under way") from error
        for left in (to / "releases").glob(f"*{PART}"):
            shutil.rmtree(left)
        yield


def publish(site: Path, to: Path, name: str) -> Path:
    """Copy a finished site to `to` as the release `name`, with manifest and compressed twins, and put it into service.

    Raises `ReleaseFailed` for a name that exists, and passes on an `OSError` such as a full disk; in both cases the
    release in service stays.
    """
    release = to / "releases" / name
    if release.exists():
        raise ReleaseFailed(f"there is a release {name} already")
    part = release.with_name(f"{name}{PART}")
    try:
        shutil.copytree(site, part)
        (part / MANIFEST).write_bytes(manifest(part))
        _compress(part)
        part.rename(release)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _share(to)
    _serve(to, name)
    for old in _releases(to)[:-KEPT]:
        if old != name:
            shutil.rmtree(to / "releases" / old)
    return release


def _share(to: Path) -> None:
    """Keep what the pages of every kept release, and of a day's others, name by a hash in one folder beside them.

    A reader who has a page open goes on asking for its files, also after a switch forwards or backwards.
    """
    wanted = {
        path.relative_to(to / "releases" / name): path
        for name in _releases(to)
        for folder in HASHED
        for path in sorted((to / "releases" / name / folder).glob("*"))
    }
    for inside, path in wanted.items():
        copy = to / SHARED / inside
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, f"{copy}{PART}")
            Path(f"{copy}{PART}").replace(copy)
    for path in (to / SHARED).glob("*/*"):
        if path.relative_to(to / SHARED) not in wanted and time.time() - path.stat().st_ctime > DAY:
            path.unlink()


def current(to: Path) -> str:
    """Return the name of the release in service, or nothing."""
    link = to / "current"
    return link.readlink().name if link.is_symlink() else ""


def roll_back(to: Path) -> str:
    """Put the release before the one in service back; return its name. Raises `ReleaseFailed` where there is none."""
    before = [name for name in _releases(to) if name < current(to)]
    if not before:
        raise ReleaseFailed("there is no release to go back to")
    _serve(to, before[-1])
    return before[-1]


def _releases(to: Path) -> list[str]:
    """Names of all whole releases, the oldest first: they start with their time."""
    return sorted(path.name for path in (to / "releases").iterdir() if path.suffix != PART)


def _serve(to: Path, name: str) -> None:
    link = to / f"current{PART}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / name)
    link.replace(to / "current")


def manifest(folder: Path) -> bytes:
    """Return the SHA-256 and size of every file of a folder, itself and compressed twins left out, as JSON."""
    files = {
        path.relative_to(folder).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and path.suffix not in TWINS
    }
    return (json.dumps({"files": files}, indent=1, sort_keys=True) + "\n").encode()


def differences(folder: Path) -> Iterator[str]:
    """Yield how a copy of a release differs from its own manifest: what is missing, changed or added."""
    try:
        stated: Mapping[str, object] = dict(json.loads((folder / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        yield f"{MANIFEST} is missing or cannot be read"
        return
    found: Mapping[str, object] = json.loads(manifest(folder))["files"]
    for path in sorted({*stated, *found}):
        if path not in found:
            yield f"{path} is missing"
        elif path not in stated:
            yield f"{path} was added"
        elif stated[path] != found[path]:
            yield f"{path} was changed"
    for ending, unpacked in TWINS.items():
        for twin in sorted(folder.rglob(f"*{ending}")):
            text = twin.with_suffix("")
            try:
                is_twin = text.is_file() and unpacked(twin.read_bytes()) == text.read_bytes()
            except (OSError, EOFError, zlib.error, brotli.error):
                is_twin = False
            if not is_twin:
                yield f"{twin.relative_to(folder).as_posix()} is no twin of its text"


def _compress(folder: Path) -> None:
    """Write a gzip and a brotli twin of every text, so that a server has nothing to compress; the same each time."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in TEXT and path.stat().st_size >= SMALLEST:
            data = path.read_bytes()
            Path(f"{path}.gz").write_bytes(gzip.compress(data, mtime=0))
            Path(f"{path}.br").write_bytes(brotli.compress(data, quality=9))
            for twin in (f"{path}.gz", f"{path}.br"):
                # nginx serves a twin only where it is as old as its text.
                os.utime(twin, ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns))
