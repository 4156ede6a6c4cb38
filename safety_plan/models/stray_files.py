"""Files of `data/` that nothing reads, and those that only bear another name than they should."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.brand import FOLDER as BRAND_FOLDER
from safety_plan.models.registers import REGISTERS
from safety_plan.reading.docs_files import is_desktop_file, plain_name
from safety_plan.reading.yaml_files import Document, as_list, as_mapping, as_text

#: The register of before, whose rows are actions now.
_BEFORE_ACTIONS = "progress.csv"
#: What a computer adds to the name of a copy, once it is in plain letters.
_COPY = re.compile(r"-(?:[0-9]{1,2}|copy(?:-[0-9]{1,2})?)$")
#: Endings by which a file of settings or a table goes as well, and what it should be.
_ENDINGS = {".yaml": ".yml", ".csv.txt": ".csv", ".yml.txt": ".yml", ".txt": ".csv"}
_WORKBOOKS = frozenset([".xlsx", ".xls", ".ods", ".numbers"])


def expected_names(package: Document, tables: Iterable[str], settings: Iterable[str]) -> set[str]:
    """The names of all that may lie in `data/`."""
    resources = as_list(package.value.get("resources"))
    names = {f"{name}.yml" for name in settings}
    names |= {f"{name}.csv" for name in (*REGISTERS, *tables)}
    names |= {as_text(as_mapping(entry).get("path")) for entry in resources}
    return names | {PurePosixPath(BRAND_FOLDER).name}


def stray_file_problems(data: Path, expected: Set[str]) -> Iterator[Problem]:
    """Files of *data* that nothing reads; what desktops leave does no harm."""
    names = {path.name for path in data.glob("*") if not is_desktop_file(path.name)}
    other_names = _find_other_names(names - expected, expected - names)
    for name, other in other_names.items():
        is_workbook = PurePosixPath(other).suffix.lower() in _WORKBOOKS
        key = "file-named.workbook" if is_workbook else "file-named"
        yield problem(key, Location(f"data/{name}"), name=name, other=other)
    for name in sorted(names - expected - {*other_names.values()}):
        key = "file-unread.progress" if name == _BEFORE_ACTIONS else "file-unread"
        yield problem(key, Location(f"data/{name}"))


def _find_other_names(strays: Collection[str], missing: Collection[str]) -> Mapping[str, str]:
    """The file that each of those *missing* may be, by the name that it should have."""
    found: dict[str, str] = {}
    for stray in sorted(strays, key=lambda name: (len(name), name)):
        meant = _expected_name(stray)
        if meant in missing and stray != _BEFORE_ACTIONS:
            found.setdefault(meant, stray)
    return found


def _expected_name(name: str) -> str:
    """The name that the file *name* would have without capitals, spaces and marks of a copy."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
    for other, right in _ENDINGS.items():
        if name.lower().endswith(other):
            stem, ending = name[: -len(other)], right
            break
    ending = ".csv" if ending in _WORKBOOKS else ending
    return f"{_COPY.sub('', plain_name(stem))}{ending}"


def without_misnamed(problems: Iterable[Problem]) -> list[Problem]:
    """*problems* without those that a file is missing, where it is there under another name."""
    problems = list(problems)
    named = {one.location for one in problems if one.rule == "file-named"}
    return [one for one in problems if one.rule != "file-missing" or one.location not in named]
