"""Says what changed between two revisions: words, figures, charts, and why."""

import os
import sys

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    import bootstrap

    bootstrap.run("compare")
