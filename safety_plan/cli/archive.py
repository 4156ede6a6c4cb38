"""`safety-plan archive`: the whole site in one zip file, to keep or to hand on."""

from hashlib import sha256
from pathlib import Path
from zipfile import is_zipfile

import click

from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import (
    PATH,
    plan_options,
    print_progress,
    require_site_config,
    without_working_option,
)
from safety_plan.core.file_sizes import format_size
from safety_plan.core.files import make_folder, replace_file
from safety_plan.core.workspaces import temporary_folder
from safety_plan.site.archive import ARCHIVE
from safety_plan.site.build import build_site, config_file


@click.command()
@plan_options
@click.option("--out", type=PATH, metavar="FILE", help="The zip file to write (archive.zip).")
@without_working_option
def command(plan: Path, out: Path | None, without_working: bool) -> int:
    """Puts the whole site into one zip file, which opens from a folder without the internet."""
    require_site_config(plan, config_file(plan))
    file = out or plan / ARCHIVE
    if file.exists() and not is_zipfile(file):
        print(f"{file} is there already, and it is no zip file. Name another file.")
        return EXIT_USAGE
    with temporary_folder() as folder:
        build_site(plan, folder / "site", sealed_only=without_working, on_progress=print_progress)
        content = (folder / "site" / ARCHIVE).read_bytes()
    make_folder(file.parent)
    replace_file(file, content)
    print(f"Put the whole site into {file} ({format_size(len(content))}).")
    print(f"Its digest (SHA-256): {sha256(content).hexdigest()}")
    print("Whoever unpacks it opens index.html; README.txt says how to check it.")
    return EXIT_OK
