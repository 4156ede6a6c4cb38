"""Work on several things at once, in as many processes as there are cores."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Made = TypeVar("Made")

_work: Callable[[Any], Any]


@contextmanager
def parallel_map(work: Callable[[Any], Made], things: Sequence[Any]) -> Iterator[Iterable[Made]]:
    """What *work* makes of each of *things*, in their order; begun before it is asked for.

    *work* and *things* must be ones that can be sent to another process.
    """
    count = min(cores(), len(things))
    if count < 2:
        yield map(work, things)
        return
    with ProcessPoolExecutor(count, initializer=_begin, initargs=(work,)) as pool:
        yield pool.map(_made, things)


def cores() -> int:
    """How many cores this process may use, so far as the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(work: Callable[[Any], Any]) -> None:
    """Takes *work* over once, not with each thing; whoever started us ends us."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _made(thing: Any) -> Any:  # noqa: ANN401 (whatever *work* takes and makes)
    return _work(thing)
