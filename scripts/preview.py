"""Shows the working revision while you edit, or writes its changed pages into one file."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.site.review_file import write_review_file
from safety_plan.site.serve import serve_preview


def main(options: argparse.Namespace) -> int:
    """Serves the preview until the person stops it, or writes the file asked for."""
    if options.file:
        write_review_file(options.plan, options.file, options.since)
        print(f"Written to {options.file}. Open it with a double click.")
        return bootstrap.DONE
    serve_preview(options.plan, options.port)
    return bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
