"""What `safety-plan build` does where the site is not there already."""

from pathlib import Path

from safety_plan.cli.options import print_progress, require_site_config
from safety_plan.core.inputs import FOLDERS
from safety_plan.site.build import build_and_read_site, config_file
from safety_plan.site.prompt_marks import prompts_left
from safety_plan.site.staging import may_hold_site


def why_not_there(site: Path, plan: Path) -> str:
    """A sentence on why the site of *plan* may not be put into *site*; empty where it may."""
    require_site_config(plan, config_file(plan))
    if not may_hold_site(site):
        return f"{site} holds something that this command did not make. Name another folder."
    if within := _folder_of_plan(site, plan):
        return f"{site} lies in {within}, which the plan is read from. Name a folder outside it."
    return ""


def build_site(plan: Path, site: Path, *, sealed_only: bool) -> tuple[int, bool]:
    """Builds the site of *plan* into *site*; gives how many revisions it has.

    Beside that, whether all is done: prompts that are left to write are told of at each build.
    """
    built = build_and_read_site(plan, site, sealed_only=sealed_only, on_progress=print_progress)
    return len(built.bundles), not prompts_left(built.problems)


def _folder_of_plan(site: Path, plan: Path) -> Path | None:
    """The folder of *plan* that *site* would be read with, if it lies in one."""
    folders = [plan / name for name in FOLDERS]
    place = site.resolve()
    return next((folder for folder in folders if folder.resolve() in place.parents), None)
