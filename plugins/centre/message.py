"""Sentences for people: an English template with named values, translated when it is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence whose values are kept apart, so that it can be said in the reader's language."""

    template: str
    values: tuple[tuple[str, str], ...] = ()

    def say(self, translations: Mapping[str, str] | None = None) -> str:
        """Return the sentence; `translations` maps English templates to those of a language."""
        words = (translations or {}).get(self.template, self.template)
        values = dict(self.values)
        return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], name[0]), words)


class Template(str):
    """An English sentence with {names}; calling it with values gives a Message.

    Only instances of this class reach people, so a test can list every sentence that needs translating.
    """

    __slots__ = ()

    def __call__(self, **values: object) -> Message:
        """Fill in the values."""
        return Message(str(self), tuple((name, str(value)) for name, value in values.items()))
