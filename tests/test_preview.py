"""The preview of a change: what is new, changed and gone, each once, and nothing that stayed."""

from pathlib import Path

from click.testing import CliRunner

from centre.preview import NAME, start_page
from scripts.preview import main


def site(folder: Path, **titles: str) -> Path:
    """Write a page for each name, with its title."""
    for name, title in titles.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(f"<!doctype html><title>{title}</title>", encoding="utf-8")
    return folder


def test_what_a_change_does_to_the_pages(tmp_path: Path) -> None:
    before = site(tmp_path / "before", same="Same", old="Old &amp; gone", one="One")
    after = site(tmp_path / "after", same="Same", new="Нова", one="One, changed")
    done = CliRunner().invoke(main, ["--before", str(before), str(after)])
    assert done.output == f"{after / NAME}: new 1, changed 1, gone 1\n"
    text = (after / NAME).read_text(encoding="utf-8")
    assert '<h2>New: 1</h2><ul><li><a href="new/index.html">Нова</a> <code>new/index.html</code></ul>' in text
    assert '<a href="one/index.html">One, changed</a>' in text
    assert "<li>Old &amp; gone <code>old/index.html</code>" in text and "Same" not in text
    assert start_page(before, after) == text, "its own start page is not one of the pages"


def test_no_change_says_so(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", one="One")
    assert "No page changes." in start_page(folder, folder)
