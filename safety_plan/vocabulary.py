"""The answers to what a page asks for: a short list of names an officer can learn.

Each answer is Markdown that stands by itself: words, marks such as
`[63%](figure:share)` that say where a number comes from, and blocks
(`plan-…`) that hold the rows of a chart or a table. That is what a sealed
revision keeps, so no later change of wording here can reach it. Blocks that
are about today (telephone numbers, the register) hold only their name.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable
from dataclasses import asdict

from safety_plan.calls import Call, read_calls
from safety_plan.changes import change_words
from safety_plan.figures import Figure, read_where
from safety_plan.plan import Plan
from safety_plan.problems import Place, Problem, did_you_mean
from safety_plan.tables import Table

NAMES = (
    *("figure", "change", "chart", "table", "source", "progress", "revision"),
    *("priorities", "contacts", "glossary"),
)
#: The name of a problem that only follows from another, which is told instead.
TOLD_ELSEWHERE = "told-elsewhere"
STATES = {"done": "Done", "planned": "Planned; outcome not reported"}


class NoAnswerError(Exception):
    """A call that is well formed but cannot be answered: what was found, the fix."""

    def __init__(self, name: str, found: str, fix: str) -> None:
        self.name, self.found, self.fix = name, found, fix
        super().__init__(found)


def block(kind: str, content: object) -> str:
    """A block of the resolved page: *kind* and its content as JSON."""
    body = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return f"```plan-{kind}\n{body}\n```"


class Vocabulary:
    """Answers calls from one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def answer(self, call: Call, path: str) -> str | Problem:
        """The Markdown for *call*, or the problem that keeps us from it."""
        place = Place(path, line=call.line)
        method = getattr(self, call.name)
        try:
            inspect.signature(method).bind(*call.arguments, **call.named)
        except TypeError:
            usage = (inspect.getdoc(method) or "").splitlines()[0]
            found = f"“{call.name}” is asked with the wrong words in its brackets."
            return Problem(place, "call-words", found, f"Write it so: {usage}")
        try:
            answer: str = method(*call.arguments, **call.named)
        except NoAnswerError as error:
            return Problem(place, error.name, error.found, error.fix)
        return answer

    def figure(self, name: str = "") -> str:
        """{{ figure("name") }}: a number; without a name, the list of all."""
        if not name:
            return block("figures", {})
        figure = self._figure(name)
        return f"[{figure.text}](figure:{figure.id})"

    def change(self, old: str, new: str, show: str = "change") -> str:
        """{{ change("old", "new") }}: how one figure differs from another, in words."""
        before, after = self._figure(old), self._figure(new)
        said = change_words(before, after, show)
        if said is None:
            found = f"“{old}” and “{new}” cannot be compared so."
            fix = 'Both need the same unit; show is "change", "both", "amount" or "direction".'
            raise NoAnswerError("change-compares", found, fix)
        return f"[{said}](change:{after.id}/{before.id})"

    def chart(self, name: str) -> str:
        """{{ chart("name") }}: a chart with its table, source and caveats."""
        chart = self.plan.charts.get(name)
        if chart is None:
            broken = self.plan.broken_charts
            raise _unknown("chart", name, self.plan.charts, "data/charts.yml", broken)
        words = asdict(chart)
        del words["scale"]  # how it is drawn beside another, not what it says
        return block("chart", words)

    def table(self, name: str, columns: str = "", where: str = "") -> str:
        """{{ table("name") }}: a table; columns="a,b" and where="a=x" choose from it."""
        table = self.plan.tables.get(name)
        if table is None:
            raise _unknown("table", name, self.plan.tables, "data/datapackage.yml")
        return block("table", _table_content(table, columns, where))

    def source(self, name: str = "", part: str = "") -> str:
        """{{ source("name") }}: a link to a source; part="paragraph 1.5" adds the part."""
        if not name:
            return block("sources", {})
        source = self.plan.sources.get(name)
        if source is None:
            raise _unknown("source", name, self.plan.sources, "data/sources.yml")
        return f"[{source.title}](source:{source.id})" + (f", {part}" if part else "")

    def progress(self, page_id: str) -> str:
        """{{ progress("page-id") }}: what was reported for a priority."""
        rows = [r for r in self.plan.rows("progress") if r["page_id"] == page_id]
        if not rows:
            known = {row["page_id"] for row in self.plan.rows("progress")}
            raise _unknown("progress entry", page_id, known, "data/progress.csv")
        items = [
            {
                "state": row["state"],
                "state_words": STATES.get(row["state"], row["state"]),
                "text": self._answered(row["text"], row.place("text")),
                "source": self.source(row["source"], row["part"]) if row["source"] else "",
            }
            for row in rows
        ]
        return block("progress", items)

    def revision(self, name: str = "", page: str = "", text: str = "") -> str:
        """{{ revision("2019-04") }}: a link to a revision; page="page-id" to its page."""
        if name in ("register", "documents"):
            return block(name, {})
        if not name:
            return self.plan.revision.title
        known = {*self.plan.sealed, self.plan.revision.id}
        if name not in known:
            raise _unknown("revision", name, known, "revisions/")
        target = f"{name}/{page}" if page else name
        return f"[{text or name}](revision:{target})"

    def priorities(self) -> str:
        """{{ priorities() }}: the priorities as plain, unnumbered cards."""
        if not self.plan.rows("priorities"):
            found = "There are no priorities to show."
            raise NoAnswerError("priorities-none", found, "Fill data/priorities.csv.")
        cards = [
            {
                "page_id": row["page_id"],
                "title": row["title"],
                "sentence": row["sentence"],
                "figure": self.figure(row["figure"]) if row["figure"] else "",
                "figure_words": row["figure_words"],
            }
            for row in self.plan.rows("priorities")
        ]
        return block("priorities", cards)

    def contacts(self, topic: str = "") -> str:
        """{{ contacts("topic") }}: telephone numbers for a topic; all without one."""
        rows = self.plan.rows("contacts")
        known = {t.strip() for row in rows for t in row["topics"].split(";")}
        if topic and topic not in known:
            raise _unknown("topic", topic, known, "data/contacts.csv")
        return block("contacts", {"topic": topic})

    def glossary(self, term: str = "") -> str:
        """{{ glossary("ASB") }}: a term in full, linked; without one, the whole list."""
        rows = self.plan.rows("glossary")
        if not term:
            keys = ("term", "expansion", "meaning", "source")
            return block("glossary", [{key: row[key] for key in keys} for row in rows])
        row = next((row for row in rows if row["term"] == term), None)
        if row is None:
            raise _unknown("term", term, [r["term"] for r in rows], "data/glossary.csv")
        said = f"{row['expansion']} ({term})" if row["expansion"] else term
        return f"[{said}](term:{term_anchor(term)})"

    def _figure(self, name: str) -> Figure:
        figure = self.plan.figures.get(name)
        if figure is None:
            broken = [row["id"] for row in self.plan.rows("figures")]
            raise _unknown("figure", name, self.plan.figures, "data/figures.csv", broken)
        return figure

    def _answered(self, text: str, place: Place) -> str:
        """*text* of a cell with its own calls answered."""
        calls, refused = read_calls(text, place.path, NAMES)
        if refused:
            problem = refused[0].problem
            raise NoAnswerError(problem.name, f"{place}: {problem.found}", problem.fix)
        for call in reversed(calls):
            answer = self.answer(call, place.path)
            if isinstance(answer, Problem):
                found = f"{place}: {answer.found}"
                raise NoAnswerError(answer.name, found, answer.fix)
            text = text[: call.start] + answer + text[call.end :]
        return text


