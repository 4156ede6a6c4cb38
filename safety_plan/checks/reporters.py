"""Tells problems: to a person in a terminal, to GitHub, to a program; and explains their rules.

What each rule is, why it is there and an example stand in `rules/`, a file each.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from safety_plan.checks.plain_english import Reading
from safety_plan.core.problems import Location, Problem, did_you_mean, sort_problems


def problems_as_text(problems: Iterable[Problem]) -> str:
    """Every problem: where, what was found, what to do, and the rule's short name.

    What has to be put right comes first, what is only warned of after it.
    """
    told = sorted(sort_problems(problems), key=lambda problem: problem.warning)
    parts = [
        f"{p.location}\n  {'(Warning) ' * p.warning}{p.found}\n  {p.fix}  [{p.rule}]\n"
        for p in told
    ]
    return "\n".join([*parts, _summary(told)])


def _summary(told: Sequence[Problem]) -> str:
    files = {problem.location.path for problem in told if not problem.warning}
    warned = sum(problem.warning for problem in told)
    things = f"{_counted(len(told) - warned, 'thing')} to put right in "
    said = things + _counted(len(files), "file") if files else "Nothing to put right"
    return said + (f", and {_counted(warned, 'thing')} to think about." if warned else ".")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def readings_as_text(readings: Iterable[Reading]) -> str:
    """A line for each page: its reading age, its words, its longest sentence."""
    heading = "Reading age, words and longest sentence of each page; aim for an age of about 9"
    lines = [
        f"{age:>4}  {words:>5}  {most:>3}  {path}" for age, words, most, path in readings if age
    ]
    return "\n".join([heading, *lines, ""])


def problems_as_github(problems: Iterable[Problem], root: Path) -> str:
    """Every problem as an annotation on its line, as GitHub Actions reads them."""
    return "\n".join(_annotation(problem, root) for problem in sort_problems(problems))


def _annotation(problem: Problem, root: Path) -> str:
    level = "warning" if problem.warning else "error"
    file = _escaped(problem.location.path).replace(":", "%3A").replace(",", "%2C")
    message = _escaped(f"{problem.location}: {problem.found} {problem.fix}")
    where = f"file={file},line={_line(problem.location, root)}"
    return f"::{level} {where},title={problem.rule}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _line(place: Location, root: Path) -> int:
    """The line of the file, which is not the row where a cell above holds several lines."""
    if place.row < 2:
        return place.line or 1
    text = (root / place.path).read_text(encoding="utf-8-sig", errors="replace")
    reader = csv.reader(io.StringIO(text))
    return [reader.line_num for _ in islice(reader, place.row - 1)][-1] + 1


def problems_as_json(problems: Iterable[Problem]) -> str:
    """Every problem as JSON; CONTRIBUTING says what each key holds."""
    listed = [
        {
            "file": p.location.path,
            **{
                key: getattr(p.location, key) or None for key in ("row", "line", "column", "letter")
            },
            "name": p.rule,
            "message": p.found,
            "fix": p.fix,
            "warning": p.warning,
            **({"text": p.text} if p.text else {}),
        }
        for p in sort_problems(problems)
    ]
    return json.dumps({"format": 1, "problems": listed}, ensure_ascii=False, indent=1)


def load_rules() -> dict[str, str]:
    """Every rule by its short name, explained in three paragraphs."""
    files = sorted((Path(__file__).parent / "rules").glob("*.md"))
    return {file.stem: file.read_text(encoding="utf-8").strip() for file in files}


def explain_rule(name: str) -> str:
    """The rule *name*; the first sentence of each where there is no rule of that name."""
    known = load_rules()
    if name in known:
        return f"{name}\n\n{known[name]}"
    unknown = f"There is no rule called “{name}”. {did_you_mean(name, known)}".strip() + "\n\n"
    firsts = {rule: " ".join(text.split()).partition(". ")[0] for rule, text in known.items()}
    listed = "\n".join(f"{rule}: {first}." for rule, first in firsts.items())
    return (unknown if name else "") + listed
