"""Pages that asked for what was reported ask for actions."""

import re

from safety_plan.migrations.outcome import Files, Outcome
from safety_plan.reading.markdown_text import without_code

_CALL = re.compile(r"(\{\{\s*)progress(?=\s*\()")


def migrate(files: Files) -> Outcome:
    """Writes `actions` in place of `progress` in the calls of pages; code is left alone."""
    pages = {path: _with_actions(text) for path, text in files.items() if _is_page(path)}
    changes = {path: text for path, text in pages.items() if text != files[path]}
    names = ", ".join(changes)
    step = f"These pages ask for actions in place of progress: {names}."
    return Outcome(changes=changes, steps=(step,) if changes else ())


def _is_page(path: str) -> bool:
    return path.startswith("docs/") and path.endswith(".md")


def _with_actions(text: str) -> str:
    parts = []
    end = 0
    for match in _CALL.finditer(without_code(text)):
        parts += [text[end : match.start()], f"{match[1]}actions"]
        end = match.end()
    return "".join([*parts, text[end:]])
