"""A page's source: front matter, text, and the line on which the text starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from safety_plan.calls import without_code
from safety_plan.csv_files import hidden_characters
from safety_plan.problems import Place, Problem, did_you_mean
from safety_plan.tables import NAME
from safety_plan.yaml_files import read_text, read_yaml_text, word_list, words

KEYS = ("title", "page_id", "description", "topics", "exit_this_page", "one_sheet")
_FRONT = re.compile(r"---\n(.*?)^---[ \t]*\n", re.S | re.M)
_CLASH = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.M)
_HTML = re.compile(r"<(?:/?[A-Za-z][^>]*>|!--|\?)")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^>\s]+>")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_OWN_BLOCK = re.compile(r"^(?:```+|~~~+)\s*plan-", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown page; *path* is below the folder of pages, with `/`."""

    path: str
    title: str
    page_id: str
    description: str
    text: str
    first_line: int = 1
    topics: tuple[str, ...] = ()
    exit_this_page: bool = False
    one_sheet: bool = False

    @property
    def address(self) -> str:
        """The page's address below its revision: `plan/law/`, or `` for home."""
        path = PurePosixPath(self.path)
        parts = path.parts[:-1] if path.stem == "index" else (*path.parts[:-1], path.stem)
        return "".join(f"{part}/" for part in parts)


def read_pages(folder: Path, name: str) -> tuple[dict[str, Page], list[Problem]]:
    """Every page of *folder* by path; *name* is what messages call the folder.

    Pages below `site/` are living pages: they are read apart, with this same
    function, and left out here.
    """
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if path.startswith("site/") or file.is_dir():
            continue
        if file.is_symlink():
            found, fix = "The file is a shortcut to another place.", "Add the file itself."
            place = Place(f"{name}/{path}")
            problems.append(Problem(place, "file-shortcut", found, fix))
        elif file.suffix == ".md":
            page, found_here = read_page(file, path, f"{name}/{path}")
            problems += found_here
            if page:
                pages[path] = page
    return pages, problems + _same_ids(pages, name)


def _same_ids(pages: dict[str, Page], name: str) -> list[Problem]:
    first: dict[str, str] = {}
    problems = []
    for path, page in pages.items():
        if page.page_id in first:
            found = f"“{page.page_id}” is also the page_id of {first[page.page_id]}."
            place = Place(f"{name}/{path}", line=1)
            fix = "Give this page a page_id of its own."
            problems.append(Problem(place, "page-id", found, fix))
        first.setdefault(page.page_id, path)
    return problems


def read_sealed_pages(folder: Path) -> dict[str, Page]:
    """The resolved pages of a sealed revision; today's rules are not asked of them."""
    pages: dict[str, Page] = {}
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        page, _ = _read(file.read_text(encoding="utf-8"), path, path)
        if page:
            pages[path] = page
    return pages


def read_page(file: Path, path: str, shown: str) -> tuple[Page | None, list[Problem]]:
    """Reads one page; *shown* is the path that messages name."""
    text, problems = read_text(file, shown)
    if problems:
        return None, problems
    page, problems = _read(text, path, shown)
    if page is None:
        return None, problems
    return page, problems + _setting_problems(page, shown) + text_problems(page, shown)


def _read(text: str, path: str, shown: str) -> tuple[Page | None, list[Problem]]:
    match = _FRONT.match(text)
    if not match:
        found = "The settings at the top are missing, or not closed with ---."
        fix = "Start with a line ---, then title:, page_id: and description:, then ---."
        return None, [Problem(Place(shown, line=1), "page-settings", found, fix)]
    settings, problems = read_yaml_text(match[1], shown, first_line=2)
    value = settings.value
    page = Page(
        path=path,
        title=words(value.get("title")),
        page_id=words(value.get("page_id")),
        description=words(value.get("description")),
        topics=word_list(value.get("topics")),
        exit_this_page=words(value.get("exit_this_page")) == "true",
        one_sheet=words(value.get("one_sheet")) == "true",
        text=text[match.end() :],
        first_line=text[: match.end()].count("\n") + 1,
    )
    for key in value:
        if key not in KEYS:
            found = f"A page has no setting “{key}”."
            fix = did_you_mean(key, KEYS) or f"The settings are: {', '.join(KEYS)}."
            problems.append(Problem(settings.place(key), "setting-unknown", found, fix))
    return page, problems


def _setting_problems(page: Page, shown: str) -> list[Problem]:
    place = Place(shown, line=2)
    problems = [
        Problem(place, "page-settings", f"The page has no {key}.", f"Add “{key}: …”.")
        for key in ("title", "page_id", "description")
        if not getattr(page, key)
    ]
    if page.page_id and not NAME.fullmatch(page.page_id):
        found = f"“{page.page_id}” cannot be a page_id."
        fix = "Use small letters, digits and hyphens only."
        problems.append(Problem(place, "page-id", found, fix))
    return problems


def text_problems(page: Page, shown: str) -> list[Problem]:
    """What may not stand in the text of a page, each with its line."""
    prose = without_code(page.text)
    problems = []
    rules = (
        (_CLASH, "merge-mark", "Two people's changes clash here: “{}”.",
         "Keep the right lines and delete the lines with <<<, === and >>>."),
        (_HTML, "web-code", "There is web code on the page: “{}”.",
         "Write it in Markdown. Web code is not allowed."),
    )  # fmt: skip
    for pattern, name, found, fix in rules:
        for match in pattern.finditer(_AUTOLINK.sub(_blank, prose)):
            place = _place(shown, page, prose, match.start())
            said = found.format(match.group().strip()[:40])
            problems.append(Problem(place, name, said, fix))
    if own := _OWN_BLOCK.search(page.text):
        place = _place(shown, page, page.text, own.start())
        found = "“plan-” starts a block that only the site itself may write."
        fix = 'Ask for it with a call, such as {{ chart("name") }}.'
        problems.append(Problem(place, "call-form", found, fix))
    if hidden := hidden_characters(page.text):
        at = next(i for i, c in enumerate(page.text) if hidden_characters(c))
        place = _place(shown, page, page.text, at)
        found = f"There is a character that cannot be seen ({hidden})."
        fix = "Delete the words there and type them again."
        problems.append(Problem(place, "hidden-character", found, fix))
    return problems + _heading_problems(page, prose, shown)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _place(shown: str, page: Page, text: str, offset: int) -> Place:
    return Place(shown, line=page.first_line + text.count("\n", 0, offset))


def _heading_problems(page: Page, prose: str, shown: str) -> list[Problem]:
    headings = list(re.finditer(r"^(#{1,6})[ \t]+(.+)$", prose, re.M))
    tops = [match for match in headings if match[1] == "#"]
    if len(tops) == 1 and headings[0] is tops[0]:
        return []
    found = f"The page has {len(tops)} main headings; it needs one, before all others."
    fix = "Start the text with one line “# Heading”; use ## and ### below it."
    return [Problem(Place(shown, line=page.first_line), "main-heading", found, fix)]


def links(text: str) -> list[tuple[int, bool, str, str]]:
    """Every link and picture: offset, whether a picture, its words, its target."""
    return [
        (match.start(), match[1] == "!", match[2], match[3])
        for match in _LINK.finditer(without_code(text))
    ]
