"""Kinds of field: a table of what an author wrote and what it means."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.catalogue import Field, Term, Vocabulary
from centre.kinds import KINDS, Misfit, read_scalar

VOCABULARIES = {
    "countries": Vocabulary(
        "countries",
        {code: Term(code, name) for code, name in (("GR", "Greece"), ("NO", "Norway"))},
        {"EL": "GR"},
    )
}


def field(kind: str, longest: int = 0) -> Field:
    return Field(name="it", path="it", kind=kind, label="It", vocabulary="countries", longest=longest)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  Two   words ", "Two words"),
        ("date", "2026-11-24", date(2026, 11, 24)),
        ("year", "2024", 2024),
        ("number", "830000", Decimal("830000")),
        ("number", "-2.5", Decimal("-2.5")),
        ("link", "https://ec.europa.eu/a?b=c#d", "https://ec.europa.eu/a?b=c#d"),
        ("source", "12", 12),
        ("term", "NO", "NO"),
        ("term", "EL", "GR"),
    ],
)
def test_value(kind: str, text: str, value: object) -> None:
    assert read_scalar(text, field(kind), VOCABULARIES) == value


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("text", " ", "“it” is empty"),
        ("date", "24.11.2026", "“24.11.2026” is not a date of the calendar"),
        ("date", "2025-02-29", "“2025-02-29” is not a date of the calendar"),
        ("year", "24", "“24” is not a year"),
        ("number", "010", "“010” is not a number"),
        ("number", "1 000", "“1 000” is not a number"),
        ("number", "1e9", "“1e9” is not a number"),
        ("link", "www.europa.eu", "“www.europa.eu” is not a web address"),
        ("link", "ftp://europa.eu/", "“ftp://europa.eu/” is not a web address"),
        ("link", "https://[x", "“https://[x” is not a web address"),
        ("source", "0", "“0” is not the number of a source"),
        ("term", "Grece", "“Grece” is not in the vocabulary “countries”"),
    ],
)
def test_reason(kind: str, text: str, reason: str) -> None:
    reading = read_scalar(text, field(kind), VOCABULARIES)
    assert isinstance(reading, Misfit)
    assert reading.message.say() == reason


def test_a_near_term_is_named_with_its_label() -> None:
    reading = read_scalar("Grece", field("term"), VOCABULARIES)
    assert isinstance(reading, Misfit)
    assert reading.help.say() == "did you mean GR (Greece)?"


def test_a_text_has_a_longest() -> None:
    reading = read_scalar("x" * 11, field("text", longest=10), VOCABULARIES)
    assert isinstance(reading, Misfit)
    assert reading.message.say() == "“it” has 11 characters; at most 10 are shown"


@given(st.sampled_from(sorted(KINDS)), st.text())
def test_no_text_breaks_a_kind(kind: str, text: str) -> None:
    reading = read_scalar(text, field(kind), VOCABULARIES)
    assert not isinstance(reading, Misfit) or reading.help.say()
