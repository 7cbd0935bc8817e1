"""Mending by itself: one cure only, no other byte, no value that could be read before is another one after."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre import pipeline
from centre.load import load
from centre.report import Context
from centre.report.review import changed_lines, review
from centre.validate import validate
from sites import ROOT, TODAY, write

OTHER = """
-- guides/other-one/en.md --
---
title: Another
summary: Is what links lead to.
{guide}
---
## First steps
"""
FRONT = """---
title: A guide
summary: How to plan digital skills in a school, step by step.
text: {by: person}
kind: guidance
audiences: [educators]
topics: [inclusion]
sources:
  - {title: A source, url: "https://www.europa.eu/", language: en}
"""


def repository(folder: Path, text: str) -> Path:
    root = folder if (folder / "content").exists() else write(folder, OTHER, languages=("en", "bg"))
    (root / "guides/one").mkdir(exist_ok=True)
    (root / "guides/one/en.md").write_bytes(text.encode())
    return root


def mended(root: Path) -> str:
    pipeline.fix(root, today=TODAY)
    return (root / "guides/one/en.md").read_bytes().decode()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("title: Skills: a guide", 'title: "Skills: a guide"'),
        ('title: Skills: a "guide" \\ x', 'title: "Skills: a \\"guide\\" \\\\ x"'),
        ("title: A \x07guide", "title: A guide"),
        ("title: A \u202eguide", 'title: "A guide"'),
        ("sectors: [shcool-education]", "sectors: [shcool-education]"),
        ("topics: [Inclusion]", "topics: [inclusion]"),
        ("audiences: [educatros]", "audiences: [educators]"),
        ("checked: {on: 2026-2-3, against: [1]}", "checked: {on: 2026-02-03, against: [1]}"),
        ("checked: {on: 3. 2. 2026, against: [1]}", "checked: {on: 2026-02-03, against: [1]}"),
        ("checked: {on: 2/3/2026, against: [1]}", "checked: {on: 2/3/2026, against: [1]}"),
        ("sumary: x", "sumary: x"),
        (
            "facts:\n  - {text: Pupils, teachers and parents, source: 1}",
            'facts:\n  - {text: "Pupils, teachers and parents", source: 1}',
        ),
        ("---\nSee [it](../Other-One/en.md).", "---\nSee [it](../other-one/en.md)."),
        ("---\nSee [it](../other-one/en.md#First%20Steps).", "---\nSee [it](../other-one/en.md#first-steps)."),
        (
            "---\nSee `../Other-One/en.md` or [it](../Other-One/en.md).",
            "---\nSee `../Other-One/en.md` or [it](../Other-One/en.md).",
        ),
        ("kind: guidance\n  note: x", "kind: guidance\n  note: x"),
        ("title: A \x80guide", "title: A guide"),
        ("---\nA \u202etxet\u202c.", "---\nA txet."),
        ("---\nSee [it](../other-won/en.md).", "---\nSee [it](../other-won/en.md)."),
    ],
)
def test_what_is_certain_is_mended_and_nothing_else(wrong: str, right: str, tmp_path: Path) -> None:
    key = wrong.partition(":")[0]
    kept = "\n".join(line for line in FRONT.split("\n") if not line.startswith(f"{key}:"))
    end = "" if "---" in wrong else "---\n"
    root = repository(tmp_path, f"{kept}{wrong}\n{end}")
    assert mended(root) == f"{kept}{right}\n{end}"


def test_line_ends_and_the_rest_of_the_file_stay(tmp_path: Path) -> None:
    text = f"{FRONT}valid_for: {{until: 2027-1-5}}\n---\nText \t \n".replace("\n", "\r\n")
    root = repository(tmp_path, text)
    assert mended(root) == text.replace("2027-1-5", "2027-01-05")
    assert mended(root) == text.replace("2027-1-5", "2027-01-05"), "a second time there is nothing to do"


LINES = st.lists(
    st.sampled_from(
        [
            "title: Skills: a guide",
            "sectors: [School]",
            "sectors: [schol]",
            "checked: {on: 2026-2-3, against: [1]}",
            "valid_for: {from: 1.2.2026, until: 2027-13-1}",
            "sumary: Not a summary",
            "autdiences: [learners]",
            "countries: [EE, ee]",
            "facts:",
            "  - {text: One, two, source: 1}",
            '  - {text: "One, two", source: 1, note: x, y}',
            "years: {start: 2020, end: 20 21}",
            "figures:",
            "  - {value: 830 000, unit: euro, what: Cost, as_of: 2021, source: 1}",
            "\u200etitle: x",
            "topics: [inclusion",
        ]
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(LINES, st.sampled_from(["", "[a](../Other-one/en.md) \u202e", "[b](../other-one/en.md#First-Steps)"]))
def test_no_value_that_could_be_read_is_changed(tmp_path: Path, lines: list[str], body: str) -> None:
    text = FRONT + "".join(f"{line}\n" for line in lines) + f"---\n{body}\n"
    root = repository(tmp_path, text)
    before = load(root, today=TODAY)
    wrong = {one.rule for one in validate(before).problems}
    after, _ = pipeline.fix(root, today=TODAY)
    old, new = (
        next(one.values for one in each.editions if one.path == "guides/one/en.md") for each in (before, after.value)
    )
    for name, value in old.items():
        assert keeps(value, new.get(name)), (name, value, new.get(name))
    hidden = {"unreadable-yaml", "forbidden-yaml"}
    assert hidden & wrong or {one.rule for one in after.problems} <= wrong, "no new kind of problem"


def keeps(old: object, new: object) -> bool:
    """Lists and records may have gained what could not be read before."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(keeps(value, new.get(name)) for name, value in old.items())
    if isinstance(old, tuple) and isinstance(new, tuple):
        rest = iter(new)
        return all(any(keeps(value, other) for other in rest) for value in old)
    return old == new


