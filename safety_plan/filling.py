"""Templates for what the site itself says: lists on living pages, comparisons, the feed."""

import uuid
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from safety_plan.dates import shown_date
from safety_plan.in_force import days

TEMPLATES = Path(__file__).parent / "site" / "templates"
_COMPARED = Path(__file__).parent / "compare"

_ENVIRONMENT = Environment(
    loader=FileSystemLoader([TEMPLATES, _COMPARED]),
    autoescape=lambda name: not str(name).endswith(".md"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "shown_date": lambda text: shown_date(text) or text,
    # A preview may show a revision that has no date yet.
    "instant": lambda text: f"{days(text if shown_date(text) else '1970')[0]}T00:00:00Z",
    "urn": lambda text: uuid.uuid5(uuid.NAMESPACE_URL, text).urn,
    "digits": lambda text: "".join(c for c in text if c.isdigit()),
}


def filled(name: str, **values: Any) -> str:  # noqa: ANN401 (whatever the template shows)
    """The template *name* with *values*, which in HTML come out as text, never as markup."""
    return _ENVIRONMENT.get_template(name).render(**values)
