"""Repository to catalogue: reads everything, judges nothing; what could not be read is kept as a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from centre import attachments, body, kinds
from centre.catalogue import (
    Attachment,
    Catalogue,
    Edition,
    Field,
    Language,
    LedgerLine,
    Measured,
    Resource,
    ResourceType,
    Settings,
    Term,
    Tool,
    Vocabulary,
    Weight,
)
from centre.message import Template
from centre.source import (
    Entries,
    Fault,
    Node,
    Scalar,
    Sequence,
    SourceFile,
    Span,
    files_below,
    read_data,
    read_edition,
    read_text,
    regular_file,
    scalars,
)

LEDGER = "content/addresses.txt"
MEASURED = "content/measured.yml"

UNKNOWN_KIND = Template("“{kind}” is not a kind of field")
UNKNOWN_KIND_HELP = Template("use one of: {kinds}")
UNKNOWN_VOCABULARY = Template("there is no vocabulary “{name}”")
UNKNOWN_VOCABULARY_HELP = Template("add content/vocabularies/{name}.yml, or correct the name")
UNKNOWN_SYNONYM = Template("there is no term “{key}” in the vocabulary “{name}”")
UNKNOWN_SYNONYM_HELP = Template("use a key of content/vocabularies/{name}.yml")
LINK_FILE = Template("this is a link or a special file, and such files are not published")
LINK_FILE_HELP = Template("put the file itself here, or delete the link")
NOT_MEASURED = Template("this is not what the browser tests record")
NOT_MEASURED_HELP = Template("delete the file, or let the tests write it anew: RECORD=1 make test")
NO_SETTINGS = Template("the settings of the site are missing")
NO_SETTINGS_HELP = Template("restore content/site.yml")


def load(root: Path, *, today: date, drafts: bool = False) -> Catalogue:
    """Read the repository at `root` into a catalogue of that day; nothing is raised for bad content.

    Drafts are published only where `drafts` asks for a preview.
    """
    faults: list[Fault] = []
    settings = _settings(root, faults)
    vocabularies = _vocabularies(root, faults)
    languages = _languages(root, faults)
    types = _types(root, vocabularies, faults)
    editions: list[Edition] = []
    assets: dict[str, Attachment] = {}
    for kind in types.values():
        for path in _below(root, kind.folder, faults):
            _place(root, path, kind, vocabularies, editions, assets, faults)
    resources = tuple(_resources(editions, languages))
    return Catalogue(
        settings=settings,
        languages=languages,
        vocabularies=vocabularies,
        types=types,
        editions=tuple(editions),
        resources=tuple(one for one in resources if drafts or not one.is_draft(today)),
        assets=assets,
        synonyms=_synonyms(root, vocabularies, faults),
        faults=tuple(faults),
        today=today,
        ledger=tuple(_ledger(root)),
        drafts=tuple(one for one in resources if one.is_draft(today)),
        measured=_measured(root, faults),
    )


def _measured(root: Path, faults: list[Fault]) -> Measured | None:
    """Read what the browser tests recorded; a file that is not theirs is as good as none."""
    if not (root / MEASURED).exists():
        return None
    matter = _data(root, MEASURED, faults)
    budget = scalars(matter.get("budget"))
    try:
        return Measured(
            on=date.fromisoformat(scalars(matter)["on"].text),
            most_bytes=int(budget["bytes"].text),
            most_requests=int(budget["requests"].text),
            tools=tuple(
                Tool(row["name"].text, row["version"].text, int(row["pages"].text), int(row["findings"].text))
                for row in _rows(matter.get("tools"))
            ),
            weights=tuple(
                Weight(row["address"].text, int(row["bytes"].text), int(row["requests"].text))
                for row in _rows(matter.get("weights"))
            ),
        )
    except (KeyError, ValueError):
        faults.append(Fault("wrong-kind", matter.span, NOT_MEASURED(), NOT_MEASURED_HELP()))
        return None


def _rows(node: Node | None) -> list[Mapping[str, Scalar]]:
    return [scalars(item) for item in node.items] if isinstance(node, Sequence) else []


def _data(root: Path, path: str, faults: list[Fault]) -> Entries:
    file = read_data(root, path)
    faults.extend(file.faults)
    return file.matter


def _below(root: Path, folder: str, faults: list[Fault]) -> Iterator[str]:
    """Yield the paths of all files of a folder that is one; a link in its place is a fault."""
    for path in files_below(root, folder):
        if path == folder:
            faults.append(Fault("outside-tree", Span(path), LINK_FILE(), LINK_FILE_HELP()))
        elif path != (shown := path.encode("utf-8", "replace").decode()):
            # A name that is no UTF-8 can be neither printed nor put into an address.
            faults.append(Fault("unsafe-file", Span(shown), *attachments.bad_name(shown)))
        else:
            yield path


def _named(root: Path, folder: str, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """Yield name and path of the YAML files of a folder, in order."""
    for path in _below(root, folder, faults):
        if path.endswith(".yml") and path.count("/") == folder.count("/") + 1:
            yield PurePosixPath(path).stem, path


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(one.text for one in node.items if isinstance(one, Scalar)) if isinstance(node, Sequence) else ()


def _settings(root: Path, faults: list[Fault]) -> Settings:
    path = "content/site.yml"
    if not (root / path).exists():
        faults.append(Fault("missing-field", Span(path), NO_SETTINGS(), NO_SETTINGS_HELP()))
        matter = Entries((), Span(path))
    else:
        matter = _data(root, path, faults)
    text = {key: value.text for key, value in scalars(matter).items()}
    return Settings(
        name=text.get("name", ""),
        operator=text.get("operator", ""),
        contact=text.get("contact", ""),
        controller=text.get("controller", ""),
        address=text.get("address", "").rstrip("/") + "/",
        repository=text.get("repository", ""),
        edit=_address(scalars(matter).get("edit"), faults),
        home=text.get("home", "home"),
        improve=text.get("improve", ""),
        statement=text.get("statement", ""),
        doors=_texts(matter.get("doors")),
        menu=_texts(matter.get("menu")),
        footer=_texts(matter.get("footer")),
        labels=text.get("labels", "en"),
    )


def _vocabularies(root: Path, faults: list[Fault]) -> dict[str, Vocabulary]:
    found = {}
    for name, path in _named(root, "content/vocabularies", faults):
        matter = _data(root, path, faults)
        terms = {}
        entries = matter.get("terms")
        for key, node in entries.pairs if isinstance(entries, Entries) else ():
            text = {part: value.text for part, value in scalars(node).items()}
            rank = int(text.get("rank", "0")) if text.get("rank", "0").isdigit() else 0
            tile = re.fullmatch(r"(\d{1,2}),(\d{1,2})", text.get("tile", ""))
            terms[key.text] = Term(
                key=key.text,
                label=text.get("label", key.text),
                uri=_address(scalars(node).get("uri"), faults),
                rank=rank,
                tile=(int(tile[1]), int(tile[2])) if tile else None,
                broader=_texts(node.get("broader")) if isinstance(node, Entries) else (),
            )
        aliases = {key: value.text for key, value in scalars(matter.get("aliases")).items()}
        names = scalars(matter).get("names")
        found[name] = Vocabulary(name, terms, aliases, names.text if names else "")
    return found


def _synonyms(
    root: Path, vocabularies: Mapping[str, Vocabulary], faults: list[Fault]
) -> dict[str, Mapping[str, Mapping[str, tuple[str, ...]]]]:
    """Read by language, vocabulary and term the words of readers; those of unknown terms are faults."""
    found: dict[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {}
    for code, path in _named(root, "content/synonyms", faults):
        groups: dict[str, dict[str, tuple[str, ...]]] = {}
        for group, node in _data(root, path, faults).pairs:
            known = vocabularies.get(group.text)
            if known is None:
                help = UNKNOWN_VOCABULARY_HELP(name=group.text)
                faults.append(Fault("unknown-term", group.span, UNKNOWN_VOCABULARY(name=group.text), help))
                continue
            for key, words in node.pairs if isinstance(node, Entries) else ():
                if key.text in known.terms:
                    groups.setdefault(group.text, {})[key.text] = _texts(words)
                else:
                    message = UNKNOWN_SYNONYM(name=group.text, key=key.text)
                    faults.append(Fault("unknown-term", key.span, message, UNKNOWN_SYNONYM_HELP(name=group.text)))
        found[code] = groups
    return found


def _address(cell: Scalar | None, faults: list[Fault]) -> str:
    """Return the web address that pages will link to; anything else is a fault."""
    if cell is None or not cell.text or kinds.is_link(cell.text):
        return cell.text if cell else ""
    faults.append(Fault("wrong-kind", cell.span, kinds.NOT_LINK(text=cell.text), kinds.NOT_LINK_HELP()))
    return ""


def _forms(node: Node | None) -> Mapping[str, str]:
    """Read plural forms: a single text is the form `other`."""
    if isinstance(node, Scalar):
        return {"other": node.text}
    return {key: value.text for key, value in scalars(node).items()}


def _forms_by_key(node: Node | None) -> dict[str, Mapping[str, str]]:
    return {key.text: _forms(value) for key, value in node.pairs} if isinstance(node, Entries) else {}


def _languages(root: Path, faults: list[Fault]) -> dict[str, Language]:
    found = {}
    for path in _below(root, "content/languages", faults):
        folder = PurePosixPath(path).parent
        if PurePosixPath(path).name == "language.yml":
            found[folder.name] = _language(root, str(folder), faults)
    return found


def _language(root: Path, folder: str, faults: list[Fault]) -> Language:
    def data(name: str) -> Entries:
        path = f"{folder}/{name}.yml"
        return _data(root, path, faults) if (root / path).exists() else Entries((), Span(path))

    about = data("language")
    text = {key: value.text for key, value in scalars(about).items()}
    code = PurePosixPath(folder).name
    labels = {key.text: _forms_by_key(value) for key, value in (*data("types").pairs, *data("terms").pairs)}
    return Language(
        code=code,
        endonym=text.get("endonym", code),
        direction=text.get("direction", "ltr"),
        locale=text.get("locale", code),
        fallback=_texts(about.get("fallback")),
        alphabet=text.get("alphabet", ""),
        partial=text.get("partial") == "true",
        by_machine=text.get("by") == "machine",
        words=_forms_by_key(data("words").get("words")),
        labels=labels,
        sentences={key: value.text for key, value in scalars(data("sentences").get("sentences")).items()},
    )


def _types(root: Path, vocabularies: Mapping[str, Vocabulary], faults: list[Fault]) -> dict[str, ResourceType]:
    records = {name: _data(root, path, faults) for name, path in _named(root, "content/kinds", faults)}
    schema = _Schema(records, vocabularies, faults)
    matters = {name: _data(root, path, faults) for name, path in _named(root, "content/types", faults)}
    shared = schema.fields(matters.pop("resource", Entries((), Span(""))).get("fields"), "")
    found = {}
    for name, matter in matters.items():
        text = {key: value.text for key, value in scalars(matter).items()}
        found[name] = ResourceType(
            name=name,
            label=_forms(matter.get("label")),
            folder=text.get("folder", name),
            address=text.get("address", name),
            fields=(*shared, *schema.fields(matter.get("fields"), "")),
            listed=text.get("listed") == "true",
            require=_texts(matter.get("require")),
            schema=text.get("schema", "CreativeWork"),
            order=text.get("order", ""),
        )
    return found


@dataclass(frozen=True, slots=True)
class _Schema:
    """Reads fields of types; a field may be of a kind that `content/kinds/` makes of named parts."""

    records: Mapping[str, Entries]
    vocabularies: Mapping[str, Vocabulary]
    faults: list[Fault]

    def fields(self, node: Node | None, above: str, inside: tuple[str, ...] = ()) -> tuple[Field, ...]:
        """Read the fields of a type or of a record; `above` comes before their names, `inside` are kinds around it."""
        pairs = node.pairs if isinstance(node, Entries) else ()
        return tuple(self._field(key, one, above, inside) for key, one in pairs)

    def _field(self, key: Scalar, node: Node, above: str, inside: tuple[str, ...]) -> Field:
        parts = node if isinstance(node, Entries) else Entries((), key.span)
        cells = scalars(parts)
        kind, vocabulary = self._kind(key, cells, inside)
        record = self.records.get(kind, parts)
        inherited = {**scalars(record), **cells}
        text = {name: cell.text for name, cell in inherited.items()}
        path = f"{above}{key.text}"
        is_record = kind == "record" or kind in self.records
        return Field(
            name=key.text,
            path=path,
            kind="record" if is_record else kind,
            label=text.get("label", key.text),
            required=text.get("required") == "true",
            many=text.get("many") == "true",
            per=text.get("per", "resource"),
            vocabulary=vocabulary,
            fields=self.fields(record.get("fields"), f"{kind if kind in self.records else path}.", (*inside, kind)),
            filter=text.get("filter", ""),
            short=text.get("short") == "true",
            card=text.get("card") == "true",
            longest=int(text["longest"]) if text.get("longest", "").isdigit() else 0,
            range=text.get("range") == "true",
            show=text.get("show", ""),
            grade={name: cell.text for name, cell in scalars(record.get("grade")).items()},
            headline=text.get("headline", ""),
            to=_texts(parts.get("to")),
            inverse=text.get("inverse", ""),
            told=text.get("told") == "true",
        )

    def _kind(self, key: Scalar, cells: Mapping[str, Scalar], inside: tuple[str, ...]) -> tuple[str, str]:
        """Return kind and vocabulary of a field; what is unknown, or holds itself, becomes text and is reported."""
        kind = cells["kind"].text if "kind" in cells else "text"
        vocabulary = cells["vocabulary"].text if "vocabulary" in cells else ""
        known = [one for one in (*kinds.KINDS, *self.records, "record") if one not in inside or one == "record"]
        if kind not in known:
            help = UNKNOWN_KIND_HELP(kinds=", ".join(known))
            self.faults.append(Fault("wrong-kind", cells["kind"].span, UNKNOWN_KIND(kind=kind), help))
            kind = "text"
        if kind == "term" and vocabulary not in self.vocabularies:
            span = cells.get("vocabulary", key).span
            help = UNKNOWN_VOCABULARY_HELP(name=vocabulary)
            self.faults.append(Fault("unknown-term", span, UNKNOWN_VOCABULARY(name=vocabulary), help))
            kind = "text"
        return kind, vocabulary


def _place(
    root: Path,
    path: str,
    kind: ResourceType,
    vocabularies: Mapping[str, Vocabulary],
    editions: list[Edition],
    assets: dict[str, Attachment],
    faults: list[Fault],
) -> None:
    """Put one file where it belongs: an edition, a picture, or a fault."""
    inside = PurePosixPath(path).relative_to(kind.folder)
    if len(inside.parts) == 1 and inside.suffix == ".md" and regular_file(root, path):
        return  # A README of the folder, for people who look at it on the forge.
    if inside.parts[0].startswith(("_", ".")) or inside.name.startswith("."):
        return
    if len(inside.parts) == 2 and inside.suffix == ".md":
        editions.append(_edition(root, path, kind, vocabularies))
    elif not regular_file(root, path):
        faults.append(Fault("outside-tree", Span(path), LINK_FILE(), LINK_FILE_HELP()))
    else:
        assets[path], defect = attachments.read(root / path)
        if defect:
            faults.append(Fault("unsafe-file", Span(path), *defect))


def _edition(root: Path, path: str, kind: ResourceType, vocabularies: Mapping[str, Vocabulary]) -> Edition:
    file: SourceFile = read_edition(root, path)
    place = PurePosixPath(path)
    return Edition(
        type=kind,
        slug=place.parent.name,
        language=place.stem,
        file=file,
        body=body.parse(file.body, path, file.body_line),
        values=kinds.values_of(file.matter, kind.fields, vocabularies),
    )


def _resources(editions: list[Edition], languages: Mapping[str, Language]) -> Iterator[Resource]:
    folders: dict[str, list[Edition]] = {}
    for edition in editions:
        if edition.language in languages:
            folders.setdefault(edition.folder, []).append(edition)
    for members in folders.values():
        originals = [one for one in members if not one.is_translation and one.file.matter.pairs]
        if len(originals) == 1:
            yield Resource(originals[0], {one.language: one for one in members})


def _ledger(root: Path) -> Iterator[LedgerLine]:
    text, _ = read_text(root, LEDGER) if (root / LEDGER).exists() else ("", ())
    for number, line in enumerate(text.split("\n"), 1):
        found = re.fullmatch(r"(/\S*)(?: -> (/\S*)| gone: (.+))?", line.strip())
        if found:
            yield LedgerLine(found[1], number, found[2] or "", found[3] or "")
