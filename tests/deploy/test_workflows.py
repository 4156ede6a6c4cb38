"""What runs on GitHub: the least it needs, nobody's secrets, and what a person runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from safety_plan.deploy.branch_file import BranchFile
from safety_plan.deploy.published_files import add_published_files
from tests.cli.test_doors import STEPS

HOUSE = Path(__file__).resolve().parents[2]
GITHUB = HOUSE / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(f for f in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if f.name != "config.yml")
#: The only jobs that may change anything, and what.
WRITES = {
    ("publish.yml", "publish"): {"contents", "id-token", "attestations"},
    ("weekly.yml", "file"): {"issues"},
}


def git(root: Path, *words: str) -> str:
    names = {
        f"GIT_{who}_{what}": "a@plan.example"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", *words],
        cwd=root,
        env=os.environ | names,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def read(file: Path) -> dict[str, Any]:
    """Everything as words, so that `on:` stays a word too."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)


def jobs() -> list[tuple[str, str, dict[str, Any]]]:
    return [(f.name, name, job) for f in WORKFLOWS for name, job in read(f)["jobs"].items()]


def steps() -> list[tuple[str, dict[str, Any]]]:
    return [(file, step) for file, _, job in jobs() for step in job["steps"]]


def by_name(item: object) -> str:
    return item.name if isinstance(item, Path) else ""


def tool(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} comes with python3 scripts/test.py"
    return subprocess.run([found, *words], capture_output=True, text=True, check=False)


def actionlint(*files: Path) -> subprocess.CompletedProcess[str]:
    return tool("actionlint", "-shellcheck=", "-pyflakes=", *map(str, files))


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    return tool("zizmor", "--offline", "--no-progress", "--persona=auditor", *map(str, files))


def test_actionlint_finds_nothing_wrong():
    done = actionlint(*WORKFLOWS)

    assert (done.returncode, done.stdout) == (0, "")


def test_zizmor_finds_nothing_that_a_stranger_could_use():
    done = zizmor(*WORKFLOWS, GITHUB / "dependabot.yml")

    assert done.returncode == 0, done.stdout


def test_both_would_find_what_is_wrong(tmp_path: Path):
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    text = (GITHUB / "workflows" / "weekly.yml").read_text("utf-8")
    bad.write_text(text.replace("needs: look", "needs: nothing"), "utf-8")
    assert "nothing" in actionlint(bad).stdout
    title = "${{ github.event.issue.title }}"
    bad.write_text(text.replace("gh issue create", f"gh issue create {title}"), "utf-8")
    assert "template-injection" in zizmor(bad).stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=by_name)
def test_a_workflow_starts_with_no_rights_and_runs_no_strangers_code_with_any(file: Path):
    text, flow = file.read_text("utf-8"), read(file)

    assert flow["permissions"] == {}
    assert "concurrency" in flow
    assert not {*flow["on"]} & {"pull_request_target", "workflow_run", "issue_comment"}
    assert "secrets." not in text
    assert "maidstone" not in text.lower()


def test_a_job_may_change_only_what_it_is_there_for():
    for file, name, job in jobs():
        rights = job["permissions"]
        writes = {key for key, right in rights.items() if right == "write"}
        assert writes == WRITES.get((file, name), set()), (file, name)
        assert {*rights.values()} <= {"read", "write"}
        assert "timeout-minutes" in job
        if writes:
            assert "pull_request" not in read(GITHUB / "workflows" / file)["on"]


def test_every_action_is_named_by_its_commit_and_leaves_no_password_behind():
    text = "\n".join(f.read_text("utf-8") for f in WORKFLOWS)
    used = re.findall(r"uses: (.*)", text)

    assert len(used) > 10
    assert [
        u for u in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", u)
    ] == []
    assert len({u.partition("@")[0] for u in used}) == len({*used})
    for file, step in steps():
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false", file


def test_the_site_is_published_by_hand_one_at_a_time_and_once_somebody_has_approved():
    flow = read(GITHUB / "workflows" / "publish.yml")
    build, publish = flow["jobs"]["build"], flow["jobs"]["publish"]

    assert [*flow["on"]] == ["workflow_dispatch"]
    assert flow["concurrency"]["cancel-in-progress"] == "false"
    assert "default_branch" in build["if"]
    assert (publish["needs"], publish["environment"]) == ("build", "public-site")
    assert [s for s in publish["steps"] if "attest@" in s.get("uses", "")]


