"""The parts of a source that a plan lists: each is told on the pages it names, or says why not."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from safety_plan.checks.pages import all_readable
from safety_plan.content.macro_calls import calls_in
from safety_plan.content.macros_file import PageWords
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.resolver import resolve
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.fields import split_cell
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.source_parts import Part, parts_in, parts_left_out, parts_of_citation
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

_REGISTER = "source-parts"
#: A source with the part that stands behind it, in the words of a page and in its blocks.
_CITATION = re.compile(r"\]\(source:([^()\s]+)\)(?:, ([^\n\"();]*))?")
#: The parts of each source that a page cites, by the source.
Citations = Mapping[str, set[Part]]


def source_part_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Parts that no page tells for no stated reason, and pages that do not cite what they tell."""
    for row in plan.rows(_REGISTER):
        if not row["page_id"] and not row["why"]:
            yield problem("source-part-untold", row.location("page_id"), part=row["part"])
    if plan.unread or not all_readable(plan) or len(plan.figures) < len(plan.rows("figures")):
        return  # what a page cites is not known before that is put right
    paths = {page.page_id: path for path, page in reversed(bundle.pages.items())}
    named = {path for row in plan.rows(_REGISTER) for path in _told_on(row, paths)}
    citations = {path: _citations(bundle, path) for path in named}
    words = PageWords(plan)

    @cache
    def is_whole(path: str) -> bool:
        return not resolve(plan.pages[path], words, f"docs/{path}")[1]

    for row in plan.rows(_REGISTER):
        pages = {path: bundle.pages[path] for path in _told_on(row, paths)}
        yield from _uncited_problems(row, pages, citations, is_whole)


def _told_on(row: Row, paths: Mapping[str, str]) -> list[str]:
    """The paths of the pages that a row names, by *paths* of each page_id."""
    return [paths[name] for name in split_cell(row["page_id"]) if name in paths]


def _uncited_problems(
    row: Row,
    pages: Mapping[str, Page],
    citations: Mapping[str, Citations],
    is_whole: Callable[[str], bool],
) -> Iterator[Problem]:
    """The *pages* of a row that cite nothing of its part; else what none of them cites.

    A page that is not whole, as a call of it has no answer, may yet cite the part.
    """
    source = row["source"]
    all_of_row = len(parts_in(row["part"]))
    on_pages = {path: citations[path].get(source, set()) for path in pages}
    params = {"part": row["part"], "source": source}
    silent = [
        path for path, found in on_pages.items()
        if len(parts_left_out(row["part"], found)) == all_of_row and is_whole(path)
    ]  # fmt: skip
    for path in silent:
        names = {"page": pages[path].page_id, "title": pages[path].title, "path": f"docs/{path}"}
        yield problem("source-part-uncited", row.location("page_id"), **params, **names)
    left_out = parts_left_out(row["part"], {one for found in on_pages.values() for one in found})
    if pages and left_out and not silent and all(is_whole(path) for path in pages):
        missing = ", ".join(map(str, left_out))
        location = row.location("part")
        yield problem("source-part-uncited.rest", location, missing=missing, **params)


def unlisted_part_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Parts of a source that pages cite and that its list lacks, each where it first stands."""
    lists: dict[str, set[Part]] = defaultdict(set)
    for row in plan.rows(_REGISTER):
        lists[row["source"]] |= parts_in(row["part"])
    missing: set[tuple[str, Part]] = set()
    for source, text, location in _cited_parts(plan) if lists else ():
        if source not in lists:
            continue
        for part in sorted(parts_in(text)):
            is_listed = any(one.is_near(part) for one in lists[source])
            if not is_listed and (source, part) not in missing:
                missing.add((source, part))
                yield problem("source-part-unlisted", location, part=text, source=source)


def _citations(bundle: RevisionBundle, path: str) -> Citations:
    """What a page cites: in its words, in the rows that it shows, and behind its figures."""
    found: defaultdict[str, set[Part]] = defaultdict(set)
    for source, part in _texts(bundle, path):
        found[source] |= parts_of_citation(part.replace("\\", ""))
    return found


def _texts(bundle: RevisionBundle, path: str) -> Iterator[tuple[str, str]]:
    text = bundle.pages[path].text
    record = bundle.record
    yield from _CITATION.findall(text)
    page = record.pages.get(path)
    for name in page.figures if page else ():
        if figure := record.figures.get(name):
            yield figure.source, figure.part
    for table in find_blocks(text, "table"):
        names = [column["name"] for column in table["columns"]]
        if {"source", "part"} <= {*names}:
            cells = (dict(zip(names, row, strict=True)) for row in table["rows"])
            yield from ((row["source"], row["part"]) for row in cells)


def _cited_parts(plan: Plan) -> Iterator[tuple[str, str, Location]]:
    """Each source that a page or a register cites, with the part, and where."""
    for path, page in plan.pages.items():
        display_path = f"docs/{path}"
        for call in calls_in(page.text, display_path, ("source",), page.first_line):
            location = Location(display_path, line=call.line)
            yield call.argument(0, "name"), call.argument(1, "part"), location
    for name, rows in plan.registers.items():
        for row in rows if name != _REGISTER else ():
            if row.cells.get("source") and row.cells.get("part"):
                yield row["source"], row["part"], row.location("part")
