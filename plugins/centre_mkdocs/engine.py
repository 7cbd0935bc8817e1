"""Renders a site with MkDocs in strict mode, for `scripts/build.py`."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from centre.catalogue import Catalogue
from centre.site import Site

CONFIGURATION = Path(__file__).resolve().parents[2] / "mkdocs.yml"
"""That of the program, never that of the content: a configuration can name code to run."""


class RenderFailed(Exception):
    """MkDocs found something wrong; its words are the message."""


def render(root: Path, catalogue: Catalogue, site: Site, destination: Path, base: str) -> None:
    """Write the pages of `site`, published at `base`, to the folder `destination`; raises `RenderFailed`."""
    # Material announces its end of life on every build; plugins/decisions/ says what we do about it.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(
            str(CONFIGURATION), docs_dir=str(root / "content"), site_dir=str(destination), site_url=base, strict=True
        )
        config.plugins["centre"].root = root  # type: ignore[attr-defined]
        config.plugins["centre"].prepared = catalogue, site  # type: ignore[attr-defined]
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise RenderFailed(str(error)) from error