def term_anchor(term: str) -> str:
    """The anchor of a glossary term: small letters, digits and hyphens."""
    kept = "".join(c if c.isalnum() else "-" for c in term.lower())
    return "-".join(part for part in kept.split("-") if part)


def _unknown(
    kind: str, name: str, known: Iterable[str], where: str, broken: Iterable[str] = ()
) -> NoAnswerError:
    if name in broken:
        found = f"The {kind} “{name}” has a problem of its own."
        return NoAnswerError(TOLD_ELSEWHERE, found, f"See what check says of {where}.")
    found = f"There is no {kind} called “{name}”."
    fix = did_you_mean(name, known) or f"See what there is in {where}."
    return NoAnswerError(f"{kind.split()[0]}-unknown", found, fix)


def _table_content(table: Table, columns: str, where: str) -> dict[str, object]:
    wanted = [c.strip() for c in columns.split(",") if c.strip()]
    chosen = [table.column(name) for name in wanted] if wanted else [*table.columns]
    known = [c.name for c in table.columns]
    for name in [*wanted, *read_where(where)]:
        if name not in known:
            raise _unknown("column", name, known, "data/datapackage.yml")
    kept = [c for c in chosen if c and (wanted or c.name != "source")]
    rows = table.where(read_where(where))
    return {
        "anchor": term_anchor(f"table {table.name} {columns} {where}"),
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "place": table.place,
        "sources": table.sources_of(rows),
        "caveats": table.caveats_of(rows, [c.name for c in kept]),
        "columns": [{**asdict(column), "counts": column.counts} for column in kept],
        "rows": [[row[c.name] for c in kept] for row in rows],
        "numbers": [row.number for row in rows],
    }
