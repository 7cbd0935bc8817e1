"""A problem as a value: what, where, why and the cure; and a value that survives its problems."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from centre.message import Message
from centre.source import Span, Suggestion

T = TypeVar("T")


class Severity(IntEnum):
    """How much a problem weighs; only an error stops a merge."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2

    @property
    def word(self) -> str:
        """The English word, as machines and people read it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Problem:
    """One expected thing that is wrong, with its place and its cure."""

    rule: str
    severity: Severity
    message: Message
    span: Span
    help: Message
    """What to do; never empty."""
    suggestion: Suggestion | None = None
    """The line as it is certainly meant, where there is one cure only."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same when lines above the place move."""
        subject = "\n".join((self.rule, self.span.path, self.message.say()))
        return hashlib.sha256(subject.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value together with what is wrong about it: it still exists, so the rest can be judged."""

    value: T
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether anything here must stop a merge."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
