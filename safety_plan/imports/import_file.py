"""A file that a council has becomes part of a plan, whichever kind of file it is."""

from pathlib import Path

from safety_plan.core.files import make_folder, replace_file
from safety_plan.core.problems import PlanError
from safety_plan.imports.new_files import Import
from safety_plan.imports.office_file import read_office_file
from safety_plan.imports.table_import import import_tables
from safety_plan.imports.word_file import DOCUMENT
from safety_plan.imports.word_import import import_word


def read_import(file: Path, plan: Path) -> Import:
    """What *file* becomes in the plan under *plan*. Raises PlanError where it cannot be read."""
    parts, problems = read_office_file(file)
    if problems:
        raise PlanError(problems)
    if DOCUMENT in parts:
        return import_word(file, parts, plan)
    return import_tables(file, parts, plan)


def write_import(plan: Path, work: Import) -> None:
    """Writes the new files of *work*, and then those that name them."""
    for path, content in [*work.files.items(), *work.changes.items()]:
        make_folder((plan / path).parent)
        replace_file(plan / path, content)
