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

#: Items are sent to a process in so many portions, where there are many.
_CHUNKS = 8

#: What ends a program early: Ctrl-C, and whoever runs it.
_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

#: What a process of a pool does with each item, and in what language: sent to it once, not with
#: every item.
_function: Callable[[Any], Any]
_language: str


@contextmanager
def parallel_map(
    function: Callable[[Any], Result], items: Sequence[Any], *, at_least: int = 2
) -> Iterator[Iterable[Result]]:
    """What *function* gives for each of *items*, in their order; begun before it is asked for.

    Fewer than *at_least* are worked on here: to start a process takes time as well. Function and
    items must be such that they can be sent to another process. What is written there comes in
    the language that is current here.
    """
    if len(items) < at_least:
        yield map(function, items)
        return
    with background_map(function, items) as results:
        yield results


@contextmanager
def background_map(
    function: Callable[[Any], Result], items: Sequence[Any]
) -> Iterator[Iterable[Result]]:
    """As `parallel_map`, of one item too: this process has something else to do meanwhile.

    With one core there is no meanwhile: each is worked on when it is asked for. Whoever leaves
    before the end waits for what was begun, and for no more.
    """
    if cores() < 2:
        yield map(function, items)
        return
    processes = max(1, min(cores(), len(items)))
    chunk = max(1, len(items) // (processes * _CHUNKS))
    of_process = (function, current_language())
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=of_process)
    try:
        with interrupts_held_back():
            results = pool.map(_call, items, chunksize=chunk)
        yield results
    finally:
        pool.shutdown(cancel_futures=True)


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
    """How many cores this process may use, so far as the system tells.

    A process of a pool has one, for the others of its pool have the rest.
    """
    if parent_process() is not None:
        return 1
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
