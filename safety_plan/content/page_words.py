"""The answers to what a page asks for: a short list of names an officer can learn.

Each answer is Markdown that stands by itself: words, marks such as
`[63%](figure:share)` that say where a number comes from, and blocks
(`plan-…`) that hold the rows of a chart or a table. That is what a sealed
revision keeps, so no later change of wording here can reach it. Blocks that
are about today (telephone numbers, the register) hold only their name.
"""

import inspect
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache
from typing import TypeVar

from safety_plan.content.annotations import annotated_numbers
from safety_plan.content.change_phrases import describe_change
from safety_plan.content.macro_calls import Call, parse_calls
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource
from safety_plan.models.figures import Figure, read_where
from safety_plan.models.plan import Plan
from safety_plan.models.registers import STATES
from safety_plan.models.tables import Table

#: Lists about all revisions and the site, as they stand today: `revision("register")` and the like.
DYNAMIC_LISTS: list[str] = load_resource("core/labels.yml")["lists"]
#: The name of a problem that only follows from another, which is told instead.
SUPPRESSED = "told-elsewhere"
#: The place of a problem before it is known who asks.
UNKNOWN_LOCATION = Location("")
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


class PageWords:
    """Answers calls from one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def call(self, call: Call, path: str) -> str | Problem:
        """The Markdown for *call*, or the problem that keeps us from it."""
        place = Location(path, line=call.line)
        method = getattr(self, call.name)
        try:
            _signature(call.name).bind(self, *call.arguments, **call.named)
        except TypeError:
            usage = (inspect.getdoc(method) or "").splitlines()[0]
            return problem("call-words", place, name=call.name, usage=usage)
        try:
            answer: str = method(*call.arguments, **call.named)
        except PageWordError as error:
            lost = error.problem.depends_on in self.plan.unread
            name = SUPPRESSED if lost else error.problem.rule
            return replace(error.problem, location=place, rule=name)
        return answer

    def figure(self, name: str = "") -> str:
        """{{ figure("name") }}: a number; without a name, the list of all."""
        if not name:
            pages = {f"page:{page.page_id}": page for page in self.plan.pages.values()}
            typed = annotated_numbers(pages)
            return fenced_block("figures", {"typed": typed} if typed else {})
        figure = self._figure(name)
        return f"[{figure.text}](figure:{figure.id})"

    def change(self, old: str, new: str, show: str = "change") -> str:
        """{{ change("old", "new") }}: how one figure differs from another, in words."""
        before, after = self._figure(old), self._figure(new)
        said = describe_change(before, after, show)
        if said is None:
            raise PageWordError(problem("change-compares", UNKNOWN_LOCATION, old=old, new=new))
        return f"[{said}](change:{after.id}/{before.id})"

    def chart(self, name: str) -> str:
        """{{ chart("name") }}: a chart with its table, source and caveats."""
        broken = self.plan.broken_charts
        chart = _lookup("chart-unknown", name, self.plan.charts, broken)
        words = asdict(chart)
        del words["scale"]  # how it is drawn beside another, not what it says
        return fenced_block("chart", words)

    def table(self, name: str, columns: str = "", where: str = "") -> str:
        """{{ table("name") }}: a table; columns="a,b" and where="a=x" choose from it."""
        table = _lookup("table-unknown", name, self.plan.tables)
        return fenced_block("table", _table_content(table, columns, where))

    def source(self, name: str = "", part: str = "") -> str:
        """{{ source("name") }}: a link to a source; part="paragraph 1.5" adds the part."""
        if not name:
            return fenced_block("sources", {})
        source = _lookup("source-unknown", name, self.plan.sources)
        return f"[{source.title}](source:{source.id})" + (f", {part}" if part else "")

    def progress(self, page_id: str) -> str:
        """{{ progress("page-id") }}: what was reported for a priority."""
        known = {row["page_id"]: row for row in self.plan.rows("progress")}
        _lookup("progress-unknown", page_id, known)
        items = []
        for row in (row for row in self.plan.rows("progress") if row["page_id"] == page_id):
            item = {"state": row["state"], "state_words": STATES.get(row["state"], row["state"])}
            item["text"] = self._answered(row["text"], row.location("text"))
            there = row["source"] in self.plan.sources
            item["source"] = self.source(row["source"], row["part"]) if there else ""
            items.append(item)
        return fenced_block("progress", items)

    def revision(self, name: str = "", page: str = "", text: str = "") -> str:
        """{{ revision("2019-04") }}: a link to a revision; page="page-id" to its page."""
        if name in DYNAMIC_LISTS:
            return fenced_block(name, {})
        if not name:
            return self.plan.revision.title
        known = dict.fromkeys([*self.plan.sealed, self.plan.revision.id])
        _lookup("revision-unknown.asked", name, known)
        target = f"{name}/{page}" if page else name
        return f"[{text or name}](revision:{target})"

    def priorities(self) -> str:
        """{{ priorities() }}: the priorities as plain, unnumbered cards."""
        if not self.plan.rows("priorities"):
            raise PageWordError(problem("priorities-none", UNKNOWN_LOCATION))
        keys = ("page_id", "title", "sentence", "figure_words")
        cards = [{key: row[key] for key in keys} for row in self.plan.rows("priorities")]
        for card, row in zip(cards, self.plan.rows("priorities"), strict=True):
            known = row["figure"] in self.plan.figures
            card["figure"] = self.figure(row["figure"]) if known else ""
        return fenced_block("priorities", cards)

    def contacts(self, topic: str = "") -> str:
        """{{ contacts("topic") }}: telephone numbers for a topic; all without one."""
        rows = self.plan.rows("contacts")
        known = dict.fromkeys(t.strip() for row in rows for t in row["topics"].split(";"))
        if topic:
            _lookup("topic-unknown.asked", topic, known)
        return fenced_block("contacts", {"topic": topic})

    def glossary(self, term: str = "") -> str:
        """{{ glossary("ASB") }}: a term in full, linked; without one, the whole list."""
        rows = self.plan.rows("glossary")
        if not term:
            keys = ("term", "expansion", "meaning", "source")
            return fenced_block("glossary", [{key: row[key] for key in keys} for row in rows])
        known = {row["term"]: row for row in reversed(rows)}
        row = _lookup("term-unknown", term, known)
        said = f"{row['expansion']} ({term})" if row["expansion"] else term
        return f"[{said}](term:{term_anchor(term)})"

    def _figure(self, name: str) -> Figure:
        broken = (row["id"] for row in self.plan.rows("figures"))
        return _lookup("figure-unknown", name, self.plan.figures, broken)

    def _answered(self, text: str, place: Location) -> str:
        """*text* of a cell with its own calls answered."""
        asked = parse_calls(text, place.path, PAGE_WORDS)
        refused = [item for item in asked if isinstance(item[1], Problem)]
        for (start, end), item in [*refused, *reversed(asked)]:
            answer = item if isinstance(item, Problem) else self.call(item, place.path)
            if isinstance(answer, Problem):
                problem = replace(answer, found=f"{place}: {answer.found}")
                raise PageWordError(problem)
            text = text[:start] + answer + text[end:]
        return text


#: What a page may ask for: each shows its call.
PAGE_WORDS = tuple(
    name for name, word in vars(PageWords).items() if str(word.__doc__).startswith("{{")
)


@cache
def _signature(name: str) -> inspect.Signature:
    return inspect.signature(getattr(PageWords, name))


def term_anchor(term: str) -> str:
    """The anchor of a glossary term: small letters, digits and hyphens."""
    kept = "".join(c if c.isalnum() else "-" for c in term.lower())
    return "-".join(part for part in kept.split("-") if part)


def _lookup(rule: str, name: str, known: Mapping[str, T], broken: Iterable[str] = ()) -> T:
    """What is called *name*, or the problem *rule* that nothing is; some are *broken*."""
    if name in known:
        return known[name]
    unknown = problem(rule, UNKNOWN_LOCATION, name=name, among=known)
    if name in broken:
        found = f"“{name}” has a problem of its own."
        fix = f"See what check says of {unknown.depends_on}."
        unknown = Problem(UNKNOWN_LOCATION, SUPPRESSED, found, fix)
    raise PageWordError(unknown)


def _table_content(table: Table, columns: str, where: str) -> dict[str, object]:
    wanted = [c.strip() for c in columns.split(",") if c.strip()]
    columns_by = {column.name: column for column in table.columns}
    for name in [*wanted, *read_where(where)]:
        _lookup("column-unknown", name, columns_by)
    kept = [columns_by[name] for name in wanted or columns_by if wanted or name != "source"]
    rows = table.where(read_where(where))
    return {
        "anchor": term_anchor(f"table {table.name} {columns} {where}"),
        **{key: getattr(table, key) for key in ("name", "title", "description", "place")},
        "sources": table.sources_of(rows),
        "caveats": table.caveats_of(rows, [c.name for c in kept]),
        "columns": [{**asdict(column), "counts": column.definition} for column in kept],
        "rows": [[row[c.name] for c in kept] for row in rows],
        "numbers": [row.number for row in rows],
    }
