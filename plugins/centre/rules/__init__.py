"""What can be wrong with the content: one file a rule, found by its place in this folder.

A rule module has a docstring (what, why, how to mend), `SEVERITY`, `check(catalogue)` that yields problems,
and `WRONG` and `RIGHT`: miniature sites in one string, which a test runs.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from centre.catalogue import Catalogue
from centre.message import Message
from centre.problem import Problem, Severity
from centre.source import Span, Suggestion


class Rule(Protocol):
    """What a rule module must contain."""

    __name__: str
    __doc__: str | None
    SEVERITY: Severity
    WRONG: str
    """A site, as `-- path --` blocks over a small sound one, in which this rule and no other finds something."""
    RIGHT: str
    """The same, mended."""

    def check(self, catalogue: Catalogue) -> Iterator[Found]:
        """Yield what this rule finds wrong."""
        ...


Found = tuple[Span, Message, Message] | tuple[Span, Message, Message, Suggestion | None]
"""A place, what is wrong there, and the cure; where only one is possible, also the line as it should be."""


def name_of(rule: Rule) -> str:
    """Return the rule's name as people read it: `unknown-term`."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Rule, importlib.import_module(f"{__name__}.{name}")) for name in names)


def told(rule: Rule) -> tuple[str, str]:
    """Return what a rule looks for and why, from its docstring, each in one line."""
    what, _, why = (rule.__doc__ or "").strip().partition("\n\n")
    return " ".join(what.split()), " ".join(why.split())


def shown_example(site: str) -> str:
    """Return an example of a rule as people read it: no `{…}` for required facts, and escapes for unseen signs."""
    lines = (line for line in site.strip().split("\n") if not line.startswith("{"))
    return "\n".join("".join(map(_seen, line)) for line in lines)


def _seen(sign: str) -> str:
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode()


def problems_of(rule: Rule, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the findings of one rule as problems."""
    for span, message, help, *suggestion in rule.check(catalogue):
        yield Problem(name_of(rule), rule.SEVERITY, message, span, help, *suggestion)


def faults_of(catalogue: Catalogue, rule: str) -> Iterator[Found]:
    """Yield what reading found that belongs to `rule`."""
    files = (edition.file for edition in catalogue.editions)
    for fault in (*catalogue.faults, *(fault for file in files for fault in file.faults)):
        if fault.rule == rule:
            yield fault.span, fault.message, fault.help, fault.suggestion
