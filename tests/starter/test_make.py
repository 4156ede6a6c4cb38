"""A new plan: its only problems are its prompts, and once they are answered it can be published."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from safety_plan.checks.registry import Stage, check
from safety_plan.cli import COMMANDS
from safety_plan.core.problems import Severity
from safety_plan.core.prompts import find_prompts
from safety_plan.core.resources import PACKAGE
from safety_plan.starter.answers import COUNTRIES, Answers
from safety_plan.starter.make import make_plan
from tests.conftest import TINY, build, record_audit
from tests.deploy.test_workflows import git, read

TODAY = date.today()  # noqa: DTZ011
#: Names with an apostrophe, a Welsh letter and an ampersand.
ANSWERS = Answers(
    area="St Tudy’s & Dŵr",
    council="Cyngor Dŵr & St Tudy's",
    partnership="Dŵr & St Tudy's Safety Partnership",
    period="2024 to 2027",
    publisher="council",
    country="wales",
    contact="safety@dwr.example",
    repository="https://gitlab.com/dwr/plan",
)

ANSWERS_ON_GITHUB = replace(ANSWERS, repository="https://github.com/dwr/plan")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new plan that no test changes."""
    folder = tmp_path_factory.mktemp("made") / "plan"
    make_plan(folder, ANSWERS)
    return folder


