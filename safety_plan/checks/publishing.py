"""What a plan must have before it may go before the public, well as it may read."""

from collections.abc import Iterator
from datetime import date

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan


def opening_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """A site that names no contact, address, compiler or opening day, or with a review overdue."""
    location = Location("data/plan.yml")
    settings = plan.settings
    day = today.isoformat()
    if not settings.contact:
        yield problem("publish-contact", location)
    if not settings.address:
        yield problem("publish-address", location)
    if settings.compiled and not settings.compiled_by:
        yield problem("publish-compiled-by", location)
    if not settings.opened:
        yield problem("publish-opened", location, today=day)
    if settings.opened > day:
        yield problem("publish-opened.later", location, opened=settings.opened, today=day)
    if "" < settings.security_expires < day:
        yield problem("review-overdue", location, expires=settings.security_expires)
