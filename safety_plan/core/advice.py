"""Commands in advice, as they work where the reader is.

Messages name the doors of a checkout, such as `python3 scripts/build.py`. Where the command
`safety-plan` runs, as it does in the repository of every other council, there are no doors:
then its own subcommand is named.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from safety_plan.core.problems import Problem

#: A door, and what makes another subcommand of it.
_DOOR = re.compile(
    r"(?:python3 )?scripts/"
    r"(archive|audit|build|check|compare|import_file|migrate|new|pack|preview|publish|seal)\.py"
    r"( --(?:proposed|witness|again|remove|explain))?(?![\w-])"
)
#: The subcommand for a door, or for a door with an option; else it is called as the door is.
_SUBCOMMANDS = {
    "import_file": "import",
    "preview": "serve",
    "seal --proposed": "propose",
    "seal --witness": "witness",
    "seal --again": "reseal",
    "seal --remove": "redact",
}


def advise(text: str, *, doors: bool, plan: str = "") -> str:
    """*text* with each command as it works: by the *doors* of a checkout, or by `safety-plan`.

    *plan* is the folder of the plan, where the command would take another one by itself.
    """

    def command(door: re.Match[str]) -> str:
        option = door[2] or ""
        named = f" --plan {quote_path(plan)}" if plan and option != " --explain" else ""
        if doors:
            return f"{door[0].removesuffix(option)}{named}{option}"
        subcommand = _SUBCOMMANDS.get(f"{door[1]}{option}")
        return f"safety-plan {subcommand or door[1]}{named}{'' if subcommand else option}"

    return _DOOR.sub(command, text)


def advise_on(problems: Iterable[Problem], *, doors: bool, plan: str = "") -> list[Problem]:
    """*problems* with each command in what to do as it works, as `advise` has it."""
    return [replace(found, fix=advise(found.fix, doors=doors, plan=plan)) for found in problems]


def quote_path(path: str) -> str:
    """*path* as a person types it: between quotation marks where it has a space."""
    return f'"{path}"' if " " in path else path
