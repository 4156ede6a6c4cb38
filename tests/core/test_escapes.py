"""A text of somebody else stays a text, wherever a summary puts it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from safety_plan.core.escapes import cut, escape_html_line, escape_markdown, one_line

HOSTILE = {
    "comment": "x\n\n<!-- ",
    "element": '</details><h1>Approved</h1><a href="https://evil.example">x</a>',
    "heading": "# Approved",
    "heading below": "Approved\n====",
    "list": "- Approved",
    "numbered list": "1. Approved",
    "rule": "---",
    "quotation": "> [!NOTE] Approved",
    "fence": "```\nApproved",
    "code": "`Approved` and ``more",
    "link": "[Approved](https://evil.example)",
    "picture": "![Approved](https://evil.example/x.png)",
    "link that stands by itself": "<https://evil.example>",
    "bare link": "https://evil.example www.evil.example mailto:a@evil.example",
    "emphasis": "**Approved** _now_ __and__ ~~never~~",
    "table": "| a |\n|---|\n| b |",
    "entity": "&lt;b&gt; &#60;",
    "escape": "\\<b> \\* \\",
    "mathematics": "$x$ $$y$$",
    "definition": "[a]: https://evil.example",
    "footnote": "[^1] [^1]: x",
    "task": "[x] Approved",
    "indent": "        Approved",
    "line ends": "a\r\n\r\n- Approved\v\f\x85\u2028\u2029- b",
    "stroke after stroke": "`` ` ``` @a`",
}


def shown(markdown: str) -> list[tuple[str, str]]:
    """What a list item of Markdown is made of: kinds of tokens, with their texts."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens = reader.parse(f"- before {markdown} after\n- {markdown}\n")
    inline = [t for t in tokens if t.type == "inline"]
    assert [t.type for t in tokens].count("list_item_open") == 2, markdown
    assert len(inline) == 2, [t.type for t in tokens]
    return [(child.type, child.content) for t in inline for child in t.children or ()]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_is_words_of_one_line_and_no_mark_up(text: str):
    parts = shown(escape_markdown(text))

    assert {kind for kind, _ in parts} <= {"text", "text_special", "code_inline"}
    # Every letter of the text is there, in its order: once between two words, and once alone.
    said = re.sub(" +", " ", one_line(text))
    assert "".join(content for _, content in parts) == f"before {said} after{said.strip()}"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_within_html_opens_and_closes_nothing(text: str):
    line = escape_html_line(text)

    assert "\n" not in line
    assert unescape(line.replace("<code>", "").replace("</code>", "")) == one_line(text)
    assert re.findall(r"<[^>]*>?", line.replace("<code>", "").replace("</code>", "")) == []


@pytest.mark.parametrize(
    "text",
    ["@council", "a@b.example", "see #12", "GH-12", "owner/name#3", ":tada:", "www.a.example",
     "https://a.example", "1a2b3c4", "x@`y`"],
)  # fmt: skip
def test_what_a_host_would_make_a_link_or_a_call_of_is_code(text: str):
    word = text.split(" ")[-1]

    assert ("code_inline", word) in shown(escape_markdown(text))
    assert "<code>" in escape_html_line(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It is 1a2b3c4d5e.", "1a2b3c4d5e"),
        ("Ask a@b.example, or nobody.", "a@b.example"),
        ("(see https://a.example/b)", "https://a.example/b"),
        ("See https://a.example/b_(c).", "https://a.example/b_(c)"),
        ("“1a2b3c4d5e” became", "1a2b3c4d5e"),
        ("It is here: https://a.example?", "https://a.example"),
        ("Well done :tada:", ":tada:"),
    ],
)
def test_the_marks_of_a_sentence_are_no_part_of_what_is_code(text: str, code: str):
    parts = shown(escape_markdown(text))
    assert ("code_inline", code) in parts
    assert "".join(content for _, content in parts) == f"before {text} after{text}"
    assert f"<code>{code}</code>" in escape_html_line(text)


def test_plain_words_stay_as_they_are():
    text = "Thefts rose by 5.9%, from 803 to 850 (year_end): “so far” – 01999 555 101."

    assert escape_markdown(text) == text
    assert one_line(text) == text


def test_what_nobody_would_see_is_named_and_what_covers_other_lines_is_cut():
    assert one_line("a\u202eb\x00c\u200b\x1b[2Jd") == "a[U+202E]b[U+0000]c[U+200B][U+001B][2Jd"
    assert one_line("a\tb\r\n\u2028c") == "a b c"
    assert one_line("Z" + "\u0301" * 500) == "Z" + "\u0301" * 3


def test_a_plain_word_beside_a_link_is_no_code_and_a_number_at_the_start_stays_one():
    assert escape_html_line("see <b> @council") == "see &lt;b&gt; <code>@council</code>"
    assert escape_markdown("1. Approved") == "1\\. Approved"
    assert escape_markdown("- Approved") == "\\- Approved"


def test_what_is_cut_is_counted():
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "abc… and 1 more letter"
    assert cut("a" * 1_003, 3) == "aaa… and 1,000 more letters"
