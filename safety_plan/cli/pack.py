"""`safety-plan pack`: a revision as one document, for a committee."""

from collections.abc import Sequence
from pathlib import Path

import click

from safety_plan.charts.kinds import KINDS
from safety_plan.cli.browser import find_browser
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import PATH, plan_options, print_progress, require_site_config
from safety_plan.core.errors import MissingToolError
from safety_plan.core.file_sizes import format_size
from safety_plan.core.files import write_file
from safety_plan.core.suggestions import did_you_mean
from safety_plan.core.workspaces import temporary_folder
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.build import build_and_read_site, config_file
from safety_plan.site.packs.comparison import comparison_folder, comparison_of
from safety_plan.site.packs.document_forms import DOCUMENT_FORMS, Purpose
from safety_plan.site.packs.finish import sheet_count
from safety_plan.site.packs.make_document import document_in, print_once
from safety_plan.site.packs.pack import document_of
from safety_plan.site.site_model import Site


@click.command()
@plan_options
@click.argument("revision")
@click.option("--large-print", "form", flag_value=Purpose.LARGE, help="In letters of 16 point.")
@click.option("--word", "form", flag_value=Purpose.WORD, help="As a Word document, to paste from.")
@click.option("--since", metavar="REVISION", help="What changed since that revision, instead.")
@click.option("--out", type=PATH, metavar="DIR", help="Where the document goes (packs/).")
def command(
    plan: Path, revision: str, form: str | None, since: str | None, out: Path | None
) -> int:
    """Makes one document of REVISION, such as 2020-04, for the papers of a committee: a PDF."""
    if since and form:
        raise click.UsageError(
            "What changed comes as one PDF: leave out --word and --large-print, or --since."
        )
    require_site_config(plan, config_file(plan))
    names = [since, revision] if since else [revision]
    if refusal := _why_no_pack(plan, names):
        print(refusal)
        return EXIT_USAGE
    browser = _browser()
    with temporary_folder() as folder:
        extra_pairs = [(since, revision)] if since else []
        site = build_and_read_site(
            plan,
            folder / "site",
            extra_pairs=extra_pairs,
            with_archive=False,
            on_progress=print_progress,
        )
        bundles = {bundle.id: bundle for bundle in site.bundles}
        if drafts := [name for name in names if name not in bundles]:
            print(f"{drafts[0]} is a draft, and sealed revisions stand beside it: it is not built.")
            return EXIT_USAGE
        print_progress(f"Printing {revision} …")
        chosen = [bundles[name] for name in names]
        name, pdf = _print(site, chosen, folder / "site", browser, Purpose(form or "print"))
    file = (out or plan / "packs") / name
    write_file(file, pdf)
    pages = "" if file.suffix == ".docx" else f"{sheet_count(pdf)} pages, "
    print(f"Wrote {file}: {pages}{format_size(len(pdf))}")
    return EXIT_OK


def _browser() -> str:
    browser = find_browser()
    if not browser:
        raise MissingToolError(
            "There is no Chromium, which prints the document. Install Chromium or Chrome, or name "
            "one in the variable PLAN_BROWSER, then run this again."
        )
    return browser


def _print(
    site: Site, bundles: Sequence[RevisionBundle], out: Path, browser: str, purpose: Purpose
) -> tuple[str, bytes]:
    """The name and the bytes of a document: of one revision, or of what changed between two."""
    new = bundles[-1]
    if len(bundles) > 1:
        folder = comparison_folder(bundles[0].id, new.id, out)
        printable = comparison_of(site, bundles[0], new, out)
        name = f"{folder.name}.pdf"
        return name, print_once(printable, name, out, folder, browser)
    form = next(one for one in DOCUMENT_FORMS if one.purpose is purpose)
    document = document_of(site, new, out / new.id)
    return form.file(new.id), document_in(form, document, out / new.id, browser)


def _why_no_pack(root: Path, names: Sequence[str]) -> str:
    """Why the plan in *root* has not each revision of *names*, in that order, or nothing."""
    plan, _ = read_plan(root, KINDS)
    revisions = [*plan.sealed, plan.revision.id]
    for name in names:
        if name not in revisions:
            fix = did_you_mean(name, revisions) or f"There are: {', '.join(revisions)}."
            return f"There is no revision “{name}”. {fix}"
    if len(names) > 1 and names[0] >= names[1]:
        return f"{names[0]} is not earlier than {names[1]}. Name the earlier one after --since."
    return ""
