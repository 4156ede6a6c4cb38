"""The site is a plain MkDocs site: MkDocs' own commands make it, whole and strict."""

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from mkdocs.utils import CountHandler

from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import text_for_macros
from safety_plan.core.problems import PlanError
from safety_plan.revisions.bundle import working_bundle
from safety_plan.site.build import build_and_read_site, build_site
from safety_plan.site.build_warnings import let_warnings_pass
from tests.conftest import HOUSE, TINY
from tests.site.test_site import digests

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def checkout_of(plan: Path, folder: Path) -> Path:
    """A checkout of this project in *folder* that publishes the plan in the folder *plan*."""
    for name in ("docs", "data", "revisions"):
        shutil.copytree(plan / name, folder / name)
    for name in ("safety_plan", "scripts"):  # with what is compiled of them
        shutil.copytree(HOUSE / name, folder / name)
    for name in ("mkdocs.yml", "macros.py"):
        shutil.copy(HOUSE / name, folder / name)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of this project that publishes the tiny plan."""
    return checkout_of(TINY, tmp_path / "checkout")


def mkdocs(
    checkout: Path, *arguments: str, module: str = "mkdocs"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=checkout,
        env=QUIET,
        capture_output=True,
        text=True,
        check=False,
    )


def test_mkdocs_build_makes_the_same_bytes_as_our_own_command(checkout: Path, tiny_site: Path):
    built = mkdocs(checkout, "build", "--strict")

    assert built.returncode == 0, built.stderr
    assert digests(checkout / "site") == digests(tiny_site)


def test_properdocs_makes_the_same_bytes(checkout: Path, tiny_site: Path):
    built = mkdocs(checkout, "build", "--strict", "-f", "mkdocs.yml", module="properdocs")

    assert built.returncode == 0, built.stderr
    assert digests(checkout / "site") == digests(tiny_site)


def test_a_mistake_ends_mkdocs_build_in_plain_words_and_the_earlier_site_stays(
    checkout: Path, tiny_site: Path
):
    shutil.copytree(tiny_site, checkout / "site")
    before = digests(checkout / "site")
    page, table = checkout / "docs/index.md", checkout / "data/thefts.csv"
    page.write_text(page.read_text("utf-8") + '\n{{ figur("thefts-latest") }}\n', "utf-8")
    table.write_text(table.read_text("utf-8").replace("850", "85o", 1), "utf-8")

    built = mkdocs(checkout, "build")

    assert built.returncode == 1
    assert "A page cannot ask for “figur”." in built.stderr
    assert "“85o” is not a number." in built.stderr
    assert "Traceback" not in built.stderr
    assert digests(checkout / "site") == before
    assert [f.name for f in checkout.iterdir() if f.name.startswith(".site")] == []


def test_a_folder_that_is_no_site_is_not_replaced_by_mkdocs_build(checkout: Path):
    (checkout / "site").mkdir()
    (checkout / "site/letter.txt").write_text("dear", "utf-8")

    built = mkdocs(checkout, "build")

    assert built.returncode == 1
    assert "holds something that this command did not make" in built.stderr
    assert [f.name for f in (checkout / "site").iterdir()] == ["letter.txt"]


#: In `macros.py`: says that the site is being built beside its place, and waits to be stopped.
WAITING = """
    import pathlib, time
    if any(pathlib.Path().glob(".site-*")):
        pathlib.Path("begun").touch()
        time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a Unix signal")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_no_half_built_site(checkout: Path):
    macros, begun = checkout / "macros.py", checkout / "begun"
    macros.write_text(f"{macros.read_text('utf-8')}{WAITING}", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    with subprocess.Popen(command, cwd=checkout, env=QUIET, stderr=subprocess.DEVNULL) as process:
        while not begun.exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)

    assert begun.exists()
    assert process.returncode == 1
    assert list(checkout.glob(".site-*")) == []
    assert not (checkout / "site").exists()


def test_a_page_may_have_the_name_of_the_page_to_print(tiny: Path, tmp_path: Path):
    for name in ("whole", "print"):
        page = f"---\ntitle: {name}\npage_id: {name}\ndescription: d\n---\n# {name}\n\nWords.\n"
        (tiny / "docs" / f"{name}.md").write_text(page, "utf-8")
    revision = tiny / "data/revision.yml"
    text = revision.read_text("utf-8")
    more = text.replace("- glossary.md", "- glossary.md\n  - whole.md\n  - print.md", 1)
    assert more != text
    revision.write_text(more, "utf-8")

    build_and_read_site(tiny, tmp_path / "site", with_archive=False)

    folder = tmp_path / "site" / "2022-06"
    assert "Words." in (folder / "whole/index.html").read_text("utf-8")
    assert "The whole plan, to print" in (folder / "whole.html").read_text("utf-8")


