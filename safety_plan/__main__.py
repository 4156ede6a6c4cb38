"""`python -m safety_plan`: the same as the command `safety-plan`."""

import sys

try:
    from safety_plan.cli import main
except KeyboardInterrupt:  # Ctrl-C before anything was there to answer it
    sys.exit(130)

main()
