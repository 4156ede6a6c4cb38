"""Says what changed between two revisions: words, figures, charts, and why."""

import bootstrap

if __name__ == "__main__":
    bootstrap.run("compare")
