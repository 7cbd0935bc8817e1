"""What contributors and strangers send: a precise problem, quickly, and the rest still judged."""

import time
from pathlib import Path

import pytest

from centre.load import load
from centre.validate import validate
from sites import TODAY, problems, write

HEAD = "title: A guide\nsummary: How to plan digital skills in a school, step by step.\n"
GUIDE = (
    "text: {by: person}\nkind: guidance\naudiences: [educators]\ntopics: [inclusion]\n"
    'sources:\n  - {title: A source, url: "https://www.europa.eu/"}\n'
)
GOOD = f"---\n{HEAD}{GUIDE}---\nText.\n"
OTHER = "-- guides/other/en.md --\n---\ntitle: Another\nsummary: Says that topic is wrong.\ntopic: x\n{guide}\n---\n"
OTHER_PROBLEM = "unknown-field guides/other/en.md:4:1"


def guide(front: str = HEAD, body: str = "Text.\n") -> str:
    return f"---\n{front}{GUIDE}---\n{body}"


BAD = [
    ("60 kB of nested brackets", guide(HEAD + "k: " + "[" * 61440 + "\n"), ["unreadable-yaml 2"]),
    (
        "nested brackets below the size limit",
        guide(HEAD + "k: " + "[" * 20000 + "\n"),
        ["forbidden-yaml 4:15"],
    ),
    ("an alias", guide(HEAD + "countries: &all [EE]\nsectors: *all\n"), ["forbidden-yaml 4:12"]),
    ("a tag", guide(HEAD + "valid_for: !!python/object:os.system x\n"), ["forbidden-yaml 4:12"]),
    ("20 kB of brackets in the body", guide(body="[" * 20480), ["oversized-body 11:1"]),
    ("nine thousand headings", guide(body="# a\n" * 9000), ["oversized-body 11:1"]),
    (
        "a day that does not exist",
        guide(HEAD + "checked: {on: 2026-02-30, against: [1]}\n"),
        ["wrong-kind 4:15"],
    ),
    ("duplicate keys", guide(HEAD + "title: Again\n"), ["unreadable-yaml 4:1"]),
    ("a tab", guide("title:\tA guide\n\tsummary: x\n"), ["unreadable-yaml 3:1"]),
    (
        "an unquoted colon",
        guide("title: Skills: a guide\nsummary: A summary of the guide.\n"),
        ["unreadable-yaml 2:14"],
    ),
    ("an empty file", "", ["unreadable-yaml 1:1"]),
    ("no front matter", "# A guide\n", ["unreadable-yaml 1:1"]),
    ("front matter without an end", f"---\n{HEAD}", ["unreadable-yaml 1:1"]),
    ("a control character", guide("title: A \x07 guide\nsummary: x\n"), ["unreadable-yaml 2:10"]),
    ("a control character as an escape", guide('title: "A \\u0007 guide"\nsummary: x\n'), ["unreadable-yaml 2:8"]),
    ("script in the title", guide("title: <script>alert(1)</script>\nsummary: A summary.\n"), []),
    ("script in the summary", guide("title: A guide\nsummary: <script>alert(1)</script>\n"), []),
    ("script in the body", guide(body="<script>alert(1)</script>\n"), ["raw-html 11:1", "raw-html 11:17"]),
    ("script in an alt text", guide(body="![<script>alert(1)</script>](a.png)\n"), ["missing-image 11:30"]),
    ("script in an attribute list", guide(body='Text.\n{: onclick="alert(1)" style="x" }\n'), []),
    ("javascript", guide(body="[x](javascript:alert)\n"), ["unsafe-link 11:5"]),
    ("javascript in capitals", guide(body="[x](JaVaScRiPt:alert)\n"), ["unsafe-link 11:5"]),
    ("javascript in entities", guide(body="[x](java&#115;cript:alert)\n"), ["unsafe-link 11:5"]),
    ("javascript with a tab entity", guide(body="[x](java&#9;script:alert)\n"), ["unsafe-link 11:5"]),
    ("javascript by reference", guide(body="[x][1]\n\n[1]: javascript:alert\n"), ["unsafe-link 13:6"]),
    ("data as a picture", guide(body="![x](data:image/svg+xml,y)\n"), ["unsafe-link 11:6"]),
    (
        "javascript as a source",
        guide().replace("https://www.europa.eu/", "javascript:alert(1)"),
        ["wrong-kind 9:28"],
    ),
    ("a path that climbs", guide(body="[x](../../../../etc/passwd)\n"), ["outside-tree 11:5"]),
    ("a picture that climbs", guide(body="![x](../../../../etc/passwd)\n"), ["outside-tree 11:6"]),
    ("a turned direction", guide("title: A \u202eguide\nsummary: A summary.\n"), ["wrong-kind 2:8"]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, found, id=name) for name, text, found in BAD])
