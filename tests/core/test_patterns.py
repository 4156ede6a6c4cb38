"""No text keeps a pattern busy: what is twice as long takes about twice as long.

The time is that of the processor, so that a busy machine changes little, and the texts grow
step by step: a pattern that takes too long is stopped at a small one.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import safety_plan
from safety_plan.content.typed_numbers import grammar

PACKAGE = Path(safety_plan.__file__).parent
SCRIPTS = PACKAGE.parent / "scripts"
#: Of the processor, for a text of the last of LENGTHS. A pattern whose work grows with the
#: length takes a fiftieth of it. One that grows with the square comes near it, and passes:
#: what is found here is work that grows faster than that.
SECONDS = 0.03
#: A text that is slow is tried again beside SQUARE, for the processor may be a slow one, or busy:
#: it keeps a pattern too long if that takes more than twice as long each time.
OTHER_TRIES = 5
#: Tries each letter with all after it.
SQUARE = re.compile("[^/]*:")
LENGTHS = (20, 25, 30, 35, 60, 125, 250, 1_000, 4_000)
MODULE_FUNCTIONS = ("search", "match", "fullmatch", "sub", "findall", "finditer", "split")

#: What is never asked of a longer text, with the most letters that it is asked of and why.
BOUNDED = {
    "beside_calls._SENTENCE_BEFORE": 60,  # what stands in the 60 letters before a call
    "beside_calls._VERB_BEFORE": 60,
    "beside_calls._FROM_BEFORE": 60,
    "beside_calls._QUALIFIER_BEFORE": 60,
    "undecided_words._UNDECIDED": 1_000,  # a sentence; longer ones are taken in parts
    "undecided_words._DOUBTFUL": 1_000,
    "grammar._TOKEN": 250,  # a line of our own rules
    "grammar.any_rule": 500,  # some hundred rules at once: much work, but no more at each letter
}
#: What is only asked for at the start of a text, where it is tried once.
AT_START = (
    *("comments._IS_EMAIL", "links._ELSEWHERE"),
    *("links._FILE_NAME", "lists_typed._ITEM", "lists_typed._BRACKETED", "lists_typed._DASHED"),
    *("markdown._RULER", "csv_files._REMARK", "page_limits._HEADING", "yaml_files._CUT"),
    *("page_scan._AWAY", "period_spellings._SPELLINGS", "beside_calls._TO_BETWEEN"),
    *("csv_files._SURE_REMARK", "lists_typed._ODD_SPACE", "held_back_elsewhere._TOTAL"),
    *("links._WEB_ADDRESS", "links._MAIL", "links._CAMERA_NAME"),
    *("cell_advice._AMOUNT", "cell_advice._LARGE", "cell_advice._NEGATIVE"),
    *("cell_advice._ROUGH", "cell_advice._UNKNOWN", "target_cells._TWO_NUMBERS"),
    *("escapes._LINE_START", "yaml_cures._SETTING", "yaml_cures._BRACKETS_IN_WORDS"),
    *("actions._SHARE", "yaml_cures._OPENED", "yaml_cures._OPEN_LIST"),
)

ONE_LETTER = [*" \n\ta1A-.,*_([{|\\`#£\"'“=:;/<&>)]}!?~+@%é\u200b"]
SEVERAL = [
    *("\n ", "\n\n", "a ", "1 ", "a\n", "- ", "1,", "a.", ". ", "](", "![", "[a](", "a_", "* "),
    *("{{", "}}", "{ ", "(a", "a-", "a'", "\\a", "> ", "# ", "|-", "\n|", "\n- ", "\n#", "A. "),
    *('"a', "; ", "a=", "=a;", " number:", "in 1 ", "£1", "[](", "<a ", "a@", "1 1", "http://"),
]
#: What stands before and after: nothing, or what a pattern cannot end with.
ENDS = (("", ""), ("\na", "\0"))


def named_patterns(value: object, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in what a module calls *name*, which may be lists of them, or a method."""
    owner = getattr(value, "__self__", None)
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(owner, re.Pattern):
        yield name, owner
    elif isinstance(value, dict):
        for item in value.values():
            yield from named_patterns(item, name)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from named_patterns(item, name)


def of_modules() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(safety_plan.__path__, "safety_plan."):
        if not module.name.endswith("__main__"):
            short = module.name.rpartition(".")[2]
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from named_patterns(value, f"{short}.{name}")


def within_functions() -> Iterator[tuple[str, re.Pattern[str]]]:
    for file in [*PACKAGE.rglob("*.py"), *SCRIPTS.glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=function),
                    args=[ast.Constant(value=str(pattern)), *_],
                ) if function in MODULE_FUNCTIONS:
                    yield f"{file.stem}:{node.lineno}:{function}", re.compile(pattern)


