"""Words: folded alike in Python and in the browser, known by their forms, parts and meanings."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st

from centre.lexicon import fold as letters
from centre.lexicon.concepts import Concept, concepts
from centre.lexicon.fold import fold, words
from centre.lexicon.lemmas import Lemmas, roots, stems
from centre.lexicon.postings import Postings, Text, postings
from centre.lexicon.rules import RULES, rules_of
from centre.lexicon.shards import shards
from centre.lexicon.wordlist import WordList
from centre.load import load
from centre.search.cache import Cache
from evaluation import FILES, pages
from sites import ROOT

ODD = """E-mail, l’école, комп’ютер и комп'ютер, ΟΔΟΣ, Straße, Łódź, œuvre, ﬁ, x², l-għalliem, fil-klassi, t-uisce,
soft\u00adware"""


def in_browser(asked: Sequence[tuple[str, str]]) -> list[dict[str, list[object]]]:
    given = [
        {
            "about": {"letters": {**rules_of(code).letters, **letters.LETTERS}, "rules": rules_of(code).for_browser()},
            "text": text,
        }
        for code, text in asked
    ]
    command = ["node", "--no-warnings", str(ROOT / "tests/lexicon.mjs")]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    answers: list[dict[str, list[object]]] = json.loads(done.stdout)
    return answers


def test_python_and_the_browser_read_the_words_of_every_language_alike() -> None:
    asked = [(code, f"{ODD} {' '.join(part for _, page in pages(code) for part in page.values())}") for code in FILES]
    for (code, text), answer in zip(asked, in_browser(asked), strict=True):
        rules = rules_of(code)
        found = list(words(text, rules))
        folded = [fold(one, rules) for one in found]
        assert len(set(folded)) > 200
        assert answer["found"] == found and answer["folded"] == folded, code
        assert answer["stems"] == [list(stems(one, rules)) for one in folded], code
        assert answer["roots"] == [list(roots(one, rules)) for one in folded], code


@pytest.mark.parametrize(
    ("language", "word", "folded"),
    [
        ("pl", "Łódź", "lodz"),
        ("de", "Straße", "strasse"),
        ("el", "ΟΔΌΣ", "οδοσ"),
        ("bg", "Дизайн", "дизаин"),
        ("tr", "SINIF", "sinif"),
        ("tr", "sınıf", "sinif"),
        ("mt", "għażla", "ghazla"),
        ("is", "Þórður", "thordur"),
        ("sr", "Џеп", "dzep"),
        ("sr", "džep", "dzep"),
        ("uk", "ґанок", "ганок"),
    ],
)
def test_a_word_is_compared_without_marks(language: str, word: str, folded: str) -> None:
    assert fold(word, rules_of(language)) == folded


@given(st.text(), st.sampled_from(sorted(RULES)))
def test_folding_twice_changes_nothing(text: str, language: str) -> None:
    rules = rules_of(language)
    once = fold(text, rules)
    assert fold(once, rules) == once


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "e-mail", ["email"]),
        ("mt", "l-għalliem fil-klassi tal-iskola", ["għalliem", "klassi", "iskola"]),
        ("ga", "an t-uisce", ["an", "uisce"]),
        ("uk", "комп’ютер", ["компютер"]),
        ("fr", "l’école", ["l", "école"]),
        ("de", "E-Learning-Kurs", ["ELearning", "Kurs"]),
    ],
)
def test_words_are_those_that_a_reader_types(language: str, text: str, found: list[str]) -> None:
    assert list(words(text, rules_of(language))) == found


@pytest.mark.parametrize(
    ("language", "word", "lemma"),
    [
        ("bg", "училищата", "училище"),
        ("sl", "knjigami", "knjiga"),
        ("en", "children", "child"),
        ("ga", "gcailíní", "cailin"),
        ("sr", "школама", "skola"),
        ("nl", "wolven", "wolf"),
    ],
)
def test_a_form_leads_to_its_dictionary_form(language: str, word: str, lemma: str) -> None:
    assert lemma in Lemmas(rules_of(language), [word, "wolf"]).of(word)


def test_the_list_is_read_as_simplemma_reads_it() -> None:
    asked = ["knjigami", "šole", "učitelji", "računalnika", "qwertz"]
    found = WordList("sl", asked).first
    assert found == {word: simplemma.lemmatize(word, "sl") for word in asked if simplemma.is_known(word, "sl")}
    assert len(found) == 4


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("de", "Schulhefte", {"schule", "heft"}),
        ("nl", "schoolboeken", {"school", "boek"}),
        ("nb", "lærebøker", {"bok"}),
    ],
)
def test_a_compound_has_parts(language: str, word: str, parts: set[str]) -> None:
    assert parts <= set(Lemmas(rules_of(language), [word]).parts(word))


def test_maltese_needs_no_list() -> None:
    rules = rules_of("mt")
    for one, other in (("skola", "iskejjel"), ("ktieb", "kotba"), ("għalliem", "għalliema"), ("student", "studenti")):
        shared = {*stems(fold(one, rules), rules), *roots(fold(one, rules), rules)}
        assert shared & {*stems(fold(other, rules), rules), *roots(fold(other, rules), rules)}, one


ROBOTS = Concept("subjects/robots", {"en": "robotics"}, {"en": ("robotics", "robot")})
CIVIC = Concept("topics/civic", {"en": "civic education"}, {"en": ("civic education",)})
TEXTS = {
    0: Text("Robots at school", "Robots at school. Children build a robot after their lessons."),
    1: Text("Voting", "Voting. Civic education begins with a vote in class. Children choose."),
    2: Text("A garden", "A garden. Nobody here knows what a machine is."),
}


def test_a_page_is_about_what_its_text_names() -> None:
    made = postings(TEXTS, "en", (ROBOTS, CIVIC))
    assert [sorted(found) for found in made.meant.values()] == [[0], [1], []]
    assert made.meant[0][0] == 1.0 and 0 < made.meant[1][1] < 1
    weights = dict(made.places["child"])
    assert set(weights) == {0, 1}
    assert dict(made.places["robot"])[0] > weights[0], "a word of the title weighs more"


def test_postings_survive_being_kept() -> None:
    made = postings(TEXTS, "en", (ROBOTS, CIVIC))
    assert Postings.from_json(made.to_json()) == made


def test_every_form_stands_in_the_file_of_its_longest_beginning() -> None:
    made = postings({place: Text(*page) for place, page in enumerate(_texts("bg"))}, "bg", ())
    files = shards(made, {0: [(1, 15)]})
    homes = {prefix: json.loads(one.content) for one in files for prefix in one.prefixes}
    assert len(files) > 5

    def home(text: str) -> Mapping[str, list[object]]:
        return next(homes[text[:length]] for length in range(len(text), 0, -1) if text[:length] in homes)

    for key, forms in made.forms.items():
        assert len(home(key)[key]) == 4
        for form in forms:
            assert form in str(home(form)[key][0]).split(" ")
    assert home("#0")["#0"] == ["", 0, [31], []]


def _texts(language: str) -> list[tuple[str, str]]:
    return [(page["title"], page["body"]) for _, page in pages(language)]


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "not an archive"])
def test_a_damaged_cache_is_made_again(damage: str, tmp_path: Path) -> None:
    asked: list[int] = []

    def make() -> Mapping[str, bytes]:
        asked.append(1)
        return {"words.json": b"made " * 100}

    assert Cache(tmp_path).piece("words-bg", ["text"], make) == Cache(tmp_path).piece("words-bg", ["text"], make)
    assert len(asked) == 1
    (kept,) = tmp_path.glob("*.zip")
    whole = kept.read_bytes()
    damaged = {
        "empty": b"",
        "cut": whole[:90],
        "changed": whole.replace(b"made", b"fake", 1),
        "not an archive": b"PK" * 9,
    }
    kept.write_bytes(damaged[damage])
    assert Cache(tmp_path).piece("words-bg", ["text"], make) == {"words.json": b"made " * 100}
    assert len(asked) == 2


def test_only_what_changed_is_made_again_and_what_nobody_asks_for_goes(tmp_path: Path) -> None:
    made: list[str] = []

    def build(**texts: str) -> None:
        cache = Cache(tmp_path)
        for name, text in texts.items():
            cache.piece(name, [text], lambda name=name: made.append(name) or {})  # type: ignore[misc, func-returns-value]
        cache.sweep()

    build(bg="one", en="two")
    build(bg="one", en="three")
    assert made == ["bg", "en", "en"] and len(list(tmp_path.iterdir())) == 2


def test_concepts_have_words_in_every_language_of_the_interface() -> None:
    catalogue = load(ROOT, today=date(2026, 11, 25))
    languages = tuple(catalogue.languages)
    for concept in concepts(catalogue, languages):
        vocabulary = concept.key.partition("/")[0]
        for code in languages:
            words = concept.phrases[code]
            if vocabulary in ("topics", "sectors", "audiences", "subjects"):
                assert 2 <= len(words) <= 7, (code, concept.key, words)
            elif vocabulary == "everyday":
                assert 1 <= len(words) <= 4, (code, concept.key, words)
    topics = catalogue.vocabularies["topics"].terms
    assert all(topic in topics for term in catalogue.vocabularies["subjects"].terms.values() for topic in term.broader)
