"""An address that was published leads nowhere any more.

Why: others link to it. The ledger of addresses remembers each; one that moves gets a redirect, one that is withdrawn
says why.
"""

from collections.abc import Iterator

from centre.catalogue import Catalogue
from centre.load import LEDGER
from centre.message import Template
from centre.problem import Severity
from centre.rules import Found
from centre.site import all_addresses
from centre.source import Span

SEVERITY = Severity.ERROR
VANISHED = Template("the address {address} was published, and nothing stands there any more")
VANISHED_HELP = Template("restore the page, or write behind the address: -> /new/address/ or gone: and the reason")
NOWHERE = Template("the address {address} leads to {target}, which does not exist")
NOWHERE_HELP = Template("correct the address behind the arrow")
WRONG = """
-- content/addresses.txt --
/en/guides/old/
"""
RIGHT = WRONG.replace("old/", "old/ gone: its publisher withdrew it")


def check(catalogue: Catalogue) -> Iterator[Found]:
    """Report addresses of the ledger that are not served."""
    served = all_addresses(catalogue)
    for line in catalogue.ledger:
        span = Span(LEDGER, line.line, 1, len(line.address) + 1)
        if line.moved_to and line.moved_to not in served:
            yield span, NOWHERE(address=line.address, target=line.moved_to), NOWHERE_HELP()
        elif not line.moved_to and not line.gone and line.address not in served:
            yield span, VANISHED(address=line.address), VANISHED_HELP()
