"""Numbers that an author typed into a page instead of asking for a figure.

The words and the rules stand in `typed_numbers.txt` beside this module, which
says how it is read. Here is what a text is to them: code, calls, link targets
and the like are blanked out, every other character keeping its place, and each
piece of prose (a paragraph, an item, a cell) is read by itself.
"""

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource
from safety_plan.models.pages import Page
from safety_plan.reading.markdown_text import blank_out, without_code

_LIST = Path(__file__).with_suffix(".txt")
_TOKEN = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])*\]|\(\?|[( ~«»*+]")
#: No pattern is open-ended, so that reading a page takes time in step with its length.
_WRITTEN = {"(": "(?:", "«": "(", "»": ")", "*": "{0,60}", "+": "{1,60}"}
_WRITTEN |= {" ": r"(?:\s{1,9})", "~": r"(?:[-–]|\s{1,9})"}
#: A rule that begins with a letter is tried only where a letter stands.
_LETTER = re.compile(r"\(?(?:\?i:)?(?:<(?:person|month|cap)>|[A-Za-z])")

_MARK = re.compile(r" ?\{\s*number\s*:([^{}]*)\}")
_ALMOST = re.compile(r"\{\s*numbers?\b[^{}\n]*\}?", re.I)
#: How far before a number, in characters, a rule may begin that reads over it.
_REACH = 90
_MARKED, _OTHER, _APART = "\ue000", "\ue001", "¶"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number in a text: its span, its exact words, and whether it *counts*, unmarked."""

    start: int
    end: int
    text: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """`{number: reason}`: where it starts, its reason, the number right before it."""

    start: int
    reason: str
    words: str


def typed_numbers(text: str, page: str = "") -> list[Finding]:
    """Every number in *text* that counts and carries no mark, in reading order.

    What is found on a *page* is kept until its text changes.
    """
    return [number for number in _numbers(text, page) if number.counts]


def annotations(text: str, page: str = "") -> list[Annotation]:
    """Every mark in *text*; *words* is empty where no number stands right before it."""
    found = list(_MARK.finditer(without_code(text)))
    ends = {n.end: n.text for n in _numbers(text, page)} if found else {}
    return [
        Annotation(m.start(), m[1].strip(), ends.get(len(text[: m.start()].rstrip(" \n*_~")), ""))
        for m in found
    ]


def strip_annotations(text: str) -> str:
    """*text* as readers get it, marks taken out; every line keeps its number."""
    for match in reversed(list(_MARK.finditer(without_code(text)))):
        text = text[: match.start()] + "\n" * match[0].count("\n") + text[match.end() :]
    return text


def annotated_numbers(pages: Mapping[str, Page]) -> list[dict[str, str]]:
    """Each number typed into *pages* on purpose: page, words and reason.

    The pages are named by what a link to them has as its target.
    """
    return [
        {"target": target, "page": page.title, "words": mark.words, "reason": mark.reason}
        for target, page in pages.items()
        for mark in annotations(page.text, page.path)
        if mark.words and mark.reason
    ]


def number_problems(page: Page, shown: str) -> Iterator[Problem]:
    """Numbers typed into *page*, and marks that mark nothing or say nothing."""
    for number in typed_numbers(page.text, page.path):
        place, said = _place(page, shown, number.start), " ".join(number.text.split())
        yield replace(problem("hand-typed-number", place, words=said), text=number.text)
    for mark in annotations(page.text, page.path):
        if not mark.words:
            yield problem("number-mark.lost", _place(page, shown, mark.start))
        elif mark.reason in ("", "reason"):  # the word that stands in our own examples
            yield problem("number-mark.reason", _place(page, shown, mark.start), words=mark.words)
    for match in _ALMOST.finditer(_MARK.sub(blank_out, without_code(page.text))):
        yield problem("number-mark", _place(page, shown, match.start()), words=match[0][:40])


def _place(page: Page, shown: str, offset: int) -> Location:
    line = page.first_line + page.text.count("\n", 0, offset)
    return Location(shown, line=line, offset=offset)


def _prose(text: str) -> str:
    """*text* with all that is no prose blanked, and number words in small letters."""
    clean = text
    if "`" in text or "~~~" in text:
        pairs = zip(text, without_code(text), strict=True)
        clean = "".join(b if a == b else _OTHER for a, b in pairs)
    for rule in load_resource("checks/page_rules.yml")["no-prose"]:
        put = partial(blank_out, filler=rule["put"] or " ")
        clean = re.sub(rule["pattern"], put, clean, flags=re.M)
    clean = re.sub(r"\n(?=[ \t]*(?:\n|\Z))", _APART, clean)
    opening, start = _compiled("opening"), _compiled("start")

    def lowered(match: re.Match[str]) -> str:
        word = match[1] or match[2]
        small = opening.fullmatch(word.lower())
        return match[0].removesuffix(word) + (word.lower() if small else word)

    return start.sub(lowered, clean)


@functools.cache
def _numbers(text: str, page: str) -> list[Finding]:
    if not page:
        return _read(text)
    # To make the patterns of all rules ready takes longer than to read every page.
    file, key = (
        cache.CACHE_DIR / "numbers" / cache.key(page)[:20],
        cache.key(cache.code_digest(), text),
    )
    content = cache.get_or_set(
        file, key, lambda: json.dumps([asdict(n) for n in _read(text)]).encode()
    )
    return [Finding(**number) for number in json.loads(content)]


def _read(text: str) -> list[Finding]:
    """What the rules fit in *text*, in reading order."""
    clean, fits, sign = _prose(text), _compiled("RULES"), _compiled("sign")
    found: list[Finding] = []
    for piece in re.finditer(f"[^{_APART}]+", clean):
        read, end = piece.span()
        for near in sign.finditer(clean, read, end):
            while read <= near.start():
                match = fits.search(clean, max(read, near.start() - _REACH), end)
                read = match.end() if match else end
                found += _found(text, clean, match) if match else []
    return found


def _found(text: str, clean: str, match: re.Match[str]) -> Iterator[Finding]:
    spans = [span for span in match.regs[1:] if span[0] >= 0]
    for start, end in spans or [match.span()]:
        marked = clean[end : end + 9].lstrip().startswith(_MARKED)
        yield Finding(start, end, text[start:end], counts=bool(spans) and not marked)


@functools.cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_patterns()[name])


@functools.cache
def _patterns() -> dict[str, str]:
    """The patterns of the list by name; `RULES` fits whatever any of its rules fits."""
    words, _, ruling = _LIST.read_text(encoding="utf-8").partition("\nRULES\n")
    named: dict[str, str] = {}
    for name, line in _lines(words):
        choice = _written(line, named)
        named[name] = f"{named[name]}|{choice}" if name in named else choice
    choices = [
        rf"(?=[^\W\d])(?:{_written(line, named)})" if _LETTER.match(line) else _written(line, named)
        for _, line in _lines(ruling)
    ]
    return {**named, "RULES": rf"(?<!\w)(?=\S)(?:{'|'.join(choices)})"}


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each pattern in a part of the list, with its name."""
    name = ""
    for line in text.splitlines():
        if not line.startswith((" ", "#")):
            name, _, line = line.partition(" =")
        if line.strip() and not line.startswith("#"):
            yield name, line.strip()


def _written(pattern: str, named: dict[str, str]) -> str:
    plain = _TOKEN.sub(lambda token: _WRITTEN.get(token[0], token[0]), pattern)
    return re.sub(r"<([a-z-]+)>", lambda part: f"(?:{named[part[1]]})", plain)
