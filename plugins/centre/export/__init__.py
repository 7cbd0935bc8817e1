"""Turns a catalogue into files for other programs: one file a format, found by its place in this folder.

An export module `as_<format>.py` has one function, `export`, from the catalogue in its scene to artifacts.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from centre.catalogue import Catalogue
from centre.pages import Scene


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish."""

    path: str
    """Where it stands, relative to the site's folder."""
    content: bytes


class Export(Protocol):
    """What an export module must contain."""

    def export(self, scene: Scene, base: str) -> Iterator[Artifact]:
        """Yield artifacts; `base` is the address of the site, or empty where it is not known."""
        ...


def artifacts(catalogue: Catalogue, base: str) -> Iterator[Artifact]:
    """Yield what every export makes, in a fixed order."""
    scene = Scene(catalogue)
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        yield from cast(Export, importlib.import_module(f"{__name__}.{name}")).export(scene, base)


def full_address(base: str, address: str) -> str:
    """Return an address of the site with its base, or as it is where the base is not known."""
    return base.rstrip("/") + address
