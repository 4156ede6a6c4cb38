"""The files of `docs/files/`, by their names."""

from pathlib import Path

from safety_plan.reading.attachments.attachment import Attachment
from safety_plan.reading.attachments.read_attachment import read_attachment
from safety_plan.reading.docs_files import FILES, list_attachments


def read_attachments(docs: Path) -> dict[str, Attachment]:
    """Each file below *docs* that can be read; the problems of all are told with the pages."""
    files = {name: read_attachment(docs / FILES / name) for name in list_attachments(docs)}
    return {name: file for name, file in files.items() if file is not None}
