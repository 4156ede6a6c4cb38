"""A preview shows its pages at once; what it adds later is never seen half made."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any, Literal, cast

import pytest
from mkdocs.commands.build import build as mkdocs_build

from safety_plan.core.digests import digest_of_file
from safety_plan.site.build import build_preview, load_site_config
from safety_plan.site.late_files import LateFiles
from safety_plan.site.preview_requests import whole_files_only
from tests.conftest import TINY

PAGE, FIGURE = "/2022-06/", "/2022-06/figures/thefts/"


@contextmanager
def begun(files: LateFiles, out: Path) -> Iterator[Event]:
    """A site with one page, of which the rest is added once the event is set."""
    (out / "2022-06").mkdir(parents=True, exist_ok=True)
    (out / "2022-06/index.html").write_text("A page", "utf-8")
    may_go_on = Event()

    def add_rest() -> None:
        may_go_on.wait(timeout=30)
        (out / "2022-06/figures/thefts").mkdir(parents=True)
        (out / "2022-06/figures/thefts/index.html").write_text("A figure", "utf-8")

    files.begin()
    files.start(out, add_rest)
    try:
        yield may_go_on
    finally:
        may_go_on.set()
        files.join()


def asking(files: LateFiles, out: Path) -> Callable[[str], bytes]:
    """What a browser is shown at an address of the site in *out*."""

    def application(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [])
        file = out / environ["PATH_INFO"].strip("/") / "index.html"
        return [file.read_bytes() if file.is_file() else b"Not found"]

    guarded = whole_files_only(application, files, "/")
    assert guarded
    return lambda path: b"".join(guarded({"PATH_INFO": path}, lambda *_: None))


def test_a_page_is_shown_before_the_rest_is_there(tmp_path: Path):
    files = LateFiles()
    with begun(files, tmp_path):
        assert asking(files, tmp_path)(PAGE) == b"A page"


def test_who_asks_for_what_is_not_there_yet_waits_for_it(tmp_path: Path):
    files, answers = LateFiles(), []
    ask = asking(files, tmp_path)
    with begun(files, tmp_path) as may_go_on:
        browser = Thread(target=lambda: answers.append(ask(FIGURE)))
        browser.start()
        browser.join(timeout=0.2)
        assert answers == []

        may_go_on.set()
        browser.join(timeout=30)

    assert answers == [b"A figure"]


def test_while_pages_are_made_every_file_is_waited_for_but_not_the_news(tmp_path: Path):
    files, answers = LateFiles(), []
    ask = asking(files, tmp_path)
    files.begin()
    browser = Thread(target=lambda: answers.append(ask(PAGE)))
    browser.start()
    browser.join(timeout=0.2)

    assert answers == []
    assert ask("/livereload/1/2") == b"Not found"

    files.end()
    browser.join(timeout=30)
    assert answers == [b"Not found"]


def test_who_asks_while_another_build_begins_waits_for_that_build(tmp_path: Path):
    """MkDocs holds a request back too, and then looks for a file that may be gone."""
    files, answers = LateFiles(), []
    pages = ["Not found", "A figure of the next build"]

    def application(_: object, start: Callable[..., object]) -> list[bytes]:
        if len(pages) == 2:
            files.begin()  # as MkDocs does after a save, while this request waits
            files.end()
        start("200 OK", [])
        return [pages.pop(0).encode()]

    guarded = whole_files_only(application, files, "/")
    assert guarded
    answers += guarded({"PATH_INFO": FIGURE}, lambda *_: None)

    assert answers == [b"A figure of the next build"]


def test_the_next_build_begins_when_the_one_before_has_added_all(tmp_path: Path):
    files = LateFiles()
    with begun(files, tmp_path) as may_go_on:
        next_build = Thread(target=files.begin)
        next_build.start()
        next_build.join(timeout=0.2)
        assert next_build.is_alive()

        may_go_on.set()
        next_build.join(timeout=30)

    assert (tmp_path / "2022-06/figures/thefts/index.html").exists()


def test_a_fault_in_what_comes_later_is_told_and_nobody_waits_for_ever(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    files = LateFiles()

    def add_rest() -> None:
        raise OSError("No space left on device")

    with caplog.at_level(logging.ERROR, logger="mkdocs"):
        files.begin()
        files.start(tmp_path, add_rest)
        files.join()

    assert asking(files, tmp_path)(FIGURE) == b"Not found"
    assert "No space left on device" in caplog.text


def test_what_is_added_later_makes_the_same_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    build_preview(TINY, tmp_path / "at-once")

    config, plugin = load_site_config(TINY, tmp_path / "later")
    config.strict = False
    plugin.on_startup(command="serve", dirty=False)
    files = LateFiles()
    monkeypatch.setattr(plugin, "late_files", files)
    mkdocs_build(config)
    pages = {path for path in digests(tmp_path / "later") if path.endswith("index.html")}
    files.join()
    plugin.on_shutdown()

    assert "2022-06/index.html" in pages
    assert digests(tmp_path / "later") == digests(tmp_path / "at-once")


@pytest.mark.parametrize(("command", "shows_pages_first"), [("serve", True), ("build", False)])
def test_only_a_preview_shows_its_pages_first(
    command: Literal["serve", "build"],
    shows_pages_first: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """`mkdocs serve --clean` makes a build at each save, which is whole when it is shown."""
    plugin = load_site_config(TINY, tmp_path)[1]
    plan = SimpleNamespace(root=TINY)
    monkeypatch.setattr(plugin, "site", SimpleNamespace(plan=plan), raising=False)
    monkeypatch.setattr(plugin, "late_files", None)
    server = SimpleNamespace(
        watch=lambda _: None, get_app=lambda: None, set_app=lambda _: None, mount_path="/"
    )

    plugin.on_startup(command=command, dirty=False)
    plugin.on_serve(cast("Any", server))

    assert (plugin.late_files is not None) == shows_pages_first


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest_of_file(path) for path in files}
