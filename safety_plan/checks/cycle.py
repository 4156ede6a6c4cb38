"""The lists of a living plan: what people said and what was done, and what no page shows."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from safety_plan.checks.pages import all_readable_with_site
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.plan import Plan
from safety_plan.models.terms import last_day
from safety_plan.reading.csv_files import Row
from safety_plan.reading.markdown_text import without_code
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
#: A title before a name.
_NAMED = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.?\s+[A-Z][\w'’-]+"
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
_PHONE = r"(?<![\w.])(?:\+44 ?|0)[1-9](?: ?[0-9]){8,9}(?![0-9])"
#: A whole postcode, in which a few households live.
_POSTCODE = r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b"
#: What people said, and who they are: nothing may lead to one of them.
_ANY_TRACE = re.compile(f"{_NAMED}|{_EMAIL}|{_PHONE}|{_POSTCODE}")
#: What others say to them: it may tell how to reach a council.
_ANY_NAME = re.compile(_NAMED)
_NO_ROLE = re.compile(f"{_NAMED}|{_EMAIL}|{_PHONE}")
#: The message, the pattern, and the cells in which it is looked for.
_PEOPLE = (
    ("person-named", _ANY_TRACE, "consultations", "whom"),
    ("person-named", _ANY_NAME, "consultations", "what"),
    ("person-named", _ANY_TRACE, "responses", "said"),
    ("person-named", _ANY_NAME, "responses", "did"),
    ("person-named.role", _NO_ROLE, "recommendations", "leads"),
    ("person-named.role", _NO_ROLE, "gaps", "supplier"),
    ("person-named.role", _NO_ROLE, "risks", "leads"),
)
_HEADLINES = "headlines"
_DATES = "dates"
#: The block that answers a call for the list of next dates.
_DATES_BLOCK = "due"
#: The word of a call, even of one that is not written as it should be.
_CALLED = re.compile(r"\{\{\s*(\w+)")
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
    for key, pattern, name, column in _PEOPLE:
        for row in plan.rows(name):
            if match := pattern.search(row[column]):
                yield problem(key, row.location(column), mark=match[0])


def unshown_row_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Rows of such a list that stand on no page, as far as pages could be read and answered."""
    if not all_readable_with_site(plan):
        return
    texts = [page.text for page in bundle.pages.values()]
    on_pages = {anchor for text in texts for anchor in _anchors(text)}
    passed_over = _calls_in_vain(plan, bundle) | _calls_beside(plan)
    hidden = {
        name: [row for row in plan.rows(name) if _is_hidden(plan, name, row, on_pages)]
        for name in _SHOWN_BY
    }
    hidden[_HEADLINES] = _unshown_headlines(plan, texts)
    is_dated = any(find_blocks(text, _DATES_BLOCK) for text in texts)
    hidden[_DATES] = [] if is_dated else plan.rows(_DATES)
    for name, rows in hidden.items():
        word = _SHOWN_BY.get(name, name)
        if rows and word not in passed_over:
            yield _unshown(name, word, rows)


def _calls_beside(plan: Plan) -> Counter[str]:
    """The words that pages about the site ask for: those are answered as they stand today."""
    return _count_calls(page.text for page in plan.site_pages.values())


def _calls_in_vain(plan: Plan, bundle: RevisionBundle) -> Counter[str]:
    """The lists that a page asks for and does not get; what keeps them from it is told there."""
    answers: Counter[str] = Counter()
    for page in bundle.pages.values():
        answers.update(block["name"] for block in find_blocks(page.text, "entries"))
        answers.update(_HEADLINES for _ in find_blocks(page.text, _HEADLINES))
        answers.update(_DATES for _ in find_blocks(page.text, _DATES_BLOCK))
    return _count_calls(page.text for page in plan.pages.values()) - answers


def _count_calls(texts: Iterable[str]) -> Counter[str]:
    """How often *texts* ask for each word, whether or not it is asked for as it should be."""
    return Counter(word for text in texts for word in _CALLED.findall(without_code(text)))


def repeated_row_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Rows that two lists of one page show: each has one place on it.

    Two rows of one id are told of already.
    """
    alike = {f"{name}-{one}" for name in LIST_WORDS for one in _repeated_ids(plan, name)}
    for path, page in bundle.pages.items():
        anchors = _anchors(page.text)
        counts = Counter(anchors)
        if twice := [anchor for anchor in counts if counts[anchor] > 1 and anchor not in alike]:
            name, row = twice[0].split("-", maxsplit=1)
            yield problem("rows-twice", Location(f"docs/{path}"), name=name, row=row)


def _repeated_ids(plan: Plan, name: str) -> list[str]:
    return [one for one, count in Counter(r["id"] for r in plan.rows(name)).items() if count > 1]


def _anchors(text: str) -> list[str]:
    """The place of each entry of the lists on a page."""
    blocks = find_blocks(text, "entries")
    return [entry["anchor"] for block in blocks for entry in block["entries"]]


def _unshown_headlines(plan: Plan, texts: Sequence[str]) -> list[Row]:
    """The headline figures that no page shows, where pages could be answered."""
    if plan.unread:
        return []
    blocks = [found for text in texts for found in find_blocks(text, _HEADLINES)]
    on_pages = {headline["id"] for block in blocks for headline in block}
    return [row for row in plan.rows(_HEADLINES) if row["figure"] not in on_pages]


def _is_hidden(plan: Plan, name: str, row: Row, on_pages: Container[str]) -> bool:
    """True for a row that stands on no page and could: not for an answer to no consultation."""
    consultations = {one["id"] for one in plan.rows("consultations")}
    is_in_place = row.cells.get("consultation", "") in {"", *consultations}
    return is_in_place and _anchor(name, _SHOWN_BY[name], row) not in on_pages


def _anchor(name: str, word: str, row: Row) -> str:
    return f"{word}-{row['id' if name == word else 'consultation']}"


def _unshown(name: str, word: str, rows: list[Row]) -> Problem:
    numbers = ", ".join(str(row.number) for row in rows)
    path = f"data/{name}.csv"
    return problem("rows-unshown", Location(path), rows=numbers, call=word, depends_on=path)
