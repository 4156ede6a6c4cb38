"""A brand: whether its colours can be read, told apart and taken for danger, and its words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from safety_plan.checks.links import says_nothing_of_picture
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

if TYPE_CHECKING:
    from safety_plan.models.brand_faults import Fault


def brand_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What is wrong with the two colours of a brand, and with the words for its logo."""
    if says_nothing_of_picture(plan.brand.logo_text):
        yield problem("logo-words", _at(plan, "logo_text"), words=plan.brand.logo_text)
    if plan.brand.colour:
        yield from _colour_problems(plan.brand.colour, _at(plan, "colour"))
    if plan.brand.accent:
        yield from _accent_problems(
            _better(plan.brand.colour), plan.brand.accent, _at(plan, "accent")
        )


def brand_advice(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What is to be thought about in the two colours of a brand."""
    if plan.brand.colour:
        yield from _colour_advice(plan.brand.colour, _at(plan, "colour"))
    if plan.brand.accent:
        yield from _accent_advice(
            _better(plan.brand.colour), plan.brand.accent, _at(plan, "accent")
        )


def _at(plan: Plan, name: str) -> Location:
    return plan.settings_document.location("brand", name)


def _better(colour: str) -> str:
    """The first colour as it will be: whoever obeys both messages has both right."""
    from safety_plan.models.brand_faults import nearest_colour

    return nearest_colour(colour) if colour else ""


# What works with colours is imported where it is needed: most plans have none of their own.


def _colour_problems(colour: str, location: Location) -> Iterator[Problem]:
    from safety_plan.models.brand_faults import colour_faults, is_lost_among_grey, nearest_colour

    faults = colour_faults(colour)
    if faults:
        params = {"colour": colour, "faults": _list(faults), "nearest": nearest_colour(colour)}
        yield problem("brand-contrast", location, **params)
    elif is_lost_among_grey(colour):
        params = {"colour": colour, "nearest": nearest_colour(colour)}
        yield problem("brand-alike.grey", location, **params)


def _accent_problems(colour: str, accent: str, location: Location) -> Iterator[Problem]:
    from safety_plan.models.brand_faults import accent_faults, nearest_accent

    if faults := accent_faults(colour, accent):
        nearest = nearest_accent(colour, accent)
        params = {"colour": accent, "faults": _list(faults), "nearest": nearest}
        yield problem("brand-contrast.accent", location, **params)


def _colour_advice(colour: str, location: Location) -> Iterator[Problem]:
    from safety_plan.models.brand_faults import looks_like_danger, nearest_calm_colour

    if looks_like_danger(colour):
        nearest = nearest_calm_colour(colour)
        yield problem("brand-red", location, colour=colour, nearest=nearest)


def _accent_advice(colour: str, accent: str, location: Location) -> Iterator[Problem]:
    from safety_plan.models.brand_faults import (
        looks_like_danger,
        nearest_calm_accent,
        nearest_second,
    )
    from safety_plan.models.brand_series import can_be_second

    if looks_like_danger(accent):
        nearest = nearest_calm_accent(colour, accent)
        yield problem("brand-red", location, colour=accent, nearest=nearest)
    elif not can_be_second(colour, accent):
        nearest = nearest_second(colour, accent)
        key = "brand-alike" if nearest else "brand-alike.none"
        yield problem(key, location, colour=accent, nearest=nearest)


def _list(faults: list["Fault"]) -> str:
    """Each pair that fails, with its contrast; rounded down, so that none looks good enough."""
    return "; ".join(
        f"{fault.pair.what} on a {fault.screen} screen {int(fault.ratio * 100) / 100:.2f}, "
        f"and {fault.pair.needed:g} is needed"
        for fault in faults
    )
