"""Says everything an author has to put right, and what could be said more simply."""

import bootstrap

if __name__ == "__main__":
    bootstrap.run("check")
