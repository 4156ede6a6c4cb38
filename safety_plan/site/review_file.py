"""One file with the changed pages, for a reviewer: it opens by itself and needs nothing else."""

import base64
import mimetypes
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from markupsafe import Markup

from safety_plan.checks.plan_checks import check, sealed_bundles
from safety_plan.content.templates import render_template
from safety_plan.diff.compare import compare
from safety_plan.diff.report import summary
from safety_plan.revisions.record import Record
from safety_plan.site.print_page import words_of
from safety_plan.site.serve import rebuild

_LINK = re.compile(r' href="([^"]*)"')
_PICTURE = re.compile(r' src="([^"]*)"')
_STYLES = ("plan.css", "charts.css")


def write_proposal(root: Path, file: Path, cache: Path, since: Path | None = None) -> None:
    """Writes the pages of the plan under *root* that are not as they were into *file*.

    They are held against the plan in the folder *since*, or else the last sealed revision.
    """
    working = check(root)[1].record
    before = check(since)[1].record if since else _last_sealed(root, working)
    c = compare(before, working)
    changed = [page.page_id for page in c.pages if page.new and page.kind != "same"]
    with TemporaryDirectory() as name:
        site = Path(name)
        problems = rebuild(root, site, cache)
        styles = [(site / "assets/stylesheets" / sheet).read_text("utf-8") for sheet in _STYLES]
        folder = site / working.revision.id
        words = words_of(folder, working)
        pages = {name: Markup(_alone(words[name], changed, folder)) for name in changed}
    shown = {"c": c, "summary": summary(c), "problems": problems, "pages": pages}
    text = render_template("proposal.html", styles=Markup("".join(styles)), **shown)
    file.write_bytes(f"{text}\n".encode())


def _last_sealed(root: Path, working: Record) -> Record:
    earlier = [bundle.record for bundle in sealed_bundles(root)]
    return earlier[-1] if earlier else working


def _alone(html: str, pages: Iterable[str], folder: Path) -> str:
    """A page without links that lead nowhere from here, and with its pictures inside."""

    def link(match: re.Match[str]) -> str:
        target = match[1]
        inside = target.startswith("#") and target[1:].partition(".")[0] in pages
        return match[0] if inside or urlsplit(target).scheme else ""

    def picture(match: re.Match[str]) -> str:
        raw = (folder / match[1]).read_bytes()
        kind = mimetypes.guess_type(match[1])[0]
        return f' src="data:{kind};base64,{base64.b64encode(raw).decode()}"'

    return _PICTURE.sub(picture, _LINK.sub(link, html))
