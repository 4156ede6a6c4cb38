"""The country of a new plan, as somebody writes it: `wales`, `Wales` or `Northern Ireland`."""

import re

import click

from safety_plan.starter.answers import COUNTRIES

#: What people call one country, and what has helplines of more than one, by what to write.
_MORE_THAN_ONE = {
    "england-and-wales": ("england", "wales"),
    "wales-and-england": ("england", "wales"),
    "great-britain": ("england", "wales", "scotland"),
    "britain": ("england", "wales", "scotland"),
    "united-kingdom": tuple(COUNTRIES),
    "uk": tuple(COUNTRIES),
}


class Country(click.Choice[str]):
    """One of the countries that have helplines of their own; capitals and spaces do not matter."""

    def __init__(self) -> None:
        """Gives the choice of every country."""
        super().__init__([*COUNTRIES])

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name of the country that *value* is. Fails where it is none, or is several."""
        name = re.sub(r"[^a-z]+", "-", value.lower().replace("&", "and")).strip("-")
        name = name.removeprefix("the-")
        if countries := _MORE_THAN_ONE.get(name):
            *others, last = countries
            self.fail(
                f"Each country has helplines of its own. Write {', '.join(others)} or {last}:"
                " the one that the area is in.",
                param,
                ctx,
            )
        return super().convert(name if name in COUNTRIES else value, param, ctx)
