"""The answers to what a page asks for: a short list of names an officer can learn.

Each answer is Markdown that stands by itself: words, marks such as
`[63%](figure:share)` that say where a number comes from, and blocks
(`plan-…`) that hold the rows of a chart or a table. That is what a sealed
revision keeps, so no later change of wording here can reach it. Blocks that
are about today (telephone numbers, the register) hold only their name.
"""

import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from typing import TypeVar

from safety_plan.content.action_blocks import action_block, counts_in_words
from safety_plan.content.annotations import annotated_numbers
from safety_plan.content.change_phrases import describe_change
from safety_plan.content.links import escape_markdown
from safety_plan.content.macro_calls import Call, parse_calls
from safety_plan.content.money_blocks import money_block, page_of_amount
from safety_plan.content.priority_cards import priority_cards
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate
from safety_plan.models.figures import Figure, read_where
from safety_plan.models.help import topics_of
from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import names_danger
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row

#: Lists about all revisions and the site, as they stand today: `revision("register")` and the like.
DYNAMIC_LISTS: list[str] = load_resource("core/labels.yml")["lists"]
#: The name of a problem that only follows from another, which is told instead.
SUPPRESSED = "told-elsewhere"
#: The place of a problem before it is known who asks.
UNKNOWN_LOCATION = Location("")
#: A function that a page may call with texts, and that gives Markdown.
PageWord = Callable[..., str]
#: What a block keeps of a column.
_COLUMN_KEYS = ("name", "title", "type", "unit", "description", "numerator", "denominator")
T = TypeVar("T")


