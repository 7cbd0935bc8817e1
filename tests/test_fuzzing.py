"""Whatever a stranger types: no crash, no hang, and nothing dangerous in a page or a report.

Each law gets a small number of cases here and a share of a million in the long tests; a line at the end says how many
there were and how long the slowest took, in seconds of the processor, which a busy machine does not change.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from centre.body import SAFE_SCHEMES, Destination, heading_ids, parse, render, scheme_of
from centre.catalogue import Catalogue, Field
from centre.fix import fix
from centre.kinds import read_scalar, values_of
from centre.load import load
from centre.message import Message
from centre.problem import Problem, Severity
from centre.report import Context, printers
from centre.report.review import review
from centre.source import SourceFile, Span, Suggestion, read_edition
from centre.validate import validate
from sites import TODAY, write

LONGEST = 2.0
"""Seconds of the processor after which we speak of a hang."""
BATCH = 5_000
"""Cases after which the memory of what was tried is thrown away."""

YAML = """
---|: |- |? |[|]|{|}|,|#|&a|*a|!!python/object:os.system|!ENV|<<: |'|"|\\|||>|%YAML 1.1|@|`|~|NO|yes|0o17|12:30|1e3
2026-02-30|.inf|\\x41|\\u202e|...|title: |summary: |text: {by: person}|sources:|url: |kind: |topics: [|countries: [EE]
translation: {depth: full, of: |checked: {on: |valid_for: {until: |pictures:|file: |source: 1
"""
MARKDOWN = """
#|## |> |- |1. |* |_|**|`|```|~~~|[|](|)|![|]|[x]: |{: onclick=x }|{: #id .c }|{#|---|===|:::|!!! note
<script>|</script>|<img src=x onerror=y>|<svg/onload=x>|<!--|-->|<![CDATA[|<?php|<http://x>|<a@b.c>|javascript:|data:
&lt;|&#|&#x0;|&colon;|\\|\\<|:   |+|~
"""
HOSTILE = [*"\n\t\r\0\x02\x03\x1b\x7f\x85\u00a0\u200b\u200e\u202e\u2028\u2066\ufeff\ufffe\U0001f600", "\n\n", "    "]


def pieces(*lists: str) -> st.SearchStrategy[str]:
    """Text of signs that mean something, of signs that should not be there, and of any others."""
    signs = [sign for each in lists for sign in each.strip().replace("\n", "|").split("|") if sign]
    return st.lists(st.sampled_from([*signs, *HOSTILE]) | st.text(max_size=6), max_size=16).map("".join)


def floods(*lists: str) -> st.SearchStrategy[str]:
    """Little, very often, in one paragraph or in many: what makes a parser's time grow with a square."""
    often = st.builds(lambda text, times: (text * times)[:90_000], pieces(*lists), st.integers(2, 3000))
    return often | st.builds(
        lambda text, times, paragraphs: "\n\n".join([text * times] * paragraphs)[:90_000],
        pieces(*lists),
        st.integers(1, 100),
        st.integers(2, 100),
    )


Law = Callable[[str], None]


def hold(law: Law, cases: int, texts: st.SearchStrategy[str], *, shrink: bool = True) -> None:
    """Try a law on so many texts, in batches that differ, and say what was slowest."""
    slowest, tried = 0.0, 0

    def timed(text: str) -> None:
        nonlocal slowest, tried
        begun = time.thread_time()
        law(text)
        spent = time.thread_time() - begun
        slowest, tried = max(slowest, spent), tried + 1
        assert spent < LONGEST, f"{spent:.1f} s of the processor"

    for batch, first in enumerate(range(0, cases, BATCH)):
        options = settings(
            max_examples=min(BATCH, cases - first),
            deadline=None,
            # Making a long text shorter takes minutes, and what is wrong with it is plain without.
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        seed(batch)(options(given(texts)(timed)))()
    print(f"{law.__name__}: {tried} cases, slowest {slowest:.3f} s")


def cases(short: int, long: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("cases", [short, pytest.param(long, marks=pytest.mark.long)])


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The project's own types, vocabularies and languages."""
    return load(write(tmp_path_factory.mktemp("fuzz"), ""), today=TODAY)


def assert_told(file: SourceFile) -> None:
    """Every fault says what and how to mend it, at a place that the file has."""
    for fault in file.faults:
        assert fault.message.say() and fault.help.say()
        assert fault.suggestion is None or 1 <= fault.suggestion.line <= len(file.lines)
        assert 1 <= fault.span.line <= len(file.lines) + 1 and 1 <= fault.span.column <= fault.span.end_column


@cases(500, 300_000)
def test_loader(cases: int, tmp_path: Path, catalogue: Catalogue) -> None:
    path, fields = tmp_path / "en.md", catalogue.types["guide"].fields

    def read(text: str) -> None:
        path.write_bytes(f"---\n{text}".encode("utf-8", "surrogatepass"))
        file = read_edition(tmp_path, "en.md")
        assert_told(file)
        values_of(file.matter, fields, catalogue.vocabularies)
        parse(file.body, "en.md", file.body_line)

    hold(read, cases, pieces(YAML) | st.builds("{}\n---\n{}".format, pieces(YAML), pieces(MARKDOWN)))


def all_fields(fields: tuple[Field, ...]) -> Iterator[Field]:
    for one in fields:
        yield from (one, *all_fields(one.fields)) if one.fields else (one,)


@cases(500, 300_000)
def test_kinds(cases: int, catalogue: Catalogue) -> None:
    kinds = {one.kind: one for kind in catalogue.types.values() for one in all_fields(kind.fields) if not one.fields}
    assert len(kinds) >= 10

    def read_as_every_kind(text: str) -> None:
        for field in kinds.values():
            value = read_scalar(text, field, catalogue.vocabularies)
            assert value is not None

    hold(read_as_every_kind, cases, pieces(YAML) | st.from_regex(r"[0-9]{1,5}[-./ ][0-9]{1,3}[-./, ]?[0-9]{0,4}"))


ALLOWED = {
    tag: set(attributes)
    for tag, *attributes in (
        row.split()
        for row in """a href hreflang title|img src alt title loading decoding|abbr|blockquote|br|code|dd|del|div class
        |dl|dt|em|hr|li|ol start|p class|pre|span class|strong|sub|sup|table|tbody|td|th|thead|tr|ul|h2 id|h3 id|h4 id
        |h5 id|h6 id""".replace("\n", " ").split("|")
    )
}
"""Tags of a body with their attributes."""


class Tags(HTMLParser):
    """What a browser would make of a text: its tags with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


def assert_harmless(markup: str) -> None:
    for tag, attributes in Tags(markup).seen:
        assert tag in ALLOWED, markup
        assert {name for name, _ in attributes} <= ALLOWED[tag] | {"lang", "dir"}, markup
        for name, value in attributes:
            if name in ("href", "src"):
                assert scheme_of(value or "") in {"", *SAFE_SCHEMES}, markup


def html(text: str) -> str:
    body = parse(text, "x.md", 1)
    return render(body, heading_ids(body.headings), lambda one: Destination(one.target))


def body(text: str) -> None:
    assert_harmless(html(text))


@cases(500, 300_000)
def test_body(cases: int) -> None:
    hold(body, cases, pieces(MARKDOWN))


@cases(20, 5_000)
def test_floods(cases: int, tmp_path: Path) -> None:
    path = tmp_path / "en.md"

    def flood(text: str) -> None:
        path.write_bytes(f"---\ntitle: A\n---\n{text}".encode("utf-8", "surrogatepass"))
        file = read_edition(tmp_path, "en.md")
        assert_told(file)
        body(file.body)

    hold(flood, cases, floods(MARKDOWN), shrink=False)


@cases(200, 100_000)
def test_printers(cases: int) -> None:
    """No text of a stranger becomes a command of the forge, steers a terminal or breaks a format."""

    def report(text: str) -> None:
        place = Span(text or "x", 1, 1, 2)
        line = Suggestion(1, text)
        problem = Problem(
            "broken-link", Severity.ERROR, Message("{a}", (("a", text),)), place, Message(text or "x"), line
        )
        context = Context({place.path: text.split("\n")}, {})
        told = {form: printer.report([problem, problem], context) for form, printer in printers().items()}
        for form in ("json", "gitlab", "sarif"):
            json.loads(told[form])
        assert sum(line.startswith("::") for line in told["github"].splitlines()) == 2
        assert "\x1b" not in told["text"] and "\u202e" not in told["text"]
        asked = json.loads(review([problem], {place.path: frozenset({1})}, context))
        assert len(asked["comments"]) == 1 and not asked["body"]

    hold(
        report,
        cases,
        pieces(YAML, MARKDOWN) | st.builds("\n::error::{}\r\n::set-output{}".format, st.text(), st.text()),
    )


@cases(10, 3_000)
def test_a_whole_repository(cases: int, tmp_path: Path) -> None:
    """From bytes on the disk to problems on the screen, with a sound file beside, which must still be judged."""
    root = write(tmp_path, "-- guides/sound/en.md --\n---\ntitle: A\n{guide}\n---\n", languages=("en",))
    path = root / "guides/stranger/en.md"
    path.parent.mkdir()

    def judge(text: str) -> None:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        found = validate(load(root, today=date(2026, 11, 24))).problems
        assert "missing-field guides/sound/en.md" in {f"{one.rule} {one.span.path}" for one in found}
        fix(root, found)

    front = st.builds("---\n{}\n---\n{}".format, pieces(YAML), pieces(MARKDOWN))
    hold(judge, cases, front | pieces(YAML, MARKDOWN))
