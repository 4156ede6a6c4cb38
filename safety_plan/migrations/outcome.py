"""What a migration gives: the files that change, and what a person is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safety_plan.core.resources import load_resource

#: The text of each file of a plan, by its path below the folder of the plan.
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Left:
    """What only a person can decide: in which file, on which row, and what to do."""

    path: str
    words: str
    row: int = 0

    def __str__(self) -> str:
        place = f"{self.path}, row {self.row}" if self.row else self.path
        return f"{place}: {self.words}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one migration does.

    *changes* holds the new text of each file that changes, and None for one that goes. *steps*
    says what was done, a sentence for each; *left* says what was not.
    """

    changes: Mapping[str, str | None] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()


def change_files(files: Files, changes: Mapping[str, str | None]) -> dict[str, str]:
    """The *files* after *changes*."""
    texts = {**files, **changes}
    return {path: text for path, text in texts.items() if text is not None}


def sentence(key: str, /, **params: object) -> str:
    """The sentence *key* of `sentences.yml`, with *params* in it."""
    return str(load_resource("migrations/sentences.yml")[key]).format(**params)
