"""Runs every check of this repository, one line each, and the tests last.

Arguments it does not know go to pytest: `python3 bootstrap.py test -k search`.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
TESTS = ROOT / "tests"
ALONE = "tests/browser/test_search_quality.py"
"""Tests in a browser on a site of their own, which need not wait for the real one."""
NO_TESTS = 5
"""How pytest ends when it has chosen none."""
SCRIPTS = "plugins/centre_mkdocs/theme/assets/*.js"
TSC = (
    "node_modules/.bin/tsc --noEmit --allowJs --checkJs --strict --target es2022 "
    "--lib es2022,dom,dom.iterable --module esnext --moduleDetection force"
)


def tsc() -> list[str]:
    """The scripts are checked as the browser gets them; our pages load every one as a module."""
    scripts = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob(SCRIPTS))]
    return [*TSC.split(), *scripts] if scripts else []


def steps() -> Iterator[tuple[str, list[str]]]:
    """Every step's name and command, the quick ones first; an empty command has nothing to look at."""
    yield "ruff check", [str(TOOLS / "ruff"), "check", "--quiet", "--output-format", "concise"]
    yield "ruff format", [str(TOOLS / "ruff"), "format", "--check", "--output-format", "concise"]
    yield "lint-imports", [str(TOOLS / "lint-imports")]
    yield "tsc", tsc()
    # Not --quiet, which would keep the reason for a failure to itself.
    yield "reuse", [str(TOOLS / "reuse"), "lint", "--lines"]
    yield "mypy", [str(TOOLS / "mypy")]


def passes(name: str, command: list[str]) -> bool:
    """Print one line about a step, and what it said when it failed."""
    begun = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    verdict = "failed" if done.returncode else "ok"
    print(f"{name:<13}{verdict:<7}{time.monotonic() - begun:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "pytest", *words]


def tests(long: bool, extra: list[str]) -> int:
    """Run the tests; those in a browser beside the others, because each of the two halves leaves a core idle.

    The quick ones stream, because they say more plainly what is wrong; what the others said follows when both are done.
    """
    words = [*(["-m", ""] if long else []), *extra]
    if any((ROOT / word.partition("::")[0]).exists() for word in extra if not word.startswith("-")):
        return subprocess.call(command(*words), cwd=ROOT)
    quick = [*sorted(str(path.relative_to(ROOT)) for path in TESTS.glob("test_*.py")), ALONE]
    with tempfile.TemporaryFile() as said:
        others = command(*words, "tests/browser", f"--ignore={ALONE}")
        with subprocess.Popen(others, cwd=ROOT, stdout=said, stderr=said) as browser:
            codes = {subprocess.call(command(*words, *quick), cwd=ROOT), browser.wait()}
        said.seek(0)
        sys.stdout.write(said.read().decode(errors="replace"))
    # A choice such as `-k search` may leave one of them without any test, but not both.
    return 1 if codes - {0, NO_TESTS} or codes == {NO_TESTS} else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--long", action="store_true", help="also run the tests that take minutes")
    options, extra = parser.parse_known_args()
    failed = [name for name, command in steps() if command and not passes(name, command)]
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}", flush=True)
    return 1 if tests(options.long, extra) or failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
