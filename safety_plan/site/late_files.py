"""What a preview adds to a site after its pages, so that whoever saved sees them at once.

A page needs what MkDocs writes and how it looks. Pages of figures, comparisons, downloads and the
look at every link take longer than all pages together, so a thread adds them. Who asks for a file
that may not be whole yet waits until all is there.
"""

import logging
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from threading import Condition, Thread

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class LateFiles:
    """The files of a previewed site that are there already, and the thread that adds the rest.

    A build begins it, starts the rest or else ends it, in this order; any thread may wait.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._are_all_there = True
        self._early: frozenset[str] = frozenset()
        self._builds = 0
        self._thread: Thread | None = None

    def begin(self) -> None:
        """A build begins: no file is whole. Waits for what the build before still adds."""
        self.join()
        with self._changed:
            self._builds += 1
        self._set_state(are_all_there=False)

    def start(self, out: Path, add_rest: Callable[[], None]) -> None:
        """What is in *out* is whole; *add_rest* adds all else while others go on."""
        paths = (path.relative_to(out).as_posix() for path in out.rglob("*"))
        self._set_state(are_all_there=False, early=frozenset(paths))
        # A context of its own: the language that is current here stays so there.
        self._thread = Thread(
            target=copy_context().run, args=(self._run, add_rest), name="rest of the preview"
        )
        self._thread.start()

    def end(self) -> None:
        """Nothing more comes: whoever waits finds what there is."""
        if self._thread:
            log.info("Ending what is added after the pages …")
        self.join()
        self._set_state(are_all_there=True)

    def join(self) -> None:
        """Waits for the thread, if there is one."""
        if self._thread:
            self._thread.join()
            self._thread = None

    def wait_for(self, path: str) -> int:
        """Waits until the file *path* of the site is whole, or all are; gives which build it is of.

        Another number afterwards tells that a build has begun since: the file may be gone.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._are_all_there or path in self._early)
            return self._builds

    def is_current(self, build: int) -> bool:
        """Whether *build* is the last one that has begun."""
        with self._changed:
            return self._builds == build

    def _run(self, add_rest: Callable[[], None]) -> None:
        try:
            add_rest()
        except Exception as error:
            log.exception("Only the pages are new; what comes after them failed: %s", error)
        finally:
            self._set_state(are_all_there=True)

    def _set_state(self, *, are_all_there: bool, early: frozenset[str] = frozenset()) -> None:
        with self._changed:
            self._are_all_there, self._early = are_all_there, early
            self._changed.notify_all()