@contextmanager
def served(checkout: Path) -> Iterator[str]:
    """The address of `mkdocs serve`; ends the test if it does not come up within a minute."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=checkout, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def wait_for(words: str, address: str) -> str:
    """The page at *address* once *words* stand on it, within a minute."""
    page, deadline = "", time.monotonic() + 60
    while words not in page and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                page = answer.read().decode()
        except OSError:
            time.sleep(0.2)
    return page


def test_mkdocs_serve_shows_a_save_and_a_mistake_where_it_stands(checkout: Path):
    page, table = checkout / "docs/index.md", checkout / "data/thefts.csv"
    text = page.read_text("utf-8")
    with served(checkout) as address:
        assert "wrote it" in wait_for("wrote it", f"{address}2022-06/")

        page.write_text(text.replace("wrote it", "composed it"), "utf-8")
        assert "composed it" in wait_for("composed it", f"{address}2022-06/")

        page.write_text(text + '\n{{ figur("thefts-latest") }}\n', "utf-8")
        shown = wait_for("cannot ask for", f"{address}2022-06/")
        assert "A page cannot ask for “figur”." in shown
        assert "wrote it" in shown

        page.write_text(text, "utf-8")
        table.write_text(table.read_text("utf-8").replace("850", "861", 1), "utf-8")
        bicycles = f"{address}2022-06/priorities/bicycles/"
        assert "861" in wait_for("861", bicycles)


def test_mkdocs_serve_goes_on_where_a_page_is_gone_that_others_lead_to(checkout: Path):
    """`strict` in `mkdocs.yml` ends a build at a dead link, not a preview."""
    page = checkout / "docs/priorities/bridge-and-river.md"
    said, home = page.read_text("utf-8"), checkout / "docs/index.md"
    with served(checkout) as address:
        assert "wrote it" in wait_for("wrote it", f"{address}2022-06/")

        page.unlink()
        home.write_text(home.read_text("utf-8").replace("wrote it", "composed it"), "utf-8")
        assert "composed it" in wait_for("composed it", f"{address}2022-06/")
        with pytest.raises(HTTPError, match="404"):
            urllib.request.urlopen(f"{address}2022-06/priorities/bridge-and-river/", timeout=30)

        page.write_text(said.replace("# Safe", "# Safer"), "utf-8")
        bridge = f"{address}2022-06/priorities/bridge-and-river/"
        assert "Safer" in wait_for("Safer", bridge)


def test_a_preview_takes_away_what_counts_warnings_and_nothing_else_that_hears_them():
    heard, logger = logging.NullHandler(), logging.getLogger("mkdocs")
    counter = CountHandler()
    logger.addHandler(heard)
    logger.addHandler(counter)
    try:
        let_warnings_pass()
        assert heard in logger.handlers
        assert counter not in logger.handlers
    finally:
        logger.removeHandler(heard)
        logger.removeHandler(counter)


def test_mkdocs_macros_answers_every_page_as_check_does(tmp_path: Path):
    """The build itself compares every page; here an answer is made to differ."""
    site = build_and_read_site(TINY, tmp_path / "site", with_archive=False)
    pages = site.newest.pages
    assert all("{{" not in page.text for page in pages.values())

    checkout = checkout_of(TINY, tmp_path / "checkout")
    clock = (
        "\n    calls = []\n\n    @env.macro\n    def count():\n"
        "        calls.append(1)\n        return str(len(calls) + id(calls))\n"
    )
    with (checkout / "macros.py").open("a", encoding="utf-8") as macros:
        macros.write(clock)
    page = checkout / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n{{ count() }}\n", "utf-8")

    with pytest.raises(PlanError) as stopped:
        build_site(checkout, tmp_path / "other")

    assert "mkdocs-macros answers a call otherwise than check" in stopped.value.problems[0].found


def test_mkdocs_macros_is_given_our_calls_and_no_other_template_code(tiny: Path):
    page = tiny / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n`{{ config }}` and `{% x %}`\n", "utf-8")
    bundle, problems = working_bundle(read := plan_of(tiny))
    assert problems == []

    text = text_for_macros(read.pages["index.md"], PageWords(read), "docs/index.md")

    calls = re.findall(r"\{\{ (\w+)\(|\{\{ '(\{)' \}\}", text)
    assert {name or brace for name, brace in calls} <= {*PageWords(read).words, "{"}
    assert "{%" not in text
    assert "`{{ config }}` and `{% x %}`" in bundle.pages["index.md"].text


def plan_of(root: Path):
    from safety_plan.charts.kinds import KINDS
    from safety_plan.models.plan import read_plan

    return read_plan(root, KINDS)[0]
