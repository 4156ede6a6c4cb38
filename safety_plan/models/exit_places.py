"""Where the button “Exit this page” may lead: to places of `exit-places.yml` only."""

import re
from urllib.parse import urlsplit

from safety_plan.core.resources import load_resource

#: What may follow the path of a place: names, and nothing that leads up, on or elsewhere.
_BELOW = re.compile(r"(?:/[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*)*/?")


def is_exit_place(address: str) -> bool:
    """True where *address* is, letter for letter, a place of the list or below one."""
    places = load_resource("models/exit-places.yml")
    return any(_is_at_or_below(address, place) for place in places)


def _is_at_or_below(address: str, place: str) -> bool:
    if not address.startswith(place):
        return False
    rest = address.removeprefix(place)
    return rest in ("", "/") or bool(urlsplit(place).path and _BELOW.fullmatch(rest))
