"""What the checks look at: a page for contributors, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from centre.pages import Scene, generated
from centre.rules import Rule, all_rules, name_of, shown_example, told
from centre.site import Page
from centre.views import RulesView, RuleView
from centre.words import Phrase, Words


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the page of all rules."""
    words = scene.words[language]
    title = words.say("checks")
    rules = tuple(_rule(words, rule) for rule in all_rules())
    view = RulesView(title, words.say("checks-text"), rules)
    yield generated(scene, language, f"/{language}/checks/", "rules.html", view, title=title.text, section="explore")


def _rule(words: Words, rule: Rule) -> RuleView:
    what, why = told(rule)
    return RuleView(
        name=name_of(rule),
        severity=words.say(f"severity-{rule.SEVERITY.word}"),
        reason=_said(words, what),
        explanation=_said(words, why),
        wrong=shown_example(rule.WRONG),
        right=shown_example(rule.RIGHT),
    )


def _said(words: Words, sentence: str) -> Phrase:
    """A sentence of a rule in the reader's language, where the language has it."""
    own = words.language.sentences.get(sentence)
    return Phrase(own, words.language.code) if own else Phrase(sentence, "en")
