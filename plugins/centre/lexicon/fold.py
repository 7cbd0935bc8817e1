"""One way to write a word for comparing: small letters, no marks, no special letters; the browser gets this table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from centre.lexicon.rules import Rules

LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "ð": "d",
    "ø": "o",
    "þ": "th",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŋ": "n",
    "œ": "oe",
    "ŧ": "t",
    "ς": "σ",
    "ґ": "г",
}
"""Letters that Unicode does not decompose into a plain one and marks; the last two are no marks but variants."""
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
LONE_LETTER = re.compile(r"(?<!\w)([^\W\d_])[-‐‑](?=[^\W\d_]{2})")
"""One letter with a hyphen before a word, as in `e-mail`."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")


def fold(word: str, rules: Rules) -> str:
    """Return a word as it is compared: what a hurried reader types must equal what an editor wrote."""
    parts = unicodedata.normalize("NFD", in_one_script(word.lower(), rules))
    return "".join(LETTERS.get(one, one) for one in parts if unicodedata.category(one) != "Mn")


def in_one_script(word: str, rules: Rules) -> str:
    """Return a word in small letters in the script of the word list."""
    return "".join(rules.letters.get(one, one) for one in word) if rules.letters else word


def words(text: str, rules: Rules) -> Iterator[str]:
    """Yield the words of a text as they are written; `e-mail` is one, an article with a hyphen is none."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    if rules.clitics:
        text = re.sub(rf"(?<!\w)(?:{rules.clitics})[-‐‑](?=[^\W\d_])", "", text, flags=re.IGNORECASE)
    text = LONE_LETTER.sub(r"\1", text)
    if rules.joins_apostrophe:
        text = APOSTROPHE.sub("", text)
    return (one.group() for one in WORD.finditer(text))
