"""What a page asks for: `{{ figure("name") }}` and the like, found and read.

Only a call of one of our names with literal texts is accepted. Any other
template code is a problem and never runs: a proposal from a stranger must not
be able to read a file or keep a builder busy.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate
from safety_plan.reading.markdown_text import blank_out, line_counter, without_code

_CALL = re.compile(r"\{\{([^{}]*)\}\}")
#: Calls, and marks of typed numbers, which `typed_numbers` tells of.
_TOLD_APART = re.compile(rf"{_CALL.pattern}|\{{\s*number\b[^{{}}]*\}}")
#: Braces outside calls, from the first to the last of a line; the full-width ones included.
_BRACE = re.compile(r"[{}｛｝](?:[^\n]*[{}｛｝])?")
#: What such braces are, in turn.
_STRAY = {
    "call-form.opened": r"\{\{(?!.*\}\})",
    "call-form.closed": r"\}\}",
    "call-form.template": ".*%",
    "call-form.braces": "",
}
#: What would break out of the link or the block that an answer stands in.
_BREAKS_OUT = re.compile(r"[\[\]<>`\\\n]")
MOST_CALLS = 300
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


#: The span of its braces, with the call in them, or with why it is not accepted.
ParsedCall = tuple[tuple[int, int], Call | Problem]


def parse_calls(
    text: str, path: str, known: Iterable[str], first_line: int = 1
) -> list[ParsedCall]:
    """Every call in *text*, and all template code that is none, in reading order."""
    prose = without_code(text)
    line_of = line_counter(prose, first_line)
    asked: list[ParsedCall] = []
    for number, match in enumerate(_CALL.finditer(prose)):
        many = number >= MOST_CALLS and problem(
            "page-limits.calls", Location(path), most=MOST_CALLS
        )
        read = many or _read_call(match, Location(path, line=line_of(match.start())), known)
        asked.append((match.span(), read))
    for match in _BRACE.finditer(_TOLD_APART.sub(blank_out, prose)):
        place, line = Location(path, line=line_of(match.start())), prose[match.start() :]
        key = next(k for k, pattern in _STRAY.items() if re.match(pattern, match[0]))
        stray = problem(key, place, line=truncate(line.partition("\n")[0]))
        asked.append((match.span(), stray))
    return sorted(asked, key=lambda item: item[0])


def _read_call(match: re.Match[str], place: Location, known: Iterable[str]) -> Call | Problem:
    body = match[1].strip()
    quoted = truncate(body)
    tree = _expression(body)
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        return _form_problem(body, place)
    name = tree.func.id
    if name not in known:
        return problem("call-unknown", place, name=name, among=sorted(known))
    values = [*tree.args, *(keyword.value for keyword in tree.keywords)]
    texts = [v.value for v in values if isinstance(v, ast.Constant)]
    plain = [text for text in texts if isinstance(text, str)]
    names = [str(keyword.arg) for keyword in tree.keywords]
    if len(plain) != len(values) or "None" in names:
        return problem("call-form.words", place, body=quoted)
    if mark := _BREAKS_OUT.search("".join(plain)):
        return problem("call-form.mark", place, body=quoted, mark=truncate(mark.group()))
    if len({*names}) < len(names):
        return problem("call-form.twice", place, body=quoted)
    count = len(tree.args)
    named = dict(zip(names, plain[count:], strict=True))
    return Call(name, tuple(plain[:count]), named, *match.span(), place.line)


def _form_problem(body: str, place: Location) -> Problem:
    """Why *body* is no call, and what to do."""
    key, mark = "call-form", "".join(re.findall(r"[^\x00-\x7f]", body)[:1])
    if re.search("[“”‘’„]", body):
        key = "call-form.curled"
    elif mark:
        key = "call-form.letter"
    elif body.count("(") > body.count(")"):
        key = "call-form.bracket"
    return problem(key, place, body=truncate(body), mark=mark)


def _expression(body: str) -> ast.expr | None:
    if len(body) > LONGEST or "\\" in body:
        return None
    try:
        return ast.parse(body, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
