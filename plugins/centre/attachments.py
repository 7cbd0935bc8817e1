"""Files beside the editions: what may be published, and how large a picture is.

A browser obeys what a file is, not what its name claims, and a picture that is also a page runs with the rights of our
address. So a name's ending must be one that we know, and the content must be of that kind and of no other.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from centre.catalogue import Attachment
from centre.message import Message, Template

PICTURES: Mapping[str, str] = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".gif": "GIF",
}
"""Endings of pictures made of pixels, with Pillow's names of their formats."""
DRAWING = ".svg"
SIGNATURES: Mapping[str, re.Pattern[bytes]] = {
    ".pdf": re.compile(rb"%PDF-"),
    ".mp3": re.compile(rb"ID3|\xff[\xe2-\xfb]"),
    ".mp4": re.compile(rb".{4}ftyp", re.DOTALL),
    ".webm": re.compile(rb"\x1a\x45\xdf\xa3"),
    ".ogg": re.compile(rb"OggS"),
    **dict.fromkeys(".docx .xlsx .pptx .odt .ods .odp .epub .zip .h5p".split(), re.compile(rb"PK\x03\x04")),
}
"""Endings of documents and recordings, with the bytes that their formats start with."""
TEXTS = frozenset({".txt", ".csv", ".vtt", ".srt"})
LARGEST = 20_000_000
"""Bytes of a file that is published at all."""
LARGEST_DRAWING = 256 * 1024
"""Bytes of a drawing; it is read as a whole, and readers pay for each."""
MOST_PIXELS = 40_000_000
"""A picture of so many pixels takes 160 MB of a reader's memory, however small its file is."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,98}", re.ASCII)
"""Names that mean the same in an address, on every system and in every archive."""

BAD_NAME = Template("“{name}” is not a name that works in an address and on every computer")
BAD_NAME_HELP = Template("use letters from a to z, digits, points and hyphens only, for example plan-2026.pdf")
UNKNOWN = Template("files that end with “{ending}” are not published")
UNKNOWN_HELP = Template("save it in one of these formats: {endings}")
OTHER = Template("what this file holds is not what its ending “{ending}” says")
OTHER_HELP = Template("save it again in the format of its ending, with nothing else in it")
LARGE = Template("this file has {size} MB; at most {most} MB are published")
LARGE_HELP = Template("make it smaller, or link to the place where its owner publishes it")
PIXELS = Template("this picture has {count} million pixels; at most {most} million are published")
PIXELS_HELP = Template("make it at most 2400 pixels wide")
ACTIVE = Template("this drawing holds “{part}”, which can run a program or fetch from elsewhere")
ACTIVE_HELP = Template("save it as a plain SVG of shapes and text, or as PNG")

# Its own is higher, and would be told in its own words; opening reads a size and no pixels.
Image.MAX_IMAGE_PIXELS = None

_NOT_A_PICTURE = re.compile(rb"<(script|html|body|iframe|svg|\?php|!doctype)|%PDF-", re.IGNORECASE)
_SHAPES = frozenset(
    """svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs symbol use marker
    linearGradient radialGradient stop clipPath mask pattern""".split()
)
_SVG = "{http://www.w3.org/2000/svg}"
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY|\[)|<\?(?!xml )|<\?xml[^>]*encoding=(?![\"']utf-8)", re.IGNORECASE)

Defect = tuple[Message, Message]
"""What is wrong with a file, and the cure."""


def read(path: Path) -> tuple[Attachment, Defect | None]:
    """Return how large a regular file is, of a picture how wide and high, and why it must not be published."""
    size, ending = path.stat().st_size, path.suffix.lower()
    if not NAME.fullmatch(path.name):
        return Attachment(size, False), bad_name(path.name)
    if size > LARGEST:
        return Attachment(size, False), (LARGE(size=size // 1_000_000, most=LARGEST // 1_000_000), LARGE_HELP())
    if ending in PICTURES:
        return _picture(path, size, ending)
    return Attachment(size, False), _drawing(path, size) if ending == DRAWING else _document(path, ending)


def bad_name(name: str) -> Defect:
    """Say that a file must be renamed."""
    return BAD_NAME(name=name), BAD_NAME_HELP()


def _picture(path: Path, size: int, ending: str) -> tuple[Attachment, Defect | None]:
    other = OTHER(ending=ending), OTHER_HELP()
    try:
        with Image.open(path, formats=(PICTURES[ending],)) as picture:
            width, height = picture.size
    except Exception:  # Pillow raises many kinds of errors for files that only claim to be pictures.
        return Attachment(size, True), other
    found = Attachment(size, True, width, height)
    if width * height > MOST_PIXELS:
        return found, (PIXELS(count=width * height // 1_000_000, most=MOST_PIXELS // 1_000_000), PIXELS_HELP())
    return found, other if _NOT_A_PICTURE.search(path.read_bytes()) or zipfile.is_zipfile(path) else None


def _document(path: Path, ending: str) -> Defect | None:
    if ending not in SIGNATURES and ending not in TEXTS:
        endings = ", ".join(sorted({*PICTURES, DRAWING, *SIGNATURES, *TEXTS}))
        return UNKNOWN(ending=ending or path.name), UNKNOWN_HELP(endings=endings)
    with path.open("rb") as file:
        fits = _is_text(path.read_bytes()) if ending in TEXTS else SIGNATURES[ending].match(file.read(16))
    return None if fits else (OTHER(ending=ending), OTHER_HELP())


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _drawing(path: Path, size: int) -> Defect | None:
    """Let a drawing pass that is shapes and text alone: opened by itself, an SVG is a page with our rights."""
    if size > LARGEST_DRAWING:
        return LARGE(size=round(size / 1_000_000, 1), most=LARGEST_DRAWING / 1_048_576), LARGE_HELP()
    try:
        text = path.read_bytes().decode("utf-8")
        declared = _DECLARED.search(text)
        if declared:
            return ACTIVE(part=declared[0]), ACTIVE_HELP()
        elements = list(etree.fromstring(text).iter())
    except (UnicodeDecodeError, etree.ParseError, RecursionError, ValueError):
        return OTHER(ending=DRAWING), OTHER_HELP()
    part = next((found for element in elements if (found := _active(element))), "")
    return (ACTIVE(part=part), ACTIVE_HELP()) if part else None


def _active(element: etree.Element) -> str:
    """Return what of an element is more than a shape, or nothing."""
    tag = str(element.tag)
    if tag.removeprefix(_SVG) not in _SHAPES:
        return tag.removeprefix(_SVG)
    for name, value in element.attrib.items():
        word = name.rpartition("}")[2].lower()
        if word.startswith("on") or (word == "href" and not value.strip().startswith("#")):
            return f"{word}={value[:40]}"
        if re.search(r"url\s*\(\s*['\"]?(?!#|['\"]?#)|\\|@import|expression|:\s*/\*", value, re.IGNORECASE):
            return f"{word}={value[:40]}"
    return ""
