"""Prints problems: one file a printer, found by its place in this folder.

A printer module `as_<form>.py` has one function, `report`, from problems to text.
"""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from centre.message import Template
from centre.problem import Problem, Severity

ERROR = Template("error")
WARNING = Template("warning")
NOTICE = Template("notice")
HELP = Template("help")
FIXABLE = Template("this can be mended for you: python3 bootstrap.py check --fix")
FIXED = Template("mended: {place}")
SUMMARY = Template("errors: {errors}, warnings: {warnings}, notices: {notices}")
SEVERITIES: Mapping[Severity, Template] = {
    Severity.ERROR: ERROR,
    Severity.WARNING: WARNING,
    Severity.NOTICE: NOTICE,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a printer may use beside the problems."""

    lines: Mapping[str, Sequence[str]]
    """Lines of the files that problems point into, by path."""
    sentences: Mapping[str, str]
    """Translations into the contributor's language: English template to template."""
    colour: bool = False


class Printer(Protocol):
    """What a printer module must contain."""

    def report(self, problems: Sequence[Problem], context: Context) -> str:
        """Return the text to print; it ends with a line break."""
        ...


def printers() -> dict[str, Printer]:
    """Return every printer of this folder by its short name, such as `github`."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("as_")]
    return {
        name.removeprefix("as_"): cast(Printer, importlib.import_module(f"{__name__}.{name}")) for name in sorted(names)
    }


def summary(problems: Sequence[Problem], context: Context) -> str:
    """Return the counts in one line."""
    count = Counter(problem.severity for problem in problems)
    message = SUMMARY(errors=count[Severity.ERROR], warnings=count[Severity.WARNING], notices=count[Severity.NOTICE])
    return message.say(context.sentences)


def printable(text: str) -> str:
    """Return `text` without anything that could steer a terminal or start a line."""
    return "".join(" " if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") else one for one in text)
