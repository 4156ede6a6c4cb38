"""How one figure differs from another, in words that cannot contradict it."""

from decimal import Decimal

from safety_plan.core.quantities import (
    UNITS_WITHOUT_SHARE,
    difference,
    format_value,
    percent_change,
)
from safety_plan.models.figures import Figure

#: A change that is smaller than can be shown is said to be below this, in per cent.
_LEAST_SHARE = Decimal("0.1")
_SHOWS = ("change", "amount", "both", "direction")


def describe_change(old: Figure, new: Figure, show: str) -> str | None:
    """The change from *old* to *new*; None where they cannot be compared.

    *show*: `change` (fell by 1.1%), `amount` (fell by 189), `both` (fell by
    1.1%, from 17,176 to 16,987) or `direction` (fell). Shares change in
    percentage points. Numbers that are only known to be over, about or below
    something are not taken from one another.
    """
    before, after = old.number, new.number
    if before is None or after is None or old.unit != new.unit or show not in _SHOWS:
        return None
    if old.qualifier or new.qualifier:
        return None
    if before == after:
        return f"stayed the same at {new.text}"
    from_to = f"from {old.text} to {new.text}"
    if new.unit == "rank":  # a lower rank may be better or worse
        return "changed" if show == "direction" else f"changed {from_to}"
    verb = "rose" if after > before else "fell"
    if show == "direction":
        return verb
    size = _amount(old.unit, difference(before, after)) if show == "amount" else _size(old, new)
    return f"{verb} by {size}, {from_to}" if show == "both" else f"{verb} by {size}"


def _size(old: Figure, new: Figure) -> str:
    """How large a change is: in per cent, unless that says nothing of such numbers."""
    before, after = old.number or Decimal(0), new.number or Decimal(0)
    share = percent_change(before, after)
    is_signed = before < 0 or after < 0
    if share is None or is_signed or old.unit in UNITS_WITHOUT_SHARE:
        return _amount(old.unit, difference(before, after))
    if not share:
        return f"less than {format_value(_LEAST_SHARE, 'percent')}"
    return format_value(abs(share), "percent")


def _amount(unit: str, distance: Decimal) -> str:
    if unit in ("percent", "percent_change", "percentage_points"):
        points = "point" if distance == 1 else "points"
        return f"{format_value(distance, 'count')} percentage {points}"
    return format_value(distance, unit)


def describe_first_rule(old: Figure, new: Figure, show: str) -> str | None:
    """The change in the words of records whose text rule is 1, which were sealed so."""
    before, after = old.number, new.number
    if before is None or after is None or old.unit != new.unit:
        return None
    if before == after:
        return f"stayed the same at {new.text}"
    verb = "rose" if after > before else "fell"
    amount = _amount(old.unit, difference(before, after))
    share = percent_change(before, after)
    if show == "amount" or share is None or old.unit in ("percent", "rank"):
        size = amount
    else:
        size = format_value(abs(share), "percent")
    from_to = f", from {old.text} to {new.text}" if show == "both" else ""
    return f"{verb} by {size}{from_to}"
