"""What is wrong with settings, held against what is declared of them on the fields of a class."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Scope
from safety_plan.core.suggestions import closest_match
from safety_plan.core.text import read_switch
from safety_plan.models.cell_advice import format_fix
from safety_plan.models.fields import FieldRules
from safety_plan.models.setting_shapes import entry_problems, shape_problems, value_at
from safety_plan.reading.yaml_files import Document, Keys, as_mapping, as_text, as_texts


def validate_mapping(
    document: Document, keys: Keys, subject: str, rule: str, fields: Mapping[str, FieldRules]
) -> Iterator[Problem]:
    """What is wrong with the settings of *subject*, which stand under *keys*.

    Each is known by its name among *fields*; *rule* is broken where a required one is missing.
    """
    if misshapen := entry_problems(document, keys, subject):
        yield from misshapen
        return
    yield from name_problems(document, keys, subject, fields)
    settings = as_mapping(value_at(document, keys))
    misspelt = {closest_match(name, fields) for name in settings if name not in fields}
    for name, rules in fields.items():
        location = document.location(*keys, name)
        text = as_text(settings.get(name))
        is_missing = not (text or settings.get(name)) and name not in misspelt
        if rules.required and is_missing:
            yield problem(rule, location, thing=subject, key=name)
        if format_rule := rules.format_rule(text):
            fix = format_fix(rules.format, text, in_table=False)
            # Other settings may stand at the same line.
            yield replace(problem(format_rule, location, cell=text, fix=fix), fatal=Scope.NOTHING)


def name_problems(
    document: Document, keys: Keys, subject: str, fields: Mapping[str, FieldRules]
) -> Iterator[Problem]:
    """Settings of *subject* that are none of *fields*, or have another shape than theirs."""
    settings = as_mapping(value_at(document, keys))
    for name in settings:
        if name not in fields:
            location = document.location(*keys, name)
            yield problem("setting-unknown", location, thing=subject, name=name, choices=fields)

    def locate(*names: str) -> Location:
        return document.location(*keys, *names)

    yield from shape_problems(settings, fields, subject, locate)


def switch_problems(
    document: Document, keys: Keys, subject: str, fields: Mapping[str, FieldRules]
) -> Iterator[Problem]:
    """Settings of *subject* that are on or off, and say neither."""
    entry = as_mapping(value_at(document, keys))
    for name, text in as_texts(entry, fields).items():
        if fields[name].kind == "switch" and name in entry and read_switch(text) is None:
            location = document.location(*keys, name)
            yield problem("yes-or-no", location, thing=subject, name=name, cell=text)
