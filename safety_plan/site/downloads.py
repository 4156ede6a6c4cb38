"""What each published revision offers for download: its record, its tables, its chart rows."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from safety_plan.content.chart_content import chart_of, chart_rows
from safety_plan.models.plan import Plan
from safety_plan.models.tables import as_csv
from safety_plan.reading.csv_files import escape_formula
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.record import to_json
from safety_plan.site.attachments import write_attachments
from safety_plan.site.data_package import (
    data_files,
    described_data,
    worked_out_files,
    write_data_package,
)
from safety_plan.site.sealed_files import write_sealed_files


def write_downloads(plan: Plan, bundle: RevisionBundle, folder: Path) -> None:
    """Writes `plan.json`, `data/` and, where sealed, the whole seal, into *folder*.

    What is sealed is copied, never written again: its digest is known.
    """
    data = folder / "data"
    (data / "charts").mkdir(parents=True, exist_ok=True)
    described = described_data(plan, bundle)
    if bundle.sealed:
        write_sealed_files(bundle, settings_of(plan.settings, bundle.record), folder)
    else:
        (folder / "plan.json").write_bytes(to_json(bundle.record).encode())
        worked_out = worked_out_files(described)
        for name in data_files(bundle, described):
            file = bundle.data / name
            (data / name).write_bytes(worked_out[name] if name in worked_out else file.read_bytes())
    write_attachments(bundle, folder)
    write_data_package(bundle, described, data)
    for content in bundle.record.charts.values():
        write_csv(data / "charts" / f"{content['id']}.csv", *chart_rows(chart_of(content)))


def write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes rows so that no spreadsheet takes a cell for a formula."""
    cells = [[escape_formula(cell) for cell in row] for row in [headings, *rows]]
    file.write_bytes(as_csv(cells[0], cells[1:]).encode())
