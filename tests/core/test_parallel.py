"""Work on several items at once, and Ctrl-C while the processes for it are started."""

import os
import signal

import pytest

from safety_plan.core.parallel import interrupts_held_back, parallel_map
from safety_plan.core.translation import gettext, language_of_page


def _double(number: int) -> int:
    return 2 * number


def test_the_results_come_in_the_order_of_the_items():
    with parallel_map(_double, range(50)) as results:
        assert list(results) == [2 * number for number in range(50)]


def test_words_come_in_the_language_of_whoever_asks():
    with language_of_page("cy"), parallel_map(gettext, ["Draft"] * 4) as results:
        assert [*results] == ["Drafft"] * 4


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_processes_are_started_is_acted_on_once_they_are():
    steps = []

    def start() -> None:
        with interrupts_held_back():
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()

    assert steps == ["started"]
