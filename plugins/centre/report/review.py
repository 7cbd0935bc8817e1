"""Problems as a review of a change at GitHub: a comment on each changed line, with the line as it should be."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from centre.problem import Problem
from centre.report import HELP, SEVERITIES, Context
from centre.report.as_markdown import escape, report

MOST = 40
"""Comments of one review; what is left is told in its text."""
MOST_TEXT = 20_000
"""Characters of that text: a workflow hands a review on in a variable, which Linux limits to 128 KiB."""
MOST_COMMENTS = 30_000
"""Bytes of all comments."""
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def changed_lines(diff: str) -> Mapping[str, frozenset[int]]:
    """Return the lines that a unified diff shows of the new files, by path: a forge takes comments on no others."""
    found: dict[str, set[int]] = {}
    path, left = "", 0
    for line in diff.split("\n"):
        hunk = _HUNK.match(line)
        if left <= 0 and line.startswith("+++ "):
            path = line[6:].rstrip("\t") if line.startswith("+++ b/") else ""
        elif hunk:
            first, left = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(path, set()).update(range(first, first + left))
        elif not line.startswith(("-", "\\")):
            left -= 1
    return {path: frozenset(lines) for path, lines in found.items() if path}


def review(problems: Sequence[Problem], changed: Mapping[str, frozenset[int]], context: Context) -> str:
    """Return the request that makes the review (REST API, pulls/reviews), as JSON; empty where nothing is wrong."""
    if not problems:
        return ""
    comments: list[dict[str, object]] = []
    rest, left = [], MOST_COMMENTS
    for one in problems:
        body = _comment(one, context)
        size = len(body.encode())
        if one.span.line in changed.get(one.span.path, ()) and len(comments) < MOST and size <= left:
            comments.append({"path": one.span.path, "line": one.span.line, "side": "RIGHT", "body": body})
            left -= size
        else:
            rest.append(one)
    text = report(rest, context, MOST_TEXT) if rest else ""
    return json.dumps({"event": "COMMENT", "body": text, "comments": comments}, ensure_ascii=False) + "\n"


def _comment(problem: Problem, context: Context) -> str:
    words, suggestion = context.sentences, problem.suggestion
    severity = SEVERITIES[problem.severity]().say(words)
    text = f"{severity} `{problem.rule}` – {escape(problem.message.say(words))}\n\n"
    text += f"{HELP().say(words)}: {escape(problem.help.say(words))}\n"
    if suggestion and suggestion.line == problem.span.line:
        longest = max((len(run) for run in re.findall("`+", suggestion.text)), default=0)
        fence = "`" * max(3, longest + 1)
        text += f"\n{fence}suggestion\n{suggestion.text}\n{fence}\n"
    return text
