"""What it costs to know the words of many pages of one language, beside what Pagefind needs to index them."""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import click

from centre.lexicon.concepts import concepts
from centre.lexicon.postings import Text, postings
from centre.lexicon.shards import shards
from centre.load import load
from centre.search import pagefind

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import evaluation  # noqa: E402 – the made-up pages of the tests give the words


def texts(language: str, count: int, length: int) -> list[Text]:
    """Return made-up pages: sentences of the tests' pages and of our own content, mixed anew for each."""
    folder = [path for name in ("practices", "guides") for path in (ROOT / name).glob(f"*/{language}.md")]
    whole = " ".join(path.read_text(encoding="utf-8").partition("---\n")[2] for path in sorted(folder))
    whole += " ".join(page["body"] for _, page in evaluation.pages(language))
    words = whole.split()
    random = Random(language)
    found = []
    for number in range(count):
        parts = [words[start : start + 40] for start in random.choices(range(len(words) - 40), k=length // 40)]
        body = " ".join(word for part in parts for word in part)
        found.append(Text(" ".join(body.split()[:7]), f"{body} page{number}"))
    return found


def cpu(who: int) -> float:
    """Return seconds of the processor so far."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


@click.command()
@click.argument("language", default="bg")
@click.option("--pages", default=5_000, show_default=True)
@click.option("--words", default=400, show_default=True, help="Words of a page.")
def main(language: str, pages: int, words: int) -> None:
    """Print seconds of the processor, and sizes."""
    made = texts(language, pages, words)
    page = '<html lang="{}"><body data-pagefind-body><h1>{}</h1>{}</body></html>'
    html = {f"/{language}/{n}/": page.format(language, one.title, one.body) for n, one in enumerate(made)}
    before = cpu(resource.RUSAGE_CHILDREN)
    bundle = pagefind.bundle(html)
    others = cpu(resource.RUSAGE_CHILDREN) - before
    catalogue = load(ROOT, today=date.today())
    meant = concepts(catalogue, (language,))
    start, before = time.monotonic(), cpu(resource.RUSAGE_SELF)
    known = postings(dict(enumerate(made)), language, meant)
    files = shards(known, {})
    ours = cpu(resource.RUSAGE_SELF) - before
    click.echo(f"{pages} pages of {words} words in {language}, {len(known.seen)} different words")
    click.echo(f"Pagefind {others:.1f} s of the processor, {sum(map(len, bundle.values())) / 1e6:.1f} MB")
    click.echo(
        f"words and files {ours:.1f} s ({time.monotonic() - start:.1f} s), {len(files)} files, "
        f"{sum(len(one.content) for one in files) / 1e6:.1f} MB; together {(others + ours) / others:.2f} of Pagefind"
    )
    click.echo(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
