"""The answers to what a page asks for: a short list of names an officer can learn.

Each answer is Markdown that stands by itself: words, marks such as
`[63%](figure:share)` that say where a number comes from, and blocks
(`plan-…`) that hold the rows of a chart or a table. That is what a sealed
revision keeps, so no later change of wording here can reach it. Blocks that
are about today (telephone numbers, the register) hold only their name.
"""

import inspect
from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, replace
from functools import cache, partial

from safety_plan.content.action_blocks import action_block, counts_in_words
from safety_plan.content.annotations import annotated_numbers
from safety_plan.content.change_phrases import answer_change
from safety_plan.content.chart_content import COMPARISON_FIELDS
from safety_plan.content.cycle_words import CycleWords
from safety_plan.content.figure_groups import figure_groups
from safety_plan.content.file_words import FileWords
from safety_plan.content.headline_words import HeadlineWords
from safety_plan.content.links import escape_beside_links, escape_markdown
from safety_plan.content.macro_calls import Call, parse_calls
from safety_plan.content.money_blocks import money_block, page_of_amount
from safety_plan.content.part_blocks import part_block
from safety_plan.content.priority_cards import priority_cards
from safety_plan.content.sparks import answer_spark, page_of_chart
from safety_plan.content.table_block import table_content
from safety_plan.content.target_words import TARGET_FORMS, target_content
from safety_plan.content.word_answers import (
    SUPPRESSED,
    UNKNOWN_LOCATION,
    PageWordError,
    Problems,
    fenced_block,
    gather,
    lookup,
    rows_of_page,
    rows_of_register,
    term_anchor,
)
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate
from safety_plan.models.charts import Chart
from safety_plan.models.figures import Figure
from safety_plan.models.help import topics_of
from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import names_danger
from safety_plan.reading.csv_files import Row

#: Lists about all revisions and the site, as they stand today: `revision("register")` and the like.
DYNAMIC_LISTS: list[str] = load_resource("core/labels.yml")["lists"]
#: A function that a page may call with texts, and that gives Markdown.
PageWord = Callable[..., str]


