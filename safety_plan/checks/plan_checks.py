"""Rules that need more than one file, and everything together."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from safety_plan.checks.markdown import Link, page_problems
from safety_plan.checks.typed_numbers import number_problems
from safety_plan.content.page_words import Vocabulary
from safety_plan.core.messages import told
from safety_plan.core.problems import Place, Problem, in_file_order, without_follow_ons
from safety_plan.core.text import shortened
from safety_plan.models.pages import Page, leaving_problems
from safety_plan.models.plan import Plan, read_plan, sealed_ids
from safety_plan.reading.docs_files import files_of
from safety_plan.revisions.bundle import Edition, sealed_edition, working_edition
from safety_plan.revisions.corrections import correction_problems, reason_problems
from safety_plan.revisions.succession import gone_headings, succession_problems
from safety_plan.revisions.verify import NOT_SEALED, seal_problems

LIVING_PAGES = ("help", "history", "about", "accessibility", "privacy")

#: Where what is published stands even while the working revision is left out.
NOT_WORKING = ("revisions/", "docs/site/", *(f"data/{name}" for name in NOT_SEALED))

#: Lists that a revision must have, because links on its pages lead to them.
LISTS = {"figures": "figure", "sources": "source", "glossary": "glossary"}


def check(root: Path) -> tuple[Plan, Edition, list[Problem]]:
    """Reads the plan under *root* and finds everything an author has to put right."""
    plan, problems = read_plan(root)
    edition, found = working_edition(plan)
    problems = [*problems, *found, *contents_problems(plan), *list_problems(plan, edition)]
    for pages, folder in ((plan.pages, "docs"), (plan.living, "docs/site")):
        known = {*files_of(root / folder)}
        for path, page in pages.items():
            problems += words_problems(plan, page, f"{folder}/{path}", edition, known)
    problems += living_problems(plan)
    problems += seal_problems(root) or [
        *reason_problems(plan, edition.record),
        *([] if unread_pages(plan, problems) else vanished_problems(plan, edition)),
        *correction_problems(plan, sealed_editions(root)),
    ]
    return plan, edition, in_file_order(without_follow_ons([*problems, *id_problems(plan)]))


def unread_pages(plan: Plan, problems: Iterable[Problem]) -> bool:
    """True where a page, or its settings, could not be read: it may be the one that is missed."""
    lost = [p for p in problems if p.name.startswith(("page-", "yaml-"))]
    return any(p.place.path.startswith("docs/") for p in lost) or not all(
        page.text for page in plan.pages.values()
    )


def vanished_problems(plan: Plan, edition: Edition) -> list[Problem]:
    """Pages of the last sealed revision that are gone; a page that cannot be read is not gone."""
    gone = {*plan.revision.files} - plan.pages.keys()
    if gone or not plan.sealed or plan.revision.id in plan.sealed:
        return []
    return succession_problems(plan, edition, sealed_edition(plan.root, plan.sealed[-1]))


def headings_gone(plan: Plan, edition: Edition) -> list[Problem]:
    """A warning about headings of the last sealed revision that are no longer there."""
    if not plan.sealed or seal_problems(plan.root):
        return []
    return gone_headings(edition.record, sealed_edition(plan.root, plan.sealed[-1]).record)


def words_problems(
    plan: Plan, page: Page, shown: str, edition: Edition, known: set[str]
) -> list[Problem]:
    """What is wrong on one page, of *known* files that it may lead to."""
    if not page.text:
        return []
    links, problems = page_problems(page, Vocabulary(plan), shown)
    problems += [*number_problems(page, shown), *leaving_problems(page, shown)]
    for link in links:
        problems += link_problems(page, link, known)
        if page.path in plan.pages:
            problems += anchor_problems(page, link, edition)
    topics = {t.strip() for row in plan.rows("contacts") for t in row["topics"].split(";")}
    for topic in page.topics if topics else ():
        if topic not in topics:
            place = Place(shown, line=page.topics_line)
            problems.append(told("topic-unknown", place, name=topic, among=sorted(topics)))
    return problems


def contents_problems(plan: Plan) -> Iterator[Problem]:
    """A page not in the contents, and a file of the contents that is not there."""
    leans = "data/revision.yml"
    listed = plan.revision.files
    for file in listed:
        if file not in plan.pages:
            yield told("contents.lost", Place(leans), name=file, among=plan.pages)
    for path, page in plan.pages.items():
        if path not in listed and page.text:
            yield told("contents", Place(f"docs/{path}"), leans=leans)


def living_problems(plan: Plan) -> Iterator[Problem]:
    """Living pages that every page of the site leads to, and that are not there."""
    there = {page.page_id for page in plan.living.values()}
    for name in LIVING_PAGES if there or not (plan.docs / "site").is_symlink() else ():
        if name not in there:
            yield told("living-page", Place(f"docs/site/{name}.md"))


def list_problems(plan: Plan, edition: Edition) -> Iterator[Problem]:
    """Lists of figures, sources or terms that pages lead to but no page has."""
    needed = {"figures": plan.figures, "sources": plan.sources, "glossary": plan.rows("glossary")}
    for name, call in LISTS.items() if all(page.text for page in plan.pages.values()) else ():
        if needed[name] and edition.record.page_with(name) is None:
            yield told("list-missing", Place("docs"), name=name, call=call)


def link_problems(page: Page, link: Link, known: set[str]) -> Iterator[Problem]:
    """A link or picture that says nothing, leads nowhere, or out of docs/."""
    if not link.words.strip():
        yield told("picture-words" if link.picture else "link-words", link.place)
    file, to = unquote(link.target.partition("#")[0]), shortened(link.target)
    if link.picture and re.match(r"[^/]*:|//", file):
        yield told("picture-host", link.place, to=to)
    elif re.match(r"https?://[^/]|mailto:|tel:", file, re.I) or (not file and link.target):
        return
    elif re.search(r":|\\|^/", file):
        yield told("link-form", link.place, to=to)
    elif (path := _joined(page, file)) not in known:
        yield told("link-dead", link.place, to=to, name=path, among=known)


def anchor_problems(page: Page, link: Link, edition: Edition) -> Iterator[Problem]:
    """A link to a heading that the page it leads to does not have."""
    file, _, anchor = link.target.partition("#")
    recorded = edition.record.pages.get(_joined(page, file) if file else page.path)
    known = [section["anchor"] for section in recorded.sections] if recorded else []
    note = re.match(r"fn(?:ref)?:", anchor)
    if recorded and anchor and known and not note and unquote(anchor) not in known:
        yield told("link-heading", link.place, name=anchor, path=recorded.path, among=known)


def _joined(page: Page, file: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(file)))


def id_problems(plan: Plan) -> Iterator[Problem]:
    """A working revision that is not later than the last sealed one."""
    name, last = plan.revision.id, plan.sealed[-1] if plan.sealed else ""
    if last and (name < last or (name == last and plan.revision.status != "adopted")):
        place = Place("data/revision.yml", line=1)
        yield told("revision-id.order", place, name=name, last=last)


def published(
    root: Path, plan: Plan, working: Edition, *, without_working: bool = False
) -> list[Edition]:
    """The editions the public may read, oldest first.

    A draft is never published; an adopted working revision that is sealed is
    rendered from its seal.
    """
    editions = sealed_editions(root)
    sealed = {edition.id for edition in editions}
    if plan.revision.status == "draft" or without_working or working.id in sealed:
        return editions
    return [*editions, working]


def sealed_editions(root: Path) -> list[Edition]:
    """Every sealed revision, oldest first."""
    return [sealed_edition(root, name) for name in sealed_ids(root)]
