"""Reports problems: to a person in a terminal, to GitHub, to a program; and explains rules."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from safety_plan.checks.plain_english import Reading
from safety_plan.checks.reading_budget import LEAST_WORDS
from safety_plan.checks.repeats import gather_repeats
from safety_plan.content.typed_numbers import RULES_FILE, trace
from safety_plan.core.messages import Rule, load_rule, rule_names
from safety_plan.core.problems import Location, Problem, sort_problems
from safety_plan.core.resources import PACKAGE
from safety_plan.core.suggestions import did_you_mean

#: The format of what `problems_as_json` returns; a key is added without a new one.
JSON_FORMAT = 1


def problems_as_text(problems: Iterable[Problem]) -> str:
    """Every problem: where, what was found, what to do, and the rule's short name.

    What has to be put right comes first, warnings after it, a summary last.
    """
    one_by_one = gather_repeats(_distinct(problems))
    ordered = sorted(one_by_one, key=lambda problem: problem.is_warning)
    return "\n".join([*map(_as_text, ordered), _summary(ordered)])


def first_shown(problems: Iterable[Problem]) -> Problem:
    """The problem that `problems_as_text` shows first. Raises ValueError where there is none."""
    return min(sort_problems(problems), key=lambda problem: problem.is_warning)


def _distinct(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each once; of two rules that say the same word for word, the first."""
    first: dict[tuple[Location, str, str], Problem] = {}
    for problem in sort_problems(problems):
        first.setdefault((problem.location, problem.found, problem.fix), problem)
    return list(first.values())


def _as_text(problem: Problem) -> str:
    warning = "(Warning) " if problem.is_warning else ""
    return f"{problem.location}\n  {warning}{problem.found}\n  {problem.fix}  [{problem.rule}]\n"


def _summary(problems: Sequence[Problem]) -> str:
    errors = [problem for problem in problems if not problem.is_warning]
    warnings = len(problems) - len(errors)
    text = "Nothing to put right"
    if errors:
        files = {problem.location.path for problem in errors}
        text = f"{_count(len(errors), 'thing')} to put right in {_count(len(files), 'file')}"
    if warnings:
        text += f", and {_count(warnings, 'thing')} to think about"
    return f"{text}."


def _count(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def readings_as_text(readings: Iterable[Reading], allowances: Mapping[str, int]) -> str:
    """A line for each page: its reading age, its words, its longest sentence.

    *allowances* are the ages at which pages may read, by file; none where the plan sets none.
    """
    heading = "Reading age, words and longest sentence of each page; aim for an age of about 9"
    lines = [
        f"{page.age:>4}  {page.words:>5}  {page.longest:>3}  {page.path}"
        f"{_allowance(page, allowances.get(page.path))}"
        for page in readings
        if page.age
    ]
    return "\n".join([heading, *lines, ""])


def _allowance(page: Reading, allowed: int | None) -> str:
    """What a line says of the age that is allowed, where the page is above it."""
    if not allowed or page.age <= allowed:
        return ""
    return f"  (allowed: {allowed})" if page.words >= LEAST_WORDS else "  (too short to tell)"


def problems_as_github(problems: Iterable[Problem], root: Path, notes: Sequence[str] = ()) -> str:
    """Every problem as an annotation on its line, as GitHub Actions reads them; then *notes*.

    *root* is the folder of the plan, whose files say on which line a row stands.
    """
    one_by_one = gather_repeats(sort_problems(problems))
    lines = [_annotation(problem, root) for problem in one_by_one]
    return "\n".join([*lines, *(f"::notice::{_escape_for_github(note)}" for note in notes)])


def _annotation(problem: Problem, root: Path) -> str:
    file = _escape_for_github(problem.location.path).replace(":", "%3A").replace(",", "%2C")
    message = _escape_for_github(f"{problem.location}: {problem.found} {problem.fix}")
    properties = f"file={file},line={_line(problem.location, root)},title={problem.rule}"
    return f"::{problem.severity} {properties}::{message}"


def _escape_for_github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _line(location: Location, root: Path) -> int:
    """The line of the file, which is not the row where a cell above holds several lines."""
    if location.row < 2:
        return location.line or 1
    text = (root / location.path).read_text(encoding="utf-8-sig", errors="replace")
    reader = csv.reader(io.StringIO(text))
    ends_of_rows = [reader.line_num for _ in islice(reader, location.row - 1)]
    return ends_of_rows[-1] + 1


def problems_as_json(problems: Iterable[Problem], notes: Sequence[str] = ()) -> str:
    """Every problem as JSON: `{"format": 1, "problems": [...], "notes": [...]}`.

    *notes* are sentences about what was not looked at; they are no problems.

    Each problem has these keys; one that says nothing is null, and `text` is left out:

        file      the path below the folder of the plan
        row       the row of a table as a spreadsheet counts, the headings being row 1
        line      the line of a file as an editor counts
        column    the heading of the column
        letter    the letter of the column
        name      the short name of the rule, as `check --explain` takes it
        message   what was found
        fix       what to do
        severity  "error", or "warning", which stops nothing
        warning   true for a warning
        text      the exact words found, where there are some
    """
    entries = [_as_dict(problem) for problem in sort_problems(problems)]
    report = {"format": JSON_FORMAT, "problems": entries, "notes": [*notes]}
    return json.dumps(report, ensure_ascii=False, indent=1)


def _as_dict(problem: Problem) -> dict[str, str | int | None]:
    location = problem.location
    entry = {
        "file": location.path,
        "row": location.row or None,
        "line": location.line or None,
        "column": location.column or None,
        "letter": location.letter or None,
        "name": problem.rule,
        "message": problem.found,
        "fix": problem.fix,
        "severity": problem.severity.value,
        "warning": problem.is_warning,
    }
    return {**entry, "text": problem.text} if problem.text else entry


def explain_rule(name: str) -> str:
    """The rule *name*; the first sentence of each where there is no rule of that name."""
    names = rule_names()
    if name in names:
        rule = load_rule(name)
        return "\n\n".join([name, rule.explanation, *_list_of(rule)])
    overview = "\n".join(f"{rule}: {_first_sentence(rule)}" for rule in names)
    if not name:
        return overview
    unknown = f"There is no rule called “{name}”. {did_you_mean(name, names)}".strip()
    return f"{unknown}\n\n{overview}"


def _list_of(rule: Rule) -> Iterator[str]:
    """What the rule goes by, as the file that holds it has it, but for its notes to engineers."""
    if rule.list_file:
        text = (PACKAGE / rule.list_file).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        yield "\n".join(["The list:", *lines])


def explain_numbers(text: str) -> str:
    """Each number in *text*: whether it is reported, and the line of the rules that decided."""
    lines = []
    for decision in trace(text):
        verdict = "is reported" if decision.number.is_reported else "is not reported"
        where = f"line {decision.line} of {RULES_FILE.name}"
        lines.append(f"“{decision.number.text}” {verdict}: {where}\n  {decision.rule}")
    return "\n".join(lines) or "No number stands there."


def _first_sentence(name: str) -> str:
    text = " ".join(load_rule(name).explanation.split())
    return f"{text.partition('. ')[0]}."
