"""What the site offers of a sealed revision: each of its files at its own path, and all in one.

The folder of a revision on the site passes its own SHA256SUMS, and so does the zip file.
"""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from safety_plan.content.templates import render_template
from safety_plan.core.files import write_file
from safety_plan.models.settings import Settings
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.line_ends import sealed_bytes
from safety_plan.revisions.verify import (
    CERTIFICATES,
    CHECKSUMS,
    README,
    SEAL_ARCHIVE,
    STAMP,
    checksums_bytes,
    digest_of,
    sealed_digests,
)
from safety_plan.revisions.witness import Witness, witness_of
from safety_plan.site.check_lines import check_lines

#: Before it no zip file can date anything.
_FIRST_DAY = date(1980, 1, 1)


def write_sealed_files(bundle: RevisionBundle, settings: Settings, folder: Path) -> None:
    """Writes each file of the seal of *bundle* into *folder*, its list, and all of it as a zip.

    What a witness said of it stands beside it.
    """
    seal = bundle.docs.parent
    contents = {
        path: _as_sealed(seal / path, digest) for path, digest in sealed_digests(seal).items()
    }
    contents[CHECKSUMS] = checksums_bytes(seal)
    witness = witness_of(seal.parents[1], settings, bundle.id)
    if witness:
        contents |= {STAMP: witness.content, CERTIFICATES: witness.certificates}
    for path, content in contents.items():
        write_file(folder / path, content)
    contents[README] = _readme(bundle, settings, witness, contents)
    write_zip(folder / SEAL_ARCHIVE, {f"{bundle.id}/{path}": contents[path] for path in contents})


def _as_sealed(file: Path, digest: str) -> bytes:
    """The bytes of *file*, with the line ends under which it has *digest*."""
    content = sealed_bytes(file, digest)
    return file.read_bytes() if content is None else content


def _readme(
    bundle: RevisionBundle,
    settings: Settings,
    witness: Witness | None,
    contents: Mapping[str, bytes],
) -> bytes:
    """What somebody reads who has nothing but the zip file, in lines as Windows ends them."""
    text = render_template(
        "sealed_readme.md",
        settings=settings,
        revision=bundle.record.revision,
        digest=digest_of(bundle.docs.parent),
        folders={path.partition("/")[0] for path in contents},
        lines=check_lines(witness),
        witness=witness,
    )
    return text.replace("\n", "\r\n").encode()


def zip_folder(folder: Path, file: Path | BytesIO) -> None:
    """Puts *folder* whole into *file*, but what a desktop leaves behind."""
    names = {path: path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    contents = {
        f"{folder.name}/{name}": path.read_bytes()
        for path, name in names.items()
        if path.is_file() and not any(map(is_desktop_file, name.split("/")))
    }
    write_zip(file, contents)


def write_zip(file: Path | BytesIO, contents: Mapping[str, bytes]) -> None:
    """Puts *contents* by their paths into *file*: sorted and dated alike, so always the same."""
    with ZipFile(file, "w") as archive:
        for name in sorted(contents):
            archive.writestr(zip_entry(name), contents[name], ZIP_DEFLATED)


def zip_entry(name: str, day: date = _FIRST_DAY) -> ZipInfo:
    """A file in a zip file, dated *day* and readable by all, whatever machine makes it."""
    dated = max(day, _FIRST_DAY)
    info = ZipInfo(name, (dated.year, dated.month, dated.day, 0, 0, 0))
    info.external_attr, info.create_system = 0o644 << 16, 3
    return info