def test_bad_text(text: str, expected: list[str], tmp_path: Path) -> None:
    root = write(tmp_path, OTHER)
    (root / "guides/bad").mkdir()
    (root / "guides/bad/en.md").write_text(text, encoding="utf-8")
    start = time.monotonic()
    found = places(root)
    assert time.monotonic() - start < 5, "a hang, not a matter of speed"
    assert [place for place in found if place != OTHER_PROBLEM] == [bad(place) for place in expected]
    assert OTHER_PROBLEM in found


def bad(place: str) -> str:
    rule, _, position = place.partition(" ")
    return f"{rule} guides/bad/en.md:{position if ':' in position else position + ':1'}"


def places(root: Path) -> list[str]:
    problems = validate(load(root, today=TODAY)).problems
    assert all(problem.message.say() and problem.help.say() for problem in problems)
    return [f"{one.rule} {one.span.path}:{one.span.line}:{one.span.column}" for one in problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(GOOD.replace("guide", "gu\xefde").encode("latin-1"), ["unreadable-yaml 2:12"], id="latin-1"),
        pytest.param(GOOD.encode("utf-16"), ["unreadable-yaml 1:1"], id="utf-16"),
        pytest.param(b"---\n" + b"x" * 5_000_000, ["oversized-body 1:1"], id="5 MB"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), [], id="byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), [], id="CRLF"),
        pytest.param(b"\x00" * 100, ["unreadable-yaml 1:1"], id="zero bytes"),
    ],
)
def test_bad_bytes(data: bytes, expected: list[str], tmp_path: Path) -> None:
    root = write(tmp_path, OTHER)
    (root / "guides/bad").mkdir()
    (root / "guides/bad/en.md").write_bytes(data)
    found = places(root)
    assert [place for place in found if place != OTHER_PROBLEM] == [bad(place) for place in expected]
    assert OTHER_PROBLEM in found


def test_an_address_that_pages_link_to_is_a_web_address(tmp_path: Path) -> None:
    site = (
        OTHER + "-- content/vocabularies/topics.yml --\nterms:\n"
        '  inclusion: {label: inclusion, uri: "javascript:alert(1)"}\n'
        "-- content/site.yml --\nname: A\nhome: home\nlabels: en\nedit: javascript:alert(1)//{path}\n"
    )
    root = write(tmp_path, site)
    wrong = [place for place in places(root) if place.startswith("wrong-kind")]
    assert wrong == ["wrong-kind content/site.yml:4:7", "wrong-kind content/vocabularies/topics.yml:2:38"]
    catalogue = load(root, today=TODAY)
    assert catalogue.settings.edit == catalogue.vocabularies["topics"].terms["inclusion"].uri == ""


def test_norway_is_a_country(tmp_path: Path) -> None:
    site = "-- practices/one/en.md --\n---\ntitle: A\nsummary: B.\n{practice}\n---\n"
    root = write(tmp_path, site)
    path = root / "practices/one/en.md"
    path.write_text(path.read_text().replace("[EE]", "[NO, EL, UK]"))
    assert places(root) == []
    assert load(root, today=TODAY).resources[0].facts["countries"] == ("NO", "GR", "GB")


def test_symlinks_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(GOOD)
    root = write(tmp_path / "site", OTHER)
    (root / "guides/bad").mkdir()
    (root / "guides/bad/en.md").symlink_to(secret)
    (root / "guides/linked").symlink_to(root / "guides/other")
    (root / "guides/bad/picture.png").symlink_to("/etc/hostname")
    assert places(root) == [
        "outside-tree guides/bad/en.md:1:1",
        "outside-tree guides/bad/picture.png:1:1",
        "outside-tree guides/linked:1:1",
        OTHER_PROBLEM,
    ]


def test_slug_with_umlaut(tmp_path: Path) -> None:
    root = write(tmp_path, OTHER + "-- guides/schüler/en.md --\n" + GOOD)
    assert places(root) == [OTHER_PROBLEM, "bad-slug guides/schüler/en.md:1:1"]


def test_a_comma_between_braces_is_named_as_such(tmp_path: Path) -> None:
    facts = "facts:\n  - {text: Pupils, teachers and parents, source: 1}\n"
    site = "-- guides/one/en.md --\n---\n" + HEAD + facts + "{guide}\n---\n"
    found = validate(load(write(tmp_path, site), today=TODAY)).problems
    assert [one.message.say() for one in found] == ["a comma cuts the text off before “teachers and parents”"]


def test_a_synonym_of_an_unknown_term_is_named_with_its_place(tmp_path: Path) -> None:
    site = """
-- content/synonyms/en.yml --
topics:
  inclusoin: [inclusive school]
fruits:
  apple: [apples]
"""
    assert problems(tmp_path, site) == [
        "unknown-term content/synonyms/en.yml:2:3",
        "unknown-term content/synonyms/en.yml:3:1",
    ]
