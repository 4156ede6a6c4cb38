"""Measures the build of the whole site beside the stock tools on the same words."""

import os
import sys

if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    import bootstrap

    bootstrap.ready()
    from benchmarks.__main__ import main

    main()
