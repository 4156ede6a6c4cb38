"""Links and pictures: words that say where they lead, and targets that are there."""

import posixpath
import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from safety_plan.checks.markdown import Link, render_page
from safety_plan.checks.pages import DOCS, SITE_DOCS, pages_of
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.text import truncate
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.reading.docs_files import list_files
from safety_plan.revisions.bundle import RevisionBundle

_ELSEWHERE = re.compile(r"[^/]*:|//")
_ALLOWED_ADDRESS = re.compile(r"https?://[^/]|mailto:|tel:", re.I)
_NOT_A_FILE = re.compile(r":|\\|^/")
#: The anchors of footnotes, which Markdown makes.
_NOTE_ANCHOR = re.compile(r"fn(?:ref)?:")


def link_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Links and pictures that say nothing, lead nowhere, or out of their folder."""
    files = {folder: {*list_files(plan.root / folder)} for folder in (DOCS, SITE_DOCS)}
    for path, page in pages_of(plan):
        folder = path.removesuffix(f"/{page.path}")
        for link in render_page(page, path).links:
            yield from _problems_of_link(page, link, files[folder])


def anchor_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Links to a heading that the page they lead to does not have."""
    for path, page in plan.pages.items():
        for link in render_page(page, f"{DOCS}/{path}").links if page.text else ():
            yield from _problems_of_anchor(page, link, bundle)


def _problems_of_link(page: Page, link: Link, files: Collection[str]) -> Iterator[Problem]:
    if not link.words.strip():
        yield problem("picture-words" if link.is_picture else "link-words", link.location)
    file, quoted = unquote(link.target.partition("#")[0]), truncate(link.target)
    if link.is_picture and _ELSEWHERE.match(file):
        yield problem("picture-host", link.location, target=quoted)
    elif _ALLOWED_ADDRESS.match(file) or (not file and link.target):
        return
    elif _NOT_A_FILE.search(file):
        yield problem("link-form", link.location, target=quoted)
    else:
        path = _path_from(page, file)
        if path not in files:
            yield problem("link-dead", link.location, target=quoted, name=path, choices=files)


def _problems_of_anchor(page: Page, link: Link, bundle: RevisionBundle) -> Iterator[Problem]:
    file, _, anchor = link.target.partition("#")
    target = bundle.record.pages.get(_path_from(page, file) if file else page.path)
    if target is None or not anchor or _NOTE_ANCHOR.match(anchor):
        return
    anchors = [section["anchor"] for section in target.sections]
    if anchors and unquote(anchor) not in anchors:
        names = {"name": anchor, "path": target.path, "choices": anchors}
        yield problem("link-heading", link.location, **names)


def _path_from(page: Page, file: str) -> str:
    """The path below the folder of pages to which *file* leads from *page*."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(file)))
