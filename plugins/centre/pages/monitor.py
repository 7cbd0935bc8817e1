"""How far the action plan has come: its actions by priority, what in the collection belongs to each, and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from centre.catalogue import Resource
from centre.pages import Scene, overview
from centre.present import Presenter, first_of, in_order, resource_link, sorted_resources
from centre.site import Page
from centre.translate import best_edition
from centre.views import Entry, LinkGroup, OverviewView, Table, TableCell, TableRow
from centre.words import Phrase, Words

PLAN, ACTION, INDICATOR = "plan", "action", "indicator"
"""Types that the monitor is made from; what else belongs to an action follows from the relations."""


def pages(scene: Scene, language: str) -> Iterator[Page]:
    """Yield the monitor."""
    words = scene.words[language]
    title = words.say("plan-monitor")
    monitor = _Monitor(scene, words)
    plans = in_order(scene.catalogue, words, monitor.members(PLAN))
    view = OverviewView(
        title=title,
        intro=(words.say("plan-monitor-text"),),
        tables=(*monitor.actions(), *monitor.indicators()),
        closing=(LinkGroup(words.say("plan-monitor-plans"), plans),) if plans else (),
        missing=tuple(monitor.gaps()),
        missing_label=words.say("what-is-missing"),
    )
    yield overview(scene, language, f"/{language}/monitor/", view)


@dataclass(frozen=True, slots=True)
class _Monitor:
    scene: Scene
    words: Words

    def members(self, kind: str) -> list[Resource]:
        known = self.scene.catalogue.types.get(kind)
        return sorted_resources(self.scene.catalogue, self.words, known) if known else []

    def actions(self) -> Iterator[Table]:
        """One table for each priority, then one for actions that serve all."""
        filed: dict[str, list[Resource]] = {}
        for action in self.members(ACTION):
            filed.setdefault(str(action.facts.get("priority", "")), []).append(action)
        heads = tuple(self.words.say(f"plan-monitor-{name}") for name in ("action", "state", "date", "here"))
        for key in (*self.scene.catalogue.vocabularies["priorities"].terms, "") if filed else ():
            if key in filed:
                caption = self.words.term("priorities", key) if key else self.words.say("plan-monitor-all")
                yield Table(caption, heads, tuple(self._action(one) for one in filed[key]))

    def _action(self, action: Resource) -> TableRow:
        link = resource_link(self.scene.catalogue, self.words, action)
        entries = self._entries(action, "progress")
        last = entries[-1].cells if entries else {}
        state = last["state"].values if "state" in last else ()
        date = last["as_of"].values if "as_of" in last else ()
        here, rest = first_of(self.scene.catalogue, self.words, self._tied(action))
        number = f"{action.facts['number']}. " if "number" in action.facts else ""
        head = Phrase(f"{number}{link.title}", link.title.language)
        cells = TableCell(words=state), TableCell(words=date), TableCell(links=here, rest=rest)
        return TableRow(head, link.address, cells)

    def _tied(self, action: Resource) -> list[Resource]:
        """Resources that name the action, or that it names: practices, guides, outputs, events."""
        ties = self.scene.ties
        found = [*(tie.source for tie in ties.to(action)), *(tie.target for tie in ties.of(action))]
        own = (PLAN, ACTION, INDICATOR)
        return list({one.key: one for one in found if one.type.name not in own}.values())

    def indicators(self) -> Iterator[Table]:
        rows = tuple(self._indicator(one) for one in self.members(INDICATOR))
        heads = tuple(self.words.say(f"plan-monitor-{name}") for name in ("indicator", "target", "values"))
        if rows:
            yield Table(self.words.say("plan-monitor-indicators"), heads, rows)

    def _indicator(self, indicator: Resource) -> TableRow:
        link = resource_link(self.scene.catalogue, self.words, indicator)
        show = self._presenter(indicator)
        unit = next((fact.values[0] for fact in show.facts() if fact.name == "unit" and fact.values), None)
        targets = tuple(self._target(entry, unit) for entry in self._entries(indicator, "target"))
        readings = tuple(self._reading(entry, unit) for entry in self._entries(indicator, "readings"))
        return TableRow(link.title, link.address, (TableCell(words=targets), TableCell(words=readings)))

    def _target(self, entry: Entry, unit: Phrase | None) -> Phrase:
        cells = entry.cells
        year = self.words.say("by-year", year=cells["year"])
        return Phrase(f"{cells['bound']} {cells['value']} {unit or ''} {year}", year.language)

    def _reading(self, entry: Entry, unit: Phrase | None) -> Phrase:
        cells = entry.cells
        where = f"{cells['area']}: " if "area" in cells else ""
        return Phrase(f"{where}{cells['value']} {unit or ''} ({cells['as_of']})", self.words.language.code)

    def _presenter(self, resource: Resource) -> Presenter:
        catalogue = self.scene.catalogue
        edition = best_edition(catalogue, resource, self.words.language.code)
        return Presenter(catalogue, self.words, resource, edition)

    def _entries(self, resource: Resource, name: str) -> tuple[Entry, ...]:
        blocks = self._presenter(resource).blocks()
        return next((block.entries for block in blocks if block.name == name), ())

    def gaps(self) -> Iterator[Phrase]:
        """Actions to which nothing of the collection belongs, and actions whose state no source tells."""
        actions = self.members(ACTION)
        alone = sum(not self._tied(one) for one in actions)
        silent = sum(not one.facts.get("progress") for one in actions)
        if alone:
            yield self.words.say("plan-monitor-alone", count=alone)
        if silent:
            yield self.words.say("plan-monitor-silent", count=silent)
