"""What differs between languages in a search; a language without an entry has none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SERBIAN_LATIN = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(),
        strict=True,
    )
)
"""Serbian in both scripts is one language to its readers; the word list knows the Latin one."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How words of a language are taken apart and compared."""

    dictionary: str = ""
    """Code of its word list in simplemma; empty where there is none."""
    links: tuple[str, ...] = ()
    """Letters that join the parts of its compounds; not empty where it has compounds written as one word."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Letters of another script of the same language, and how the word list writes them."""
    respelled: tuple[tuple[str, str], ...] = ()
    """How special letters are typed without them, such as `ue` for `ü`, and the folded letter."""
    joins_apostrophe: bool = False
    """Whether an apostrophe is part of a word, as in Ukrainian."""
    clitics: str = ""
    """What stands with a hyphen before a word and is none, as an expression that Python and browsers read alike."""
    prefixes: tuple[tuple[str, str], ...] = ()
    """Beginnings, folded, that a word may have beside its own, and what stands there without."""
    endings: tuple[str, ...] = ()
    """Endings, folded, that inflection adds; only for languages without a word list."""
    has_roots: bool = False
    """Whether words change inside and keep their consonants (Maltese broken plurals)."""

    def for_browser(self) -> Mapping[str, object]:
        """Return what a browser needs to take a query apart, in the names of its script."""
        return {
            "links": self.links,
            "respelled": self.respelled,
            "joins": self.joins_apostrophe,
            "clitics": self.clitics,
            "prefixes": self.prefixes,
            "endings": self.endings,
            "listed": bool(self.dictionary),
            "roots": self.has_roots,
        }


GERMANIC = ("", "s", "e")
RULES = {
    "bg": Rules("bg"),
    "bs": Rules("hbs", letters=SERBIAN_LATIN, prefixes=(("naj", ""),)),
    "cs": Rules("cs", prefixes=(("nej", ""),)),
    "da": Rules("da", links=GERMANIC, respelled=(("aa", "a"), ("oe", "o"))),
    "de": Rules("de", links=("", "s", "es", "n", "en", "er", "e"), respelled=(("ae", "a"), ("oe", "o"), ("ue", "u"))),
    "el": Rules("el"),
    "en": Rules("en"),
    "es": Rules("es"),
    "et": Rules("et", links=("",)),
    "fi": Rules("fi", links=("",)),
    "fr": Rules("fr"),
    "ga": Rules(
        "ga",
        clitics="[a-z]",
        prefixes=(
            *((f"{letter}h", letter) for letter in "bcdfgmpst"),
            ("mb", "b"),
            ("gc", "c"),
            ("nd", "d"),
            ("bhf", "f"),
            ("ng", "g"),
            ("bp", "p"),
            ("dt", "t"),
            ("ts", "s"),
            *((f"h{vowel}", vowel) for vowel in "aeiou"),
            *((f"n{vowel}", vowel) for vowel in "aeiou"),
            *((f"t{vowel}", vowel) for vowel in "aeiou"),
        ),
    ),
    "hr": Rules("hbs", letters=SERBIAN_LATIN, prefixes=(("naj", ""),)),
    "hu": Rules("hu", links=("",), prefixes=(("leg", ""),)),
    "is": Rules("is", links=("", "s", "ar", "a", "u", "na")),
    "it": Rules("it"),
    "lt": Rules("lt"),
    "lv": Rules("lv", prefixes=(("vis", ""),)),
    "mk": Rules("mk", prefixes=(("нај", ""), ("по", ""))),
    "mt": Rules(
        clitics="[a-zċħż]|(?:i|bi|da|fi|għa|bħa|li|ma|mi|sa|ta)(?:ll?|[cċdnrstxzż])",
        prefixes=(
            *((one, "") for one in "i in is it ji jis jit j n ni nit t ti tit".split()),
            *((f"i{letter}{letter}", letter) for letter in "bcdfgkmprstvxz"),
        ),
        endings=tuple(
            "a aj an ar at aw e ek en et ew h ha hom i ib ien iet iha ija ijiet ijin ik ilhom in it iw ja jiet k kom "
            "lek li na ni o om s t tna u un ux x".split()
        ),
        has_roots=True,
    ),
    "nb": Rules("nb", links=GERMANIC, respelled=(("aa", "a"), ("oe", "o"))),
    "nl": Rules("nl", links=("", "s", "en", "er", "e", "n")),
    "nn": Rules("nn", links=GERMANIC, respelled=(("aa", "a"), ("oe", "o"))),
    "pl": Rules("pl", prefixes=(("naj", ""),)),
    "pt": Rules("pt"),
    "ro": Rules("ro"),
    "sk": Rules("sk", prefixes=(("naj", ""),)),
    "sl": Rules("sl", prefixes=(("naj", ""),)),
    "sq": Rules("sq"),
    "sr": Rules("hbs", letters=SERBIAN_LATIN, prefixes=(("naj", ""),)),
    "sv": Rules("sv", links=GERMANIC, respelled=(("aa", "a"), ("oe", "o"))),
    "tr": Rules("tr"),
    "uk": Rules("uk", joins_apostrophe=True),
}


def rules_of(language: str) -> Rules:
    """Return the rules of a language, by its code or that of its base language."""
    return RULES.get(language) or RULES.get(language.partition("-")[0]) or Rules()
