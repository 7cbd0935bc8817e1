"""Puts a finished site into service: a folder for each release, and a link that always points to a whole one.

`<to>/releases/<name>/` is written beside and renamed when it is complete; `<to>/current` is a link that is replaced by
a rename, so a server never finds none and never a half one. A lock keeps two publications apart; what a killed one left
behind is removed by the next.
"""

from __future__ import annotations

import fcntl
import gzip
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import brotli

from centre import manifest

KEPT = 5
"""Releases that stay for going back."""
SMALLEST = 200
"""Bytes below which a compressed twin is not worth a file."""
HASHED = ("assets", "finder", "lexicon")
"""Folders of files whose names hold a hash of their content."""
DAY = 24 * 60 * 60
"""Seconds for which a page may stay open in a browser and still find its files."""
RELEASES = "releases"
SHARED = "shared"
"""Folder of such files of every kept release, for servers to fall back on."""
PART = ".part"


class ReleaseFailed(Exception):
    """Why nothing was published; the old release is still in service."""


@contextmanager
def locked(to: Path) -> Iterator[Path]:
    """Hold the only lock of a publishing folder, and give an empty folder in it to build in, gone afterwards.

    Raises `ReleaseFailed` when somebody else has the lock.
    """
    (to / RELEASES).mkdir(parents=True, exist_ok=True)
    with (to / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ReleaseFailed("another publication is under way") from error
        _clear(to)
        workshop = to / f"work{PART}"
        workshop.mkdir()
        try:
            yield workshop
        finally:
            _clear(to)


def _clear(to: Path) -> None:
    """Remove everything that was not finished, by a publication that failed here or was killed before."""
    for left in (*to.glob(f"*{PART}"), *to.glob(f"{RELEASES}/*{PART}"), *to.glob(f"{SHARED}/*/*{PART}")):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def publish(site: Path, to: Path, name: str) -> Path:
    """Copy a finished site to `to` as the release `name`, with manifest and compressed twins, and put it into service.

    The lock must be held. Twins that the site brings are left behind: they may be of older texts. Raises
    `ReleaseFailed` for a name that exists or a file that cannot be copied, and passes on an `OSError` such as a full
    disk; in all cases the release in service stays, and what was not finished goes with the lock.
    """
    release = to / RELEASES / name
    if release.exists():
        raise ReleaseFailed(f"there is a release {name} already")
    part = release.with_name(f"{name}{PART}")
    try:
        shutil.copytree(site, part, ignore=_twins)
    except shutil.Error as error:
        # It goes on after a failure and collects them all; the first says enough.
        raise ReleaseFailed(error.args[0][0][2]) from error
    (part / manifest.MANIFEST).write_bytes(manifest.write(manifest.state(part)))
    _compress(part)
    part.rename(release)
    try:
        _share(to)
        _serve(to, name)
    except OSError:
        release.rename(part)
        raise
    for old in _releases(to)[:-KEPT]:
        if old != name:
            # By way of another name, so that nobody goes back to a half of it.
            shutil.rmtree((to / RELEASES / old).rename(to / RELEASES / f"{old}{PART}"))
    return release


def _twins(_: str, names: Sequence[str]) -> set[str]:
    return {name for name in names if manifest.is_twin(Path(name))}


def _share(to: Path) -> None:
    """Keep what the pages of every kept release, and of a day's others, name by a hash in one folder beside them.

    A reader who has a page open goes on asking for its files, also after a switch forwards or backwards.
    """
    wanted = {
        path.relative_to(to / RELEASES / name): path
        for name in _releases(to)
        for folder in HASHED
        for path in sorted((to / RELEASES / name / folder).glob("*"))
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
    return sorted(path.name for path in (to / RELEASES).iterdir() if path.suffix != PART)


def _serve(to: Path, name: str) -> None:
    link = to / f"current{PART}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES) / name)
    link.replace(to / "current")


def _compress(folder: Path) -> None:
    """Write a gzip and a brotli twin of every text, so that a server has nothing to compress; the same each time."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in manifest.TEXT and path.stat().st_size >= SMALLEST:
            data = path.read_bytes()
            Path(f"{path}.gz").write_bytes(gzip.compress(data, mtime=0))
            Path(f"{path}.br").write_bytes(brotli.compress(data, quality=9))
            for twin in (f"{path}.gz", f"{path}.br"):
                # nginx serves a twin only where it is as old as its text.
                os.utime(twin, ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns))
