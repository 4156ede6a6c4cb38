"""Help: who stands under a trouble, in which order, and how they are reached."""

from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.models.help import (
    contact_anchor,
    contacts_of,
    emergency_of,
    first_lines,
    group_anchor,
    groups_of,
    is_from_old_page,
    may_be_old,
    services_without_line,
    ways_of,
)
from safety_plan.models.plan import Plan, read_plan
from safety_plan.models.registers import register_columns
from safety_plan.reading.csv_files import Row


def contact(number: int = 2, **cells: str) -> Row:
    columns = dict.fromkeys(register_columns("contacts"), "")
    return Row("data/contacts.csv", number, columns | cells)


def plan_with(tiny: Path, *rows: str) -> Plan:
    """The tiny plan with *rows* as its contacts: id, groups, phone, text number, hours."""
    names = list(register_columns("contacts"))
    lines = [",".join(names)]
    for row in rows:
        cells = dict(
            zip(("id", "groups", "phone", "text_number", "hours"), row.split(","), strict=True)
        )
        lines.append(",".join(cells.get(name, "x") for name in names))
    (tiny / "data" / "contacts.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return read_plan(tiny, KINDS)[0]


def test_in_danger_whoever_never_closes_stands_first_and_else_all_stand_as_listed(tiny: Path):
    plan = plan_with(
        tiny,
        "office,danger; theft,0199 1,,Mon-Fri 09:00-17:00",
        "unknown,danger; theft,0199 2,,",
        "night,danger; theft,0199 3,,Mon-Sun 00:00-24:00",
    )

    assert [row["id"] for row in contacts_of(plan, "danger")] == ["night", "office", "unknown"]
    assert [row["id"] for row in contacts_of(plan, "theft")] == ["office", "unknown", "night"]


def test_a_call_and_a_text_stand_above_a_page(tiny: Path):
    plan = plan_with(
        tiny,
        "shop,theft,,,Mon-Fri 09:00-17:00",
        "day,theft,0199 2,,Mon-Fri 09:00-17:00",
        "words,danger; theft,,85258,Mon-Sun 00:00-24:00",
        "night,danger; theft,0199 3,,Mon-Sun 00:00-24:00",
    )

    assert [row["id"] for row in first_lines(plan, "theft")] == ["day", "words"]
    assert [row["id"] for row in first_lines(plan, "danger")] == ["night", "words"]
    assert first_lines(plan, "paper") == []


def test_nobody_who_can_be_called_stands_a_second_time_for_texts(tiny: Path):
    plan = plan_with(tiny, "police,theft,0199 1,,", "railway,theft,0199 2,61016,")

    assert [row["id"] for row in first_lines(plan, "theft")] == ["police"]


def test_a_service_for_just_this_trouble_stands_first_where_it_has_no_line(tiny: Path):
    plan = plan_with(
        tiny,
        "police,danger; theft,0199 1,,Mon-Sun 00:00-24:00",
        "insurer,theft,,,Mon-Fri 09:00-17:00",
    )

    assert [row["id"] for row in contacts_of(plan, "theft")] == ["insurer", "police"]
    assert [row["id"] for row in first_lines(plan, "theft")] == ["insurer", "police"]


def test_no_service_stands_before_a_line_for_just_this_trouble_or_in_danger(tiny: Path):
    plan = plan_with(
        tiny,
        "insurer,theft,,,Mon-Fri 09:00-17:00",
        "bicycles,theft,0199 1,,Mon-Fri 09:00-17:00",
        "shelter,danger,,,Mon-Sun 00:00-24:00",
    )

    assert services_without_line(plan, "theft") == []
    assert services_without_line(plan, "danger") == []


def test_a_number_for_texts_is_never_called():
    ways = ways_of(contact(text_number="85258", text_word="HELP ME"))

    assert [tuple(way) for way in ways] == [
        ("text", "sms:85258?body=HELP%20ME", "Text HELP ME to 85258")
    ]


def test_each_way_is_a_link_of_its_own_and_none_stands_twice():
    row = contact(
        phone="0800 11", web="https://a.example", chat="https://a.example", form="https://b.example"
    )

    assert [(way.kind, way.href) for way in ways_of(row)] == [
        ("call", "tel:080011"),
        ("chat", "https://a.example"),
        ("form", "https://b.example"),
    ]


def test_the_first_contact_of_the_first_trouble_is_for_emergencies(tiny: Path):
    plan = read_plan(tiny, KINDS)[0]

    assert emergency_of(plan) == plan.rows("contacts")[0]


def test_a_place_on_the_page_of_help_does_not_name_the_trouble(tiny: Path):
    plan = read_plan(tiny, KINDS)[0]
    group = groups_of(plan, ["theft"])[0]

    assert group_anchor(group) == "help-2"
    assert contact_anchor(group, contact(9)) == "help-2-8"


def test_a_page_may_be_old_where_it_bears_no_date_or_one_of_years_before_it_was_read(tiny: Path):
    plan = plan_with(tiny)
    minutes = {"source": "council-minutes"}  # of 14 June 2021
    undated = contact(source="police-counts", read="2026-11")

    read_soon, read_late = contact(read="2022-01", **minutes), contact(read="2026-11", **minutes)

    assert [is_from_old_page(plan, row) for row in (read_soon, read_late)] == [False, True]
    assert [may_be_old(plan, row) for row in (read_soon, read_late)] == [False, True]
    assert may_be_old(plan, undated)
    assert not is_from_old_page(plan, undated)
