"""The command `safety-plan`: a subcommand for each thing that a person does with a plan.

Each subcommand is a module here with a `command` in it, imported when it is asked for.
"""

import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import click

from safety_plan import __version__
from safety_plan.cli.exit_codes import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    EXIT_MISSING,
    EXIT_OK,
    EXIT_PROBLEMS,
)
from safety_plan.core.errors import MissingToolError
from safety_plan.core.problems import PlanError
from safety_plan.core.resources import PACKAGE, PROJECT_ROOT
from safety_plan.core.system_errors import describe_system_error

#: What people type.
COMMAND = "safety-plan"
#: What each subcommand does, for the list of them; the module of the same name has its help.
COMMANDS = {
    "new": "Make a whole plan to start from.",
    "import": "Start from a Word document or a spreadsheet.",
    "migrate": "Bring a plan in an older format up to date.",
    "check": "Say everything an author has to put right.",
    "explain": "Say what a rule is and why it is there.",
    "build": "Build the whole site.",
    "serve": "Show the working revision while you edit.",
    "compare": "Say what changed between two revisions.",
    "propose": "Note the proposed revision as it is put before the public.",
    "seal": "Seal the working revision, once it is adopted or has lapsed.",
    "witness": "Ask an outside witness to put a time stamp on what is sealed.",
    "reseal": "Seal a revision anew, before the site is public.",
    "redact": "Take words out of a sealed revision, where the law demands it.",
    "pack": "Make one document of a revision, for a committee.",
    "publish": "Put the site where the public reads it.",
    "archive": "Put the whole site into one zip file, to keep or to hand on.",
    "audit": "Test every page of the built site for accessibility.",
}


class _LazyGroup(click.Group):
    """The subcommands by their names, none of them imported before it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of a revision's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand *cmd_name*."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def load_command(name: str) -> click.Command:
    """The subcommand *name*, one of COMMANDS."""
    command: click.Command = import_module(f"safety_plan.cli.{name}").command
    return command


@click.group(cls=_LazyGroup)
@click.version_option(__version__, prog_name=COMMAND)
def safety_plan() -> None:
    """Build, check, compare, seal and publish a community safety plan."""


def main() -> NoReturn:
    """Runs `safety-plan` with the arguments of this process, and ends it."""
    run_command(safety_plan, sys.argv[1:], COMMAND)


def run_command(command: click.Command, arguments: Sequence[str], prog_name: str) -> NoReturn:
    """Runs *command* and ends the process with its exit code.

    *prog_name* is what the person typed, for messages about wrong use.
    """
    _accept_any_text()
    # Whoever ends this process lets it clear up first, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(_exit_code(command, arguments, prog_name))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)


def _accept_any_text() -> None:
    """Writes UTF-8 into a file or a pipe, whatever the code page of this machine.

    A terminal, or a person who sets PYTHONIOENCODING, keeps its own; what that does not know
    becomes a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def _exit_code(command: click.Command, arguments: Sequence[str], prog_name: str) -> int:
    try:
        result = command.main([*arguments], prog_name, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:  # click's word for Ctrl-C
        return EXIT_INTERRUPTED
    except PlanError as error:
        # Imported late: most runs need no reporter here.
        from safety_plan.checks.reporters import problems_as_text
        from safety_plan.cli.options import naming_plan

        plan = _plan_of(arguments, prog_name)
        print(problems_as_text(naming_plan(error.problems, plan, prog_name)))
        return EXIT_PROBLEMS
    except MissingToolError as error:
        print(error, file=sys.stderr)
        return EXIT_MISSING
    except BrokenPipeError:  # whoever read the answer has read enough, such as `head`
        # What is left in the buffer goes nowhere, so that Python has nothing to complain of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except OSError as error:
        if _is_own_file(error):
            return _report_bug(error, debug="--debug" in arguments)
        print(describe_system_error(error), file=sys.stderr)
        return EXIT_MISSING
    except Exception as error:  # noqa: BLE001 (the top: whatever is left is our fault)
        return _report_bug(error, debug="--debug" in arguments)
    return result if isinstance(result, int) else EXIT_OK


def _plan_of(arguments: Sequence[str], prog_name: str) -> Path:
    """The folder of the plan that *arguments* name, or else the one that *prog_name* takes."""
    named = [words for option, words in pairwise(arguments) if option == "--plan"]
    named += [word.partition("=")[2] for word in arguments if word.startswith("--plan=")]
    own = Path.cwd() if prog_name == COMMAND else PROJECT_ROOT
    return Path(named[-1]).resolve() if named else own


def _is_own_file(error: OSError) -> bool:
    """True where a file of this program is missing."""
    return str(error.filename or "").startswith(str(PACKAGE))


def _report_bug(error: Exception, *, debug: bool) -> int:
    print("This is a fault in the program, not in your work.", file=sys.stderr)
    print(f"It said: {type(error).__name__}: {error}", file=sys.stderr)
    if debug:
        traceback.print_exception(error)
    else:
        print("Please report it. To see all of it, add --debug.", file=sys.stderr)
    return EXIT_BUG
