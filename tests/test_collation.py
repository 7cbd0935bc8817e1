"""Titles stand in the order of each language."""

import pytest

from centre.collation import sort_key
from centre.load import load
from sites import ROOT, TODAY

LANGUAGES = load(ROOT, today=TODAY).languages


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["2 schools", "Apple", "Digital work", "Digitaler", "Éclair", "eclairs", "Zoo"]),
        ("fi", ["Arki", "Opetus", "Zoo", "Åbo", "Äiti", "Öljy"]),
        ("bg", ["Apple", "Азбука", "Йога", "Училище", "Център", "Щит", "Юг", "Я"]),
        ("ga", ["Ábhar", "Acmhainn", "Éire", "Oideachas", "Scoil", "Úsáid"]),
    ],
)
def test_order(language: str, titles: list[str]) -> None:
    assert sorted(set(titles), key=lambda title: sort_key(title, LANGUAGES[language])) == titles


def test_accents_count_after_letters() -> None:
    key = LANGUAGES["ga"]
    assert sorted(["Áth", "Ath", "Áta"], key=lambda title: sort_key(title, key)) == ["Áta", "Ath", "Áth"]