def test_the_command_mends_says_so_and_judges_the_rest(tmp_path: Path) -> None:
    root = repository(tmp_path, f"{FRONT}checked: {{on: 2026-2-3, against: [1]}}\nnonsense: x\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "scripts.validate", "--root", root, "--fix", "--language", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "mended: guides/one/en.md:10\n"
    assert "wrong-kind" not in done.stdout and "“nonsense” is not a field" in done.stdout


DIFF = """diff --git a/guides/one/en.md b/guides/one/en.md
--- a/guides/one/en.md
+++ b/guides/one/en.md
@@ -9,0 +10,2 @@
+checked: {on: 2026-2-3, against: [1]}
+++ b/not/a/file.md
diff --git a/gone.md b/gone.md
--- a/gone.md
+++ /dev/null
@@ -1 +0,0 @@
-x
"""


def test_a_diff_names_the_changed_lines() -> None:
    assert changed_lines(DIFF) == {"guides/one/en.md": {10, 11}}


def test_a_review_suggests_on_changed_lines_and_tells_the_rest(tmp_path: Path) -> None:
    text = f"{FRONT}checked: {{on: 2026-2-3, against: [1]}}\nx`@all: 1\nnonsense: x\n---\n"
    problems = validate(load(repository(tmp_path, text), today=TODAY)).problems
    context = Context({"guides/one/en.md": text.split("\n")}, {})
    told = json.loads(review(problems, changed_lines(DIFF), context))
    assert [(one["path"], one["line"], one["side"]) for one in told["comments"]] == [
        ("guides/one/en.md", 10, "RIGHT"),
        ("guides/one/en.md", 11, "RIGHT"),
    ]
    assert told["comments"][0]["body"].endswith("\n```suggestion\nchecked: {on: 2026-02-03, against: [1]}\n```\n")
    assert "@all" not in told["comments"][1]["body"] and "suggestion" not in told["comments"][1]["body"]
    assert "nonsense" in told["body"] and told["event"] == "COMMENT"
    assert review((), {}, context) == ""


def test_a_review_stays_small_enough_to_be_handed_on(tmp_path: Path) -> None:
    wide = "\u0bf5" * 60
    text = FRONT + "---\n" + "".join(f"[{n}](../{wide}/en.md)\n\n" for n in range(400))
    problems = validate(load(repository(tmp_path, text), today=TODAY)).problems
    assert len(problems) >= 400
    changed = {"guides/one/en.md": frozenset(range(1, 1000))}
    told = review(problems, changed, Context({}, {}))
    assert len(told.encode()) < 128 * 1024 and "\n" not in told[:-1]
    assert json.loads(told)["body"].rstrip().splitlines()[-1].startswith("… +"), "what does not fit is counted"
