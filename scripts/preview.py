"""Shows the working revision while you edit; every save shows within moments."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands
from safety_plan.kept import CACHE
from safety_plan.site.previewing import preview


def main(options: argparse.Namespace) -> int:
    """Serves the preview until the person stops it."""
    preview(options.plan, options.port, CACHE)
    return environment.DONE


if __name__ == "__main__":
    parser = commands.parser(__doc__ or "")
    parser.add_argument("--port", type=int, default=8001, help="the port to show it on (8001)")
    commands.run(main, parser.parse_args())
