"""The requests that a preview answers: those of a browser on this machine, for what can be."""

from collections.abc import Callable, Iterable
from typing import Any

from safety_plan.site.http_server import is_own_name

#: What takes a request and starts an answer, as the manual of Python's wsgiref has it.
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def own_requests_only(application: Application | None) -> Application:
    """*application*, which is then not asked for anything by a name that only leads here."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_own_name(environ.get("HTTP_HOST", "")):
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"Ask for this page by the address that the terminal shows.\n"]
        if application is None or "\0" in environ.get("PATH_INFO", ""):
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no such page.\n"]
        return application(environ, start_response)

    return guarded
