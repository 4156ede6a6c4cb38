"""A sealed revision is built beside the others, with the same bytes and the same answers."""

import errno
import logging
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from safety_plan.core import cache as disk_cache
from safety_plan.core import parallel
from safety_plan.core.problems import PlanError
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site import plugin as site_plugin
from safety_plan.site import post_build
from safety_plan.site.build import build_site
from tests.conftest import TINY
from tests.site.test_site import digests

SEALED = "2021-06"
HERE = os.getpid()


@pytest.fixture(autouse=True)
def nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path / "cache")


def with_cores(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: count)


def where_it_is_sealed(monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
    """Lets *then* happen when the downloads of the sealed revision are written."""
    write = post_build.write_downloads

    def write_downloads(plan: Plan, bundle: RevisionBundle, folder: Path) -> None:
        write(plan, bundle, folder)
        if bundle.id == SEALED:
            assert os.getpid() != HERE
            then()

    monkeypatch.setattr(post_build, "write_downloads", write_downloads)


def test_a_site_is_the_same_with_one_core_and_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    progress: dict[int, list[str]] = {1: [], 2: []}
    for count, said in progress.items():
        with_cores(count, monkeypatch)
        monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path / f"cache-{count}")
        build_site(TINY, tmp_path / f"site-{count}", on_progress=said.append)

    assert digests(tmp_path / "site-1") == digests(tmp_path / "site-2")
    for said in progress.values():
        assert said[0] == "Reading and checking the plan …"


def test_it_does_not_matter_in_which_folder_the_command_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with_cores(2, monkeypatch)
    monkeypatch.chdir(tmp_path)

    assert build_site(TINY, tmp_path / "site") == 2


def test_a_revision_that_was_built_beside_is_kept_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with_cores(2, monkeypatch)
    build_site(TINY, tmp_path / "site")

    def fail(*_: object) -> None:
        raise AssertionError("A revision is built again.")

    monkeypatch.setattr(site_plugin, "revision_runs", fail)
    assert build_site(TINY, tmp_path / "again") == 2


def test_a_warning_in_another_process_ends_the_build_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with_cores(2, monkeypatch)
    log = logging.getLogger("mkdocs.plugins.theirs")
    where_it_is_sealed(monkeypatch, lambda: log.warning("A link leads nowhere."))

    with pytest.raises(PlanError) as stopped:
        build_site(TINY, tmp_path / "site")

    assert "A link leads nowhere." in str(stopped.value.problems)
    assert not (tmp_path / "site").exists()


def test_what_stops_another_process_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def stop() -> None:
        raise PluginError("The plugin of somebody else stops here.")

    with_cores(2, monkeypatch)
    where_it_is_sealed(monkeypatch, stop)

    with pytest.raises(PlanError) as stopped:
        build_site(TINY, tmp_path / "site")

    assert "The plugin of somebody else stops here." in str(stopped.value.problems)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert multiprocessing.active_children() == []


def test_a_full_disk_in_another_process_is_told_as_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fill() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "there")

    with_cores(2, monkeypatch)
    where_it_is_sealed(monkeypatch, fill)

    with pytest.raises(OSError, match="No space left") as stopped:
        build_site(TINY, tmp_path / "site")

    assert stopped.value.errno == errno.ENOSPC
