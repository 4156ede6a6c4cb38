"""The files beside our code: lists of words, rules and messages, each read once.

They are ours, so nothing is checked here that a test of the file checks.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: The folder of this package.
PACKAGE = Path(__file__).resolve().parents[1]
#: The folder of a checkout: `mkdocs.yml`, `macros.py` and the plan published here.
PROJECT_ROOT = PACKAGE.parent

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def load_resource(name: str) -> Any:  # noqa: ANN401 (texts, lists and mappings, as we wrote them)
    """What the YAML file *name* below this package holds, such as `core/labels.yml`."""
    return yaml.load((PACKAGE / name).read_text(encoding="utf-8"), Loader=_Loader)


@cache
def load_word_list(name: str) -> list[str]:
    """The lines of the text file *name* below this package, without remarks and empty ones."""
    lines = (PACKAGE / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def load_document(name: str) -> tuple[dict[str, Any], str]:
    """The front matter of the Markdown file *name* below this package, and its body.

    The front matter is the YAML between the first two lines of `---`.
    """
    text = (PACKAGE / name).read_text(encoding="utf-8")
    _, front_matter, body = text.split("---\n", 2)
    return yaml.load(front_matter, Loader=_Loader), body.strip()
