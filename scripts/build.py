"""Builds the whole site into site/; with --serve, shows it on this machine."""

import os
import sys

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    import bootstrap

    bootstrap.run("build")
