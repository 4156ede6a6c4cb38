"""Says everything an author has to put right, and what could be said more simply."""

import os
import sys

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    import bootstrap

    bootstrap.run("check")
