"""The requests that a preview answers: those of a browser on this machine, for what can be."""

from collections.abc import Callable, Iterable
from typing import Any

from safety_plan.site.http_server import is_own_name
from safety_plan.site.late_files import LateFiles

#: What takes a request and starts an answer, as the manual of Python's wsgiref has it.
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
#: Where a browser asks whether there is a newer site, and waits for one.
_NEWS = "/livereload/"


def own_requests_only(application: Application | None) -> Application:
    """*application*, which is then not asked for anything by a name that only leads here."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_own_name(environ.get("HTTP_HOST", "")):
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"Ask for this page by the address that the terminal shows.\n"]
        if application is None or "\0" in environ.get("PATH_INFO", ""):
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no such page.\n"]
        return application(environ, start_response)

    return answer


def whole_files_only(
    application: Application | None, late_files: LateFiles, mount_path: str
) -> Application | None:
    """*application*, which is asked for a file below *mount_path* once *late_files* has it whole.

    Where it tells browsers of a new site, at an address of its own, nobody waits.
    """
    if application is None:
        return None

    def patient(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(_NEWS):
            return application(environ, start_response)
        page = "index.html" if path.endswith("/") else ""
        file = f"{path.removeprefix(mount_path)}{page}"
        while True:
            build = late_files.wait_for(file)
            answer = _Answer(application, environ)
            # While it was asked, a build may have begun that has not made the file yet.
            if late_files.is_current(build):
                return answer.give(start_response)
            answer.close()

    return patient


class _Answer:
    """What an application answers, held back until it is known to be of a whole file."""

    def __init__(self, application: Application, environ: dict[str, Any]) -> None:
        self._start: tuple[Any, ...] = ()
        self._body = application(environ, self._keep_start)

    def _keep_start(self, *start: Any) -> None:  # noqa: ANN401 (as the manual of wsgiref has it)
        self._start = start

    def give(self, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Starts the answer, and gives its body."""
        start_response(*self._start)
        return self._body

    def close(self) -> None:
        """Ends an answer that nobody gets."""
        if close := getattr(self._body, "close", None):
            close()
