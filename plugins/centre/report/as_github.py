"""Problems as annotations on a pull request at GitHub."""

from __future__ import annotations

from collections.abc import Sequence

from centre.problem import Problem
from centre.report import HELP, Context, printable, summary

MOST_PER_SEVERITY = 10
"""GitHub shows ten annotations of each severity a step and drops the rest without a word."""


def report(problems: Sequence[Problem], context: Context) -> str:
    """Return the counts first, then the annotations that GitHub will show, then all problems as plain lines."""
    lines = [summary(problems, context)]
    shown: dict[str, int] = {}
    for problem in problems:
        place, sentences = problem.span, context.sentences
        cure = f"{HELP().say(sentences)}: {printable(problem.help.say(sentences))}"
        message = f"{printable(problem.message.say(sentences))}\n{cure}"
        word = problem.severity.word
        shown[word] = shown.get(word, 0) + 1
        if shown[word] <= MOST_PER_SEVERITY:
            properties = {
                "file": place.path,
                "line": place.line,
                "col": place.column,
                "endColumn": place.end_column,
                "title": problem.rule,
            }
            listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
            lines.append(f"::{word} {listed}::{_data(message)}")
        else:
            plain = f"{printable(place.path)}:{place.line}:{place.column}: {word}[{problem.rule}]: {message}"
            lines.append(" ".join(plain.split()))
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    """Escape as the workflow commands of GitHub want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
