"""Reading: values stay text, places are right, and nothing that can be typed makes the reader fail."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from centre.source import Entries, Scalar, Span, plain, read_edition, read_entries


def test_values_stay_text() -> None:
    entries, faults = read_entries("a: NO\nb: 010\nc: 12:30\nd: ~\ne: 2026-02-30\n", "x.md", first_line=2)
    assert faults == ()
    assert plain(entries) == {"a": "NO", "b": "010", "c": "12:30", "d": "~", "e": "2026-02-30"}


def test_places_count_characters() -> None:
    entries, _ = read_entries('title: "Ψηφιακή", \nωμέγα: [α, β]\n'.replace(", \n", "\n"), "x.md", first_line=2)
    greek = entries.get("ωμέγα")
    assert greek is not None
    assert (greek.span.line, greek.span.column) == (3, 8)
    assert [one.span.column for one in greek.items] == [9, 12]  # type: ignore[union-attr]


def test_all_duplicates_are_named() -> None:
    _, faults = read_entries("a: 1\na: 2\nb: {c: 1, c: 2}\n", "x.md", first_line=2)
    assert [(one.span.line, one.message.say()) for one in faults] == [
        (4, "“c” is given twice, first in line 4"),
        (3, "“a” is given twice, first in line 2"),
    ]


def test_body_line_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ntitle: A\n---\n\nText\n")
    file = read_edition(tmp_path, "x.md")
    assert (file.body, file.body_line, file.faults) == ("\nText\n", 4, ())


leaves = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(leaves, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(leaves, trees, max_size=4))
def test_what_yaml_writes_is_read_back_as_text(data: dict[str, object]) -> None:
    """A law: quoted YAML of texts, lists and mappings means the same to us as to PyYAML."""
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    entries, faults = read_entries(text, "x.md", first_line=1)
    if not faults:
        assert plain(entries) == yaml.load(text, Loader=yaml.BaseLoader)
    else:
        assert {fault.rule for fault in faults} <= {"forbidden-yaml", "unreadable-yaml"}


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    entries, faults = read_entries(text, "x.md", first_line=1)
    assert isinstance(entries, Entries)
    assert all(fault.help.say() and fault.span.line >= 1 and fault.span.column >= 1 for fault in faults)


def test_scalars_know_where_they_end() -> None:
    entries, _ = read_entries("countries: [EE, PRT]\n", "x.md", first_line=3)
    countries = entries.get("countries")
    assert countries is not None
    last = countries.items[1]  # type: ignore[union-attr]
    assert isinstance(last, Scalar)
    assert last.span == Span("x.md", 3, 17, 20)
