"""Problems for other tools, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from centre.problem import Problem
from centre.report import Context


def report(problems: Sequence[Problem], context: Context) -> str:
    """Return an object with the list of problems; lines and columns count from 1."""
    rows = [
        {
            "rule": problem.rule,
            "severity": problem.severity.word,
            "path": problem.span.path,
            "line": problem.span.line,
            "column": problem.span.column,
            "end_column": problem.span.end_column,
            "message": problem.message.say(context.sentences),
            "help": problem.help.say(context.sentences),
            "fingerprint": problem.fingerprint,
            "suggestion": problem.suggestion and {"line": problem.suggestion.line, "text": problem.suggestion.text},
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2) + "\n"
