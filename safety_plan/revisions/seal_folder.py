"""What stands in the folder of a seal, and the chain from each seal to the one before it."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from safety_plan.core.files import write_file
from safety_plan.core.translation import SOURCE_LANGUAGE
from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.models.tables import table_csv
from safety_plan.reading.docs_files import FILES, list_attachments, list_files
from safety_plan.reading.logos.kinds import published_logo
from safety_plan.reading.pictures.kinds import KINDS as PICTURE_KINDS
from safety_plan.reading.pictures.kinds import published_bytes
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.page_texts import write_texts
from safety_plan.revisions.record import from_json, to_json, with_pages
from safety_plan.revisions.verify import CHECKSUMS, NOT_SEALED, checksums, digest_of

#: Files of words and rows; the rest of a plan are pictures.
_TEXTS = (".csv", ".md", ".yml")
#: What stands beside the seals: git would else write line ends anew where it keeps or takes
#: out a file, as the settings of that machine or of the folders above ask.
GIT_ATTRIBUTES = """# Evidence: kept to the byte.
* -text -ident -filter -working-tree-encoding
"""

#: The line of a seal that tells what the law made us take out of it.
REMOVED = re.compile(r"^removed: .*$", re.M)
#: Lines of a seal that stay when it is sealed again: its first day, and what was taken out.
STAYS = re.compile(r"^(?:sealed|removed): .*$", re.M)


def write_text(file: Path, text: str) -> None:
    """Writes *text* with the same bytes on every system."""
    file.write_bytes(text.encode())


def fill_seal(
    folder: Path, plan: Plan, bundle: RevisionBundle, seals: Path, extra_lines: Sequence[str] = ()
) -> None:
    """Writes into *folder* all that seals *bundle*: sources, pages, texts, record and digests.

    *seals* holds the seals that stand already; *extra_lines* go at the end of `seal.yml`.
    Raises RuntimeError where the record, read back, would not say what the pages say: then
    its format lacks a field that a page shows.
    """
    record = to_json(bundle.record)
    _read_back(record, bundle)
    _copy_sources(plan, folder)
    shutil.copytree(folder / "docs", folder / "pages")
    _leave_out_attachments(folder / "pages")
    for path, page in bundle.pages.items():
        source = (folder / "docs" / path).read_text(encoding="utf-8-sig")
        front_matter = source.splitlines(keepends=True)[: plan.pages[path].first_line - 1]
        if page.language != SOURCE_LANGUAGE and not plan.pages[path].language:
            front_matter.insert(1, f"language: {page.language}\n")
        write_text(folder / "pages" / path, "".join(front_matter) + page.text)
    write_texts(bundle, folder)
    write_text(folder / "plan.json", record)
    write_text(folder / "seal.yml", _seal_text(plan, bundle, seals, extra_lines))
    write_text(folder / CHECKSUMS, checksums(folder))


def _leave_out_attachments(pages: Path) -> None:
    """Takes the files to download from the folder of resolved *pages*: one copy of each will do."""
    for name in list_attachments(pages):
        (pages / FILES / name).unlink()
    for folder in sorted((pages / FILES).rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if (pages / FILES).is_dir() and not any((pages / FILES).iterdir()):
        (pages / FILES).rmdir()


def _read_back(record: str, bundle: RevisionBundle) -> None:
    sealed = from_json(record)
    if with_pages(sealed, bundle.pages) != sealed:
        raise RuntimeError(
            "The record does not hold all that the pages show. Give it a new format first:"
            " see engineering/how-to-add.md."
        )


def source_files(plan: Plan) -> dict[str, bytes]:
    """What the authors wrote, as a seal keeps it: each file of `docs/` and `data/` by its path.

    With each table that is worked out, as readers get it: a later program may do that in another
    way. Without what is about today and what a desktop leaves. A text gets the line ends that git
    leaves alone on every machine. A picture loses what it says about where it was taken and with
    what, and a logo all that it does not show: whoever downloads the seal gets all of it.
    """
    files = {}
    for folder, left_out in ((plan.docs, ("site",)), (plan.data, NOT_SEALED)):
        for path in list_files(folder):
            if path.partition("/")[0] not in left_out:
                files[f"{folder.name}/{path}"] = _sealed_bytes(folder / path)
    worked_out = [table for table in plan.tables.values() if table.derivation]
    return files | {f"data/{table.name}.csv": table_csv(table) for table in worked_out}


def _sealed_bytes(file: Path) -> bytes:
    if file.suffix.lower() in PICTURE_KINDS:
        return published_bytes(file)
    if file.suffix.lower() == ".svg":  # only a logo may be one, and it may hold code
        return published_logo(file)
    content = file.read_bytes()
    return content.replace(b"\r\n", b"\n") if file.name.endswith(_TEXTS) else content


def _copy_sources(plan: Plan, folder: Path) -> None:
    for path, content in source_files(plan).items():
        write_file(folder / path, content)


def protect_from_git(seals: Path) -> None:
    """Tells git to leave every byte below *seals* alone, wherever the plan stands."""
    write_text(seals / ".gitattributes", GIT_ATTRIBUTES)


def _seal_text(plan: Plan, bundle: RevisionBundle, seals: Path, extra_lines: Sequence[str]) -> str:
    adopted = bundle.record.revision.adopted
    previous = plan.sealed[-1] if plan.sealed else "none"
    digest = digest_of(seals / previous) if plan.sealed else "none"
    lines = [f'revision: "{bundle.id}"', f"status: {bundle.record.revision.status}"]
    # JSON quotes text as YAML reads it back, whatever marks are in it.
    if adopted:
        body = json.dumps(adopted.body, ensure_ascii=False)
        lines += ["decision:", f"  body: {body}", f'  date: "{adopted.date}"']
        lines.append(f"  source: {adopted.source}")
    lines += [f'previous: "{previous}"', f"digest: {digest}"]
    return "\n".join([*lines, *extra_lines, ""])


def rechain(seals: Path) -> None:
    """Writes the digests of each seal below *seals*, and names each in the one after it."""
    previous = "none"
    for name in sealed_ids(seals.parent):
        file = seals / name / "seal.yml"
        text = file.read_text(encoding="utf-8")
        write_text(file, re.sub(r"(?m)^digest: .*$", f"digest: {previous}", text))
        write_text(seals / name / CHECKSUMS, checksums(seals / name))
        previous = digest_of(seals / name)
