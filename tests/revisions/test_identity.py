"""Names, years and contact belong to the revision where they were true, and so does its plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.models.identity import IDENTITY, PlanTitle
from safety_plan.models.plan import read_plan
from safety_plan.models.revision import Decision, Revision
from safety_plan.models.settings import Settings
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.identity import identity_of, plan_groups, settings_of
from safety_plan.revisions.record_formats import FORMATS, NEWEST
from safety_plan.revisions.seal import reseal, write_seal
from tests.revisions.test_seals import adopt

OLD = "earlier: {2021-06: {council: Village Council, plan: {id: old, title: The old plan}}}\n"


def rename(root: Path) -> None:
    """The partnership gets another name and another contact."""
    file = root / "data" / "plan.yml"
    text = file.read_text("utf-8").replace("Fernbrook Safety Partnership", "Fernbrook Together")
    file.write_text(text.replace("hello@fernbrook.example", "new@fernbrook.example"), "utf-8")


def test_the_newest_format_keeps_every_setting_that_belongs_to_a_revision():
    form = FORMATS[NEWEST].identity

    assert form
    assert sorted(form.keys) == sorted(IDENTITY)
    assert set(IDENTITY) <= set(Settings.__dataclass_fields__)


def test_a_sealed_revision_keeps_the_names_of_its_time(tiny: Path):
    """Also where it is sealed again, when the names of today are others."""
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    rename(tiny)
    today = read_plan(tiny, KINDS)[0]

    for again in (False, True):
        if again:
            reseal(today, "2022-06", "Charts are drawn anew")
        record = sealed_bundle(tiny, "2022-06").record
        settings = settings_of(today.settings, record)
        sealed = json.loads((tiny / "revisions/2022-06/plan.json").read_text("utf-8"))
        assert settings.partnership == "Fernbrook Safety Partnership"
        assert settings.contact == "hello@fernbrook.example"
        assert settings.address == today.settings.address
        assert sealed["identity"] == record.identity
    assert identity_of(today.settings)["partnership"] == "Fernbrook Together"


def test_an_older_seal_goes_by_what_the_plan_says_of_it_and_else_by_today(tiny: Path):
    rename(tiny)
    file = tiny / "data" / "plan.yml"
    file.write_text(file.read_text("utf-8") + OLD, "utf-8")
    before = (tiny / "revisions/2021-06/plan.json").read_bytes()

    record = sealed_bundle(tiny, "2021-06").record

    assert record.identity["council"] == "Village Council"
    assert record.identity["partnership"] == "Fernbrook Together"
    assert record.revision.plan == PlanTitle(id="old", title="The old plan")
    assert (tiny / "revisions/2021-06/plan.json").read_bytes() == before


def edition(name: str, plan: str, status: str = "adopted") -> Revision:
    decision = Decision(body="Council", date=name, what="", source="")
    return Revision(
        id=name,
        title=name,
        life="2019 to 2022",
        status=status,
        status_note="",
        summary="",
        decisions=(decision,),
        adopted=decision if status == "adopted" else None,
        plan=PlanTitle(id=plan, title=f"Plan {plan}"),
    )


def test_revisions_are_told_by_plan_with_what_became_of_each():
    groups = plan_groups(
        [
            edition("2019-04", "one"),
            edition("2020-04", "one"),
            edition("2021-05", "two", "lapsed"),
            edition("2022-03", "two", "proposed"),
            edition("2022-04", "two"),
            edition("2023-04", "two", "proposed"),
        ]
    )

    assert [(group.title, group.story) for group in groups] == [
        ("Plan one", "adopted April 2019, revised April 2020"),
        ("Plan two", "proposed March 2022, adopted April 2022, revision proposed April 2023"),
    ]
    assert groups[1].front.id == "2023-04"


def test_revisions_that_name_no_plan_are_of_one():
    revisions = [replace(edition(name, ""), plan=None) for name in ("2019-04", "2020-04")]

    assert [(group.id, len(group.revisions)) for group in plan_groups(revisions)] == [("", 2)]
