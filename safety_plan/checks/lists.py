"""Lists that a revision must have, because marks on its pages lead to them and into them."""

from collections.abc import Iterator

from safety_plan.checks.pages import all_readable
from safety_plan.content.word_answers import term_anchor
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: The register of terms, each of which has an address on the glossary page.
_TERMS = "glossary"
#: The page word that makes each list.
_PAGE_WORDS = {"figures": "figure", "sources": "source", "glossary": "glossary"}


def list_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Lists of figures, sources or terms that pages lead to but no page has."""
    if not all_readable(plan):
        return
    entries = {"figures": plan.figures, "sources": plan.sources, "glossary": plan.rows(_TERMS)}
    for name, word in _PAGE_WORDS.items():
        if entries[name] and bundle.record.page_with(name) is None:
            yield problem("list-missing", Location("docs"), name=name, call=word)


def term_address_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Terms that no link can lead to, because their address is that of another, or empty."""
    first: dict[str, Row] = {}
    for row in plan.rows(_TERMS):
        term = row["term"]
        location = row.location("term")
        anchor = term_anchor(term)
        other = first.setdefault(anchor, row)
        if term and not anchor:
            yield problem("term-address", location, term=term)
        elif other["term"] != term:
            params = {"term": term, "other": other["term"], "number": other.number}
            yield problem("term-address.same", location, **params)
