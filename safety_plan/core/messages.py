"""Rules and their messages: from the key of a message to the problem that a person reads.

Each rule is one file, `checks/rules/<rule>.md`. Its front matter holds

    severity: error              # or warning, which stops nothing
    at_check: warning            # only where `check` reminds of what `publish` refuses
    at_build: warning            # only where a draft may be built and shown with it
    list: models/exit-places.yml # only where a file of the program holds what may stand there
    fatal: file                  # only where the file, page, row or cell is lost by it
    messages:
      number-form:               # the key that the code gives to problem()
        found: “{cell}” is not a number.
        fix: Write digits only.
        depends_on: data/figures.csv   # only where the problem follows from an unread file
      number-form.empty: …

A message has *severity* and *fatal* of its own where it differs from its rule. The body
explains the rule in three paragraphs: what it is, why, and an example. Words in { } are
the parameters of the message. A file is read when its first problem is found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from safety_plan.core.problems import Location, Problem, Scope, Severity
from safety_plan.core.resources import PACKAGE, load_document
from safety_plan.core.suggestions import did_you_mean

#: The folder of the rules, below this package. It lies with the checks, which most rules
#: belong to; the readers below them use it as well.
RULES_FOLDER = "checks/rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one message says; *found* and *fix* hold the names of parameters in { }."""

    found: str
    fix: str
    severity: Severity
    fatal: Scope = Scope.NOTHING
    depends_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its file has it.

    *at_check* is its severity while a plan is only checked, *at_build* while it is only built.
    *list_file* holds what the rule goes by, for whoever has no such file in their plan.
    """

    name: str
    severity: Severity
    at_check: Severity
    at_build: Severity
    messages: dict[str, Message]
    explanation: str
    list_file: str = ""


def rule_names() -> list[str]:
    """The short name of every rule, in order."""
    return sorted(file.stem for file in (PACKAGE / RULES_FOLDER).glob("*.md"))


@cache
def load_rule(name: str) -> Rule:
    """The rule *name*. Raises FileNotFoundError where there is none."""
    settings, explanation = load_document(f"{RULES_FOLDER}/{name}.md")
    severity = Severity(settings["severity"])
    defaults = {"severity": severity, "fatal": settings.get("fatal", "")}
    return Rule(
        name=name,
        severity=severity,
        at_check=Severity(settings.get("at_check", severity)),
        at_build=Severity(settings.get("at_build", severity)),
        messages={key: _message(defaults | own) for key, own in settings["messages"].items()},
        explanation=explanation,
        list_file=settings.get("list", ""),
    )


def _message(settings: dict[str, str]) -> Message:
    return Message(
        found=settings["found"],
        fix=settings["fix"],
        severity=Severity(settings["severity"]),
        fatal=Scope(settings["fatal"]),
        depends_on=settings.get("depends_on", ""),
    )


def problem(key: str, location: Location, /, **params: object) -> Problem:
    """The problem at *location* that the message *key* tells: `rule` or `rule.which`.

    The *params* fill the message. Three are special: where *name* is none of *choices*, the
    nearest of them is the fix, by its name or by what *labels* call it; *depends_on* is the
    file that the problem follows from, if it is not the one that the message names.

    Raises KeyError where a parameter of the message is missing.
    """
    rule = load_rule(key.partition(".")[0])
    message = rule.messages[key]
    choices = params.get("choices")
    names = [str(choice) for choice in choices] if isinstance(choices, Iterable) else []
    depends_on = str(params.get("depends_on") or message.depends_on)
    values = {**params, "choices": ", ".join(names), "depends_on": depends_on}
    labels = params.get("labels")
    suggestion = did_you_mean(
        str(params.get("name")), names, labels if isinstance(labels, Mapping) else None
    )
    return Problem(
        location,
        rule.name,
        found=message.found.format(**values),
        fix=suggestion or message.fix.format(**values),
        severity=message.severity,
        fatal=message.fatal,
        depends_on=depends_on,
    )
