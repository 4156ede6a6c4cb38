"""What changed within a file: rows and cells, settings, lines of words.

It reads whatever stands there, however broken: a file that cannot be read as what it
should be is told line by line, and one that is no text by its size.
"""

import csv
import io
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from fnmatch import fnmatchcase

from safety_plan.models.fields import rules_of
from safety_plan.models.settings import Settings
from safety_plan.reading.yaml_files import Value, read_yaml_text

#: What each setting of the site is, by its name.
_LABELS = {name: rules.description.rstrip(".") for name, rules in rules_of(Settings).items()}
#: Lists of the program that protect readers.
_LISTS = ("safety_plan/models/exit-places.yml", "safety_plan/models/sensitive-words.yml")
#: What decides which code runs, where it is shown line by line.
_AROUND = (
    *(
        ".github/*",
        ".gitlab/*",
        ".git*",
        "CODEOWNERS",
        ".pre-commit-config.yaml",
        "mkdocs.yml",
        "macros.py",
    ),
    *("requirements*.txt", "*/requirements*.txt", "pyproject.toml"),
)
#: Settings that are told before all others: who loses most where they are wrong.
_FIRST_SETTINGS = ("exit_address", "contact", "contacts_checked_within", "statement", "address")
#: A file with more lines is compared as a heap of lines, which takes no time to speak of.
_MOST_LINES_IN_ORDER = 500
#: So much of what stayed the same is shown before and after what changed.
_CONTEXT = 60
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?^---[ \t]*$", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed: its name, and what stood there before and now."""

    name: str
    before: str
    after: str


Read = Callable[[], bytes]


def file_details(path: str, before: Read, after: Read) -> Iterator[Detail]:
    """What changed in the file at *path* of a plan; nothing of a file that is only named.

    Named only are pictures, code and the like. Of a page of the revision only the settings at
    its top are told: its words are compared as readers see them. Of a sealed file that was
    there only what is new is told: words that the law had taken out are not shown again.
    """
    if not path.endswith((".csv", ".yml", ".md")) and not _is_shown_around(path):
        return
    old, new = _text(before()), _text(after())
    if path.startswith("revisions/"):
        lines = _line_details(old, new) if old and "/pages/" not in path else ()
        yield from (Detail(line.name, "", line.after) for line in lines if line.after)
    elif fnmatchcase(path, "data/*.csv"):
        yield from _row_details(old, new)
    elif fnmatchcase(path, "data/*.yml"):
        yield from _setting_details(old, new, _LABELS if path == "data/plan.yml" else {})
    elif path.startswith("docs/site/") or path in _LISTS or _is_shown_around(path):
        yield from _line_details(old, new)
    elif path.startswith("docs/"):
        yield from _line_details(_front_matter(old), _front_matter(new))


def _is_shown_around(path: str) -> bool:
    """True for what runs by itself, or brings the code of others: few lines, and each counts."""
    return any(fnmatchcase(path, pattern) for pattern in _AROUND)


