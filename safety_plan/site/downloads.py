"""What each published revision offers for download: its record, its tables, its chart rows."""

import shutil
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from safety_plan.content.renderer import chart_of, chart_rows
from safety_plan.core import cache
from safety_plan.models.tables import as_csv
from safety_plan.reading.csv_files import escape_formula
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import to_json
from safety_plan.revisions.verify import CHECKSUMS, SEAL_ARCHIVE
from safety_plan.site.data_package import data_files, write_data_package


def write_downloads(bundle: RevisionBundle, folder: Path) -> None:
    """Writes `plan.json`, `data/` and, where sealed, the digests, into *folder*.

    What is sealed is copied, never written again: its digest is known.
    """
    data = folder / "data"
    (data / "charts").mkdir(parents=True, exist_ok=True)
    for name in data_files(bundle):
        shutil.copyfile(bundle.data / name, data / name)
    write_data_package(bundle, data)
    for content in bundle.record.charts.values():
        write_csv(data / "charts" / f"{content['id']}.csv", *chart_rows(chart_of(content)))
    if bundle.sealed:
        seal = bundle.docs.parent
        shutil.copyfile(seal / "plan.json", folder / "plan.json")
        shutil.copyfile(seal / CHECKSUMS, folder / CHECKSUMS)
        zip_folder(seal, folder / SEAL_ARCHIVE)
    else:
        (folder / "plan.json").write_bytes(to_json(bundle.record).encode())


def zip_folder(folder: Path, file: Path | BytesIO) -> None:
    """Puts *folder* whole into *file*: sorted and dated alike, so always the same bytes.

    What a desktop leaves behind stays out.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    with ZipFile(file, "w") as archive:
        for path in sorted(path for path in files if not is_desktop_file(path.name)):
            info = ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
            info.external_attr, info.create_system = 0o644 << 16, 3
            archive.writestr(info, path.read_bytes(), ZIP_DEFLATED)


def write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes rows so that no spreadsheet takes a cell for a formula.

    What pandas makes of them is kept, as drawings are: it takes long to start.
    """
    cells = [[escape_formula(cell) for cell in row] for row in [headings, *rows]]
    key = cache.key("rows", cache.code_digest(), cells)
    slot = cache.CACHE_DIR / "charts" / f"{key}.csv"
    file.write_bytes(cache.get_or_set(slot, key, lambda: as_csv(cells[0], cells[1:]).encode()))
