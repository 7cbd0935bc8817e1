"""Takes the suggestions of problems: lines as they are certainly meant, in place of those that were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from centre import whole
from centre.problem import Problem

_LINE = re.compile(rb"([^\r\n]*)(\r\n|\r|\n|\Z)")


def fix(root: Path, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Write the suggested lines into the files; return the problems that they cure.

    A line takes one suggestion at a time: what else is wrong with it is found when the file is read again. Line ends
    and all other lines stay as they are, byte for byte; a file is written whole or not at all.
    """
    taken: dict[tuple[str, int], Problem] = {}
    for problem in problems:
        if problem.suggestion:
            taken.setdefault((problem.span.path, problem.suggestion.line), problem)
    mended: list[Problem] = []
    for path, offered in groupby(sorted(taken.values(), key=_path), key=_path):
        lines = [list(found.groups()) for found in _LINE.finditer((root / path).read_bytes())]
        for problem in offered:
            if problem.suggestion and lines[problem.suggestion.line - 1][0] != problem.suggestion.text.encode():
                lines[problem.suggestion.line - 1][0] = problem.suggestion.text.encode()
                mended.append(problem)
        whole.write(root / path, b"".join(part for line in lines for part in line))
    return tuple(mended)


def _path(problem: Problem) -> str:
    return problem.span.path
