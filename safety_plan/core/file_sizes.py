"""What a file is in words: its kind, how large it is and how long: `PDF`, `240 kB`, `12 pages`."""

from decimal import ROUND_HALF_UP, Decimal

from safety_plan.core.translation import gettext, ngettext

_KILO = 1_000
_MEGA = 1_000_000
#: From here on, a part of a megabyte says nothing to anybody.
_WHOLE_MEGABYTES = 10


def format_size(size: int) -> str:
    """*size* in bytes as a reader meets it; a kB is 1,000 bytes, as phones and bills count."""
    if size < _KILO:
        return exact_size(size)
    kilobytes = _round_to(size, _KILO, "1")
    if kilobytes < _KILO:
        return gettext("%(size)s kB") % {"size": kilobytes}
    exact = _round_to(size, _MEGA, "0.1")
    megabytes = exact if exact < _WHOLE_MEGABYTES else _round_to(size, _MEGA, "1")
    text = f"{megabytes:,}"
    return gettext("%(size)s MB") % {"size": text.removesuffix(".0")}


def label_in_language(label: str) -> str:
    """The name of a kind in the current language."""
    labels = {
        "Word document": gettext("Word document"),
        "Excel spreadsheet": gettext("Excel spreadsheet"),
        "ODS spreadsheet": gettext("ODS spreadsheet"),
    }
    return labels.get(label, label)


def format_length(count: int, counts: str) -> str:
    """How long a file is, in what its kind *counts*: `12 pages`."""
    number = {"count": f"{count:,}"}
    if counts == "pages":
        return ngettext("%(count)s page", "%(count)s pages", count) % number
    if counts == "sheets":
        return ngettext("%(count)s sheet", "%(count)s sheets", count) % number
    return ngettext("%(count)s row", "%(count)s rows", count) % number


def _round_to(size: int, unit: int, step: str) -> Decimal:
    return (Decimal(size) / unit).quantize(Decimal(step), ROUND_HALF_UP)


def exact_size(size: int) -> str:
    """*size* in bytes, to the byte: two files of nearly one size can be told apart."""
    return ngettext("%(size)s byte", "%(size)s bytes", size) % {"size": f"{size:,}"}
