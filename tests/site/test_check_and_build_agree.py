"""What check passes, build builds: odd text in every setting, cell and title at once.

Each place that check tells of is put back; the site of all that is left must build.
"""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from safety_plan.checks.registry import check
from safety_plan.site.build import build_site
from tests.conftest import TINY, of_all_processes

#: No check lets these stand behind any words of a plan.
REFUSED = (
    *("{{", "{% x %}", "\u202e", "&#123;&#123;", "=======", "**b**", "```plan-chart"),
    "Traceback (most recent call last)",
)
#: Each is put behind the words that stand there, with the others of its kind behind it: those of
#: one kind may stand in nearly the same places.
ODD = (
    *((odd,) for odd in REFUSED),
    ("<script>x</script>",),
    ("a & b", "[draft] *i* _i_", "'\"“q”", "# h", "💷 ŵ", "[^1] | ~"),
    ("`c` \\[",),
)
_SETTING = re.compile(r"^(\s*(?:- )?)([a-z_]+): ([^\[{|>\"'#\n][^\n{}\[\]]*)$", re.M)
#: Settings that are names of something, which the words of a plan are not.
_NAMES = {"id", "name", "kind", "table", "labels", "values", "series", "mark", "path", "source"}
_NAMES |= {"status", "date", "taken", "address", "repository", "page_id", "topics", "type"}
_NAME_COLUMNS = {"id", "page_id", "figure", "source", "state", "revision", "table", "row", "term"}
_NAME_COLUMNS |= {"column", "unit", "period", "date", "area", "value", "reason", "thefts", "rate"}
_NAME_COLUMNS |= {"phone", "checked", "qualifier", "edition", "strand", "topics", "object"}


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


def write_what_check_passes(plan: Path, kind: tuple[str, ...]) -> None:
    """Puts a *kind* everywhere, and each place back that check tells of, until it tells of none."""
    spared: dict[str, set[int]] = {}
    for _ in range(6):
        write_odd(plan, " ".join(kind), spared)
        problems = check(plan)[2] if any(stands(one, words_of(plan)) for one in kind) else []
        problems = [problem for problem in problems if not problem.is_warning]
        if not problems:
            return
        for problem in problems:
            place = problem.location
            spared.setdefault(place.path, set()).add(place.row or place.line)
    pytest.fail(f"{kind}: {problems}")


def words_of(plan: Path) -> str:
    """All the words of *plan* that odd ones are put behind."""
    files = [*plan.glob("data/*"), *plan.glob("docs/**/*.md")]
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(files))


def words_built(kind: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of a plan with those of a *kind* wherever check passes them: its site is built.

    The first process that needs it builds it for all of them; where none passes, nobody does.
    """
    folder = of_all_processes(tmp_path_factory) / f"odd-{ODD.index(kind)}"
    with FileLock(f"{folder}.lock"):
        if not (folder / "site").exists():
            shutil.rmtree(folder, ignore_errors=True)
            plan = Path(shutil.copytree(TINY, folder / "plan"))
            write_what_check_passes(plan, kind)
            if any(stands(odd, words_of(plan)) for odd in kind):
                build_site(plan, folder / "site")
            (folder / "site").mkdir(exist_ok=True)
    return words_of(folder / "plan")


def stands(odd: str, words: str) -> bool:
    """True where *odd* stands more often in *words*, as a setting too, than in the tiny plan."""
    forms = {odd, odd.replace("'", "''")}
    return any(words.count(form) > words_of(TINY).count(form) for form in forms)


@pytest.mark.usefixtures("sealed_anew")
@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("odd", [odd for kind in ODD for odd in kind])
def test_what_check_passes_the_build_builds(odd: str, tmp_path_factory: pytest.TempPathFactory):
    kind = next(kind for kind in ODD if odd in kind)

    words = words_built(kind, tmp_path_factory)

    assert stands(odd, words) == (odd not in REFUSED)
