"""The preview: `mkdocs serve` of the working revision, made again at every save.

A mistake shows in plain words where it stands on the page and is listed in the terminal; the
preview itself goes on.
"""

import logging
import os
import socket
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve

from safety_plan.site.build import config_file
from safety_plan.site.http_server import HOST

TRIES = 20


def serve_preview(root: Path, port: int) -> None:
    """Serves the preview of the plan under *root* until the person stops it."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    port = free_port(port)
    print(f"Open http://{HOST}:{port}/ in a browser. Save a file and look. Ctrl+C stops it.")
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(_Terminal())
    mkdocs_serve(
        config_file=str(config_file(root)), docs_dir=str(root / "docs"), dev_addr=f"{HOST}:{port}"
    )


def free_port(port: int) -> int:
    """*port*, or the first after it that is free."""
    for candidate in range(port, port + TRIES):
        with socket.socket() as attempt:
            if attempt.connect_ex((HOST, candidate)):
                return candidate
        print(f"Port {candidate} is in use; trying {candidate + 1}.")
    return port


class _Terminal(logging.Handler):
    """Prints what our plugin says, and whatever is a warning; not each request."""

    def emit(self, record: logging.LogRecord) -> None:
        """Prints one message."""
        if "safety_plan" in record.name or record.levelno >= logging.WARNING:
            print(record.getMessage(), flush=True)
