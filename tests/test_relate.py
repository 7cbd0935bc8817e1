"""Related resources share topics; the closest come first."""

from pathlib import Path

from centre.relate import Relations
from sites import read

GUIDE = """
-- guides/{name}/en.md --
---
title: {name}
summary: Text.
text: {{by: person}}
kind: guidance
audiences: [educators]
topics: [{topics}]
sources: [{{title: A source, url: "https://www.europa.eu/"}}]
---
"""


def test_the_more_topics_are_shared_the_closer(tmp_path: Path) -> None:
    topics = {"a": "ethics, gender, stem", "b": "stem", "c": "ethics, stem", "d": "wellbeing", "e": "gender, stem"}
    site = "".join(GUIDE.format(name=name, topics=terms) for name, terms in topics.items())
    resources = read(tmp_path, site).resources
    found = Relations(resources).of(resources[0])
    assert [(other.slug, shared) for other, shared in found] == [
        ("c", ("ethics", "stem")),
        ("e", ("gender", "stem")),
        ("b", ("stem",)),
    ]
    assert Relations(resources).of(resources[3]) == ()
