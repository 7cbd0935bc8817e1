"""bootstrap.py says in one line what is missing, and makes an environment only when it has to."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(bootstrap.__file__).resolve().parent


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A folder of its own in which commands are not run but collected."""
    for name, value in {
        "ROOT": tmp_path,
        "ENVIRONMENT": tmp_path / ".venv",
        "WHOLE": tmp_path / ".venv" / ".whole",
        "NODE_STAMP": tmp_path / "node_modules" / ".stamp",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "requirements.txt").write_text("click==8 \\\n    --hash=sha256:0\nnh3==1\n")
    (tmp_path / "requirements-test.txt").write_text("click==8\nnh3==1\npytest==9\n")
    ran: list[list[str]] = []

    def collect(_words: str, *steps: list[str]) -> None:
        for step in steps:
            if step[1:3] == ["-m", "venv"]:
                for old in (tmp_path / ".venv").glob(".*"):
                    old.unlink()
                (tmp_path / ".venv").mkdir(exist_ok=True)
            ran.append(step)

    monkeypatch.setattr(bootstrap, "run", collect)
    monkeypatch.setattr(bootstrap, "missing_packages", lambda _command: [])
    monkeypatch.setattr(bootstrap, "hand_over", ran.append)
    return ran


def kinds(commands: list[list[str]]) -> list[str]:
    """What was run, in short, and forgotten."""
    short = {"--clear": "venv", "--editable": "editable", "ci": "npm ci"}
    found = [next((short[word] for word in step if word in short), step[-1]) for step in commands]
    commands.clear()
    return found


# What is said when something is missing


def test_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "has_venv", lambda: False)
    monkeypatch.setattr(bootstrap, "venv_package", lambda: "python3.11-venv")
    monkeypatch.setattr(bootstrap, "can_install", lambda: False)
    monkeypatch.setattr("shutil.which", lambda program, path: None if program in ("chromium", "java") else program)
    monkeypatch.setattr(bootstrap, "has_library", lambda _name: False)
    assert bootstrap.main(["test"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Parts of the system are missing; run: sudo apt-get install -y --no-install-recommends "
        "python3.11-venv chromium fonts-dejavu-core default-jre-headless libatomic1\n"
    )


def test_only_publishing_and_the_tests_need_more_than_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _program, path: None)
    assert bootstrap.missing_packages("site") == []
    assert bootstrap.missing_packages("publish") == ["nodejs", "npm", "default-jre-headless"]
    assert "chromium" in bootstrap.missing_packages("test-long")


def test_a_library_is_looked_for_by_loading_it() -> None:
    assert bootstrap.has_library("libc.so.6") or sys.platform != "linux"
    assert not bootstrap.has_library("libnothing.so.0")


def test_a_python_that_debian_did_not_make_is_not_debians_to_repair(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "has_venv", lambda: False)
    monkeypatch.setattr(sys, "base_prefix", "/opt/python")
    assert bootstrap.main(["site"]) == 2
    assert capsys.readouterr().err.endswith("came without venv and ensurepip; use another Python.\n")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert bootstrap.venv_package() == f"python3.{sys.version_info.minor}-venv"


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    missing = iter([["chromium"], []])
    monkeypatch.setattr(bootstrap, "missing_packages", lambda _command: next(missing))
    monkeypatch.setattr(bootstrap, "can_install", lambda: True)
    monkeypatch.setattr(bootstrap, "run", lambda _words, *steps: ran.extend(steps))
    bootstrap.prepare_system("test")
    assert [step[step.index("apt-get") :] for step in ran] == [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
    ]


@pytest.mark.parametrize("arguments", [[], ["biuld"], ["--site"]])
def test_an_unknown_command_shows_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", bootstrap.USAGE)


def test_help_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["--help"]) == 0
    assert capsys.readouterr().out == bootstrap.USAGE


