"""Macro calls in a page, `{{ figure("name") }}` and the like: found and parsed.

Only a call of one of our names with literal texts is accepted. Any other
template code is a problem and never runs: a proposal from a stranger must not
be able to read a file or keep a builder busy.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate
from safety_plan.reading.markdown_text import blank_out, line_counter, without_code

_CALL = re.compile(r"\{\{([^{}]*)\}\}")
#: Without one of these a text, such as most cells of a table, holds no call and nothing like it.
_ANY_BRACE = re.compile(r"[{}｛｝]")
#: Calls, and annotations of typed numbers, which `typed_numbers` checks.
_CALL_OR_ANNOTATION = re.compile(rf"{_CALL.pattern}|\{{\s*number\b[^{{}}]*\}}")
#: Braces outside calls, from the first to the last of a line; the full-width ones included.
_BRACE = re.compile(r"[{}｛｝](?:[^\n]*[{}｛｝])?")
#: The rule that such braces break: the first whose pattern they start with.
_STRAY_BRACES = {
    "call-form.opened": r"\{\{(?!.*\}\})",
    "call-form.closed": r"\}\}",
    "call-form.template": ".*%",
    "call-form.braces": "",
}
#: What would break out of the link or the block that the result of a call stands in.
_BREAKS_OUT = re.compile(r"[\[\]<>`\\\n]")
#: The word of before for what `actions` says now.
_BEFORE_ACTIONS = "progress"
MOST_CALLS = 300
LONGEST_CALL = 400


@dataclass(frozen=True, slots=True)
class Call:
    """One call in a text: name and arguments, the span of its braces, and its line."""

    name: str
    arguments: tuple[str, ...]
    named: dict[str, str]
    start: int
    end: int
    line: int

    def argument(self, position: int, name: str) -> str:
        """What is given at *position*, counted from 0, or for *name*; empty where neither is."""
        if position < len(self.arguments):
            return self.arguments[position]
        return self.named.get(name, "")


#: The span of its braces, with the call in them, or with why it is not accepted.
ParsedCall = tuple[tuple[int, int], Call | Problem]


class _Refusal(NamedTuple):
    """Why template code is no call: the key of the message, where, and what fills the message."""

    key: str
    location: Location
    params: dict[str, object]


def parse_calls(
    text: str, path: str, names: Iterable[str], first_line: int = 1
) -> list[ParsedCall]:
    """Every call in *text*, and all template code that is none, in reading order.

    *names* are those that may be called; *path* is what messages call the text, which starts
    on line *first_line* of its file. Code on the page is left out.
    """
    if not _ANY_BRACE.search(text):
        return []
    prose = without_code(text)
    line_of = line_counter(prose, first_line)
    parsed: list[ParsedCall] = []
    for span, found in _read_calls(prose, path, names, line_of):
        if isinstance(found, Call):
            parsed.append((span, found))
        else:
            parsed.append((span, problem(found.key, found.location, **found.params)))
    for match in _BRACE.finditer(_CALL_OR_ANNOTATION.sub(blank_out, prose)):
        location = Location(path, line=line_of(match.start()))
        rest_of_line = prose[match.start() :].partition("\n")[0]
        parsed.append((match.span(), _stray_braces(match[0], rest_of_line, location)))
    return sorted(parsed, key=lambda item: item[0])


def calls_in(text: str, path: str, names: Iterable[str], first_line: int = 1) -> list[Call]:
    """The calls of `parse_calls` that are accepted, for whoever asks what a text calls."""
    prose = without_code(text)
    found = _read_calls(prose, path, names, line_counter(prose, first_line))
    # Most calls have another name, and nobody reads what would be told of those.
    return [call for _, call in found if isinstance(call, Call)]


def _read_calls(
    prose: str, path: str, names: Iterable[str], line_of: Callable[[int], int]
) -> Iterator[tuple[tuple[int, int], Call | _Refusal]]:
    """The span of each pair of braces in *prose*, with the call between them or why it is none."""
    for count, match in enumerate(_CALL.finditer(prose), start=1):
        location = Location(path, line=line_of(match.start()))
        yield match.span(), _parse_call(match, location, names, count)


def _stray_braces(braces: str, line: str, location: Location) -> Problem:
    rule = next(rule for rule, pattern in _STRAY_BRACES.items() if re.match(pattern, braces))
    return problem(rule, location, line=truncate(line))


def _refusal(key: str, location: Location, **params: object) -> _Refusal:
    return _Refusal(key, location, params)


def _parse_call(
    match: re.Match[str], location: Location, names: Iterable[str], count: int
) -> Call | _Refusal:
    """The call between two braces, which is number *count* of its page, or what is wrong."""
    if count > MOST_CALLS:
        return _refusal("page-limits.calls", Location(location.path), most=MOST_CALLS)
    body = match[1].strip()
    tree = _parse_expression(body)
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        return _refused_form(body, location)
    name = tree.func.id
    if name not in names:
        key = "call-unknown.progress" if name == _BEFORE_ACTIONS else "call-unknown"
        choices = () if name == _BEFORE_ACTIONS else sorted(names)
        return _refusal(key, location, name=name, choices=choices)
    texts = _literal_texts(tree)
    keywords = [keyword.arg for keyword in tree.keywords]
    if texts is None:
        return _refusal("call-form.words", location, body=truncate(body))
    if mark := _BREAKS_OUT.search("".join(texts)):
        mark_text = truncate(mark.group())
        return _refusal("call-form.mark", location, body=truncate(body), mark=mark_text)
    if len({*keywords}) < len(keywords):
        return _refusal("call-form.twice", location, body=truncate(body))
    positional = tuple(texts[: len(tree.args)])
    named = dict(zip(map(str, keywords), texts[len(tree.args) :], strict=True))
    return Call(name, positional, named, *match.span(), location.line)


def _literal_texts(tree: ast.Call) -> list[str] | None:
    """The arguments of a call, None where one of them is anything but a literal text."""
    texts: list[str] = []
    for value in [*tree.args, *(keyword.value for keyword in tree.keywords)]:
        if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
            return None
        texts.append(value.value)
    has_unpacking = any(keyword.arg is None for keyword in tree.keywords)
    return None if has_unpacking else texts


def _refused_form(body: str, location: Location) -> _Refusal:
    """Why *body* is no call, and what to do."""
    rule = "call-form"
    letter = re.search(r"[^\x00-\x7f]", body)
    if re.search("[“”‘’„]", body):
        rule = "call-form.curled"
    elif letter:
        rule = "call-form.letter"
    elif body.count("(") > body.count(")"):
        rule = "call-form.bracket"
    return _refusal(rule, location, body=truncate(body), mark=letter[0] if letter else "")


@lru_cache(5_000)  # the same page is read by several checks; nobody changes what is parsed
def _parse_expression(body: str) -> ast.expr | None:
    if len(body) > LONGEST_CALL or "\\" in body:
        return None
    try:
        return ast.parse(body, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
