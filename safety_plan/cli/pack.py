"""`safety-plan pack`: a revision as one document, for a committee."""

from pathlib import Path

import click

from safety_plan.charts.kinds import KINDS
from safety_plan.cli.browser import find_browser
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import PATH, plan_options, print_progress, require_site_config
from safety_plan.core.errors import MissingToolError
from safety_plan.core.file_sizes import format_size
from safety_plan.core.suggestions import did_you_mean
from safety_plan.core.workspaces import temporary_folder
from safety_plan.models.plan import read_plan
from safety_plan.site.build import build_and_read_site, config_file
from safety_plan.site.packs.editions import EDITIONS, edition_of
from safety_plan.site.packs.finish import sheet_count
from safety_plan.site.packs.pack import document_of


@click.command()
@plan_options
@click.argument("revision")
@click.option("--large-print", is_flag=True, help="In letters of 16 point.")
@click.option("--out", type=PATH, metavar="DIR", help="Where the document goes (packs/).")
def command(plan: Path, revision: str, large_print: bool, out: Path | None) -> int:
    """Makes one PDF of REVISION, such as 2020-04: to print, and for the papers of a committee."""
    require_site_config(plan, config_file(plan))
    if refusal := _refused(plan, revision):
        print(refusal)
        return EXIT_USAGE
    browser = find_browser()
    if not browser:
        raise MissingToolError(
            "There is no Chromium, which prints the document. Install Chromium or Chrome, or name "
            "one in the variable PLAN_BROWSER, then run this again."
        )
    with temporary_folder() as folder:
        site = build_and_read_site(plan, folder / "site", on_progress=print_progress)
        bundle = next((one for one in site.bundles if one.id == revision), None)
        if bundle is None:
            print(f"{revision} is a draft, and sealed revisions stand beside it: it is not built.")
            return EXIT_USAGE
        print_progress(f"Printing {revision} …")
        pages = folder / "site" / revision
        edition = next(one for one in EDITIONS if one.is_large == large_print)
        pdf = edition_of(edition, document_of(site, bundle, pages), pages, browser)
    file = (out or plan / "packs") / edition.file(revision)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pdf)
    print(f"Wrote {file}: {sheet_count(pdf)} pages, {format_size(len(pdf))}")
    return EXIT_OK


def _refused(root: Path, revision: str) -> str:
    """Why the plan in *root* has no such *revision*, or nothing."""
    plan, _ = read_plan(root, KINDS)
    names = [*plan.sealed, plan.revision.id]
    if revision in names:
        return ""
    fix = did_you_mean(revision, names) or f"There are: {', '.join(names)}."
    return f"There is no revision “{revision}”. {fix}"
