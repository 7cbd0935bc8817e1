"""Every page is valid HTML, as the Nu HTML Checker reads it: with its style, its drawings and its own policy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from centre.gates import FinishedSite

ALLOWED = ".*(Inline script|Resource) violates Content Security Policy.*|File was not checked.*"
"""To the checker data is a script; browsers never run a block of data, so their policy lets it be (HTML 4.12.1). And in
a folder the policy's `'self'` is nothing, so that our own files would be refused; the gate `foreign` finds those that
are not. Files that are no pages are not meant to be checked."""


def check(site: FinishedSite) -> Iterator[str]:
    """Yield what the checker finds, or why it could not look at every page."""
    java = shutil.which("java")
    if not java:
        yield "Java is missing, which the checker needs; install it, on Debian: apt-get install default-jre-headless"
    elif not site.checker.is_file():
        yield f"the Nu HTML Checker is not in {site.checker}; `npm ci` beside package.json installs it"
    else:
        yield from _findings(site, java)


def _findings(site: FinishedSite, java: str) -> Iterator[str]:
    options = ["--format", "json", "--verbose", "--skip-non-html", "--filterpattern", ALLOWED]
    done = subprocess.run(
        # As `.`, because Java cannot name a folder with letters that the system's language has not.
        [java, "-jar", str(site.checker.absolute()), *options, "."],
        cwd=site.folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    try:
        messages: Sequence[Mapping[str, str]] = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        yield f"the Nu HTML Checker failed: {done.stderr.strip()[-300:]}"
        return
    for message in messages:
        yield f"{_address(unquote(message['url']))}: {message['message']}"
    looked_at = {_address(path) for path in done.stdout.splitlines()}
    for address in site.pages:
        if address not in looked_at:
            yield f"{address}: the Nu HTML Checker did not look at it"


def _address(path: str) -> str:
    """Return what stands behind the dot, which is the folder that was checked."""
    return "/" + f"/{path}".partition("/./")[2]
