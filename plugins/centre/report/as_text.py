"""Problems for a terminal: place, source line with a caret, and the cure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from centre.problem import Problem, Severity
from centre.report import FIXABLE, HELP, SEVERITIES, Context, printable, summary
from centre.source import Span

WIDEST_LINE = 100
"""Characters of a source line that are shown."""
_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m", Severity.NOTICE: "\033[1;36m"}


def report(problems: Sequence[Problem], context: Context) -> str:
    """Return every problem as a paragraph, then the counts."""
    paragraphs = ["\n".join(_paragraph(problem, context)) for problem in problems]
    return "\n\n".join((*paragraphs, summary(problems, context))) + "\n"


def _paragraph(problem: Problem, context: Context) -> Iterator[str]:
    span, sentences = problem.span, context.sentences
    word = SEVERITIES[problem.severity]().say(sentences)
    head = f"{word}[{problem.rule}]"
    if context.colour:
        head = f"{_COLOURS[problem.severity]}{head}\033[0m"
    yield f"{head}: {printable(problem.message.say(sentences))}"
    yield f"  {printable(span.path)}:{span.line}:{span.column}"
    yield from _source(span, context)
    yield f"  = {HELP().say(sentences)}: {printable(problem.help.say(sentences))}"
    if problem.suggestion:
        yield f"  = {FIXABLE().say(sentences)}"


def _source(span: Span, context: Context) -> Iterator[str]:
    lines = context.lines.get(span.path, ())
    if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
        return
    number = str(span.line)
    text = printable(lines[span.line - 1])
    first = max(0, span.column - 1 - WIDEST_LINE // 2) if len(text) > WIDEST_LINE else 0
    window = text[first : first + WIDEST_LINE]
    before = _width(window[: span.column - 1 - first]) + (first > 0)
    under = _width(window[span.column - 1 - first : span.end_column - 1 - first])
    shown = ("…" if first else "") + window + ("…" if first + WIDEST_LINE < len(text) else "")
    margin = " " * len(number)
    yield f" {margin} |"
    yield f" {number} | {shown}"
    yield f" {margin} | {' ' * before}{'^' * max(1, under)}"


def _width(text: str) -> int:
    """Columns that a terminal needs (Unicode UAX #11)."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )
