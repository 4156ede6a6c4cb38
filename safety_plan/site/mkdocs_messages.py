"""What MkDocs and its plugins say while they build: warnings for the end, progress at once."""

import logging
from collections.abc import Callable

Progress = Callable[[str], None]


class MkDocsMessages(logging.Handler):
    """Keeps the warnings of MkDocs, and passes on how far our plugin is."""

    def __init__(self, on_progress: Progress | None = None) -> None:
        super().__init__(logging.INFO)
        self.on_progress = on_progress
        self.warnings: list[str] = []
        self.logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        """Takes one message."""
        if record.levelno >= logging.WARNING:
            self.warnings.append(record.getMessage())
        elif self.on_progress and "safety_plan" in record.name:
            self.on_progress(f"{record.getMessage()} …")

    def __enter__(self) -> "MkDocsMessages":
        self.before = (self.logger.propagate, self.logger.level)
        self.logger.propagate = False
        self.logger.setLevel(logging.INFO)
        self.logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.logger.removeHandler(self)
        self.logger.propagate, level = self.before
        self.logger.setLevel(level)
