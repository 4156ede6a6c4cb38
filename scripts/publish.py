"""Puts the site where the public reads it: a branch that a host shows, or a folder."""

import os
import sys

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    import bootstrap

    bootstrap.run("publish")