def test_a_failed_step_shows_its_output(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(bootstrap.CannotContinue, match="the reason"):
        bootstrap.run("Trying", [sys.executable, "-c", "import sys; sys.exit('the reason')"])
    assert capsys.readouterr().err == "Trying … "


def test_an_interruption_is_no_traceback(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_words: str, *_steps: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "run", interrupt)
    assert bootstrap.main(["site"]) == 130
    assert capsys.readouterr().err == "\nStopped; the same command goes on from here.\n"


def test_children_are_not_led_to_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_REQUIRE_VIRTUALENV", "PIP_CERT"):
        monkeypatch.setenv(name, "somewhere")
    environment = bootstrap.child_environment()
    assert environment["PIP_CERT"] == "somewhere"
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_REQUIRE_VIRTUALENV"} & set(environment)


# When an environment is made


def test_the_second_time_nothing_is_installed(commands: list[list[str]]) -> None:
    bootstrap.main(["site", "--strict"])
    assert kinds(commands) == ["venv", "requirements.txt", "editable", "--strict"]
    bootstrap.main(["site"])
    assert kinds(commands) == ["scripts.build"]


def test_the_tests_add_to_the_sites_environment_and_serve_it(commands: list[list[str]]) -> None:
    bootstrap.main(["check"])
    kinds(commands)
    bootstrap.main(["test-long"])
    assert kinds(commands) == ["requirements-test.txt", "npm ci", "--long"]
    bootstrap.main(["site"])
    assert kinds(commands) == ["scripts.build"]


def test_publishing_has_the_checker_of_html_but_not_the_tools_of_the_tests(commands: list[list[str]]) -> None:
    bootstrap.main(["publish", "--to", "www"])
    assert kinds(commands) == ["venv", "requirements.txt", "editable", "npm ci", "www"]
    bootstrap.main(["publish", "--to", "www"])
    assert kinds(commands) == ["www"]


def test_a_changed_list_is_installed_over_what_is_there(commands: list[list[str]], tmp_path: Path) -> None:
    bootstrap.main(["site"])
    kinds(commands)
    (tmp_path / "requirements.txt").write_text("click==9\n")
    bootstrap.main(["site"])
    assert kinds(commands) == ["requirements.txt", "editable", "scripts.build"]


def test_a_half_made_environment_is_made_anew(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    collect = bootstrap.run

    def killed_while_installing(words: str, *steps: list[str]) -> None:
        if words.startswith("Installing"):
            raise KeyboardInterrupt
        collect(words, *steps)

    monkeypatch.setattr(bootstrap, "run", killed_while_installing)
    bootstrap.main(["site"])
    assert kinds(commands) == ["venv"]
    monkeypatch.setattr(bootstrap, "run", collect)
    bootstrap.main(["site"])
    assert kinds(commands) == ["venv", "requirements.txt", "editable", "scripts.build"]


@pytest.mark.parametrize(("name", "value"), [("version", "3.99"), ("base_prefix", "/elsewhere")])
def test_another_python_gets_its_own(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    bootstrap.main(["site"])
    kinds(commands)
    monkeypatch.setattr(sys, name, value)
    bootstrap.main(["site"])
    assert kinds(commands)[0] == "venv"


def test_a_moved_environment_is_made_anew(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bootstrap.main(["site"])
    kinds(commands)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path / "..")
    bootstrap.main(["site"])
    assert kinds(commands)[0] == "venv"


def test_npm_runs_again_when_its_list_changes(commands: list[list[str]], tmp_path: Path) -> None:
    bootstrap.main(["test"])
    kinds(commands)
    (tmp_path / "package-lock.json").write_text('{"name": "other"}')
    bootstrap.main(["test"])
    assert kinds(commands) == ["npm ci", "scripts.check"]


# The lists themselves


def pins(requirements: str) -> set[str]:
    return {line.split(" ")[0] for line in (ROOT / requirements).read_text().splitlines() if "==" in line}


def test_the_test_list_holds_all_that_the_site_needs() -> None:
    assert pins("requirements.txt")
    assert pins("requirements.txt") < pins("requirements-test.txt")


def test_what_the_site_imports_is_declared() -> None:
    """Otherwise it works only while another package happens to bring it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        declared = {re.split("[<>=]", each)[0].lower() for each in tomllib.load(file)["project"]["dependencies"]}
    sources = [path.read_text() for folder in ("plugins", "scripts") for path in (ROOT / folder).rglob("*.py")]
    imported = {name for source in sources for name in re.findall(r"^(?:from|import) (\w+)", source, re.M)}
    foreign = imported - sys.stdlib_module_names - {"centre", "centre_mkdocs", "scripts", "bootstrap"}
    owners = {
        name: {owner.lower().replace("_", "-") for owner in owning} for name, owning in packages_distributions().items()
    }
    assert [name for name in sorted(foreign) if not owners.get(name, set()) & declared] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt", "package-lock.json"])
def test_no_list_names_a_registry(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


def test_every_command_is_also_a_target_of_make() -> None:
    targets = re.findall(r"^(\w.*):$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    commands = ["site", "serve", "test", "test-long", "check", "new", "publish", "links", "screenshots"]
    assert " ".join(targets).split() == commands
    assert set(bootstrap.COMMANDS) == set(commands)


def test_an_unknown_command_in_a_real_process() -> None:
    done = subprocess.run([sys.executable, "bootstrap.py", "biuld"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, bootstrap.USAGE)
