"""Shows a built site on this machine."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

from safety_plan.core.errors import MissingToolError
from safety_plan.site.security_headers import headers_of

HOST = "127.0.0.1"
#: Instead of a port: whichever is free.
ANY_PORT = 0
TRIES = 20
HIGHEST_PORT = 65535
#: What this machine calls itself, with a port or without.
_OWN_NAME = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.I)


def is_own_name(host: str) -> bool:
    """True where a browser was asked for this machine, and for no name that leads here."""
    return _OWN_NAME.fullmatch(host) is not None


class _Pages(SimpleHTTPRequestHandler):
    """Serves files quietly; what is not there gets the site's own page for it."""

    def parse_request(self) -> bool:
        """Answers only who asks for this machine by its own name, and for a path that can be.

        Else a page on the web could read a draft: its own name can be made to lead here.
        """
        if not super().parse_request():
            return False
        if not is_own_name(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        if "\0" in unquote(self.path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return False
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers with 404.html where the site has one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Sends what a host of the site should send."""
        for name, value in headers_of(getattr(self, "path", "")).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the person waiting wants one line, the address."""


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server for *site* on *port*, or on the next one that is free."""
    for candidate in range(port, min(port + TRIES, HIGHEST_PORT + 1)):
        try:
            return ThreadingHTTPServer((HOST, candidate), partial(_Pages, directory=str(site)))
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM):
                raise MissingToolError(
                    f"Port {candidate} may not be used. Name one from 1024 on: --port 8000"
                ) from error
            if error.errno != errno.EADDRINUSE:
                raise MissingToolError(
                    f"Port {candidate} cannot be used. The system said: {error.strerror}. "
                    "Name another one: --port 8000"
                ) from error
            print(f"Port {candidate} is in use; trying {candidate + 1}.")
    raise MissingToolError(f"No port from {port} on is free. Name another one: --port 8000")


@contextmanager
def serving(site: Path, port: int = ANY_PORT) -> Iterator[str]:
    """Within it, *site* is served on this machine, at the address that it gives."""
    server = open_server(site, port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def serve(site: Path, port: int) -> None:
    """Serves *site* until the person stops it."""
    server = open_server(site, port)
    print(f"Open http://{HOST}:{server.server_port}/ in a browser. Ctrl+C stops it.", flush=True)
    try:
        server.serve_forever()
    finally:
        server.server_close()
