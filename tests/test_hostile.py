"""What a stranger's change may hold beside text: files, links, configuration, floods. Nothing runs, nothing leaks."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zlib
from itertools import cycle
from pathlib import Path

import pytest

from centre import hosting
from centre.load import load
from centre.problem import Severity
from centre.validate import validate
from sites import PICTURE, ROOT, TODAY, build, problems, write

GUIDE = """
-- guides/one/en.md --
---
title: A guide
summary: How to plan digital skills in a school, step by step.
{guide}
---
Text.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
GIF = PICTURE.encode()


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(width: int, height: int, rest: bytes = b"") -> bytes:
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 4))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"") + rest


ZIP = b"PK\x05\x06" + b"\0" * 18
"""An archive of nothing: it may stand behind anything."""
FILES = {
    "a page": ("x.html", b"<script>alert(1)</script>", True),
    "a program": ("x.js", b"alert(1)", True),
    "no ending": ("x", b"x", True),
    "a page that says it is a picture": ("x.png", b"<html><script>alert(1)</script>", True),
    "a page that says it is a document": ("x.pdf", b"<html>", True),
    "a picture": ("x.png", png(1, 1), False),
    "another picture": ("x.gif", GIF, False),
    "a picture of another format": ("x.png", GIF, True),
    "a picture that is a page too": ("x.png", png(1, 1, b"<SCRIPT>alert(1)</SCRIPT>"), True),
    "a picture that is an archive too": ("x.png", png(1, 1, ZIP), True),
    "a picture that is a document too": ("x.gif", GIF + b"%PDF-1.4", True),
    "a small file of 10 000 megapixels": ("x.png", png(100_000, 100_000), True),
    "a small file of 90 megapixels": ("x.png", png(9_500, 9_500), True),
    "half a picture": ("x.png", png(1, 1)[:20], True),
    "a drawing": ("x.svg", SVG.format('<path d="M0 0h9" fill="url(#a)"/><use xlink:href="#b"/>').encode(), False),
    "a script": ("x.svg", SVG.format("<script>alert(1)</script>").encode(), True),
    "a handler": ("x.svg", SVG.format('<path OnClick="alert(1)"/>').encode(), True),
    "a link that runs": ("x.svg", SVG.format('<use xlink:href="javascript:alert(1)"/>').encode(), True),
    "a page inside": ("x.svg", SVG.format("<foreignObject><p/></foreignObject>").encode(), True),
    "a style": ("x.svg", SVG.format("<style>@import 'https://a.test'</style>").encode(), True),
    "a foreign picture": ("x.svg", SVG.format('<path style="fill:url(https://a.test/x)"/>').encode(), True),
    "a foreign picture in escapes": ("x.svg", SVG.format('<path style="fill:u\\72l(//a.test)"/>').encode(), True),
    "an animation": ("x.svg", SVG.format('<set attributeName="href" to="javascript:alert(1)"/>').encode(), True),
    "an entity": ("x.svg", b"<!DOCTYPE svg [<!ENTITY a 'x'>]>" + SVG.format("&a;").encode(), True),
    "a file of the machine": (
        "x.svg",
        b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        True,
    ),
    "a style sheet": ("x.svg", b'<?xml-stylesheet href="//a.test"?>' + SVG.format("").encode(), True),
    "another encoding": ("x.svg", SVG.format("<script/>").encode("utf-16"), True),
    "a drawing that is none": ("x.svg", b"<svg", True),
    "a deep drawing": ("x.svg", (b"<g>" * 60_000), True),
    "a name of dots": ("x..svg.png", png(1, 1), False),
    "a name with a question": ("a?b.png", png(1, 1), True),
    "a name with a fragment": ("a#b.png", png(1, 1), True),
    "a name with a space": ("a b.png", png(1, 1), True),
    "a name with an escape": ("a\x1b[2Jb.png", png(1, 1), True),
    "a name with a line": ("a\nb.png", png(1, 1), True),
    "a name turned round": ("a\u202egnp.exe.png", png(1, 1), True),
    "a name in Cyrillic": ("\u0430.png", png(1, 1), True),
    "a name that is no UTF-8": (os.fsdecode(b"a\xff.png"), png(1, 1), True),
    "a name like an option": ("-rf.png", png(1, 1), True),
    "a very long name": (f"{'a' * 150}.png", png(1, 1), True),
}


