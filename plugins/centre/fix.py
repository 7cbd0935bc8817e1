"""Takes the suggestions of problems: lines as they are certainly meant, in place of those that were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

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
    for path, cured in groupby(sorted(taken.values(), key=_path), key=_path):
        lines = {one.suggestion.line: one.suggestion.text for one in cured if one.suggestion}
        whole = root / path
        temporary = whole.with_name(f".{whole.name}.new")
        temporary.write_bytes(_replaced(whole.read_bytes(), lines))
        temporary.replace(whole)
    return tuple(taken.values())


def _path(problem: Problem) -> str:
    return problem.span.path


def _replaced(data: bytes, lines: dict[int, str]) -> bytes:
    parts = [
        (lines[number].encode() if number in lines else found[1]) + found[2]
        for number, found in enumerate(_LINE.finditer(data), 1)
    ]
    return b"".join(parts)
