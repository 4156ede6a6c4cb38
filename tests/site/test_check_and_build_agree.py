"""What check passes, build builds: odd text in every setting, cell and title at once.

Each place that check tells of is put back; the site of all that is left must build.
"""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.site.build import build_site
from tests.conftest import TINY

#: Each is put behind the words that stand there.
ODD = [
    *("{{", "{% x %}", "\u202e", "<script>x</script>", "&#123;&#123;", "a & b", "======="),
    *("[draft] *i* _i_", "**b**", "`c` \\[", "```plan-chart", "'\"“q”", "# h", "[^1] | ~", "💷 ŵ"),
    "Traceback (most recent call last)",
]
_SETTING = re.compile(r"^(\s*(?:- )?)([a-z_]+): ([^\[{|>\"'#\n][^\n{}\[\]]*)$", re.M)
#: Settings that are names of something, which the words of a plan are not.
_NAMES = {"id", "name", "kind", "table", "labels", "values", "series", "mark", "path", "source"}
_NAMES |= {"status", "date", "taken", "address", "repository", "page_id", "topics", "type"}
_NAME_COLUMNS = {"id", "page_id", "figure", "source", "state", "revision", "table", "row", "term"}
_NAME_COLUMNS |= {"column", "unit", "period", "date", "area", "value", "reason", "thefts", "rate"}
_NAME_COLUMNS |= {"phone", "checked", "qualifier", "edition", "strand", "topics"}


def with_odd_settings(text: str, odd: str, spared: set[int]) -> str:
    """*text* with *odd* behind the words of each setting, but on the lines that are *spared*."""

    def add(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start(2)) + 1
        if match[2] in _NAMES or line in spared:
            return match[0]
        words = f"{match[3]} {odd}".replace("'", "''")
        return f"{match[1]}{match[2]}: '{words}'"

    return _SETTING.sub(add, text)


def with_odd_cells(text: str, odd: str, spared: set[int]) -> str:
    rows = [*csv.reader(io.StringIO(text))]
    for number, row in enumerate(rows[1:], start=2):
        for index, heading in enumerate(rows[0]):
            if row[index] and heading not in _NAME_COLUMNS and number not in spared:
                row[index] += f" {odd}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write_odd(plan: Path, odd: str, spared: dict[str, set[int]]) -> None:
    for file in [*TINY.glob("data/*"), *TINY.glob("docs/**/*.md")]:
        path = file.relative_to(TINY).as_posix()
        text, lines = file.read_text(encoding="utf-8"), spared.get(path, set())
        if file.suffix == ".csv":
            text = with_odd_cells(text, odd, lines)
        elif file.suffix == ".yml":
            text = with_odd_settings(text, odd, lines)
        else:
            head, mark, body = text.removeprefix("---\n").partition("---\n")
            lines = {line - 1 for line in lines}
            text = f"---\n{with_odd_settings(head, odd, lines)}{mark}{body}"
        (plan / path).write_bytes(text.encode())


@pytest.mark.usefixtures("sealed_anew")
@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("odd", ODD)
def test_what_check_passes_the_build_builds(odd: str, tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    spared: dict[str, set[int]] = {}
    for _ in range(6):
        write_odd(plan, odd, spared)
        problems = [problem for problem in check(plan)[2] if not problem.is_warning]
        if not problems:
            break
        for problem in problems:
            place = problem.location
            spared.setdefault(place.path, set()).add(place.row or place.line)

    # Where check tells of another place, such as a page that shows the cell, it refuses too.
    if not problems:
        build_site(plan, tmp_path / "site")
