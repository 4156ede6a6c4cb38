"""What an author may write below `brand:`, and what becomes of it."""

from pathlib import Path

import pytest

from safety_plan.models.brand import Brand, read_brand
from safety_plan.models.settings import read_settings
from safety_plan.reading.yaml_files import read_yaml_text

START = "name: A\nshort_name: A\npartnership: P\narea: B\nstatement: S\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def read(text: str, root: Path) -> tuple[Brand, list[str]]:
    """The brand in the settings *text* of the plan at *root*, and the rules that it breaks."""
    document, problems = read_yaml_text(START + text, "data/plan.yml")
    settings, setting_problems = read_settings(document)
    written = document.value.get("brand", "")
    brand, brand_problems = read_brand(settings.brand, root, document.location, written)
    return brand, [p.rule for p in (*problems, *setting_problems, *brand_problems)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "brand").mkdir(parents=True)
    (tmp_path / "data" / "brand" / "a.svg").write_text(LOGO, "utf-8")
    (tmp_path / "data" / "brand" / ".DS_Store").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("name", ["a.svg", "brand/a.svg", "data/brand/a.svg", "./a.svg"])
def test_a_logo_is_found_by_its_name_with_its_folder_or_without(root: Path, name: str):
    brand, rules = read(f"brand:\n  logo: {name}\n", root)

    assert brand.logo is not None
    assert rules == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["file-unread"]),
        ("brand: ''\n", ["file-unread"]),
        ("brand: green\n", ["setting-shape"]),
        ("brand: a.svg\n", ["setting-shape"]),
        ("brand:\n  - logo: a.svg\n", ["setting-shape"]),
        ("brand:\n  lgoo: a.svg\n", ["setting-unknown"]),
        ("brand:\n  logo: A.SVG\n", ["logo-file"]),
        ("brand:\n  logo: brand/a.sgv\n", ["logo-kind"]),
        ("brand:\n  colour: '#1d5b3a80'\n", ["brand-colour", "file-unread"]),
        ("brand:\n  logo: a.svg\n  colour: '#1d5b3aFF'\n  accent: '#fd0f'\n", []),
        ("brand:\n  logo: a.svg\n  colour: #1d5b3a\n", ["yaml-comment"]),
        ("brand:\n  logo: a.svg\n  color: '#1d5b3a'\n", ["setting-unknown"]),
        ("brand:\n  logo: [a.svg]\n", ["setting-shape"]),
        ("brand:\n  partners:\n    name: P\n    logo: a.svg\n", ["setting-shape"]),
        ("brand:\n  partners:\n    - Police\n", ["setting-shape"]),
        ("brand:\n  partners:\n    - logo: a.svg\n", ["setting-missing"]),
        ("brand:\n  partners:\n    - name: P\n      logo: ../a.svg\n", ["logo-file"]),
        (
            "brand:\n  partners:\n    - name: P\n      address: p.example\n      logo: a.svg\n",
            ["address-form"],
        ),
    ],
)
def test_what_is_written_otherwise_is_told_and_nothing_is_raised(
    root: Path, text: str, rules: list[str]
):
    assert read(text, root)[1] == rules


def test_a_partner_without_a_logo_is_shown_by_its_name(root: Path):
    brand, rules = read("brand:\n  logo: a.svg\n  partners:\n    - name: Police\n", root)

    assert [(partner.name, partner.logo) for partner in brand.partners] == [("Police", None)]
    assert rules == []
