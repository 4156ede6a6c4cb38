"""What MkDocs warns of ends a strict build, and does not end a preview."""

import logging

#: The loggers of the site generators that make our site.
_GENERATORS = ("mkdocs", "properdocs")


def let_warnings_pass() -> None:
    """Takes away what counts the warnings of the build that has begun; they are still told.

    `mkdocs serve` takes `strict` from `mkdocs.yml`. A build that ends at a warning leaves every
    browser waiting for it, as where a page is gone that others lead to.
    """
    for name in _GENERATORS:
        logger = logging.getLogger(name)
        for handler in [one for one in logger.handlers if hasattr(one, "get_counts")]:
            logger.removeHandler(handler)
