"""The browser on this machine that an audit and the tests drive."""

import os
import shutil
from pathlib import Path

#: What PLAN_BROWSER says where none is to be started.
NONE = "none"
#: The first is Chromium without its windows, and takes half the work for each page.
NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)


def find_browser() -> str:
    """The path of a Chromium: the one PLAN_BROWSER names, or one that is installed; else "".

    Where that variable says `none`, none is started.
    """
    named = os.environ.get("PLAN_BROWSER", "")
    if named == NONE:
        return ""
    if named and Path(named).exists():
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _playwright_browser()


def _playwright_browser() -> str:
    """The Chromium that Playwright has fetched, where it is installed and has fetched one."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return ""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""