@pytest.mark.parametrize(("name", "data", "is_refused"), FILES.values(), ids=FILES)
def test_files_are_what_they_say_or_not_published(name: str, data: bytes, is_refused: bool, tmp_path: Path) -> None:
    root = write(tmp_path, GUIDE, languages=("en",))
    (root / "guides/one" / name).write_bytes(data)
    found = validate(load(root, today=TODAY)).problems
    errors = {one.rule for one in found if one.severity is Severity.ERROR}
    assert errors == ({"unsafe-file"} if is_refused else set())


def test_the_words_of_a_problem_can_be_printed_whatever_the_name(tmp_path: Path) -> None:
    root = write(tmp_path, GUIDE, languages=("en",))
    for name in (os.fsdecode(b"a\xff.png"), "a\x1b[2Jb.png", "a\n::error::b.png"):
        (root / "guides/one" / name).write_bytes(b"x")
    for form in ("text", "github", "gitlab", "json", "markdown", "sarif"):
        command = [sys.executable, "-m", "scripts.validate", "--root", str(root), "--format", form]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 1, done.stderr.decode()
        assert b"\x1b" not in done.stdout and b"\n::error::b" not in done.stdout


FOLDERS = ["guides", "content/vocabularies", "content/languages", "content/types", "guides/one"]


@pytest.mark.parametrize("place", FOLDERS)
def test_a_link_in_place_of_a_folder_is_not_followed(place: str, tmp_path: Path) -> None:
    root = write(tmp_path / "site", GUIDE, languages=("en",))
    (root / place).rename(tmp_path / "elsewhere")
    (root / place).symlink_to(tmp_path / "elsewhere")
    found = {f"{one.rule} {one.span.path}" for one in validate(load(root, today=TODAY)).problems}
    assert f"outside-tree {place}" in found


@pytest.mark.parametrize("place", ["guides/one/bg.md", "guides/one/a.png", "content/site.yml", "content/addresses.txt"])
def test_devices_and_pipes_are_not_opened(place: str, tmp_path: Path) -> None:
    root = write(tmp_path, GUIDE, languages=("en", "bg"))
    (root / place).unlink(missing_ok=True)
    os.mkfifo(root / place)  # Whoever opened it to read would wait for ever.
    found = validate(load(root, today=TODAY)).problems
    if place != "content/addresses.txt":  # Without it there is no address yet to be kept.
        assert f"outside-tree {place}" in {f"{one.rule} {one.span.path}" for one in found}


@pytest.mark.parametrize(
    "facts",
    [
        "...\ntitle: Another",
        "--- # \ntitle: Another",
        "%YAML 1.1\n---\nx: y",
        "note: a\u2028title: Another",
        "note: a\x85title: Another",
        "<<: {title: Another}",
        "!!str title: Another",
    ],
)
def test_facts_that_parsers_read_differently_are_refused(facts: str, tmp_path: Path) -> None:
    site = GUIDE.replace("title: A guide\n", f"title: A guide\n{facts}\n")
    found = {one.split(" ")[0] for one in problems(tmp_path, site)}
    assert found & {"forbidden-yaml", "unreadable-yaml"}


LINKS = [
    ("[Europe](https://europa.eu@evil.test/)", True),
    ("[Europe](https://\u0435uropa.eu/)", True),
    ("[Europe](https://xn--uropa-4of.eu/)", True),
    ("[https://europa.eu/x](https://evil.test/x)", True),
    ("[www.europa.eu](https://europa.eu/x)", False),
    ("[Node.js](https://nodejs.org/)", False),
    ("[Училище](https://училище.бг/)", False),
    ("[x](https://[::1/)", False),
]


@pytest.mark.parametrize(("link", "is_disguised"), LINKS)
def test_links_lead_where_they_seem_to(link: str, is_disguised: bool, tmp_path: Path) -> None:
    found = {one.split(" ")[0] for one in problems(tmp_path, f"{GUIDE}\n{link}\n")}
    assert ("disguised-link" in found) is is_disguised


def test_a_disguised_fact_is_called_so(tmp_path: Path) -> None:
    wrong = write(tmp_path, GUIDE) / "guides/one/en.md"
    wrong.write_text(wrong.read_text().replace("www.europa.eu", "www.eur\u043epa.eu"))
    found = validate(load(tmp_path, today=TODAY)).problems
    assert [(one.rule, one.span.line) for one in found] == [("disguised-link", 9)]
    assert "(www.xn--eurpa-lye.eu)" in found[0].message.say()


