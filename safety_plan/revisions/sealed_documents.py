"""Files to download in a seal, where the law takes words or a whole file out of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from safety_plan.content.page_text import normalise
from safety_plan.core.text import TOMBSTONE
from safety_plan.models.file_rows import facts_of
from safety_plan.reading.attachments.attachment import KINDS
from safety_plan.reading.attachments.read_attachment import read_attachment, text_in
from safety_plan.reading.docs_files import FILES, list_attachments
from safety_plan.revisions.record import Record

#: The kinds of files whose words cannot be changed without the program that made them.
WITHOUT_WORDS = tuple(ending for ending in KINDS if ending != ".csv")


def documents_containing(folder: Path, words: str) -> list[Path]:
    """The files to download below *folder* in which *words* can be read.

    Their words are packed, so no search of bytes finds them, and none can be taken out singly.
    """
    files = (file for file in sorted(folder.rglob("*")) if file.suffix in WITHOUT_WORDS)
    return [file for file in files if file.is_file() and _can_be_read(file, words)]


def _can_be_read(file: Path, words: str) -> bool:
    text = normalise(text_in(file.suffix, file.read_bytes()))
    return normalise(words) in text


def remove_document(folder: Path, name: str) -> None:
    """Takes the file *name*, if there is one, out of the seal *folder* with the links to it.

    Its digest stays in the record: whoever has a copy can show that it was there.
    """
    if name not in list_attachments(folder / "docs"):
        return
    file = folder / "docs" / FILES / name
    file.unlink()
    if not any(file.parent.iterdir()):  # an empty folder is none that was sealed
        file.parent.rmdir()
    link = re.compile(rf"\[((?:\\.|[^\[\]])*)\]\(download:{FILES}/{re.escape(name)}\)")
    for page in sorted((folder / "pages").rglob("*.md")):
        text = page.read_bytes().decode()
        if (changed := link.sub(rf"\1 {TOMBSTONE}", text)) != text:
            page.write_bytes(changed.encode())


def with_facts(record: Record, files: Path) -> Record:
    """The *record* with size and digest of each of the *files* as it is now."""
    rows = record.registers.get("files", ())
    if not rows:
        return record
    names = {*list_attachments(files.parent)}
    fresh = tuple(_row(row, files) if row["file"] in names else row for row in rows)
    return replace(record, registers={**record.registers, "files": fresh})


def _row(row: Mapping[str, str], files: Path) -> dict[str, str]:
    facts = facts_of(read_attachment(files / row["file"]))
    return {**row, **(facts if facts["sha256"] != row["sha256"] else {})}
