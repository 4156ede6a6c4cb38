"""From a page's source to the page resolved: every call replaced by its answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from safety_plan.content.annotations import strip_annotations
from safety_plan.content.macro_calls import Call, parse_calls
from safety_plan.content.macros_file import PageWords
from safety_plan.content.word_answers import SUPPRESSED
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.translation import current_language, language_of_page
from safety_plan.models.pages import PLAN_BLOCK, Page

#: A link to a page about the site, which stands outside every revision.
_SITE_PAGE_LINK = re.compile(r"\]\((?:\.\./)*site/([\w/-]+)\.md(#[\w-]*)?\)")

#: What stands on a page in place of a call with a problem.
OnProblem = Callable[[Problem], str]


def resolve(page: Page, words: PageWords, display_path: str) -> Read[str]:
    """The text of *page* with every call answered, and what is wrong with its calls.

    A call that cannot be answered is left out of the text.
    """
    problems: list[Problem] = []

    def leave_out(found: Problem) -> str:
        problems.append(found)
        return ""

    text = resolve_with(page, words, display_path, leave_out)
    return text, sorted(p for p in problems if p.rule != SUPPRESSED)


def resolve_with(page: Page, words: PageWords, display_path: str, on_problem: OnProblem) -> str:
    """The text of *page* with every call answered, or replaced by what *on_problem* gives.

    Answers are in the language of the page, where it has one of its own.
    """
    with language_of_page(page.language or current_language()):
        texts: list[str] = []
        for piece in _pieces(page, words, display_path):
            texts += map(on_problem, piece.problems)
            texts.append(_with_site_links(piece))
        return "".join(texts)


def text_for_macros(page: Page, words: PageWords, display_path: str) -> str:
    """The text of *page* as mkdocs-macros may have it; raises ValueError where check refuses it.

    It holds our calls as they stand, and no other template code: every other brace, those of
    code examples too, is one that mkdocs-macros shows and does not obey.
    """
    parts = []
    for piece in _pieces(page, words, display_path):
        if piece.problems:
            first = piece.problems[0]
            raise ValueError(f"{first.location}: {first.found}")
        text = _with_site_links(piece)
        parts.append(write_call(piece.call) if piece.call else escape_braces(text))
    return "".join(parts)


def escape_braces(text: str) -> str:
    """*text* so that a template shows its braces instead of obeying them."""
    return text.replace("{", "{{ '{' }}")


def write_call(call: Call) -> str:
    """*call* as an author types it, always in the same way."""
    arguments = [repr(text) for text in call.arguments]
    arguments += [f"{name}={text!r}" for name, text in call.named.items()]
    return f"{{{{ {call.name}({', '.join(arguments)}) }}}}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a page: plain *text*, the *call* that *text* answers, or the *problems* of a call.

    With problems there is no text.
    """

    text: str = ""
    call: Call | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is needed to tell whether a call may stand where it does."""

    page: Page
    display_path: str
    #: The line of each block by its call: a block may stand on a page once.
    first_lines: dict[str, int] = field(default_factory=dict)


def _pieces(page: Page, words: PageWords, display_path: str) -> list[_Piece]:
    """The text of *page* in order, its calls told apart from what is between them.

    Calls are answered in the language of the page.
    """
    with language_of_page(page.language or words.plan.settings.language):
        return _answered_pieces(page, words, display_path)


def _answered_pieces(page: Page, words: PageWords, display_path: str) -> list[_Piece]:
    page = replace(page, text=strip_annotations(page.text))
    around = _Surroundings(page, display_path)
    pieces: list[_Piece] = []
    end = 0
    for (start, stop), item in parse_calls(page.text, display_path, words.words, page.first_line):
        if start < end:
            continue
        pieces.append(_plain(page.text[end:start]))
        if isinstance(item, Problem):
            pieces.append(_Piece(problems=(item,)))
        else:
            pieces.append(_answer(item, words, around))
        end = stop
    return [*pieces, _plain(page.text[end:])]


def _plain(text: str) -> _Piece:
    """Text between calls; a block that only the site may write is none where an author typed it."""
    return _Piece(PLAN_BLOCK.sub(r"\1 plan ", text))


def _with_site_links(piece: _Piece) -> str:
    return piece.text if piece.call else _SITE_PAGE_LINK.sub(r"](site:\1\2)", piece.text)


def _answer(call: Call, words: PageWords, around: _Surroundings) -> _Piece:
    location = Location(around.display_path, line=call.line)
    answer = words.call(call)
    if not isinstance(answer, str):
        return _Piece(problems=tuple(replace(one, location=location) for one in answer))
    misplaced = _place_problem(call, answer, location, around)
    return _Piece(problems=(misplaced,)) if misplaced else _Piece(answer, call)


def _place_problem(
    call: Call, answer: str, location: Location, around: _Surroundings
) -> Problem | None:
    """A call inside a link; a block that does not stand by itself, or stands there twice."""
    text = around.page.text
    before = text[: call.start].rpartition("\n")[2]
    after = text[call.end :].partition("\n")[0]
    if not answer.startswith("```plan-"):
        return problem("call-place", location, name=call.name) if _in_link(before, after) else None
    if before or after.strip():
        return problem("call-place.line", location, name=call.name)
    first = around.first_lines.setdefault(write_call(call), call.line)
    if first == call.line:
        return None
    return problem("call-twice", location, name=call.name, first=first)


def _in_link(before: str, after: str) -> bool:
    """True between the text *before* and *after* on a line where a link goes on."""
    in_text = re.search(r"\[[^\]]*$", before) and re.match(r"[^\[]*\][\[(]", after)
    return bool(in_text or re.search(r"\]\([^)]*$", before))
