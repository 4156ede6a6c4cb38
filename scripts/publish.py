"""Puts the site where the public reads it: a branch that a host shows, or a folder."""

import bootstrap

if __name__ == "__main__":
    bootstrap.run("publish")
