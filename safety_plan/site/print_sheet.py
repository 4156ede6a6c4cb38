"""The style sheet for paper, one for each revision: ours, and the words at the edges of a sheet.

A margin of a sheet shows only what a style sheet says, so what the plan is called, which revision
this is and its status stand in a style sheet of that revision. So does whose site it is, and no
sheet is added for that line alone.
"""

import re
from pathlib import Path

from safety_plan.core.files import write_file
from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import gettext, language_of_page
from safety_plan.models.revision import STATUSES
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.site.site_model import Site

_SHEET = "assets/stylesheets/print.css"
_COUNTERS = {"page": "counter(page)", "pages": "counter(pages)"}
_PLACE = re.compile(r"\{(\w+)\}")
#: Letters that mean something else in a text of a style sheet.
_SPECIAL = re.compile(r"[^\w ,.:;–—’“”-]")


def print_sheet(bundle: RevisionBundle | None) -> str:
    """The style sheet for paper of *bundle*, or of the pages about the site, from its root."""
    return _SHEET.replace(".css", f"-{bundle.id}.css") if bundle else _SHEET


def write_print_sheet(site: Site, bundle: RevisionBundle | None, out: Path) -> None:
    """Writes the style sheet for paper of *bundle*, or of the pages about the site, below *out*."""
    plain = (PACKAGE / "theme" / _SHEET).read_text(encoding="utf-8")
    with language_of_page(site.language_around(bundle) if bundle else site.language):
        head = running_head(site, bundle)
    write_file(out / print_sheet(bundle), f"{plain}\n{head}".encode())


def running_head(site: Site, bundle: RevisionBundle | None) -> str:
    """The rule that puts plan, revision, status, partnership and number on every sheet."""
    settings = site.plan.settings
    title = ""
    status = ""
    if bundle:
        settings = settings_of(site.plan.settings, bundle.record)
        revision = bundle.record.revision
        title = f": {revision.title}"
        status = gettext(STATUSES.get(revision.status, revision.status))
    edges = {
        "top-left": as_text(f"{settings.name}{title}"),
        "top-right": as_text(status),
        "bottom-left": as_text(site.plan.settings.statement or settings.partnership),
        "bottom-right": _with_counters(gettext("Page {page} of {pages}")),
    }
    lines = "".join(f"  @{edge} {{ content: {content}; }}\n" for edge, content in edges.items())
    return f"@page {{\n{lines}}}\n{_first_foot(site, settings.partnership)}"


def _first_foot(site: Site, partnership: str) -> str:
    """The rule that says once, on the first sheet, whose site this is and where it stands.

    A partnership whose plan somebody else has compiled is not named there: it would seem to
    publish what it does not.
    """
    today = site.plan.settings
    whose = " ".join(filter(None, (today.statement, today.address)))
    words = as_text(whose if today.compiled else f"{partnership}\n{whose}")
    return f"@page :first {{ @bottom-left {{ content: {words}; }} }}\n"


def as_text(words: str) -> str:
    """*words* as a text of a style sheet."""
    return '"' + _SPECIAL.sub(lambda letter: f"\\{ord(letter[0]):x} ", words) + '"'


def _with_counters(message: str) -> str:
    """*message* with the counters of sheets in its places."""
    pieces = _PLACE.split(message)
    return " ".join(
        _COUNTERS[piece] if index % 2 else as_text(piece) for index, piece in enumerate(pieces)
    )