class PageWordError(Exception):
    """A call that is well formed but cannot be answered, and the problem it makes."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.found)


def fenced_block(kind: str, content: object) -> str:
    """A block of the resolved page: *kind* and its content as JSON."""
    body = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return f"```plan-{kind}\n{body}\n```"


class PlanWords:
    """The words that a page of every plan may use, answered from one *plan*.

    Every public method is a word. Each takes texts, gives Markdown, and raises
    PageWordError where it cannot; the first line of its docstring shows the call.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def figure(self, name: str = "") -> str:
        """{{ figure("name") }}: a number; without a name, the list of all."""
        if not name:
            typed = annotated_numbers({f"page:{p.page_id}": p for p in self._plan.pages.values()})
            return fenced_block("figures", {"typed": typed} if typed else {})
        figure = self._figure(name)
        return f"[{figure.text}](figure:{figure.id})"

    def change(self, old: str, new: str, show: str = "change") -> str:
        """{{ change("old", "new") }}: how one figure differs from another, in words."""
        before, after = self._figure(old), self._figure(new)
        text = describe_change(before, after, show)
        if text is None:
            is_qualified = before.unit == after.unit and (before.qualifier or after.qualifier)
            rule = "change-compares.qualifier" if is_qualified else "change-compares"
            params = {"old": old, "new": new, "was": before.text, "now": after.text}
            raise PageWordError(problem(rule, UNKNOWN_LOCATION, **params))
        return f"[{text}](change:{after.id}/{before.id})"

    def chart(self, name: str) -> str:
        """{{ chart("name") }}: a chart with its table, source and caveats."""
        broken = self._plan.broken_charts
        chart = _lookup("chart-unknown", name, self._plan.charts, broken)
        words = asdict(chart)
        del words["shared_scale"]  # how it is drawn beside another, not what it says
        return fenced_block("chart", words)

    def table(self, name: str, columns: str = "", where: str = "") -> str:
        """{{ table("name") }}: a table; columns="a,b" and where="a=x" choose from it."""
        table = _lookup("table-unknown", name, self._plan.tables)
        return fenced_block("table", _table_content(table, columns, where))

    def source(self, name: str = "", part: str = "") -> str:
        """{{ source("name") }}: a link to a source; part="paragraph 1.5" adds the part."""
        if not name:
            return fenced_block("sources", {})
        source = _lookup("source-unknown", name, self._plan.sources)
        link = f"[{escape_markdown(source.title)}](source:{source.id})"
        return f"{link}, {escape_markdown(part)}" if part else link

    def actions(self, page_id: str = "", show: str = "list") -> str:
        """{{ actions("page-id") }}: what was promised; all without a page; show="counts"."""
        rows = self._plan.rows("actions")
        pages = [row["page_id"] for row in rows]
        rows = _of_page(rows, pages, page_id, ("actions-none", "actions-none.all"))
        _lookup("actions-show", show, dict.fromkeys(("list", "counts")))
        if show == "counts":
            return counts_in_words(rows)
        block = action_block(self._plan, rows, self._answer_column, self.source)
        return fenced_block("actions", block) if page_id else fenced_block("promises", block)

    def money(self, page_id: str = "") -> str:
        """{{ money("page-id") }}: the money for a priority; all amounts without one."""
        rows = self._plan.rows("money")
        pages = [page_of_amount(self._plan, row) for row in rows]
        rows = _of_page(rows, pages, page_id, ("money-none", "money-none.all"))
        block = money_block(self._plan, rows, self._answer_column, self.source)
        return fenced_block("money", block)

    def revision(self, name: str = "", page: str = "", text: str = "") -> str:
        """{{ revision("2019-04") }}: a link to a revision; page="page-id" to its page."""
        if name in DYNAMIC_LISTS:
            return fenced_block(name, {})
        if not name:
            return escape_markdown(self._plan.revision.title)
        revisions = [*self._plan.sealed, self._plan.revision.id]
        _lookup("revision-unknown.asked", name, dict.fromkeys(revisions))
        target = f"{name}/{page}" if page else name
        return f"[{text or name}](revision:{target})"

    def priorities(self) -> str:
        """{{ priorities() }}: the priorities as plain, unnumbered cards."""
        if not self._plan.rows("priorities"):
            raise PageWordError(problem("priorities-none", UNKNOWN_LOCATION))
        return fenced_block("priorities", priority_cards(self._plan, self.figure))

    def contacts(self, topic: str = "") -> str:
        """{{ contacts("topic") }}: telephone numbers for a topic; all without one."""
        if topic:
            rule = "topic-unknown.sensitive" if names_danger(topic) else "topic-unknown.asked"
            _lookup(rule, topic, dict.fromkeys(topics_of(self._plan)))
        return fenced_block("contacts", {"topic": topic})

    def glossary(self, term: str = "") -> str:
        """{{ glossary("ASB") }}: a term in full, linked; without one, the whole list."""
        rows = self._plan.rows("glossary")
        if not term:
            keys = ("term", "expansion", "meaning", "source")
            return fenced_block("glossary", [{key: row[key] for key in keys} for row in rows])
        row = _lookup("term-unknown", term, {row["term"]: row for row in reversed(rows)})
        text = escape_markdown(f"{row['expansion']} ({term})" if row["expansion"] else term)
        return f"[{text}](term:{term_anchor(term)})"

    def _figure(self, name: str) -> Figure:
        broken = (row["id"] for row in self._plan.rows("figures"))
        labels = {
            row["id"]: f"{row['label']} {row['period']}" for row in self._plan.rows("figures")
        }
        return _lookup("figure-unknown", name, self._plan.figures, broken, labels)

    def _answer_column(self, row: Row, column: str) -> str:
        """A cell with its own calls answered."""
        location = row.location(column)
        answered, problems = answer_cell(self._plan, words_of(self), row[column], location)
        if problems:  # told of the cell, by whoever reads the register
            raise PageWordError(replace(problems[0], rule=SUPPRESSED))
        return answered


def words_of(words: PlanWords) -> dict[str, PageWord]:
    """Every word of *words* by its name."""
    methods = inspect.getmembers(words, inspect.ismethod)
    return {name: method for name, method in methods if not name.startswith("_")}


def answer_call(plan: Plan, words: Mapping[str, PageWord], call: Call) -> str | Problem:
    """The Markdown that *call* asks for, or the problem that keeps us from it.

    The problem has no location of its own: only its caller knows the page.
    """
    word = words[call.name]
    try:
        inspect.signature(word).bind(*call.arguments, **call.named)
    except TypeError:
        usage = (inspect.getdoc(word) or call.name).splitlines()[0]
        return problem("call-words", UNKNOWN_LOCATION, name=call.name, usage=usage)
    try:
        answer: object = word(*call.arguments, **call.named)
    except PageWordError as error:
        is_unread = error.problem.depends_on in plan.unread
        return replace(error.problem, rule=SUPPRESSED) if is_unread else error.problem
    except Exception as error:  # noqa: BLE001 (a word of macros.py can do anything)
        return _no_answer(call, f"{type(error).__name__}: {error}")
    if not isinstance(answer, str):
        return _no_answer(call, f"it gave {answer!r}, which is no text")
    return answer


