"""How one figure differs from another, in words that cannot contradict it."""

from decimal import Decimal

from safety_plan.core.quantities import difference, format_value, percent_change
from safety_plan.models.figures import Figure


def describe_change(old: Figure, new: Figure, show: str) -> str | None:
    """The change from *old* to *new*; None where they cannot be compared.

    *show*: `change` (fell by 1.1%), `amount` (fell by 189), `both` (fell by
    1.1%, from 17,176 to 16,987) or `direction` (fell). Shares change in
    percentage points.
    """
    before, after = old.number, new.number
    if before is None or after is None or old.unit != new.unit:
        return None
    if show not in ("change", "amount", "both", "direction"):
        return None
    if before == after:
        return f"stayed the same at {new.text}"
    verb = "rose" if after > before else "fell"
    if show == "direction":
        return verb
    amount = _amount(old.unit, difference(before, after))
    if show == "amount":
        return f"{verb} by {amount}"
    share = percent_change(before, after)
    if share is None or old.unit in ("percent", "rank"):
        size = amount
    else:
        size = format_value(abs(share), "percent")
    from_to = f", from {old.text} to {new.text}" if show == "both" else ""
    return f"{verb} by {size}{from_to}"


def _amount(unit: str, distance: Decimal) -> str:
    if unit == "percent":
        points = "point" if distance == 1 else "points"
        return f"{format_value(distance, 'count')} percentage {points}"
    return format_value(distance, unit)
