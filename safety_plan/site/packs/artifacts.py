"""Marks what a sheet shows beside its words, such as lines and running heads, as decoration.

Chromium leaves it without a mark, so nobody can tell it from words without a tag.
"""

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Name, Operator, Page, Pdf

Instruction = ContentStreamInstruction | ContentStreamInlineImage
_BEGIN = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END = ContentStreamInstruction([], Operator("EMC"))
_PATH = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}
_PAINT = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n"}
_ALONE = {"Do", "sh"}
_MARK = {"BDC", "BMC"}
_MARK_END = "EMC"


def mark_artifacts(pdf: Pdf) -> None:
    """Marks all that *pdf* shows outside of its words."""
    for page in pdf.pages:
        page.contents_coalesce()
        page.obj.Contents = pdf.make_stream(_with_marks(page))


def _with_marks(page: Page) -> bytes:
    instructions: Iterable[Instruction] = pikepdf.parse_content_stream(page)
    return pikepdf.unparse_content_stream([*_mark_artifacts(instructions)])


def _mark_artifacts(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    """The *instructions*, each group that shows something outside of a mark with one around it."""
    depth = 0
    for group in _groups(instructions):
        names = [str(one.operator) for one in group]
        opened = sum(name in _MARK for name in names)
        if depth == 0 and not opened and _shows(names):
            yield from (_BEGIN, *group, _END)
        else:
            yield from group
        depth += opened - names.count(_MARK_END)


def _shows(names: list[str]) -> bool:
    return names[0] == "BT" or names[-1] in _PAINT | _ALONE


def _groups(instructions: Iterable[Instruction]) -> Iterator[list[Instruction]]:
    """The *instructions*, those of one text or of one path together."""
    group: list[Instruction] = []
    for one in instructions:
        group.append(one)
        name = str(one.operator)
        first = str(group[0].operator)
        is_open = name != "ET" if first == "BT" else name in _PATH
        if not is_open:
            yield group
            group = []
    if group:
        yield group
