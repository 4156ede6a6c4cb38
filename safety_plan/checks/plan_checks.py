"""Rules that need more than one file, and everything together."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.chart_titles import title_problems
from safety_plan.checks.markdown import Link, page_problems
from safety_plan.checks.table_rows import cross_problems
from safety_plan.checks.typed_numbers import number_problems
from safety_plan.content.macros_file import PageWords
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, sort_problems, suppress_cascades
from safety_plan.core.text import truncate
from safety_plan.models.pages import Page, exit_button_problems
from safety_plan.models.plan import Plan, read_plan, sealed_ids
from safety_plan.reading.docs_files import list_files
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle, working_bundle
from safety_plan.revisions.change_reasons import reason_problems
from safety_plan.revisions.corrections import correction_problems
from safety_plan.revisions.succession import gone_headings, succession_problems
from safety_plan.revisions.verify import NOT_SEALED, seal_problems

LIVING_PAGES = ("help", "history", "about", "accessibility", "privacy")

#: Where what is published stands even while the working revision is left out.
NOT_WORKING = ("revisions/", "docs/site/", *(f"data/{name}" for name in NOT_SEALED))

#: Lists that a revision must have, because links on its pages lead to them.
LISTS = {"figures": "figure", "sources": "source", "glossary": "glossary"}


def check(root: Path) -> tuple[Plan, RevisionBundle, list[Problem]]:
    """Reads the plan under *root* and finds everything an author has to put right."""
    plan, problems = read_plan(root, KINDS)
    problems += cross_problems(plan.tables)
    bundle, found = working_bundle(plan)
    problems = [*problems, *found, *contents_problems(plan), *list_problems(plan, bundle)]
    for pages, folder in ((plan.pages, "docs"), (plan.living, "docs/site")):
        known = {*list_files(root / folder)}
        for path, page in pages.items():
            problems += words_problems(plan, page, f"{folder}/{path}", bundle, known)
    problems += living_problems(plan)
    problems += title_problems(plan.charts, plan.chart_specifications)
    problems += seal_problems(root) or [
        *reason_problems(plan, bundle.record),
        *([] if unread_pages(plan, problems) else vanished_problems(plan, bundle)),
        *correction_problems(plan, sealed_bundles(root)),
    ]
    return plan, bundle, sort_problems(suppress_cascades([*problems, *id_problems(plan)]))


def unread_pages(plan: Plan, problems: Iterable[Problem]) -> bool:
    """True where a page, or its settings, could not be read: it may be the one that is missed."""
    lost = [p for p in problems if p.rule.startswith(("page-", "yaml-"))]
    return any(p.location.path.startswith("docs/") for p in lost) or not all(
        page.text for page in plan.pages.values()
    )


def vanished_problems(plan: Plan, bundle: RevisionBundle) -> list[Problem]:
    """Pages of the last sealed revision that are gone; a page that cannot be read is not gone."""
    gone = {*plan.revision.files} - plan.pages.keys()
    if gone or not plan.sealed or plan.revision.id in plan.sealed:
        return []
    return succession_problems(plan, bundle, sealed_bundle(plan.root, plan.sealed[-1]))


def headings_gone(plan: Plan, bundle: RevisionBundle) -> list[Problem]:
    """A warning about headings of the last sealed revision that are no longer there."""
    if not plan.sealed or seal_problems(plan.root):
        return []
    return gone_headings(bundle.record, sealed_bundle(plan.root, plan.sealed[-1]).record)


def words_problems(
    plan: Plan, page: Page, shown: str, bundle: RevisionBundle, known: set[str]
) -> list[Problem]:
    """What is wrong on one page, of *known* files that it may lead to."""
    if not page.text:
        return []
    links, problems = page_problems(page, PageWords(plan), shown)
    problems += [*number_problems(page, shown), *exit_button_problems(page, shown)]
    for link in links:
        problems += link_problems(page, link, known)
        if page.path in plan.pages:
            problems += anchor_problems(page, link, bundle)
    topics = {t.strip() for row in plan.rows("contacts") for t in row["topics"].split(";")}
    for topic in page.topics if topics else ():
        if topic not in topics:
            place = Location(shown, line=page.topics_line)
            problems.append(problem("topic-unknown", place, name=topic, among=sorted(topics)))
    return problems


def contents_problems(plan: Plan) -> Iterator[Problem]:
    """A page not in the contents, and a file of the contents that is not there."""
    leans = "data/revision.yml"
    listed = plan.revision.files
    for file in listed:
        if file not in plan.pages:
            yield problem("contents.lost", Location(leans), name=file, among=plan.pages)
    for path, page in plan.pages.items():
        if path not in listed and page.text:
            yield problem("contents", Location(f"docs/{path}"), leans=leans)


def living_problems(plan: Plan) -> Iterator[Problem]:
    """Living pages that every page of the site leads to, and that are not there."""
    there = {page.page_id for page in plan.living.values()}
    for name in LIVING_PAGES if there or not (plan.docs / "site").is_symlink() else ():
        if name not in there:
            yield problem("living-page", Location(f"docs/site/{name}.md"))


def list_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Lists of figures, sources or terms that pages lead to but no page has."""
    needed = {"figures": plan.figures, "sources": plan.sources, "glossary": plan.rows("glossary")}
    for name, call in LISTS.items() if all(page.text for page in plan.pages.values()) else ():
        if needed[name] and bundle.record.page_with(name) is None:
            yield problem("list-missing", Location("docs"), name=name, call=call)


