"""All parts of the collection on one page: lists, and pages made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from centre.charts import bars
from centre.pages import Scene, overview
from centre.site import OVERVIEWS, TERM_PAGES, Page, listing_address
from centre.views import Chart, Count, CountGroup, OverviewView, Table, TableCell, TableRow
from centre.words import Phrase, Words


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the page of all parts."""
    words = scene.words[language]
    title = words.say("explore")
    sizes = {kind.name: sum(one.type is kind for one in scene.catalogue.listed) for kind in scene.listed_types}
    lists = tuple(
        Count(words.type(kind, "other"), sizes[kind.name], listing_address(kind, language)) for kind in scene.used_types
    )
    terms = (
        Count(words.say(f"{name}-index"), len(scene.filed.get(name, {})), f"/{language}/{folder}/")
        for name, folder in TERM_PAGES.items()
    )
    made = (Count(words.say(word), 0, f"/{language}/{folder}/") for folder, word in OVERVIEWS.items())
    view = OverviewView(
        title=title,
        intro=(words.say("explore-text"),),
        counts=(
            CountGroup(words.say("explore-lists"), lists),
            CountGroup(words.say("explore-views"), (*terms, *made)),
        ),
        charts=_picture(scene, words),
        tables=_years_table(scene, words),
        missing=tuple(words.type(kind, "other") for kind in scene.listed_types if not sizes[kind.name]),
        missing_label=words.say("nothing-yet"),
    )
    yield overview(scene, language, f"/{language}/explore/", view)


def _years(scene: Scene) -> list[tuple[int, int]]:
    """Years with the number of resources that began in them."""
    found: Counter[int] = Counter()
    for resource in scene.catalogue.listed:
        for field in resource.type.fields:
            value = resource.facts.get(field.name)
            if field.range and isinstance(value, Mapping) and isinstance(value.get("start"), int):
                found[int(str(value["start"]))] += 1
    return [(year, found[year]) for year in range(min(found), max(found) + 1)] if found else []


def _picture(scene: Scene, words: Words) -> tuple[Chart, ...]:
    years = _years(scene)
    values = [(f"{year}", count, str(count or "")) for year, count in years]
    return (bars(words.say("years-caption"), words.say("years-picture"), values),) if years else ()


def _years_table(scene: Scene, words: Words) -> tuple[Table, ...]:
    rows = tuple(
        TableRow(Phrase(str(year), ""), "", (TableCell(words=(Phrase(str(count), ""),)),))
        for year, count in _years(scene)
        if count
    )
    heads = (words.say("years-year"), words.say("years-count"))
    return (Table(words.say("years-caption"), heads, rows, folded=True),) if rows else ()
