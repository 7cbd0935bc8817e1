"""How a page is cited: as a sentence, and as BibTeX, RIS and CSL-JSON for programs that keep references."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from centre.catalogue import Edition, Resource
from centre.lifecycle import changed_on
from centre.words import Words


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference to a page holds."""

    key: str
    """Identity of the resource with the language, such as `practice-progetiger-en`."""
    title: str
    publisher: str
    address: str
    language: str
    day: date | None
    """The last day that the metadata names."""
    abstract: str

    def text(self) -> str:
        """Return the reference as a sentence, in the order of APA: title, date, publisher, address."""
        day = f" ({self.day.isoformat()})" if self.day else ""
        return f"{self.title}{day}. {self.publisher}. {self.address}"

    def bibtex(self) -> str:
        """Return the reference for BibTeX and BibLaTeX."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "organization": _tex(self.publisher),
            "url": self.address.replace("{", "%7B").replace("}", "%7D"),
            "langid": self.language,
            "abstract": _tex(self.abstract),
        }
        if self.day:
            fields |= {"date": self.day.isoformat(), "year": str(self.day.year)}
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@online{{{self.key},\n{lines}}}\n"

    def ris(self) -> str:
        """Return the reference in the format RIS of 2011; its lines end with CR and LF."""
        rows = [
            ("TY", "ELEC"),
            ("TI", self.title),
            ("PB", self.publisher),
            ("UR", self.address),
            ("LA", self.language),
            ("AB", self.abstract),
            ("ID", self.key),
        ]
        if self.day:
            rows += [("PY", str(self.day.year)), ("DA", self.day.strftime("%Y/%m/%d"))]
        return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in (*rows, ("ER", "")))

    def csl(self) -> str:
        """Return the reference as CSL-JSON 1.0."""
        item: dict[str, object] = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": self.publisher,
            "URL": self.address,
            "language": self.language,
            "abstract": self.abstract,
        }
        if self.day:
            item["issued"] = {"date-parts": [[self.day.year, self.day.month, self.day.day]]}
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def citation_of(words: Words, resource: Resource, edition: Edition, address: str) -> Citation:
    """Return what a reference to an edition holds; `address` is the full one where it is known."""
    return Citation(
        key=f"{resource.type.name}-{resource.slug}-{edition.language}",
        title=edition.title,
        publisher=words.say("site-name").text,
        address=address,
        language=edition.language,
        day=changed_on(resource, edition),
        abstract=edition.summary,
    )


def _tex(text: str) -> str:
    """Escape what TeX would take for a command."""
    return re.sub(r"[\\{}$&#%_^~]", lambda mark: _TEX[mark[0]], text)


_TEX = {
    "\\": r"\textbackslash ",
    "{": r"\{",
    "}": r"\}",
    "^": r"\textasciicircum ",
    "~": r"\textasciitilde ",
    **{mark: f"\\{mark}" for mark in "$&#%_"},
}


def _line(text: str) -> str:
    return " ".join(text.split())
