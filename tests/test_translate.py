"""Fingerprints, drift, and the best edition for a reader."""

from pathlib import Path

from centre.load import load
from centre.translate import best_edition, fingerprint, is_behind
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
Teksti.
-- guides/one/en.md --
---
title: A guide
summary: What it is.
text: {by: machine, revised_by: [A. Reader]}
translation: {depth: full, of: {fingerprint}}
---
Text.
"""


def test_a_translation_falls_behind_when_wording_changes(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    path = root / "guides/one/fi.md"
    before = load(root, today=TODAY).resources[0]
    assert not is_behind(before.editions["en"], before.original)
    for old, new in (("Teksti.", "Uusi."), ("Opas", "Ohje"), ("kymmenestä", "sadasta")):
        text = path.read_text()
        path.write_text(text.replace(old, new))
        after = load(root, today=TODAY).resources[0]
        assert is_behind(after.editions["en"], after.original), old
        path.write_text(text)


def test_a_translation_stays_when_only_facts_change(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    path = root / "guides/one/fi.md"
    path.write_text(path.read_text().replace("topics: [inclusion]", "topics: [inclusion, ethics]"))
    after = load(root, today=TODAY).resources[0]
    assert not is_behind(after.editions["en"], after.original)


def test_fingerprint_is_twelve_digits_of_the_wording(tmp_path: Path) -> None:
    resource = read(tmp_path, SITE).resources[0]
    assert len(fingerprint(resource.original)) == 12
    assert fingerprint(resource.original) != fingerprint(resource.editions["en"])


def test_best_edition_is_own_then_fallback_then_original(tmp_path: Path) -> None:
    catalogue = read(tmp_path, SITE)
    resource = catalogue.resources[0]
    chosen = {code: best_edition(catalogue, resource, code).language for code in ("fi", "en", "bg", "ga")}
    assert chosen == {"fi": "fi", "en": "en", "bg": "en", "ga": "en"}


def test_revised_machine_text_is_not_labelled_as_unrevised(tmp_path: Path) -> None:
    edition = read(tmp_path, SITE).resources[0].editions["en"]
    assert not edition.is_unrevised_machine_text
