"""The page of an edition: its text, facts and labels, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from centre.body import Destination, Reference, Resolve, render, sections, shared_ids, with_anchors
from centre.catalogue import Catalogue, Edition, Resource, many
from centre.lifecycle import begins_on, ends_on
from centre.pages import Scene
from centre.pages.footprint import tests_table
from centre.present import Presenter, card, resource_link
from centre.references import anchors_of, asset_of, split_target, target_of
from centre.site import address_of, go_address, listing_address, relative
from centre.translate import best_edition, drift
from centre.views import Card, Link, ResourceView, Table, Variant
from centre.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class EditionPages:
    """Makes the views of editions, for all languages of a site."""

    scene: Scene

    @property
    def catalogue(self) -> Catalogue:
        """Everything that was read."""
        return self.scene.catalogue

    def view(self, resource: Resource, edition: Edition) -> ResourceView:
        """Return all that the page of an edition shows."""
        words = self.scene.words[edition.language]
        show = Presenter(self.catalogue, words, resource, edition)
        ids = shared_ids(edition.body, resource.original.body)
        facts = resource.facts
        licence = facts.get("licence")
        terms = self.catalogue.vocabularies["licences"].terms if licence else {}
        return ResourceView(
            kind=words.type(resource.type) if resource.type.listed else None,
            title=Phrase(edition.title, edition.language),
            summary=Phrase(edition.summary, edition.language),
            body=with_anchors(render(edition.body, ids, self.resolver(resource, edition)), words.say("link-to").text),
            contents=tuple(one for one in sections(edition.body, ids) if one[0] <= 3),
            banners=self.banners(words, resource, edition),
            changed=tuple(self._changed(words, resource, edition, ids)),
            banner_links=tuple(self._banner_links(words, resource, edition)),
            facts=show.facts(),
            blocks=show.blocks(),
            results=show.results(),
            sources=show.sources(),
            editions=show.editions(),
            trust=tuple(self.trust(words, resource, edition)),
            licence=words.term("licences", str(licence)) if licence else None,
            licence_address=terms[str(licence)].uri if licence else "",
            attribution=self._attribution(resource, edition),
            ties=show.ties(self.scene.ties),
            variants=tuple(self._variants(words, resource)),
            related=self._related(words, resource),
            tiles=self.scene.tiles.of(words, resource),
            go=go_address(resource),
            tests=self._tests(words, resource),
            searchable=not resource.is_withdrawn and not resource.is_draft(self.catalogue.today),
        )

    def _tests(self, words: Words, resource: Resource) -> Table | None:
        measured = self.catalogue.measured
        is_statement = resource.key == f"page/{self.catalogue.settings.statement}"
        return tests_table(words, measured) if measured and is_statement else None

    def _attribution(self, resource: Resource, edition: Edition) -> Phrase | None:
        for one in (edition, resource.original):
            if one.values.get("attribution"):
                return Phrase(str(one.values["attribution"]), one.language)
        return None

    def _related(self, words: Words, resource: Resource) -> tuple[Card, ...]:
        found = []
        for other, topics in self.scene.relations.of(resource):
            labels = ", ".join(str(words.term("topics", topic)) for topic in topics)
            found.append(card(self.catalogue, words, other, words.say("related-by", topics=labels)))
        return tuple(found)

    def banners(self, words: Words, resource: Resource, edition: Edition) -> tuple[Phrase, ...]:
        """What must be known before reading, most important first."""
        found = [*self._life(words, resource), *self._validity(words, resource)]
        original = words.language_name(resource.original.language)
        if edition.is_unrevised_machine_text:
            if edition.is_translation:
                found.append(words.say("machine-banner-translation", language=original))
                found.append(words.say("original-prevails", language=original))
            else:
                found.append(words.say("machine-banner"))
        if drift(edition, resource.original):
            found.append(words.say("behind"))
        if edition.is_summary:
            found.append(words.say("summary-edition", language=original))
        return tuple(found)

    def _changed(self, words: Words, resource: Resource, edition: Edition, ids: Sequence[str]) -> Iterator[Link]:
        """Yield where the original has changed since this translation was made, in its own headings if they match."""
        found = drift(edition, resource.original)
        if not found:
            return
        if found.facts:
            yield Link(words.say("behind-facts"), "")
        original = [one for one in resource.original.body.headings if one.level <= 2]
        names = shared_ids(resource.original.body, resource.original.body)
        anchors = [name for one, name in zip(resource.original.body.headings, names, strict=True) if one.level <= 2]
        own = [one for one in edition.body.headings if one.level <= 2]
        for place in (one - 1 for one in found.sections if one):
            heading, shown = (
                (own[place], edition) if len(own) == len(original) else (original[place], resource.original)
            )
            anchor = f"#{anchors[place]}" if anchors[place] in ids else ""
            yield Link(Phrase(heading.text, shown.language), anchor)

    def _life(self, words: Words, resource: Resource) -> Iterator[Phrase]:
        """Whether the resource is a draft or withdrawn."""
        if resource.is_draft(self.catalogue.today):
            yield words.say("draft-banner")
        withdrawn = resource.original.part("withdrawn")
        if resource.is_withdrawn:
            yield words.say("withdrawn-banner", date=_day(words, withdrawn.get("on", "")))
            yield Phrase(str(withdrawn.get("reason", "")), resource.original.language)

    def _validity(self, words: Words, resource: Resource) -> Iterator[Phrase]:
        """Whether guidance is no longer, or not yet, valid, or whether its review is due."""
        today = self.catalogue.today
        until, begin = ends_on(resource), begins_on(resource)
        if until and until < today:
            yield words.say("expired-banner", date=words.date(until))
        elif begin and begin > today:
            yield words.say("not-yet-valid", date=words.date(begin))
        review = resource.facts.get("review_by")
        if isinstance(review, date) and review < today:
            yield words.say("review-due-banner", date=words.date(review))

    def _variants(self, words: Words, resource: Resource) -> Iterator[Variant]:
        """National variants of a piece of guidance, each with its countries and what differs there."""
        for tie in self.scene.ties.to(resource):
            if tie.field.name != "adapts":
                continue
            best = best_edition(self.catalogue, tie.source, words.language.code)
            show = Presenter(self.catalogue, words, tie.source, best)
            differs = next((block for block in show.blocks() if block.name == "differs"), None)
            fact = next((one for one in show.facts() if one.name == "applies_in"), None)
            yield Variant(
                fact.values if fact else (),
                resource_link(self.catalogue, words, tie.source),
                tuple(entry.cells["text"].values[0] for entry in differs.entries) if differs else (),
            )

    def _banner_links(self, words: Words, resource: Resource, edition: Edition) -> Iterator[Link]:
        if edition.is_translation:
            label = words.say("read-full" if edition.is_summary else "see-original")
            yield Link(label, address_of(self.catalogue, resource, resource.original.language))
        successor = self.catalogue.by_key.get(str(resource.original.part("withdrawn").get("successor", "")))
        if successor and resource.is_withdrawn:
            best = best_edition(self.catalogue, successor, edition.language)
            yield Link(Phrase(best.title, best.language), address_of(self.catalogue, successor, best.language))
        how = self.catalogue.page(self.catalogue.settings.improve)
        if how and edition.is_unrevised_machine_text:
            best = best_edition(self.catalogue, how, edition.language)
            yield Link(words.say("improve"), address_of(self.catalogue, how, best.language))

    def trust(self, words: Words, resource: Resource, edition: Edition) -> Iterator[Phrase]:
        """Yield who made the text, since when it is here, and against what its facts were compared."""
        text = edition.part("text")
        names = ", ".join(str(name) for name in many(text.get("revised_by")))
        revised = "-revised" if names else ""
        maker = text.get("by", "person")
        yield words.say(f"text-by-{maker}{revised}", names=names)
        since = resource.facts.get("from")
        if isinstance(since, date):
            yield words.say("here-since", date=words.date(since))
        if edition.is_translation:
            yield words.say("translated-from", language=words.language_name(resource.original.language))
        yield from self._checked(words, resource, edition)
        reviewed = edition.part("reviewed")
        if isinstance(reviewed.get("on"), date):
            yield words.say("reviewed", names=reviewed.get("by"), date=_day(words, reviewed["on"]))

    def _checked(self, words: Words, resource: Resource, edition: Edition) -> Iterator[Phrase]:
        checked = edition.part("checked") or resource.original.part("checked")
        if isinstance(checked.get("on"), date):
            numbers = ", ".join(str(number) for number in many(checked.get("against")))
            against = words.say("checked-against", sources=words.say("source-short", number=numbers))
            said = words.say("checked", date=_day(words, checked["on"]))
            yield Phrase(f"{said.text} ({against.text}).", said.language)
        elif resource.facts.get("sources"):
            yield words.say("not-checked")

    def resolver(self, resource: Resource, edition: Edition) -> Resolve:
        """Lead the references of a body to what they mean for readers of this edition."""
        here = address_of(self.catalogue, resource, edition.language)
        words = self.scene.words[edition.language]
        sources = Presenter(self.catalogue, words, resource, edition).sources()
        titles = {
            f"#source-{one.number}": f"{words.say('source-number', number=one.number)}: {one.title}" for one in sources
        }

        def resolve(reference: Reference) -> Destination:
            if reference.kind == "image":
                return self._picture(edition, reference, here)
            if reference.scheme:
                return Destination(reference.target)
            anchor = split_target(reference.target)[2]
            if reference.target in titles:
                return Destination(reference.target, title=titles[reference.target])
            target = target_of(self.catalogue, edition, reference.target)
            if target is None:
                return Destination(reference.target)
            if target.is_hidden:
                return Destination("")
            if target.asset:
                return Destination(relative(here, f"/{target.asset}"))
            if target.listing:
                return Destination(relative(here, listing_address(target.listing, edition.language)))
            if target.resource is None or (target.resource is resource and not target.pinned):
                return Destination(f"#{anchor}" if anchor else "./")
            best = best_edition(self.catalogue, target.resource, target.pinned or edition.language)
            if anchor and anchor not in anchors_of(target.resource, best):
                anchor = ""  # A summary has no headings of its own: its top is the nearest place.
            address = address_of(self.catalogue, target.resource, best.language)
            link = relative(here, f"{address}#{anchor}" if anchor else address)
            if best.language == edition.language:
                return Destination(link)
            note = words.say("in-language", language=words.language_name(best.language))
            return Destination(link, best.language, note.text)

        return resolve

    def _picture(self, edition: Edition, reference: Reference, here: str) -> Destination:
        """A picture is one of our own files; of any other, which a browser would fetch elsewhere, the words stay."""
        path = asset_of(self.catalogue, edition, reference.target)
        if path is None:
            return Destination("")
        file = self.catalogue.assets[path]
        return Destination(relative(here, f"/{path}"), width=file.width, height=file.height)


def _day(words: Words, value: object) -> str:
    return words.date(value) if isinstance(value, date) else str(value)
