"""Check and build do no work twice, and whatever changes is read and built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner
from filelock import FileLock

from safety_plan.cli import build_site, check_answer, load_command
from safety_plan.cli import check as check_command
from safety_plan.core import cache as disk_cache
from tests.conftest import TINY, of_all_processes
from tests.site.test_site import digests


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path / "cache")


def run(name: str, *arguments: str | Path) -> click.testing.Result:
    return CliRunner().invoke(load_command(name), [*map(str, arguments)], standalone_mode=False)


def refuse(module: object, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test where the work of *name* is done."""

    def work(*_: object, **__: object) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(module, name, work)


class Built(NamedTuple):
    """A plan, the site that was built of it, and what the build said."""

    plan: Path
    site: Path
    said: list[str]


@pytest.fixture
def built(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Built]:
    """The tiny plan, its site, and the cache as the first build of it left them.

    That build is made once; each test finds a copy of all three in the same place.
    """
    folder = of_all_processes(tmp_path_factory) / "kept-answers"
    plan, site = folder / "plan", folder / "site"
    left, said = folder.with_name("kept-answers-left"), folder.with_name("kept-answers-said")
    monkeypatch.setattr(disk_cache, "CACHE_DIR", folder / "cache")
    with FileLock(f"{folder}.lock"):
        shutil.rmtree(folder, ignore_errors=True)
        if not said.exists():
            shutil.rmtree(left, ignore_errors=True)
            shutil.copytree(TINY, plan)
            answer = run("build", "--plan", plan, "--out", site)
            folder.rename(left)
            said.write_text(answer.output, "utf-8")
        shutil.copytree(left, folder)
        yield Built(plan, site, said.read_text("utf-8").splitlines())


def errors_of(plan: Path) -> list[str]:
    answer = run("check", "--plan", plan, "--format", "json")
    return [p["name"] for p in json.loads(answer.output)["problems"] if not p["warning"]]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_plan_that_nobody_changed_is_checked_once(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, form: str
):
    first = run("check", "--plan", tiny, "--format", form)
    refuse(check_answer, "check_answer", monkeypatch)

    again = run("check", "--plan", tiny, "--format", form)

    assert first.exception is None
    assert (again.output, again.return_value) == (first.output, first.return_value)


def test_a_mistake_is_found_after_a_check_that_found_none(tiny: Path):
    assert errors_of(tiny) == []
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ figure("no-such-figure") }}\n', "utf-8")

    assert errors_of(tiny) == ["figure-unknown"]

    page.write_text(page.read_text("utf-8").replace('{{ figure("no-such-figure") }}', ""), "utf-8")
    assert errors_of(tiny) == []


def test_a_broken_seal_is_found_after_a_check_that_found_none(tiny: Path):
    assert errors_of(tiny) == []
    sealed = tiny / "revisions" / "2021-06" / "docs" / "index.md"
    sealed.write_bytes(sealed.read_bytes() + b" ")

    assert "seal-broken" in errors_of(tiny)


def test_check_asks_again_on_another_day(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2199, 1, 1)

    first = run("check", "--plan", tiny).output

    monkeypatch.setattr(check_command, "date", Later)

    assert run("check", "--plan", tiny).output != first


def test_a_site_that_is_there_is_not_built_again(built: Built, monkeypatch: pytest.MonkeyPatch):
    plan, site, first = built
    before = digests(site)
    refuse(build_site, "build_and_read_site", monkeypatch)

    again = run("build", "--plan", plan, "--out", site).output.splitlines()

    assert again == ["Nothing has changed since this site was built.", first[-1]]
    assert digests(site) == before


def test_a_site_that_somebody_touched_is_built_again(built: Built):
    plan, site, _ = built
    before = digests(site)
    (site / "index.html").write_text("Another page", "utf-8")
    (site / "revisions.schema.json").unlink()
    (site / "more.html").write_text("One page more", "utf-8")

    run("build", "--plan", plan, "--out", site)

    assert digests(site) == before


def test_a_site_of_other_words_or_other_revisions_is_built(built: Built):
    plan, site, _ = built
    contacts = plan / "data" / "contacts.csv"
    contacts.write_text(
        contacts.read_text("utf-8").replace("services,999", "services,112"), "utf-8"
    )

    changed = run("build", "--plan", plan, "--out", site)
    in_part = run("build", "--plan", plan, "--out", site, "--without-working")

    assert changed.output.splitlines()[-1] == f"Built 2 revisions into {site}"
    assert "Nothing has changed" not in changed.output
    assert in_part.output.splitlines()[-1] == f"Built 1 revision into {site}"


def test_with_other_settings_of_mkdocs_a_site_is_always_built(built: Built):
    plan, site, _ = built
    ours = Path(__file__).resolve().parents[2] / "mkdocs.yml"
    text = ours.read_text("utf-8").replace(
        "safety_plan/theme", str(ours.parent / "safety_plan/theme")
    )
    text = text.replace("scripts/mkdocs_hooks.py", str(ours.parent / "scripts/mkdocs_hooks.py"))
    (plan / "mkdocs.yml").write_text(text, "utf-8")
    (plan / "macros.py").write_bytes((ours.parent / "macros.py").read_bytes())
    run("build", "--plan", plan, "--out", site)

    again = run("build", "--plan", plan, "--out", site).output

    assert "Nothing has changed" not in again
