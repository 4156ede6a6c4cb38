"""The preview: `mkdocs serve` of the working revision, made again at every save.

A mistake shows in plain words where it stands on the page and is listed in the terminal; the
preview itself goes on.
"""

import logging
import os
import socket
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve

from safety_plan.core.errors import MissingToolError
from safety_plan.site.build import config_file
from safety_plan.site.http_server import HIGHEST_PORT, HOST

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
    """*port*, or the first after it that is free; raises MissingToolError where none is."""
    if port == 0:
        port = 8001
    for candidate in range(port, min(port + TRIES, HIGHEST_PORT + 1)):
        with socket.socket() as attempt:
            if attempt.connect_ex((HOST, candidate)):
                _try_port(candidate)
                return candidate
        print(f"Port {candidate} is in use; trying {candidate + 1}.")
    raise MissingToolError(f"No port from {port} on is free. Name another one: --port 8001")


def _try_port(port: int) -> None:
    """Raises MissingToolError where this person may not use *port*."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            sentence = f"Port {port} may not be used. Name one from 1024 on: --port 8001"
            raise MissingToolError(sentence) from error


class _Terminal(logging.Handler):
    """Prints what our plugin says, and whatever is a warning; not each request."""

    def emit(self, record: logging.LogRecord) -> None:
        """Prints one message."""
        if "safety_plan" in record.name or record.levelno >= logging.WARNING:
            print(record.getMessage(), flush=True)
