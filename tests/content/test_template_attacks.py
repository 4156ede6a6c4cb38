"""A stranger's proposal may neither read a file nor run anything, even in a preview."""

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.markdown import render_page
from safety_plan.content.macros_file import PageWords
from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.renderer import Renderer
from safety_plan.content.resolver import escape_braces, resolve, resolve_with, text_for_macros
from safety_plan.models.pages import Page, text_problems
from safety_plan.models.plan import Plan, read_plan
from safety_plan.site.build import build_preview
from safety_plan.site.page_scan import scan_page
from safety_plan.site.problem_boxes import problem_box
from safety_plan.site.site_check import site_problems

TINY = Path(__file__).parents[1] / "tiny_plan"
SECRET = "s3cr3t-of-the-builder"
ATTACKS = [
    "{{ config }}",
    "{{ environ }}",
    "{{ environ['PLAN_SECRET'] }}",
    "{{ opened('secret.txt').read() }}",
    "{{ figure.__class__ }}",
    "{{ figure.__globals__['os'].environ }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ cycler.__init__.__globals__.os.popen('cat secret.txt').read() }}",
    '{{ figure("priorities-count")|safe }}',
    "{{ figure(config) }}",
    "{{ figure(environ) }}",
    "{{ figure(f'{config}') }}",
    "{{ figure(**environ) }}",
    "{{ figure(*environ) }}",
    '{{ figure("a" ~ config) }}',
    "{{ figure('a') ~ config }}",
    "{{{ config }}}",
    "{{{{ config }}}}",
    "{ {{ config }} }",
    "{{ '{{' }} config {{ '}}' }}",
    "{{\nconfig\n}}",
    "{% include 'secret.txt' %}",
    "{% for a in range(10**9) %}{% endfor %}",
    "{% set x = config %}{{ x }}",
    "{%%-no-statements-%% include 'secret.txt' %%-no-statements-%%}",
    "{##-no-comments-## {{ config }} ##-no-comments-##}",
    "{# {{ config }} #}",
    "{% raw %}{{ config }}{% endraw %}",
    "# for a in range(9)\n{{ config }}",
    "`{{ config }}`",
    "`{%%-no-statements-%% include 'secret.txt' %%-no-statements-%%}`",
    "```\n{{ config }}\n```",
    "~~~\n{{ environ }}\n~~~",
    "    {{ config }}",
    "\\{\\{ config \\}\\}",
    "\\{{ config }}",
    "`{{` config `}}`",
    "{{ figure(“{{ config }}”) }}",
    '{{ revision("2021-06", text="{{ config }}") }}',
    '{{ revision("2021-06", text="\' ~ config ~ \'") }}',
    '{{ source("committee-report", part="\\x7b\\x7b config \\x7d\\x7d") }}',
    "{{ figure('\\N{LEFT CURLY BRACKET}') }}",
    "```plan-problem\n{{ config }}\n```",
    '{{ chart("{{ config }}") }}',
    '{{ table("thefts", where="area={{ config }}") }}',
    "[x]({{ config }})",
    "![{{ config }}](x.png)",
    "| a |\n|---|\n| {{ config }} |",
    "## {{ config }}",
    "&#123;&#123; config &#125;&#125;",
    "｛｛ config ｝｝",
]


@cache
def tiny_plan() -> Plan:
    return read_plan(TINY, KINDS)[0]


@pytest.fixture
def plan() -> Plan:
    return tiny_plan()


def page_with(text: str) -> Page:
    return Page(path="index.md", title="Home", page_id="home", description="d", text=text)


def as_the_generator_does(text: str, plan: Plan, folder: Path) -> str:
    """Renders as the macros plugin does, with everything a thief could wish for in reach."""
    words = PageWords(plan)
    wishes = {"config": SECRET, "environ": dict(os.environ), "opened": open}
    env = Environment(loader=FileSystemLoader(folder))
    return env.from_string(text).render(**words.words, **wishes)


