"""What the pages of one plan may ask for: the words that `macros.py` gives to mkdocs-macros.

The same file answers a page twice: here, where check resolves it, and in mkdocs-macros,
when MkDocs builds the site. So a word that an engineer adds there, as the manual of that
plugin says, is known to check at once.
"""

import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar

from safety_plan.content.macro_calls import Call
from safety_plan.content.page_words import PageWord, PlanWords, answer_call, words_of
from safety_plan.content.word_answers import Problems
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Read
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.models.plan import Plan

MACROS_FILE = "macros.py"
#: The name of the variable under which `macros.py` finds the words of the plan.
PLAN_WORDS = "plan_words"
#: Names that mkdocs-macros and MkDocs give to something else.
RESERVED = frozenset(
    {
        "config",
        "environment",
        "extra",
        "files",
        "filters",
        "filters_builtin",
        "git",
        "macros",
        "navigation",
        "page",
        "plan_words",
        "plugin",
    }
)
Function = TypeVar("Function", bound=Callable[..., Any])


class MacroEnvironment:
    """What `define_env(env)` may use: the part of mkdocs-macros' own object that we need.

    *variables* holds `plan_words`; `macro` adds a word, with or without another name.
    """

    def __init__(self, plan: Plan) -> None:
        self.variables: dict[str, Any] = {PLAN_WORDS: PlanWords(plan)}
        self.macros: dict[str, PageWord] = {}

    def macro(self, function: Function, name: str = "") -> Function:
        """Adds *function* as a word; can stand above it as a decorator."""
        self.macros[name or function.__name__] = function
        return function


class PageWords:
    """Every word that a page of *plan* may ask for, by its name.

    *problems* are those of `macros.py`; where it cannot be run the words are our own.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.words, self.problems = read_words(plan)

    def call(self, call: Call) -> str | Problems:
        """The Markdown that *call* asks for, or the problems that keep us from it."""
        return answer_call(self.plan, self.words, call)


def macros_file(root: Path) -> Path | None:
    """The `macros.py` of the plan in *root*: its own, or else that of this checkout."""
    files = (folder / MACROS_FILE for folder in (root, PROJECT_ROOT))
    return next((file for file in files if file.is_file()), None)


def read_words(plan: Plan) -> Read[dict[str, PageWord]]:
    """The words that the `macros.py` of *plan* defines, and what is wrong with it.

    Our own where there is no such file, or where it cannot be run.
    """
    file = macros_file(plan.root)
    if file is None:
        return words_of(PlanWords(plan)), []
    environment = MacroEnvironment(plan)
    module: dict[str, Any] = {"__name__": "macros", "__file__": str(file)}
    try:
        exec(_compile(file.read_text(encoding="utf-8"), str(file)), module)
        module["define_env"](environment)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever an engineer's file does)
        location = Location(MACROS_FILE, line=_line_of(error, str(file)))
        message = f"{type(error).__name__}: {error}"
        return words_of(PlanWords(plan)), [problem("macros-file", location, error=message)]
    names = sorted(environment.macros.keys() & RESERVED)
    wrong_names = [problem("macros-file.name", Location(MACROS_FILE), name=name) for name in names]
    return environment.macros, wrong_names


def _line_of(error: BaseException, path: str) -> int:
    """The last line of the file *path* on which *error* was met; 0 where none is known."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == path), 0)


@lru_cache(4)
def _compile(text: str, path: str) -> CodeType:
    return compile(text, path, "exec")
