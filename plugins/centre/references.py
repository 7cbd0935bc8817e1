"""What a link or picture of a body means inside the repository."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from centre.body import Reference, shared_ids
from centre.catalogue import Catalogue, Edition, Resource, ResourceType
from centre.source import Suggestion, instead


@dataclass(frozen=True, slots=True)
class Target:
    """What stands at the path of a link: a resource, the list of a type, or a file."""

    resource: Resource | None = None
    pinned: str = ""
    """Language of the edition, where the link insists on one (`?edition=en`)."""
    listing: ResourceType | None = None
    asset: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether something stands there that is not published: a draft, or a file that cannot be read."""
        return not (self.resource or self.listing or self.asset)


def split_target(target: str) -> tuple[str, str, str]:
    """Return path, pinned edition and anchor of a target such as `../name/en.md?edition=en#steps`."""
    rest, _, anchor = target.partition("#")
    path, _, query = rest.partition("?")
    pinned = parse_qs(query).get("edition", [""])[0]
    return unquote(path), pinned, unquote(anchor)


def repository_path(edition: Edition, target: str) -> str:
    """Return the repository path that a relative target means; it starts with `..` where it climbs out."""
    path = split_target(target)[0]
    return posixpath.normpath(posixpath.join(edition.folder, path)) if path else edition.path


def climbs(edition: Edition, target: str) -> bool:
    """Say whether a relative target leads out of the repository."""
    return not target.startswith("/") and repository_path(edition, target).split("/")[0] == ".."


def target_of(catalogue: Catalogue, edition: Edition, target: str) -> Target | None:
    """Return what a relative link means, or nothing where nothing stands there."""
    path = repository_path(edition, target)
    pinned = split_target(target)[1]
    resource = catalogue.resource_of.get(path)
    if resource:
        return Target(resource, pinned) if not pinned or pinned in resource.editions else None
    if path in catalogue.assets:
        return Target(asset=path)
    if path in catalogue.paths:
        return Target()  # A draft, or a file that cannot be read, which is reported where it stands.
    listed = (kind for kind in catalogue.used_types if kind.folder == path)
    listing = next(listed, None)
    return Target(listing=listing) if listing else None


def rewritten(edition: Edition, reference: Reference, target: str) -> Suggestion | None:
    """Suggest another target for a link, or nothing where its words stand elsewhere in the text too."""
    if edition.body.text.count(reference.target) != 1:
        return None
    return instead(edition.file.lines, reference.span, target)


def asset_of(catalogue: Catalogue, edition: Edition, target: str) -> str | None:
    """Return the repository path of a picture, or nothing."""
    path = repository_path(edition, target)
    return path if path in catalogue.assets else None


def anchors_of(resource: Resource, edition: Edition | None = None) -> tuple[str, ...]:
    """Return the ids of an edition, by default the original: its headings and the sources."""
    sources = resource.facts.get("sources")
    count = len(sources) if isinstance(sources, tuple) else 0
    numbers = tuple(f"source-{number}" for number in range(1, count + 1))
    original = resource.original
    return (*shared_ids((edition or original).body, original.body), *numbers)