@pytest.fixture
def plan(made: Path, tmp_path: Path) -> Path:
    """A copy of the new plan that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "plan"))


def texts(folder: Path) -> dict[str, str]:
    """The text of every file of a new plan but the program, what it uses, and what can wait."""
    files = [f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix != ".whl"]
    files = [f for f in files if f.relative_to(folder).parts[0] not in (".git", "site", "later")]
    return {f.relative_to(folder).as_posix(): f.read_text("utf-8") for f in files}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "data" / f"{name}.csv").read_text("utf-8")
    return [*csv.DictReader(io.StringIO(text))]


def count_of_prompts(path: str, text: str) -> int:
    if path.endswith(".csv"):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        return sum(len([*find_prompts(cell)]) for cell in cells)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    words = re.sub(r"`[^`]*`|“[^”\n]*”", "", "\n".join(lines))
    return len(re.findall(r"\[Write here: ", words))


def test_check_of_a_new_plan_lists_each_of_its_prompts_and_nothing_else(made: Path):
    problems = check(made, Stage.CHECK, TODAY)[2]
    written = {
        path: count for path, text in texts(made).items() if (count := count_of_prompts(path, text))
    }

    assert {found.rule for found in problems} == {"prompt-left"}
    assert not any(found.is_warning for found in problems)
    listed = [found.location.path for found in problems]
    assert {path: listed.count(path) for path in {*listed}} == written
    assert len(listed) > 20


@pytest.mark.parametrize(("country", "most"), [("england", 34), ("wales", 37), ("scotland", 43)])
def test_a_new_plan_asks_in_few_places_and_says_of_each_where_the_answer_is(
    country: str, most: int, tmp_path: Path
):
    make_plan(tmp_path / "plan", replace(ANSWERS, country=country))

    prompts = [p for p in check(tmp_path / "plan", Stage.CHECK, TODAY)[2] if not p.is_warning]

    files = {found.location.path for found in prompts}
    assert len(prompts) <= most
    assert len(files) <= 12
    readme = texts(tmp_path / "plan")["README.md"]
    ordered = re.findall(r"^\| [0-9]+ \| `([^`]+)`", readme, re.M)
    assert {*ordered} == files
    assert all("…" not in found.found for found in prompts)  # whole, so that its end is read


@pytest.mark.parametrize(
    ("country", "line", "phone"),
    [
        ("england", "National Domestic Abuse Helpline", "0808 2000 247"),
        ("scotland", "Scotland’s Domestic Abuse and Forced Marriage Helpline", "0800 027 1234"),
        ("northern-ireland", "Domestic and Sexual Abuse Helpline, run by Nexus", "0808 802 1414"),
    ],
)
def test_every_country_has_its_own_lines_each_with_its_source(
    country: str, line: str, phone: str, tmp_path: Path
):
    folder = tmp_path / "plan"
    other = Answers(
        area="Nowhere",
        council="Nowhere Council",
        partnership="Safer Nowhere",
        period="2027 to 2030",
        publisher="compiler",
        country=country,
        contact="https://nowhere.example/contact",
    )
    make_plan(folder, other, program="community-safety-plan @ https://a.example/a.whl")

    problems = check(folder, Stage.CHECK, TODAY)[2]

    assert {found.rule for found in problems} == {"prompt-left"}
    rows = {row["id"]: row for row in rows_of(folder, "contacts")}
    assert rows["danger"]["phone"] == "999"
    assert (rows["da-national"]["name"], rows["da-national"]["phone"]) == (line, phone)
    assert all(row["source"] for row in rows.values())
    assert "compiled from published documents" in texts(folder)["data/plan.yml"]
    assert not (folder / "program").exists()


def test_a_plan_in_wales_names_the_helplines_of_wales(made: Path):
    rows = {row["id"]: row for row in rows_of(made, "contacts")}

    assert rows["da-national"]["name"] == "Live Fear Free Helpline"
    assert rows["da-national"]["phone"] == "0808 80 10 800"
    assert rows["nhs-111"]["note"].startswith("Choose option 2.")
    assert "National Domestic Abuse Helpline" not in "\n".join(texts(made).values())
    assert "Commission enforces" in texts(made)["docs/site/accessibility.md"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_emergency_lines_and_words_are_those_of_the_country(country: str, tmp_path: Path):
    folder = tmp_path / "plan"
    answers = Answers(
        area="Nowhere",
        council="Nowhere Council",
        partnership="The Nowhere Partnership",
        period="2027 to 2030",
        publisher="council",
        country=country,
        contact="a@nowhere.example",
    )
    make_plan(folder, answers, program="community-safety-plan @ https://a.example/a.whl")
    rows = {row["id"]: row for row in rows_of(folder, "contacts")}
    words = {w for row in rows_of(folder, "search-words") for w in row["words"].split("; ")}
    sources = texts(folder)["data/sources.yml"]

    english = {"canterbury-domestic-abuse-policy", "cambridgeshire-accessible-contact"}
    named = {row["source"] for row in rows.values()}
    assert (named & english == english) if country == "england" else not named & english
    assert all(f"{rows[name]['source']}:" in sources for name in ("danger", "danger-text"))
    assert ("reviews a case" in rows["asb-review"]["name"]) is (country in ("england", "wales"))
    assert ("community trigger" in words) is (country in ("england", "wales"))
    assert ("action fraud" in words) is (country != "scotland")
    assert not words & {"compass house", "30 june 2020", "2013 plan", ""}
    assert "the The" not in "\n".join(texts(folder).values())


def test_a_line_is_given_to_a_country_only_where_a_page_says_that_it_serves_it():
    lines = {pair for row in help_rows("contacts") if is_line(row) for pair in pairs_of(row)}
    covered = {pair for row in help_rows("coverage") if row["page"] for pair in pairs_of(row)}

    assert lines == covered
    assert {country for country, _ in lines} == {*COUNTRIES}


def help_rows(name: str) -> list[dict[str, str]]:
    text = (PACKAGE / "starter" / "help" / f"{name}.csv").read_text("utf-8")
    return [*csv.DictReader(io.StringIO(text))]


def is_line(row: dict[str, str]) -> bool:
    """True for what is neither a prompt nor a number for emergencies, which all of the UK has."""
    return not any(find_prompts(row["name"])) and row["groups"] != "danger"


def pairs_of(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(country, row["id"]) for country in row["where"].split(";")]


def test_taking_out_each_row_that_may_go_takes_its_prompts_away_and_breaks_nothing(plan: Path):
    before = check(plan, Stage.CHECK, TODAY)[2]
    prompts = [one for one in before if one.location.path == "data/contacts.csv"]
    may_go = {one.location.row for one in prompts if "has nothing to say here" in one.fix}
    assert len(may_go) > 6
    rows = rows_of(plan, "contacts")

    write_rows(
        plan / "data/contacts.csv",
        [row for number, row in enumerate(rows, start=2) if number not in may_go],
    )

    after = check(plan, Stage.CHECK, TODAY)[2]
    left = [one for one in before if one not in prompts or one.location.row not in may_go]
    assert sorted((one.rule, one.found) for one in after) == sorted(
        (one.rule, one.found) for one in left
    )


def test_a_line_that_nobody_could_ring_is_taken_out_and_that_is_said_once(plan: Path):
    before = check(plan, Stage.CHECK, TODAY)[2]
    rows = rows_of(plan, "contacts")
    write_rows(plan / "data/contacts.csv", [row for row in rows if row["phone"] == "999"])

    after = check(plan, Stage.CHECK, TODAY)[2]

    left = [(one.rule, one.found) for one in before if one.location.path != "data/contacts.csv"]
    added = [one for one in after if (one.rule, one.found) not in left]
    assert sorted(one.rule for one in added) == ["group-empty", "search-word-gone"]
    assert all(one.severity is Severity.WARNING for one in added)


def test_a_contact_with_a_prompt_that_words_lead_to_may_go_too(plan: Path):
    rows = rows_of(plan, "contacts")
    asked = [{**row, "name": "[Write here: who]"} if row["id"] == "police" else row for row in rows]
    write_rows(plan / "data/contacts.csv", asked)

    fixes = {one.fix for one in check(plan, Stage.CHECK, TODAY)[2]}

    assert any("take the whole row out. Words of data/search-words.csv" in fix for fix in fixes)


def test_nobody_says_that_a_line_was_tried_before_somebody_tried_it(made: Path):
    rows = rows_of(made, "contacts")

    assert {(row["checked"], row["checked_by"]) for row in rows} == {("", "")}


def test_no_name_of_the_plans_that_we_test_with_is_in_a_new_plan(made: Path):
    settings = yaml.safe_load((TINY / "data/plan.yml").read_text("utf-8"))
    towns = {row["area"] for row in rows_of(TINY, "map-places")} - {"Hill"}
    names = {settings["area"], settings["partnership"], "Brookshire", "Maidstone", *towns}
    every = "\n".join(text for path, text in texts(made).items() if path != "requirements.txt")

    assert [name for name in sorted(names) if re.search(rf"\b{name}\b", every)] == []
    assert "«" not in every


def test_the_guide_of_a_new_plan_names_commands_that_work_there(made: Path):
    guide = (made / "CONTRIBUTING.md").read_text("utf-8")
    commands = {*re.findall(r"`safety-plan (\w+)", guide)}

    assert commands > {"check", "build", "serve", "propose", "seal", "witness", "publish", "audit"}
    assert commands <= {*COMMANDS}
    assert not re.search(r"scripts/|tests/|\]\((?!#|https:|map|lang:)", guide)


def test_a_draft_is_built_with_its_prompts_marked_and_each_page_says_that_it_is_one(
    made: Path, tmp_path: Path
):
    build(made, tmp_path / "site")

    pages = {p.parent.name: p.read_text("utf-8") for p in tmp_path.glob("site/**/index.html")}
    assert (
        '<mark class="prompt">[Write here: why the partnership chose it' in pages["first-priority"]
    )
    assert 'class="draft-note"' in pages["first-priority"]
    assert 'class="draft-note"' in pages["help"]
    assert "Cyngor Dŵr &amp; St Tudy" in pages["help"]
    address = "https://gitlab.com/dwr/plan/-/edit/main/docs/priorities/first-priority.md"
    assert f'href="{address}"' in pages["first-priority"]


# The proof: answer every prompt, and run what the workflows run

#: What stands in a cell or a setting of this name, once a prompt there is answered.
VALUES = {
    **dict.fromkeys(("date", "opened"), "2024-01-31"),
    "read": "2026-11",
    "value": "212",
    "due": "2026-03",
    "web": "https://help.dwr.example",
}
WORDS = "Our own words stand here."
#: Files that say what a prompt looks like.
GUIDES = ("README.md", "CONTRIBUTING.md")


def write_rows(file: Path, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*rows[0]], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(text.getvalue(), "utf-8")


def answer_cells(plan: Path, name: str) -> None:
    rows = rows_of(plan, name)
    for number, row in enumerate(rows, start=1):
        values = VALUES | {"crimes": f"1{number}00"}
        values |= {"date": "2098-01-31"} if name == "dates" else {}
        for column, cell in row.items():
            if any(find_prompts(cell)):
                words = f"{WORDS} They are the {column} of {row.get('id', 'this')}."
                row[column] = values.get(column, words)
    write_rows(plan / "data" / f"{name}.csv", rows)


def answer_words(file: Path) -> None:
    """Answers the prompts of a page or of settings, line by line."""
    lines = []
    for line in file.read_text("utf-8").split("\n"):
        name = line.strip().lstrip("- ").partition(":")[0]
        words = VALUES.get(name, WORDS) if file.suffix == ".yml" else WORDS
        answer = re.sub(r"\[Write here: [^\]]*\]", words, line)
        lines.append(line if line.startswith("#") else answer)
    file.write_text("\n".join(lines), "utf-8")


def answer_every_prompt(plan: Path) -> None:
    for path, text in texts(plan).items():
        if path.endswith(".csv") and count_of_prompts(path, text):
            answer_cells(plan, Path(path).stem)
        elif path.endswith((".md", ".yml", "LICENSE")) and path not in GUIDES:
            answer_words(plan / path)


def edit(plan: Path, path: str, old: str, new: str) -> None:
    text = (plan / path).read_text("utf-8")
    assert old in text
    (plan / path).write_text(text.replace(old, new, 1), "utf-8")


def make_ready(plan: Path) -> None:
    """Does what README.md says of the time before the site is public."""
    rows = rows_of(plan, "contacts")
    write_rows(
        plan / "data/contacts.csv",
        [{**row, "checked": TODAY.isoformat(), "checked_by": "An officer"} for row in rows],
    )
    edit(plan, "data/revision.yml", "status: draft", "status: proposed")
    edit(plan, "data/plan.yml", 'opened: ""', f"opened: {TODAY.isoformat()}")
    edit(plan, "data/plan.yml", 'address: ""', "address: https://safety.dwr.example")
    record_audit(plan)


def test_adopted_it_says_nothing_that_the_adoption_made_untrue(plan: Path):
    answer_every_prompt(plan)
    file = plan / "data/revision.yml"
    text = file.read_text("utf-8").replace("status: draft", "status: adopted")
    file.write_text(
        f"{text}adopted: {{body: Council, date: 2024-03-31, source: first-paper}}\n", "utf-8"
    )

    found = {one.rule for one in check(plan, Stage.CHECK, TODAY)[2]}

    assert "still-undecided" not in found


@pytest.fixture(scope="module")
def tools(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the program of the new plan, checked by its digest.

    What it uses comes from the environment of these tests.
    """
    folder = tmp_path_factory.mktemp("tools")
    venv.create(folder / "env", with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(folder / "env"), "platbase": str(folder / "env")})
    Path(paths["purelib"], "shared.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = Path(paths["scripts"], "python.exe" if os.name == "nt" else "python")
    line = (made / "requirements.txt").read_text("utf-8").splitlines()[1]
    assert line.startswith("./program/")
    (folder / "program.txt").write_text(line, "utf-8")
    install = ["install", "--no-deps", "--no-index", "--require-hashes", "--only-binary", ":all:"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, *install, "-r", folder / "program.txt"],
        cwd=made,
        check=True,
        capture_output=True,
    )
    return python.parent


