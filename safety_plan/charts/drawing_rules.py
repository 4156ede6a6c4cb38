"""What each drawing rule does: a sealed chart is drawn by the rule of its time.

A drawing that changes for charts as they are is a new rule: `DRAWING_RULE` counts it, and one
more value stands here. No field has a default: the first rule answers for each, and a later one
names what it changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from safety_plan.models.charts import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingRule:
    """How charts of one rule are drawn, where rules differ.

    Attributes:
        tells_gaps: Words say which periods lines and bars leave out, and where lines end early.
        leads_to_early_ends: A thin line leads to the name of a line from where that ends early.
        greys_others: Beside marked lines the others are grey.
        darkens_floor: The floor of a scale that starts above zero is as dark as zero.
        labels_first: The first point of a line has its label.
        lowers_narrow_panels: Panels on a narrow screen are low.
        shares_time_axes: Panels above each other share the axis of the lowest.
        leaves_room_for_markers: Panels with scales of their own leave room for half a marker.
        packs_narrow_panels: On a narrow screen three panels may stand in a row, close together.
        widens_panels_for_names: No panel is narrower than the widest word of its name.
        starts_below_base: The scale of an index begins below its base.
        joins_bars_of_notes: A bracket joins the bars that one note is about.
        leaves_room_for_reasons: Bars are shorter, so that a reason in place of a number has room.
        names_beside_narrow_bars: Many short names stand beside bars on a narrow screen too.
        gathers_narrow_notes: On a narrow screen the notes on bars stand below all of them.
        says_first_values: A key of lines says the first value of each beside its last.
        shows_samples: Names of lines that are moved apart have a sample of their line before them.
    """

    tells_gaps: bool
    leads_to_early_ends: bool
    greys_others: bool
    darkens_floor: bool
    labels_first: bool
    lowers_narrow_panels: bool
    shares_time_axes: bool
    leaves_room_for_markers: bool
    packs_narrow_panels: bool
    widens_panels_for_names: bool
    starts_below_base: bool
    joins_bars_of_notes: bool
    leaves_room_for_reasons: bool
    names_beside_narrow_bars: bool
    gathers_narrow_notes: bool
    says_first_values: bool
    shows_samples: bool


_FIRST = DrawingRule(
    tells_gaps=False,
    leads_to_early_ends=True,
    greys_others=False,
    darkens_floor=True,
    labels_first=False,
    lowers_narrow_panels=False,
    shares_time_axes=False,
    leaves_room_for_markers=False,
    packs_narrow_panels=False,
    widens_panels_for_names=False,
    starts_below_base=False,
    joins_bars_of_notes=False,
    leaves_room_for_reasons=True,
    names_beside_narrow_bars=False,
    gathers_narrow_notes=False,
    says_first_values=False,
    shows_samples=False,
)
_SECOND = replace(
    _FIRST,
    tells_gaps=True,
    leads_to_early_ends=False,
    greys_others=True,
    darkens_floor=False,
    labels_first=True,
    lowers_narrow_panels=True,
)
_THIRD = replace(
    _SECOND,
    shares_time_axes=True,
    leaves_room_for_markers=True,
    packs_narrow_panels=True,
    widens_panels_for_names=True,
    starts_below_base=True,
    joins_bars_of_notes=True,
    leaves_room_for_reasons=False,
    names_beside_narrow_bars=True,
)
_FOURTH = replace(_THIRD, gathers_narrow_notes=True)
_FIFTH = replace(_FOURTH, says_first_values=True)
_SIXTH = replace(_FIFTH, shows_samples=True)

#: Each rule by its number, the newest last.
DRAWING_RULES: Mapping[int, DrawingRule] = MappingProxyType(
    {1: _FIRST, 2: _SECOND, 3: _THIRD, 4: _FOURTH, 5: _FIFTH, 6: _SIXTH}
)


def rule_of(chart: Chart) -> DrawingRule:
    """The rule that *chart* is drawn by."""
    return DRAWING_RULES[chart.drawing_rule]
