"""The requests that a preview answers: those of a browser on this machine, for what can be."""

from collections.abc import Callable, Iterable
from typing import Any

from safety_plan.site.http_server import is_own_name
from safety_plan.site.late_files import LateFiles

#: What takes a request and starts an answer, as the manual of Python's wsgiref has it.
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
#: Where a browser asks whether there is a newer site, and waits for one.
_NEWS = "/livereload/"


def own_requests_only(application: Application) -> Application:
    """*application*, which is then not asked for anything by a name that only leads here."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_own_name(environ.get("HTTP_HOST", "")):
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"Ask for this page by the address that the terminal shows.\n"]
        if "\0" in environ.get("PATH_INFO", ""):
            return _not_found(start_response)
        return application(environ, start_response)

    return guarded


def whole_files_only(
    application: Application | None, late_files: LateFiles, mount_path: str
) -> Application:
    """*application*, which is asked for a file below *mount_path* once *late_files* has it whole.

    Where it tells browsers of a new site, at an address of its own, nobody waits.
    """

    def patient(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(_NEWS):
            page = "index.html" if path.endswith("/") else ""
            late_files.wait_for(f"{path.removeprefix(mount_path)}{page}")
        return application(environ, start_response) if application else _not_found(start_response)

    return patient


def _not_found(start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"There is no such page.\n"]