def as_it_is_shown(page: Page, plan: Plan, folder: Path) -> str:
    """The text of *page* in a preview: mkdocs-macros has only what check accepts."""
    words, path = PageWords(plan), "docs/index.md"
    try:
        return as_the_generator_does(text_for_macros(page, words, path), plan, folder)
    except ValueError:
        return resolve_with(page, words, path, problem_box)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_template_code_of_a_page_runs_in_a_preview(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attack: str
):
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    monkeypatch.setenv("PLAN_SECRET", SECRET)
    page = page_with(f"# Home\n\n{attack}\n")

    shown = as_it_is_shown(page, plan, tmp_path)

    assert SECRET not in shown


def test_the_same_attacks_do_work_without_the_gate(plan: Plan, tmp_path: Path):
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    include = "{% include 'secret.txt' %}"

    assert SECRET in as_the_generator_does("`{{ config }}`", plan, tmp_path)
    assert SECRET in as_the_generator_does(include, plan, tmp_path)


def test_a_preview_of_every_attack_at_once_shows_no_secret(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PLAN_SECRET", SECRET)
    (tiny / "docs" / "secret.txt").write_text(SECRET, "utf-8")
    (tiny / "docs" / "leak.png").symlink_to(tiny / "docs" / "secret.txt")
    head = "---\ntitle: '{{ config }}{{ environ }}'\npage_id: home\ntemplate: ../secret.txt\n"
    head += "figure: '{{ config }}'\nrender_macros: true\ndescription: '\"><b>{{ config }}'\n---\n"
    text = head + "# {{ config }}\n\n" + "\n\n".join(ATTACKS)
    (tiny / "docs" / "index.md").write_text(text, "utf-8")

    build_preview(tiny, tmp_path / "shown")

    folder = tmp_path / "shown" / "2022-06"
    shown = (folder / "index.html").read_text("utf-8")
    everything = [f.read_bytes() for f in folder.rglob("*") if f.is_file()]
    assert "is not a call we know" in shown
    assert not any(SECRET.encode() in raw for raw in everything)
    assert "docs_dir" not in shown
    assert "<b>{{" not in shown


@given(st.text(alphabet="{}%#-'\" `\\\nab", max_size=60))
def test_words_come_out_of_the_generator_as_they_went_in(text: str):
    env = Environment(keep_trailing_newline=True)

    assert env.from_string(escape_braces(text)).render() == text


FRAGMENTS = st.sampled_from(
    [
        *ATTACKS,
        *("[x](javascript:alert(1))", "[x](java&#115;cript:alert(1))", "<javascript://a>", "<b>"),
        *("[x][y]", "[y]: javascript:alert(1)", "![x](//a.example/b)", "![](data:image/png,a)"),
        *("{: onclick='x' }", "{ style=a }", "<img src=x onerror=y>", "&lt;script&gt;", "<!-- -->"),
        *("# a", "## b", "text\n===", "- a\n    - b", "> q", "1. a", "a | b\n--|--\nc | d", "***"),
        *(
            "!!! note\n    a",
            '!!! note "<b onclick=x>"\n    a',
            "a\n: b",
            "[^1]",
            "[^1]: a",
            "[TOC]",
        ),
        *("`", "``", "```", "~~~", "\\", "\n", "    ", "\t", "*[a]: b", "**a** _b_", "<a@b.c>"),
        *("https://example.org", "<https://example.org>", "[a](b.md)", "[a](#home)", "5 < 6 & 7"),
        *('{{ figure("priorities-count") }}', '{{ chart("decisions") }}', "{{ priorities() }}"),
        *('{{ contacts("home") }}', '{{ revision("2021-06", text="a") }}', "{{ glossary() }}"),
        *('{{ table("thefts", columns="area") }}', '{{ source("committee-report") }}'),
        *("```plan-chart\n{}\n```", "~~~ plan-x", "\u202e", "\u200b", "é", "“", "｛｛"),
    ]
)
GLUE = st.sampled_from(["\n\n", "\n", " ", "", "\n> ", "\n- ", "\n    ", " | "])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(FRAGMENTS, GLUE), max_size=8))
def test_what_check_accepts_holds_nothing_that_may_not_be_published(parts: list[tuple[str, str]]):
    plan = tiny_plan()
    page = page_with("# Home\n\n" + "".join(piece + glue for piece, glue in parts))
    vocabulary = PageWords(plan)

    text, told = resolve(page, vocabulary, "docs/index.md")
    rendered = render_page(page, "docs/index.md")
    html = make_renderer(Renderer(figures=plan.figures, sources=plan.sources))(text)

    if not [*told, *rendered.problems, *text_problems(page, "docs/index.md")]:
        targets = [link.target for link in rendered.links]
        violations = scan_page(html)[0].violations
        assert [v for v in violations if not any(target in v for target in targets)] == []


