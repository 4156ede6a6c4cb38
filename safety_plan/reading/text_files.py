"""Text files as officers save them: opened with care, decoded, line ends made alike."""

import re
from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read

MAX_BYTES = 1_000_000


#: How workbooks, old and new, and other documents start.
DOCUMENTS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")


_CLASH = re.compile(r"([<|=>])\1{6}(?: |$)")


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> Read[str]:
    """The text of a file of up to *most* bytes, or the problem that keeps us from it."""
    try:
        key, size = _kept_out(file, most)
        raw = b"" if key else file.read_bytes()
    except OSError:
        key, size, raw = "file-unopened", 0, b""
    if raw.startswith(DOCUMENTS):
        key = "csv-is-a-workbook" if file.suffix == ".csv" else "file-kind.document"
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw.count(b"\0") > len(raw) // 4:
        key = "not-utf-8.unicode-text"
    if key:
        return "", [
            problem(key, Location(path), size=f"{size:,}", most=f"{most:,}", suffix=file.suffix)
        ]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return text, [*_clashes(text, path)]
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", [problem("not-utf-8", Location(path, line=line))]


def _kept_out(file: Path, most: int) -> tuple[str, int]:
    """Why *file* must not even be opened, or nothing; and its size in bytes."""
    if file.is_symlink():
        return "file-shortcut", 0
    if not file.is_file():
        return ("file-kind" if file.exists() else "file-missing"), 0
    size = file.stat().st_size
    return ("file-too-large" if size > most else ""), size


def _clashes(text: str, path: str) -> Iterator[Problem]:
    """Changes of two people that were never settled: one problem for each clash."""
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not (mark := _CLASH.match(line)):
            continue
        if mark[1] == "<" or not inside:
            yield problem("merge-mark", Location(path, line=number), mark=line[:60])
        inside = mark[1] != ">"
