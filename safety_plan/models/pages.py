"""A page's source: front matter, text, and the line on which the text starts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read, Scope
from safety_plan.core.suggestions import closest_match
from safety_plan.core.text import NAME, find_hidden_characters, read_switch, truncate
from safety_plan.models.cell_advice import format_fix
from safety_plan.models.fields import FieldRules, rules_of, setting
from safety_plan.models.setting_shapes import shape_problems
from safety_plan.reading.docs_files import file_problems, is_page, list_files, plain_name
from safety_plan.reading.markdown_text import line_counter, without_code
from safety_plan.reading.page_limits import limit_problems, markdown_cost
from safety_plan.reading.text_files import read_text
from safety_plan.reading.yaml_files import Document, as_text_list, as_texts, read_yaml_text

#: The first page of a plan.
HOME_PAGE = "index.md"
MOST_BYTES = 100_000
#: In all pages together.
MOST_FILES = 300
MOST_MARKS_IN_ALL = 40_000
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
#: What may not stand in a setting: calls, web code, ends of lines.
_MARKUP = re.compile(r"[<>{}`\n]|={7}|Traceback \(most recent")
PLAN_BLOCK = re.compile(r"^(```+|~~~+)[ \t]*plan-", re.M)
#: Emoji that are joined into one, such as a family.
_JOINED = re.compile("(?<=[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])\u200d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown page; *path* is below the folder of pages, with `/`.

    A page without text could not be read, and its own problem says so.
    """

    path: str
    title: str = field(metadata=setting("What the page is called.", required=True, longest=100))
    page_id: str = field(
        metadata=setting(
            "The page's name, which it keeps when its file moves.", required=True, longest=60
        )
    )
    description: str = field(
        metadata=setting(
            "What it says, in a sentence, for search engines.", required=True, longest=300
        )
    )
    text: str
    first_line: int = 1
    topics: tuple[str, ...] = field(
        default=(), metadata=setting("Topics of contacts that a reader may need.", kind="texts")
    )
    topics_line: int = 1
    title_line: int = 1
    description_line: int = 1
    exit_this_page: bool = field(
        default=False, metadata=setting("A button to leave in a hurry.", kind="switch")
    )
    one_sheet: bool = field(
        default=False, metadata=setting("It prints on one sheet of A4.", kind="switch")
    )

    owner: str = field(
        default="", metadata=setting("The role or team that looks after it.", longest=100)
    )
    review_by: str = field(
        default="", metadata=setting("The day by which it must be read again.", format="day")
    )
    review_line: int = 1
    owner_line: int = 1
    language: str = field(
        default="",
        metadata=setting(
            "The language of its words, where that is not the plan's.", format="language"
        ),
    )
    translation_of: str = field(
        default="", metadata=setting("The page_id of the page that it has in another language.")
    )
    language_line: int = 1
    translation_line: int = 1

    @property
    def address(self) -> str:
        """The page's address below its revision: `plan/law/`, or `` for home."""
        path = PurePosixPath(self.path)
        parts = path.parts[:-1] if path.stem == "index" else (*path.parts[:-1], path.stem)
        return "".join(f"{part}/" for part in parts)


#: The settings that stand at the top of a page.
FRONT_MATTER = rules_of(Page)
_SWITCHES = [name for name, rules in FRONT_MATTER.items() if rules.kind == "switch"]


def read_pages(folder: Path, name: str, skip: str = "") -> Read[dict[str, Page]]:
    """Every page of *folder* by path; *name* is what messages call the folder.

    Files below the folder *skip* are left out. Reading ends where a plan grows
    past every bound; the pages after that are there without text.
    """
    paths = [p for p in list_files(folder) if not skip or not p.startswith(f"{skip}/")]
    pages = {path: _page_without_text(path) for path in paths if is_page(path)}
    problems: list[Problem] = []
    read: dict[str, Page] = {}
    marks = 0
    for path in paths[:MOST_FILES]:
        display_path = f"{name}/{path}"
        problems_of_file = file_problems(folder, path, Location(display_path))
        problems += problems_of_file
        if is_page(path) and marks < MOST_MARKS_IN_ALL:
            read[path], problems_of_page = read_page(folder / path, path, display_path)
            rules = {p.rule for p in problems_of_file}
            problems += [p for p in problems_of_page if p.rule not in rules]
            marks += markdown_cost(read[path].text)
    if len(paths) > MOST_FILES or marks >= MOST_MARKS_IN_ALL:
        params = {"count": len(paths), "most": MOST_FILES}
        problems.append(problem("page-limits.plan", Location(name), **params))
    problems += _duplicates(read, name, "page_id", "page-id.twice")
    problems += _duplicates(read, name, "address", "address-twice")
    return pages | read, problems


def _page_without_text(path: str) -> Page:
    stem = PurePosixPath(path).stem
    return Page(path=path, title=stem, page_id=stem, description="", text="")


def _duplicates(pages: dict[str, Page], name: str, attribute: str, rule: str) -> Iterator[Problem]:
    """Pages with the page_id, or with the address, of another; a copy is told, not its original."""
    first_paths: dict[str, str] = {}
    for path, page in sorted(pages.items(), key=_looks_like_copy):
        value: str = getattr(page, attribute)
        first = first_paths.setdefault(value, path)
        if first != path and page.text:
            location = Location(f"{name}/{path}", line=1)
            yield problem(rule, location, value=value, key=attribute, other=first)


