"""A picture of each edition for those who share its address: title, kind, evidence and places, in the right script."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from centre.catalogue import Edition, Resource
from centre.export import Artifact
from centre.pages import Scene
from centre.present import Presenter
from centre.site import SHARE_PICTURE
from centre.views import Grade, Tile

FONT = Path(__file__).parent.parent / "fonts" / "sans-bold.ttf"
KNOWN = re.compile(
    "[\u0020-\u007e\u00a0-\u024f\u02c6-\u02dd\u0370-\u03ff\u0400-\u045f\u0490-\u04ff"
    "\u1e00-\u1eff\u2010-\u203a\u20ac\u2116\u2122]*"
)
"""What the font can write; a title in another script gets no picture."""
WIDTH, HEIGHT = 1200, 630
"""Pixels that Open Graph readers show without cutting."""
MARGIN = 64
PAPER, INK, QUIET, ACCENT, LINE = range(5)
PALETTE = (0xFB, 0xFA, 0xF7, 0x1B, 0x1F, 0x2A, 0x4D, 0x53, 0x61, 0x0B, 0x5A, 0x6B, 0xD5, 0xD2, 0xC8)
"""The colours of the light theme, by the names above."""
TITLE_SIZES = (64, 56, 48, 42)
MOST_LINES = 4
TILE = 26
"""Pixels from one tile of the grid to the next."""


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield a picture for each edition of a listed resource; without a base no page could give its full address."""
    for resource in scene.catalogue.listed if base else ():
        for edition in resource.editions.values():
            if edition.language in scene.languages and KNOWN.fullmatch(edition.title):
                folder = scene.address(resource, edition.language).strip("/")
                yield Artifact(f"{folder}/{SHARE_PICTURE}", _png(_drawn(scene, resource, edition)))


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=False, compress_level=6)
    return file.getvalue()


def _drawn(scene: Scene, resource: Resource, edition: Edition) -> Image.Image:
    words = scene.words[edition.language]
    image = Image.new("P", (WIDTH, HEIGHT), PAPER)
    image.putpalette(PALETTE)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"  # Without grey edges the picture needs five colours and a tenth of the bytes.
    draw.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    draw.text((MARGIN, MARGIN), words.type(resource.type).text, fill=ACCENT, font=_font(30))
    _title(draw, edition.title)
    show = Presenter(scene.catalogue, words, resource, edition)
    grade = show.grade()
    if grade:
        _marks(draw, grade)
    draw.text((MARGIN, HEIGHT - MARGIN - 20), words.say("site-name").text, fill=QUIET, font=_font(28))
    _grid(draw, scene.tiles.of(words, resource))
    return image


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _title(draw: ImageDraw.ImageDraw, title: str) -> None:
    """The largest size at which the title fits; what does not fit at the smallest is cut with an ellipsis."""
    for size in TITLE_SIZES:
        lines = _lines(title, _font(size))
        if len(lines) <= MOST_LINES:
            break
    else:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    top = MARGIN + 56
    for line in lines:
        draw.text((MARGIN, top), line, fill=INK, font=_font(size))
        top += round(size * 1.2)


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _marks(draw: ImageDraw.ImageDraw, grade: Grade) -> None:
    """Evidence as on the page: a row of marks and the word."""
    top = HEIGHT - MARGIN - 92
    for number, full in enumerate(grade.marks):
        left = MARGIN + number * 34
        draw.ellipse((left, top, left + 24, top + 24), fill=ACCENT if full else PAPER, outline=ACCENT, width=3)
    draw.text((MARGIN + len(grade.marks) * 34 + 10, top - 3), grade.label.text, fill=INK, font=_font(24))


def _grid(draw: ImageDraw.ImageDraw, tiles: tuple[Tile, ...]) -> None:
    """The grid of Europe in the lower right corner, the places of the resource filled."""
    if not tiles:
        return
    left = WIDTH - MARGIN - max(tile.column for tile in tiles) * TILE
    top = HEIGHT - MARGIN - max(tile.row for tile in tiles) * TILE
    for tile in tiles:
        x, y = left + (tile.column - 1) * TILE, top + (tile.row - 1) * TILE
        draw.rectangle((x, y, x + TILE - 5, y + TILE - 5), fill=ACCENT if tile.here else LINE)
