"""Tests every page of the built site for accessibility, and keeps the result in data/audit.yml."""

import os
import sys

REQUIREMENTS = "tests/requirements.txt"

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    import bootstrap

    bootstrap.ready(REQUIREMENTS)
    import browser

    browser.ready()
    bootstrap.run("audit", requirements=REQUIREMENTS)
