"""What a comparison says became of a chart: of its numbers, or of its words."""

from typing import Any

import pytest

from safety_plan.diff.charts import chart_change_kind


def chart(*cells: str) -> dict[str, Any]:
    """A chart as its record holds it, with one mark for each cell."""
    return {
        "unit": "count",
        "kind": "steps",
        "title": "How the plan was decided",
        "subtitle": "",
        "caveats": [],
        "labels": [f"mark {number}" for number, _ in enumerate(cells)],
        "series": [{"name": "", "cells": [*cells]}],
    }


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (["Adopted by Council"], ["Adopted by Council", "Revised"], "changed"),
        (["2019-04-10"], ["2020-07-15"], "changed"),
        (["40"], ["30"], "redrawn"),
        (["40"], ["40", "not known"], "redrawn"),
        (["Adopted by Council"], ["Adopted by Council"], "same"),
    ],
)
def test_only_of_a_chart_with_numbers_is_it_said_that_they_changed(
    old: list[str], new: list[str], kind: str
):
    assert chart_change_kind(chart(*old), chart(*new)) == kind
