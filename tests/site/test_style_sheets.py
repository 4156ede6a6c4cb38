"""Every style sheet says what it means: a slip in one is dropped by browsers without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from safety_plan.core.resources import PACKAGE
from safety_plan.site.brand_files import style_sheet
from tests.site.test_brand_files import GREEN

SHEETS = sorted((PACKAGE / "theme/assets/stylesheets").glob("*.css"))
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|/\*.*?\*/', re.S)
_DECLARATION = re.compile(r"(--)?[a-z][a-z0-9-]*\s*:\s*\S", re.I)


def faults(css: str) -> Iterator[str]:
    """What a browser would drop: braces that do not pair, and lines that declare nothing."""
    css = _QUOTED.sub(lambda text: '""' if text[0].startswith('"') else " ", css)
    if '"' in css.replace('""', "") or "/*" in css:
        yield "a text or a remark that never ends"
    depth, start = 0, 0
    for mark in re.finditer(r"[{};]", css):
        before, start = css[start : mark.start()].strip(), mark.end()
        if mark[0] == "{":
            depth += 1
            if not before:
                yield "a block without a selector"
        elif depth == 0:
            yield f"a stray {mark[0]} after {before!r}"
        elif before and not _DECLARATION.match(before):
            yield f"{before!r} declares nothing"
        depth = max(0, depth - (mark[0] == "}"))
    if depth or css[start:].strip():
        yield f"it ends too early: {css[start:].strip()!r}"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_has_no_line_that_browsers_drop(sheet: Path):
    assert [*faults(sheet.read_text("utf-8"))] == []


def test_nor_has_the_one_of_a_brand():
    assert [*faults(style_sheet(GREEN))] == []


@pytest.mark.parametrize(
    "slip",
    [
        "a { color: red; } } .strip { color: blue; }",
        "@media print { a { color: red; }",
        "a { color red; }",
        "a { color: red; b { } ; top }",
        "/* never ended a { color: red; }",
        'a::after { content: "; }',
        "{ color: red; }",
        "a { color: red; };",
    ],
)
def test_a_slip_is_seen(slip: str):
    assert [*faults(slip)]


@pytest.mark.parametrize(
    "css",
    [
        "a { color: red }",
        "@media (min-width: 60rem) { :root { --gap: 1rem; } a:hover { color: red; } }",
        'a::before { content: "}{;"; } /* } */',
        '@page { margin: 1mm; @top-left { content: "a" counter(page); } }',
        "@font-face { unicode-range: U+20-7E; src: url(a.woff2); }",
    ],
)
def test_what_is_right_passes(css: str):
    assert [*faults(css)] == []