def link_problems(page: Page, link: Link, known: set[str]) -> Iterator[Problem]:
    """A link or picture that says nothing, leads nowhere, or out of docs/."""
    if not link.words.strip():
        yield problem("picture-words" if link.picture else "link-words", link.place)
    file, to = unquote(link.target.partition("#")[0]), truncate(link.target)
    if link.picture and re.match(r"[^/]*:|//", file):
        yield problem("picture-host", link.place, to=to)
    elif re.match(r"https?://[^/]|mailto:|tel:", file, re.I) or (not file and link.target):
        return
    elif re.search(r":|\\|^/", file):
        yield problem("link-form", link.place, to=to)
    elif (path := _joined(page, file)) not in known:
        yield problem("link-dead", link.place, to=to, name=path, among=known)


def anchor_problems(page: Page, link: Link, bundle: RevisionBundle) -> Iterator[Problem]:
    """A link to a heading that the page it leads to does not have."""
    file, _, anchor = link.target.partition("#")
    recorded = bundle.record.pages.get(_joined(page, file) if file else page.path)
    known = [section["anchor"] for section in recorded.sections] if recorded else []
    note = re.match(r"fn(?:ref)?:", anchor)
    if recorded and anchor and known and not note and unquote(anchor) not in known:
        yield problem("link-heading", link.place, name=anchor, path=recorded.path, among=known)


def _joined(page: Page, file: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(file)))


def id_problems(plan: Plan) -> Iterator[Problem]:
    """A working revision that is not later than the last sealed one."""
    name, last = plan.revision.id, plan.sealed[-1] if plan.sealed else ""
    if last and (name < last or (name == last and plan.revision.status != "adopted")):
        place = Location("data/revision.yml", line=1)
        yield problem("revision-id.order", place, name=name, last=last)


def published_bundles(
    root: Path, plan: Plan, working: RevisionBundle, *, without_working: bool = False
) -> list[RevisionBundle]:
    """The editions the public may read, oldest first.

    A draft is never published; an adopted working revision that is sealed is
    rendered from its seal.
    """
    bundles = sealed_bundles(root)
    sealed = {bundle.id for bundle in bundles}
    if plan.revision.status == "draft" or without_working or working.id in sealed:
        return bundles
    return [*bundles, working]


def sealed_bundles(root: Path) -> list[RevisionBundle]:
    """Every sealed revision, oldest first."""
    return [sealed_bundle(root, name) for name in sealed_ids(root)]
