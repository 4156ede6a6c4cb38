"""What other programs read: files with a schema, the same as the site says, for ever alike."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from safety_plan.models.sensitivity import word_in_address
from safety_plan.site.api.data_resource import as_cell
from safety_plan.site.api.kinds import FOLDER, kinds
from safety_plan.site.build import build_preview

#: What people build on. To this list only more columns may be added, each at the end of its line.
VERSION_1 = {
    "figures": "id label text value unit qualifier period place counts base note caveats source "
    "source_title part licence table row column address embed",
    "charts": "id title subtitle description caveats sources numbers embed",
    "tables": "name title about place columns rows sources licences json csv",
    "table": "",
    "actions": "id page_id promise lead helpers due state state_as_of source part figure note why "
    "was",
    "targets": "id what figure goal by start latest verdict tolerance set_by source part rating "
    "rating_period rating_source rating_part rating_note note",
    "revisions": "id title plan status status_note summary life adopted in_force_since "
    "in_force_until sealed digest licence address files",
    "decisions": "revision date body what source source_address",
    "changes": "revision before list id title change was now sentence reason why source part "
    "address",
    "corrections": "date revision page_id title was is approved source address",
}
#: Of the bytes of a revision, those that its files for programs may add.
MOST_ADDED = 0.15


@pytest.fixture(params=["real_site", "tiny_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def files(site: Path) -> list[Path]:
    found = sorted((site / FOLDER).rglob("*.json"))
    return [file for file in found if file.parent.name != "schemas"]


def load(file: Path) -> dict:
    return json.loads(file.read_text("utf-8"))


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_no_column_of_version_1_is_renamed_or_taken_away():
    assert {name: [c.name for c in kind.columns] for name, kind in kinds().items()} == {
        name: columns.split() for name, columns in VERSION_1.items()
    }


def test_every_file_keeps_to_the_schema_that_it_names(site: Path):
    assert files(site)
    for file in files(site):
        content = load(file)
        schema = load(file.parent / content["$schema"])
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(content)


def test_beside_each_file_the_same_rows_stand_as_csv(site: Path):
    for file in files(site):
        content = load(file)
        with (file.parent / content["csv"]).open(encoding="utf-8", newline="") as text:
            rows = [*csv.DictReader(text)]
        assert rows == [{k: as_cell(v) for k, v in row.items()} for row in content["rows"]], file


def test_each_kind_is_there_for_each_revision_and_what_is_newest_under_a_name_that_stays(
    site: Path,
):
    folder = site / FOLDER
    newest = load(site / "revisions.json")["newest"]
    of_revision = {name for name, kind in kinds().items() if kind.of == "revision"}
    of_site = {name for name, kind in kinds().items() if kind.of == "site"}

    assert {file.stem for file in folder.glob("*.json")} == of_site
    for revision in load(site / "revisions.json")["revisions"]:
        assert {file.stem for file in (folder / revision["id"]).glob("*.json")} == of_revision
    copies = [f.relative_to(folder / "latest") for f in (folder / "latest").rglob("*.*")]
    assert copies
    for path in copies:
        assert (folder / "latest" / path).read_bytes() == (folder / newest / path).read_bytes()


def test_figures_and_tables_say_what_the_revision_says(site: Path):
    for revision in load(site / "revisions.json")["revisions"]:
        record = load(site / revision["id"] / "plan.json")["figures"]
        folder = site / FOLDER / revision["id"]
        for row in load(folder / "figures.json")["rows"]:
            keys = [key for key in row if key in record[row["id"]]]
            assert {k: row[k] for k in keys} == {k: record[row["id"]][k] for k in keys}
            assert (site / row["address"] / "index.html").is_file()
        for table in load(folder / "tables.json")["rows"]:
            published = (site / revision["id"] / "data" / f"{table['name']}.csv").read_text("utf-8")
            rows = load(folder / table["json"])["rows"]
            assert rows == [*csv.DictReader(published.splitlines())]
            assert table["rows"] == len(rows)


def test_changes_name_each_figure_whose_number_changed(real_site: Path):
    rows = load(real_site / FOLDER / "changes.json")["rows"]
    with (real_site / "history/2019-04-to-2020-04/figures.csv").open(encoding="utf-8") as file:
        compared = {row["figure"]: (row["old"], row["new"]) for row in csv.DictReader(file)}

    figures = {r["id"]: (r["was"], r["now"]) for r in rows if r["list"] == "figures"}
    assert compared.items() <= figures.items()
    assert {row["list"] for row in rows} >= {"figures", "pages", "priorities", "actions"}
    assert all((real_site / row["address"] / "index.html").is_file() for row in rows)


def test_the_catalogue_names_files_that_are_there_each_with_a_licence(site: Path):
    catalogue = load(site / FOLDER / "catalogue.jsonld")
    named = [
        form["dcat:downloadURL"]["@id"].partition(f"{FOLDER}/")[2]
        or form["dcat:downloadURL"]["@id"]
        for data_set in catalogue["dcat:dataset"]
        for form in data_set["dcat:distribution"]
    ]

    assert {*kinds()} - {"table"} <= {Path(name).stem for name in named}
    assert [name for name in named if not (site / FOLDER / name).is_file()] == []
    assert all(data_set["dct:license"] for data_set in catalogue["dcat:dataset"])


def test_no_address_says_what_a_reader_may_have_to_hide(site: Path):
    paths = [file.relative_to(site).as_posix() for file in (site / FOLDER).rglob("*")]

    assert [path for path in paths if word_in_address(path)] == []


def test_one_more_revision_adds_little(real_site: Path):
    for revision in ("2019-04", "2020-04"):
        added = size(real_site / FOLDER / revision)
        assert added <= MOST_ADDED * size(real_site / revision)


def test_a_preview_leaves_out_a_table_that_is_not_described_yet(tiny: Path, tmp_path: Path):
    file = tiny / "data" / "datapackage.yml"
    text = file.read_text("utf-8").replace("    title: Break-ins by area\n", "", 1)
    file.write_text(text, "utf-8")

    build_preview(tiny, tmp_path / "site")

    tables = load(tmp_path / "site" / FOLDER / "latest" / "tables.json")["rows"]
    assert {"thefts"} <= {row["name"] for row in tables}
    assert "break-ins" not in {row["name"] for row in tables}
