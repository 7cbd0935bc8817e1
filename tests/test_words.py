"""Words, plurals, dates and numbers in each language; what is missing comes from another and says so."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from centre.load import load
from centre.words import Phrase, Words, missing_words
from sites import ROOT, TODAY, read

CATALOGUE = load(ROOT, today=TODAY)


def words(code: str) -> Words:
    return Words(CATALOGUE, CATALOGUE.languages[code])


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [
        ("en", "12 March 2026", "1,234,567.5"),
        ("bg", "12 март 2026\u202fг.", "1\xa0234\xa0567,5"),
        ("fi", "12. maaliskuuta 2026", "1\xa0234\xa0567,5"),
        ("ga", "12 Márta 2026", "1,234,567.5"),
    ],
)
def test_dates_and_numbers(code: str, day: str, number: str) -> None:
    assert words(code).date(date(2026, 3, 12)) == day
    assert words(code).number(Decimal("1234567.5")) == number


def test_countries_and_languages_come_from_cldr() -> None:
    assert words("bg").term("countries", "EE") == Phrase("Естония", "bg")
    assert words("fi").term("languages", "ga") == Phrase("iiri", "fi")
    assert words("ga").term("licences", "CC-BY-4.0") == Phrase("Creative Commons Attribution 4.0", "en")


PARTIAL = """
-- content/languages/mt/language.yml --
endonym: Malti
locale: mt
fallback: [en]
partial: true
-- content/languages/mt/words.yml --
words:
  home: Paġna ewlenija
  results:
    one: "riżultat {count}"
    two: "{count} riżultati"
    few: "{count} riżultati!"
    many: "{count} riżultat"
    other: "{count} riżultat?"
"""


def test_missing_words_fall_back_marked_with_their_language(tmp_path: Path) -> None:
    catalogue = read(tmp_path, PARTIAL)
    maltese = Words(catalogue, catalogue.languages["mt"])
    assert maltese.say("home") == Phrase("Paġna ewlenija", "mt")
    assert maltese.say("search").language == "en"
    assert "search" in missing_words(catalogue, catalogue.languages["mt"])
    assert "home" not in missing_words(catalogue, catalogue.languages["mt"])


def test_plural_forms_are_those_of_cldr(tmp_path: Path) -> None:
    catalogue = read(tmp_path, PARTIAL)
    maltese = Words(catalogue, catalogue.languages["mt"])
    said = [maltese.say("results", count=count).text for count in (1, 2, 5, 11, 20)]
    assert said == ["riżultat 1", "2 riżultati", "5 riżultati!", "11 riżultat", "20 riżultat?"]
