"""What each published revision offers for download: its record, its tables, its chart rows."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from safety_plan.content.renderer import chart_of, chart_rows
from safety_plan.core import cache
from safety_plan.models.tables import as_csv
from safety_plan.reading.csv_files import escape_formula
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import to_json
from safety_plan.revisions.verify import (
    CHECKSUMS,
    SEAL_ARCHIVE,
    checksums_bytes,
    digest_of,
    sealed_bytes,
    sealed_digests,
)
from safety_plan.site.data_package import data_files, write_data_package


def write_downloads(bundle: RevisionBundle, folder: Path) -> None:
    """Writes `plan.json`, `data/` and, where sealed, the digests, into *folder*.

    What is sealed is copied, never written again: its digest is known.
    """
    data = folder / "data"
    (data / "charts").mkdir(parents=True, exist_ok=True)
    digests = sealed_digests(bundle.docs.parent) if bundle.sealed else {}
    for name in data_files(bundle):
        (data / name).write_bytes(_as_sealed(bundle.data / name, digests.get(f"data/{name}")))
    write_data_package(bundle, data)
    for content in bundle.record.charts.values():
        write_csv(data / "charts" / f"{content['id']}.csv", *chart_rows(chart_of(content)))
    if bundle.sealed:
        seal = bundle.docs.parent
        (folder / "plan.json").write_bytes(_as_sealed(seal / "plan.json", digests["plan.json"]))
        (folder / CHECKSUMS).write_bytes(checksums_bytes(seal))
        zip_folder(seal, folder / SEAL_ARCHIVE, {**digests, CHECKSUMS: digest_of(seal)})
    else:
        (folder / "plan.json").write_bytes(to_json(bundle.record).encode())


def _as_sealed(file: Path, digest: str | None) -> bytes:
    """The bytes of *file*, with the line ends under which it has *digest*."""
    content = sealed_bytes(file, digest) if digest else None
    return file.read_bytes() if content is None else content


def zip_folder(
    folder: Path, file: Path | BytesIO, digests: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Puts *folder* whole into *file*: sorted and dated alike, so always the same bytes.

    What a desktop leaves behind stays out. Files of which the *digests* are known have the
    line ends that they were sealed with.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    with ZipFile(file, "w") as archive:
        for path in sorted(files):
            name = path.relative_to(folder).as_posix()
            if any(map(is_desktop_file, name.split("/"))):
                continue
            info = ZipInfo(f"{folder.name}/{name}")
            info.external_attr, info.create_system = 0o644 << 16, 3
            archive.writestr(info, _as_sealed(path, digests.get(name)), ZIP_DEFLATED)


def write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes rows so that no spreadsheet takes a cell for a formula.

    What pandas makes of them is kept, as drawings are: it takes long to start.
    """
    cells = [[escape_formula(cell) for cell in row] for row in [headings, *rows]]
    key = cache.key("rows", cache.code_digest(), cells)
    slot = cache.CACHE_DIR / "charts" / f"{key}.csv"
    file.write_bytes(cache.get_or_set(slot, key, lambda: as_csv(cells[0], cells[1:]).encode()))