def steps_of(plan: Path, file: str, job: str) -> list[str]:
    """What a job of the plan runs, but for what gets the program."""
    steps = read(plan / ".github/workflows" / file)["jobs"][job]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    return [run for run in runs if " venv " not in run and " pip " not in run]


@pytest.mark.skipif(sys.platform == "win32", reason="the jobs run on Linux")
def test_answered_and_committed_it_is_checked_and_published_by_its_own_workflows(
    plan: Path, tools: Path, tmp_path: Path
):
    shutil.rmtree(plan)
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "origin.git")
    git(tmp_path, "clone", "--quiet", "origin.git", "plan")
    make_plan(plan, ANSWERS_ON_GITHUB)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "bin").symlink_to(tools)
    summary = tmp_path / "summary.md"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env["PLAN_BROWSER"] = "none"  # documents are printed by tests of their own
    env |= {"GITHUB_STEP_SUMMARY": str(summary), "PLAN_CACHE": str(tmp_path / "cache")}
    env |= {"GITHUB_SERVER_URL": tmp_path.as_uri(), "GITHUB_REPOSITORY": "origin.git"}

    def run(folder: Path, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        words = ["bash", "-eo", "pipefail", "-c", command]
        return subprocess.run(
            words, cwd=folder, env=env | more, capture_output=True, text=True, check=False
        )

    def save(message: str) -> None:
        git(plan, "add", "--all")
        git(plan, "commit", "--quiet", "-m", message)
        git(plan, "push", "--quiet", "origin", "HEAD:main")

    save("A new plan")
    refused = run(plan, "../tools/bin/safety-plan publish --dry-run")
    assert refused.returncode == 1
    assert "No revision can be published yet" in refused.stdout

    answer_every_prompt(plan)
    assert [p for p in check(plan, Stage.CHECK, TODAY)[2] if not p.is_warning] == []
    make_ready(plan)
    assert run(plan, "../tools/bin/safety-plan propose").returncode == 0
    save("Our own words")
    assert check(plan, Stage.CHECK, TODAY)[2] == []

    for command in steps_of(plan, "check.yml", "edit"):
        done = run(plan, command)
        assert done.returncode == 0, command + done.stdout + done.stderr
    assert "Our own words" in summary.read_text("utf-8")
    assert (plan / "preview.html").is_file()

    (command, digest) = steps_of(plan, "publish.yml", "build")
    done = run(plan, command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digest.startswith('echo "digest=')
    job = tmp_path / "job"
    job.mkdir()
    shutil.copy(plan / "site.bundle", job)
    told = run(job, "sha256sum < site.bundle | cut -c 1-64").stdout.strip()
    for command in steps_of(plan, "publish.yml", "publish"):
        done = run(job, command, DIGEST=told)
        assert done.returncode == 0, command + done.stdout + done.stderr
    page = git(tmp_path / "origin.git", "show", "gh-pages:2024-04/index.html")
    assert "Our own words stand here." in page
    assert "Write here" not in page
    assert "draft-note" not in page
