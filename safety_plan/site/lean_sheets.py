"""Style sheets as they are sent: without remarks and spare spaces, which only we read."""

import re
from pathlib import Path

_FOLDER = "assets/stylesheets"
#: A text in quotation marks, which stays, or a remark. Only our own style sheets are asked.
_TEXT_OR_REMARK = re.compile(r'(?P<text>"(?:[^"\\\n]|\\.)*")|/\*.*?\*/', re.S)
#: A text, or signs of a rule with the spaces around them; before a colon a space tells selectors.
_TEXT_OR_SIGN = re.compile(
    r'(?P<text>"(?:[^"\\\n]|\\.)*")|(?<![ \t])[ \t]*+(?P<sign>[{};,])[ \t]*+'
    r"|(?P<colon>:)[ \t]++(?=\S)"
)
#: An end of a line after such a sign; no text in quotation marks goes on in another line.
_END_OF_LINE = re.compile(r"(?<=[{};,])\n")


def make_sheets_lean(out: Path) -> None:
    """Takes out of every style sheet below *out* what no browser needs."""
    for file in sorted((out / _FOLDER).glob("*.css")):
        file.write_bytes(lean(file.read_text(encoding="utf-8")).encode())


def lean(css: str) -> str:
    """*css* without remarks, indents, spare spaces, and ends of lines after signs of a rule."""
    without = _TEXT_OR_REMARK.sub(lambda piece: piece["text"] or " ", css)
    lines = (line.strip() for line in without.splitlines())
    close = _TEXT_OR_SIGN.sub(
        lambda piece: piece["text"] or piece["sign"] or piece["colon"],
        "\n".join(filter(None, lines)),
    )
    return f"{_END_OF_LINE.sub('', close)}\n"
