"""Write a new resource: asks only what is required, and writes a file that passes the checks."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from anyascii import anyascii

from centre import pipeline
from centre.catalogue import Catalogue, Field, ResourceType
from centre.kinds import Misfit, read_scalar
from centre.words import Words
from scripts.exits import PROBLEMS, guard

ROOT = Path(__file__).resolve().parent.parent
QUOTED = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|://|[,\[\]{}]|\s$")
"""Texts that YAML would read as something else, or that stand between braces."""


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT, show_default=False)
@click.option("--language", default="", help="Language of the questions, such as bg.")
@click.argument("kind")
def main(root: Path, language: str, kind: str) -> None:
    """Ask for what a resource of the type KIND needs, such as practice, and write its file."""
    catalogue = pipeline.read(root, today=pipeline.today(os.environ)).value
    chosen = catalogue.types.get(kind)
    if chosen is None:
        raise click.ClickException(f"no such type: {kind}; types are: {', '.join(catalogue.types)}")
    words = Words(catalogue, catalogue.languages[pipeline.contributor_language(catalogue, language)])
    code = _ask_language(catalogue, words)
    lines = list(_front_matter(catalogue, words, chosen))
    title = lines[0].partition(": ")[2].strip('"')
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")[:60].strip("-") or "new"
    path = root / chosen.folder / slug / f"{code}.md"
    if path.parent.exists():
        raise click.ClickException(f"{path.parent.relative_to(root)} exists already; nothing was written")
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(["---", *lines, "---", ""]), encoding="utf-8")
    click.echo(f"{path.relative_to(root)}")
    found = [
        problem
        for problem in pipeline.read(root, today=pipeline.today(os.environ)).problems
        if problem.span.path == path.relative_to(root).as_posix()
    ]
    click.echo(pipeline.report(root, found, sentences=words.language.sentences), nl=False)
    sys.exit(PROBLEMS if any(not problem.severity for problem in found) else 0)


def _ask_language(catalogue: Catalogue, words: Words) -> str:
    field = Field("language", "sources.language", "term", "Language", vocabulary="languages")
    code = _ask(catalogue, words, field, "language", words.language.code)
    return code if code in catalogue.languages else words.language.code


def _front_matter(catalogue: Catalogue, words: Words, kind: ResourceType) -> Iterator[str]:
    """Ask for every required field; the answers are checked one by one, as the checks would."""
    asked = (field for field in kind.fields if field.required and field.per != "translation")
    for field in (*asked, *filter(None, map(kind.field, kind.require))):
        yield from _asked(catalogue, words, kind, field)


def _asked(catalogue: Catalogue, words: Words, kind: ResourceType, field: Field) -> Iterator[str]:
    if field.name == "text":
        yield "text: {by: person}"
        yield f"from: {catalogue.today.isoformat()}"
        return
    if field.fields:
        yield f"{field.name}:"
        yield f"  - {{{', '.join(_parts(catalogue, words, kind, field))}}}"
        return
    answer = _ask(catalogue, words, field, words.field(kind, field).text)
    yield f"{field.name}: [{answer}]" if field.many else f"{field.name}: {answer}"


def _parts(catalogue: Catalogue, words: Words, kind: ResourceType, field: Field) -> Iterator[str]:
    """Ask for the required parts of a record; of a source also its address."""
    above = words.field(kind, field).text
    for part in field.fields:
        if part.required or part.kind == "link":
            yield f"{part.name}: {_ask(catalogue, words, part, f'{above} – {words.field(kind, part)}')}"


def _ask(catalogue: Catalogue, words: Words, field: Field, label: str, default: str | None = None) -> str:
    """Ask until the answer, or each of several with commas between, is a value of the field's kind."""
    if field.kind == "term":
        terms = catalogue.vocabularies[field.vocabulary].terms
        if len(terms) <= 20:
            click.echo("  " + ", ".join(f"{key} ({words.term(field.vocabulary, key)})" for key in terms))
    while True:
        answer = str(click.prompt(label, default=default)).strip()
        values = [one.strip() for one in answer.split(",")] if field.many else [answer]
        readings = [read_scalar(one, field, catalogue.vocabularies) for one in values]
        wrong = [one for one in readings if isinstance(one, Misfit)]
        if not wrong:
            shown = [str(one) if field.kind == "term" else text for one, text in zip(readings, values, strict=True)]
            return ", ".join(_quoted(one) for one in shown)
        for one in wrong:
            click.echo(f"  {one.message.say(words.language.sentences)}: {one.help.say(words.language.sentences)}")


def _quoted(text: str) -> str:
    """Return a text as YAML writes it, quoted where it has to be."""
    if not QUOTED.search(text) and not re.fullmatch(r"[\d.]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    guard(main)
