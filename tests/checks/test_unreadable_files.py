"""A file that cannot be read is told of, and nothing that only follows from it."""

from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check
from tests.conftest import record_audit

TODAY = date.today()  # noqa: DTZ011


@pytest.mark.parametrize(
    "name",
    ["figures.csv", "actions.csv", "changes.csv", "help-groups.csv", "sources.yml", "audit.yml"],
)
def test_a_file_that_cannot_be_read_brings_no_other_problem_with_it(name: str, tiny: Path):
    record_audit(tiny)
    before = {(p.rule, p.location, p.found) for p in check(tiny, Stage.CHECK, TODAY)[2]}
    file = tiny / "data" / name
    file.write_bytes(file.read_text("utf-8").encode("utf-16"))

    after = check(tiny, Stage.CHECK, TODAY)[2]

    new = {p.rule for p in after if (p.rule, p.location, p.found) not in before}
    assert new == {"not-utf-8"}
