"""Why the working revision differs from the last sealed one (`data/changes.csv`)."""

import re
from collections.abc import Collection, Iterator, Mapping

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.prompts import is_prompt
from safety_plan.core.quantities import UNIT_WORDS
from safety_plan.diff.compare import compare
from safety_plan.diff.figures import FigureChange
from safety_plan.diff.kinds import FigureChangeKind, PageChangeKind
from safety_plan.models.fields import split_cell
from safety_plan.models.figures import Figure
from safety_plan.models.plan import Plan
from safety_plan.models.registers import FIGURE_REASONS, PLAN_CHANGED, SITE_REWRITTEN
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.proposals import figures_changed_in_public, figures_with_reasons, text_of
from safety_plan.revisions.record import Record
from safety_plan.revisions.target_reasons import moved_targets, target_reason_problems

#: A reason in fewer words than these says nothing that a reader could hold it against.
_LEAST_WORDS = 3


def reason_problems(plan: Plan, working: Record) -> Iterator[Problem]:
    """Figures that changed for no stated reason, and reasons for what did not change.

    The seals must be whole. A figure that could not be read is not told twice.
    """
    earlier = [name for name in plan.sealed if name < working.revision.id]
    if plan.sealed and not earlier:
        return  # its id is wrong: nothing can be held against what was before it
    # The first revision of a plan is compared with itself: nothing has changed.
    old = sealed_bundle(plan.root, earlier[-1]).record if earlier else working
    comparison = compare(old, working)
    figures = {
        change.figure.id: change
        for change in comparison.figures
        if change.kind == FigureChangeKind.CHANGED
    }
    pages = {page.page_id for page in comparison.pages if page.kind != PageChangeKind.SAME}
    # A number that is not written yet needs no reason yet.
    lines = {row["id"]: row for row in plan.rows("figures") if not is_prompt(row["value"])}
    explained = {row["figure"] for row in plan.rows("changes") if row["reason"]}
    unexplained = [name for name in figures if name in lines and name not in explained]
    for name in unexplained:
        yield _reason_problem(figures[name], lines[name], old.revision.id)
    yield from _public_figures(plan, lines, unexplained)
    yield from _rewritten_numbers(plan, figures)
    yield from target_reason_problems(plan, comparison, explained)
    may_change = {*figures, *figures_with_reasons(plan), *moved_targets(comparison)}
    for row in plan.rows("changes"):
        is_unread_figure = row["figure"] in lines and row["figure"] not in plan.figures
        if not is_unread_figure:
            yield from _row_problems(row, may_change, pages)


def _public_figures(
    plan: Plan, lines: Mapping[str, Row], unexplained: Collection[str]
) -> Iterator[Problem]:
    """Figures that the public has read otherwise, under the same citation and for no reason.

    Those that are *unexplained* since the last sealed revision are told already.
    """
    for name, row in figures_changed_in_public(plan).items():
        figure = plan.figures[name]
        was = text_of(row, figure)
        now = figure.text
        if row["period"] != figure.period:
            now = f"{now}, {figure.period}"
        params = {"was": was, "now": now, "reasons": ", ".join(FIGURE_REASONS)}
        if name in lines and name not in unexplained:
            yield problem("change-reason.public", lines[name].location("id"), name=name, **params)


def _rewritten_numbers(plan: Plan, changes: Mapping[str, FigureChange]) -> Iterator[Problem]:
    """Numbers that are other numbers now, only because this site was rewritten as it is said."""
    for row in plan.rows("changes"):
        change = changes.get(row["figure"]) if row["reason"] == SITE_REWRITTEN else None
        if change and change.old and change.new and change.old.text != change.new.text:
            params = {"was": change.old.text, "now": change.new.text}
            yield problem("change-reason.site", row.location("reason"), **params)


def _reason_problem(change: FigureChange, line: Row, since: str) -> Problem:
    """A figure, at its *line* of `data/figures.csv`, that changed for no stated reason."""
    old = change.old or change.figure
    new = change.figure
    was, now = old.text, new.text
    if old.period != new.period:
        was, now = f"{was}, {old.period}", f"{now}, {new.period}"
    if was == now:
        was, now = f"{was}, {_meaning(old)}", f"{now}, {_meaning(new)}"
    return problem(
        "change-reason",
        line.location("id"),
        name=new.id,
        since=since,
        was=was,
        now=now,
        reasons=", ".join(FIGURE_REASONS),
    )


def _meaning(figure: Figure) -> str:
    """What a number is of, in words: the same number of something else is another figure."""
    words = (figure.label, figure.place, UNIT_WORDS.get(figure.unit), figure.definition)
    return ", ".join(word for word in words if word)


def _row_problems(row: Row, figures: Collection[str], pages: Collection[str]) -> Iterator[Problem]:
    """A row that is of a figure and a page, of neither, or of one that has not changed."""
    column = "page_id"
    choices = pages
    leans = ""
    if row["figure"]:
        column = "figure"
        choices = figures
        leans = "data/figures.csv"
    location = row.location(column)
    name = row[column]
    if row["why"] and len(re.findall(r"\w+", row["why"])) < _LEAST_WORDS:
        yield problem("change-reason.why", row.location("why"), why=row["why"])
    if row["figure"] and PLAN_CHANGED in split_cell(row["reason"]):
        yield problem("change-reason.plan", row.location("reason"), name=row["figure"])
    if bool(row["figure"]) == bool(row["page_id"]):
        yield problem("change-row.which", location)
    elif name not in choices:
        yield problem("change-row", location, name=name, choices=choices, depends_on=leans)
