"""What a page asks for: `{{ figure("name") }}` and the like, found and read.

Only a call of one of our names with literal texts is accepted. Any other
template code is a problem and never runs: a proposal from a stranger must not
be able to read a file or keep a builder busy.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from safety_plan.problems import Place, Problem, did_you_mean

_FENCE = re.compile(r"^(?P<mark>```+|~~~+)[^\n]*\n.*?(?:^(?P=mark)[ \t]*$|\Z)", re.M | re.S)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)", re.S)
_CALL = re.compile(r"\{\{([^{}]*)\}\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")
_CURLED = re.compile("[“”‘’„]")
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
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
    return _CODE.sub(blank, _FENCE.sub(blank, text))


def read_calls(
    text: str, path: str, known: Iterable[str], first_line: int = 1
) -> tuple[list[Call], list[Refused]]:
    """Every call in *text* and everything refused, in reading order."""
    prose = without_code(text)
    calls: list[Call] = []
    refused: list[Refused] = []
    for match in _CALL.finditer(prose):
        line = first_line + prose.count("\n", 0, match.start())
        call = _read_call(match[1].strip(), Place(path, line=line), set(known))
        if isinstance(call, Problem):
            refused.append(Refused(problem=call, start=match.start(), end=match.end()))
            continue
        name, arguments, named = call
        calls.append(
            Call(
                name=name,
                arguments=arguments,
                named=named,
                start=match.start(),
                end=match.end(),
                line=line,
            )
        )
    rest = _CALL.sub(lambda match: " " * len(match.group()), prose)
    refused += _strays(rest, path, first_line, known)
    return calls, sorted(refused, key=lambda item: item.start)


def _strays(rest: str, path: str, first_line: int, known: Iterable[str]) -> list[Refused]:
    refused = []
    names = "|".join(known)
    single = re.compile(rf"\{{\s*({names})\s*\(")
    for pattern in (_STRAY, single):
        for match in pattern.finditer(rest):
            place = Place(path, line=first_line + rest.count("\n", 0, match.start()))
            problem = _stray_problem(match.group(), place)
            refused.append(Refused(problem=problem, start=match.start(), end=match.end()))
    return refused


def _stray_problem(mark: str, place: Place) -> Problem:
    if mark == "{{":
        found, fix = "“{{” is opened and never closed.", "Add }} where the call ends."
    elif mark == "}}":
        found, fix = "“}}” closes what was never opened.", "Add {{ in front of the call."
    elif mark in ("{%", "%}"):
        found = f"“{mark}” is template code."
        fix = 'Only calls such as {{ figure("name") }} may be used.'
    else:
        found = f"“{mark}” has one brace where two are needed."
        fix = 'Write it as {{ figure("name") }}.'
    return Problem(place, "call-form", found, fix)


def _read_call(
    body: str, place: Place, known: set[str]
) -> tuple[str, tuple[str, ...], dict[str, str]] | Problem:
    quoted = f"“{{{{ {body[:60]} }}}}”"
    if _CURLED.search(body):
        fix = 'Type the quotation marks again as plain ones: "'
        return Problem(place, "call-form", f"{quoted} has curled quotation marks.", fix)
    tree = _expression(body)
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        fix = 'Write a name with its words in brackets: {{ figure("name") }}.'
        return Problem(place, "call-form", f"{quoted} is not a call we know.", fix)
    if tree.func.id not in known:
        fix = did_you_mean(tree.func.id, known) or f"Use: {', '.join(sorted(known))}."
        found = f"A page cannot ask for “{tree.func.id}”."
        return Problem(place, "call-unknown", found, fix)
    values = [*tree.args, *(keyword.value for keyword in tree.keywords)]
    texts = [v.value for v in values if isinstance(v, ast.Constant)]
    plain = [text for text in texts if isinstance(text, str)]
    if len(plain) != len(values) or any(k.arg is None for k in tree.keywords):
        found = f"{quoted} holds something that is not words in quotation marks."
        fix = 'Put each part in quotation marks: {{ figure("name") }}.'
        return Problem(place, "call-form", found, fix)
    count = len(tree.args)
    names = [str(keyword.arg) for keyword in tree.keywords]
    named = dict(zip(names, plain[count:], strict=True))
    return tree.func.id, tuple(plain[:count]), named


def _expression(body: str) -> ast.expr | None:
    if len(body) > LONGEST:
        return None
    try:
        return ast.parse(body, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
