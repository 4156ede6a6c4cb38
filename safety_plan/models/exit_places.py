"""Where the button “Exit this page” may lead: to places of `exit-places.yml` only."""

import re
from urllib.parse import urlsplit

from safety_plan.core.resources import load_resource

#: What may follow the path of a place: names, and nothing that leads up, on or elsewhere.
_BELOW = re.compile(r"(?:/[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*)*/?")


def is_exit_place(address: str) -> bool:
    """True where *address* is, letter for letter, a place of the list or below one."""
    places = load_resource("models/exit-places.yml")
    return any(
        rest in ("", "/") or (urlsplit(place).path and _BELOW.fullmatch(rest))
        for place in places
        if (rest := _rest(address, place)) is not None
    )


def _rest(address: str, place: str) -> str | None:
    """What follows *place* in *address*; None where it does not begin with it."""
    return address[len(place) :] if address.startswith(place) else None
