"""Sets up what the tests need, a browser and R included, and runs them all.

With arguments that choose tests, such as `-k name` or a file, it goes straight to them.
"""

import os
import signal
import sys

#: What is run, in this order, and what it is called. The commands of .pre-commit-config.yaml
#: are the same, without the tests.
STEPS = (
    ("Lint", ["ruff", "check", "."]),
    ("Layout of the code", ["ruff", "format", "--check", "."]),
    ("Types", ["mypy"]),
    ("Layers of the code", ["lint-imports"]),
    ("Tests", ["pytest"]),
)
#: The tests of one file run in one process, as they share what they build. They start in the
#: order of their folders, after the files that take longest (tests/conftest.py).
ON_ALL_CORES = ["--dist", "loadfile", "--no-loadscope-reorder", "--durations", "10"]
MOST_PROCESSES = 8
#: How a program is run that is no module.
MODULES = {"lint-imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()"]}


def main(arguments: list[str]) -> int:
    """Runs every step in turn and stops at the first that fails; gives the exit code."""
    import programs
    from processes import PROJECT_ROOT, run_child

    from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS

    environment = {**os.environ, "PLAN_BROWSER": programs.browser()}
    # The tests start hundreds of processes, each of which would compile all of the code again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not arguments:
        programs.r()
    for name, command in STEPS:
        if arguments and name != "Tests":
            continue
        print(f"== {name}", flush=True)
        # As modules: a program in `.venv` would break where the checkout is moved.
        program = MODULES.get(command[0]) or ["-m", command[0]]
        spread = (
            [*ON_ALL_CORES, "-n", str(process_count())] if name == "Tests" and not arguments else []
        )
        words = [sys.executable, *program, *command[1:], *spread, *arguments]
        if run_child(words, environment, PROJECT_ROOT):
            print(f"{name}: not passed.", flush=True)
            return EXIT_PROBLEMS
    return EXIT_OK


def process_count() -> int:
    """How many processes run tests: one more than there are cores.

    A process waits for a quarter of its time, for its browser and for programs that it starts.
    """
    return min((os.cpu_count() or 1) + 1, MOST_PROCESSES)


if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word until then
    import bootstrap

    bootstrap.ready("tests/requirements.txt")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(bootstrap.EXIT_INTERRUPTED)
