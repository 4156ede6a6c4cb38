"""Work on several items at once, in as many processes as there are cores."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import Any, TypeVar

from safety_plan.core.translation import current_language, language_of_page

Result = TypeVar("Result")

#: What ends a program early: Ctrl-C, and whoever runs it.
_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

#: What a process of a pool does with each item, and in what language: sent to it once, not with
#: every item.
_function: Callable[[Any], Any]
_language: str


@contextmanager
def parallel_map(
    function: Callable[[Any], Result], items: Sequence[Any]
) -> Iterator[Iterable[Result]]:
    """What *function* gives for each of *items*, in their order; begun before it is asked for.

    Both must be such that they can be sent to another process. What is written there comes in
    the language that is current here.
    """
    processes = min(cores(), len(items))
    if processes < 2:
        yield map(function, items)
        return
    of_process = (function, current_language())
    with ProcessPoolExecutor(processes, initializer=_start, initargs=of_process) as pool:
        with interrupts_held_back():
            results = pool.map(_call, items)
        yield results


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """An interruption in here is acted on at the end: while a process is started Python loses it.

    What it raises in what is run around a fork is printed and forgotten.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # no other thread is interrupted
        return
    held_back: list[int] = []

    def hold_back(number: int, _: object) -> None:
        held_back.append(number)

    handlers = {number: signal.signal(number, hold_back) for number in _INTERRUPTS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if held_back:
        signal.raise_signal(held_back[0])


def cores() -> int:
    """How many cores this process may use, so far as the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(function: Callable[[Any], Any], language: str) -> None:
    """Makes a process ready; whoever started it is interrupted too, and ends it."""
    global _function, _language
    _function, _language = function, language
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a pool that is given up ends it by this
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process once whoever started it is gone, killed outright perhaps.

    By itself it would wait for work for ever.
    """
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def _call(item: Any) -> Any:  # noqa: ANN401 (whatever the function takes and gives)
    with language_of_page(_language):
        return _function(item)
