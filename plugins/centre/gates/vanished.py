"""Every address that was ever published still has a page, be it one that leads on or says why nothing else is there.

The rule `vanished-address` judges what is to be built; this gate looks at what was.
"""

from __future__ import annotations

from collections.abc import Iterator

from centre.gates import FinishedSite
from centre.load import LEDGER


def check(site: FinishedSite) -> Iterator[str]:
    """Yield addresses of the ledger without a page."""
    for line in site.catalogue.ledger:
        path = f"{line.address}index.html" if line.address.endswith("/") else line.address
        if path not in site.files:
            yield f"{line.address}: there is no page, and line {line.line} of {LEDGER} says that it was published"