def test_the_job_that_may_publish_runs_nothing_that_was_built():
    """No checkout, no Python, no package: what it runs stands in the workflow, in full."""
    flow = read(GITHUB / "workflows" / "publish.yml")["jobs"]
    steps = flow["publish"]["steps"]

    assert [s["uses"].partition("@")[0] for s in steps if "uses" in s] == [
        "actions/download-artifact",
        "actions/attest",
    ]
    programs = {c.split()[0] for s in steps for c in commands_of(s.get("run", ""))}
    assert programs == {"echo", "git", "mkdir", "cd"}
    assert flow["build"]["permissions"] == {"contents": "read"}


def make_repository(folder: Path) -> None:
    git(folder, "init", "--quiet", "--bare", "-b", "main", "origin.git")
    git(folder, "clone", "--quiet", "origin.git", "plan")
    git(folder / "plan", "commit", "--quiet", "--allow-empty", "-m", "The plan")
    git(folder / "plan", "push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def handed_over(tmp_path: Path) -> Path:
    """A folder as the job that may publish finds it, with `origin.git` beside it."""
    make_repository(tmp_path)
    return prepare(tmp_path, "one")


def prepare(root: Path, words: str, count: int = 3) -> Path:
    """Builds a small site and hands it over, as the job without rights does."""
    site = root / words / "site"
    for number in range(count):
        (site / f"page {number}").mkdir(parents=True)
        (site / f"page {number}" / "index.html").write_text(words, "utf-8")
    add_published_files(site, git(root / "plan", "rev-parse", "HEAD"))
    job = root / f"job-{words}"
    where = BranchFile(root / "plan", file=job / "site.bundle")
    where.read(print)
    settings = SimpleNamespace(settings=SimpleNamespace(name="A plan", contact="a@plan.example"))
    where.push(site, where.stage(site), settings, git(root / "plan", "rev-parse", "HEAD"))
    return job


def run_job(job: Path, digest: str = "") -> list[int]:
    """Runs each step of the job that may publish, until one fails; gives how they ended."""
    steps = read(GITHUB / "workflows" / "publish.yml")["jobs"]["publish"]["steps"]
    told = {"GITHUB_SERVER_URL": job.parent.as_uri(), "GITHUB_REPOSITORY": "origin.git"}
    told["DIGEST"] = digest or sha256((job / "site.bundle").read_bytes()).hexdigest()
    ends: list[int] = []
    for run in (step["run"] for step in steps if "run" in step):
        command = ["bash", "-e", "-c", run]
        done = subprocess.run(command, cwd=job, env=os.environ | told, capture_output=True)
        ends.append(done.returncode)
        if done.returncode:
            break
    return ends


def published(job: Path) -> str:
    return git(job.parent / "origin.git", "show", "gh-pages:page 0/index.html")


needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the job runs on Linux")


@needs_bash
def test_the_very_bytes_that_were_built_are_published_however_many_files_they_are(
    handed_over: Path,
):
    assert run_job(handed_over) == [0, 0]
    assert published(handed_over) == "one"

    many = prepare(handed_over.parent, "two", count=1500)

    assert run_job(many) == [0, 0]
    assert published(many) == "two"
    listing = git(many.parent / "origin.git", "ls-tree", "-r", "--name-only", "gh-pages")
    assert len(listing.splitlines()) == 1500 + 3
    assert git(many.parent / "origin.git", "rev-list", "--count", "gh-pages") == "2"


@needs_bash
def test_one_other_byte_or_another_bundle_is_not_published(handed_over: Path):
    built = handed_over / "site.bundle"
    digest, content = sha256(built.read_bytes()).hexdigest(), built.read_bytes()
    built.write_bytes(content[:-30] + bytes([content[-30] ^ 1]) + content[-29:])

    assert run_job(handed_over, digest) == [1]
    shutil.rmtree(handed_over / "public.git", ignore_errors=True)
    assert run_job(handed_over)[-1] != 0  # not even with a digest that fits
    assert git(handed_over.parent / "origin.git", "branch", "--list", "gh-pages") == ""


@needs_bash
def test_a_bundle_that_was_overtaken_is_not_published(handed_over: Path):
    late = prepare(handed_over.parent, "late")
    assert run_job(handed_over) == [0, 0]

    assert run_job(late)[-1] != 0

    assert published(handed_over) == "one"


@needs_bash
def test_a_page_that_is_not_as_the_attested_list_says_is_not_published(tmp_path: Path):
    make_repository(tmp_path)
    prepare(tmp_path, "one")
    (tmp_path / "one" / "site" / "page 1" / "index.html").write_text("other", "utf-8")
    where = BranchFile(tmp_path / "plan", file=tmp_path / "job" / "site.bundle")
    where.read(print)
    settings = SimpleNamespace(settings=SimpleNamespace(name="A plan", contact="a@plan.example"))
    where.push(tmp_path / "one" / "site", where.stage(tmp_path / "one" / "site"), settings, "")

    assert run_job(tmp_path / "job") == [1]


def test_the_table_of_rights_in_the_guide_is_that_of_the_workflows():
    guide = (HOUSE / "engineering" / "release.md").read_text("utf-8")
    table = guide.partition("### Which job may do what\n")[2].partition("\n##")[0]
    rows = [
        [*map(str.strip, row.strip("|").split("|"))] for row in table.splitlines() if "`" in row
    ]
    told = {
        (row[0].strip("`"), name): {*re.findall(r"`([\w-]+: \w+)`", row[3])}
        for row in rows
        if len(row) == 4
        for name in re.findall(r"`(\w+)`", row[1])
    }

    assert told == {
        (file, name): {f"{key}: {right}" for key, right in job["permissions"].items()}
        for file, name, job in jobs()
    }


def test_newer_packages_are_proposed_for_every_file_that_pins_some():
    updates = {u["package-ecosystem"]: u for u in read(GITHUB / "dependabot.yml")["updates"]}
    pins = [f for f in HOUSE.glob("**/*.txt") if is_tracked_pin(f)]

    assert {*updates} == {"pip", "github-actions"}
    folders = {f.parent.relative_to(HOUSE).as_posix() for f in pins}
    assert {"/" if f == "." else f"/{f}" for f in folders} == {*updates["pip"]["directories"]}
    assert all(u["cooldown"]["default-days"] == "7" for u in updates.values())


def is_tracked_pin(file: Path) -> bool:
    parts = file.relative_to(HOUSE).parts
    return parts[0] not in (".venv", ".cache", "site") and "--hash=sha256:" in file.read_text(
        "utf-8", "replace"
    )


def test_the_job_that_files_what_was_found_runs_nothing_of_what_it_looked_at():
    (job,) = (job for file, name, job in jobs() if (file, name) == ("weekly.yml", "file"))

    assert [step.get("uses", "").partition("@")[0] for step in job["steps"]] == [
        "actions/download-artifact",
        "",
    ]


def test_the_list_of_files_is_made_by_the_program_as_it_was_before_the_edit():
    job = read(GITHUB / "workflows" / "check.yml")["jobs"]["files"]
    run = [step["run"] for step in job["steps"] if "run" in step]

    assert [re.findall(r"\S+\.py", command) for command in run] == [
        [],
        ["../before/scripts/compare.py"],
    ]
    assert "--part files" in run[-1]


def commands_of(run: str) -> list[str]:
    """The commands of a step, without where their words go."""
    lines = (line.strip() for line in run.splitlines())
    kept = (line for line in lines if line and not re.match(r"#|echo .*(?: >>|'$)", line))
    return [re.sub(r"( >> \S+| \| tee -a \S+)?( \|\| true)?$", "", line) for line in kept]


def test_what_runs_is_word_for_word_what_a_person_runs():
    guide = (HOUSE / "engineering" / "release.md").read_text("utf-8")
    section = guide.partition("## What runs by itself\n")[2].partition("\n## ")[0]
    assert "\n### What is published\n" in section
    told = {*re.findall(r"`([^`\n]+)`", section), *section.partition("```\n")[2].splitlines()}
    run = {c for _, step in steps() for c in commands_of(step.get("run", ""))}

    assert len(run) > 8
    assert run - told == set()
    table = {c for c in told if c.startswith("python3 ")}
    assert table - run == set()


def test_what_is_run_before_a_commit_is_what_is_run_for_every_test():
    hooks = read(HOUSE / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    steps = [(name, " ".join(command)) for name, command in STEPS]

    assert [(hook["name"], hook["entry"]) for hook in hooks] == steps[:-1]
    assert steps[-1] == ("Tests", "pytest")
    assert {(hook["language"], hook["pass_filenames"]) for hook in hooks} == {("system", "false")}


def test_publishing_never_runs_compiled_code_of_the_repository():
    assert "PYTHONPYCACHEPREFIX" in read(GITHUB / "workflows" / "publish.yml")["env"]
    tracked = subprocess.run(
        ["git", "ls-files", "-ci", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert tracked == ""


# Forms


@pytest.mark.parametrize("file", FORMS, ids=by_name)
def test_a_form_is_as_github_asks(file: Path):
    form = read(file)
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in asked]

    assert {*form} <= {
        "name",
        "description",
        "title",
        "body",
        "labels",
        "assignees",
        "projects",
        "type",
    }
    assert form["name"]
    assert form["description"]
    assert len({*ids}) == len(ids) > 0
    for part in form["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert {*part} <= {"type", "id", "attributes", "validations"}
        assert part["attributes"]["value" if part["type"] == "markdown" else "label"]
        assert {*part.get("validations", {})} <= {"required"}
        options = part["attributes"].get("options", [])
        assert bool(options) == (part["type"] in {"dropdown", "checkboxes"})
        if part["type"] == "checkboxes":
            assert all(option["label"] for option in options)
        else:
            assert len({*options}) == len(options)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in ids)
    labels = [part["attributes"]["label"] for part in asked]
    assert len({*labels}) == len(labels)


def test_there_is_a_form_for_each_thing_that_people_come_with():
    assert [read(file)["name"] for file in FORMS] == [
        "A number is wrong",
        "New data has arrived",
        "An action has changed",
        "Something is broken",
    ]
    assert read(GITHUB / "ISSUE_TEMPLATE" / "config.yml")["blank_issues_enabled"] == "false"


def test_a_yes_or_no_in_a_form_is_a_word_and_not_a_switch():
    """GitHub refuses a list of choices in which YAML reads one as true or false."""
    for file in FORMS:
        for part in yaml.safe_load(file.read_text("utf-8"))["body"]:
            for option in part["attributes"].get("options", []):
                assert isinstance(option, str | dict), (file.name, option)


def test_a_proposal_is_one_of_four_kinds_each_with_a_short_list():
    text = (GITHUB / "pull_request_template.md").read_text("utf-8")
    kinds = text.split("\n### ")[1:]

    assert [kind.partition("\n")[0] for kind in kinds] == [
        *("Words", "A number, a table or a chart"),
        *("A step in the life of the plan", "How the site works"),
    ]
    assert all(3 <= kind.count("- [ ] ") <= 4 for kind in kinds)


def test_owners_are_asked_for_by_areas_that_exist_and_nobody_is_invented():
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    areas = [m[1] for line in lines if (m := re.match(r"(?:# )?/(\S+) +@", line))]

    assert len(areas) > 5
    assert [area for area in areas if not (HOUSE / area).exists()] == []


def test_every_file_has_an_owner_and_the_code_has_an_engineer():
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    owners = dict(re.findall(r"^# ([*/]\S*) +(@.+)$", "\n".join(lines), re.M))
    listed = subprocess.run(
        ["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True
    )

    def owner(path: str) -> str:
        fits = [name for at, name in owners.items() if at == "*" or f"/{path}".startswith(at)]
        return fits[-1] if fits else ""

    written_by_others = ("docs/", "data/", "revisions/")
    code = [p for p in listed.stdout.splitlines() if not p.startswith(written_by_others)]
    unusual = ["conftest.py", "docs.py", ".venv/bin/python", ".gitattributes", "pytest.ini"]
    assert [path for path in [*code, *unusual] if "@engineer" not in owner(path)] == []
    assert next(iter(owners)) == "*"
