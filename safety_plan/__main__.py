"""`python -m safety_plan`: the same as the command `safety-plan`."""

from safety_plan.cli import main

main()
