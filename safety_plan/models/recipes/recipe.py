"""A recipe as it was written: its steps, and where each of them stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.recipes.join import JoinSettings
from safety_plan.models.recipes.step import StepFault
from safety_plan.models.tables import Table
from safety_plan.reading.yaml_files import Document, Keys


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe as it was written: its steps with their settings, and where they stand.

    *data* is the folder of its plan's tables.
    """

    data: Path
    document: Document
    keys: Keys
    table: Table
    first: str
    steps: tuple[tuple[str, Any], ...] = ()
    places: tuple[Keys, ...] = field(default=())

    @property
    def needs(self) -> list[str]:
        """The tables that must be there before this one."""
        joined = [one.table for _, one in self.steps if isinstance(one, JoinSettings)]
        return list(dict.fromkeys([self.first, *joined]))

    def problem(self, fault: StepFault, step: int) -> Problem:
        """The problem of the step number *step* that *fault* is about."""
        keys = (*self.places[step], fault.setting) if fault.setting else self.places[step]
        name = self.steps[step][0]
        params = {"step": name, "table": self.table.name, **fault.params}
        return problem(fault.message, self.document.location(*keys), **params)
