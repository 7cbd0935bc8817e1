"""Settings for those who serve a release: nginx, and hosts that read `_headers` and `_redirects`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from centre.catalogue import Catalogue
from centre.frame import CONTENT_SECURITY_POLICY
from centre.release import HASHED, SHARED

SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""Sent with every answer. The policy stands in each page too, for copies that are served without it."""
FOREVER = "public, max-age=31536000, immutable"
"""For files whose names hold a hash."""
ASK_AGAIN = "no-cache"
"""For everything else: a browser asks whether it has changed, so that a new release is seen at once."""


def nginx(catalogue: Catalogue, to: str, listen: str) -> str:
    """Return a `server` block (nginx 1.22) for the publishing folder `to`, listening at `listen`."""
    headers = [f'    add_header {name} "{value}" always;' for name, value in SECURITY.items()]
    return "\n".join(
        [
            "server {",
            f"    listen {listen};",
            f"    root {to}/current;",
            "    charset utf-8;",
            "    gzip_static on;",
            "    # Where nginx has the module: brotli_static on;",
            "    error_page 404 /404.html;",
            *headers,
            f'    add_header Cache-Control "{ASK_AGAIN}" always;',
            *_moved(catalogue),
            "    # From there alone: between a look into `current` and the reading it may have been switched.",
            f"    location ~ ^/({'|'.join(HASHED)})/ {{",
            *(f"    {line}" for line in headers),
            f'        add_header Cache-Control "{FOREVER}" always;',
            f"        root {to}/{SHARED};",
            "    }",
            "    location / {",
            "        try_files $uri $uri/index.html =404;",
            "    }",
            "}",
            "",
        ]
    )


def _moved(catalogue: Catalogue) -> Iterator[str]:
    for line in catalogue.ledger:
        address = _plain(line.address)
        if line.moved_to:
            yield f"    location = {address} {{ return 301 {_plain(line.moved_to)}; }}"
        elif line.gone:
            yield f"    location = {address} {{ error_page 410 {address}index.html; return 410; }}"
            yield f"    location = {address}index.html {{ internal; }}"


def _plain(address: str) -> str:
    """Return an address in which no sign can be taken for one of a server's settings."""
    return quote(address, safe="/%:@~")


def headers() -> str:
    """Return `_headers`, as several hosts of static pages read it."""
    rows = [f"  {name}: {value}" for name, value in SECURITY.items()]
    hashed = (f"/{folder}/*\n  Cache-Control: {FOREVER}" for folder in HASHED)
    return "\n".join(["/*", *rows, *hashed, ""])


def redirects(catalogue: Catalogue) -> str:
    """Return `_redirects`, as several hosts of static pages read it."""
    return "".join(
        f"{_plain(line.address)} {_plain(line.moved_to)} 301\n" for line in catalogue.ledger if line.moved_to
    )
