"""Links and pictures: words that say where they lead, and targets that are there."""

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from safety_plan.checks.markdown import Link, render_page
from safety_plan.checks.pages import DOCS, SITE_DOCS, pages_of
from safety_plan.checks.source_finder import SourceFinder
from safety_plan.content.word_answers import term_anchor
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.resources import load_word_list
from safety_plan.core.suggestions import closest_match
from safety_plan.core.text import truncate
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.reading.docs_files import is_attachment, list_files
from safety_plan.revisions.bundle import RevisionBundle

_ELSEWHERE = re.compile(r"[^/:]*:|//")
_ALLOWED_ADDRESS = re.compile(r"https?://[^/]|mailto:|tel:", re.I)
#: What may be missing or too much at the end of a link to a page.
_ENDING = re.compile(r"(?:/index)?(?:\.md|\.html?|/)?$", re.I)
_NOT_A_FILE = re.compile(r":|\\|^/")
_FILE_NAME = re.compile(r"[\w().-]+(?: [\w().-]+)*\.(?:png|jpe?g|webp|gif|svg|bmp|tiff?)", re.I)
#: What a camera, a telephone or a program calls a picture.
_CAMERA_NAME = re.compile(
    r"(?:IMG|DSC[FN]?|PXL|PICT|SAM|WA|image|photo|picture|screen ?shot)[-_ ]?\d[\w. :-]*"
    r"|[a-z0-9]+(?:_[a-z0-9]+){2,}",
    re.I,
)
#: A long address in place of words; a reader who listens hears each letter of it.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^/\s]+/\S{4,}", re.I)
#: Words that say nothing of where a link leads, and of what a picture shows.
VAGUE = load_word_list("checks/english/vague-links.txt")
PICTURE_WORDS = load_word_list("checks/english/vague-pictures.txt")
#: The anchors of footnotes, which Markdown makes.
_NOTE_ANCHOR = re.compile(r"fn(?:ref)?:")
#: Addresses without what says that they are some; no file of a plan ends so.
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB_ADDRESS = re.compile(
    r"www\.[\w-]|[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|gov|eu|wales|cymru|scot)(?:/|$)", re.I
)
#: Calls that make places which links can lead to, and the places that telephone numbers make.
CALL_WITH_ANCHORS = re.compile(r"\{\{(?!\s*(?:contacts|revision)\b)")
_HELP_ANCHOR = re.compile(r"help-(?:groups|origins|\d+(?:-\d+)?)")


def link_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Links and pictures that say nothing, lead nowhere, or out of their folder."""
    files = {folder: {*list_files(plan.root / folder)} for folder in (DOCS, SITE_DOCS)}
    for path, page in pages_of(plan):
        folder = path.removesuffix(f"/{page.path}")
        links = render_page(page, path).links
        for link in links:
            yield from _problems_of_link(page, link, files[folder])
        yield from _same_words(links)


def anchor_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Links to a heading that the page they lead to does not have."""
    for path, page in plan.pages.items():
        for link in render_page(page, f"{DOCS}/{path}").links if page.text else ():
            yield from _problems_of_anchor(page, link, bundle)
    for path, page in pages_of(plan):
        for link in render_page(page, path).links:
            is_of_site = path.startswith(SITE_DOCS)
            yield from _problems_of_site_anchor(plan, page, link, is_of_site=is_of_site)


