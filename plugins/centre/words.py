"""Interface words, labels, dates and numbers in a language; what is missing comes from the next one and says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from babel import Locale, dates, numbers

from centre.catalogue import Catalogue, Field, Language, ResourceType, Term


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the language they are in."""

    text: str
    language: str

    def __str__(self) -> str:
        """The words alone, for places that cannot carry a language."""
        return self.text


@dataclass(frozen=True)
class Words:
    """Everything a page says in one language."""

    catalogue: Catalogue
    language: Language

    @cached_property
    def _chain(self) -> tuple[Language, ...]:
        labels = self.catalogue.settings.labels
        codes = dict.fromkeys((self.language.code, *self.language.fallback, labels))
        return tuple(self.catalogue.languages[code] for code in codes if code in self.catalogue.languages)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.language.locale)

    def say(self, key: str, **values: object) -> Phrase:
        """Return an interface word with its values filled in, in the plural form that the value `count` needs."""
        for language in self._chain:
            forms = language.words.get(key)
            if forms:
                count = values.get("count")
                text = _form(forms, language, count if isinstance(count, int) else None)
                for name, value in values.items():
                    shown = self.number(value) if name == "count" and isinstance(value, int) else str(value)
                    text = text.replace(f"{{{name}}}", shown)
                return Phrase(text, language.code)
        raise KeyError(f"no language has the word {key!r}")

    def _label(self, group: str, *keys: str) -> Phrase | None:
        for language in self._chain:
            for key in keys:
                forms = language.labels.get(group, {}).get(key)
                if forms:
                    return Phrase(forms.get("other", ""), language.code)
        return None

    def _source(self, text: str) -> Phrase:
        return Phrase(text, self.catalogue.settings.labels)

    def type(self, kind: ResourceType, form: str = "one") -> Phrase:
        """Return the name of a type; `form` is a plural form."""
        for language in self._chain:
            forms = language.labels.get("types", {}).get(kind.name)
            if forms:
                return Phrase(forms.get(form, forms.get("other", "")), language.code)
        return self._source(kind.label.get(form, kind.name))

    def field(self, kind: ResourceType, field: Field) -> Phrase:
        """Return the label of a field: that of its type, of its place, or of all fields of its name."""
        found = self._label("fields", f"{kind.name}.{field.path}", field.path, field.name)
        return found or self._source(field.label)

    def inverse(self, kind: ResourceType, field: Field) -> Phrase:
        """Return the label of a relation at the resource to which it leads."""
        path = f"{field.path}.inverse"
        if not field.inverse:
            return self.type(kind, "other")
        found = self._label("fields", f"{kind.name}.{path}", path, f"{field.name}.inverse")
        return found or self._source(field.inverse)

    def term(self, vocabulary: str, key: str) -> Phrase:
        """Return the label of a term: from CLDR for countries and languages, else our own."""
        known = self.catalogue.vocabularies[vocabulary]
        term = known.terms.get(key, Term(key, key))
        if known.names in ("territories", "languages"):
            names: Mapping[str, str] = getattr(self._locale, known.names)
            if key in names:
                return Phrase(names[key], self.language.code)
        if known.names == "source":
            return self._source(term.label)
        return self._label(vocabulary, key) or self._source(term.label)

    def language_name(self, code: str) -> str:
        """Return the name of a language in this language, as it stands in running text."""
        return str(self._locale.languages.get(code, code))

    def date(self, day: date) -> str:
        """Return a date in full, such as 12 March 2026."""
        return dates.format_date(day, "long", locale=self._locale)

    def partial_date(self, text: str) -> str:
        """Return a day, a month or a year such as 2026-11 in full."""
        if len(text) == len("2026-11-24"):
            return self.date(date.fromisoformat(text))
        if len(text) == len("2026-11"):
            return dates.format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=self._locale)
        return text

    def number(self, value: int | Decimal) -> str:
        """Return a number with the separators of the language."""
        return numbers.format_decimal(value, locale=self._locale)

    def forms(self, key: str) -> Mapping[str, str]:
        """Return all plural forms of a word, for scripts that count in the browser."""
        return next((one.words[key] for one in self._chain if key in one.words), {})


def _form(forms: Mapping[str, str], language: Language, count: int | None) -> str:
    if count is None:
        return forms.get("other", "")
    form = Locale.parse(language.locale).plural_form(count)
    return forms.get(form, forms.get("other", ""))


def missing_words(catalogue: Catalogue, language: Language) -> list[str]:
    """List the words and labels that a language takes from another one."""
    source = catalogue.languages.get(catalogue.settings.labels)
    if source is None or source.code == language.code:
        return []
    missing = [key for key in source.words if key not in language.words]
    wanted = set(Locale.parse(language.locale).plural_form.tags) | {"other"}
    for key, forms in source.words.items():
        have = language.words.get(key)
        if have and len(forms) > 1:
            missing += [f"{key}.{form}" for form in sorted(wanted - set(have))]
    for group, *keys in _labels(catalogue):
        if not any(language.labels.get(group, {}).get(key) for key in keys):
            missing.append(f"{group}.{keys[0]}")
    return missing


def _labels(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """Yield the group of every label that a complete language has, and the keys of which one is enough."""
    fields: dict[tuple[str, ...], None] = {}
    for kind in catalogue.types.values():
        yield "types", kind.name
        fields |= dict.fromkeys(_paths(kind.fields))
    yield from (("fields", *keys) for keys in fields)
    for vocabulary in catalogue.vocabularies.values():
        if not vocabulary.names:
            yield from ((vocabulary.name, key) for key in vocabulary.terms)


def _paths(fields: tuple[Field, ...]) -> Iterator[tuple[str, ...]]:
    for field in fields:
        yield field.path, field.name
        if field.inverse:
            yield f"{field.path}.inverse", f"{field.name}.inverse"
        yield from _paths(field.fields)
