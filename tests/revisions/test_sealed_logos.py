"""A seal holds a logo as readers see it, for whoever downloads the seal gets all of it."""

import shutil
from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.models.brand import read_brand
from safety_plan.revisions.seal_folder import source_files
from tests.conftest import BRANDED

NAME = "data/brand/fernbrook.svg"


def test_what_runs_in_a_logo_is_not_sealed(tiny: Path, tmp_path: Path):
    shutil.copytree(BRANDED / "data", tiny / "data", dirs_exist_ok=True)
    logo = (tiny / NAME).read_text("utf-8")
    (tiny / NAME).write_text(logo.replace("</svg>", "<script>alert(1)</script></svg>"), "utf-8")
    plan = check(tiny)[0]

    sealed = source_files(plan)

    assert plan.brand.logo is not None
    assert sealed[NAME] == plan.brand.logo.published
    assert b"script" not in sealed[NAME]
    assert b"Somebody" not in sealed["data/brand/housing.png"]
    for path in sealed:  # what was sealed is read as what was shown
        if path.startswith("data/brand/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(sealed[path])
    document = plan.settings_document
    written = document.value.get("brand", "")
    brand, problems = read_brand(plan.settings.brand, tmp_path, document.location, written)
    assert problems == []
    assert brand.logo is not None
    assert brand.logo.published == plan.brand.logo.published
    assert brand.partners == plan.brand.partners
