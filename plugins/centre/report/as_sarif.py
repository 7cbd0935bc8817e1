"""Problems as SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from centre.problem import Problem, Severity
from centre.report import HELP, Context
from centre.source import Suggestion

LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(problems: Sequence[Problem], context: Context) -> str:
    """Return one run; columns count Unicode code points from 1."""
    names = sorted({problem.rule for problem in problems})
    driver = {"name": "centre", "rules": [{"id": name} for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, names.index(problem.rule), context) for problem in problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, index: int, context: Context) -> dict[str, object]:
    span = problem.span
    cure = f"{HELP().say(context.sentences)}: {problem.help.say(context.sentences)}"
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.end_column}
    place = {"artifactLocation": {"uri": quote(span.path)}, "region": region}
    line = problem.suggestion
    fixes = [{"artifactChanges": [_change(span.path, line, context)]}] if line else []
    return {
        "fixes": fixes,
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": f"{problem.message.say(context.sentences)}\n{cure}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"centre/v1": problem.fingerprint},
    }


def _change(path: str, line: Suggestion, context: Context) -> dict[str, object]:
    written = context.lines.get(path, ())
    width = len(written[line.line - 1]) if line.line <= len(written) else 0
    region = {"startLine": line.line, "startColumn": 1, "endLine": line.line, "endColumn": width + 1}
    return {
        "artifactLocation": {"uri": quote(path)},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": line.text}}],
    }
