"""The scripts through their own door: exit codes, words, and what they leave behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from scripts import exits, validate
from sites import ROOT, build, write

GOOD = "-- guides/one/en.md --\n---\ntitle: A guide\nsummary: What it is.\n{guide}\n---\nText.\n"
BAD = GOOD.replace("topics", "topisc").replace("{guide}", "{guide}\nx: 1")


def run(script: str, *arguments: str, answers: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "LC_ALL": "C", **environment}
    command = [sys.executable, str(ROOT / "scripts" / f"{script}.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=given, input=answers)


def test_sound_content_ends_with_0(tmp_path: Path) -> None:
    done = run("validate", "--root", str(write(tmp_path, GOOD)))
    assert (done.returncode, done.stdout) == (0, "errors: 0, warnings: 0, notices: 0\n")


def test_bad_content_ends_with_1(tmp_path: Path) -> None:
    done = run("validate", "--root", str(write(tmp_path, BAD)), "--format", "json")
    assert done.returncode == 1
    assert [one["rule"] for one in json.loads(done.stdout)["problems"]] == ["unknown-field"]


def test_a_notice_alone_ends_with_0(tmp_path: Path) -> None:
    site = (
        GOOD
        + "-- guides/one/bg.md --\n---\ntitle: A\nsummary: B.\ntext: {by: person}\ntranslation: {depth: full}\n---\n"
    )
    done = run("validate", "--root", str(write(tmp_path, site)))
    assert done.returncode == 0
    assert "notice[unstamped-translation]" in done.stdout


def test_wrong_use_ends_with_2(tmp_path: Path) -> None:
    assert run("validate", "--format", "nonsense").returncode == 2
    assert run("build", "--root", str(tmp_path / "nowhere")).returncode == 2
    assert run("build", "--today", "yesterday").returncode == 2


def test_our_bug_ends_with_3(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("centre.pipeline.read", lambda _, **__: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        exits.guard(validate.main, ["--root", str(tmp_path)])
    assert ended.value.code == 3


def test_messages_are_in_the_contributors_language(tmp_path: Path) -> None:
    root = str(write(tmp_path, BAD))
    assert "error[unknown-field]" in run("validate", "--root", root).stdout
    bulgarian = run("validate", "--root", root, "--language", "bg").stdout
    assert "error[" not in bulgarian and "[unknown-field]" in bulgarian
    assert run("validate", "--root", root, LC_ALL="bg_BG.UTF-8").stdout == bulgarian


def test_bad_content_is_not_built_and_the_old_site_stays(tmp_path: Path) -> None:
    root = write(tmp_path, BAD)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("old")
    done = run("build", "--root", str(root))
    assert done.returncode == 1
    assert "guides/one/en.md" in done.stderr
    assert (root / "site/index.html").read_text() == "old"


HOME = "-- content/pages/home/en.md --\n---\ntitle: Home\nsummary: The home page.\ntext: {by: person}\n---\n"


def test_build_says_where_the_site_is_and_what_it_holds(tmp_path: Path) -> None:
    build(tmp_path, HOME + GOOD)
    done = run("build", "--root", str(tmp_path), "--to", str(tmp_path / "out"), "--today", "2026-01-31")
    assert done.returncode == 0, done.stderr
    assert "2 resources, editions: en 2; 20 pages" in done.stdout
    assert str(tmp_path / "out") in done.stdout
    assert "Built on 31 January 2026" in (tmp_path / "out/en/index.html").read_text()


def test_stamp_writes_the_line_that_the_notice_asks_for(tmp_path: Path) -> None:
    site = (
        GOOD
        + "-- guides/one/bg.md --\n---\ntitle: A\nsummary: B.\ntext: {by: person}\ntranslation: {depth: full}\n---\n"
    )
    root = write(tmp_path, site)
    assert run("stamp", "--root", str(root), str(root / "guides/one/bg.md")).returncode == 0
    assert run("validate", "--root", str(root)).stdout == "errors: 0, warnings: 0, notices: 0\n"
    assert run("stamp", "--root", str(root), str(root / "guides/one/en.md")).returncode == 1


def test_words_lists_what_a_partial_language_lacks(tmp_path: Path) -> None:
    site = "-- content/languages/sv/language.yml --\nendonym: Svenska\nlocale: sv\npartial: true\n"
    site += "-- content/languages/sv/words.yml --\nwords:\n  home: Hem\n"
    root = write(tmp_path, site)
    lines = run("words", "--root", str(root), "sv").stdout.splitlines()
    assert "  search" in lines and "  topics.ethics" in lines and "  home" not in lines
    assert run("words", "--root", str(root), "xx").returncode == 2


def test_serve_builds_again_after_a_change_and_keeps_the_last_good_site(tmp_path: Path) -> None:
    build(tmp_path, HOME + GOOD)
    home = tmp_path / "content/pages/home/en.md"
    command = [sys.executable, str(ROOT / "scripts/serve.py"), "--root", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            said = next(line for line in server.stdout if "preview" in line)
            address = re.findall(r"http://\S+/", said)[0]
            home.write_text(home.read_text().replace("title: Home", "title: Changed"))
            wait_for(f"{address}en/", "Changed")
            home.write_text(home.read_text().replace("title: Changed", "title: [broken"))
            assert next(line for line in server.stdout if "Something changed" in line)
            wait_for(f"{address}en/", "Changed")
            home.write_text(home.read_text().replace("title: [broken", "title: Mended"))
            wait_for(f"{address}en/", "Mended")
        finally:
            server.terminate()


def wait_for(address: str, words: str) -> None:
    for _ in range(600):
        with urlopen(address) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.1)
    raise AssertionError(f"{address} never said {words}")


def test_new_asks_what_is_required_and_writes_a_file_that_passes(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    answers = "en\nRobots: a start\nPupils of a school learn to program robots.\nXX\nEE, LV\nproject\nschool\nstem\n"
    sources = "A report, part 1\nhttps://www.europa.eu/\n"
    done = run("new", "--root", str(tmp_path), "practice", answers=answers + sources)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "“XX” is not in the vocabulary" in done.stdout
    assert (tmp_path / "practices/robots-a-start/en.md").read_text() == (
        "---\n"
        'title: "Robots: a start"\n'
        "summary: Pupils of a school learn to program robots.\n"
        "text: {by: person}\n"
        f"from: {datetime.now(UTC).date()}\n"
        "countries: [EE, LV]\n"
        "level: project\n"
        "sectors: [school]\n"
        "topics: [stem]\n"
        "sources:\n"
        '  - {title: "A report, part 1", url: "https://www.europa.eu/"}\n'
        "---\n"
    )


def test_new_never_overwrites(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    before = (tmp_path / "guides/one/en.md").read_text()
    answers = "en\nOne\nWhat it is.\nguidance\neducators\ninclusion\nA source\nhttps://www.europa.eu/\n"
    done = run("new", "--root", str(tmp_path), "guide", answers=answers)
    assert done.returncode == 2 and "guides/one exists already" in done.stderr
    assert (tmp_path / "guides/one/en.md").read_text() == before
