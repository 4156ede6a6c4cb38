"""Text files as officers save them: opened with care, decoded, line ends made alike."""

import re
from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read

MAX_BYTES = 1_000_000
#: How workbooks, old and new, and other documents start.
DOCUMENTS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: How each line starts that git leaves where two changes clash.
_CLASH = re.compile(r"([<|=>])\1{6}(?: |$)")


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> Read[str]:
    """The text of a file of up to *most* bytes, or the problem that keeps us from it.

    *path* is what messages call the file. The text has no byte-order mark, and every line
    ends in a line feed.
    """
    try:
        rule, size = _refusal(file, most)
        raw = b"" if rule else file.read_bytes()
    except OSError:
        rule = "file-unopened"
        size = 0
        raw = b""
    rule = rule or _foreign_format(raw, file.suffix)
    if rule:
        sizes = {"size": f"{size:,}", "most": f"{most:,}"}
        return "", [problem(rule, Location(path), suffix=file.suffix, **sizes)]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        rule = "not-utf-8" if file.suffix == ".csv" else "not-utf-8.words"
        return "", [problem(rule, Location(path, line=line))]
    return text, [*_clashes(text, path)]


def _refusal(file: Path, most: int) -> tuple[str, int]:
    """The rule by which *file* may not even be opened, or nothing; and its size in bytes."""
    if file.is_symlink():
        return "file-shortcut", 0
    if not file.is_file():
        return ("file-kind" if file.exists() else "file-missing"), 0
    size = file.stat().st_size
    return ("file-too-large" if size > most else ""), size


def _foreign_format(raw: bytes, suffix: str) -> str:
    """The rule that *raw* breaks where it is not text in UTF-8 at all, or nothing."""
    if raw.startswith(DOCUMENTS):
        return "csv-is-a-workbook" if suffix == ".csv" else "file-kind.document"
    if raw.startswith(_UTF_16) or raw.count(b"\0") > len(raw) // 4:
        return "not-utf-8.unicode-text"
    return ""


def _clashes(text: str, path: str) -> Iterator[Problem]:
    """Changes of two people that were never settled: one problem for each clash."""
    is_inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        match = _CLASH.match(line)
        if not match:
            continue
        if match[1] == "<" or not is_inside:
            yield problem("merge-mark", Location(path, line=number), mark=line[:60])
        is_inside = match[1] != ">"
