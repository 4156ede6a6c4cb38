"""Registers get the columns that were added since, where a cell of them may be empty."""

from safety_plan.migrations.outcome import Files, Outcome
from safety_plan.migrations.rows import read_rows, write_rows
from safety_plan.models.registers import REGISTERS, register_columns


def migrate(files: Files) -> Outcome:
    """Adds each missing column that needs no cell; a file with headings of its own is left."""
    changes: dict[str, str | None] = {}
    steps: list[str] = []
    for name in REGISTERS:
        path = f"data/{name}.csv"
        if missing := _missing_columns(name, files.get(path, "")):
            rows = read_rows(files[path])
            changes[path] = write_rows([*register_columns(name)], rows.rows if rows else [])
            steps.append(f"{path} has the columns that were added since: {', '.join(missing)}.")
    return Outcome(changes=changes, steps=tuple(steps))


def _missing_columns(name: str, text: str) -> list[str]:
    """The columns that the file of the register *name* lacks, if that is all that is wrong."""
    table = read_rows(text) if text else None
    columns = register_columns(name)
    if table is None or not {*table.headings} <= {*columns}:
        return []
    missing = [column for column in columns if column not in table.headings]
    return [] if any(columns[column].required for column in missing) else missing