def meeting_anchor_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Headings whose anchor is that of a term, a chart or a card of a list."""
    blocks = {f"term-{term_anchor(row['term'])}" for row in plan.rows("glossary")}
    blocks |= {f"chart-{chart}" for chart in plan.charts}
    for path, page in bundle.record.pages.items():
        anchors = Counter(section["anchor"] for section in page.sections)
        for section in page.sections:
            anchor, heading = section["anchor"], section["heading"]
            is_card = anchors[anchor] > 1 and f"# {heading}" not in plan.pages[path].text
            if anchor in blocks or (anchors[anchor] > 1 and not is_card):
                location = SourceFinder(plan.pages[path], f"{DOCS}/{path}").locate(f"# {heading}")
                yield problem("heading-twice.block", location, heading=heading, anchor=anchor)


def _same_words(links: Iterable[Link]) -> Iterator[Problem]:
    """Links of the same words to two places; the marks of notes are the same by their nature."""
    first: dict[str, Link] = {}
    for link in links:
        words = link.words.strip().lower()
        if link.is_picture or not words or _NOTE_ANCHOR.match(link.target.removeprefix("#")):
            continue
        other = first.setdefault(words, link)
        if other.target != link.target and words not in VAGUE:
            params = {"words": truncate(link.words.strip()), "line": other.location.line}
            yield problem("link-vague.same", link.location, **params)


def _problems_of_link(page: Page, link: Link, files: Collection[str]) -> Iterator[Problem]:
    of_target = [*_problems_of_target(page, link, files)]
    yield from of_target
    if not of_target or not link.words.strip():
        yield from _problems_of_words(link)


def _problems_of_words(link: Link) -> Iterator[Problem]:
    """Words that say nothing of where a link leads, or of what a picture shows."""
    words = link.words.strip()
    if not words:
        yield problem("picture-words" if link.is_picture else "link-words", link.location)
    elif link.is_picture and says_nothing_of_picture(words):
        yield problem("picture-words.name", link.location, words=truncate(words))
    elif not link.is_picture and _ADDRESS.fullmatch(words):
        yield problem("link-vague.address", link.location, words=truncate(words))
    elif not link.is_picture and _plain(words) in {*VAGUE, ""}:
        yield problem("link-vague", link.location, words=truncate(words))


def _plain(words: str) -> str:
    return " ".join(words.lower().strip("[]() .…,:;!?<>«»→←›‹").split())


def says_nothing_of_picture(words: str) -> bool:
    """Whether *words* are a name of a file, or would fit every picture."""
    return _plain(words) in PICTURE_WORDS or _is_name_of_file(words)


def _is_name_of_file(words: str) -> bool:
    return bool(_FILE_NAME.fullmatch(words) or _CAMERA_NAME.fullmatch(words))


def _problems_of_target(page: Page, link: Link, files: Collection[str]) -> Iterator[Problem]:
    file, quoted = unquote(link.target.partition("#")[0]), truncate(link.target)
    if link.is_picture and _ELSEWHERE.match(file):
        yield problem("picture-host", link.location, target=quoted)
    elif _ALLOWED_ADDRESS.match(file) or (not file and link.target):
        return
    elif _NOT_A_FILE.search(file):
        yield problem("link-form", link.location, target=quoted)
    else:
        path = _path_from(page, file)
        if is_attachment(path):
            yield problem("link-dead.attachment", link.location, target=quoted)
        elif path not in files and (scheme := _missing_scheme(file)):
            yield problem("link-form.scheme", link.location, target=quoted, scheme=scheme)
        elif path not in files:
            near = _nearest_link(page, path, files)
            key = "link-dead.near" if near else "link-dead"
            _, sign, anchor = link.target.partition("#")
            yield problem(key, link.location, target=quoted, near=f"{near}{sign}{anchor}")


def _nearest_link(page: Page, path: str, files: Collection[str]) -> str:
    """How *page* links to the one of *files* that was meant by *path*; empty where none is near."""
    folder = posixpath.dirname(page.path) or "."
    near = closest_match(path, files)
    # Whoever typed the whole way, or forgot a folder, meant the only file that ends like it.
    for end in (path, posixpath.relpath(path, folder), posixpath.basename(path)):
        candidates = _files_ending_with(end, files)
        if len(candidates) == 1 and near not in candidates:
            near = candidates[0]
    return posixpath.relpath(near, folder) if near else ""


def _files_ending_with(end: str, files: Collection[str]) -> list[str]:
    """Those of *files* whose path ends with the folders and the name of *end*."""
    stem = _without_ending(end.strip("/")).strip("/").lower()
    return [file for file in files if stem and _without_ending(file).endswith(f"/{stem}")]


def _without_ending(path: str) -> str:
    return _ENDING.sub("", f"/{path}")


def _missing_scheme(target: str) -> str:
    """What should stand before *target*, which is an address of elsewhere; else nothing."""
    if _MAIL.fullmatch(target):
        return "mailto:"
    return "https://" if _WEB_ADDRESS.match(target) else ""


def _problems_of_anchor(page: Page, link: Link, bundle: RevisionBundle) -> Iterator[Problem]:
    file, _, anchor = link.target.partition("#")
    target = bundle.record.pages.get(_path_from(page, file) if file else page.path)
    if target is None or not anchor or _NOTE_ANCHOR.match(anchor):
        return
    anchors = [section["anchor"] for section in target.sections]
    if anchors and unquote(anchor) not in anchors:
        names = {"name": anchor, "path": target.path, "choices": anchors}
        yield problem("link-heading", link.location, **names)


def _problems_of_site_anchor(
    plan: Plan, page: Page, link: Link, *, is_of_site: bool
) -> Iterator[Problem]:
    """A heading of a page about the site that is not there; some calls make more of them."""
    file, _, anchor = link.target.partition("#")
    path = _path_from(page, file) if file else page.path
    if not is_of_site:
        path = path.removeprefix("site/") if path.startswith("site/") else ""
    target = plan.site_pages.get(path)
    if target is None or not target.text or not anchor or _NOTE_ANCHOR.match(anchor):
        return
    anchors = render_page(target, f"{SITE_DOCS}/{path}").anchors
    is_sure = not CALL_WITH_ANCHORS.search(target.text) and not _HELP_ANCHOR.fullmatch(anchor)
    if unquote(anchor) not in anchors and is_sure:
        names = {"name": anchor, "path": f"site/{path}", "choices": anchors}
        yield problem("link-heading", link.location, **names)


def _path_from(page: Page, file: str) -> str:
    """The path below the folder of pages to which *file* leads from *page*."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(file)))
