"""The words of a link do not say where it leads.

Why: who listens to a list of all links hears only the words (WCAG 2.2, 2.4.4); a bare address is read out letter by
letter.
"""

import re
from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found

SEVERITY = Severity.WARNING
EMPTY_WORDS = {
    "bg": ("тук", "натиснете тук", "повече", "линк", "прочетете повече"),
    "de": ("hier", "mehr", "link", "weiterlesen", "klicken sie hier"),
    "el": ("εδώ", "περισσότερα", "σύνδεσμος", "πατήστε εδώ"),
    "en": ("here", "click here", "more", "read more", "link", "this link", "this page"),
    "fi": ("tässä", "täällä", "tästä", "lue lisää", "linkki", "lisää"),
    "fr": ("ici", "cliquez ici", "plus", "en savoir plus", "lien", "lire la suite"),
    "ga": ("anseo", "cliceáil anseo", "tuilleadh", "nasc", "léigh tuilleadh"),
    "mt": ("hawn", "ikklikkja hawn", "aktar", "link", "aqra aktar"),
    "nb": ("her", "klikk her", "mer", "les mer", "lenke"),
}
"""Words that say nothing alone, by language."""
VAGUE = Template("the link “{text}” does not say where it leads")
HELP = Template("let the words of the link name its target, as in [the report of 2024]({target})")
WRONG = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
The report is [here](https://www.europa.eu/).
"""
RIGHT = WRONG.replace("The report is [here]", "Read [the report of 2024]")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report links without telling words."""
    for edition in catalogue.editions:
        empty = EMPTY_WORDS.get(edition.language, ())
        for reference in edition.body.references:
            words = reference.text.strip().casefold().rstrip(".…!")
            bare = re.match(r"(https?://|www\.)", words)
            if reference.kind == "link" and (words in empty or bare or not words):
                yield reference.span, VAGUE(text=reference.text), HELP(target=reference.target)
