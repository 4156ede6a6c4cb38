"""A plan in the format of November 2026 is brought up to date, and nothing of it is lost."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from safety_plan.cli.migrate import command
from safety_plan.core.hours import read_hours
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.migrations import actions, calls, columns, contacts, program_files, revision
from safety_plan.migrations.hours_in_words import read_hours_in_words
from safety_plan.migrations.migrate import migrate
from safety_plan.migrations.outcome import Files, Outcome, change_files
from safety_plan.migrations.plan_files import read_files
from safety_plan.migrations.rows import read_rows
from tests.conftest import HOUSE, TINY, build

OLDER = HOUSE / "tests" / "older" / "plan"
CONTACTS = "id,need,topics,name,phone,address,hours,note,source,checked\n"
PROGRESS = "page_id,text,state,part,source\n"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A plan as the guide of 24 November 2026 made it, with its sealed revision."""
    plan = Path(shutil.copytree(OLDER, tmp_path / "plan"))
    shutil.copytree(TINY / "revisions", plan / "revisions")
    return plan


def run(plan: Path, *options: str) -> str:
    """What the command says of *plan*; its file names are those of any system."""
    return CliRunner().invoke(command, ["--plan", str(plan), *options]).output


def cells(outcome: Outcome, path: str) -> list[dict[str, str]]:
    """The rows that *outcome* gives the file *path*, without their empty cells."""
    table = read_rows(outcome.changes[path] or "")
    assert table
    return [{name: text for name, text in row.items() if text} for row in table.rows]


