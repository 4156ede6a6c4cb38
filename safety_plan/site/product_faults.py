"""The faults that every site of this product has, whoever's plan it is: they are told by each.

A plan's own faults are in its `data/faults.csv`. Once the product is mended, its row goes.
"""

from collections.abc import Iterable, Mapping

from safety_plan.core.translation import gettext


def known_faults(rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The faults of the product, then the *rows* of a plan that do not say the same again."""
    ours = product_faults()
    texts = {fault["what"] for fault in ours}
    return [*ours, *(dict(row) for row in rows if row["what"] not in texts)]


def product_faults() -> list[dict[str, str]]:
    """What is known not to be accessible on every site of this product."""
    return [
        {
            "criterion": gettext("2.4.2, Page Titled"),
            "what": gettext(
                "The title of a page with the button “Exit this page” is made from its address. "
                "It can say less than the heading, or other words."
            ),
            "why": gettext("We chose this so that tabs and browsing histories give nobody away."),
            "instead": gettext("The heading of the page says what it is about."),
        }
    ]