def _looks_like_copy(item: tuple[str, Page]) -> tuple[bool, bool, int, str]:
    """A sort key: a page whose file has a name as we ask for, or that of its page_id, is first."""
    path, page = item
    stem = PurePosixPath(path).stem
    return plain_name(stem) != stem, stem != page.page_id, len(path), path


def read_sealed_pages(folder: Path) -> dict[str, Page]:
    """The resolved pages of a sealed revision; today's rules are not asked of them."""
    paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))
    texts = {path: (folder / path).read_text(encoding="utf-8") for path in paths}
    return {path: _parse_page(text, path, path)[0] for path, text in texts.items()}


def read_page(file: Path, path: str, display_path: str) -> Read[Page]:
    """Reads one page; *display_path* is the path that messages name."""
    text, problems = read_text(file, display_path, MOST_BYTES)
    problems = problems or [*limit_problems(text, display_path)]
    if problems:
        return _page_without_text(path), problems
    page, problems = _parse_page(text, path, display_path)
    return page, [*problems, *text_problems(page, display_path)]


def split_settings(text: str) -> tuple[str, int]:
    """The settings at the top of the page *text*, as YAML, and where its words begin."""
    match = _FRONT.match(text)
    return (match[1], match.end()) if match else ("", 0)


@lru_cache(1000)
def _parse_page(text: str, path: str, display_path: str) -> Read[Page]:
    # Settings that begin too low are told of, and read all the same.
    lines_above = text[: len(text) - len(text.lstrip())]
    words, length = split_settings(text.lstrip())
    end = len(lines_above) + length if length else 0
    line = lines_above.count("\n") + 1 if length else 1
    settings, problems = read_yaml_text(words, display_path, first_line=line + 1)
    # What may not stand in the settings of a page is told of each below.
    problems = [item for item in problems if item.rule != "braces-left"]
    if end and not problems:
        problems = [*_setting_problems(settings)]
    elif not end:
        problems = [problem("page-settings", Location(display_path, line=1))]
    if end and lines_above:
        problems = [problem("page-settings.low", Location(display_path, line=line)), *problems]
    stem = PurePosixPath(path).stem
    texts = as_texts(settings.value, FRONT_MATTER)
    page = Page(
        path=path,
        title=texts["title"] or stem,
        page_id=texts["page_id"] or stem,
        description=texts["description"],
        topics=as_text_list(settings.value.get("topics")),
        topics_line=settings.location("topics").line,
        title_line=settings.location("title").line,
        description_line=settings.location("description").line,
        owner=texts["owner"],
        owner_line=settings.location("owner").line,
        review_by=texts["review_by"],
        review_line=settings.location("review_by").line,
        language=""
        if FRONT_MATTER["language"].format_rule(texts["language"])
        else texts["language"],
        language_line=settings.location("language").line,
        translation_of=texts["translation_of"],
        translation_line=settings.location("translation_of").line,
        text=text[end:],
        first_line=text[:end].count("\n") + 1,
        **{name: bool(read_switch(texts[name])) for name in _SWITCHES},
    )
    return page, problems


def _setting_problems(settings: Document) -> Iterator[Problem]:
    """What is wrong with the settings at the top of a page."""
    unknown = [name for name in settings.value if name not in FRONT_MATTER]
    misspelt = {closest_match(name, FRONT_MATTER) for name in unknown}
    for name in unknown:
        location = settings.location(name)
        yield problem("setting-unknown.page", location, name=name, choices=FRONT_MATTER)
    yield from shape_problems(settings.value, FRONT_MATTER, "The page", settings.location)
    for name, text in as_texts(settings.value, FRONT_MATTER).items():
        rules = FRONT_MATTER[name]
        location = settings.location(name)
        if not isinstance(settings.value.get(name, ""), str):
            continue
        if rules.kind == "switch" and text and read_switch(text) is None:
            yield problem("page-settings.switch", location, said=text)
        elif rules.kind == "text" and (text or (rules.required and name not in misspelt)):
            yield from _text_setting_problems(name, text, rules, location)


def _text_setting_problems(
    name: str, text: str, rules: FieldRules, location: Location
) -> Iterator[Problem]:
    """The first thing that is wrong with a setting that is words."""
    if not text:
        yield problem("page-settings.none", location, key=name)
    elif match := _MARKUP.search(text):
        yield problem("page-settings.mark", location, key=name, mark=truncate(match.group()))
    elif format_rule := rules.format_rule(text):
        fix = format_fix(rules.format, text, in_table=False)
        # Other settings may stand at the same line.
        yield replace(problem(format_rule, location, cell=text, fix=fix), fatal=Scope.NOTHING)
    elif rules.longest and len(text) > rules.longest:
        yield problem("page-settings.long", location, key=name, count=len(text), most=rules.longest)
    elif name == "page_id" and not NAME.fullmatch(text):
        yield problem("page-id", location, said=text)


def text_problems(page: Page, display_path: str) -> Iterator[Problem]:
    """What may not stand in the text of a page as it was typed, each with its line."""
    line_of = line_counter(page.text, page.first_line)
    for match in PLAN_BLOCK.finditer(page.text):
        location = Location(display_path, line=line_of(match.start()))
        yield problem("call-form.block", location)
    for number, line in enumerate(page.text.split("\n"), start=page.first_line):
        hidden = find_hidden_characters(_JOINED.sub("", unescape(line)))
        if hidden:
            location = Location(display_path, line=number)
            yield problem("hidden-character.page", location, hidden=hidden)
    if not without_code(page.text).strip():
        yield problem("page-empty", Location(display_path, line=page.first_line))
