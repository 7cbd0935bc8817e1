"""Runs the rules over a catalogue and sorts what they find."""

from __future__ import annotations

from centre.catalogue import Catalogue
from centre.problem import Checked, Problem
from centre.rules import all_rules, problems_of


def validate(catalogue: Catalogue) -> Checked[Catalogue]:
    """Return the catalogue with all its problems, by file, line and weight, each only once."""
    found = {problem: None for rule in all_rules() for problem in problems_of(rule, catalogue)}
    return Checked(catalogue, tuple(sorted(found, key=_order)))


def _order(problem: Problem) -> tuple[str, int, int, int, str]:
    span = problem.span
    return span.path, span.line, span.column, problem.severity, problem.rule
