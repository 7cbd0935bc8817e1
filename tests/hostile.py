"""Sites in which a cross-site-scripting vector stands in every place that a contributor can write to."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from string import Template

import yaml
from yaml.reader import Reader

from centre.catalogue import Catalogue
from centre.source import DIRECTION_MARKS, LINE_BREAKS
from sites import ROOT

LISTS = ROOT / "tests/vectors"
PLACES = frozenset(
    """title summary reviewed licence attribution topics organisations funding context figures evidence outputs
    adoptions pictures sources""".split()
)
"""Fields of a practice in which a vector stands, as words, as the label of a term or in a part of a record."""
SHARING = 8
"""Practices that share a topic, so that there are not as many pages of terms as of practices."""
REFUSED = re.compile("|".join((Reader.NON_PRINTABLE.pattern, DIRECTION_MARKS.pattern, LINE_BREAKS.pattern)))
"""Control characters, marks that turn the direction of writing, and line ends that only some parsers know."""
MOVED = {"/old/": "/javascript:alert(1)//", "/older/": "///evil.test/"}
"""Addresses that have moved to where a browser could take the first name for a scheme or a host."""


BODY = Template(r"""
$vector

## $line

Between $line words, **$line** and *$line*, `$line`.

[$line](https://www.europa.eu/ "$line") [words]($line) [words](<$line>) [words][$line] [words][r]

![$line](a.png "$line") ![words]($line) ![words](<$line>)

![words](https://evil.test/a.png) ![words](//evil.test/a.png) ![words](/\evil.test/a.png)

Text.
{: $line }

Text.
{: title="$line" onclick="$line" style="$line" class="$line" id="$line" href="$line" }

### Heading {#{line}}

[words](https://www.europa.eu/){: $line } [words](https://www.europa.eu/){: href="$line" onclick="$line" }

| $line | b |
| --- | --- |
| $line | $line |

- $line

> $line

Word
:   $line

!!! note "$line"
    $line

!!! $line
    Text.

```$line
$line
```

``` { .$line title="$line" }
$line
```

[r]: $line "$line"
[$line]: https://www.europa.eu/
""")
"""Every place of a body, by `vector` as it is and by `line` without its line ends."""


def vectors() -> tuple[str, ...]:
    """Return every vector of the lists once, our own first."""
    lines = [
        line
        for name in ("own.txt", "blns.txt")
        for line in (LISTS / name).read_text(encoding="utf-8").split("\n")
        if line.strip() and not line.startswith(("# ", "#\t")) and line != "#"
    ]
    return tuple(dict.fromkeys((*lines, *json.loads((LISTS / "brs-kb.json").read_text(encoding="utf-8")))))


def name(number: int) -> str:
    """Return the folder's name of a vector's resource, and the key of its term."""
    return f"v{number:04}"


def content(hostile: Sequence[str]) -> str:
    """Return a site with a practice and a term for each vector, and with all of them in the words of the interface."""
    topics = "".join(f"  {name(n)}: {{label: {_yaml(one)}, uri: {_yaml(one)}}}\n" for n, one in enumerate(hostile))
    practices = "".join(
        f"-- practices/{name(n)}/en.md --\n{_matter(n, one)}{_body(one)}\n" for n, one in enumerate(hostile)
    )
    # A title may have 120 characters; a limit of length must not hide what lies behind it.
    resource = (ROOT / "content/types/resource.yml").read_text(encoding="utf-8").replace(", longest: 120", "")
    return (
        f"-- content/types/resource.yml --\n{resource}\n"
        f"-- content/vocabularies/topics.yml --\nterms:\n{topics}"
        f"-- content/vocabularies/licences.yml --\nterms:\n{topics}"
        f"{_interface(hostile)}{_addresses(hostile)}{practices}"
        f"-- practices/{name(0)}/bg.md --\n---\ntitle: {_yaml(hostile[0])}\nsummary: {_yaml(hostile[0])}\n"
        "text: {by: machine}\ntranslation: {depth: summary}\n---\n"
        "-- content/pages/home/en.md --\n---\n{home}\n---\n"
    )


def _interface(hostile: Sequence[str]) -> str:
    """Vectors behind every interface word, in labels of types and fields, and in the settings of the site."""
    supply = cycle(hostile)
    file = yaml.safe_load((ROOT / "content/languages/en/words.yml").read_text(encoding="utf-8"))
    share = -(-len(hostile) // len(file["words"]))

    def some(said: str = "") -> str:
        return _yaml(" ".join((said, *islice(supply, share))))

    forms = {key: said if isinstance(said, dict) else {"other": said} for key, said in file["words"].items()}
    words = "".join(
        f"  {key}: {{{', '.join(f'{form}: {some(said)}' for form, said in one.items())}}}\n"
        for key, one in forms.items()
    )
    types = "".join(f"  {kind}: {{one: {some()}, other: {some()}}}\n" for kind in ("practice", "guide", "page"))
    fields = "".join(f"  {field}: {some()}\n" for field in ("topics", "figures", "countries", "level", "evidence"))
    return (
        f"-- content/site.yml --\nname: {some()}\noperator: {some()}\ncontact: {some()}\ncontroller: {some()}\n"
        f"edit: {_yaml('javascript:alert(1)//{path}')}\naddress: https://centre.test/\n"
        "home: home\nmenu: [explore, practice, guide]\nlabels: en\n"
        f"-- content/languages/en/language.yml --\nendonym: {some()}\nlocale: en_IE\ndirection: ltr\npartial: true\n"
        f"-- content/languages/en/words.yml --\nwords:\n{words}"
        f"-- content/languages/en/types.yml --\ntypes:\n{types}fields:\n{fields}"
    )


def _addresses(hostile: Sequence[str]) -> str:
    """Addresses that would be taken for a scheme or a host, and reasons why something is gone."""
    gone = "".join(f"/en/gone-{n}/ gone: {' '.join(one.split())}\n" for n, one in enumerate(hostile[:5]))
    return (
        f"-- content/addresses.txt --\n{gone}{''.join(f'{old} -> {new}{chr(10)}' for old, new in MOVED.items())}"
        "-- guides/javascript:alert(1)/en.md --\n---\ntitle: One\nsummary: A summary.\n{guide}\n---\n"
    )


def survivors(catalogue: Catalogue) -> Counter[str]:
    """Count in how many practices of `content` the reader left something hostile in a field or a part of the body."""
    found: Counter[str] = Counter()
    for resource in (one for one in catalogue.listed if one.type.name == "practice"):
        body = resource.original.body
        found.update(key for key in resource.facts if key in PLACES)
        found.update({f"{one.kind} target" for one in body.references if one.target in body.text})
        found.update(["body"] if body.text.strip() else [])
        found.update(["raw HTML in the body"] if body.raw_html else [])
    return found


def _yaml(text: str) -> str:
    """A double-quoted scalar of YAML is a string of JSON; what the reader refuses there stands in the body only."""
    return json.dumps(REFUSED.sub("", text), ensure_ascii=False)


def _matter(number: int, vector: str) -> str:
    v, own, topic = _yaml(vector), name(number), name(number - number % SHARING)
    return f"""---
title: {v}
summary: {v}
text: {{by: person, revised_by: [{v}]}}
reviewed: {{on: 2026-11-01, by: {v}}}
licence: {own}
attribution: {v}
countries: [EE]
level: project
sectors: [school]
topics: [{topic}]
organisations: [{{name: {v}, role: {v}}}]
funding: {v}
context: [{{text: {v}, source: 1}}]
figures: [{{value: 1, unit: {v}, what: {v}, as_of: {v}, source: 1}}]
evidence: [{{kind: self-assessment, result: positive, note: {v}, source: 1}}]
outputs: [{{name: {v}, url: {v}}}]
adoptions: [{{where: [EE], by: {v}, changed: {v}, source: 1}}]
pictures: [{{file: a.png, credit: {v}, licence: {own}}}]
sources: [{{title: {v}, url: {v}, note: {v}}}, {{title: {v}, url: "https://www.europa.eu/"}}]
---
"""


def _body(vector: str) -> str:
    return BODY.substitute(vector=vector, line=" ".join(vector.split()))


def write_lone_pages(folder: Path, hostile: Sequence[str]) -> tuple[str, ...]:
    """Write for each vector a page on which it stands as HTML, for the proof that vectors do run; return addresses."""
    (folder / "404.html").write_text("", encoding="utf-8")
    for number, vector in enumerate(hostile):
        page = f'<!doctype html><meta charset="utf-8"><title>x</title><body><main>{vector}</main>'
        (folder / f"{name(number)}.html").write_text(page, encoding="utf-8")
    return tuple(f"/{name(number)}.html" for number in range(len(hostile)))
