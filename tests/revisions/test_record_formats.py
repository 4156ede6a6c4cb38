"""The format of a record is fixed: nothing that is added to our classes changes a record."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, make_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.content import chart_content
from safety_plan.models.charts import Chart, Series
from safety_plan.models.plan import Plan, read_plan, sealed_ids
from safety_plan.revisions.bundle import sealed_bundle, working_bundle
from safety_plan.revisions.object_format import ObjectFormat
from safety_plan.revisions.record import Record, from_json, to_json
from safety_plan.revisions.record_formats import FORMATS, NEWEST, first_format
from safety_plan.revisions.verify import seal_problems

HOUSE = Path(__file__).resolve().parents[2]
PLANS = {"tiny": HOUSE / "tests" / "tiny_plan", "real": HOUSE}
SCHEMAS = HOUSE / "safety_plan" / "revisions" / "schemas"
SEALED = [
    plan / "revisions" / name / "plan.json" for plan in PLANS.values() for name in sealed_ids(plan)
]
CLASSES = ("Figure", "Source", "Revision", "Decision", "NavSection", "RecordedPage")


@cache
def working_record(plan: str) -> Record:
    """The record of the working revision of *plan*; nothing can change it."""
    return check(PLANS[plan])[1].record


def wider(kind: type) -> type:
    """The class *kind* with one more field, `doi`."""
    added = [("doi", str, "10.1/x")]
    return make_dataclass(kind.__name__, added, bases=(kind,), frozen=True, kw_only=True)


def widened(value: Any) -> Any:  # noqa: ANN401 (any of our frozen dataclasses)
    """*value* as if its class had one more field."""
    attributes = {field.name: getattr(value, field.name) for field in fields(value)}
    return wider(type(value))(**attributes)


def with_field(record: Record, name: str) -> Record:
    """The *record* as if the class *name* had got one more field."""

    def every(values: Mapping[str, Any]) -> dict[str, Any]:
        return {key: widened(value) for key, value in values.items()}

    revision = record.revision
    parts: dict[str, dict[str, Any]] = {
        "Figure": {"figures": every(record.figures)},
        "Source": {"sources": every(record.sources)},
        "RecordedPage": {"pages": every(record.pages)},
        "Revision": {"revision": widened(revision)},
        "Decision": {
            "revision": replace(
                revision,
                decisions=tuple(widened(decision) for decision in revision.decisions),
                adopted=widened(revision.adopted) if revision.adopted else None,
            )
        },
        "NavSection": {
            "revision": replace(revision, contents=tuple(map(widened, revision.contents)))
        },
    }
    return replace(record, **parts[name])


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("plan", PLANS)
def test_a_field_added_to_a_class_changes_no_record(plan: str, name: str):
    root = PLANS[plan]
    working = working_record(plan)
    assert to_json(with_field(working, name)) == to_json(working)
    for revision in sealed_ids(root):
        text = (root / "revisions" / revision / "plan.json").read_text("utf-8")
        assert to_json(with_field(from_json(text), name)) == text


@pytest.mark.parametrize("plan", PLANS)
def test_a_field_added_to_charts_series_and_pages_changes_no_record(
    plan: str, monkeypatch: pytest.MonkeyPatch
):
    read, _ = read_plan(PLANS[plan], KINDS)
    before = record_of(read)
    monkeypatch.setattr(chart_content, "Chart", wider(Chart))
    monkeypatch.setattr(chart_content, "Series", wider(Series))
    charts = {
        name: replace(widened(chart), series=tuple(map(widened, chart.series)))
        for name, chart in read.charts.items()
    }
    pages = {path: widened(page) for path, page in read.pages.items()}
    changed = replace(read, charts=charts, pages=pages)

    bundle, _ = working_bundle(changed)

    assert '"doi"' in "".join(page.text for page in bundle.pages.values())
    assert to_json(bundle.record) == before
    # As it will be read once it is sealed, so that the pages still read as their record says.
    assert from_json(before).charts == bundle.record.charts


def record_of(plan: Plan) -> str:
    return to_json(working_bundle(plan)[0].record)


def test_a_column_added_to_the_reasons_for_changes_changes_no_record():
    record = working_record("real")
    changed = replace(record, changes=tuple(row | {"doi": "x"} for row in record.changes))

    assert record.changes
    assert to_json(changed) == to_json(record)


@pytest.mark.parametrize("file", SEALED, ids=lambda file: file.parent.name)
def test_a_sealed_record_is_written_as_it_was_sealed(file: Path):
    assert to_json(from_json(file.read_text("utf-8"))).encode() == file.read_bytes()


def in_first_format(record: Record) -> Record:
    pages = {
        path: replace(page, sections=first_format(page.sections))
        for path, page in record.pages.items()
    }
    return replace(as_of_older_formats(record), format=1, pages=pages, changes=())


def schema_of(number: int) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"plan-{number}.schema.json").read_text("utf-8"))


def as_of_older_formats(record: Record) -> Record:
    """The *record* with all digits in its texts: older formats keep none that pages round."""
    figures = {name: replace(one, page_decimals="") for name, one in record.figures.items()}
    return replace(record, figures=figures)


@cache
def record_texts() -> list[str]:
    """Every record of the tree, and those of both working revisions in each format."""
    working = [*map(working_record, PLANS)]
    first = [in_first_format(record) for record in working]
    later = [
        replace(as_of_older_formats(record), format=number)
        for record in working
        for number in range(2, NEWEST)
    ]
    return [
        *(file.read_text("utf-8") for file in SEALED),
        *(to_json(record) for record in (*working, *first, *later)),
    ]


def test_every_record_is_as_its_published_schema_says():
    schemas = {number: schema_of(number) for number in FORMATS}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    formats = set()
    for text in record_texts():
        value = json.loads(text)
        formats.add(value["format"])
        jsonschema.Draft202012Validator(schemas[value["format"]]).validate(value)
    assert formats == set(FORMATS)


def test_every_record_reads_back_as_itself():
    for text in record_texts():
        assert to_json(from_json(text)) == text


@pytest.mark.parametrize("number", FORMATS)
def test_the_schema_names_the_keys_of_the_format(number: int):
    form, schema = FORMATS[number], schema_of(number)
    top = schema["properties"]
    revision, page = top["revision"], top["pages"]["additionalProperties"]
    chart = top["charts"]["additionalProperties"]
    objects: list[tuple[ObjectFormat | None, dict[str, Any]]] = [
        (form.revision, revision),
        (form.decision, schema["$defs"]["decision"]),
        (form.nav_section, revision["properties"]["contents"]["items"]),
        (form.figure, top["figures"]["additionalProperties"]),
        (form.source, top["sources"]["additionalProperties"]),
        (form.chart, chart),
        (form.series, chart["properties"]["series"]["items"]),
        (form.page, page),
        (form.section, page["properties"]["sections"]["items"]),
        (form.change, top.get("changes", {}).get("items", {})),
    ]
    registers = top.get("registers", {}).get("properties", {})
    assert [*registers] == [*form.registers]
    objects += [(form.registers[name], registers[name]["items"]) for name in registers]

    assert sorted(top) == sorted(schema["required"]) == [*form.record]
    for one, described in objects:
        keys = sorted({**one.keys, **one.derived}) if one else []
        assert [*described.get("properties", {})] == described.get("required", []) == keys


@pytest.mark.parametrize("number", FORMATS)
def test_the_keys_of_a_format_stand_in_the_order_of_the_file(number: int):
    form = FORMATS[number]
    for name in (field.name for field in fields(form)):
        one = getattr(form, name)
        if isinstance(one, ObjectFormat):
            assert [*one.keys] == sorted(one.keys), name


def test_the_newest_format_is_the_one_that_is_written():
    assert max(FORMATS) == NEWEST == working_record("tiny").format


@pytest.mark.parametrize(
    "where", ["revision", "figures", "sources", "charts", "pages", "sections", ""]
)
@pytest.mark.parametrize("how", ["missing", "unknown"])
def test_a_record_with_other_keys_than_its_format_is_not_read(where: str, how: str):
    value = json.loads(SEALED[-1].read_text("utf-8"))
    page = next(iter(value["pages"].values()))
    parts = {"": value, "revision": value["revision"], "sections": page["sections"][0]}
    part = parts[where] if where in parts else next(iter(value[where].values()))
    if how == "missing":
        del part[sorted(part)[-1]]
    else:
        part["doi"] = "10.1/x"

    with pytest.raises((ValueError, KeyError)):
        from_json(json.dumps(value))


@pytest.mark.parametrize("number", [0, NEWEST + 1, 99])
def test_a_format_that_is_not_known_is_neither_read_nor_written(number: int):
    text = SEALED[0].read_text("utf-8")
    with pytest.raises(ValueError, match=f"record format {number}"):
        from_json(re.sub(r'"format": \d+', f'"format": {number}', text))
    with pytest.raises(ValueError, match=f"record format {number}"):
        to_json(replace(from_json(text), format=number))


def test_a_seal_in_an_older_format_is_whole_and_stays_in_it(tiny: Path):
    """The sealed pages still read as their record in format 1 says."""
    folder = tiny / "revisions" / "2021-06"
    first = in_first_format(sealed_bundle(tiny, "2021-06").record)
    (folder / "plan.json").write_text(to_json(first), "utf-8")

    found = {problem.location.path for problem in seal_problems(tiny)}

    assert found == {"revisions/2021-06/plan.json"}  # its digest is another; nothing else
    assert from_json((folder / "plan.json").read_text("utf-8")).format == 1
