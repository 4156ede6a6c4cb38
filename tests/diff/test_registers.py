"""The rows of registers told apart by their key, whatever their order."""

from safety_plan.diff.outline import TextChange
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.registers import RowChange, RowChangeKind
from safety_plan.models.registers import REGISTERS, key_columns, register_columns
from safety_plan.revisions.record_formats import FORMATS, NEWEST


def test_every_register_that_is_kept_has_words_for_what_became_of_its_rows():
    kept = FORMATS[NEWEST].registers
    assert [*PHRASES["registers"]] == [*kept]
    for name, phrases in PHRASES["registers"].items():
        assert {*phrases} == {"title", "counts", "columns"}, name
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
