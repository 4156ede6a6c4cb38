"""Files to download: each has a row, a page that leads to it, and another way to its content."""

import re
from collections.abc import Iterator

from safety_plan.checks.links import CALL_WITH_ANCHORS
from safety_plan.checks.markdown import render_page
from safety_plan.checks.pages import SITE_DOCS, all_readable
from safety_plan.content.file_words import language_name
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.other_ways import find_site_page
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_word_list
from safety_plan.core.text import truncate
from safety_plan.models.fields import rules_of
from safety_plan.models.file_rows import FileRow
from safety_plan.models.plan import Plan
from safety_plan.reading.attachments.attachment import Attachment
from safety_plan.reading.csv_files import Row
from safety_plan.reading.docs_files import FILES, list_attachments, list_files
from safety_plan.revisions.bundle import RevisionBundle

_REGISTER = "data/files.csv"
#: Kinds of files that may name themselves: many people can open the others in one program only.
_FOR_EVERYBODY = (".csv", ".pdf")
#: A way to ask for another form: an email address, a telephone number, or a web address.
_WAY_TO_ASK = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|(?<!\d)\d(?: ?\d){4,}|https?://\w|\]\(")
#: Words in the name of an author that is no person.
_NO_PERSON = re.compile(rf"\b(?:{'|'.join(load_word_list('checks/no-person.txt'))})\b", re.I)


def file_row_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Files without a row, and rows without a file."""
    names = list_attachments(plan.docs)
    paths = {*list_files(plan.docs / FILES)}
    rows = {_name_alone(row["file"]) for row in plan.rows("files")}
    rows |= {row["file"] for row in plan.rows("files")}
    has_register = (plan.data / "files.csv").exists()
    for name in plan.attachments:  # what is wrong inside the others is told already
        if name not in rows:
            headings = ",".join(rules_of(FileRow))
            key = "file-row" if has_register else "file-row.register"
            place = Location(f"docs/{FILES}/{name}")
            yield problem(key, place, headings=headings, depends_on=_REGISTER)
    for row in plan.rows("files"):
        # Held against the names that are there: a way such as ./ or ../ leads to a file too.
        if row["file"] and row["file"] not in paths:
            yield _missing_file(row, names)


def _missing_file(row: Row, names: list[str]) -> Problem:
    name = row["file"]
    location = row.location("file")
    short = _name_alone(name)
    if short in names:
        return problem("file-row.folder", location, name=name, short=short, choices=[])
    if short != name:
        return problem("file-row.elsewhere", location, name=name, short=short)
    return problem("file-row.gone", location, name=name, choices=names)


def _name_alone(path: str) -> str:
    """The last part of *path*, whichever way its strokes lean."""
    return re.split(r"[/\\]", path)[-1]


def file_language_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Languages that are no language; no code is asked for the language of the plan."""
    for row in plan.rows("files"):
        code = row["language"]
        if code and not (re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", code) and language_name(code)):
            yield problem("file-language", row.location("language"), name=code)


def file_access_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Files that name no other way to their content, or one that leads nowhere."""
    if not all_readable(plan):
        return
    rows = {row["id"]: row for row in plan.rows("files")}
    for row in rows.values():
        if not row["accessible"] and not row["why_not"]:
            yield problem("file-accessible", row.location("accessible"), title=row["title"])
        if row["accessible"]:
            yield from _target_problems(plan, bundle, row, rows)
        elif row["why_not"] and not _WAY_TO_ASK.search(row["why_not"]):
            yield problem("file-accessible.ask", row.location("why_not"))


def _target_problems(
    plan: Plan, bundle: RevisionBundle, row: Row, rows: dict[str, Row]
) -> Iterator[Problem]:
    name = row["accessible"]
    location = row.location("accessible")
    if name == row["id"]:
        attachment = plan.attachments.get(row["file"])
        if attachment and attachment.ending not in _FOR_EVERYBODY:
            yield problem("file-accessible.kind", location, kind=attachment.kind.label)
        elif lacks := _lacks(attachment):
            yield problem("file-accessible.itself", location, lacks=lacks)
    elif name in rows:
        if _leads_back(row, rows):
            yield problem("file-accessible.circle", location, name=name)
    elif not _is_page(bundle, name) and not _is_site_page(plan, name):
        ids = [page.page_id for page in bundle.record.pages.values()]
        of_site = [page.page_id for page in plan.site_pages.values()]
        choices = [*dict.fromkeys([*ids, *rows, *of_site])]
        yield problem("file-accessible.unknown", location, name=name, choices=choices)


def _leads_back(row: Row, rows: dict[str, Row]) -> bool:
    """True where the way from file to file comes back to *row*, and to nothing else."""
    name = row["accessible"]
    passed = {row["id"]}
    while name in rows and name not in passed:
        passed.add(name)
        if rows[name]["accessible"] == name:
            return False
        name = rows[name]["accessible"]
    return name == row["id"]


def _is_page(bundle: RevisionBundle, target: str) -> bool:
    page_id, mark, anchor = target.partition("#")
    page = bundle.record.page(page_id)
    anchors = [section["anchor"] for section in page.sections] if page else []
    return page is not None and (not mark or anchor in anchors)


def _is_site_page(plan: Plan, target: str) -> bool:
    """Whether *target* is a page about the site, or a heading of one; calls may make more."""
    name, mark, anchor = target.partition("#")
    page = find_site_page(plan, name)
    if page is None or not mark:
        return page is not None
    if CALL_WITH_ANCHORS.search(page.text):
        return bool(anchor)
    return anchor in render_page(page, f"{SITE_DOCS}/{page.path}").anchors


def _lacks(attachment: Attachment | None) -> str:
    """What a PDF has not that somebody needs who listens to it, in words."""
    if attachment is None or attachment.ending != ".pdf":
        return ""
    contents = attachment.contents
    needs = {"tags": contents.has_tags, "title": contents.title, "language": contents.language}
    *first, last = [name for name, is_met in needs.items() if not is_met] or [""]
    return f"{', no '.join(first)} and no {last}" if first else last


def file_properties_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What the properties of a file tell of people, and what those who listen miss in a PDF."""
    owners = {plan.settings.council, plan.settings.partnership, plan.settings.name}
    for name, attachment in plan.attachments.items():
        location = Location(f"docs/{FILES}/{name}")
        for person in attachment.contents.people:
            if person not in owners and not _NO_PERSON.search(person):
                yield problem("file-person", location, name=truncate(person))
                break
        if lacks := _lacks(attachment):
            yield problem("file-tags", location, lacks=lacks)


def unshown_file_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Files that no page leads to."""
    if not all_readable(plan):
        return
    texts = [page.text for page in bundle.pages.values()]
    blocks = [block for text in texts for block in find_blocks(text, "files")]
    names = {entry["file"] for block in blocks for entry in block}
    for row in plan.rows("files"):
        is_linked = any(f"](download:{FILES}/{row['file']})" in text for text in texts)
        if row["file"] not in names and not is_linked:
            params = {"page_id": row["page_id"], "depends_on": _REGISTER}
            yield problem("files-unshown", row.location(), **params)
