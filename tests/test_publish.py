"""scripts/publish.py through its own door: a real build, real gates, exit codes, and what is in service afterwards."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT, build

SITE = """
-- content/pages/home/en.md --
---
{home}
---
-- guides/plan/en.md --
---
title: A plan
summary: How to plan.
{guide}
---
Text.
"""
TOO_HEAVY = "on: 2026-11-24\nbudget: {bytes: 100, requests: 1}\ntools: []\nweights: []\n"
BAD = "---\ntitle: A plan\n---\n"
COMMIT = "0123456789abcdef"


def publish(
    root: Path, *arguments: str, limit: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/publish.py"), "--root", str(root), "--commit", COMMIT, *arguments]
    given = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "SITE_URL": "https://centre.test/", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=given, preexec_fn=limit)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose first release is in service in `www`."""
    root = tmp_path_factory.mktemp("published")
    build(root, SITE, base="https://centre.test/", languages=("en",))
    done = publish(root, "--to", str(root / "www"))
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    """A copy of that repository to try something in."""
    return shutil.copytree(published, tmp_path / "copy", symlinks=True)


def releases(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "www/releases").iterdir())


def assert_whole(root: Path) -> None:
    """Whatever was tried, nothing unfinished lies about and what is in service is what its manifest says."""
    assert list((root / "www").rglob("*.part")) == []
    assert publish(root, "--to", str(root / "www"), "--verify").stdout == "The copy is what its manifest says.\n"


def test_a_release_is_published_and_the_one_before_can_come_back(root: Path) -> None:
    to = ["--to", str(root / "www")]
    (first,) = releases(root)
    assert first.endswith("Z-0123456789ab")
    assert (root / "www/current").resolve().name == first
    assert {one.name for one in (root / "www").iterdir()} == {".lock", "current", "nginx.conf", "releases", "shared"}
    assert_whole(root)
    done = publish(root, *to)
    first, second = releases(root)
    assert (done.returncode, done.stdout) == (0, f"In service: {second}\n")
    manifests = [(root / "www/releases" / name / "manifest.json").read_bytes() for name in (first, second)]
    assert manifests[0] == manifests[1], "the same content, day and commit give the same bytes"
    assert publish(root, *to, "--rollback").stdout == f"In service: {first}\n"
    done = publish(root, *to, "--rollback")
    assert (done.returncode, done.stderr) == (1, "Nothing was published: there is no release to go back to\n")
    assert_whole(root)


def test_the_gate_that_refuses_is_named(root: Path) -> None:
    before = releases(root)
    (root / "content/measured.yml").write_text(TOO_HEAVY)
    done = publish(root, "--to", str(root / "www"))
    assert done.returncode == 1 and done.stdout == ""
    findings = [line for line in done.stderr.splitlines() if line.startswith("weight: /")]
    assert findings and done.stderr.splitlines()[-1].endswith("findings at the gates weight")
    assert releases(root) == before
    assert_whole(root)


def test_bad_content_is_not_published(root: Path) -> None:
    before = releases(root)
    (root / "guides/plan/en.md").write_text(BAD)
    done = publish(root, "--to", str(root / "www"))
    assert done.returncode == 1 and "guides/plan/en.md" in done.stderr
    assert done.stderr.endswith("Nothing was published: the content has errors\n")
    assert releases(root) == before
    assert_whole(root)


def test_a_file_that_cannot_be_written_whole_stops_it(root: Path) -> None:
    before = releases(root)
    largest = max(path.stat().st_size for path in (root / "www/current").glob("*.json"))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest - 1, largest - 1))

    done = publish(root, "--to", str(root / "www"), limit=limit)
    assert done.returncode == 1 and "Nothing was published: [Errno 27] File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert releases(root) == before
    assert_whole(root)


def test_without_its_folder_nothing_is_tried(tmp_path: Path) -> None:
    for arguments in ([], ["--rollback"], ["--verify"]):
        done = publish(tmp_path, *arguments)
        assert done.returncode == 2 and "--to is missing, the folder of the releases" in done.stderr


def test_a_copy_in_a_folder_is_compared(root: Path) -> None:
    current = root / "www/current"
    assert publish(root, "--verify", str(current)).returncode == 0
    done = publish(root, "--verify", str(root / "nowhere"))
    assert (done.returncode, done.stdout) == (1, "manifest.json is missing or cannot be read\n")


def test_what_a_release_is_made_of_stands_in_it(root: Path) -> None:
    current = root / "www/current"
    assert "sbom.cdx.json" in json.loads((current / "manifest.json").read_bytes())["files"]
    bill = json.loads((current / "sbom.cdx.json").read_bytes())
    about = bill["metadata"]
    assert (about["component"]["version"], about["timestamp"]) == (COMMIT, "2026-11-24T00:00:00+00:00")
    shipped = [one for one in bill["components"] if one["scope"] == "required"]
    assert [one["name"] for one in shipped if not one["licenses"]] == []
    patterns = [place["location"] for one in shipped for place in one["evidence"]["occurrences"]]
    assert len(patterns) == 6 and [pattern for pattern in patterns if not list(current.glob(pattern))] == []
