"""The description of a revision's files, for machines."""

from safety_plan.core.resources import load_resource
from safety_plan.models.registers import REGISTERS, RETIRED_REGISTERS, UNSEALED_REGISTERS


def test_every_register_that_a_revision_keeps_has_a_title_for_its_file():
    kept = {*REGISTERS, *RETIRED_REGISTERS} - {*UNSEALED_REGISTERS}

    assert {*load_resource("site/file-titles.yml")} == kept
