"""Reads `numbers.rules`, which documents its own grammar, into regular expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: The words and the rules.
RULES_FILE = Path(__file__).with_name("numbers.rules")
_RULES_HEADING = "RULES"

#: A piece of a pattern that is left as it is, or a sign of ours.
_TOKEN = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])*\]|\(\?|[( ~«»*+]")
#: No pattern is open-ended, so that reading a page takes time in step with its length.
_SIGNS = {
    "(": "(?:",
    "«": "(",
    "»": ")",
    "*": "{0,60}",
    "+": "{1,60}",
    " ": r"(?:\s{1,9})",
    "~": r"(?:[-–]|\s{1,9})",
}
_NAMED_PATTERN = re.compile(r"<([a-z-]+)>")
#: A rule that begins with a letter is tried only where a letter stands.
_STARTS_WITH_LETTER = re.compile(r"\(?(?:\?i:)?(?:<(?:person|month|cap)>|[A-Za-z])")
_AT_A_LETTER = r"(?=[^\W\d])"
#: A rule is tried at the start of a word.
_AT_A_WORD = r"(?<!\w)(?=\S)"


@dataclass(frozen=True, slots=True)
class Line:
    """One pattern of the file: its number there, the name it belongs to, and its text."""

    number: int
    name: str
    text: str


def _lines() -> Iterator[Line]:
    name = ""
    for number, line in enumerate(RULES_FILE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        if line == _RULES_HEADING:
            name = _RULES_HEADING
            text = ""
        elif line.startswith(" "):
            text = line.strip()
        else:
            name, _, text = line.partition(" =")
        yield Line(number, name.strip(), text.strip())


@cache
def _parts() -> tuple[dict[str, str], tuple[Line, ...]]:
    """The named patterns as regular expressions, and the lines of the rules."""
    lines = list(_lines())
    heading = next(i for i, line in enumerate(lines) if line.name == _RULES_HEADING)
    named: dict[str, str] = {}
    for line in lines[:heading]:
        if line.text:
            choice = _expression(line.text, named)
            named[line.name] = f"{named[line.name]}|{choice}" if line.name in named else choice
    return named, tuple(line for line in lines[heading + 1 :] if line.text)


def _expression(pattern: str, named: dict[str, str]) -> str:
    """*pattern*, in the grammar of the file, as a regular expression."""
    expression = _TOKEN.sub(lambda token: _SIGNS.get(token[0], token[0]), pattern)
    return _NAMED_PATTERN.sub(lambda part: f"(?:{named[part[1]]})", expression)


def _rule_expression(line: Line) -> str:
    expression = _expression(line.text, _parts()[0])
    if _STARTS_WITH_LETTER.match(line.text):
        return f"{_AT_A_LETTER}(?:{expression})"
    return expression


def rules() -> tuple[Line, ...]:
    """The rules in order; the first that fits at the start of a word is the one that counts."""
    return _parts()[1]


@cache
def named_pattern(name: str) -> re.Pattern[str]:
    """The pattern that the file calls *name*."""
    return re.compile(_parts()[0][name])


@cache
def any_rule() -> re.Pattern[str]:
    """Fits whatever any rule fits; its groups are the numbers that are reported."""
    choices = "|".join(_rule_expression(line) for line in rules())
    return re.compile(f"{_AT_A_WORD}(?:{choices})")


@cache
def one_rule(line: Line) -> re.Pattern[str]:
    """Fits what the rule of one *line* fits."""
    return re.compile(f"{_AT_A_WORD}(?:{_rule_expression(line)})")
