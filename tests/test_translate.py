"""Fingerprints, drift, and the best edition for a reader."""

import re
from pathlib import Path

import pytest

from centre.load import load
from centre.translate import Drift, best_edition, drift, fingerprint
from sites import TODAY, read, write

SITE = """
-- guides/one/fi.md --
---
title: Opas
summary: Mikä se on.
facts:
  - {text: Yhdeksän kymmenestä, source: 1}
{guide}
---
Alussa.

## Ensimmäinen

Teksti.

### Alla

Lisää.

## Toinen

Toinen teksti.
-- guides/one/en.md --
---
title: A guide
summary: What it is.
text: {by: machine, revised_by: [A. Reader]}
translation: {depth: full, of: {fingerprint}}
---
Text.
"""


def after(root: Path, old: str, new: str) -> Drift | None:
    """Where the translation is behind once the original has changed; the change is taken back."""
    path = root / "guides/one/fi.md"
    text = path.read_text()
    path.write_text(text.replace(old, new))
    resource = load(root, today=TODAY).resources[0]
    path.write_text(text)
    return drift(resource.editions["en"], resource.original)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nothing", "changes", None),
        ("topics: [inclusion]", "topics: [inclusion, ethics]", None),
        ("Opas", "Ohje", Drift(True, ())),
        ("kymmenestä", "sadasta", Drift(True, ())),
        ("Alussa", "Alkuun", Drift(False, (0,))),
        ("Toinen teksti.", "Uusi teksti.", Drift(False, (2,))),
        ("## Toinen", "## Uusi\n\nLisää.\n\n## Toinen", Drift(False, (2,))),
        ("## Toinen\n\nToinen teksti.\n", "", Drift(False, ())),
        ("### Alla", "### Muu", Drift(False, (1,))),
    ],
)
def test_a_translation_says_where_it_is_behind(tmp_path: Path, old: str, new: str, expected: Drift | None) -> None:
    assert after(write(tmp_path, SITE), old, new) == expected


def test_a_summary_is_behind_only_where_it_holds_something(tmp_path: Path) -> None:
    root = write(tmp_path, SITE.replace("depth: full", "depth: summary"))
    assert after(root, "Toinen teksti.", "Uusi teksti.") is None
    assert after(root, "Opas", "Ohje") == Drift(True, ())


def test_a_fingerprint_has_a_part_for_each_section(tmp_path: Path) -> None:
    resource = read(tmp_path, SITE).resources[0]
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}", fingerprint(resource.original))
    assert fingerprint(resource.original).startswith(fingerprint(resource.original, "summary"))
    assert fingerprint(resource.original) != fingerprint(resource.editions["en"])


def test_best_edition_is_own_then_fallback_then_original(tmp_path: Path) -> None:
    catalogue = read(tmp_path, SITE)
    resource = catalogue.resources[0]
    chosen = {code: best_edition(catalogue, resource, code).language for code in ("fi", "en", "bg", "ga")}
    assert chosen == {"fi": "fi", "en": "en", "bg": "en", "ga": "en"}


def test_revised_machine_text_is_not_labelled_as_unrevised(tmp_path: Path) -> None:
    edition = read(tmp_path, SITE).resources[0].editions["en"]
    assert not edition.is_unrevised_machine_text
