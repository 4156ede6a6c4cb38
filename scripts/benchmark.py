"""Measures the build of the whole site beside the stock tools on the same words."""

import bootstrap

if __name__ == "__main__":
    bootstrap.ready()
    from benchmarks.__main__ import main

    main()
