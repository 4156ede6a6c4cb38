"""What the pages of one plan may ask for: the words that `macros.py` gives to mkdocs-macros.

The same file answers a page twice: here, where check resolves it, and in mkdocs-macros,
when MkDocs builds the site. So a word that an engineer adds there, as the manual of that
plugin says, is known to check at once.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar

from safety_plan.content.macro_calls import Call
from safety_plan.content.page_words import PageWord, PlanWords, answer_call, words_of
from safety_plan.core.problems import Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.models.plan import Plan

MACROS_FILE = "macros.py"
#: The name of the variable under which `macros.py` finds the words of the plan.
PLAN_WORDS = "plan_words"
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
    """Every word that a page of *plan* may ask for, by its name."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.words = read_words(plan)

    def call(self, call: Call) -> str | Problem:
        """The Markdown that *call* asks for, or the problem that keeps us from it."""
        return answer_call(self.plan, self.words, call)


def macros_file(root: Path) -> Path | None:
    """The `macros.py` of the plan in *root*: its own, or else that of this checkout."""
    files = (folder / MACROS_FILE for folder in (root, PROJECT_ROOT))
    return next((file for file in files if file.is_file()), None)


def read_words(plan: Plan) -> dict[str, PageWord]:
    """The words that the `macros.py` of *plan* defines; where there is none, our own."""
    file = macros_file(plan.root)
    if file is None:
        return words_of(PlanWords(plan))
    environment = MacroEnvironment(plan)
    module: dict[str, Any] = {"__name__": "macros", "__file__": str(file)}
    exec(_compiled(file.read_text(encoding="utf-8"), str(file)), module)
    module["define_env"](environment)
    return environment.macros


@lru_cache(4)
def _compiled(text: str, path: str) -> CodeType:
    return compile(text, path, "exec")