PLANTED = {
    "<script>alert(1)</script>": "script",
    '<script src="https://a.example/x.js"></script>': "script",
    '<script src="../data/x.js"></script>': "script",
    '<p onclick="x()">a</p>': "“onclick”",
    '<svg onload="x()"></svg>': "“onload”",
    '<a href="javascript:x()">a</a>': "“javascript:x()”",
    '<a href="java&#115;cript:x()">a</a>': "“javascript:x()”",
    '<a href=" jaVascript:x()">a</a>': "jaVascript",
    '<a href="java\nscript:x()">a</a>': "script:x()",
    '<a href="data:text/html,x">a</a>': "“data:text/html,x”",
    '<a href="//a.example/x">a</a>': "“//a.example/x”",
    '<p style="color:red">a</p>': "“style”",
    "<style>p{}</style>": "<style>",
    '<iframe src="x"></iframe>': "<iframe>",
    '<object data="x"></object>': "<object>",
    '<embed src="x">': "<embed>",
    '<base href="https://a.example/">': "<base>",
    '<form action="https://a.example/"></form>': "“action”",
    '<button formaction="https://a.example/">a</button>': "“formaction”",
    '<img src="https://a.example/x.png" alt="">': "“https://a.example/x.png”",
    '<img src="data:image/png,x" alt="">': "“data:image/png,x”",
    '<img srcset="https://a.example/x.png 2x" alt="">': "“srcset”",
    '<video poster="https://a.example/x.png"></video>': "<video>",
    '<link rel="stylesheet" href="https://a.example/x.css">': "“https://a.example/x.css”",
    '<meta http-equiv="refresh" content="0; url=https://a.example/">': "“https://a.example/”",
    '<svg><use href="https://a.example/x.svg#a"></use></svg>': "<use>",
    "<svg><foreignObject>a</foreignObject></svg>": "<foreignobject>",
    "<p>safe \u202e</p>": "U+202E",
    "<p>safe &#8203;</p>": "U+200B",
    "<p>{{ config }}</p>": "“{{”",
    "<p>{% if %}</p>": "“{%”",
    "\n&lt;&lt;&lt;&lt;&lt;&lt;&lt; mine\n": "“<<<<<<< ”",
}


@pytest.mark.parametrize("code", PLANTED)
def test_what_is_planted_in_a_built_page_is_named(tiny_site: Path, tmp_path: Path, code: str):
    built = (tiny_site / "2022-06" / "index.html").read_text("utf-8")

    wrong = scan_page(built.replace("</main>", f"{code}</main>"))[0].violations

    assert scan_page(built)[0].violations == []
    assert any(PLANTED[code] in said for said in wrong), wrong


@pytest.mark.parametrize("load", ['@import "x.css"', "url(https://a.example/x)", "url('//a.b/c')"])
def test_a_style_sheet_that_loads_from_elsewhere_is_named(tmp_path: Path, load: str):
    (tmp_path / "plan.css").write_text(f"p {{ background: {load} }}", "utf-8")

    assert [problem.location.path for problem in site_problems(tmp_path)] == ["site/plan.css"]


def test_braces_in_code_are_words_on_a_built_page():
    assert scan_page('<p><code>{{ figure("name") }}</code></p>')[0].violations == []
    assert scan_page('<p>{{ figure("name") }}</p>')[0].violations != []


def test_what_is_code_is_settled_in_one_place():
    text = "a\n\n    [b](c.md)\n\n\\`[d](e.md)\\` and `[f](g.md)`\n"

    html = make_renderer(Renderer(figures={}, sources={}))(text)

    assert [target in html for target in ('href="c.md"', 'href="e.md"', 'href="g.md"')] == [
        *(True, True, False)
    ]
