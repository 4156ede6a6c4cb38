"""`safety-plan import`: a Word document becomes pages, a spreadsheet becomes tables."""

from pathlib import Path

import click

from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import PATH, plan_options
from safety_plan.imports.import_file import read_import, write_import

_NEXT = (
    "Numbers were left in the text as they were typed. Run check: it names each of them, and each"
    " prompt that is left to write."
)


@click.command("import")
@plan_options
@click.option("--dry-run", is_flag=True, help="Say what it would do, and write nothing.")
@click.argument("file", type=PATH)
def command(plan: Path, dry_run: bool, file: Path) -> int:
    """Makes pages of a Word document, or tables of a spreadsheet, to start from.

    Nothing that the plan has is overwritten. What cannot be taken over is said, with its place.
    """
    work = read_import(file, plan)
    print("\n".join(work.sentences))
    if dry_run:
        print("Nothing was written.")
        return EXIT_OK
    write_import(plan, work)
    print(_NEXT)
    return EXIT_OK
