"""Each printer of the same two problems."""

import json

from centre.message import Template
from centre.problem import Problem, Severity
from centre.report import Context, printers
from centre.source import Span

PROBLEMS = (
    Problem(
        "unknown-term",
        Severity.ERROR,
        Template("“{text}” is not in the vocabulary “{vocabulary}”")(text="PRT", vocabulary="countries"),
        Span("practices/a/en.md", 3, 16, 19),
        Template("did you mean {terms}?")(terms="PT (Portugal)"),
    ),
    Problem(
        "unstamped-translation",
        Severity.NOTICE,
        Template("100 %, a: b")(),
        Span("practices/a/bg.md"),
        Template("write of: 0123")(),
    ),
)
CONTEXT = Context({"practices/a/en.md": ["---", "title: Ψ", "countries: [EE, PRT]", "---"]}, {})


def test_terminal() -> None:
    assert (
        printers()["text"].report(PROBLEMS, CONTEXT)
        == """\
error[unknown-term]: “PRT” is not in the vocabulary “countries”
  practices/a/en.md:3:16
   |
 3 | countries: [EE, PRT]
   |                ^^^
  = help: did you mean PT (Portugal)?

notice[unstamped-translation]: 100 %, a: b
  practices/a/bg.md:1:1
  = help: write of: 0123

errors: 1, warnings: 0, notices: 1
"""
    )


def test_terminal_in_the_contributors_language() -> None:
    words = {
        "error": "грешка",
        "help": "съвет",
        "“{text}” is not in the vocabulary “{vocabulary}”": "„{text}“ липсва в речника „{vocabulary}“",
    }
    text = printers()["text"].report(PROBLEMS[:1], Context(CONTEXT.lines, words))
    assert text.splitlines()[0] == "грешка[unknown-term]: „PRT“ липсва в речника „countries“"
    assert "  = съвет: did you mean PT (Portugal)?" in text.splitlines()


def test_terminal_cannot_be_steered_by_content() -> None:
    evil = Problem(
        "x",
        Severity.ERROR,
        Template("{a}")(a="\x1b[2J\u202e"),
        Span("a.md", 1, 1, 2),
        Template("{a}")(a="\r\x1b"),
    )
    text = printers()["text"].report([evil], Context({"a.md": ["\x1b]0;x\x07 \u202etext"]}, {}))
    assert not set(text) & set("\x1b\x07\r\u202e")


def test_terminal_shows_the_part_of_a_long_line_that_matters() -> None:
    line = "a" * 300 + "PRT" + "b" * 300
    problem = Problem("x", Severity.ERROR, Template("m")(), Span("a.md", 1, 301, 304), Template("h")())
    shown, carets = printers()["text"].report([problem], Context({"a.md": [line]}, {})).splitlines()[3:5]
    assert shown.startswith(" 1 | …aaa") and shown.endswith("bbb…")
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "PRT"


def test_github() -> None:
    assert printers()["github"].report(PROBLEMS, CONTEXT).splitlines() == [
        "errors: 1, warnings: 0, notices: 1",
        "::error file=practices/a/en.md,line=3,col=16,endColumn=19,title=unknown-term::"
        "“PRT” is not in the vocabulary “countries”%0Ahelp: did you mean PT (Portugal)?",
        "::notice file=practices/a/bg.md,line=1,col=1,endColumn=1,title=unstamped-translation::"
        "100 %25, a: b%0Ahelp: write of: 0123",
    ]


def test_github_counts_first_and_annotates_ten() -> None:
    lines = printers()["github"].report(PROBLEMS[:1] * 12, CONTEXT).splitlines()
    assert lines[0] == "errors: 12, warnings: 0, notices: 0"
    assert [line.startswith("::") for line in lines[1:]] == [True] * 10 + [False] * 2


def test_github_cannot_be_given_commands_by_content() -> None:
    evil = Template("{a}")(a="x\n::add-mask::y\r::set-env name=A::b")
    problem = Problem("x", Severity.ERROR, evil, Span("a,b:c.md", 1, 1, 2), evil)
    lines = printers()["github"].report([problem] * 11, CONTEXT).splitlines()
    assert len(lines) == 12
    assert all(line.startswith("::error file=a%2Cb%3Ac.md") for line in lines[1:11])
    assert not lines[11].startswith("::")


def test_json() -> None:
    problems = json.loads(printers()["json"].report(PROBLEMS, CONTEXT))["problems"]
    assert problems[0] == {
        "rule": "unknown-term",
        "severity": "error",
        "path": "practices/a/en.md",
        "line": 3,
        "column": 16,
        "end_column": 19,
        "message": "“PRT” is not in the vocabulary “countries”",
        "help": "did you mean PT (Portugal)?",
        "fingerprint": PROBLEMS[0].fingerprint,
        "suggestion": None,
    }


def test_fingerprint_stays_when_lines_move() -> None:
    one = PROBLEMS[0]
    moved = Problem(one.rule, one.severity, one.message, Span(one.span.path, 30, 16, 19), one.help)
    assert moved.fingerprint == one.fingerprint


def test_gitlab() -> None:
    rows = json.loads(printers()["gitlab"].report([*PROBLEMS, PROBLEMS[0]], CONTEXT))
    assert rows[0] == {
        "description": "“PRT” is not in the vocabulary “countries” – help: did you mean PT (Portugal)?",
        "check_name": "unknown-term",
        "fingerprint": PROBLEMS[0].fingerprint,
        "severity": "major",
        "location": {"path": "practices/a/en.md", "lines": {"begin": 3}},
    }
    assert len({row["fingerprint"] for row in rows}) == 3


def test_sarif() -> None:
    run = json.loads(printers()["sarif"].report(PROBLEMS, CONTEXT))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unknown-term", "unstamped-translation"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 16, "endColumn": 19}
    assert [one["level"] for one in run["results"]] == ["error", "note"]


def test_markdown() -> None:
    assert (
        printers()["markdown"].report(PROBLEMS[:1], CONTEXT)
        == """\
**errors: 1, warnings: 0, notices: 0**

### `practices/a/en.md`

- 3: error `unknown-term` – “PRT” is not in the vocabulary “countries”\\
  help: did you mean PT \\(Portugal\\)?
"""
    )


def test_markdown_is_not_steered_by_content() -> None:
    evil = Problem("x", Severity.ERROR, Template("{a}")(a="<b> @team [x](y)\n# z"), Span("a.md"), Template("h")())
    text = printers()["markdown"].report([evil], CONTEXT)
    assert "\\<b\\>" in text and "@team" not in text and "\n# z" not in text


def test_markdown_fits_a_comment() -> None:
    text = printers()["markdown"].report(PROBLEMS[:1] * 2000, CONTEXT)
    assert len(text) < 65_536 and text.endswith("\n") and "… +" in text
