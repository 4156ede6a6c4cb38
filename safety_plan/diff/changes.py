"""What a change does, told to whoever decides on it, within what a host of code shows.

A host throws a summary away that is too long, and with it whatever stood there. So each
area has a length of its own: many harmless changes in one hide nothing in another. What
is left out is counted.
"""

import re
from typing import Any

from markupsafe import Markup

from safety_plan.content.templates import render_text
from safety_plan.diff.file_changes import Area, PlanChanges

#: How many bytes of Markdown an area, and all that stands below the areas, may have. All
#: together stay below the 1,048,576 bytes that GitHub shows of a step.
AREA_BYTES = 60_000
PAGES_BYTES = 400_000
#: How many files of an area, changes of a file and letters of a text are told at most; each
#: next line is tried where the one before it is too long.
_CAPS = (
    (400, 400, 2_000),
    (200, 100, 600),
    (100, 40, 200),
    (60, 10, 120),
    (40, 3, 60),
    (30, 0, 60),
)
#: How added and removed words are marked in each form.
MARKS = {
    "text": (("[+", "+]"), ("[-", "-]")),
    "markdown": (("<ins>", "</ins>"), ("<del>", "</del>")),
}


def changes_as_text(changes: PlanChanges, form: str = "markdown") -> str:
    """Every change of a file, the most dangerous first, as `markdown` or `text`."""
    params: dict[str, Any] = {
        "changes": changes,
        "areas": changes.areas,
        "folded": form == "markdown",
        "format_count": "{:,}".format,
    }
    parts = [render_text("changes.md", form, **params)]
    parts += [_area_as_text(area, form) for area in changes.areas]
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(parts)).strip() + "\n"


def _area_as_text(area: Area, form: str) -> str:
    """The area as far as it fits."""
    text = ""
    for files, details, letters in _CAPS:
        params = {"most_files": files, "most_details": details, "letters": letters}
        text = render_text("area.md", form, **params, **_params(area, form))
        if len(text.encode()) <= AREA_BYTES:
            break
    return text


def _params(area: Area, form: str) -> dict[str, Any]:
    put, out = (tuple(map(Markup, marks)) for marks in MARKS[form])
    return {"area": area, "put": put, "out": out, "format_count": "{:,}".format}


def fit_pages(text: str) -> str:
    """The Markdown of a comparison as far as it fits, page by page; the rest is counted."""
    if len(text.encode()) <= PAGES_BYTES:
        return text
    pieces = re.split(r"(?m)^(?=## |<details>)", text)
    left = PAGES_BYTES
    fitting = []
    for piece in pieces:
        size = len(piece.encode())
        if size <= left:
            fitting.append(piece)
            left -= size
    out = len(pieces) - len(fitting)
    more = "1 more part is" if out == 1 else f"{out:,} more parts are"
    return f"{''.join(fitting)}\n{more} too long to be shown here. The preview file shows all.\n"
