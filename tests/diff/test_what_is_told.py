"""A comparison tells what no word of a page says, and pairs the rows of a table by their key."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.content.change_phrases import describe_change
from safety_plan.diff.compare import compare
from safety_plan.diff.figures import FigureChange
from safety_plan.diff.kinds import FigureChangeKind
from safety_plan.diff.report import as_text
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.record import to_json
from tests.checks.test_cases import laid_over
from tests.conftest import HOUSE, TINY
from tests.diff.test_welsh import words_of
from tests.reading.test_pictures import png_of


def edited(root: Path, name: str, old: str, new: str) -> None:
    """Puts *new* in place of *old* in one file of a plan."""
    file = root / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> str:
    """What changed from the tiny plan to the one in *root*."""
    return as_text(compare(check(TINY)[1].record, check(root)[1].record))


def test_rows_of_a_table_are_paired_by_their_key(tiny: Path):
    """One action is done and goes, another comes in its place with the same lead and state."""
    page = "docs/priorities/bridge-and-river.md"
    table = "| No | Action | Lead |\n|---|---|---|\n| 1.6 | Count | Council |\n"
    before = f"{table}| 1.7 | Tell people how their case is going | Police |\n"
    after = f"{table}| 2.1 | Agree on a single first answer | Police |\n"
    edited(tiny, page, "| Body | Task |", f"{before}\nx\n\n| Body | Task |")
    old = check(tiny)[1].record
    edited(tiny, page, before, after)

    text = as_text(compare(old, check(tiny)[1].record))

    assert "- Row taken out: [-1.7-] | [-Tell people how their case is going-] | [-Police-]" in text
    assert "- New row: [+2.1+] | [+Agree on a single first answer+] | [+Police+]" in text
    assert "- Row:" not in text


def test_the_key_that_a_table_declares_pairs_its_rows_wherever_they_stand(tiny: Path):
    """The key is area and period; the rows change places, and one number changes."""
    table = tiny / "data" / "thefts.csv"
    lines = table.read_text("utf-8").replace("850,8.4", "851,8.4").splitlines()
    table.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", "utf-8")
    edited(tiny, "docs/priorities/bicycles.md", '"area,period,rate"', '"thefts,area,period"')
    old = check(tiny)[1].record
    table.write_text(table.read_text("utf-8").replace("851,8.4", "850,8.4"), "utf-8")
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", "utf-8")

    text = as_text(compare(old, check(tiny)[1].record))

    # The list of targets shows the same number in a row of its own.
    rows = [line for line in text.splitlines() if line.startswith("- Row: ")]
    of_table = [line for line in rows if "Reported bicycle thefts in Fernbrook" not in line]
    assert of_table == ["- Row: [-851-][+850+] | Fernbrook | 2021 to 2022"]
    assert "Row taken out" not in text


def test_a_row_that_only_got_another_number_is_the_same_row(tiny: Path):
    page = "docs/priorities/bridge-and-river.md"
    edited(tiny, page, "| Police | Walk by more often |", "| Wardens | Walk by more often |")

    assert "- Row: [-Police-][+Wardens+] | Walk by more often" in told(tiny)


def test_a_picture_that_was_replaced_is_a_change(tiny: Path):
    (tiny / "docs" / "beat.png").write_bytes(png_of(1, 1))
    edited(tiny, "docs/index.md", "## Help\n", "![Where wardens walk](beat.png)\n\n## Help\n")
    old = check(tiny)[1].record
    (tiny / "docs" / "beat.png").write_bytes(png_of(2, 1))

    text = as_text(compare(old, check(tiny)[1].record))

    assert "A picture was replaced on one page and seven pages stayed as they were." in text
    assert "- The picture “Where wardens walk” was replaced." in text


def test_a_picture_under_another_name_is_only_a_change_where_it_is_another(tiny: Path):
    (tiny / "docs" / "beat.png").write_bytes(png_of(1, 1))
    edited(tiny, "docs/index.md", "## Help\n", "![Where wardens walk](beat.png)\n\n## Help\n")
    old = check(tiny)[1].record
    (tiny / "docs" / "beat.png").rename(tiny / "docs" / "walk.png")
    edited(tiny, "docs/index.md", "beat.png", "walk.png")
    assert "Eight pages stayed as they were." in as_text(compare(old, check(tiny)[1].record))

    (tiny / "docs" / "walk.png").write_bytes(png_of(2, 1))
    assert "was replaced" in as_text(compare(old, check(tiny)[1].record))


def test_a_sealed_record_without_pictures_is_compared_by_the_files_of_its_seal(tiny: Path):
    """The seal of the tiny plan is in format 2, which knows no picture and no description."""
    sealed = sealed_bundle(tiny, "2021-06").record

    assert sealed.format == 2
    assert sealed.descriptions["index.md"] == "The safer streets plan of an invented town."
    assert "descriptions" not in json.loads(to_json(sealed))


def test_the_order_of_the_contents_the_summary_and_sources_are_told(tiny: Path):
    revision = "data/revision.yml"
    edited(tiny, revision, "  - charts.md\n  - glossary.md\n", "  - glossary.md\n  - charts.md\n")
    edited(tiny, revision, "  - Priorities:", "  - What we work on:")
    edited(tiny, revision, "summary: A new year", "summary: One more year")
    edited(tiny, "data/sources.yml", "date: 2021-06-14", "date: 2021-06-15")
    edited(tiny, "data/sources.yml", "fernbrook.example/report", "fernbrook.example/papers/7")
    edited(tiny, "docs/glossary.md", "What the words mean.", "What our words mean.")

    text = told(tiny)

    assert "- Summary: [-A new-][+One more+] year of figures" in text
    assert "- The heading “Priorities” is now “What we work on”." in text
    assert "- “Glossary” now stands after “Figures and sources”." in text
    assert "- Minutes of the town council: date: [-14-][+15+] June 2021" in text
    assert "- Report on the safer streets plan: address: " in text
    assert "is gone" not in text
    assert "is now: “What our words mean.” Before: “What the words mean.”" in text


def test_an_unchanged_number_says_what_did_change(tiny: Path):
    before = "40000,,pounds,2021 to 2022,"
    edited(tiny, "data/figures.csv", f"{before}Fernbrook", f"{before}Upper Wend")

    assert (
        "Money for lights at the Old Bridge, Upper Wend: still £40,000; "
        "place: “Fernbrook” became “Upper Wend”."
    ) in told(tiny)


def test_what_somebody_decided_neither_rose_nor_fell(tiny: Path):
    edited(tiny, "data/figures.csv", "Priorities of the plan,2,", "Priorities of the plan,3,")
    why = "priorities-count,,decision taken,The council added one.,,committee-report-2022\n"
    changes = tiny / "data" / "changes.csv"
    changes.write_text(changes.read_text("utf-8") + why, "utf-8")

    change = compare(check(TINY)[1].record, check(tiny)[1].record).figures[0]

    assert change.sentence == (
        "Priorities of the plan, Fernbrook: 2 became 3. Why: decision taken. The council added one."
    )
    assert (change.cells["difference"], change.cells["per cent"]) == ("1", "")


@pytest.mark.parametrize(
    ("old", "new", "exact", "shown"),
    [
        (("3.1", "1"), ("1.340625", "1"), "-1.759375", "-1.8"),
        (("3.1", ""), ("1.340625", "1"), "-1.759375", "-1.8"),  # each shows one decimal
        (("1.340625", "1"), ("3.1", ""), "1.759375", "1.8"),
        (("1.340625", ""), ("3.1", "1"), "1.759375", "1.759375"),  # one shows them all
        (("3.14", "1"), ("3.12", "1"), "-0.02", "-0.02"),  # of which one decimal shows nothing
    ],
)
def test_a_difference_is_shown_with_as_many_decimals_as_its_numbers(
    old: tuple[str, str], new: tuple[str, str], exact: str, shown: str
):
    figure = check(TINY)[1].record.figures["thefts-latest"]
    before, after = (replace(figure, value=one[0], page_decimals=one[1]) for one in (old, new))
    change = FigureChange(
        kind=FigureChangeKind.CHANGED,
        figure=figure,
        old=before,
        new=after,
        reason="",
        why="",
        source="",
        part="",
        pages=(),
    )

    assert (change.cells["difference"], change.shown_difference) == (exact, shown)
    words = describe_change(before, after, "amount")
    assert words is not None
    assert words.endswith(f" by {shown.removeprefix('-')}")


def test_where_a_page_went_is_in_the_comparison(tiny: Path):
    old = check(tiny)[1].record
    (tiny / "docs" / "glossary.md").unlink()
    edited(tiny, "data/revision.yml", "  - glossary.md\n", "")
    moved = "moved:\n  glossary: figures\n"
    file = tiny / "data" / "revision.yml"
    file.write_text(file.read_text("utf-8") + moved, "utf-8")

    assert "What stood there is now on: “Figures and sources”." in as_text(
        compare(old, check(tiny)[1].record)
    )


def test_what_is_said_about_a_number_is_told_in_words_and_not_in_the_feed(tiny: Path):
    line = "40000,,pounds,2021 to 2022,Fernbrook,committee-report,paragraph 5.1,,,,"
    noted = tiny.parent / "noted"
    shutil.copytree(tiny, noted)
    edited(noted, "data/figures.csv", line, f"{line}For two years.")
    edited(tiny, "data/figures.csv", line, line.replace("committee-report,", "council-minutes,"))
    before, after = (check(root)[1].record for root in (noted, tiny))

    (change,) = compare(before, after).figures
    (back,) = compare(after, before).figures

    number = "Money for lights at the Old Bridge, Fernbrook: still £40,000"
    source = "“Report on the safer streets plan” became “Minutes of the town council”"
    assert change.sentence == f"{number}; note: “For two years.” was taken out; source: {source}."
    assert "note: “For two years.” is new" in back.sentence
    assert change.headline == f"{number}."


def test_a_row_of_one_key_in_two_tables_is_told_in_both(tiny: Path):
    """Both tables have the same headings, and the last row of both changed."""
    page = "docs/priorities/bridge-and-river.md"
    table = "| Town | Mended by | Lead |\n|---|---|---|\n| North | us | me |\n| Total | {} | {} |\n"
    tables = f"{table}\n\nx\n\n{table}"
    before = tables.format("them", "Police", "nobody", "Fire service")
    edited(tiny, page, "| Body | Task |", f"{before}\nx\n\n| Body | Task |")
    old = check(tiny)[1].record
    edited(tiny, page, before, tables.format("one", "Alpha", "two", "Beta"))

    text = as_text(compare(old, check(tiny)[1].record))

    for words in ("Police", "Fire service", "Alpha", "Beta"):
        assert words in text


def test_a_reason_without_a_source_names_none(tiny: Path):
    reason = "The committee added the river to this priority."
    edited(tiny, "data/changes.csv", f"{reason},paragraph 2,committee-report-2022", f"{reason},,")
    c = compare(sealed_bundle(TINY, "2021-06").record, check(tiny)[1].record)

    of_page = replace(c, pages=tuple(page for page in c.pages if page.reasons))
    texts = [as_text(c), "<".join(words_of(c)), "<".join(words_of(of_page))]

    assert all(reason in text for text in texts)
    assert not any(re.search(r"Source:[ <]*\.", text) for text in texts)


def test_a_comparison_begins_with_what_changed_in_the_plan_itself(tiny: Path):
    why = "The partnership is to have a warden for the night."
    row = "thefts-before,,new year added"
    edited(
        tiny,
        "data/changes.csv",
        row,
        f",home,plan changed,{why},paragraph 2,council-minutes\n{row}",
    )
    c = compare(sealed_bundle(TINY, "2021-06").record, check(tiny)[1].record)

    page, text = "<".join(words_of(c)), as_text(c)

    assert [row["why"] for row in c.plan_changes] == [why]
    start = page.index(
        "What the plan itself changed", page.index("What the plan itself changed") + 1
    )
    assert start < page.index(why) < page.index("Decisions", start)
    assert f"{why} Source: Minutes of the town council, paragraph 2." in text


def test_why_the_page_of_a_priority_was_dropped_is_told_beside_the_priority(tiny: Path):
    laid_over(HOUSE / "tests" / "edits" / "13-a-dropped-page", tiny)
    c = compare(sealed_bundle(TINY, "2021-06").record, check(tiny)[1].record)

    reasons = dict(zip(c.priorities, c.priority_reasons, strict=True))
    told_of_priority = "<".join(words_of(c)).partition("No longer a priority")[2]

    assert [row["why"] for row in reasons["Fewer stolen bicycles", ""]] == ["The thefts stopped."]
    assert told_of_priority.index("Why:") < told_of_priority.index("The thefts stopped.") < 200


def test_why_the_numbers_of_a_page_changed_is_not_why_its_priority_is_worded_otherwise(tiny: Path):
    edited(tiny, "data/changes.csv", ",old-bridge,,", ",old-bridge,source revised,")
    c = compare(sealed_bundle(TINY, "2021-06").record, check(tiny)[1].record)

    reasons = dict(zip(c.priorities, c.priority_reasons, strict=True))

    assert [pair for pair, rows in reasons.items() if rows] == []
    assert any(row["reason"] == "source revised" for page in c.pages for row in page.reasons)