class PlanWords(CycleWords, FileWords, HeadlineWords):
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
            content = {"groups": figure_groups(self._plan), **({"typed": typed} if typed else {})}
            return fenced_block("figures", content)
        figure = self._figure(name)
        return f"[{escape_markdown(figure.text)}](figure:{figure.id})"

    def change(self, old: str, new: str, show: str = "change") -> str:
        """{{ change("old", "new") }}: how one figure differs from another, in words."""
        before, after = gather(partial(self._figure, name) for name in (old, new))
        text = answer_change(before, after, show)
        if isinstance(text, Problem):
            raise PageWordError(text)
        return f"[{text}](change:{after.id}/{before.id})"

    def chart(self, name: str) -> str:
        """{{ chart("name") }}: a chart with its table, source and caveats."""
        chart = self._chart(name)
        fields = asdict(chart)
        own_fields = {key: fields[key] for key in fields if key not in COMPARISON_FIELDS}
        return fenced_block("chart", own_fields)

    def spark(self, name: str, series: str = "") -> str:
        """{{ spark("name") }}: a small line from a chart, with its first and last value."""
        chart = self._chart(name)
        answer = answer_spark(chart, series, page_of_chart(self._plan.pages, name))
        if isinstance(answer, Problem):
            raise PageWordError(answer)
        return answer

    def table(self, name: str, columns: str = "", where: str = "", order: str = "") -> str:
        """{{ table("name") }}: a table; columns="a,b", where="a=x" and order="b" choose from it."""
        broken = [one.name for one in self._plan.tables.values() if not one.columns]
        whole = {key: one for key, one in self._plan.tables.items() if one.columns}
        self._refuse_other_kind("table-unknown.other", name)
        table = lookup("table-unknown", name, whole, broken)
        return fenced_block("table", table_content(table, columns, where, order))

    def source(self, name: str = "", part: str = "") -> str:
        """{{ source("name") }}: a source, linked; part="paragraph 1.5" adds the part."""
        if not name:
            return fenced_block("sources", {})
        source = lookup("source-unknown", name, self._plan.sources)
        link = f"[{escape_markdown(source.name)}](source:{source.id})"
        return f"{link}, {escape_beside_links(part)}" if part else link

    def parts(self, source: str) -> str:
        """{{ parts("name") }}: the parts of a source, and which pages tell each."""
        cited = lookup("source-unknown", source, self._plan.sources)
        rows = rows_of_register(self._plan, "source-parts")
        lookup("rows-none.source", source, {row["source"]: row for row in rows})
        rows = [row for row in rows if row["source"] == source]
        return fenced_block("parts", part_block(self._plan, cited, rows, self._answer_column))

    def actions(self, page_id: str = "", show: str = "list") -> str:
        """{{ actions("page-id") }}: what was promised; all without a page; show="counts"."""
        rows = self._plan.rows("actions")
        pages = [row["page_id"] for row in rows]
        rows = rows_of_page(rows, pages, page_id, ("actions-none", "actions-none.all"))
        lookup("actions-show", show, dict.fromkeys(("list", "counts")))
        if show == "counts":
            return counts_in_words(rows)
        block = action_block(self._plan, rows, self._answer_column, self.source)
        return fenced_block("actions", block) if page_id else fenced_block("promises", block)

    def money(self, page_id: str = "") -> str:
        """{{ money("page-id") }}: the money for a priority; all amounts without one."""
        rows = self._plan.rows("money")
        pages = [page_of_amount(self._plan, row) for row in rows]
        rows = rows_of_page(rows, pages, page_id, ("money-none", "money-none.all"))
        block = money_block(self._plan, rows, self._answer_column, self.source)
        return fenced_block("money", block)

    def target(self, name: str = "", show: str = "sentences") -> str:
        """{{ target("name") }}: a target and what became of it; without a name, a table of all."""
        targets = self._plan.targets
        broken = [row["id"] for row in self._plan.rows("targets")]
        if not name and broken:
            return fenced_block("targets", [target_content(one, self) for one in targets.values()])
        target = lookup("target-unknown" if name else "target-unknown.none", name, targets, broken)
        return lookup("target-unknown.show", show, TARGET_FORMS)(target, self)

    def revision(self, name: str = "", page: str = "", text: str = "") -> str:
        """{{ revision("2019-04") }}: a link to a revision; page="page-id" to its page."""
        if name in DYNAMIC_LISTS:
            return fenced_block(name, {})
        if not name:
            return escape_markdown(self._plan.revision.title)
        revisions = [*self._plan.sealed, self._plan.revision.id]
        lookup("revision-unknown.asked", name, dict.fromkeys(revisions))
        target = f"{name}/{page}" if page else name
        return f"[{text or name}](revision:{target})"

    def priorities(self) -> str:
        """{{ priorities() }}: the priorities as plain, unnumbered cards."""
        if not self._plan.rows("priorities"):
            raise PageWordError(problem("priorities-none", UNKNOWN_LOCATION))
        return fenced_block("priorities", priority_cards(self._plan, self.figure))

    def priority(self, page_id: str) -> str:
        """{{ priority("page-id") }}: how the plan words a priority, in quotation marks."""
        titles = {row["page_id"]: row["title"] for row in self._plan.rows("priorities")}
        return f"“{escape_markdown(lookup('priority-unknown', page_id, titles))}”"

    def contacts(self, topic: str = "", show: str = "") -> str:
        """{{ contacts("topic") }}: whom to call; all without a topic; or show="groups"."""
        if show:
            lookup("contacts-show", show, dict.fromkeys(("groups",)))
        if topic:
            rule = "topic-unknown.sensitive" if names_danger(topic) else "topic-unknown.asked"
            lookup(rule, topic, dict.fromkeys(topics_of(self._plan)))
        content = {"topic": topic} | ({"show": show} if show == "groups" else {})
        return fenced_block("contacts", content)

    def glossary(self, term: str = "") -> str:
        """{{ glossary("ASB") }}: a term in full, linked; without one, the whole list."""
        rows = self._plan.rows("glossary")
        if not term:
            keys = ("term", "expansion", "meaning", "source")
            return fenced_block("glossary", [{key: row[key] for key in keys} for row in rows])
        row = lookup("term-unknown", term, {row["term"]: row for row in reversed(rows)})
        text = escape_markdown(f"{row['expansion']} ({term})" if row["expansion"] else term)
        return f"[{text}](term:{term_anchor(term)})"

    def _refuse_other_kind(self, key: str, name: str) -> None:
        """Raises PageWordError with *key* where *name* is of another kind than that speaks of."""
        plan = self._plan
        kinds: dict[str, Container[str]] = {
            "figure": plan.figures,
            "chart": plan.charts,
            "table": plan.tables,
        }
        is_here = name in kinds.pop(key.partition("-")[0])
        for other in (word for word, names in kinds.items() if name in names and not is_here):
            raise PageWordError(problem(key, UNKNOWN_LOCATION, name=name, other=other))

    def _chart(self, name: str) -> Chart:
        if name not in self._plan.broken_charts:
            self._refuse_other_kind("chart-unknown.other", name)
        return lookup("chart-unknown", name, self._plan.charts, self._plan.broken_charts)

    def _figure(self, name: str) -> Figure:
        if name in self._plan.figures:  # nearly always; what helps with another name is long
            return self._plan.figures[name]
        broken = [row["id"] for row in self._plan.rows("figures")]
        if name not in broken:
            self._refuse_other_kind("figure-unknown.other", name)
        labels = {
            row["id"]: f"{row['label']} {row['period']}" for row in self._plan.rows("figures")
        }
        return lookup("figure-unknown", name, self._plan.figures, broken, labels)

    def _answer_column(self, row: Row, column: str) -> str:
        """A cell with its own calls answered."""
        location = row.location(column)
        answered, problems = answer_cell(self._plan, words_of(self), row[column], location)
        if problems:  # told of the cell, by whoever reads the register
            raise PageWordError(replace(problems[0], rule=SUPPRESSED))
        return answered