def rewrite(file: Path, old: str, new: str) -> None:
    """Puts *new* where *old* stands once in *file*."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_an_older_plan_builds_once_what_was_left_by_name_is_done(older: Path, tmp_path: Path):
    sealed = {file: file.read_bytes() for file in older.glob("revisions/**/*") if file.is_file()}

    said = run(older, "--yes")
    rewrite(older / "data/priorities.csv", "Old Bridge,Ev", "Old Bridge and the river,Ev")
    prompt = "[Write here: what somebody says who needs help with “home”]"
    rewrite(older / "data/help-groups.csv", prompt, "You are afraid at home")

    assert "[priority-title]" in said
    assert "data/help-groups.csv, row 3: Write under title" in said
    assert "nothing to migrate" in run(older, "--yes")
    assert all(file.read_bytes() == content for file, content in sealed.items())
    site = build(older, tmp_path / "site")
    assert "Monday to Friday, 9am to 5pm" in (site / "help/index.html").read_text("utf-8")


def test_a_plan_of_today_has_nothing_to_migrate():
    assert run(TINY) == ("This plan is in the format of today, so there is nothing to migrate.\n")
    assert migrate(read_files(PROJECT_ROOT)[0]) == Outcome()


@pytest.mark.parametrize("options", [["--dry-run"], []], ids=["dry run", "not agreed"])
def test_nothing_is_written_before_somebody_agrees(older: Path, options: list[str]):
    before = read_files(older)[0]

    said = run(older, *options)

    assert "data/actions.csv has 2 rows" in said
    assert said.endswith("Nothing was changed.\n")
    assert read_files(older)[0] == before


def test_a_run_that_was_stopped_is_ended_by_the_next(older: Path):
    files = read_files(older)[0]
    whole = migrate(files)
    half = files
    for path, text in whole.changes.items():
        half = change_files(half, {path: text} if text is not None else {})
        again = migrate(half)

        assert change_files(half, again.changes) == change_files(files, whole.changes)


def test_every_cell_of_a_contact_stands_somewhere_afterwards():
    text = CONTACTS.replace("checked", "checked,email") + (
        "a,You are hurt,rape;odd Topic,A line,"
        "0800 1,Mill Lane,Term time only,Ask.,s,2026-11,a@b.c\n"
    )

    outcome = contacts.migrate({"data/contacts.csv": text})

    assert cells(outcome, "data/contacts.csv") == [
        {
            "id": "a",
            "need": "You are hurt",
            "groups": "rape;odd-topic",
            "name": "A line",
            "phone": "0800 1",
            "address": "Mill Lane",
            "note": "Open: Term time only. Ask.",
            "source": "s",
            "read": "2026-11",
            "email": "a@b.c",
        }
    ]
    assert [(one.path, one.row) for one in outcome.left][:1] == [("data/contacts.csv", 2)]
    assert any("“email”" in one.words for one in outcome.left)


def test_a_topic_that_can_put_a_reader_at_risk_gets_a_way_out_and_danger_comes_first():
    text = CONTACTS + "a,n,theft;stalking,A,0800 1,,,,s,2026\nb,n,harm,B,999,,,,s,2026\n"

    groups = cells(contacts.migrate({"data/contacts.csv": text}), "data/help-groups.csv")

    assert [(row["id"], row["urgent"], row["exit"]) for row in groups] == [
        ("harm", "yes", "yes"),
        ("theft", "no", "no"),
        ("stalking", "yes", "yes"),
    ]


def test_a_number_that_is_for_texts_is_not_one_to_call():
    text = CONTACTS + "a,n,asb,Shout,85258,,,Text the word SHOUT to this number. Free.,s,2026\n"

    (row,) = cells(contacts.migrate({"data/contacts.csv": text}), "data/contacts.csv")

    assert (row["text_number"], row["text_word"], row["note"]) == ("85258", "SHOUT", "Free.")
    assert "phone" not in row


def test_a_file_that_cannot_be_read_row_by_row_is_left_and_named():
    files = {"data/contacts.csv": CONTACTS + "a,b\n", "data/progress.csv": PROGRESS + "a,b\n"}

    outcome = migrate(files)

    assert not outcome.changes
    assert [one.path for one in outcome.left] == [*files]


HOURS = {
    "Weekdays 9am to 5pm": "Mon-Fri 09:00-17:00",
    "9.30am - 5pm, Monday to Friday": "Mon-Fri 09:30-17:00",
    "Mon – Fri 09:00–17:00; Saturdays, 10am to noon": "Mon-Fri 09:00-17:00; Sat 10:00-12:00",
    "Monday and Thursday 1 to 5pm": "Mon 13:00-17:00; Thu 13:00-17:00",
    "Friday to Monday, 6pm to 2am": "Fri-Sun 18:00-02:00; Mon 18:00-02:00",
    "24 hours a day, 7 days a week": "Mon-Sun 00:00-24:00",
    "Every day, 8am to midnight": "Mon-Sun 08:00-24:00",
    # Neighbours that say more, or less, than the form of today can hold.
    "Weekdays 9am to 5pm, except bank holidays": "",
    "6pm to 11pm": "",
    "Monday to Friday 9 to 5": "",
    "First Tuesday of the month, 9am to 10am": "",
    "Saturday 9am to 25pm": "",
}


@pytest.mark.parametrize(("written", "hours"), HOURS.items())
def test_hours_are_changed_only_where_every_word_is_understood(written: str, hours: str):
    assert read_hours_in_words(written) == hours
    assert not hours or read_hours(hours)


def test_what_was_only_found_is_left_to_a_person_and_stays():
    found = 'p,"In {{ figure(""share"") }} of cases, health is a factor.",done,1,s\n'
    files = {
        "data/progress.csv": f"{PROGRESS}p,We met.,planned,2,s\n{found}p,We ate.,stuck,3,s\n",
        "data/sources.yml": "s: {title: A report, date: 2020-06}\n",
    }

    outcome = actions.migrate(files)
    again = actions.migrate(change_files(files, outcome.changes))

    assert [
        (row["id"], row["state"], row["state_as_of"]) for row in cells(outcome, actions.ACTIONS)
    ] == [("we-met", "not reported", "2020-06"), ("we-ate", "stuck", "2020-06")]
    assert outcome.changes["data/progress.csv"] == PROGRESS + found
    assert [(one.path, one.row) for one in outcome.left] == [
        (actions.ACTIONS, 3),
        (actions.ACTIONS, 0),
        (actions.PROGRESS, 2),
    ]
    assert (again.changes, len(again.left)) == ({}, 1)


FINDINGS = {
    'In {{ figure("share") }} of cases, health is a factor.': True,
    "Nearly 63% of people feel safe.": True,
    "Alcohol was believed to be a cause.": True,
    # Neighbours in which somebody did something.
    'In {{ figure("schools") }} of the schools wardens taught children.': False,
    "60% of the wardens were trained.": False,
    "In 2019 in the town, wardens met.": False,
    'The prize of {{ figure("prize") }} is to help start a pilot.': False,
}


@pytest.mark.parametrize(("text", "is_finding"), FINDINGS.items())
def test_a_finding_is_told_from_an_action(text: str, is_finding: bool):
    row = ",".join(f'"{cell}"' for cell in ("p", text.replace('"', '""'), "done", "1", "s"))

    outcome = actions.migrate({"data/progress.csv": f"{PROGRESS}{row}\n"})

    assert bool(outcome.changes) is not is_finding


def test_calls_change_and_code_stays_as_it_is_shown():
    page = "`{{ progress('a') }}` and {{progress('a')}}, {{ figure('progress') }}: progress(x)"

    outcome = calls.migrate({"docs/a.md": page, "docs/b.md": "No progress was made."})

    assert outcome.changes == {"docs/a.md": page.replace("{{progress", "{{actions")}


REVISIONS: dict[str, tuple[Files, Files]] = {
    "taken from the period": (
        {"data/revision.yml": "id: 2020-04\ntitle: One\n", "data/plan.yml": "period: 2019 to 2022"},
        {"data/revision.yml": "id: 2020-04\ntitle: One\nlife: 2019 to 2022\n"},
    ),
    "not taken from what is no term": (
        {"data/revision.yml": "id: 2020-04\ntitle: One\n", "data/plan.yml": "period: some years"},
        {},
    ),
    "there already": ({"data/revision.yml": "life: 2019\n", "data/plan.yml": "period: 2020"}, {}),
}


@pytest.mark.parametrize("name", REVISIONS)
def test_a_term_is(name: str):
    files, changes = REVISIONS[name]

    assert revision.add_term(files).changes == changes


def test_columns_that_were_added_since_are_added_and_none_that_needs_a_cell():
    short = "term,expansion,meaning\nASB,Anti-social behaviour,Trouble\n"

    assert columns.migrate({"data/glossary.csv": short}).changes == {
        "data/glossary.csv": "term,expansion,meaning,source\nASB,Anti-social behaviour,Trouble,\n"
    }
    assert not columns.migrate({"data/glossary.csv": "term,notes\na,b\n"}).changes
    assert not columns.migrate({"data/glossary.csv": "term,source\na,b\n"}).changes


def test_a_file_of_the_program_that_somebody_changed_is_left_and_named():
    ours = "from safety_plan.site import bridge\n"

    outcome = program_files.migrate({"macros.py": ours, "mkdocs.yml": "site_name: Ours\n"})

    assert not outcome.changes
    assert [one.path for one in outcome.left] == ["macros.py"]


def test_an_older_file_of_the_program_gives_way_to_that_of_today(monkeypatch: pytest.MonkeyPatch):
    older = dict.fromkeys(("macros.py", "mkdocs.yml"), "older\n")
    digests = {name: [sha256(text.encode()).hexdigest()] for name, text in older.items()}
    monkeypatch.setattr(program_files, "load_resource", lambda _: digests)

    outcome = program_files.migrate(older)

    assert outcome.changes["macros.py"] == (PROJECT_ROOT / "macros.py").read_text("utf-8")
    assert outcome.changes["mkdocs.yml"] is None  # the one of the checkout is used
    assert len(outcome.steps) == 2
