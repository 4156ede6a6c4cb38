"""Sets up what the tests need, a browser included, and runs them all."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap, browser

bootstrap.ready("tests/requirements.txt")

STEPS = (
    ("Lint", ["ruff", "check", "."]),
    ("Layout of the code", ["ruff", "format", "--check", "."]),
    ("Types", ["mypy"]),
    ("Tests", ["pytest"]),
)


def main(arguments: list[str]) -> int:
    """Runs every step in turn and stops at the first that fails."""
    chromium = browser.ready()
    settings = {**os.environ, "PLAN_BROWSER": chromium}
    for name, command in STEPS:
        print(f"== {name}", flush=True)
        extra = arguments if name == "Tests" else []
        code = subprocess.run(
            [sys.executable, "-m", *command, *extra], cwd=bootstrap.HOUSE, env=settings, check=False
        ).returncode
        if code:
            print(f"{name}: not passed.", flush=True)
            return bootstrap.TO_PUT_RIGHT
    return bootstrap.DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
