"""`safety-plan serve`: the working revision while you edit."""

from pathlib import Path

import click

from safety_plan.checks.reporters import problems_as_text
from safety_plan.cli.exit_codes import EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import PATH, plan_options, port_option, require_site_config
from safety_plan.site.build import config_file
from safety_plan.site.review_file import write_review_file
from safety_plan.site.serve import serve_preview


@click.command()
@plan_options
@port_option(8001)
@click.option("--file", type=PATH, metavar="FILE", help="One file to send.")
@click.option(
    "--since",
    type=PATH,
    metavar="DIR",
    help="With --file: the folder of the plan before the change (the last sealed revision).",
)
def command(plan: Path, port: int, file: Path | None, since: Path | None) -> int:
    """Shows the working revision while you edit, or writes its changed pages into one file."""
    require_site_config(plan, config_file(plan))
    if file:
        return _write_review_file(plan, file, since)
    serve_preview(plan, port)
    # MkDocs takes Ctrl-C for a normal end; nothing else ends it.
    return EXIT_INTERRUPTED


def _write_review_file(plan: Path, file: Path, since: Path | None) -> int:
    if file.is_dir() or not file.parent.is_dir():
        print(f"Nothing can be written to {file}. Name a file in a folder that is there.")
        return EXIT_USAGE
    problems = write_review_file(plan, file, since)
    print(problems_as_text(problems))
    print(f"Written to {file}. Open it with a double click.")
    return EXIT_OK
