"""The rows of registers told apart by their key, whatever their order."""

import pytest

from safety_plan.diff.outline import TextChange
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.registers import RowChange, RowChangeKind, register_changes
from safety_plan.models.registers import REGISTERS, key_columns, register_columns
from safety_plan.models.revision import Decision, Revision
from safety_plan.revisions.record import Record
from safety_plan.revisions.record_formats import FORMATS, NEWEST


def test_every_register_that_is_kept_has_words_for_what_became_of_its_rows():
    kept = FORMATS[NEWEST].registers
    assert [*PHRASES["registers"]] == [*kept]
    for name, phrases in PHRASES["registers"].items():
        assert {*phrases} - {"compiled"} == {"title", "counts", "columns"}, name
        assert {*phrases["counts"]} == {"new", "changed", "dropped"}, name
        told = {*phrases["columns"], *key_columns(name), REGISTERS[name].title} - {""}
        assert told == {*kept[name].keys}, name


def test_every_register_that_is_kept_has_its_columns():
    for name, row_format in FORMATS[NEWEST].registers.items():
        columns = {*register_columns(name), *REGISTERS[name].derived}
        assert row_format.keys.keys() <= columns, name


def test_words_in_quotation_marks_within_quotation_marks_have_single_ones():
    row = {"id": "warn", "promise": "Warn of a “crime wave”."}
    cells = (TextChange("Who leads", "The “A” team", "The “B” team"),)
    change = RowChange(
        register="actions", kind=RowChangeKind.CHANGED, key="warn", old=row, new=row, cells=cells
    )

    assert change.sentence == (
        "“Warn of a ‘crime wave’.” Who leads: “The ‘A’ team” became “The ‘B’ team”."
    )
    assert change.title == row["promise"]  # elsewhere it stands as it was written


def changes(
    name: str, before: list[dict[str, str]], after: list[dict[str, str]], *, compiled: bool = True
) -> tuple[RowChange, ...]:
    """What differs between an edition adopted in April 2019 and the next one."""
    adopted = Decision(body="Council", date="2019-04", what="Adopted it.", source="minutes")
    old, new = (
        Record(
            revision=Revision(
                id=name_of_edition,
                title="An edition",
                life="",
                status=status,
                status_note="",
                summary="",
                adopted=decision,
            ),
            figures={},
            sources={},
            registers={name: rows},
        )
        for name_of_edition, status, decision, rows in (
            ("2019-04", "adopted", adopted, before),
            ("2020-04", "proposed", None, after),
        )
    )
    return register_changes(old, new, compiled=compiled)


@pytest.mark.parametrize(
    ("name", "row", "new", "gone"),
    [
        (
            "risks",
            {"id": "a", "risk": "Fire."},
            "“Fire.” It is new on this site.",
            "“Fire.” It is no longer on this site.",
        ),
        (
            "gaps",
            {"id": "a", "measure": "Harm"},
            "“Harm” It is new on this site’s list of what is not known.",
            "“Harm” It is no longer on this site’s list of what is not known.",
        ),
    ],
)
def test_of_a_compiled_plan_a_row_is_new_on_the_site_and_not_in_the_plan(
    name: str, row: dict[str, str], new: str, gone: str
):
    assert [change.sentence for change in changes(name, [], [row])] == [new]
    assert [change.sentence for change in changes(name, [row], [])] == [gone]


@pytest.mark.parametrize(
    ("planned", "said"), [("40000", " Planned: “£40,000”."), ("not known", ""), ("", "")]
)
def test_an_amount_of_money_that_is_new_is_told_where_it_is_known(planned: str, said: str):
    row = {"id": "grant", "what": "Grant", "planned": planned, "spent": "not known"}
    (change,) = changes("money", [], [row])

    assert change.sentence == f"“Grant” It is new on this site.{said}"


def test_of_an_amount_that_is_gone_the_sum_is_told_as_it_last_was():
    (change,) = changes("money", [{"id": "grant", "what": "Grant", "planned": "40000"}], [])

    assert change.sentence.endswith("Planned when it was last there: “£40,000”.")


@pytest.mark.parametrize(("state", "is_told"), [("none", False), ("under way", True)])
def test_that_there_was_no_data_is_not_told_of_a_gap_that_is_gone(state: str, is_told: bool):
    (change,) = changes("gaps", [{"id": "a", "measure": "Harm", "state": state}], [])

    assert bool(change.cells) is is_told


def test_of_a_plan_that_its_own_body_publishes_a_row_leaves_the_plan():
    (change,) = changes("risks", [{"id": "a", "risk": "Fire."}], [], compiled=False)

    assert change.sentence == "No longer in the plan: “Fire.”"


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        ("2019-03-19", False),
        ("2019-03", False),
        ("2018", False),
        ("2019-04-01", True),  # the day of adoption is not known: it may have been after it
        ("2019", True),
        ("2020-06-30", True),
        ("", True),
    ],
)
def test_what_was_over_before_the_earlier_revision_is_not_new_since_it(day: str, is_told: bool):
    row = {"id": "adopt", "what": "Adopt the plan.", "date": day}

    assert bool(changes("recommendations", [], [row])) is is_told
