"""An interface language lacks a word, a label or a term.

Why: the reader sees the word of another language instead, marked as such. A language that is `partial` may lack words;
they are listed so that somebody can add them.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.source import Span
from centre.words import missing_words

SEVERITY = Severity.WARNING
MISSING = Template("{endonym} lacks {count} words, the first of them: {keys}")
HELP = Template("add them to the files in {folder}, or write partial: true in its language.yml")
SHOWN = 8
WRONG = """
-- content/languages/xx/language.yml --
endonym: Xish
locale: en
"""
RIGHT = WRONG + "partial: true\n"


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report languages that are said to be complete and are not."""
    for language in catalogue.languages.values():
        missing = missing_words(catalogue, language)
        if missing and not language.partial:
            folder = f"content/languages/{language.code}"
            keys = ", ".join(missing[:SHOWN])
            message = MISSING(endonym=language.endonym, count=len(missing), keys=keys)
            yield Span(f"{folder}/language.yml"), message, HELP(folder=folder)
