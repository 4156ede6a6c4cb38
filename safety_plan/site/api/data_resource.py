"""One file of `api/`: rows with what they are, as JSON and as CSV beside it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safety_plan.core.files import write_file
from safety_plan.site.api.kinds import VERSION, Kind, kinds
from safety_plan.site.data_licences import Licence
from safety_plan.site.downloads import write_csv

#: A text, texts, a count or a switch by the name of its column.
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """The rows of one file, and what stands around them.

    *path* is that of the file without its ending, below the folder of its revision; it is
    *revision*'s, or that of the whole site.
    """

    kind: Kind
    path: str
    title: str
    plan: str
    licences: Sequence[Licence]
    headings: Sequence[str]
    rows: Sequence[Row]
    revision: str | None = None

    @property
    def name(self) -> str:
        """The name of the file without its folder and its ending."""
        return self.path.rpartition("/")[2]


def resource_of_kind(
    name: str,
    rows: Sequence[Row],
    *,
    plan: str,
    licences: Sequence[Licence],
    revision: str | None = None,
) -> Resource:
    """The file of the kind *name*, with what the columns of that kind say of *rows*."""
    kind = kinds()[name]
    headings = [column.name for column in kind.columns]
    return Resource(
        kind=kind,
        path=name,
        title=kind.title,
        plan=plan,
        licences=licences,
        headings=headings,
        rows=[{heading: row[heading] for heading in headings} for row in rows],
        revision=revision,
    )


def write_resource(resource: Resource, folder: Path, schema: str) -> None:
    """Writes *resource* below *folder* as JSON and as CSV; *schema* is the link to its schema."""
    file = folder / f"{resource.path}.json"
    content = {
        "$schema": schema,
        "version": VERSION,
        "name": resource.name,
        "title": resource.title,
        "plan": resource.plan,
        "revision": resource.revision,
        "csv": f"{resource.name}.csv",
        "licences": [*resource.licences],
        "rows": [*resource.rows],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_file(file, f"{text}\n".encode())
    rows = ([as_cell(row[name]) for name in resource.headings] for row in resource.rows)
    write_csv(file.with_suffix(".csv"), resource.headings, rows)


def as_cell(value: object) -> str:
    """A *value* of a row as the cell of a CSV file: texts with semicolons between them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
