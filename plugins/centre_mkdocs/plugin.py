"""The MkDocs plugin: reads and validates, hands over pages as virtual files, and dresses them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils.templates import TemplateContext

from centre import pipeline
from centre.catalogue import Catalogue
from centre.frame import CONTENT_SECURITY_POLICY, Framer
from centre.site import Asset, Page, Site, hashed
from centre.words import Phrase

THEME = Path(__file__).parent / "theme"
ASSETS = (
    *("centre.css", "go.js", "icon.svg", "page.js"),
    *("words.js", "lexicon.js", "query.js", "excerpt.js", "engine.js", "suggest.js", "finder.js"),
)
"""Files of the theme; a script stands behind those that it imports."""
STATIC_TEMPLATES = ("404.html", "sitemap.xml")
"""Pages that MkDocs would make by itself; ours come from the site."""


class _Page(EnginePage):
    """A page that is finished before MkDocs sees it: its body is HTML, its facts are in its view."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self.ours = page

    def read_source(self, config: MkDocsConfig) -> None:
        """There is nothing to read."""
        self.markdown, self.meta = "", {"template": self.ours.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is nothing to render."""
        self.content, self.toc = "", []  # type: ignore[assignment]


class CentrePlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Three events over the library; nothing is decided here."""

    prepared: tuple[Catalogue, Site] | None = None
    """What `scripts/build.py` has read already; a bare `mkdocs build` reads for itself."""

    root: Path | None = None
    """The repository whose content is published, where it is not that of the configuration."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and judge the content before MkDocs empties the old site."""
        self.root = root = self.root or Path(config.config_file_path).parent
        if self.prepared is None:
            checked = pipeline.read(root, today=pipeline.today(os.environ))
            if checked.has_errors:
                raise PluginError(pipeline.report(root, checked.problems))
            self.prepared = checked.value, pipeline.arrange(checked.value)
        catalogue, site = self.prepared
        base = pipeline.base_address(catalogue, config.site_url or "")
        self._framer = Framer(catalogue, site, base=base)
        self._assets = _assets()
        config.theme.static_templates -= set(STATIC_TEMPLATES)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish the site's own pages and files, and nothing that MkDocs or the theme found."""
        assert self.prepared is not None and self.root is not None
        ours = Files([])
        taken: set[str] = set()
        for page in self.prepared[1].pages:
            # MkDocs knows a file by its source and takes only Markdown for a page.
            is_edition = page.source.endswith(".md") and page.source not in taken
            source = page.source if is_edition else f"{page.destination}.md"
            taken.add(source)
            file = _virtual(config, source, page.destination, content="")
            _Page(page, file, config)
            ours.append(file)
        for asset in (*self.prepared[1].assets, *self._assets.values()):
            address = asset.address.lstrip("/")
            path = str(self.root / asset.source) if asset.source else None
            content = None if asset.source else asset.content
            ours.append(_virtual(config, asset.source or address, address, path=path, content=content))
        return ours

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape everything that a template prints: MkDocs does not."""
        env.autoescape = True
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: EnginePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a template what it may see, and nothing else."""
        assert isinstance(page, _Page)
        ours, framer = page.ours, self._framer
        words = framer.words(ours)

        def say(key: str, **values: object) -> Markup:
            return _marked(words.say(key, **values), ours.language)

        given: dict[str, Any] = {
            "frame": framer.frame(ours),
            "view": ours.view,
            "page_title": ours.title,
            "security_policy": CONTENT_SECURITY_POLICY,
            "say": say,
            "plain": lambda key: words.say(key).text,
            "link": lambda address: framer.link(ours, address),
            "asset": lambda name: framer.link(ours, self._assets[name].address),
            "language_name": words.language_name,
        }
        return cast(TemplateContext, given)


def _assets() -> dict[str, Asset]:
    """Return the files of the theme by name; scripts import each other by names that hold their hashes."""
    found: dict[str, Asset] = {}
    for name in ASSETS:
        content = (THEME / "assets" / name).read_bytes()
        for other, asset in found.items():
            hashed_name = asset.address.rpartition("/")[2]
            content = content.replace(f'"./{other}"'.encode(), f'"./{hashed_name}"'.encode())
        found[name] = hashed(f"assets/{name}", content)
    return found


def _marked(phrase: Phrase, language: str) -> Markup:
    """Escape words, and name their language where it is not the page's."""
    text = escape(phrase.text)
    return text if phrase.language == language else Markup('<span lang="{}">{}</span>').format(phrase.language, text)


def _virtual(
    config: MkDocsConfig,
    source: str,
    destination: str,
    *,
    content: str | bytes | None = None,
    path: str | None = None,
) -> File:
    """Make a file whose source is its path in the repository and whose destination is our address."""
    file = File.generated(config, source, content=content, abs_src_path=path)  # type: ignore[call-overload]
    file.dest_uri = destination
    file.inclusion = InclusionLevel.NOT_IN_NAV
    return file  # type: ignore[no-any-return]
