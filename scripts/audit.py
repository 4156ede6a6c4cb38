"""Tests every page of the built site for accessibility, and keeps the result in data/audit.yml."""

import bootstrap

REQUIREMENTS = "tests/requirements.txt"

if __name__ == "__main__":
    bootstrap.ready(REQUIREMENTS)
    import browser

    browser.ready()
    bootstrap.run("audit", requirements=REQUIREMENTS)
