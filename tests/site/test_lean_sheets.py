"""A style sheet says the same in fewer bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safety_plan.site.lean_sheets import lean
from tests.site.test_style_sheets import SHEETS, faults


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_only_remarks_and_spaces_go(sheet: Path):
    css = sheet.read_text("utf-8")
    bare = re.sub(r"\s+", "", re.sub(r"/\*.*?\*/", "", css, flags=re.S))

    assert re.sub(r"\s+", "", lean(css)) == bare
    assert len(lean(css)) < len(css)
    assert [*faults(lean(css))] == []


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ('a::after { content: "/* no remark */"; }', 'a::after{content:"/* no remark */";}\n'),
        ('a::after { content: "\\"/*"; } /* one */', 'a::after{content:"\\"/*";}\n'),
        ("a,\n  b { color: red; }", "a,b{color:red;}\n"),
        ('a :hover { content: " , ; : "; }', 'a :hover{content:" , ; : ";}\n'),
        ("a /* who */ b { color: red; }", "a   b{color:red;}\n"),
    ],
)
def test_texts_and_selectors_stay_as_they_are(css: str, expected: str):
    assert lean(css) == expected


def test_what_is_published_is_lean(tiny_site: Path):
    for sheet in (tiny_site / "assets/stylesheets").glob("*.css"):
        assert "/*" not in sheet.read_text("utf-8"), sheet.name
