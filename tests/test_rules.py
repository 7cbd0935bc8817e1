"""Every rule is run on its own examples: WRONG yields that rule and nothing else, RIGHT yields nothing."""

from pathlib import Path

import pytest

from centre.problem import Severity
from centre.rules import Rule, all_rules, name_of, shown_example
from centre.validate import validate
from sites import read

RULES = [pytest.param(rule, id=name_of(rule)) for rule in all_rules()]


@pytest.mark.parametrize("rule", RULES)
def test_wrong_example_yields_the_rule_and_nothing_else(rule: Rule, tmp_path: Path) -> None:
    problems = validate(read(tmp_path, rule.WRONG)).problems
    assert {problem.rule for problem in problems} == {name_of(rule)}
    assert all(problem.help.say() for problem in problems)
    assert all(problem.severity is rule.SEVERITY for problem in problems)


@pytest.mark.parametrize("rule", RULES)
def test_right_example_yields_nothing(rule: Rule, tmp_path: Path) -> None:
    assert validate(read(tmp_path, rule.RIGHT)).problems == ()


@pytest.mark.parametrize("rule", RULES)
def test_rule_says_why(rule: Rule) -> None:
    assert "Why:" in (rule.__doc__ or "")


def test_an_example_shows_what_cannot_be_seen() -> None:
    assert (
        shown_example("-- a.md --\nGIF\x00\x01 \u202eполза\u202c\n")
        == r"""-- a.md --
GIF\x00\x01 \u202eполза\u202c"""
    )


def test_what_time_or_other_files_cause_is_never_an_error() -> None:
    by_time = {"expired", "review-due", "date-to-come", "overlapping-validity"}
    by_other_files = {"unstamped-translation", "outdated-translation", "missing-word", "untranslated"}
    mild = {name_of(rule) for rule in all_rules() if rule.SEVERITY is not Severity.ERROR}
    assert by_time | by_other_files <= mild
