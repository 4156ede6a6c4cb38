"""What an import writes, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Import:
    """The files that an import writes, by their paths below the plan, and what is said of it.

    *changes* are files that the plan had already; all others are new. *next_step* says what the
    person does once they are written.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    changes: Mapping[str, bytes] = field(default_factory=dict)
    sentences: Sequence[str] = ()
    next_step: str = ""
