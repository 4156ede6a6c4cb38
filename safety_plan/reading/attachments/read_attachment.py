"""A file of `docs/files/`: what it is and holds, and every reason not to publish it as it is."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.reading.attachments.attachment import (
    KINDS,
    Attachment,
    Contents,
    Finding,
    UnreadableFileError,
)
from safety_plan.reading.attachments.csv_table import csv_problems, read_csv_table
from safety_plan.reading.attachments.excel import excel_text, read_excel
from safety_plan.reading.attachments.kind_of_file import OTHER_KINDS, ending_of
from safety_plan.reading.attachments.ods import ods_text, read_ods
from safety_plan.reading.attachments.word import read_word, word_text
from safety_plan.reading.attachments.zip_parts import open_parts

#: Readers on a phone wait for every byte, and each revision keeps its own copy.
MOST_BYTES = 10_000_000
#: What a message about the inside of a file may name, besides the program that it was made with.
_PARAMS = ("where", "target", "count", "page", "names", "text")
#: What reads the words out of a file that is packed.
_PACKED = {".docx": word_text, ".xlsx": excel_text, ".ods": ods_text}


def attachment_problems(file: Path, location: Location) -> list[Problem]:
    """Why *file* may not be published as it is; empty where it may."""
    if file.is_symlink():
        return [problem("file-shortcut", location)]
    ending = file.suffix.lower()
    if ending not in KINDS:
        key = OTHER_KINDS.get(ending, "file-kind.other")
        return [problem(key, location, name=file.name, kinds=", ".join(KINDS))]
    size = file.stat().st_size
    if size > MOST_BYTES:
        return [problem("file-too-large.attachment", location, size=size, most=MOST_BYTES)]
    content = published_bytes(file)
    return [*_problems(file, ending, content, location)]


def _problems(file: Path, ending: str, content: bytes, location: Location) -> Iterator[Problem]:
    try:
        real = ending_of(content)
        if real != ending and (real or ending != ".csv"):
            yield _ending_problem(file.name, ending, real, location)
            return
        contents = _contents(ending, content)
    except UnreadableFileError as error:
        yield problem(error.key, location, name=file.name, program=KINDS[ending].program)
        return
    if ending == ".csv":
        yield from csv_problems(file, location)
    yield from (_problem_of(finding, ending, location) for finding in contents.findings)


def _problem_of(finding: Finding, ending: str, location: Location) -> Problem:
    params = dict.fromkeys(_PARAMS, "") | finding.params
    return problem(finding.key, location, program=KINDS[ending].program, **params)


def _ending_problem(name: str, ending: str, real: str, location: Location) -> Problem:
    if real in KINDS:
        params = {"name": name, "real": KINDS[real].label, "ending": real}
        return problem("file-kind.named", location, **params)
    if real:
        key = OTHER_KINDS.get(real, "file-kind.other")
        return problem(key, location, name=name, kinds=", ".join(KINDS))
    return problem("file-kind.empty", location, name=name, kind=KINDS[ending].label)


def read_attachment(file: Path) -> Attachment | None:
    """The file *file* as it is published; None where it cannot be read as what its name says.

    What is wrong with it is told by `attachment_problems`.
    """
    ending = file.suffix.lower()
    if ending not in KINDS or not file.is_file() or file.stat().st_size > MOST_BYTES:
        return None
    content = published_bytes(file)
    try:
        if ending_of(content) not in (ending, "" if ending == ".csv" else ending):
            return None
        contents = _contents(ending, content)
    except UnreadableFileError:
        return None
    return Attachment(
        name=file.name,
        ending=ending,
        size=len(content),
        digest=sha256(content).hexdigest(),
        contents=contents,
    )


def published_bytes(file: Path) -> bytes:
    """The bytes of *file* as readers get it: a CSV file has the line ends that a seal keeps."""
    content = file.read_bytes()
    return content.replace(b"\r\n", b"\n") if file.suffix.lower() == ".csv" else content


def text_in(ending: str, content: bytes) -> str:
    """The words in a file, as far as they can be read out of it; empty where they cannot."""
    try:
        if ending == ".pdf":
            from safety_plan.reading.attachments.pdf import pdf_text

            return pdf_text(content)
        if ending in _PACKED:
            return _PACKED[ending](open_parts(content))
    except UnreadableFileError:
        return ""
    return content.decode("utf-8", "replace")


def _contents(ending: str, content: bytes) -> Contents:
    """What *content* holds, read once for all that ask. Raises UnreadableFileError."""
    return _read_once(ending, sha256(content).hexdigest(), lambda: _reader(ending)(content))


def _reader(ending: str) -> Callable[[bytes], Contents]:
    if ending == ".pdf":  # the library takes a moment to start, and the cache mostly knows
        from safety_plan.reading.attachments.pdf import read_pdf

        return read_pdf
    return {".docx": read_word, ".xlsx": read_excel, ".ods": read_ods, ".csv": read_csv_table}[
        ending
    ]


#: What was read in this run, by ending and digest.
_READ: dict[tuple[str, str], Contents] = {}


def _read_once(ending: str, digest: str, compute: Callable[[], Contents]) -> Contents:
    if (ending, digest) not in _READ:
        file = cache.CACHE_DIR / "attachments" / f"{digest[:20]}{ending}"
        key = cache.key(cache.code_digest(), ending, digest)
        text = cache.get_or_set(file, key, lambda: json.dumps(asdict(compute())).encode())
        _READ[ending, digest] = _from_json(text)
    return _READ[ending, digest]


def _from_json(text: bytes) -> Contents:
    value = json.loads(text)
    findings = tuple(Finding(**finding) for finding in value.pop("findings"))
    return Contents(**{**value, "people": tuple(value["people"])}, findings=findings)
