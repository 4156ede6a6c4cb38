"""What several subcommands share: options, and telling how far a long run is."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from safety_plan.cli.exit_codes import EXIT_USAGE
from safety_plan.core.advice import advise, advise_on
from safety_plan.core.problems import Problem
from safety_plan.core.resources import PROJECT_ROOT

Function = TypeVar("Function", bound=Callable[..., object])

#: A file or folder that the person names, from wherever they stand.
PATH = click.Path(path_type=Path, resolve_path=True)


#: How the doors of a checkout are called, and nothing else is.
_DOORS = "scripts/"


class NoPlanError(click.ClickException):
    """The folder that was named holds no plan."""

    exit_code = EXIT_USAGE

    def show(self, file: object = None) -> None:
        """Prints the sentence where the answer of the command would stand."""
        click.echo(self.message)


def _existing_plan(context: click.Context, parameter: click.Parameter, plan: Path) -> Path:
    if not (plan / "docs").is_dir() or not (plan / "data").is_dir():
        raise NoPlanError(f"There is no plan in {plan}: it needs docs/ and data/.")
    return plan


def require_site_config(plan: Path, config_file: Path) -> None:
    """Raises NoPlanError where the *config_file* of the plan in the folder *plan* is not there."""
    if not config_file.is_file():
        raise NoPlanError(
            f"There is no mkdocs.yml in {plan}, so no site can be built. It needs these lines:\n"
            "site_name: Community safety plan\n"
            "theme: {name: material, language: en-GB, font: false}\n"
            "plugins: [macros: {module_name: macros}, safety-plan]\n"
            "Beside it, it needs the macros.py of this project."
        )


def plan_options(function: Function) -> Function:
    """Adds `--plan` and `--debug`, which every subcommand has that reads a plan."""
    plan = click.option(
        "--plan",
        type=PATH,
        metavar="DIR",
        default=".",
        callback=_existing_plan,
        help="The folder with docs/, data/ and revisions/ (this one).",
    )
    return plan(debug_option(function))


def debug_option(function: Function) -> Function:
    """Adds `--debug`, which the top of the command looks for where something fails."""
    option = click.option(
        "--debug", is_flag=True, expose_value=False, help="Show a fault of ours in full."
    )
    return option(function)


def port_option(default: int) -> Callable[[Function], Function]:
    """Adds `--port`, which is *default* where none is named."""
    return click.option(
        "--port",
        type=click.IntRange(0, 65535),
        metavar="PORT",
        default=default,
        help=f"The port to show it on ({default}).",
    )


def without_working_option(function: Function) -> Function:
    """Adds `--without-working`."""
    option = click.option("--without-working", is_flag=True, help="Leave the working revision out.")
    return option(function)


def _takes_doors(prog_name: str) -> bool:
    """True where whoever called us did so by a door; *prog_name* is empty where a command runs."""
    context = click.get_current_context(silent=True)
    name = prog_name or (context.find_root().info_name if context else "") or _DOORS
    return name.startswith(_DOORS)


def advise_here(text: str, plan: Path | None = None) -> str:
    """*text* with its commands as whoever called us can call them, for the plan in *plan*."""
    doors = _takes_doors("")
    return advise(text, doors=doors, plan=_plan_argument(plan, doors) if plan else "")


def _plan_argument(plan: Path, doors: bool) -> str:
    """How a command must name *plan*; empty where it takes that one by itself."""
    return "" if plan == (PROJECT_ROOT if doors else Path.cwd()) else str(plan)


def naming_plan(problems: Iterable[Problem], plan: Path, prog_name: str = "") -> list[Problem]:
    """*problems* with each command they advise as it works here, for the plan in *plan*.

    *prog_name* is what the person typed, where no command runs that knows it.
    """
    doors = _takes_doors(prog_name)
    return advise_on(problems, doors=doors, plan=_plan_argument(plan, doors))


def print_progress(sentence: str) -> None:
    """Tells the person waiting, at once."""
    print(sentence, flush=True)
