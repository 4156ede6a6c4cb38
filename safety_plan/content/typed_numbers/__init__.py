"""Numbers that stand in a text as somebody typed them, in digits or in words.

`numbers.rules` holds the rules and documents their grammar; `grammar` turns them into
patterns; `reader` finds the numbers, and can trace which rule decided on each.
"""

from safety_plan.content.typed_numbers.grammar import RULES_FILE
from safety_plan.content.typed_numbers.reader import (
    Decision,
    Number,
    read_numbers,
    trace,
    typed_numbers,
    typed_numbers_in,
)

__all__ = [
    "RULES_FILE",
    "Decision",
    "Number",
    "read_numbers",
    "trace",
    "typed_numbers",
    "typed_numbers_in",
]
