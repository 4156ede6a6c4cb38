"""The lists of a living plan: what people said and what was done, and what no page shows."""

import re
from collections.abc import Iterator

from safety_plan.checks.pages import all_readable
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.plan import Plan
from safety_plan.models.terms import last_day
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: So few answers that their number can show who gave them.
_FEW = 5
#: Nothing was done, and no reason stands beside it.
_NO_REASON = re.compile(
    r"(?:(?:we )?(?:did |changed )?nothing(?: (?:was |has been |has )?(?:changed|done))?"
    r"|no|none|nil|no (?:further )?(?:changes?|action)(?: (?:was |were )?(?:made|taken))?"
    r"|(?:comments? )?noted|not applicable|n/?a|-+)(?:,? because)?[\s.!…]*",
    re.I,
)
#: What shows who somebody is: a title before a name, an email address, a telephone number with its
#: first 0, a whole postcode.
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.?\s+[A-Z][\w'’-]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|(?<![\w.])(?:\+44 ?|0)[1-9](?: ?[0-9]){8,9}(?![0-9])"
    r"|\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b"
)
#: The list of next dates, as a call or as the block that answers it.
_SHOWS_DATES = re.compile(r"^```plan-due$|\{\{\s*dates\(", re.M)
#: The cells that people who answered could be found by, by register.
_PEOPLES_WORDS = {"consultations": ("what", "whom"), "responses": ("said", "did")}
#: The cells that say whose task something is.
_ROLES = {"recommendations": ("leads",), "gaps": ("supplier",), "risks": ("leads",)}
#: The page word that shows the rows of each register; what people said stands below what was asked.
_SHOWN_BY = {name: "consultations" if name == "responses" else name for name in LIST_WORDS}


def consultation_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Consultations that close before they open, or that so few answered that they show."""
    for row in plan.rows("consultations"):
        opened, closes = row["opened"], row["closes"]
        if _comes_before(closes, opened):
            location = row.location("closes")
            days = {"opened": format_date(opened), "closes": format_date(closes)}
            yield problem("consultation-days", location, **days)
        if row["answers"].isdecimal() and 0 < int(row["answers"]) < _FEW:
            yield problem("answers-form.few", row.location("answers"), cell=row["answers"])


def _comes_before(closes: str, opened: str) -> bool:
    """Whether the last day that *closes* may mean is before the first that *opened* may."""
    are_dates = format_date(closes) and format_date(opened)
    return bool(are_dates) and last_day(closes) < f"{opened}-01-01"[: len("2020-01-01")]


def response_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What people said without what was done."""
    for row in plan.rows("responses"):
        if row["said"] and not row["did"]:
            yield problem("response-unanswered", row.location("did"))
        elif _NO_REASON.fullmatch(row["did"].strip()):
            yield problem("response-unanswered.why", row.location("did"), cell=row["did"])


def named_person_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What shows who answered a consultation, or names one person where a role belongs."""
    for registers, key in ((_PEOPLES_WORDS, "person-named"), (_ROLES, "person-named.role")):
        cells = [(name, column) for name, columns in registers.items() for column in columns]
        for name, column in cells:
            for row in plan.rows(name):
                if match := _PERSON.search(row[column]):
                    yield problem(key, row.location(column), mark=match[0])


def unshown_row_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Rows of such a list that stand on no page."""
    if not all_readable(plan):
        return
    texts = [page.text for page in bundle.pages.values()]
    blocks = [block for text in texts for block in find_blocks(text, "entries")]
    shown = {entry["anchor"] for block in blocks for entry in block["entries"]}
    for name, word in _SHOWN_BY.items():
        rows = [row for row in plan.rows(name) if _is_in_place(plan, row)]
        hidden = [row for row in rows if _anchor(name, word, row) not in shown]
        yield from _unshown(name, word, hidden)
    texts += [page.text for page in plan.site_pages.values()]
    if not any(map(_SHOWS_DATES.search, texts)):
        yield from _unshown("dates", "dates", plan.rows("dates"))


def _is_in_place(plan: Plan, row: Row) -> bool:
    """False for what was said to a consultation that there is not, which is told of already."""
    asked = {one["id"] for one in plan.rows("consultations")}
    return row.cells.get("consultation", "") in {"", *asked}


def _anchor(name: str, word: str, row: Row) -> str:
    return f"{word}-{row['id' if name == word else 'consultation']}"


def _unshown(name: str, word: str, rows: list[Row]) -> Iterator[Problem]:
    if rows:
        numbers = ", ".join(str(row.number) for row in rows)
        yield problem("rows-unshown", Location(f"data/{name}.csv"), rows=numbers, call=word)
