"""Work that is killed outright before the n-th of its steps: what does it leave?"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable

#: What Python tells of before it changes anything on a disk.
CHANGES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")


def killed_before(
    step: int, events: tuple[str, ...], work: Callable[[], object], place: str = ""
) -> bool:
    """Does *work* in a process that is killed before its *step*-th event, from 0; was it?

    Only events are counted whose first argument names *place*.
    """
    return _events_until(step, events, work, place) is None


def count_events(events: tuple[str, ...], work: Callable[[], object], place: str = "") -> int:
    """Does *work* in a process of its own; how many of the *events* at *place* there were."""
    count = _events_until(sys.maxsize, events, work, place)
    assert count is not None
    return count


def _events_until(
    step: int, events: tuple[str, ...], work: Callable[[], object], place: str
) -> int | None:
    """How many events there were; nothing where the process was killed at its *step*-th."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # The process does its work, or is killed, and waits for no thread.
        warnings.filterwarnings("ignore", "This process.*fork", DeprecationWarning)
        child = os.fork()
    if not child:
        _work_until(step, events, work, place, writer)
    end = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        assert end in (0, -signal.SIGKILL), "The work failed."
        return None if end else int(pipe.read())


def _work_until(
    step: int, events: tuple[str, ...], work: Callable[[], object], place: str, writer: int
) -> None:
    """Does *work*, tells *writer* how many events there were and ends this process."""
    count = 0

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in events and place in "".join(map(str, arguments[:1])):
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1

    sys.addaudithook(look)
    try:
        work()
        os.write(writer, str(count).encode())
        os._exit(0)
    finally:
        os._exit(1)
