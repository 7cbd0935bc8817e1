#!/usr/bin/env python3
"""Makes what the resource centre needs on this machine, then runs one of its commands.

It uses the standard library alone, because it runs before anything is installed, and it says everything on
the error stream, so that what a command prints can be piped.
"""

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

# Before the first definition, because an older Python would stumble over its annotations.
if sys.version_info[:2] not in ((3, 11), (3, 12), (3, 13)):
    sys.exit("The resource centre needs Python 3.11, 3.12 or 3.13; this is {}.{}.".format(*sys.version_info))

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
WHOLE = ENVIRONMENT / ".whole"
NODE_STAMP = ROOT / "node_modules" / ".stamp"

SITE_LIST = "requirements.txt"
TEST_LIST = "requirements-test.txt"
LISTS = (SITE_LIST, TEST_LIST)  # each holds all that is in the one before it

COMMANDS = {
    "site": ["scripts.build"],
    "serve": ["scripts.serve"],
    "check": ["scripts.validate"],
    "new": ["scripts.new"],
    "publish": ["scripts.publish"],
    "links": ["scripts.links"],
    "test": ["scripts.check"],
    "test-long": ["scripts.check", "--long"],
    "screenshots": ["pytest", "-m", "screenshots", "tests/browser/test_screenshots.py"],
}
TESTS = ("test", "test-long", "screenshots")
USAGE = """\
usage: python3 bootstrap.py COMMAND [ARGUMENT ...]

  site       build the site into the folder site
  serve      show the site in a browser and build it again when a file changes
  check      check the content only
  publish    put a whole release into a folder that a server serves: publish --to FOLDER
  links      ask other sites whether the links to them still lead somewhere: links --report
  new        write a new file, such as: new practice
  test       check the content, the code and the pages
  test-long  the same with the tests that take minutes
  screenshots  take a picture of every kind of page of the built site

Arguments are passed on to the command; its own help: python3 bootstrap.py COMMAND --help
"""

PROGRAMS = {
    "chromium": ["chromium", "fonts-dejavu-core"],  # without a font every letter would be the same box
    "node": ["nodejs"],
    "npm": ["npm"],
    "java": ["default-jre-headless"],
    "git": ["git"],
    "nginx": ["nginx-light"],
}
# A release is published only when its pages are valid, which a Java program from npm decides.
PROGRAMS_OF = {"publish": ["node", "npm", "java"], **{each: list(PROGRAMS) for each in TESTS}}
# Playwright brings its own Node, but not this library, and a bare Debian has none.
LIBRARIES = {"libatomic.so.1": "libatomic1"} if sys.platform == "linux" else {}

