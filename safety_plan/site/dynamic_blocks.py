"""Blocks that are about today: help boxes, the register of revisions, where a figure is used.

They are marked `data-living`, rendered fresh at each build and never recorded.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import Any

from safety_plan.checks.accessibility import changed_since_audit, is_reviewed
from safety_plan.content.action_blocks import counts_of
from safety_plan.content.annotations import annotated_numbers
from safety_plan.content.links import link
from safety_plan.content.page_words import DYNAMIC_LISTS
from safety_plan.content.renderer import load_block_macros
from safety_plan.content.templates import load_macros, render_template
from safety_plan.core.dates import format_date, format_period
from safety_plan.core.sentences import split_first_sentence
from safety_plan.core.translation import current_language, gettext
from safety_plan.models.actions import STATES, shown_state
from safety_plan.models.fields import split_cell
from safety_plan.models.help import (
    contact_anchor,
    contacts_of,
    emergency_of,
    first_lines,
    group_anchor,
    groups_of,
    is_from_old_page,
    may_be_old,
    ways_of,
    with_somebody,
)
from safety_plan.models.plan import Plan
from safety_plan.models.revision import NEVER_IN_FORCE
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.action_history import action_histories, histories_of_pages, review
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.published import front_bundle
from safety_plan.revisions.witness import witness_of
from safety_plan.site.api.examples import examples_of
from safety_plan.site.check_lines import check_lines, lines_on_the_web
from safety_plan.site.compared_pairs import Pair, has_every_pair
from safety_plan.site.days import has_days, years_of
from safety_plan.site.product_faults import known_faults
from safety_plan.site.revisions_json import full_titles
from safety_plan.site.source_targets import source_target
from safety_plan.site.urls import ANY_TWO, comparison_address, figure_address, nearby

Content = Mapping[str, Any]
#: How many contacts of a help box, or of a trouble on the page of help, are read at once.
SHOWN_AT_ONCE = 4
#: The ways to reach somebody that a sheet of paper can give.
AT_A_NUMBER = ("call", "text")


def dynamic_blocks(
    plan: Plan,
    listing: Mapping[str, Any],
    bundles: Sequence[RevisionBundle],
    pairs: Collection[Pair] = (),
) -> dict[str, Callable[[Content], str]]:
    """What gives the HTML of each block that is about today, by the kind of the block.

    *pairs* are the revisions that have a page that compares them.
    """
    records = [bundle.record for bundle in bundles]
    pages = {f"site:{path.removesuffix('.md')}": page for path, page in plan.site_pages.items()}
    params: dict[str, Any] = {
        "listing": listing,
        "language": current_language(),
        "titles": full_titles(listing),
        "years": years_of(listing) if has_days(plan) else {},
        "sources": plan.sources,
        "source_target": partial(source_target, records[::-1]),
        "plan": plan,
        "never_in_force": NEVER_IN_FORCE,
        "seal_words": partial(_seal_words, plan),
        "comparison_address": comparison_address,
        "pairs": frozenset(pairs),
        "any_two": "" if has_every_pair(bundles) else ANY_TWO,
        "rows": plan.rows("documents"),
        "due": sorted((row.cells for row in plan.rows("dates")), key=itemgetter("date")),
        # Worked out only where a page asks for it: it goes through every revision.
        "pages_of_actions": lambda: histories_of_pages(action_histories(records)),
        "counts_of": counts_of,
        "split_first_sentence": split_first_sentence,
        "reviewed": partial(review, records),
        "states": STATES,
        "shown_state": shown_state,
        "state_tag": load_block_macros().state_tag,
        "lines_for": partial(_lines_for, plan),
        "data_examples": cache(lambda: examples_of(plan, front_bundle(bundles))),
        "typed": load_block_macros().typed_list(annotated_numbers(pages)),
        **_audit_params(plan),
    }

    def render_list(name: str, _: Content) -> str:
        return render_template(f"{name}.html", **params)

    return {
        "contacts": partial(_contacts, plan),
        **{name: partial(render_list, name) for name in ("due", *DYNAMIC_LISTS)},
        "ready": str,
    }


def _audit_params(plan: Plan) -> dict[str, Any]:
    """What the statement on accessibility is told of the audit of the site."""
    return {
        "faults": partial(known_faults, [row.cells for row in plan.rows("faults")]),
        "is_reviewed": is_reviewed,
        "changed_since_audit": partial(changed_since_audit, plan),
    }


def _seal_words(plan: Plan, revision: Mapping[str, Any]) -> str:
    """Whether a *revision* of the listing is sealed, and why it is not."""
    is_adopted = revision["status"] == "adopted"
    if revision["sealed"]:
        text = gettext("Kept as it was proposed, and sealed.")
        return gettext("Sealed.") if is_adopted else text
    if is_adopted:
        return gettext("Not sealed yet.")
    if plan.settings.compiled:
        return gettext("Not sealed: it is not known to be adopted.")
    return gettext("Not sealed: it has not been adopted.")


def _lines_for(plan: Plan, revision_id: str) -> dict[str, str]:
    """What is typed to get and to check the sealed revision *revision_id*."""
    witness = witness_of(plan.root, plan.settings, revision_id)
    return lines_on_the_web(plan.settings, revision_id) | check_lines(witness)


def figure_usage(
    plan: Plan, bundle: RevisionBundle, bundles: Sequence[RevisionBundle]
) -> Callable[[str], str]:
    """What gives, for the id of a figure, where it is used, its other values, how to cite it."""
    functions = {"link": link, "format_date": format_date, "format_period": format_period}
    template = load_macros("figure_usage.html", figure_address=figure_address, **functions)
    near = nearby(bundle, bundles)
    due = {} if bundle.sealed else _next_dates(plan, bundle)
    settings = settings_of(plan.settings, bundle.record)
    return lambda name: template.figure_usage(name, bundle, near, settings, due.get(name, ""))


def _next_dates(plan: Plan, bundle: RevisionBundle) -> dict[str, str]:
    """The next date on which each figure is due: its own, or that of its source."""
    rows = [row for row in plan.rows("dates") if not row["outcome"]]
    dates: dict[str, str] = {}
    for row in sorted(rows, key=itemgetter("date")):
        names, sources = split_cell(row["figure"]), split_cell(row["about"])
        for figure in bundle.record.figures.values():
            if figure.id in names or figure.source in sources:
                dates.setdefault(figure.id, row["date"])
    return dates


def _contacts(plan: Plan, content: Mapping[str, Any]) -> str:
    """The help box for a topic; without one the whole page of help, or its groups alone."""
    topic = str(content["topic"])
    groups = groups_of(plan, [topic]) if topic else plan.rows("help-groups")
    sections: list[dict[str, Any]] = [
        {"group": group, "anchor": group_anchor(group), "contacts": _entries(plan, group)}
        | {"numbers": _numbers(plan, group)}
        for group in with_somebody(plan, groups)
    ]
    rows = {row["id"]: row for section in sections for _, row in section["contacts"]}
    unchecked = [row for row in rows.values() if not row["checked"]]
    return render_template(
        "contacts.html",
        sections=sections,
        emergency=emergency_of(plan),
        topic=topic,
        has_groups_only=content.get("show") == "groups",
        sources=plan.sources,
        rows=list(rows.values()),
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
        unchecked_read=_format_months(row["read"] for row in unchecked),
        all_unchecked=len(unchecked) == len(rows),
        old_pages={row["id"] for row in unchecked if is_from_old_page(plan, row)},
        may_be_old=any(may_be_old(plan, row) for row in unchecked),
    )


def _entries(plan: Plan, group: Row) -> list[tuple[str, Row]]:
    """Each contact of *group*, after the anchor at which it stands."""
    return [(contact_anchor(group, row), row) for row in contacts_of(plan, group["id"])]


def _numbers(plan: Plan, group: Row) -> list[tuple[str, str]]:
    """Who can be called, or sent a text, in the trouble *group*, for paper: how, and who it is."""
    first = [(ways_of(row)[:1], row["name"]) for row in first_lines(plan, group["id"])]
    return [(way.words, name) for ways, name in first for way in ways if way.kind in AT_A_NUMBER]


def _format_months(dates: Iterable[str]) -> str:
    """From the first of *dates* to the last, in words; nothing where there is none."""
    ordered = sorted(dates)
    ends = dict.fromkeys(format_date(text) or text for text in (*ordered[:1], *ordered[-1:]))
    if len(ends) < 2:
        return "".join(ends)
    return gettext("%(first)s to %(last)s") % dict(zip(("first", "last"), ends, strict=True))
