"""Tests every page of the built site for accessibility, and keeps the result in data/audit.yml."""

import os
import signal
import sys

REQUIREMENTS = "tests/requirements.txt"

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word until then
    import bootstrap

    bootstrap.ready(REQUIREMENTS)
    import programs

    programs.browser()
    bootstrap.run("audit", requirements=REQUIREMENTS)
