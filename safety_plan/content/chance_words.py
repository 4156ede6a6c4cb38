"""What chance alone may bring between two counts of events, in words."""

from decimal import Decimal

from safety_plan.core.quantities import difference, format_number
from safety_plan.core.translation import gettext
from safety_plan.models.events import differs_by_chance, limit_of_chance
from safety_plan.models.figures import Figure


def chance_clause(old: Figure, new: Figure) -> str:
    """What stands after “a fall of 189,”: `too small to tell from chance`."""
    if old.number == new.number:
        return gettext("no change at all")
    if differs_by_chance(old, new):
        return gettext("too small to tell from chance")
    return gettext("more than chance alone would bring")


def chance_sentences(figure: Figure, old: Figure) -> str:
    """What the card of *figure* says of chance beside *old*; empty where nothing can be said."""
    limit = limit_of_chance(old, figure)
    if limit is None or figure.number is None or old.number is None:
        return ""
    distance = difference(old.number, figure.number)
    sentences = (
        gettext("By chance alone two such counts would differ by up to {limit} in 19 cases of 20."),
        _distance_words(distance, is_within=distance <= limit),
        gettext("Chance reaches further where one person or place brings several of them."),
    )
    return " ".join(sentences).format(limit=format_number(Decimal(limit)))


def _distance_words(distance: Decimal, *, is_within: bool) -> str:
    number = format_number(distance)
    if is_within:
        sentence = gettext("These differ by {number}, which is too little to tell from chance.")
    else:
        sentence = gettext("These differ by {number}, which is more than that.")
    return sentence.format(number=number)
