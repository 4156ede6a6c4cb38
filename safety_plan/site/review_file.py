"""One file with the changed pages, for a reviewer: it opens by itself and needs nothing else."""

import base64
import mimetypes
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from safety_plan.checks.registry import check
from safety_plan.content.templates import render_template
from safety_plan.core.advice import advise_on
from safety_plan.core.problems import Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.core.workspaces import temporary_folder
from safety_plan.diff.compare import compare
from safety_plan.diff.file_changes import PlanChanges
from safety_plan.diff.report import summary
from safety_plan.reading.pictures.kinds import published_bytes
from safety_plan.site.brand_files import style_sheet
from safety_plan.site.build import build_preview
from safety_plan.site.print_page import inner_html, pages_as_one
from safety_plan.site.prompt_marks import mark_prompts
from safety_plan.site.theme_folders import THEME

_STYLES = ("colours.css", "plan.css", "lists.css", "compare.css", "charts.css")


#: What the title of every such file starts with, in its first lines.
_TITLE = b"<title>Not approved: "
_TITLE_WITHIN = 1000


def may_hold_review(file: Path) -> bool:
    """True where *file* may be written: a page for a browser, new or written by us before.

    Whoever names a page of the plan, to see it, would lose that page.
    """
    if file.suffix.lower() not in (".html", ".htm"):
        return False
    if not file.exists():
        return True
    with file.open("rb") as opened:
        return _TITLE in opened.read(_TITLE_WITHIN)


def write_review_file(
    root: Path, file: Path, since: Path | None = None, changes: PlanChanges | None = None
) -> list[Problem]:
    """Writes the pages of the plan under *root* that are not as they were into *file*.

    They are held against the plan in the folder *since*, or else the last sealed revision; where
    there is neither, every page is written.
    Before them stand the *changes* of files, which tell what is no page of the revision.
    Gives every problem of the plan. Raises OSError where *file* cannot be written.
    """
    with temporary_folder() as folder:
        plugin = build_preview(root, folder)
    bundles = plugin.site.bundles
    working = bundles[-1].record
    before = check(since)[1].record if since else bundles[-2:][0].record
    comparison = compare(before, working, compiled=plugin.site.plan.settings.compiled)
    # Of the first draft of a plan, every page is new.
    is_first = not since and len(bundles) == 1
    changed = [
        page.page_id for page in comparison.pages if page.new and (is_first or page.kind != "same")
    ]
    bundle = plugin.site.bundles[-1]
    pages = pages_as_one(bundle.record, plugin.pages.of(bundle), without_narrow=False)
    problems = advise_on(plugin.problems, doors=root == PROJECT_ROOT)
    copies = {name: _alone(pages[name], changed, bundle.docs) for name in changed}
    params = {
        "c": comparison,
        "summary": summary(comparison, beside_others=bool(changes and changes.areas)),
        "changes": changes,
        "problems": problems,
        "pages": {name: Markup(mark_prompts(html, problems)) for name, html in copies.items()},
    }
    styles = [(THEME / "assets/stylesheets" / name).read_text("utf-8") for name in _STYLES]
    styles.append(style_sheet(plugin.site.brand(bundle)))
    text = render_template("proposal.html", styles=Markup("".join(styles)), **params)
    file.write_bytes(f"{text}\n".encode())
    return plugin.problems


def _alone(html: str, pages: Collection[str], docs: Path) -> Markup:
    """A page without links that lead nowhere from here, and with its pictures inside."""
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in tree.iter(etree.Element):
        link, picture = element.get("href"), element.get("src")
        if link is not None and not _leads_somewhere(link, pages):
            del element.attrib["href"]
        if picture is not None and (docs / picture).is_file():
            element.set("src", _as_data(docs / picture))
        elif picture is not None:  # which is a problem of the plan, and told
            del element.attrib["src"]
    return Markup(inner_html(tree))


def _leads_somewhere(link: str, pages: Collection[str]) -> bool:
    is_inside = link.startswith("#") and link[1:].partition(".")[0] in pages
    return is_inside or bool(urlsplit(link).scheme)


def _as_data(picture: Path) -> str:
    kind = mimetypes.guess_type(picture.name)[0]
    return f"data:{kind};base64,{base64.b64encode(published_bytes(picture)).decode()}"
