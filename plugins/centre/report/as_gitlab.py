"""Problems as a Code Quality report, which GitLab shows in a merge request (a subset of Code Climate's format)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from centre.problem import Problem, Severity
from centre.report import HELP, Context

WEIGHTS: Mapping[Severity, str] = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def report(problems: Sequence[Problem], context: Context) -> str:
    """Return the list of problems; GitLab wants each fingerprint once."""
    seen: dict[str, int] = {}
    rows = []
    for problem in problems:
        count = seen[problem.fingerprint] = seen.get(problem.fingerprint, 0) + 1
        cure = f"{HELP().say(context.sentences)}: {problem.help.say(context.sentences)}"
        rows.append(
            {
                "description": f"{problem.message.say(context.sentences)} – {cure}",
                "check_name": problem.rule,
                "fingerprint": problem.fingerprint if count == 1 else f"{problem.fingerprint}-{count}",
                "severity": WEIGHTS[problem.severity],
                "location": {"path": problem.span.path, "lines": {"begin": problem.span.line}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