def answer_cell(
    plan: Plan, words: Mapping[str, PageWord], text: str, location: Location
) -> Read[str]:
    """*text* of the cell at *location* with its calls answered, and what is wrong with them."""
    problems: list[Problem] = []
    for (start, end), item in reversed(parse_calls(text, location.path, words)):
        answer = item if isinstance(item, Problem) else answer_call(plan, words, item)
        if isinstance(answer, Problem):
            problems.insert(0, replace(answer, location=location))
            answer = ""
        text = text[:start] + answer + text[end:]
    return text, problems


def _no_answer(call: Call, error: str) -> Problem:
    return problem("macros-file.answer", UNKNOWN_LOCATION, name=call.name, error=truncate(error))


def term_anchor(term: str) -> str:
    """The anchor of a glossary term: small letters, digits and hyphens."""
    letters = "".join(c if c.isalnum() else "-" for c in term.lower())
    return "-".join(part for part in letters.split("-") if part)


def _lookup(
    rule: str,
    name: str,
    choices: Mapping[str, T],
    broken: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
) -> T:
    """The one of *choices* that is called *name*.

    Raises PageWordError with the problem *rule* where none is; where it is one of those that
    are *broken*, with a problem that is not told, because check tells what broke it.
    """
    if name in choices:
        return choices[name]
    unknown = problem(rule, UNKNOWN_LOCATION, name=name, choices=choices, labels=labels)
    if name in broken:
        message = f"“{name}” has a problem of its own."
        fix = f"See what check says of {unknown.depends_on}."
        unknown = Problem(UNKNOWN_LOCATION, SUPPRESSED, message, fix)
    raise PageWordError(unknown)


def _of_page(rows: list[Row], pages: list[str], page_id: str, keys: tuple[str, str]) -> list[Row]:
    """Those of *rows* whose page, in the same place of *pages*, is *page_id*; or all.

    Raises PageWordError by the first of *keys* where no row is of the page, else by the second.
    """
    if not page_id and not rows:
        raise PageWordError(problem(keys[1], UNKNOWN_LOCATION))
    if page_id:
        _lookup(keys[0], page_id, dict.fromkeys(filter(None, pages)))
    return [row for row, page in zip(rows, pages, strict=True) if page_id in ("", page)]


def _rows_where(table: Table, where: str) -> list[Row]:
    """The rows of *table* that fit *where*; raises PageWordError where none does."""
    cells = read_where(where)
    rows = table.where(cells)
    if rows or not table.rows:
        return rows
    params = {"table": table.name, "path": table.path, "where": where}
    for column, cell in cells.items():
        names = {row[column]: row for row in table.rows}
        if cell not in names:
            params |= {"column": column, "name": cell}
            raise PageWordError(problem("table-rows", UNKNOWN_LOCATION, choices=names, **params))
    raise PageWordError(problem("table-rows.together", UNKNOWN_LOCATION, **params))


def _table_content(table: Table, columns: str, where: str) -> dict[str, object]:
    names = [name.strip() for name in columns.split(",") if name.strip()]
    by_name = {column.name: column for column in table.columns}
    for name in [*names, *read_where(where)]:
        _lookup("column-unknown", name, by_name)
    chosen = [by_name[name] for name in names or by_name if names or name != "source"]
    rows = _rows_where(table, where)
    return {
        "anchor": term_anchor(f"table {table.name} {columns} {where}"),
        **{key: getattr(table, key) for key in ("name", "title", "description", "place")},
        "sources": table.sources_of(rows),
        "caveats": table.caveats_of(rows, [column.name for column in chosen]),
        "columns": [
            {**{key: getattr(column, key) for key in _COLUMN_KEYS}, "counts": column.definition}
            for column in chosen
        ],
        "rows": [[row[column.name] for column in chosen] for row in rows],
        "numbers": [row.number for row in rows],
    }
