"""Makes a revision as one document, for a committee."""

import os
import signal
import sys

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word until then
    import bootstrap

    bootstrap.run("pack")
