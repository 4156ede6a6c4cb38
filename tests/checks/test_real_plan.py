"""The plan in this repository: complete, sourced, and no number typed by hand."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.content.change_phrases import describe_change
from safety_plan.core.hours import is_day_and_night
from safety_plan.models.help import contacts_of, emergency_of, first_lines, is_urgent, ways_of
from safety_plan.models.plan import read_plan
from safety_plan.reading.markdown_text import without_code

HOUSE = Path(__file__).resolve().parents[2]
PAGE_IDS = {
    *("home", "better", "introduction", "priority-setting", "governance", "law", "money"),
    *("impacts", "delivery", "serious-organised-crime", "children-and-young-people"),
    *("domestic-abuse", "substance-misuse", "mental-health", "assessment", "findings"),
    *("crime-in-context", "recorded-crime", "neighbours", "people-and-places", "wards"),
    *("data-on-a-page", "method", "decision", "figures", "glossary"),
}
COUNTED = [
    "index.md",
    "is-it-getting-better.md",
    *("decision.md", "plan/*.md", "priorities/*.md", "assessment/*.md"),
]
WORDS = (
    "two three four five six seven eight nine ten eleven twelve dozen hundred thousand half "
    "third quarter twice doubled halved trebled"
)
NUMBER = re.compile(rf"£?\d[\d,.]*%?|\b(?:{'|'.join(WORDS.split())})\b", re.I)

#: What may be typed: dates, years, laws, paragraphs, telephone numbers, units, names.
MAY_BE_TYPED = re.compile(
    r"Covid-19|20\d\d[/-](?:20)?\d\d|“[^”]*”|\"[^\"]*\""
    r"|\b\d{1,2}(?: to \d{1,2})? (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: \d{4})?"
    r"|\b(?:19|20)\d\d(?: to (?:19|20)\d\d)?\b"
    r"|\b(?:sections?|regulations?|schedule|paragraphs?|appendix|appendices|part|SI|table|rows?)"
    r" [\dA-Z][\dA-Z().,/]*(?:(?: to | and |, )\d[\dA-Z()./]*)*"
    r"|\bper \d[\d,]*\b|\baged? \d+(?: to \d+)?|\bunder \d\d\b"
    r"|\bquarter\b",
    re.I,
)


def prose(text: str) -> str:
    """Words a reader meets: no calls, no link targets, no picture or page settings."""
    text = re.sub(r"\{\{.*?\}\}", " ", text)
    text = re.sub(r"\]\([^)]*\)", "]", without_code(text))
    # A number that is typed on purpose says why; a year of the plan is no count.
    text = re.sub(r"\S+ \{number: [^{}]*\}|\byear two\b", " ", text)
    return MAY_BE_TYPED.sub(" ", text)


def test_there_is_nothing_to_put_right():
    assert check(HOUSE)[2] == []


def test_no_two_figures_show_the_same_cell():
    cells = Counter(
        (figure.table, figure.row, figure.column)
        for figure in read_plan(HOUSE, KINDS)[0].figures.values()
        if figure.table
    )

    assert [cell for cell, count in cells.items() if count > 1] == []


@pytest.mark.parametrize("revision", ["2019-04", "2020-04"])
def test_each_revision_has_every_page(real_site: Path, revision: str):
    record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))

    assert PAGE_IDS - {page["page_id"] for page in record["pages"].values()} == set()


def test_the_renamed_priority_is_the_same_page(real_site: Path):
    ids = {}
    for revision in ("2019-04", "2020-04"):
        record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))
        pages = {p["page_id"]: p["address"] for p in record["pages"].values()}
        ids[revision] = pages["serious-organised-crime"]

    assert ids == {
        "2019-04": "priorities/serious-organised-crime/",
        "2020-04": "priorities/serious-organised-crime/",
    }


def test_no_map_on_the_home_page_brands_a_ward_and_a_line_leads_to_what_is_known_of_them():
    plan = read_plan(HOUSE, KINDS)[0]
    maps = [name for name, chart in plan.charts.items() if chart.kind == "tiles"]
    home, wards = plan.pages["index.md"].text, plan.pages["assessment/wards.md"].text

    assert maps
    assert [name for name in maps if f'"{name}"' in home] == []
    assert [name for name in maps if f'"{name}"' in wards] == maps
    assert home.count("](assessment/wards.md)") == 1


def test_there_are_twelve_charts_of_five_kinds(real_site: Path):
    charts = [
        chart
        for revision in ("2019-04", "2020-04")
        for chart in json.loads((real_site / revision / "plan.json").read_text("utf-8"))[
            "charts"
        ].values()
    ]

    assert len(charts) >= 12
    assert len({chart["kind"] for chart in charts}) >= 5
    assert all(c["title"] and c["subtitle"] and c["description"] and c["sources"] for c in charts)


@pytest.mark.parametrize("pattern", COUNTED)
def test_no_number_is_typed_by_hand(pattern: str):
    folders = [HOUSE / "docs", HOUSE / "revisions" / "2019-04" / "docs"]
    typed = [
        f"{file.relative_to(HOUSE)}: {match.group()}"
        for folder in folders
        for file in sorted(folder.glob(pattern))
        for match in NUMBER.finditer(prose(file.read_text("utf-8").split("---\n", 2)[2]))
    ]

    assert typed == []


def test_the_sealed_revision_holds_no_period_after_2018():
    sealed = json.loads((HOUSE / "revisions/2019-04/plan.json").read_text("utf-8"))
    late = [
        name
        for name, figure in sealed["figures"].items()
        if figure["table"] and re.search(r"2019-(0[4-9]|1)|2020|2021", figure["period"])
    ]

    assert late == []


def test_the_site_does_not_say_what_is_not_known(real_site: Path):
    text = "\n".join(p.read_text("utf-8") for p in real_site.rglob("*.html"))

    assert not re.search(r"(?<!Whether )Council adopted the (April 2020 Revision|revision)", text)
    assert "Community Safety Vulnerability Group" not in text
    assert not re.search(r"Jeynes|Littlemore", text)


def test_a_change_is_worked_out_from_what_the_source_gives_and_rounded_once():
    figures = read_plan(HOUSE, KINDS)[0].figures
    names = ("kent-police-officers-year-before", "kent-police-officers-latest")

    old, new = (figures[name] for name in names)

    assert (old.text, new.text) == ("3,333", "3,548")
    assert describe_change(old, new, "change") == "rose by 6.4%"


def test_every_contact_names_a_source_that_has_an_address():
    plan = read_plan(HOUSE, KINDS)[0]

    assert [
        row["id"] for row in plan.rows("contacts") if not plan.sources[row["source"]].address
    ] == []


def test_every_trouble_has_a_line_to_press_and_those_for_danger_one_that_never_closes():
    plan = read_plan(HOUSE, KINDS)[0]

    for group in plan.rows("help-groups"):
        rows = contacts_of(plan, group["id"])
        ways = [way for row in rows for way in ways_of(row)]
        assert ways, group["id"]
        if is_urgent(group) and rows[0] is not emergency_of(plan):
            assert is_day_and_night(rows[0]["hours"]) or group["id"] in NEVER_CLOSES_NOT_KNOWN


def test_the_first_line_of_each_trouble_is_for_anybody_and_a_crime_is_reported_to_the_police():
    plan = read_plan(HOUSE, KINDS)[0]
    first = {group["id"]: first_lines(plan, group["id"]) for group in plan.rows("help-groups")}

    for group, rows in first.items():
        for row in rows:
            assert group == "child" or row["audience"] in ("", "For anybody"), (group, row["name"])
    assert {group: first[group][0]["id"] for group in ("crime", "fraud", "trouble")} == {
        "crime": "police",
        "fraud": "fraud",
        "trouble": "police",
    }


#: Kinds of trouble in which no source says of any line that it never closes.
NEVER_CLOSES_NOT_KNOWN = {"slavery"}
