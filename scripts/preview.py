"""Shows the working revision while you edit, or writes its changed pages into one file."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands
from safety_plan.kept import CACHE
from safety_plan.site.previewing import preview
from safety_plan.site.proposal import write_proposal


def main(options: argparse.Namespace) -> int:
    """Serves the preview until the person stops it, or writes the file asked for."""
    if options.file:
        write_proposal(options.plan, options.file, CACHE, options.since)
        print(f"Written to {options.file}. Open it with a double click.")
        return environment.DONE
    preview(options.plan, options.port, CACHE)
    return environment.DONE


if __name__ == "__main__":
    commands.run(main, __doc__)
