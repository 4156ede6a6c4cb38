"""The day in a seal is one on which it can have been made; what is shown of it is checked."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from safety_plan.models.settings import Settings
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.seal import check_day, reseal
from safety_plan.revisions.verify import digest_of
from safety_plan.site.seal_details import EARLIER, seal_details
from tests.conftest import HOUSE
from tests.revisions.test_seals import adopt

SCHEMA = HOUSE / "safety_plan/site/templates/revisions.schema.json"


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("1970-01-01", ["seal-day"]),
        ("2022-06-12", ["seal-day"]),
        ("2022-06-13", []),
        ("2026-11-29", []),
        ("2099-01-01", []),
    ],
)
def test_no_seal_is_older_than_the_decision_it_tells_of(tiny: Path, day: str, rules: list[str]):
    adopt(tiny)

    assert [p.rule for p in check_day(read_plan(tiny, KINDS)[0], day)] == rules


def test_the_digest_before_is_kept_when_a_revision_is_sealed_again(tiny: Path):
    old = digest_of(tiny / "revisions/2021-06")

    reseal(read_plan(tiny, KINDS)[0], "2021-06", "Charts say more")
    reseal(read_plan(tiny, KINDS)[0], "2021-06", "Charts say even more")

    seal, problems = read_yaml(tiny / "revisions/2021-06/seal.yml", "seal.yml")
    assert problems == []
    assert seal.value["before"][0] == old
    assert len(seal.value["before"]) == 2
    shown = seal_details(sealed_bundle(tiny, "2021-06"), Settings())
    assert shown["seal"]["before"] == seal.value["before"]
    assert shown["seal"]["holds_text"] is True


@pytest.mark.parametrize(
    "noted",
    [
        "- a list",
        "nothing: here",
        '"2021-06": words',
        '"2021-06":\n  sealed: yesterday\n  before: [<script>, 12]\n',
        '"2021-06":\n  sealed: "2026-02-31"\n  before: {a: b}\n',
        "\x00",
        "{{",
    ],
)
def test_what_is_noted_beside_old_seals_is_shown_only_if_it_is_a_day_or_a_digest(
    tiny: Path, noted: str
):
    file = tiny / EARLIER
    file.parent.mkdir()
    file.write_text(noted, "utf-8")

    shown = seal_details(sealed_bundle(tiny, "2021-06"), Settings())["seal"]

    assert (shown["day"], shown["before"]) == (None, [])
    schema = json.loads(SCHEMA.read_text("utf-8"))
    form = {"$ref": "#/$defs/revision/properties/seal", "$defs": schema["$defs"]}
    jsonschema.validate(shown, form)
