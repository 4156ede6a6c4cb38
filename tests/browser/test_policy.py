"""What a page may run and send: seen from a real browser."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from safety_plan.site.accessibility_audit import addresses
from safety_plan.site.http_server import HOST
from safety_plan.site.security_headers import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_and_door_carries_the_policy_before_anything_else(real_site: Path):
    first = re.compile(rf'<head>\s*<meta http-equiv="Content-Security-Policy" content="{POLICY}">')

    without = [f for f in real_site.rglob("*.html") if not first.search(f.read_text("utf-8"))]

    assert without == []
    assert "unsafe" not in POLICY


def test_a_script_planted_in_a_page_does_not_run(browser: Browser, tmp_path: Path):
    evil = "<html><head></head><body onload='x()'><script>document.title = 'evil'</script>"
    (tmp_path / "index.html").write_text(evil, "utf-8")
    before = tmp_path / "before.html"
    shutil.copyfile(tmp_path / "index.html", before)
    context = browser.new_context()
    page = context.new_page()
    page.goto(before.as_uri())
    assert page.title() == "evil"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    protected = evil.replace("<head>", f"<head>{policy}")
    (tmp_path / "index.html").write_text(protected, "utf-8")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "index.html").as_uri())

    assert page.title() == ""
    assert any("Content Security Policy" in text for text in said)
    context.close()


def test_the_host_is_told_what_to_send_and_where_to_report(tiny: Path, tmp_path: Path):
    from safety_plan.checks.registry import check
    from safety_plan.site.security_headers import write_headers

    settings = tiny / "data" / "plan.yml"
    settings.write_text(settings.read_text("utf-8") + "security_expires: 2027-06-30\n", "utf-8")
    plan: Any = check(tiny)[0]
    write_headers(plan.settings, tmp_path)
    headers = (tmp_path / "_headers").read_text("utf-8")

    assert "frame-ancestors 'none'" in headers
    assert "nosniff" in headers
    assert (tmp_path / ".well-known" / "security.txt").read_text("utf-8") == (
        "Contact: mailto:hello@fernbrook.example\n"
        "Expires: 2027-06-30T00:00:00Z\n"
        "Canonical: https://plan.fernbrook.example/.well-known/security.txt\n"
        "Preferred-Languages: en\n"
    )


@pytest.fixture
def without_headers(real_site: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The site on a host that sends no headers, and the address of a page that frames it."""
    framing = tmp_path / "framing"
    framing.mkdir()
    servers = [
        ThreadingHTTPServer((HOST, 0), partial(Quiet, directory=str(folder)))
        for folder in (real_site, framing)
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    ours, other = (f"http://{HOST}:{server.server_port}" for server in servers)
    page = next(page for page in addresses(real_site) if "priorities/" in page)
    frames = "".join(
        f'<iframe src="{start}/{page}"{rights}></iframe>'
        for start, rights in ((ours, ""), (ours, ' sandbox="allow-scripts"'))
    )
    (framing / "index.html").write_text(frames, "utf-8")
    yield ours, f"{other}/index.html"
    for server in servers:
        server.shutdown()
        server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    """Sends files and nothing that protects them."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def test_a_page_in_a_frame_of_another_website_shows_nothing_even_without_headers(
    browser: Browser, without_headers: tuple[str, str]
):
    ours, framing = without_headers
    page = browser.new_page()
    page.goto(framing)
    for frame in page.frames[1:]:
        frame.wait_for_selector("text=Open this page by itself")
        assert frame.locator("body > *").count() == 1
        assert frame.locator("[data-exit]").count() == 0
    page.goto(f"{ours}/help/")
    assert page.locator("main").count() == 1
    page.close()


def test_a_host_that_sends_the_headers_forbids_every_frame(
    browser: Browser, served: str, tmp_path: Path
):
    (tmp_path / "index.html").write_text(f'<iframe src="{served}/help/"></iframe>', "utf-8")
    page = browser.new_page()
    refusals: list[str] = []
    page.on("console", lambda message: refusals.append(message.text))
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_timeout(500)

    assert any("frame-ancestors" in text for text in refusals)
    page.close()
