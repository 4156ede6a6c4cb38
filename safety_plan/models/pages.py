"""A page's source: front matter, text, and the line on which the text starts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read, closest_match
from safety_plan.core.resources import load_word_list
from safety_plan.core.text import NAME, find_hidden_characters, truncate
from safety_plan.reading.docs_files import file_problems, is_page, list_files
from safety_plan.reading.markdown_text import line_counter, without_code
from safety_plan.reading.page_limits import limit_problems, markdown_cost
from safety_plan.reading.text_files import read_text
from safety_plan.reading.yaml_files import Document, as_text_list, as_texts, read_yaml_text

MOST_BYTES = 100_000
#: In all pages together.
MOST_FILES, MOST_MARKS_IN_ALL = 300, 40_000
SWITCHES = ("exit_this_page", "one_sheet")
KEYS = ("title", "page_id", "description", "topics", *SWITCHES)
LONGEST_SETTING = {"title": 100, "page_id": 60, "description": 300}
YES_NO = {"": False, "true": True, "yes": True, "false": False, "no": False}
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
PLAN_BLOCK = re.compile(r"^(```+|~~~+)[ \t]*plan-", re.M)
#: Emoji that are joined into one, such as a family.
_JOINED = re.compile("(?<=[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])\u200d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown page; *path* is below the folder of pages, with `/`.

    A page without text could not be read, and its own problem says so.
    """

    path: str
    title: str
    page_id: str
    description: str
    text: str
    first_line: int = 1
    topics: tuple[str, ...] = ()
    topics_line: int = 1
    exit_this_page: bool = False
    one_sheet: bool = False

    @property
    def address(self) -> str:
        """The page's address below its revision: `plan/law/`, or `` for home."""
        path = PurePosixPath(self.path)
        parts = path.parts[:-1] if path.stem == "index" else (*path.parts[:-1], path.stem)
        return "".join(f"{part}/" for part in parts)


def read_pages(folder: Path, name: str, skip: str = "") -> Read[dict[str, Page]]:
    """Every page of *folder* by path; *name* is what messages call the folder.

    Files below the folder *skip* are left out. Reading ends where a plan grows
    past every bound; the pages after that are there without text.
    """
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    paths = [p for p in list_files(folder) if not skip or not p.startswith(f"{skip}/")]
    marks = 0
    for path in paths[:MOST_FILES]:
        found = file_problems(folder, path, Location(f"{name}/{path}"))
        problems += found
        if is_page(path) and marks < MOST_MARKS_IN_ALL:
            known = {p.rule for p in found}
            pages[path], found = read_page(folder / path, path, f"{name}/{path}")
            problems += [p for p in found if p.rule not in known]
            marks += markdown_cost(pages[path].text)
    if len(paths) > MOST_FILES or marks >= MOST_MARKS_IN_ALL:
        facts = {"count": len(paths), "most": MOST_FILES}
        problems.append(problem("page-limits.plan", Location(name), **facts))
    unread = {path: _unread(path) for path in paths if is_page(path)}
    return unread | pages, [*problems, *_alike(pages, name)]


def _unread(path: str) -> Page:
    stem = PurePosixPath(path).stem
    return Page(path=path, title=stem, page_id=stem, description="", text="")


def _alike(pages: dict[str, Page], name: str) -> Iterator[Problem]:
    """Pages with the page_id, or with the address, of another."""
    for key, rule in (("page_id", "page-id.twice"), ("address", "address-twice")):
        first: dict[str, str] = {}
        for path, page in pages.items():
            value: str = getattr(page, key)
            other = first.setdefault(value, path)
            if other != path and page.text:
                place = Location(f"{name}/{path}", line=1)
                yield problem(rule, place, value=value, key=key, other=other)


def read_sealed_pages(folder: Path) -> dict[str, Page]:
    """The resolved pages of a sealed revision; today's rules are not asked of them."""
    paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))
    read = {path: (folder / path).read_text(encoding="utf-8") for path in paths}
    return {path: _read(text, path, path)[0] for path, text in read.items()}


def read_page(file: Path, path: str, shown: str) -> Read[Page]:
    """Reads one page; *shown* is the path that messages name."""
    text, problems = read_text(file, shown, MOST_BYTES)
    problems = problems or [*limit_problems(text, shown)]
    if problems:
        return _unread(path), problems
    page, problems = _read(text, path, shown)
    return page, [*problems, *text_problems(page, shown)]


@lru_cache(1000)
def _read(text: str, path: str, shown: str) -> Read[Page]:
    match = _FRONT.match(text)
    settings, problems = read_yaml_text(match[1] if match else "", shown, first_line=2)
    if match and not problems:
        problems = [*_setting_problems(settings)]
    elif not match:
        problems = [problem("page-settings", Location(shown, line=1))]
    stem, end = PurePosixPath(path).stem, match.end() if match else 0
    said = as_texts(settings.value, KEYS)
    page = Page(
        path=path,
        title=said["title"] or stem,
        page_id=said["page_id"] or stem,
        description=said["description"],
        topics=as_text_list(settings.value.get("topics")),
        topics_line=settings.location("topics").line,
        text=text[end:],
        first_line=text[:end].count("\n") + 1,
        **{key: YES_NO.get(said[key].lower(), False) for key in SWITCHES},
    )
    return page, problems


def _setting_problems(settings: Document) -> Iterator[Problem]:
    made = as_texts(settings.value, KEYS)
    strange = [key for key in settings.value if key not in KEYS]
    meant = {closest_match(key, KEYS) for key in strange}
    for key in strange:
        yield problem("setting-unknown.page", settings.location(key), name=key, among=KEYS)
    for key, longest in LONGEST_SETTING.items():
        said, place = made[key], settings.location(key)
        if key in meant:
            continue
        if not said:
            yield problem("page-settings.none", place, key=key)
        elif mark := re.search(r"[<>{}`\n]", said):
            yield problem("page-settings.mark", place, key=key, mark=truncate(mark.group()))
        elif len(said) > longest:
            yield problem("page-settings.long", place, key=key, count=len(said), most=longest)
        elif key == "page_id" and not NAME.fullmatch(said):
            yield problem("page-id", place, said=said)
    for key in SWITCHES:
        if made[key].lower() not in YES_NO:
            yield problem("page-settings.switch", settings.location(key), said=made[key])


def text_problems(page: Page, shown: str) -> Iterator[Problem]:
    """What may not stand in the text of a page as it was typed, each with its line."""
    line_of = line_counter(page.text, page.first_line)
    for own in PLAN_BLOCK.finditer(page.text):
        yield problem("call-form.block", Location(shown, line=line_of(own.start())))
    for number, line in enumerate(page.text.split("\n"), start=page.first_line):
        if hidden := find_hidden_characters(_JOINED.sub("", unescape(line))):
            yield problem("hidden-character.page", Location(shown, line=number), hidden=hidden)
    if not without_code(page.text).strip():
        yield problem("page-empty", Location(shown, line=page.first_line))


SENSITIVE = load_word_list("models/sensitive-topics.txt")


def has_exit_button(page: Page) -> bool:
    """Whether the page has the button to leave; a sealed one may not have known to ask."""
    return page.exit_this_page or any(topic in SENSITIVE for topic in page.topics)


def any_has_exit_button(pages: Iterable[Page]) -> bool:
    """Whether a page that shows words of all *pages* has the button too."""
    return any(has_exit_button(page) for page in pages)