def of_lists(value: object, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns of a list in YAML, under the keys that they have there."""
    for key, item in value.items() if isinstance(value, dict) else ():
        if key in ("pattern", "like") and isinstance(item, str):
            yield f"{name}:{key}", re.compile(item, re.M)
        yield from of_lists(item, name)
    for item in value if isinstance(value, list) else ():
        yield from of_lists(item, name)


def every_pattern() -> dict[tuple[str, int], tuple[str, re.Pattern[str]]]:
    found = [*of_modules(), *within_functions(), ("grammar.any_rule", grammar.any_rule())]
    for file in PACKAGE.rglob("*.yml"):
        if "templates" not in file.parts:
            found += of_lists(yaml.load(file.read_text("utf-8"), yaml.BaseLoader), file.name)
    return {(p.pattern, p.flags): (name, p) for name, p in reversed(found)}


def seconds(pattern: re.Pattern[str], name: str, text: str) -> float:
    started = time.process_time()
    if name in AT_START or name.endswith((":match", ":fullmatch")):
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        pattern.search(text)
        pattern.sub("", text)
    return time.process_time() - started


def slowness(pattern: re.Pattern[str], name: str) -> str:
    """What text keeps *pattern* too long, if one does."""
    words = dict.fromkeys(re.findall(r"[a-zA-Z]{2,}", pattern.pattern))
    most = BOUNDED.get(name, LENGTHS[-1])
    for unit in [*ONE_LETTER, *SEVERAL, *(f"{word} " for word in [*words][:5])]:
        for start, end in ENDS:
            needed = 0.0
            for length in [n for n in LENGTHS if n < most] + [most]:
                if length == most and needed < SECONDS / 20:
                    break  # it would be quick if it grew with the square
                text = start + unit * (length // len(unit)) + end
                needed = seconds(pattern, name, text)
                if needed > SECONDS and all(
                    seconds(pattern, name, text) > 2 * seconds(SQUARE, "", "a" * LENGTHS[-1])
                    for _ in range(OTHER_TRIES)
                ):
                    return f"{unit!r} {length // len(unit)} times, {start!r} and {end!r} around it"
    return ""


def test_the_work_of_no_pattern_grows_faster_than_the_square_of_its_text():
    slow = {
        name: f"{text}: {pattern.pattern}"
        for name, pattern in every_pattern().values()
        if (text := slowness(pattern, name))
    }

    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"\s*\n\s*(?=<)", 0),
        (r"((?:^|[;\t\r\n])[\s\"]*)([=+@-])", 0),
        (r"^(?:\W*\w+){0,3}\W*\bdraft\W*$", re.S),
        (r"(?:a|aa)+$", 0),
        (r"\[([^\]]*)\]\(", 0),
    ],
)
def test_a_pattern_that_looks_at_everything_again_would_be_found(pattern: str, flags: int):
    assert slowness(re.compile(pattern, flags), "a pattern") != ""


#: What runs over whole pages, or over a document that somebody sends, each with what kept it busy:
#: the start of what it looks for, again and again, and never the end.
OF_LONG_TEXTS = {
    "links.CHANGE": "(change:",
    "source_parts._CITATION": "](source:",
    "glossary._LIST": "```plan-glossary\na",
    "page_rules.yml:footnote": "[^",
    "markdown_blocks:sub": "</",
}


def pattern_of_long_texts(name: str) -> re.Pattern[str]:
    """The pattern *name*: of a module, of a rule, or within a function of a module."""
    owner, _, kind = name.partition(":")
    if owner == "page_rules.yml":
        rules = yaml.safe_load((PACKAGE / "checks" / owner).read_text("utf-8"))
        return re.compile(
            next(r["pattern"] for r in found_in(rules) if r.get("rule") == kind), re.M
        )
    if kind:
        within = [p for at, p in within_functions() if at.startswith(owner) and at.endswith(kind)]
        return next(pattern for pattern in within if "</" in pattern.pattern)
    return dict(of_modules())[name]


def found_in(value: object) -> Iterator[dict[str, str]]:
    """Every mapping in what a file in YAML holds."""
    if isinstance(value, dict):
        yield value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from found_in(item)


@pytest.mark.parametrize("name", OF_LONG_TEXTS)
def test_a_long_page_or_document_takes_no_longer_than_its_length(name: str):
    """A text of 40,000 letters takes less than SQUARE does for a tenth of them."""
    pattern, unit = pattern_of_long_texts(name), OF_LONG_TEXTS[name]
    text = unit * (10 * LENGTHS[-1] // len(unit))

    tries = (
        (seconds(pattern, name, text), seconds(SQUARE, "", "a" * LENGTHS[-1]))
        for _ in range(OTHER_TRIES)
    )

    assert any(needed < square for needed, square in tries)


def test_what_is_excused_is_still_there():
    names = {name for name, _ in of_modules()}

    assert {*BOUNDED, *AT_START} <= {*names, "grammar.any_rule"}
