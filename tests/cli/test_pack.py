"""`safety-plan pack`: what it says where there is no document to make."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from safety_plan.cli import load_command, pack
from safety_plan.core.errors import MissingToolError
from tests.conftest import TINY


def test_a_revision_that_is_not_there_is_told_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
):
    code = load_command("pack").main(["2022-60", "--plan", str(TINY)], standalone_mode=False)

    assert code == 2
    assert capsys.readouterr().out == (
        "There is no revision “2022-60”. There are: 2021-06, 2022-06.\n"
    )


def test_without_a_browser_it_says_which_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(pack, "find_browser", lambda: "")

    with pytest.raises(MissingToolError, match="Install Chromium or Chrome"):
        load_command("pack").main(
            ["2022-06", "--plan", str(TINY), "--out", str(tmp_path)], standalone_mode=False
        )
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("form", ["--word", "--large-print"])
def test_what_changed_has_one_form_and_says_so(form: str):
    with pytest.raises(click.UsageError, match="leave out --word and --large-print"):
        load_command("pack").main(
            ["2022-06", "--since", "2021-06", form, "--plan", str(TINY)], standalone_mode=False
        )
