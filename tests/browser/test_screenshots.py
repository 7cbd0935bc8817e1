"""Pictures of every kind of page, to be looked at: `make screenshots` writes them to build/screenshots."""

from __future__ import annotations

from itertools import product

import pytest

from browsing import PAGES_OF, SHARED, Open
from sites import ROOT

FOLDER = ROOT / "build" / "screenshots"
WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
ADDRESSES = [*(address for language in ("en", "bg", "el") for address in PAGES_OF[language]), *SHARED]


@pytest.mark.long
@pytest.mark.screenshots
@pytest.mark.parametrize("address", ADDRESSES)
def test_picture(address: str, root_address: str, open_page: Open) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = address.strip("/").replace("/", "_").replace("?", "-") or "root"
    for width, scheme in product(WIDTHS, SCHEMES):
        page = open_page(root_address + address, viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        picture = page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
        assert picture.startswith(b"\x89PNG")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
