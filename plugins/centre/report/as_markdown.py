"""Problems as a comment on a change, in Markdown: the counts, then file by file what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from centre.problem import Problem
from centre.report import HELP, SEVERITIES, Context, printable, summary

MOST = 60_000
"""Characters; GitHub refuses comments above 65,536."""


def report(problems: Sequence[Problem], context: Context, most: int = MOST) -> str:
    """Return the comment of at most so many characters; what no longer fits is counted in its last line."""
    parts = [f"**{summary(problems, context)}**\n"]
    size, shown = len(parts[0]), 0
    for path, group in groupby(problems, key=lambda problem: problem.span.path):
        lines = [f"\n### `{_code(path)}`\n\n"]
        for problem in group:
            lines.append(_line(problem, context))
            size += len(lines[-1])
            if size > most:
                parts.append(f"\n… +{len(problems) - shown}\n")
                return "".join(parts)
            shown += 1
        parts += lines
    return "".join(parts)


def _line(problem: Problem, context: Context) -> str:
    words = context.sentences
    severity = SEVERITIES[problem.severity]().say(words)
    message, cure = (escape(one.say(words)) for one in (problem.message, problem.help))
    better = f"\\\n  → {escape(problem.suggestion.text.strip())}" if problem.suggestion else ""
    return f"- {problem.span.line}: {severity} `{problem.rule}` – {message}\\\n  {HELP().say(words)}: {cure}{better}\n"


def escape(text: str) -> str:
    """Take the marks of Markdown, mentions and tags from words that a stranger wrote."""
    safe = re.sub(r"([\\`*_\[\]<>#|~!()])", r"\\\1", " ".join(printable(text).split()))
    return safe.replace("@", "@\u200b")


def _code(text: str) -> str:
    return printable(text).replace("`", "'")
