"""`safety-plan serve`: the working revision while you edit."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from safety_plan.checks.reporters import problems_as_text
from safety_plan.cli.exit_codes import EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import (
    PATH,
    naming_plan,
    plan_options,
    port_option,
    require_site_config,
)
from safety_plan.deploy.last_commit import last_commit
from safety_plan.deploy.plan_states import changes_between
from safety_plan.site.build import config_file
from safety_plan.site.review_file import may_hold_review, write_review_file
from safety_plan.site.serve import serve_preview

#: What stands after --since for all that changed since the last sealed revision.
SEALED = "sealed"


@click.command()
@plan_options
@port_option(8001)
@click.option("--file", type=PATH, metavar="FILE", help="One file to send.")
@click.option(
    "--since",
    metavar="DIR",
    help="With --file: the folder of the plan before the change, or “sealed” for all that changed"
    " since the last sealed revision (the last commit).",
)
def command(plan: Path, port: int, file: Path | None, since: str | None) -> int:
    """Shows the working revision while you edit, or writes its changed pages into one file."""
    require_site_config(plan, config_file(plan))
    if file:
        return _write_review_file(plan, file, since)
    serve_preview(plan, port)
    # MkDocs takes Ctrl-C for a normal end; nothing else ends it.
    return EXIT_INTERRUPTED


def _write_review_file(plan: Path, file: Path, since: str | None) -> int:
    if file.is_dir() or not file.parent.is_dir():
        print(f"Nothing can be written to {file}. Name a file in a folder that is there.")
        return EXIT_USAGE
    if not may_hold_review(file):
        print(
            f"{file} would be written over. --file says where the changed pages go: name a new file"
            " whose name ends in .html, such as preview.html."
        )
        return EXIT_USAGE
    if since and since != SEALED and not Path(since, "docs").is_dir():
        print(f"There is no plan in {since}. Name the folder of a plan after --since, or sealed.")
        return EXIT_USAGE
    with _plan_before(plan, since) as before:
        changes = changes_between(before, plan) if before else None
        problems = write_review_file(plan, file, before, changes)
    print(problems_as_text(naming_plan(problems, plan)))
    print(f"Written to {file}. Open it with a double click.")
    return EXIT_OK


@contextmanager
def _plan_before(plan: Path, since: str | None) -> Iterator[Path | None]:
    """The plan before the edit; None for the last sealed revision. Says which of them it is."""
    if since:
        yield None if since == SEALED else Path(since)
        return
    with last_commit(plan) as before:
        if before:
            print("It shows what changed since the last commit. For all that changed since the")
            print("last sealed revision, add: --since sealed")
        else:
            print("This folder has no history. So it shows all since the last sealed revision.")
        yield before
