"""The registry: every step that a recipe may take, by its name."""

from collections.abc import Mapping
from types import MappingProxyType

from safety_plan.models.fields import FieldRules
from safety_plan.models.recipes import (
    change,
    choose,
    four_quarters,
    index,
    join,
    pivot,
    rank,
    rate,
    share,
    sum,
)
from safety_plan.models.recipes.step import StepKind

_ALL = (
    *(choose.CHOOSE, choose.LEAVE_OUT, sum.KIND, four_quarters.KIND, share.KIND, rate.KIND),
    *(change.KIND, rank.KIND, index.KIND, pivot.KIND, join.KIND),
)

#: Each step by the name that authors write, in the order in which messages name them.
STEPS: Mapping[str, StepKind] = MappingProxyType({kind.name: kind for kind in _ALL})
#: The first step, which names the table that a recipe begins with.
FROM = "from"
#: What an entry of a recipe may be.
STEP_RULES: Mapping[str, FieldRules] = MappingProxyType(
    {
        FROM: FieldRules(description="The table that the recipe begins with; stands first."),
        **{
            kind.name: FieldRules(
                description=kind.description, kind="entry", entry=kind.settings, name=kind.name
            )
            for kind in _ALL
        },
    }
)
