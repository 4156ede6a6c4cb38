"""JSON Schemas of the YAML files of a plan, for editors; made from the declared fields.

`python -m safety_plan.models.json_schemas` writes them to `schemas/`; a test fails while
they are not up to date. `.vscode/settings.json` tells Visual Studio Code (with its YAML
extension) which schema belongs to which file. Any other editor with the YAML language
server takes a first line in the file instead:

    # yaml-language-server: $schema=../schemas/sources.schema.json

`page.schema.json` is for the settings at the top of a page; few editors look there.

An editor helps while a file is typed. What a plan must be is what `check` says: it reads
every value as text, and knows the other files.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.models.audit import Audit
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.columns import Column
from safety_plan.models.fields import FORMATS, FieldRules, rules_of
from safety_plan.models.pages import FRONT_MATTER
from safety_plan.models.recipes.kinds import STEP_RULES
from safety_plan.models.recipes.settings import StepSettings
from safety_plan.models.revision import REVISION_SETTINGS
from safety_plan.models.settings import Settings
from safety_plan.models.sources import Source
from safety_plan.models.table_descriptions import COLUMN_SETTINGS
from safety_plan.models.table_settings import PackageSettings

FOLDER = PROJECT_ROOT / "schemas"
JsonSchema = dict[str, Any]

_TEXTS: JsonSchema = {"type": ["string", "array", "null"], "items": {"type": ["string", "number"]}}
#: A cell, a list of cells, or what is not one of them.
_CELLS: JsonSchema = {
    "anyOf": [
        _TEXTS,
        {
            "type": "object",
            "properties": {"not": _TEXTS},
            "required": ["not"],
            "additionalProperties": False,
        },
    ]
}
#: Classes of which an entry may say more than they keep.
_SETTINGS: dict[type, Mapping[str, FieldRules]] = {
    Column: COLUMN_SETTINGS,
    StepSettings: STEP_RULES,
}


def json_schemas() -> dict[str, JsonSchema]:
    """The schemas by the name of the file that each is for; `page` is for front matter."""
    schemas = {
        "plan": _object(rules_of(Settings)),
        "revision": _object(REVISION_SETTINGS),
        "sources": _mapping_of(_object(rules_of(Source))),
        "charts": _mapping_of(_object(rules_of(ChartSettings))),
        "datapackage": _object(rules_of(PackageSettings)),
        "audit": _object(rules_of(Audit)),
        "page": _object(FRONT_MATTER),
    }
    return {name: _with_head(name, schema) for name, schema in schemas.items()}


def write_schemas(folder: Path = FOLDER) -> None:
    """Writes each schema into *folder*, as `<name>.schema.json`."""
    folder.mkdir(exist_ok=True)
    for name, schema in json_schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (folder / f"{name}.schema.json").write_bytes(text.encode())


def _with_head(name: str, schema: JsonSchema) -> JsonSchema:
    title = "The settings at the top of a page" if name == "page" else f"data/{name}.yml"
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **schema}


def _object(fields: Mapping[str, FieldRules]) -> JsonSchema:
    """A mapping of settings, and no others."""
    return {
        "type": "object",
        "properties": {
            name: {"description": rules.description, **_value(rules)}
            for name, rules in fields.items()
        },
        "required": [name for name, rules in fields.items() if rules.required],
        "additionalProperties": False,
    }


def _mapping_of(value: JsonSchema) -> JsonSchema:
    return {"type": "object", "additionalProperties": value}


def _value(rules: FieldRules) -> JsonSchema:
    """What one setting may be."""
    match rules.kind:
        case "text":
            return _text(rules)
        case "texts":
            return _TEXTS
        case "switch":
            return {"enum": [True, False, "yes", "no"]}
        case "named texts":
            return _named_values(rules, {"type": ["string", "number", "null"]})
        case "named lists":
            return _named_values(rules, _TEXTS)
        case "where":
            return _named_values(rules, _CELLS)
        case "entry":
            return _entry(rules)
        case "entries":
            return {"type": "array", "items": _entry(rules)}
        case "any":
            return {}


def _text(rules: FieldRules) -> JsonSchema:
    """A text. One that looks like a number is read as text; an optional one may be empty."""
    if rules.choices:
        return {"enum": [*rules.choices, *([] if rules.required else ["", None])]}
    schema: JsonSchema = {"type": ["string", "number"]}
    if rules.required:
        schema["minLength"] = 1
    else:
        schema["type"].append("null")
    if rules.longest:
        schema["maxLength"] = rules.longest
    if rules.format:
        pattern = FORMATS[rules.format].pattern
        schema["pattern"] = f"^(?:{pattern})$" if rules.required else f"^(?:{pattern})?$"
    return schema


def _named_values(rules: FieldRules, value: JsonSchema) -> JsonSchema:
    schema: JsonSchema = {"type": ["object", "null"], "additionalProperties": value}
    if rules.choices:
        schema["propertyNames"] = {"enum": [*rules.choices]}
    return schema


def _entry(rules: FieldRules) -> JsonSchema:
    if rules.entry is None:
        return {"type": "object"}
    return _object(_SETTINGS.get(rules.entry) or rules_of(rules.entry))


if __name__ == "__main__":
    write_schemas()
