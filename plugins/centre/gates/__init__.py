"""What a finished site must pass before it is published: one file a gate, found by its place in this folder.

A gate module has one function, `check`, from a finished site to sentences about what is wrong, in English: they are for
those who operate the site. What is wrong with the content is said earlier, by the rules.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Protocol, cast

from centre.catalogue import Catalogue

TAG = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z][a-z-]*)(?:="([^"]*)")?')


@dataclass(frozen=True)
class FinishedPage:
    """One HTML file: our templates quote every attribute, so that tags can be read without a parser."""

    address: str
    """Its path below the site's root, such as `/en/index.html`."""
    text: str

    @cached_property
    def tags(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """Every tag with its attributes."""
        return tuple(
            (name, {key: unescape(value) for key, value in ATTRIBUTE.findall(rest)})
            for name, rest in TAG.findall(self.text)
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every anchor."""
        return frozenset(attributes["id"] for _, attributes in self.tags if "id" in attributes)


@dataclass(frozen=True)
class FinishedSite:
    """A built folder with the catalogue that it was built from."""

    folder: Path
    catalogue: Catalogue
    base: str
    """Address of the published site with a closing slash, or empty."""
    checker: Path
    """The Nu HTML Checker: `vnu.jar` of the npm package `vnu-jar`."""

    @cached_property
    def pages(self) -> Mapping[str, FinishedPage]:
        """All pages by their path."""
        found = sorted(self.folder.rglob("*.html"))
        addresses = (f"/{path.relative_to(self.folder).as_posix()}" for path in found)
        return {
            address: FinishedPage(address, path.read_text(encoding="utf-8"))
            for address, path in zip(addresses, found, strict=True)
        }

    @cached_property
    def files(self) -> frozenset[str]:
        """Paths of all files."""
        return frozenset(
            f"/{path.relative_to(self.folder).as_posix()}" for path in self.folder.rglob("*") if path.is_file()
        )


class Gate(Protocol):
    """What a gate module must contain."""

    def check(self, site: FinishedSite) -> Iterator[str]:
        """Yield what is wrong."""
        ...


def all_gates() -> tuple[tuple[str, Gate], ...]:
    """Return every gate with its name, in a fixed order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple((name, cast(Gate, importlib.import_module(f"{__name__}.{name}"))) for name in names)


def refused(site: FinishedSite) -> Iterator[tuple[str, str]]:
    """Yield the name of each gate that a site does not pass, with a sentence about each thing that is wrong."""
    for name, gate in all_gates():
        yield from ((name, sentence) for sentence in gate.check(site))
