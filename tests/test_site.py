"""Addresses and relative links: they work at the root of a domain and below it."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.site import relative


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("/en/guides/a/", "/bg/guides/a/", "../../../bg/guides/a/"),
        ("/en/guides/a/", "/en/guides/", "../"),
        ("/en/", "/en/", "./"),
        ("/", "/en/", "en/"),
        ("/en/", "/", "../"),
        ("/en/guides/a/", "/en/guides/b/#part", "../b/#part"),
        ("/en/search/", "/assets/a.css", "../../assets/a.css"),
        ("/old.html", "/en/", "en/"),
        ("/old/", "/old/javascript:alert(1)/", "./javascript:alert(1)/"),
        ("/", "//evil.test/", ".//evil.test/"),
        ("/", "/en/search/?q=a:b", "en/search/?q=a:b"),
    ],
)
def test_relative(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link


parts = st.lists(st.text("abc", min_size=1, max_size=3), max_size=4)
folders = parts.map(lambda names: "/" + "".join(f"{name}/" for name in names))


@given(folders, folders, st.sampled_from(["", "/sub", "/a/b"]))
def test_a_relative_link_leads_there_below_any_path(source: str, target: str, base: str) -> None:
    reached = posixpath.normpath(posixpath.join(base + source, relative(source, target)))
    assert reached == posixpath.normpath(base + target)
