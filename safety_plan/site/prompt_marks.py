"""Prompts on the pages of a draft, marked so that nobody takes them for words of the plan."""

import re
from collections.abc import Iterable

from safety_plan.checks.prompts import RULE
from safety_plan.core.problems import Problem
from safety_plan.core.prompts import find_prompts

#: A stretch of text between two tags, or an element whose text no mark can stand in.
_PIECE = re.compile(r"<(title|script|style|svg|option)\b.*?</\1>|<[^<>]*>|[^<]+", re.S | re.I)


def mark_prompts(html: str, problems: Iterable[Problem]) -> str:
    """The finished page *html*, with a mark around each prompt that stands in its text.

    Nothing is marked where none of the *problems* of the plan is a prompt.
    """
    has_prompts = any(found.rule == RULE for found in problems)
    return _PIECE.sub(_with_marks, html) if has_prompts else html


def prompts_left(problems: Iterable[Problem]) -> str:
    """How many prompts of the plan are left, for whoever builds it; empty where none is."""
    count = sum(found.rule == RULE for found in problems)
    if not count:
        return ""
    words = "1 prompt is" if count == 1 else f"{count} prompts are"
    return f"{words} left to write, and check lists each; until then nothing is published"


def _with_marks(piece: re.Match[str]) -> str:
    text = piece[0]
    if text.startswith("<"):
        return text
    for prompt in reversed([*find_prompts(text)]):
        start, end = prompt.span()
        text = f'{text[:start]}<mark class="prompt">{text[start:end]}</mark>{text[end:]}'
    return text
