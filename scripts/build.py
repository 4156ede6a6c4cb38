"""Builds the whole site into site/; with --serve, shows it on this machine."""

import bootstrap

if __name__ == "__main__":
    bootstrap.run("build")
