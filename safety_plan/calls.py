"""What a page asks for: `{{ figure("name") }}` and the like, found and read.

Only a call of one of our names with literal texts is accepted. Any other
template code is a problem and never runs: a proposal from a stranger must not
be able to read a file or keep a builder busy.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from safety_plan.csv_files import shortened
from safety_plan.problems import Place, Problem, did_you_mean

FENCE = re.compile(
    r"^(?P<mark>`{3,}|~{3,})(?![`~])(?P<kind>[^\n`~{}]*)\n(?P<code>.*?)^(?P=mark)[ \t]*$",
    re.M | re.S,
)
#: Code within a paragraph.
CODE = re.compile(
    r"(?<![`\\])(?P<mark>`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n).)*?[^`])(?P=mark)(?!`)", re.S
)
_CALL = re.compile(r"\{\{([^{}]*)\}\}")
#: Calls, and marks of typed numbers, which `typed_numbers` tells of.
_TOLD_APART = re.compile(rf"{_CALL.pattern}|\{{\s*number\b[^{{}}]*\}}")
#: Braces outside calls, from the first to the last of a line; the full-width ones included.
_BRACE = re.compile(r"[{}｛｝](?:[^\n]*[{}｛｝])?")
#: What would break out of the link or the block that an answer stands in.
_BREAKS_OUT = re.compile(r"[\[\]<>`\\\n]")
MOST_CALLS = 300
_TOO_MANY = f"There are more than {MOST_CALLS} calls here.", "Make two pages of it."
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Call:
    """One call in a text: what it asks for, and the span of its braces."""

    name: str
    arguments: tuple[str, ...]
    named: dict[str, str]
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Template code that is not accepted, and the problem it makes."""

    problem: Problem
    start: int
    end: int


def without_code(text: str) -> str:
    """*text* with code blanked out, every other character in its old place."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())  # noqa: E731
    return CODE.sub(blank, FENCE.sub(blank, text))


def line_counter(text: str, first: int = 1) -> Callable[[int], int]:
    """Tells the line of an offset in *text*, whose first line is *first*."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return lambda offset: first + bisect_left(ends, offset)


def read_calls(
    text: str, path: str, known: Iterable[str], first_line: int = 1
) -> tuple[list[Call], list[Refused]]:
    """Every call in *text* and everything refused, in reading order."""
    prose = without_code(text)
    line_of = line_counter(prose, first_line)
    calls: list[Call] = []
    refused: list[Refused] = []
    for number, match in enumerate(_CALL.finditer(prose)):
        start, end = match.span()
        place = Place(path, line=line_of(start))
        found = _read_call(match[1].strip(), place, known) if number < MOST_CALLS else None
        if isinstance(found, tuple):
            name, arguments, named = found
            calls.append(Call(name, arguments, named, start=start, end=end, line=place.line))
            continue
        problem = found or Problem(Place(path), "page-limits", *_TOO_MANY)
        refused.append(Refused(problem=problem, start=start, end=end))
    rest = _TOLD_APART.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), prose)
    for match in _BRACE.finditer(rest):
        place = Place(path, line=line_of(match.start()))
        problem = _brace_problem(match.group(), prose[match.start() :].partition("\n")[0], place)
        refused.append(Refused(problem=problem, start=match.start(), end=match.end()))
    return calls, sorted(refused, key=lambda item: item.start)


def _brace_problem(braces: str, line: str, place: Place) -> Problem:
    quoted = f"“{shortened(line)}”"
    if braces.startswith("{{") and "}}" not in braces:
        found, fix = f"{quoted} is opened and never closed.", "Add }} where the call ends."
    elif braces.startswith("}}"):
        found, fix = f"{quoted} closes what was never opened.", "Add {{ in front of the call."
    elif "%" in braces:
        found = f"{quoted} is template code."
        fix = 'Only calls such as {{ figure("name") }} may be used.'
    else:
        found = f"{quoted} has braces that are not two and two round a call."
        fix = 'Write {{ figure("name") }}, or take the braces out.'
    return Problem(place, "call-form", found, fix)


def _read_call(
    body: str, place: Place, known: Iterable[str]
) -> tuple[str, tuple[str, ...], dict[str, str]] | Problem:
    quoted = f"“{{{{ {shortened(body)} }}}}”"
    tree = _expression(body)
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        found, fix = _form_help(body)
        return Problem(place, "call-form", f"{quoted} {found}", fix)
    if tree.func.id not in known:
        fix = did_you_mean(tree.func.id, known) or f"Use: {', '.join(sorted(known))}."
        found = f"A page cannot ask for “{tree.func.id}”."
        return Problem(place, "call-unknown", found, fix)
    values = [*tree.args, *(keyword.value for keyword in tree.keywords)]
    texts = [v.value for v in values if isinstance(v, ast.Constant)]
    plain = [text for text in texts if isinstance(text, str)]
    names = [str(keyword.arg) for keyword in tree.keywords]
    if len(plain) != len(values) or "None" in names:
        found = f"{quoted} holds something that is not words in quotation marks."
        fix = 'Put each part in quotation marks: {{ figure("name") }}.'
        return Problem(place, "call-form", found, fix)
    if mark := _BREAKS_OUT.search("".join(plain)):
        fix = "Take it out of the words in quotation marks."
        return Problem(place, "call-form", f"{quoted} holds “{shortened(mark.group())}”.", fix)
    if len({*names}) < len(names):
        return Problem(place, "call-form", f"{quoted} says a thing twice.", "Keep one of the two.")
    count = len(tree.args)
    named = dict(zip(names, plain[count:], strict=True))
    return tree.func.id, tuple(plain[:count]), named


def _form_help(body: str) -> tuple[str, str]:
    """Why *body* is no call, and what to do."""
    if re.search("[“”‘’„]", body):
        return "has curled quotation marks.", 'Type the quotation marks again as plain ones: "'
    if strange := re.search(r"[^\x00-\x7f]", body):
        found = f"holds “{strange.group()}”, which is not what it looks like."
        return found, "Type the call again here, not in a word processor."
    if body.count("(") > body.count(")"):
        return "opens a bracket and never closes it.", "Add ) before the }}."
    fix = 'Write a name with its words in brackets: {{ figure("name") }}.'
    return "is not a call we know.", fix


def _expression(body: str) -> ast.expr | None:
    if len(body) > LONGEST or "\\" in body:
        return None
    try:
        return ast.parse(body, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
