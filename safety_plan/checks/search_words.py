"""Everyday words of `data/search-words.csv`, and what they lead to."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.search_tokens import words_of
from safety_plan.core.suggestions import closest_match
from safety_plan.models.fields import split_cell
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

_REGISTER = "search-words"
_WORDS = "data/search-words.csv"
#: Where each kind of mark is looked up.
_FILES = {
    "help": "data/help-groups.csv",
    "contact": "data/contacts.csv",
    "page": "docs/",
    "term": "data/glossary.csv",
    "site": "docs/site/",
}


#: Kinds whose rows may be taken out on any day, and what is said then: words lead to what else
#: stands in their row.
_MAY_GO = {"help": "search-word-gone.help", "contact": "search-word-gone.contact"}


def search_word_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Words without letters or written twice, rows that do nothing, marks of nothing."""
    targets = _targets(plan)
    first_rows: dict[str, int] = {}
    yield from _gone_help_problems(plan, targets)
    for row in plan.rows(_REGISTER):
        if row["words"] and not any(row[name] for name in ("means", "leads_to", "answer")):
            yield problem("search-words.idle", row.location("leads_to"))
        yield from _phrase_problems(row, first_rows)
        for mark in split_cell(row["leads_to"]):
            yield from _mark_problems(row, mark, targets)


def _phrase_problems(row: Row, first_rows: dict[str, int]) -> Iterator[Problem]:
    location = row.location("words")
    for phrase in split_cell(row["words"]):
        key = " ".join(words_of(phrase))
        if not key:
            yield problem("search-words.letters", location, phrase=phrase)
        elif key in first_rows:
            yield problem("search-words.twice", location, phrase=phrase, number=first_rows[key])
        else:
            first_rows[key] = row.number


def _mark_problems(
    row: Row, mark: str, targets: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    kind, colon, name = mark.partition(":")
    location = row.location("leads_to")
    if not colon or kind not in targets:
        kinds = ", ".join(targets)
        yield problem("search-words.kind", location, name=mark, kinds=kinds)
    elif name not in targets[kind] and not _may_have_gone(kind, name, targets[kind]):
        choices = [f"{kind}:{target}" for target in targets[kind]]
        depends_on = _FILES.get(kind, "data/revision.yml")
        yield problem("search-words", location, name=mark, choices=choices, depends_on=depends_on)


def _may_have_gone(kind: str, name: str, names: Collection[str]) -> bool:
    """Whether *name* can be that of a row that was taken out: it misspells none that is there."""
    return kind in _MAY_GO and not closest_match(name, names)


def _gone_help_problems(plan: Plan, targets: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Whom words lead to and who is not there: told once, however many words there are."""
    for kind, key in _MAY_GO.items():
        marks = (mark for row in plan.rows(_REGISTER) for mark in split_cell(row["leads_to"]))
        names = Counter(mark.partition(":")[2] for mark in marks if mark.startswith(f"{kind}:"))
        gone = [name for name in names if name and name not in targets[kind]]
        gone = [name for name in gone if _may_have_gone(kind, name, targets[kind])]
        if gone:
            marks_gone = ", ".join(f"{kind}:{name}" for name in gone)
            yield problem(key, Location(_WORDS), marks=marks_gone)


def _targets(plan: Plan) -> dict[str, list[str]]:
    """What each kind of mark may name."""
    revisions = [*plan.sealed, plan.revision.id]
    return {
        "help": [row["id"] for row in plan.rows("help-groups")],
        "contact": [row["id"] for row in plan.rows("contacts")],
        "page": [page.page_id for page in plan.pages.values()],
        "term": [row["term"] for row in plan.rows("glossary")],
        "site": [path.removesuffix(".md") for path in plan.site_pages],
        "revision": revisions,
        "compare": revisions[1:],
    }