# Where to fetch from is this machine's business; any other setting of pip could lead it elsewhere.
PIP_SETTINGS_KEPT = re.compile(
    "PIP_(CACHE_DIR|CERT|CLIENT_CERT|CONFIG_FILE|DEFAULT_TIMEOUT|EXTRA_INDEX_URL|FIND_LINKS|INDEX_URL"
    "|KEYRING_PROVIDER|NO_INDEX|PROXY|RETRIES|TIMEOUT|TRUSTED_HOST)"
)
MISLEADING = {"PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}


class CannotContinue(Exception):
    """Carries the words to end with and the exit code."""

    def __init__(self, words: str, code: int) -> None:
        super().__init__(words)
        self.code = code


def say(words: str, end: str = "\n") -> None:
    print(words, end=end, file=sys.stderr, flush=True)


def child_environment() -> dict[str, str]:
    """Nothing in it may lead Python or pip to another environment than ours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in MISLEADING and (not name.startswith("PIP_") or PIP_SETTINGS_KEPT.fullmatch(name))
    }
    # Files are read as UTF-8 whatever the locale says, in an empty environment too.
    return {**kept, "PYTHONUTF8": "1"}


def run(words: str, *commands: list[str]) -> None:
    """Run one long step; what it prints is shown only when it fails, because nobody reads it otherwise."""
    say(f"{words} …", end=" ")
    begun = time.monotonic()
    for command in commands:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            output = done.stdout.decode(errors="replace").strip()
            raise CannotContinue(f"failed\n{output}\nThis failed: {' '.join(command)}", 1)
    say(f"{time.monotonic() - begun:.0f} s")


# The system's parts


def has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def venv_package() -> str:
    """Debian splits these modules off its own Python only; no package could give them to another one."""
    if sys.base_prefix != "/usr":
        raise CannotContinue(f"{sys.executable} came without venv and ensurepip; use another Python.", 2)
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def search_path() -> str:
    """Where programs are looked for: servers stand in folders that only an administrator has in the path."""
    return os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"


def missing_packages(command: str) -> list[str]:
    missing = [] if has_venv() else [venv_package()]
    for program in PROGRAMS_OF.get(command, ()):
        missing += [] if shutil.which(program, path=search_path()) else PROGRAMS[program]
    if command in TESTS:
        for library, package in LIBRARIES.items():
            missing += [] if has_library(library) else [package]
    return missing


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def prepare_system(command: str) -> None:
    packages = missing_packages(command)
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not can_install():
        raise CannotContinue(f"Parts of the system are missing; run: sudo {' '.join(install)}", 2)
    # Nobody answers debconf's questions, and dpkg refuses to work without the folders for administrators.
    calm = ["env", "DEBIAN_FRONTEND=noninteractive", f"PATH={search_path()}"]
    run(f"Installing {', '.join(packages)}", [*calm, "apt-get", "update"], [*calm, *install])
    still = missing_packages(command)
    if still:
        raise CannotContinue(f"Installed, and yet not found: {', '.join(still)}", 1)


# The Python environment


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def identity() -> str:
    """What a virtual environment depends on: this Python, and this folder, whose path is written in it."""
    return digest(sys.version.encode(), os.fsencode(sys.base_prefix), os.fsencode(ROOT))


def stamp_of(requirements: str) -> Path:
    return ENVIRONMENT / f".stamp-{Path(requirements).stem}"


def key_of(requirements: str) -> str:
    return digest(identity().encode(), read(ROOT / requirements), read(ROOT / "pyproject.toml"))


def is_installed(requirements: str) -> bool:
    return read(stamp_of(requirements)) == key_of(requirements).encode()


def names_in(requirements: str) -> set[bytes]:
    return set(re.findall(rb"^[\w.-]+(?===)", read(ROOT / requirements), re.MULTILINE))


def install(requirements: str) -> None:
    """Build isolation is off, because it would fetch what it builds with, and that without a hash."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-input", "--no-deps", "--no-build-isolation"]
    known = names_in(SITE_LIST) if requirements != SITE_LIST else set()
    commands = [[*pip, "--require-hashes", "-r", requirements]]
    if requirements == SITE_LIST:
        commands.append([*pip, "--editable", "."])
    run(f"Installing {len(names_in(requirements) - known)} packages", *commands)
    stamp_of(requirements).write_text(key_of(requirements))


def prepare_python(command: str) -> None:
    wanted = LISTS.index(TEST_LIST if command in TESTS else SITE_LIST)
    if any(map(is_installed, LISTS[wanted:])):
        return
    if read(WHOLE) != identity().encode():
        run("Making .venv", [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    # While this mark is away the environment is in doubt: killed from here on, it is made anew next time.
    WHOLE.unlink(missing_ok=True)
    for requirements in LISTS[: wanted + 1]:
        if not is_installed(requirements):
            install(requirements)
    WHOLE.write_text(identity())


# The tools from npm


def prepare_node(command: str) -> None:
    """`npm ci` empties the folder first and the stamp is in it, so that a killed one is repeated."""
    key = digest(read(ROOT / "package-lock.json"))
    if command not in PROGRAMS_OF or read(NODE_STAMP) == key.encode():
        return
    npm = ["npm", "ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]
    run("Installing the tools listed in package-lock.json", npm)
    NODE_STAMP.write_text(key)


def hand_over(words: list[str]) -> None:
    """Become the command, so that its exit code and an interruption are its own."""
    os.chdir(ROOT)
    # As a module, because the scripts import each other.
    os.execve(PYTHON, [str(PYTHON), "-m", *words], child_environment())


def main(arguments: list[str]) -> int:
    if arguments and arguments[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        say(USAGE, end="")
        return 2
    command, *extra = arguments
    try:
        prepare_system(command)
        prepare_python(command)
        prepare_node(command)
        hand_over([*COMMANDS[command], *extra])
    except CannotContinue as reason:
        say(str(reason))
        return reason.code
    except KeyboardInterrupt:
        say("\nStopped; the same command goes on from here.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