def _text(content: bytes) -> str:
    text = content.decode("utf-8-sig", errors="backslashreplace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _front_matter(text: str) -> str:
    found = _FRONT_MATTER.match(text)
    return found[0] if found else ""


# Rows


def _row_details(old: str, new: str) -> Iterator[Detail]:
    """Every row that changed, went or came; where only their order is another, that."""
    old_rows, new_rows = _rows(old), _rows(new)
    if old_rows is None or new_rows is None:
        yield from _line_details(old, new)
        return
    gone = _without(old_rows, new_rows)
    came = _without(new_rows, old_rows)
    yield from _pairs_and_rest(gone, came)
    if old_rows and new_rows and [*old_rows[0]] != [*new_rows[0]]:
        yield Detail("headings", ", ".join(old_rows[0]), ", ".join(new_rows[0]))
    elif not gone and not came and old_rows != new_rows:
        order = [", ".join(_name(row) for row in rows) for rows in (old_rows, new_rows)]
        yield Detail("order of the rows", *trim(*order))


Row = Mapping[str, str]


def _rows(text: str) -> list[Row] | None:
    """The rows below the headings; None where the file is no table."""
    try:
        records = [*csv.reader(io.StringIO(text), strict=True)]
    except csv.Error:
        return None
    if not records:
        return []
    headings = _headings(records[0])
    return [_row(headings, record) for record in records[1:] if any(record)]


def _headings(record: list[str]) -> list[str]:
    """The headings, each of them another name."""
    counts = Counter(record)
    return [
        name if name and counts[name] == 1 else f"column {index} {name}".strip()
        for index, name in enumerate(record, start=1)
    ]


def _row(headings: list[str], record: list[str]) -> Row:
    names = [*headings, *(f"column {n + 1}" for n in range(len(headings), len(record)))]
    return dict(zip(names, record, strict=False))


def _without(rows: list[Row], others: list[Row]) -> list[Row]:
    """Those of *rows* that have no like among *others*; a row that stands twice needs two."""
    left = Counter(_filled_cells(row) for row in others)
    result = []
    for row in rows:
        key = _filled_cells(row)
        if left[key]:
            left[key] -= 1
        else:
            result.append(row)
    return result


def _filled_cells(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((name, cell) for name, cell in row.items() if cell)


def _pairs_and_rest(gone: list[Row], came: list[Row]) -> Iterator[Detail]:
    """Rows that begin alike are one row that changed; the others went or came."""
    waiting: defaultdict[str, deque[Row]] = defaultdict(deque)
    for row in came:
        waiting[_first(row)].append(row)
    for row in gone:
        others = waiting[_first(row)]
        if others:
            yield from _cell_details(row, others.popleft())
        else:
            yield Detail(f"row “{_name(row)}”", _whole(row), "")
    left = {id(row) for rows in waiting.values() for row in rows}
    for row in came:
        if id(row) in left:
            yield Detail(f"row “{_name(row)}”", "", _whole(row))


def _first(row: Row) -> str:
    return next(iter(row.values()), "")


def _name(row: Row) -> str:
    """What a person calls the row: its first cell that is filled, and its name if it has one."""
    first = next((cell for cell in row.values() if cell), "")
    name = row.get("name") or row.get("title") or row.get("label") or ""
    return f"{first}: {name}" if name and name != first else first


def _whole(row: Row) -> str:
    return "; ".join(f"{name}: {cell}" for name, cell in _filled_cells(row))


def _cell_details(old: Row, new: Row) -> Iterator[Detail]:
    for column in dict.fromkeys([*old, *new]):
        before, after = old.get(column, ""), new.get(column, "")
        if before != after:
            yield Detail(f"row “{_name(old)}”, {column}", *trim(before, after))


# Settings


def _setting_details(old: str, new: str, labels: Mapping[str, str]) -> Iterator[Detail]:
    """Every setting that changed, with the names above it, and what it is as *labels* say.

    Where a file is no settings, line by line.
    """
    before, after = _settings(old), _settings(new)
    if before is None or after is None:
        yield from _line_details(old, new)
        return
    names = dict.fromkeys([*_FIRST_SETTINGS, *before, *after])
    for name in names:
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            label = f"{name} ({labels[name]})" if name in labels else name
            yield Detail(label, *trim(was, now))


def _settings(text: str) -> dict[str, str] | None:
    document, problems = read_yaml_text(text, "")
    if problems or (text.strip() and not document.value):
        return None
    return dict(_flat(document.value, ""))


def _flat(value: Value, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, f"{name}, {key}" if name else str(key))
    elif isinstance(value, list) and not all(isinstance(part, str) for part in value):
        for index, part in enumerate(value, start=1):
            yield from _flat(part, f"{name}, {index}")
    elif isinstance(value, list):
        yield name, ", ".join(map(str, value))
    else:
        yield name, str(value)


# Lines


def _line_details(old: str, new: str) -> Iterator[Detail]:
    """Every line that changed, went or came."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    if max(len(old_lines), len(new_lines)) > _MOST_LINES_IN_ORDER:
        yield from _heap_details(old_lines, new_lines)
        return
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            before = [line for line in old_lines[old_start:old_end] if line.strip()]
            after = [line for line in new_lines[new_start:new_end] if line.strip()]
            yield from _run_details(before, after)


def _run_details(before: list[str], after: list[str]) -> Iterator[Detail]:
    for index in range(max(len(before), len(after))):
        was = before[index] if index < len(before) else ""
        now = after[index] if index < len(after) else ""
        yield Detail("line", *trim(was, now))


def _heap_details(old_lines: list[str], new_lines: list[str]) -> Iterator[Detail]:
    before, after = Counter(old_lines), Counter(new_lines)
    for line in (before - after).elements():
        yield Detail("line", line, "")
    for line in (after - before).elements():
        yield Detail("line", "", line)


def trim(before: str, after: str) -> tuple[str, str]:
    """Two texts without most of what both begin and end with, so that the change is in sight."""
    if not before or not after:
        return before, after
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    left, right = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    return _cut_out(before, left, right), _cut_out(after, left, right)


def _cut_out(text: str, left: int, right: int) -> str:
    """*text* without *left* letters at its start and *right* at its end, each end marked by “…”."""
    opening = "…" if left else ""
    closing = "…" if right else ""
    return f"{opening}{text[left : len(text) - right]}{closing}"


def _common(one: str, other: str) -> int:
    """How many letters both texts begin with."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
