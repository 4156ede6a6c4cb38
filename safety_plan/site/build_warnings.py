"""What MkDocs warns of ends a strict build, and does not end a preview."""

import logging
from typing import Any

#: The loggers of the site generators that make our site.
_GENERATORS = ("mkdocs", "properdocs")


def let_warnings_pass() -> None:
    """Takes away what counts the warnings of the build that has begun; they are still told.

    `mkdocs serve` takes `strict` from `mkdocs.yml`. A build that ends at a warning leaves every
    browser waiting for it, as where a page is gone that others lead to.
    """
    for logger, counter in _counters():
        logger.removeHandler(counter)


def will_end_at_warnings() -> bool:
    """Whether MkDocs has counted a warning: it ends a strict build for it, after the last hook."""
    return any(counter.get_counts() for _, counter in _counters())


def _counters() -> list[tuple[logging.Logger, Any]]:
    """What counts the warnings of the build that has begun, and where it hears of them."""
    return [
        (logger, handler)
        for logger in map(logging.getLogger, _GENERATORS)
        for handler in logger.handlers
        if hasattr(handler, "get_counts")
    ]
