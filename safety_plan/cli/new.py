"""`safety-plan new`: a whole plan to start from, made from the answers to eight questions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from safety_plan.cli.countries import Country
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import PATH, debug_option
from safety_plan.core.resources import load_resource
from safety_plan.starter.answers import (
    PUBLISHERS,
    Answers,
    contact_mistake,
    name_mistake,
    period_mistake,
    repository_mistake,
)
from safety_plan.starter.make import is_free, make_plan

#: Each question and what helps to answer it, by the name of its option, in order.
QUESTIONS: Mapping[str, Mapping[str, str]] = load_resource("cli/new.yml")
_CHOICES = {"publisher": click.Choice([*PUBLISHERS]), "country": Country()}
_KINDS = ("github", "gitlab")
_MISTAKES: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("area", "council", "partnership"), name_mistake),
    "period": period_mistake,
    "contact": contact_mistake,
    "repository": repository_mistake,
}
#: A file of the program at an address, and the digest by which it is known.
_PROGRAM = re.compile(r"(https://[^\s#]+\.whl)#sha256=([0-9a-f]{64})")
_MADE = """Made a plan in {folder}. What is left to write is marked: [Write here: …]
Next, in that folder:
  1. Put it into a repository: git init, git add --all, git commit
  2. Install the program that the plan brings: README.md says how.
  3. List what is left to write: safety-plan check
  4. See it as it will look: safety-plan build --serve"""


def _tidy_answer(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """The answer *value* as it was typed. Raises BadParameter where it cannot be one."""
    text = " ".join(value.split()) if value is not None else None
    if text is not None and (mistake := _MISTAKES[parameter.name or ""](text)):
        raise click.BadParameter(mistake)
    return text


def _question_options(function: Callable[..., int]) -> Callable[..., int]:
    """Adds an option for each question."""
    for name, texts in reversed([*QUESTIONS.items()]):
        choices = _CHOICES.get(name)
        option = click.option(
            f"--{name}",
            type=choices or str,
            callback=None if choices else _tidy_answer,
            help=f"{texts['question']} {texts['help']}",
        )
        function = option(function)
    return function


@click.command()
@debug_option
@click.argument("folder", metavar="DIR", type=PATH)
@_question_options
@click.option("--repository-kind", type=click.Choice(_KINDS), help="What runs at that address.")
@click.option(
    "--program",
    metavar="ADDRESS",
    default="",
    help="Where the program comes from, as https://….whl#sha256=…, in place of a file of its own.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing: every answer stands in an option.")
def command(
    folder: Path, repository_kind: str | None, program: str, no_input: bool, **options: str | None
) -> int:
    """Makes a new plan in DIR, which is not there yet or is empty.

    Asks eight questions, unless options answer them.
    """
    if not is_free(folder):
        print(f"{folder} holds files already. Name a folder that is not there yet, or is empty.")
        return EXIT_USAGE
    source = _program_line(program)
    if no_input:
        _require(options)
    texts = {name: _ask(name) if text is None else text for name, text in options.items()}
    answers = Answers(**texts, repository_kind=repository_kind or "")
    if answers.repository and not answers.kind:
        answers = replace(answers, repository_kind=_ask_kind(no_input=no_input))
    make_plan(folder, answers, source)
    print(_MADE.format(folder=folder))
    return EXIT_OK


def _require(options: dict[str, str | None]) -> None:
    """Raises UsageError with every option that is missing; a repository may be missing."""
    options["repository"] = options["repository"] or ""
    missing = [f"--{name}" for name, text in options.items() if text is None]
    if missing:
        raise click.UsageError(f"With --no-input, add: {', '.join(missing)}")


def _ask(name: str) -> str:
    """The answer to the question *name*, asked again until it can be one."""
    texts = QUESTIONS[name]
    click.echo(f"\n{texts['question']}\n{texts['help']}")
    if name in _CHOICES:
        return str(click.prompt(name.capitalize(), type=_CHOICES[name]))

    def read(text: str) -> str:
        answer = " ".join(text.split())
        if mistake := _MISTAKES[name](answer):
            raise click.UsageError(mistake)
        return answer

    default = "" if name == "repository" else None
    return str(
        click.prompt(name.capitalize(), value_proc=read, default=default, show_default=False)
    )


def _ask_kind(*, no_input: bool) -> str:
    """What runs at the address of the repository, which does not say so itself."""
    if no_input:
        raise click.UsageError(
            "The address of the repository does not say whether GitHub or GitLab runs there."
            " Add --repository-kind github or --repository-kind gitlab."
        )
    click.echo("\nDoes GitHub or GitLab run at that address?")
    return str(click.prompt("Repository kind", type=click.Choice(_KINDS)))


def _program_line(program: str) -> str:
    """The line by which the program is installed from *program*; empty for a file of its own."""
    if not program:
        return ""
    parts = _PROGRAM.fullmatch(program)
    if not parts:
        raise click.UsageError(
            "--program names a file and its digest, such as"
            " https://example.org/community_safety_plan-1.0-py3-none-any.whl#sha256=…"
        )
    return f"community-safety-plan @ {parts[1]} --hash=sha256:{parts[2]}"