def words_of(words: PlanWords) -> dict[str, PageWord]:
    """Every word of *words* by its name."""
    return {name: getattr(words, name) for name in _word_names(type(words))}


@cache
def _word_names(kind: type[PlanWords]) -> tuple[str, ...]:
    """The names of the words that *kind* has; it takes a while, and each cell with a call asks."""
    methods = inspect.getmembers(kind, inspect.isfunction)
    return tuple(name for name, _ in methods if not name.startswith("_"))


def answer_call(plan: Plan, words: Mapping[str, PageWord], call: Call) -> str | Problems:
    """The Markdown that *call* asks for, or the problems that keep us from it.

    They have no location of their own: only its caller knows the page.
    """
    word = words[call.name]
    try:
        inspect.signature(word).bind(*call.arguments, **call.named)
    except TypeError:
        usage = (inspect.getdoc(word) or call.name).splitlines()[0]
        return (problem("call-words", UNKNOWN_LOCATION, name=call.name, usage=usage),)
    try:
        answer: object = word(*call.arguments, **call.named)
    except PageWordError as error:
        return tuple(
            replace(one, rule=SUPPRESSED) if one.depends_on in plan.unread else one
            for one in error.problems
        )
    except Exception as error:  # noqa: BLE001 (a word of macros.py can do anything)
        return (_no_answer(call, f"{type(error).__name__}: {error}"),)
    if not isinstance(answer, str):
        return (_no_answer(call, f"it gave {answer!r}, which is no text"),)
    return answer


def answer_cell(
    plan: Plan, words: Mapping[str, PageWord], text: str, location: Location
) -> Read[str]:
    """*text* of the cell at *location* with its calls answered, and what is wrong with them."""
    problems: list[Problem] = []
    for (start, end), item in reversed(parse_calls(text, location.path, words)):
        answer = (item,) if isinstance(item, Problem) else answer_call(plan, words, item)
        if not isinstance(answer, str):
            problems = [*(replace(one, location=location) for one in answer), *problems]
            answer = ""
        text = text[:start] + answer + text[end:]
    return text, problems


def _no_answer(call: Call, error: str) -> Problem:
    return problem("macros-file.answer", UNKNOWN_LOCATION, name=call.name, error=truncate(error))
