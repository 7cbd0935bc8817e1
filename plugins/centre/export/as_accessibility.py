"""The accessibility statement for machines: what was tested, with what result, and what was not."""

from __future__ import annotations

import json
from collections.abc import Iterator

from centre.export import Artifact, full_address
from centre.pages import Scene


def export(scene: Scene, base: str) -> Iterator[Artifact]:
    """Yield `accessibility.json` where tests have been recorded; it claims what they found and nothing else."""
    measured = scene.catalogue.measured
    statement = scene.catalogue.page(scene.catalogue.settings.statement)
    if measured is None or statement is None:
        return
    data = {
        "standard": "WCAG 2.2 AA",
        "status": "partially compliant",
        "evaluation": "automated tests only",
        "evaluated": measured.on.isoformat(),
        "tools": [
            {"name": one.name, "version": one.version, "pages": one.pages, "findings": one.findings}
            for one in measured.tools
        ],
        "not_evaluated": ["assistive technology", "people with disabilities", "browsers other than Chromium"],
        "statements": {
            code: full_address(base, scene.address(statement, code))
            for code in scene.languages
            if code in statement.editions
        },
    }
    yield Artifact("accessibility.json", (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())
