"""`safety-plan import`: a Word document becomes pages, a spreadsheet becomes tables."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import click

from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import PATH, plan_options
from safety_plan.core.resources import load_resource
from safety_plan.imports.import_file import read_import, write_import
from safety_plan.imports.new_files import Import


@click.command("import")
@plan_options
@click.option("--dry-run", is_flag=True, help="Say what it would do, and write nothing.")
@click.argument("file", type=PATH)
def command(plan: Path, dry_run: bool, file: Path) -> int:
    """Makes pages of a Word document, or tables of a spreadsheet, to start from.

    Nothing that the plan has is overwritten. What cannot be taken over is said, with its place.
    """
    work = read_import(file, plan)
    if dry_run:
        print("\n".join(_say_what_would_be(work)))
        return EXIT_OK
    write_import(plan, work)
    print("\n".join([*work.sentences, work.next_step]))
    return EXIT_OK


def _say_what_would_be(work: Import) -> Iterator[str]:
    """What *work* would write, and what it would say of it, set in."""
    sentences = load_resource("imports/sentences.yml")
    yield sentences["dry-run"]
    yield from (f"    {path}" for path in [*work.files, *work.changes])
    yield sentences["dry-run-says"]
    yield indent("\n".join(work.sentences), "    ")
