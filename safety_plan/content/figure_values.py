"""How the card of a figure says its value: exactly, rounded, or as its source published it."""

from decimal import Decimal

from safety_plan.core.dates import format_period, is_open_period
from safety_plan.core.quantities import COUNT_UNITS, decimal_places, format_number
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.figures import Figure

#: Units of which each digit was counted, unless somebody says how they were rounded.
_COUNTED = (*COUNT_UNITS, "pounds", "rank", "date")


def value_name(figure: Figure) -> str:
    """What stands before the value of *figure* on its card.

    A share of 63% was rounded, and nobody counted every part of a rate: only what was counted
    one by one, or paid in pounds, has an exact value.
    """
    if figure.qualifier:
        return gettext("As published")
    if figure.nearest:
        number = format_number(Decimal(figure.nearest))
        return gettext("Rounded to the nearest {number}").format(number=number)
    if figure.unit in _COUNTED:
        return gettext("Exact value")
    return _places_words(figure) if figure.table else gettext("As published")


def value_name_of_page(figure: Figure) -> str:
    """The same on the page of a figure, where it stands close to how sure we are of the source.

    A count that a newspaper gave may be weak, and is not rounded all the same: “exact” would
    contradict that. A day has no digits to round.
    """
    if figure.qualifier or figure.nearest or figure.unit not in _COUNTED:
        return value_name(figure)
    return gettext("As published") if figure.unit == "date" else gettext("Not rounded")


def _places_words(figure: Figure) -> str:
    places = decimal_places(figure.number or Decimal(0))
    if not places:
        return gettext("Rounded to a whole number")
    words = ngettext("Rounded to {number} decimal", "Rounded to {number} decimals", places)
    return words.format(number=places)


def value_in_full(figure: Figure) -> str:
    """The value of *figure* with all its digits, or with the word before it."""
    return figure.text if figure.qualifier else figure.value


def value_for_readers(figure: Figure) -> str:
    """The same as a reader writes it; empty where the text of *figure* has every digit already."""
    if figure.qualifier or figure.number is None:
        return ""
    words = format_number(figure.number)
    return "" if words == figure.text.strip("£%") else words


def period_in_full(figure: Figure) -> str:
    """The period of *figure* in words; of one that has no end, that nobody gives it."""
    words = format_period(figure.period) or figure.period
    if is_open_period(figure.period):
        return gettext("{period}; the source does not say until when").format(period=words)
    return words
