"""A text is not in the language that its file's name says.

Why: a screen reader would speak it with the wrong voice, and readers of that language would not understand it. The
language is guessed by py3langid, which can be wrong about short texts: so it is only a warning.
"""

from collections.abc import Iterator

import py3langid

from centre.catalogue import Catalogue, Edition
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span

SEVERITY = Severity.WARNING
SHORTEST = 60
"""Letters below which a guess is worth nothing."""
MOST_READ = 1500
"""Characters that are enough for a guess."""
ALIKE = (frozenset({"nb", "nn", "no", "da"}), frozenset({"bs", "hr", "sr"}), frozenset({"ms", "id"}))
"""Languages that a guess confuses."""
FOREIGN = Template("this reads like “{guess}”, but the file is for “{language}”")
HELP = Template("rename the file, or translate the text")
WRONG = """
-- guides/one/en.md --
---
title: Ein Leitfaden
summary: Wie eine Schule Schritt für Schritt ihre digitalen Fähigkeiten plant und dabei alle Lehrkräfte beteiligt.
{guide}
---
"""
RIGHT = (
    WRONG.replace("one/en.md", "one/de.md")
    + """
-- content/languages/de/language.yml --
endonym: Deutsch
locale: de
partial: true
"""
)


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report texts that read like another language."""
    for edition in catalogue.editions:
        text = f"{edition.summary}\n{edition.body.text}"[:MOST_READ]
        if sum(letter.isalpha() for letter in text) >= SHORTEST:
            guess, _ = py3langid.classify(text)
            if guess != edition.language and not any({guess, edition.language} <= group for group in ALIKE):
                yield _place(edition), FOREIGN(guess=guess, language=edition.language), HELP()


def _place(edition: Edition) -> Span:
    node = edition.file.matter.get("summary")
    return node.span if node else Span(edition.path)
