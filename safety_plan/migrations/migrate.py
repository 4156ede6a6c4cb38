"""All migrations, one after another, each on what the one before gives."""

from collections.abc import Callable

from safety_plan.migrations import actions, calls, columns, contacts, program_files, revision
from safety_plan.migrations.outcome import Files, Left, Outcome, change_files

#: Each takes the files of a plan and says what it does; of a plan of today, nothing.
MIGRATIONS: tuple[Callable[[Files], Outcome], ...] = (
    contacts.migrate,
    actions.migrate,
    calls.migrate,
    revision.add_term,
    revision.list_proposal,
    columns.migrate,
    program_files.migrate,
)


def migrate(files: Files) -> Outcome:
    """What brings *files* up to date: every change, every sentence about them, in order."""
    changes: dict[str, str | None] = {}
    steps: list[str] = []
    left: list[Left] = []
    for one in MIGRATIONS:
        outcome = one(change_files(files, changes))
        changes |= outcome.changes
        steps += outcome.steps
        left += outcome.left
    return Outcome(changes, tuple(steps), tuple(left))