@pytest.mark.parametrize("slug", ["\u0430bc", "ABC", "a--b", "con.", "a b", "a\u0301", "%2e%2e"])
def test_names_of_folders_that_deceive_are_no_addresses(slug: str, tmp_path: Path) -> None:
    found = [one.split(" ")[0] for one in problems(tmp_path, GUIDE.replace("guides/one", f"guides/{slug}"))]
    assert found == ["bad-slug"]


def test_the_configuration_and_the_code_of_a_change_are_never_read(tmp_path: Path) -> None:
    """What MkDocs would run from a changed configuration, and what Python would import from a changed repository."""
    mark = tmp_path / "ran"
    run = f"open({str(mark)!r}, 'w')\n"
    root = tmp_path / "change"
    for name in ("hook.py", "scripts/__init__.py", "scripts/build.py", "plugins/centre/__init__.py", "yaml.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(run)
    (root / "mkdocs.yml").write_text(
        "site_name: !!python/name:os.system\nhooks: [hook.py]\nINHERIT: !ENV [HOME]\nplugins: [search]\n"
    )
    site = build(
        root, f"-- content/pages/home/en.md --\n---\ntitle: Home\nsummary: x\ntext: {{by: person}}\n---\n{GUIDE}"
    )
    assert (site / "en/guides/one/index.html").is_file() and not mark.exists()


MEMORY = 1024**3
"""Bytes of address space that judging may take."""
SECONDS = 120
"""Of the processor, for all of it."""


def flood(root: Path, size: int) -> int:
    """Write so many bytes of the worst, in turn what the limits just let through and what they refuse."""
    head = GUIDE.split("\n", 2)[2].replace("{guide}", "text: {by: person}\nkind: guidance").encode()
    words = ("Слово λέξη word. " * 20 + "\n\n").encode() * 120

    def paragraphs(piece: bytes) -> bytes:
        return (piece * (190 // len(piece.split(b" ")[0])) + b"\n\n") * 7

    let_through = [
        paragraphs(b"![a](b "),
        paragraphs(b"[a](b) "),
        paragraphs(b"*_"),
        paragraphs(b"`` ` "),
        b"[x]: y\n\n" * 1_400,
        ("> " * 9 + "- " * 10 + "a\n\n").encode() * 150,
        b"# a\n" * 1_500,
        b"1. a\n" * 2_500,
        b"a | b | c\n--|--|--\n" + b"x | y | z\n" * 2_500,
    ]
    refused = [
        head + b"*_" * 40_000,
        head + b"|" * 99_000,
        head + b"> " * 40_000,
        b"---\nk: " + b"[" * 32_000 + b"\n---\n",
        b"---\nk: &a [x]\n" + b"l: [*a, *a]\n" * 2_000 + b"---\n",
        b"---\n" + b"".join(b"k%d: [{a: [b]}]\n" % n for n in range(1_700)) + b"---\n",
        b"\xff" * 250_000,
    ]
    texts = [one for pair in zip((head + text + words for text in let_through), cycle(refused)) for one in pair]
    written, number = 0, 0
    while written < size:
        path = root / f"guides/flood-{number}/en.md"
        path.parent.mkdir()
        path.write_bytes(texts[number % len(texts)])
        written, number = written + path.stat().st_size, number + 1
    return written


@pytest.mark.parametrize("megabytes", [1, pytest.param(10, marks=pytest.mark.long)])
def test_hostile_content_is_judged_within_bounds(megabytes: int, tmp_path: Path) -> None:
    root = write(tmp_path, GUIDE, languages=("en",))
    size = flood(root, megabytes * 1_000_000)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-m", "scripts.validate", "--root", str(root), "--format", "json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    # One thread: each of numpy's reserves address space that nothing here needs.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, preexec_fn=limit, env=environment)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 1, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    peak = used.ru_maxrss / 1024
    print(
        f"{size / 1e6:.1f} MB judged: {used.ru_utime - before:.1f} s of the processor, at most {peak:.0f} MB of memory"
    )


def test_an_address_cannot_become_a_setting_of_the_server(tmp_path: Path) -> None:
    site = f"{GUIDE}\n-- content/addresses.txt --\n/a;}}server{{listen:81;}}#/ -> /$host{{'\"/\n"
    catalogue = load(write(tmp_path, site, languages=("en",)), today=TODAY)
    moved = next(line for line in hosting.nginx(catalogue, "/www", "x").split("\n") if "301" in line)
    assert moved == "    location = /a%3B%7Dserver%7Blisten:81%3B%7D%23/ { return 301 /%24host%7B%27%22/; }"
